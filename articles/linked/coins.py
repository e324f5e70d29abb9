"""COinS: a work in the title of an empty `<span class="Z3988">`, as reference managers look for it.

Keys after the OpenURL formats “journal”, “book” and “dc” of Z39.88-2004. The first two have none for editors, and
they are no authors.
"""

from urllib.parse import urlencode

from articles.citing.items import Item, date_of, spoken_name

JOURNAL = {"article-journal": "article", "article-magazine": "article", "article-newspaper": "article"}
BOOK = {"book": "book", "chapter": "bookitem", "report": "report"}
DC_TYPES = {"webpage": "webpage", "speech": "presentation"}


def coins_of(item: Item) -> str:
    """The context object of an item of `work_item`, as a query string: to be escaped as an attribute."""
    kind = item["type"]
    form, pairs = _journal(item) if kind in JOURNAL else _book(item) if kind in BOOK else _dublin_core(item)
    known = [
        *pairs,
        ("rft.date", date_of(item, "-")),
        ("rft.language", item["language"]),
        ("rft_id", f"info:doi/{item['DOI']}" if item.get("DOI") else ""),
        ("rft_id", item.get("URL", "")),
    ]
    head = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", f"info:ofi/fmt:kev:mtx:{form}")]
    return urlencode([*head, *((key, value) for key, value in known if value)])


def _journal(item: Item) -> tuple[str, list[tuple[str, str]]]:
    return "journal", [
        ("rft.genre", JOURNAL[item["type"]]),
        ("rft.atitle", item["title"]),
        ("rft.jtitle", item.get("container-title", "")),
        ("rft.volume", item.get("volume", "")),
        ("rft.issue", item.get("issue", "")),
        *_names(item),
        *_pages(item),
    ]


def _book(item: Item) -> tuple[str, list[tuple[str, str]]]:
    """A chapter has its own title and that of its book."""
    in_book = item["type"] == "chapter"
    return "book", [
        ("rft.genre", BOOK[item["type"]]),
        ("rft.atitle" if in_book else "rft.btitle", item["title"]),
        ("rft.btitle", item.get("container-title", "") if in_book else ""),
        ("rft.series", item.get("collection-title", "")),
        ("rft.pub", item.get("publisher", "")),
        *_names(item),
        *(_pages(item) if in_book else []),
    ]


def _dublin_core(item: Item) -> tuple[str, list[tuple[str, str]]]:
    return "dc", [
        ("rft.type", DC_TYPES.get(item["type"], "webpage")),
        ("rft.title", item["title"]),
        ("rft.source", item.get("container-title") or item.get("event-title", "")),
        ("rft.publisher", item.get("publisher", "")),
        *(("rft.creator", spoken_name(name)) for name in item.get("author", [])),
        *(("rft.contributor", spoken_name(name)) for name in item.get("editor", [])),
    ]


def _pages(item: Item) -> list[tuple[str, str]]:
    first, _dash, last = item.get("page", "").replace("–", "-").partition("-")
    return [("rft.spage", first), ("rft.epage", last)]


def _names(item: Item) -> list[tuple[str, str]]:
    """The first author in parts, the others as they are called; an organisation as one."""
    pairs: list[tuple[str, str]] = []
    for number, name in enumerate(item.get("author", [])):
        if "literal" in name:
            pairs.append(("rft.aucorp" if number == 0 else "rft.au", name["literal"]))
        elif number == 0:
            pairs += [("rft.aulast", name["family"]), ("rft.aufirst", name["given"])]
        else:
            pairs.append(("rft.au", spoken_name(name)))
    return pairs

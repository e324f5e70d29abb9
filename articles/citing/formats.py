"""Items as files that reference managers read: BibTeX, RIS, CSL-JSON. All of them UTF-8."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from .items import EDITED_AS, MAKERS, Item
from .only_where import says_only_where
from .rich_text import RICH, as_words
from .ris_names import written


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, what people call it, its media type, and what writes it."""

    ending: str
    name: str
    media_type: str
    write: Callable[[Iterable[Item]], str]


# ---------------------------------------------------------------- CSL-JSON
def csl_json(items: Iterable[Item]) -> str:
    """A list of items, as the schema “csl-data” has it."""
    return json.dumps([_rich(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def _rich(item: Item) -> Item:
    """The item with its titles and names written so that no sign of them is read as markup."""
    texts = {name: as_words(item[name]) for name in RICH if item.get(name)}
    people = {
        role: [{part: as_words(text) for part, text in name.items()} for name in item[role]]
        for role in MAKERS
        if role in item
    }
    return {name: value for name, value in (item | texts | people).items() if name != EDITED_AS}


# ---------------------------------------------------------------- BibTeX
BIBTEX_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "report": "techreport",
    "chapter": "incollection",
    "book": "book",
    "speech": "unpublished",  # “the script of a talk”, to biblatex
}
# What kind of periodical an article is in, in the words of biblatex's styles; in a journal where nothing is said.
BIBTEX_SUBTYPES = {"article-magazine": "magazine", "article-newspaper": "newspaper"}
CONTAINERS = {"article": "journal", "incollection": "booktitle"}
PUBLISHERS = {"techreport": "institution"}
KINDS_OF_IT = {"techreport": "type"}  # where it is said what kind of one it is; elsewhere it is a note
LATEX = {sign: f"\\{sign}" for sign in "&%$#_{}"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
}
# BibTeX counts braces before LaTeX reads them, and a backslash hides none: one that stands alone would end an entry.
BRACES_ALONE = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
NOT_IN_ADDRESSES = {sign: f"%{ord(sign):02X}" for sign in '{}\\ "<>^`|'}


def bibtex(items: Iterable[Item]) -> str:
    """One entry an item, under keys such as `nunez2024water` that are all different."""
    keys: set[str] = set()
    return "\n".join(_bibtex_entry(item, _key(item, keys)) for item in items)


def _bibtex_entry(item: Item, key: str) -> str:
    kind = BIBTEX_TYPES.get(item["type"], "misc")
    year, month, day = _date(item)
    texts = {
        "title": item["title"],
        "entrysubtype": BIBTEX_SUBTYPES.get(item["type"]),
        CONTAINERS.get(kind, "howpublished"): item.get("container-title") or item.get("event-title"),
        PUBLISHERS.get(kind, "publisher"): item.get("publisher"),
        "series": item.get("collection-title"),
        "volume": item.get("volume"),
        "number": item.get("issue") or item.get("number"),
        "pages": item.get("page", "").replace("–", "-").replace("-", "--"),
        "year": year,
        "month": month,
        "day": day,
        "language": item["language"],
        KINDS_OF_IT.get(kind, "note"): item.get("genre"),
        "origtitle": item.get("original-title"),
        "origdate": _date(item, "original-date")[0],
    }
    lines = [(role, _bibtex_names(item[role])) for role in MAKERS if item.get(role)]
    # Two braces keep a title's capitals as they are.
    lines += [
        (name, f"{{{_latex(text)}}}" if name == "title" or _is_a_name(name, text) else _latex(text))
        for name, text in texts.items()
        if text
    ]
    addresses = {"doi": item.get("DOI"), "url": item.get("URL")}
    lines += [(name, text.translate(str.maketrans(NOT_IN_ADDRESSES))) for name, text in addresses.items() if text]
    fields = "".join(f"  {name} = {{{text}}},\n" for name, text in lines)
    return f"@{kind}{{{key},\n{fields}}}\n"


def _is_a_name(field: str, text: str) -> bool:
    """Whether it is the name of a site or an event, though it says no more than where people look, as “Online”."""
    return field == "howpublished" and says_only_where(text)


def _bibtex_names(names: list[dict[str, str]]) -> str:
    """“Family, Given” of people; braces keep the name of an organisation in one piece."""
    return " and ".join(
        f"{{{_latex(name['literal'])}}}"
        if "literal" in name
        else f"{_in_one_piece(name['family'])}, {_in_one_piece(name['given'])}"
        for name in names
    )


def _in_one_piece(part: str) -> str:
    """Braces around a part of a name that would be read as more than one: with a comma or an “and” in it."""
    text = _latex(part)
    return f"{{{text}}}" if "," in part or re.search(r"\band\b", part, re.IGNORECASE) else text


def _latex(text: str) -> str:
    signs = LATEX if _braces_pair(text) else LATEX | BRACES_ALONE
    return "".join(signs.get(sign, sign) for sign in _one_line(text))


def _braces_pair(text: str) -> bool:
    depths = [0, *accumulate((sign == "{") - (sign == "}") for sign in text)]
    return min(depths) == depths[-1] == 0


def _key(item: Item, taken: set[str]) -> str:
    """The first family name, the year and the first long word of the title, in plain letters."""
    names = item.get("author") or item.get("editor") or [{}]
    first = names[0].get("family") or names[0].get("literal", "")
    words = [_letters(word) for word in item["title"].split()]
    word = next((word for word in words if len(word) > 3), "".join(words)[:12])
    key = base = f"{_letters(first)[:24]}{_date(item)[0]}{word[:24]}" or "item"
    number = 2
    while key in taken:
        key, number = f"{base}-{number}", number + 1
    taken.add(key)
    return key


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


# ---------------------------------------------------------------- RIS
RIS_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "report": "RPRT",
    "chapter": "CHAP",
    "book": "BOOK",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "speech": "CONF",
}


# What kind of one a thing is, where its type has a tag for that: in a report, to Zotero and EndNote. Elsewhere a note.
RIS_KINDS = {"report": "M3"}
# Readers of RIS part addresses at it; encoded it leads to the same place.
BETWEEN_ADDRESSES = {";": "%3B"}


def ris(items: Iterable[Item]) -> str:
    """One record an item, lines ended as the format has them."""
    return "".join(f"{tag}  - {value}\r\n" for item in items for tag, value in _ris_lines(item))


def _ris_lines(item: Item) -> list[tuple[str, str]]:
    year, month, day = _date(item)
    first, _dash, last = item.get("page", "").replace("–", "-").partition("-")
    pairs = [
        ("TY", RIS_TYPES[item["type"]]),
        *(("AU", written(name)) for name in item.get("author", [])),
        # To Zotero “A2” is who edited the series that a book is in.
        *(("ED", written(name)) for name in item.get("editor", [])),
        *(("A4", written(name)) for name in item.get("translator", [])),
        ("TI", item["title"]),
        ("T2", item.get("container-title") or item.get("event-title")),
        ("T3", item.get("collection-title")),
        ("PB", item.get("publisher")),
        ("VL", item.get("volume")),
        ("IS", item.get("issue") or item.get("number")),
        ("SP", first),
        ("EP", last),
        ("PY", year),
        ("DA", f"{year}/{month.zfill(2)}/{day.zfill(2) if day else ''}" if month else ""),
        ("DO", item.get("DOI")),
        ("UR", item.get("URL", "").translate(str.maketrans(BETWEEN_ADDRESSES))),
        ("LA", item["language"]),
        (RIS_KINDS.get(item["type"], "N1"), item.get("genre")),
        ("OP", item.get("original-title")),
        ("ID", item["id"]),
    ]
    return [*((tag, _one_line(value)) for tag, value in pairs if value), ("ER", "")]


def _date(item: Item, which: str = "issued") -> tuple[str, str, str]:
    """(year, month, day), "" for what is not known."""
    parts = [str(part) for part in item.get(which, {}).get("date-parts", [[]])[0]]
    year, month, day = [*parts, "", "", ""][:3]
    return year, month, day


def _one_line(text: str) -> str:
    return " ".join(text.split())


FORMATS = {
    one.ending: one
    for one in (
        Format("bib", "BibTeX", "application/x-bibtex", bibtex),
        Format("ris", "RIS", "application/x-research-info-systems", ris),
        Format("json", "CSL-JSON", "application/vnd.citationstyles.csl+json", csl_json),
    )
}

"""RIS, by rispy."""

import re
from typing import Any

import rispy

from articles.citing.formats import RIS_TYPES
from articles.citing.ris_names import name_of

from . import bounds, dates
from .entries import ORIGINAL, Entry, Fields, Left, Lost, Where, genre_of, not_said_again, text_of
from .ris_lines import whole_lines

TYPES = {theirs: ours for ours, theirs in RIS_TYPES.items()} | {
    "EJOUR": "article-journal",
    "EBOOK": "book",
    "EDBOOK": "book",
    "ECHAP": "chapter",
    "CPAPER": "chapter",
    "THES": "report",
    "LEGAL": "legislation",
    "BILL": "legislation",
    "STAT": "legislation",
    "GOVDOC": "report",
    "WEB": "webpage",
}
# JF is the whole name of a periodical, JO often and JA and J2 always a short one.
PERIODICAL = ("alternate_title3", "journal_name", "alternate_title2", "alternate_title1")
PEOPLE = {"author": ("authors", "first_authors"), "editor": ("editors", "secondary_authors")}
UNKNOWN = "??"  # no tag of a file, as rispy’s own would be
TAGS = {tag: name for tag, name in rispy.config.TAG_KEY_MAPPING.items() if tag != rispy.RisParser.UNKNOWN_TAG}
TAGS |= {"ED": "editors", "BT": "book_title", UNKNOWN: "unknown_tag"}
LISTED = [*rispy.config.LIST_TYPE_TAGS, "ED"]
NAMES = {name: tag for tag, name in TAGS.items()}
RECORD = re.compile(r"^TY  ?-", re.MULTILINE)
END = re.compile(r"^ER  ?-.*$", re.MULTILINE)
RANGE = re.compile(r"[a-z]?\d+\s*-+\s*[a-z]?\d+", re.IGNORECASE)
DATED = ("date", "publication_year", "year")
UNSAID = ("id", "type_of_reference", "unknown_tag")
# Of two addresses in one line the second begins there: a “;” may stand in an address too.
NEXT_ADDRESS = re.compile(r";\s*(?=https?://)", re.IGNORECASE)


def read(text: str) -> tuple[list[Entry], list[Lost]]:
    """Entries, and those that could not be read. Raises Unreadable for what is too much at once.

    A record ends where the next one begins: some programs leave out that it ends.
    """
    bounds.check_lines(text)
    starts = [found.start() for found in RECORD.finditer(text)]
    bounds.check_entries(len(starts))
    entries, lost, line, at = [], [], 1, 0
    for number, (start, end) in enumerate(zip(starts, [*starts[1:], len(text)], strict=True), 1):
        line, at = line + text.count("\n", at, start), start
        where = Where(number, line)
        records = _records(END.sub("", text[start:end]).rstrip() + "\nER  - \n")
        entries += [_entry(record, where) for record in records]
        lost += [] if records else [Lost(where)]
    return entries, lost


class Parser(rispy.RisParser):
    UNKNOWN_TAG = UNKNOWN


def _records(text: str) -> list[dict[str, Any]]:
    """As rispy reads them, but for addresses, which it would cut at each “;”, and for what is said twice."""
    records = rispy.loads(
        whole_lines(text, TAGS, LISTED),
        implementation=Parser,
        mapping=TAGS,
        list_tags=LISTED,
        delimiter_tags_mapping={},
        enforce_list_tags=False,
    )
    for record in records:
        record["urls"] = [each.strip() for line in record.get("urls", []) for each in NEXT_ADDRESS.split(line)]
    return records


def _entry(record: dict[str, Any], where: Where) -> Entry:
    entry, again = _said_once(record)
    fields = Fields(entry)
    first = fields.take
    kind = TYPES.get(first("type_of_reference"), "")
    # The title of a book, be it the one that the record is of or that of its chapter.
    book = ("book_title",)
    people = {role: next((name for name in names if entry.get(name)), "") for role, names in PEOPLE.items()}
    fields.taken |= set(people.values())
    item = {
        "type": kind,
        "title": first("title", "primary_title", *(book if kind == "book" else ()), "short_title"),
        "language": first("language"),
        **{role: [name_of(name) for name in entry.get(field) or []] for role, field in people.items()},
        "issued": dates.issued(_date(fields)),
        "container-title": first(*(() if kind == "book" else book), "secondary_title", *PERIODICAL),
        "collection-title": first("tertiary_title"),
        "publisher": first("publisher"),
        "volume": first("volume"),
        "issue": first("number"),
        "page": _pages(fields),
        "DOI": first("doi"),
        "URL": first("urls", "url"),
    }
    original = {ORIGINAL: entry.get("original_publication")} | genre_of(kind, fields, "type_of_work")
    return Entry(where, item | original, not_said_again([*_left(fields), *again], item))


def _said_once(record: dict[str, Any]) -> tuple[dict[str, Any], list[Left]]:
    """(the record with the first value of what is told once, what is told of it once more)."""
    again = {name: value for name, value in record.items() if isinstance(value, list) and NAMES[name] not in LISTED}
    left = [(NAMES[name], text) for name, values in again.items() for text in map(text_of, values[1:]) if text]
    return record | {name: values[0] for name, values in again.items()}, left


def _pages(fields: Fields) -> str:
    """“1-20”, be it told in two fields or in the first of them; what is told otherwise in the second is left."""
    first = fields.take("start_page").replace("–", "-")
    last = fields.values.get("end_page") or ""
    if RANGE.fullmatch(first):
        pages = re.sub(r"\s*-+\s*", "-", first)
        fields.taken |= {"end_page"} if pages.endswith(f"-{last}") else set()
        return pages
    return "-".join(page for page in (first, fields.take("end_page")) if page)


def _left(fields: Fields) -> list[Left]:
    """What was not taken, by its tag."""
    unknown = fields.values.get("unknown_tag") or {}
    strange = [(tag, text_of(value)) for tag, value in unknown.items()]
    return [(NAMES.get(name, name), text) for name, text in fields.left(*UNSAID)] + strange


def _date(fields: Fields) -> list[int]:
    """The most exact of what is told of one year; what says more than that stays among what is left."""
    told = {name: value if isinstance(value := fields.values.get(name), str) else "" for name in DATED}
    year = dates.written((told["year"] or told["publication_year"])[:4])
    read = {name: dates.written(text) for name, text in told.items()}
    parts = max((date for date in read.values() if not year or date[:1] == year), key=len, default=year)
    fields.taken |= {
        name for name, own in read.items() if own == parts[: len(own)] != [] and not dates.says_more(told[name], own)
    }
    return parts

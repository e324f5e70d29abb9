"""RIS, by rispy."""

import re
from typing import Any

import rispy

from articles.citing.formats import RIS_TYPES
from articles.citing.items import Item

from . import bounds, dates

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
}
RECORD = re.compile(r"^TY  ?-", re.MULTILINE)


def read(text: str) -> tuple[list[Item], int]:
    """Items, and how many records were none: RIS has no other mistake than one without a title.

    Raises Unreadable for what is too much at once.
    """
    bounds.check_lines(text)
    bounds.check_entries(sum(1 for _record in RECORD.finditer(text)))
    return [_item(entry) for entry in rispy.loads(text)], 0


def _item(entry: dict[str, Any]) -> Item:
    def first(*names: str) -> str:
        values = (entry.get(name) for name in names)
        return next((value[0] if isinstance(value, list) else value for value in values if value), "")

    pages = [page for page in (first("start_page"), first("end_page")) if page]
    told = [dates.written(first(name)) for name in ("date", "publication_year", "year")]
    year = dates.written(first("year", "publication_year")[:4])
    kind = TYPES.get(first("type_of_reference"), "webpage")
    return {
        "type": kind,
        "title": first("title", "primary_title", "short_title"),
        "language": first("language"),
        "author": [_name(name) for name in entry.get("authors") or entry.get("first_authors") or []],
        "issued": dates.issued(max((date for date in told if not year or date[:1] == year), key=len, default=year)),
        "container-title": first("secondary_title", "journal_name", "alternate_title1", "alternate_title3"),
        "collection-title": first("tertiary_title"),
        "publisher": first("publisher"),
        "volume": first("volume"),
        "issue": first("number"),
        "page": "-".join(pages),
        "DOI": first("doi"),
        "URL": first("urls", "url"),
    }


def _name(text: str) -> dict[str, str]:
    """“Family, Given”; an organisation has no comma."""
    family, comma, given = text.partition(",")
    return {"family": family, "given": given} if comma else {"literal": text}

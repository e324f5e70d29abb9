"""CSL-JSON, as reference managers export it."""

import json
from typing import Any

from articles.citing.items import Item

from . import bounds, dates

TEXTS = (
    "type",
    "title",
    "language",
    "container-title",
    "collection-title",
    "event-title",
    "publisher",
    "volume",
    "issue",
    "number",
    "page",
    "DOI",
    "URL",
)


def read(text: str) -> tuple[list[Item], int]:
    """Items, and how many entries were none. Raises ValueError or RecursionError for what is not JSON,
    Unreadable for what is too much at once."""
    found = json.loads(text)
    if isinstance(found, dict):
        found = found["items"] if isinstance(found.get("items"), list) else [found]
    bounds.check_entries(len(found))
    items = [_item(entry) for entry in found if isinstance(entry, dict)]
    return items, len(found) - len(items)


def _item(entry: dict[str, Any]) -> Item:
    names = entry.get("author")
    told = {name: entry.get(name) for name in TEXTS}
    people = [_name(one) for one in names if isinstance(one, dict)] if isinstance(names, list) else []
    return told | {"author": people, "issued": dates.issued(_date(entry.get("issued")))}


def _name(name: dict[str, Any]) -> dict[str, Any]:
    """With the particle that belongs to the family name: “van der Berg”."""
    particle, family = name.get("non-dropping-particle"), name.get("family")
    whole = f"{particle} {family}" if isinstance(particle, str) and isinstance(family, str) else family
    return {"family": whole, "given": name.get("given"), "literal": name.get("literal")}


def _date(value: Any) -> list[int]:
    if not isinstance(value, dict):
        return []
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return dates.parts_of(*parts[0][:3])
    return dates.written(value.get("raw") or value.get("literal"))

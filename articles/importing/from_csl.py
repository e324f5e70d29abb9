"""CSL-JSON, as reference managers export it."""

import json
from typing import Any

from django.utils.translation import gettext as _

from articles.citing.items import spoken_name
from articles.citing.rich_text import RICH, words_of

from . import bounds, dates
from .csl_names import name_of, rest_of
from .entries import ORIGINAL, Entry, Fields, Lost, Where, genre_of, not_said_again, text_of

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
PEOPLE = ("author", "editor")
# A number in the library of the program that wrote the file, not of the work.
UNSAID = ("id", "citation-key")


def read(text: str) -> tuple[list[Entry], list[Lost]]:
    """Entries, and those that were none. Raises ValueError or RecursionError for what is not JSON,
    Unreadable for what is too much at once."""
    found = json.loads(text)
    if isinstance(found, dict):
        found = found["items"] if isinstance(found.get("items"), list) else [found]
    bounds.check_entries(len(found))
    entries, lost = [], []
    for number, entry in enumerate(found, 1):
        if isinstance(entry, dict):
            entries.append(_entry(entry, Where(number, key=str(entry.get("id") or ""))))
        else:
            lost.append(Lost(Where(number), _("it is no object with fields.")))
    return entries, lost


def _entry(entry: dict[str, Any], where: Where) -> Entry:
    fields = Fields(entry | {"issued": _in_words(entry.get("issued"))})
    told = {name: _words(name, fields.take(name)) for name in TEXTS}
    people = {role: _people(entry.get(role)) for role in PEOPLE}
    parts = _date(entry.get("issued"))
    fields.taken |= {role for role, names in people.items() if names} | _whole_date(entry.get("issued"), parts)
    item = told | people | {"issued": dates.issued(parts)}
    rest = [(role, text) for role, names in people.items() if names for text in _rest(entry.get(role))]
    original = {ORIGINAL: _words(ORIGINAL, entry.get(ORIGINAL))} | genre_of(told["type"], fields, "genre")
    return Entry(where, item | original, not_said_again([*fields.left(*UNSAID), *rest], item))


def _in_words(issued: Any) -> Any:
    """A date with a word for what may be a mere “true”: that it is about that date."""
    return issued | {"circa": "true"} if isinstance(issued, dict) and issued.get("circa") is True else issued


def _words(name: str, value: Any) -> Any:
    return words_of(value) if name in RICH and isinstance(value, str) else value


def _people(names: Any) -> list[dict[str, str]]:
    found = [name_of(one) for one in names if isinstance(one, dict)] if isinstance(names, list) else []
    return [name for name in found if name]


def _whole_date(value: Any, parts: list[int]) -> set[str]:
    """Whether all that is said of the date was understood: not of a time between two dates, nor of “Spring”."""
    if not isinstance(value, dict):
        return {"issued"} if parts and not dates.says_more(value, parts) else set()
    given = value.get("date-parts")
    whole = not (value.get("season") or value.get("circa")) and (
        len(given) == 1 and len(parts) == len([part for part in given[0] if part not in (None, "")])
        if isinstance(given, list) and given and isinstance(given[0], list)
        else not dates.says_more(value.get("raw") or value.get("literal"), parts)
    )
    return {"issued"} if parts and whole else set()


def _rest(names: Any) -> list[str]:
    """What is said of people that a name has no place for, each with whom it is said of."""
    found = []
    for one in names if isinstance(names, list) else []:
        name = name_of(one) if isinstance(one, dict) else {}
        rest = text_of(rest_of(one)) if name else text_of(one)
        found += [f"{spoken_name(name)}: {rest}" if name else rest] if rest else []
    return found


def _date(value: Any) -> list[int]:
    if not isinstance(value, dict):
        return dates.written(value)
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        return dates.parts_of(*parts[0][:3])
    return dates.written(value.get("raw") or value.get("literal"))

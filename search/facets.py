"""Filters of the results with their counts: one pass over the hits, and one query for the names of each kind."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from articles.models import Outlet, Person, Topic
from core.families import resolve_keys
from core.languages import language_name

from .engine.ranking import Hit
from .reading import FILTERS, Choices

KINDS: dict[str, Promise] = {
    "post": _("Posts"),
    "publication": _("Publications"),
    "page": _("Standing pages"),
    "list": _("Lists"),
    "home": _("Home page"),
}
FAMILIES: dict[str, type[Model]] = {"topic": Topic, "author": Person, "outlet": Outlet}
TITLES: dict[str, Promise] = {
    "kind": _("Kind"),
    "topic": _("Topic"),
    "author": _("Author"),
    "outlet": _("Outlet"),
    "year": _("Year"),
    "language": _("Language"),
}
NAMED = ("name", "slug", "translation_key", "locale__language_code")
MOST_CHOICES = 30  # of one filter; the commonest


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `lang` marks a label that is not in the reader's language."""

    value: str
    label: str
    count: int
    chosen: bool
    lang: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter with the values that the results have."""

    name: str
    label: Promise
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


@dataclass(frozen=True)
class Name:
    """What a value is called in the address and by readers."""

    value: str
    label: str
    lang: str = ""


Names = dict[str, dict[str, Name]]  # filter -> key of the index -> its name


@dataclass(frozen=True)
class Filtered:
    """The hits that meet the choices, and what else could be chosen."""

    hits: list[Hit]
    facets: list[Facet]


def filtered(
    hits: Sequence[Hit], others: Sequence[Hit], choices: Choices, locale: Locale
) -> tuple[Filtered, list[Hit]]:
    """(hits that meet the choices with their filters, others that do).

    At most three queries, and one for each topic, author and outlet that is chosen.
    """
    pages = Counter(hit.facets for hit in hits)
    values = {told: _values(told) for told in {*pages, *(hit.facets for hit in others)}}
    names = _names([values[told] for told in pages], choices, locale)
    wanted = _wanted(names, choices)
    missing = {told: _unmet(held, wanted) for told, held in values.items()}
    counts: dict[str, Counter] = {name: Counter() for name in FILTERS}
    for told, number in pages.items():
        for name in _counted(missing[told]):
            for key in values[told].get(name, ()):
                counts[name][key] += number
    facets = [_facet(name, counts[name], names.get(name, {}), wanted.get(name)) for name in FILTERS]
    kept = [hit for hit in hits if not missing[hit.facets]]
    shown = [facet for facet in facets if facet.chosen or any(choice.count < len(kept) for choice in facet.choices)]
    return Filtered(kept, shown), [hit for hit in others if not missing[hit.facets]]


def met(hits: Sequence[Hit], choices: Choices, locale: Locale) -> list[Hit]:
    """The hits that `filtered` keeps, without filters. Two queries for each topic, author and outlet that is chosen."""
    wanted = _wanted(_names((), choices, locale), choices)
    return [hit for hit in hits if not _unmet(_values(hit.facets), wanted)]


def _wanted(names: Names, choices: Choices) -> dict[str, str]:
    """What is chosen, as the index has it: filter -> key."""
    return {name: _key(names[name], value) for name, value in choices.values.items() if name != "language"}


def _counted(unmet: set[str]) -> Iterable[str]:
    """The filters in which a page counts: a filter counts what would be there were it alone set otherwise."""
    return () if len(unmet) > 1 else unmet or FILTERS


def languages(counts: dict[str, int], chosen: str) -> Facet | None:
    """The filter by language, where there is something to choose."""
    held = {code: number for code, number in counts.items() if number or code == chosen}
    if len(held) < 2:
        return None
    choices = [Choice(code, language_name(code), number, code == chosen) for code, number in held.items()]
    return Facet("language", TITLES["language"], choices)


@lru_cache(maxsize=1 << 13)
def _values(told: str) -> dict[str, list[str]]:
    """What a document says of itself, as the index keeps it: “kind:post topic:…”. Not to be changed."""
    found: dict[str, list[str]] = {}
    for facet in told.split():
        name, _colon, key = facet.partition(":")
        found.setdefault(name, []).append(key)
    return found


def _names(told: Iterable[dict[str, list[str]]], choices: Choices, locale: Locale) -> Names:
    """The names of what hits say of themselves, and of what is chosen."""
    keys: dict[str, set[str]] = {name: set() for name in FILTERS}
    for values in told:
        for name, held in values.items():
            keys[name].update(held)
    given = choices.values
    keys["kind"].update({given.get("kind")} & KINDS.keys())
    keys["year"].update(re.findall(r"^\d{4}$", given.get("year", "")))
    for name, model in FAMILIES.items():
        if name in given:
            chosen = model.objects.filter(live=True, slug=given[name]).values_list("translation_key", flat=True)
            keys[name].update(key.hex for key in chosen)
    names: Names = {
        "kind": {key: Name(key, str(KINDS[key])) for key in keys["kind"]},
        "year": {key: Name(key, key) for key in keys["year"]},
    }
    for name, model in FAMILIES.items():
        rows = resolve_keys(model.objects.only(*NAMED), {UUID(key) for key in keys[name]}, locale) if keys[name] else {}
        names[name] = {key.hex: Name(row.slug, row.name, row.lang) for key, row in rows.items()}
    return names


def _key(names: dict[str, Name], value: str) -> str:
    """The index's key of a value in the address; one that no result has where it names nothing."""
    return next((key for key, name in names.items() if name.value == value), "?")


def _unmet(values: dict[str, list[str]], wanted: dict[str, str]) -> set[str]:
    return {name for name, key in wanted.items() if key not in values.get(name, ())}


def _facet(name: str, counts: Counter, names: dict[str, Name], wanted: str | None) -> Facet:
    held = [(key, number) for key, number in counts.items() if key in names]
    if wanted in names and wanted not in counts:
        held.append((wanted, 0))
    held.sort(key=lambda item: (item[0] != wanted, -item[1], names[item[0]].label.casefold()))
    held = held[:MOST_CHOICES]
    if name == "year":
        held.sort(reverse=True)
    choices = [Choice(n.value, n.label, number, key == wanted, n.lang) for key, number in held for n in [names[key]]]
    return Facet(name, TITLES[name], choices)

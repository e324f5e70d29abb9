"""Filters of the results with their counts: one pass over the hits, and one query for names."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from .engine.ranking import Hit
from .named import Name, names_of_families
from .offered import TITLES, Choice, Facet
from .reading import FILTERS, Choices

KINDS: dict[str, Promise] = {
    "post": _("Posts"),
    "publication": _("Publications"),
    "page": _("Standing pages"),
    "list": _("Lists"),
    "home": _("Home page"),
}
MOST_CHOICES = 30  # of one filter; the commonest


Names = dict[str, dict[str, Name]]  # filter -> key of the index -> its name


@dataclass(frozen=True)
class Filtered:
    """The hits that meet the choices, and what else could be chosen; `wanted`: what is chosen, as keys of the index."""

    hits: list[Hit]
    facets: list[Facet]
    wanted: dict[str, str]

    def meeting(self, hits: Iterable[Hit]) -> list[Hit]:
        """Those of other hits, of any language, that meet the choices too."""
        return [hit for hit in hits if not _unmet(_values(hit.facets), self.wanted)] if self.wanted else list(hits)


def filtered(
    hits: Sequence[Hit], others: Sequence[Hit], choices: Choices, locale: Locale
) -> tuple[Filtered, list[Hit]]:
    """(hits that meet the choices with their filters, others that do).

    At most one query, for names.
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
    return Filtered(kept, shown, wanted), [hit for hit in others if not missing[hit.facets]]


def met(hits: Sequence[Hit], choices: Choices, locale: Locale) -> list[Hit]:
    """The hits that `filtered` keeps, without filters. At most one query, for what is chosen."""
    wanted = _wanted(_names((), choices, locale), choices)
    return [hit for hit in hits if not _unmet(_values(hit.facets), wanted)]


def _wanted(names: Names, choices: Choices) -> dict[str, str]:
    """What is chosen, as the index has it: filter -> key."""
    return {name: _key(names[name], value) for name, value in choices.values.items() if name != "language"}


def _counted(unmet: set[str]) -> Iterable[str]:
    """The filters in which a page counts: a filter counts what would be there were it alone set otherwise."""
    return () if len(unmet) > 1 else unmet or FILTERS


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
    return {
        "kind": {key: Name(key, str(KINDS[key])) for key in keys["kind"]},
        "year": {key: Name(key, key) for key in keys["year"]},
        **names_of_families(keys, given, locale),
    }


def _key(names: dict[str, Name], value: str) -> str:
    """The index's key of a value in the address, as this language has it or another, from whose search somebody comes;
    one that no result has where it names nothing."""
    own = (key for key, name in names.items() if name.value == value)
    return next(own, next((key for key, name in names.items() if value in name.others), "?"))


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

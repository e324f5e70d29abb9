"""What readers narrow a list by: the values that the list holds, and its pages that have what an address asks for."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.families import Resolved, resolve_keys
from core.languages import language_name
from language.folding import fold

from . import querysets
from .listings import Criteria
from .models import Person, Topic, Work

TITLES: dict[str, Promise] = {
    "topic": _("Topic"),
    "author": _("Author"),
    "year": _("Year"),
    "outlet": _("Outlet"),
    "kind": _("Kind"),
    "language": _("Can be read in"),
}
# Filters by rows of the catalogue: all of a kind, those that pages point at, the pages that point at a family.
FAMILIES: dict[str, tuple[Callable[[], QuerySet], Callable, Callable]] = {
    "topic": (Topic.objects.all, querysets.topics_of, querysets.about),
    "author": (Person.objects.all, querysets.people_of, querysets.written_by),
    "outlet": (querysets.with_logo, querysets.outlets_of, querysets.from_outlet),
}
# Filters by what stands in a work or a post itself.
FACTS: dict[str, Callable[[QuerySet, str], QuerySet]] = {
    "year": lambda pages, value: querysets.in_year(pages, int(value)),
    "kind": querysets.of_kind,
    "language": querysets.readable_in,
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `lang` marks a label that is not in the reader's language."""

    value: str
    label: str
    lang: str
    chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter with all its choices."""

    name: str
    label: str
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


@dataclass(frozen=True)
class Held:
    """What a whole list holds, by filter: rows for the reader by the key of their family, or label by value."""

    rows: Mapping[str, Mapping[UUID, Resolved]]
    facts: Mapping[str, Mapping[str, str]]

    def family(self, name: str) -> dict[UUID, Any]:
        """The rows of a filter; none where the list has no such filter."""
        return dict(self.rows.get(name, {}))


def held_by(parts: Sequence[QuerySet], names: Collection[str], locale: Locale) -> Held:
    """What posts, publications, or both, hold for filters of these names.

    A query for each filter by rows (two for outlets), one for years and kinds, one for languages.
    """
    rows = {}
    for name, (every, used, _narrow) in FAMILIES.items():
        if name in names:
            keys = reduce(or_, [used(pages) for pages in parts]).values("translation_key")
            rows[name] = resolve_keys(every(), keys, locale)
    told = list(reduce(QuerySet.union, [querysets.facts_of(pages) for pages in parts]))
    years = sorted({year for year, *_rest in told if year}, reverse=True)
    facts = {
        "year": {str(year): str(year) for year in years},
        "kind": _in_order({kind: str(Work.Kind(kind).label) for _year, kind, _language in told if kind}),
    }
    if "language" in names:
        codes = {language for *_rest, language in told} | set(querysets.edition_languages(parts[-1]))
        facts["language"] = _in_order({code: language_name(code) for code in codes})
    return Held(rows, {name: values for name, values in facts.items() if name in names})


def _in_order(labels: dict[str, str]) -> dict[str, str]:
    return {value: capfirst(label) for value, label in sorted(labels.items(), key=lambda pair: fold(pair[1]))}


def narrowed(pages: QuerySet, held: Held, criteria: Criteria) -> QuerySet:
    """The pages that meet all criteria; none where a value names nothing of the list."""
    for name, value in criteria.values.items():
        if name in FAMILIES:
            row = _by_slug(held.family(name).values(), value)
            pages = FAMILIES[name][2](pages, row.translation_key) if row else pages.none()
        else:
            pages = FACTS[name](pages, value) if value in held.facts.get(name, {}) else pages.none()
    return pages


def in_own_words(criteria: Criteria, held: Held) -> Criteria:
    """A topic may be named by its slug in any language: who changes the language takes the filters along.

    One query, and only where the reader's language has no such topic. The other filters share their values.
    """
    wanted, topics = criteria.values.get("topic"), held.family("topic")
    if not wanted or _by_slug(topics.values(), wanted):
        return criteria
    slugs = Topic.objects.filter(live=True, translation_key__in=list(topics))
    key = dict(slugs.order_by("-pk").values_list("slug", "translation_key")).get(wanted)
    return Criteria({**criteria.values, "topic": topics[key].slug}) if key else criteria


def _by_slug(rows: Iterable[Resolved], slug: str) -> Resolved | None:
    """The row with this slug; one in the reader's language before a stand-in from another."""
    return min((row for row in rows if row.slug == slug), key=lambda row: row.lang, default=None)


def filters(held: Held, names: Iterable[str], criteria: Criteria) -> list[Filter]:
    """Those of the filters that have anything to choose from."""
    found = [Filter(name, str(TITLES[name]), _choices(name, held, criteria)) for name in names]
    return [each for each in found if each.choices]


def _choices(name: str, held: Held, criteria: Criteria) -> list[Choice]:
    if name in FAMILIES:
        rows = sorted(held.family(name).values(), key=lambda row: row.name.casefold())
        return [Choice(row.slug, row.name, row.lang, criteria.asks(name, row.slug)) for row in rows]
    return [Choice(value, label, "", criteria.asks(name, value)) for value, label in held.facts.get(name, {}).items()]

"""What an import would do, item by item: which work, people and outlet there are, which would be made."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Case, F, Model, OuterRef, QuerySet, Subquery, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from articles.citing.items import Item, listed_name, spoken_name
from articles.models import Edition, Outlet, Person, Work, WorkAuthor
from articles.works.addresses import address_of, normalise_address
from articles.works.drafts import Named, by_name
from articles.works.same import IN_DRAFT, in_draft
from core.dates import in_words
from language.folding import fold

from .entries import ORIGINAL
from .facts import Facts, facts_of
from .likeness import Sign, sign_of
from .reading import people_of

# What stands in the column of the series, where that is no series.
INSTEAD_OF_SERIES = {Work.Kind.CHAPTER: gettext_lazy("in the book"), Work.Kind.TALK: gettext_lazy("event")}
SHOWN = ("kind", "language", "date", "series", "volume", "issue", "pages", "doi", "url")


@dataclass(frozen=True)
class Plan:
    """One item: `existing` is the work that it is already, `like` one that has its title.

    It is `perhaps` the same as that, or as another item `above`, where year and first author agree too. An edition of
    another work says what that is called, the `original`: it may be a work `of` the catalogue, or `of_the_file`.
    """

    number: int
    facts: Facts
    authors: list[Named]
    outlet: Named | None
    existing: Work | None = None
    like: Work | None = None
    perhaps: bool = False
    above: str = ""
    original: str = ""
    of: Work | None = None
    of_the_file: bool = False

    @property
    def may_be_made(self) -> bool:
        return self.existing is None and not self.facts.refusal

    @property
    def told(self) -> list[tuple[str, str]]:
        """Label and value of each fact that is known, as people read them."""
        work = Work(**self.facts.fields)
        labels = {field.name: field.verbose_name for field in Work._meta.get_fields() if hasattr(field, "verbose_name")}
        labels["series"] = INSTEAD_OF_SERIES.get(work.kind, labels["series"])
        shown = {name: getattr(work, f"get_{name}_display", lambda name=name: getattr(work, name))() for name in SHOWN}
        shown["date"] = in_words(work.date, work.date_precision) if work.date else ""
        return [(str(labels[name]), str(value)) for name, value in shown.items() if value]

    @property
    def there_url(self) -> str:
        """Where the work is edited that this one is, or may be."""
        other = self.existing or self.like
        return _edit_url(other) if other else ""

    @property
    def original_url(self) -> str:
        """Where the work is edited of which this is an edition."""
        return _edit_url(self.of) if self.of else ""

    @property
    def is_clear(self) -> bool:
        """Whether it can be made without another look."""
        return self.may_be_made and self.like is None and not self.above and not self.original


class Catalogue:
    """What there is, read once: four queries, whatever the number of items."""

    def __init__(self, locale: Locale, user: Any) -> None:
        self.locale, self.user = locale, user
        self.works = {work.pk: work for work in _with_first_author()}
        self.by_doi = {work.doi: work for work in self.works.values() if work.doi}
        self.by_address = {
            normalise_address(work.url): work for work in reversed(self.works.values()) if not work.url_is_home
        }
        editions = list(Edition.objects.values_list("work_id", "title", "url", "url_is_home"))
        own = [(self.works[pk], url) for pk, _title, url, is_home in editions if pk in self.works and not is_home]
        self.by_address |= {normalise_address(url): work for work, url in own}
        self.by_address |= {address_of(doi): work for doi, work in self.by_doi.items()}
        for work in self.works.values():
            for place in _drafted_places(work):
                self.by_address.setdefault(place, work)
        self.by_address.pop("", None)
        titles = [(self.works[pk], title) for pk, title, *_rest in editions if pk in self.works]
        titles += [(work, work.title) for work in reversed(self.works.values())]
        self.by_title = {_title_key(title): work for work, title in titles}
        self.by_sign = {_sign(work, title): work for work, title in titles}
        self.by_sign.pop(None, None)
        self.people = by_name(Person, ("name", "sort_name"), locale, user)
        self.outlets = by_name(Outlet, ("name",), locale, user)

    def plan(self, number: int, item: Item) -> Plan:
        """What is to be made of an item."""
        facts = facts_of(item, self.locale.language_code.partition("-")[0])
        existing = next((self.by_address[place] for place in _places(facts) if place in self.by_address), None)
        title, names = facts.fields["title"], people_of(item)
        same = None if existing else self.by_sign.get(sign_of_item(facts, item))
        like = None if existing else same or self.by_title.get(_title_key(title))
        authors = [self._person(facts, name) for name in names]
        plan = Plan(number, facts, authors, self._outlet(facts), existing, like, perhaps=same is not None)
        original = _original_of(item)
        return replace(plan, original=original, of=self.by_title.get(_title_key(original)) if original else None)

    def _person(self, facts: Facts, name: dict[str, str]) -> Named:
        listed, spoken = listed_name(name), spoken_name(name)
        rows = self.people.get(listed.casefold()) or self.people.get(spoken.casefold()) or []
        found = self._one(facts, Person, rows, spoken, "" if "literal" in name else listed)
        is_body = found.row is None and "literal" in name and " " in name["literal"]
        return replace(found, is_organisation=True) if is_body else found

    def _outlet(self, facts: Facts) -> Named | None:
        name = facts.outlet
        return self._one(facts, Outlet, self.outlets.get(name.casefold(), []), name) if name else None

    def _one(self, facts: Facts, model: type[Model], rows: list, name: str, sort_name: str = "") -> Named:
        if len(rows) > 1:
            facts.unclear.append(
                _("More than one is called “%(value)s”: the first is taken; check it.") % {"value": name}
            )
        if rows:
            return Named(name, row=rows[0])
        if len(name) > model._meta.get_field("name").max_length:
            facts.refusal = _("The name “%(value)s …” is too long.") % {"value": name[:60]}
        if not self.user.has_perm(f"articles.add_{model._meta.model_name}"):
            facts.refusal = _("“%(value)s” is not in the catalogue, and you may not add it.") % {"value": name}
        return Named(name, sort_name)


def plans(items: Iterable[Item], *, locale: Locale, user: Any) -> list[Plan]:
    """What would be made of each item, and what is there; people and outlets are made in `locale`."""
    catalogue, items = Catalogue(locale, user), list(items)
    titles = {_title_key(item["title"]) for item in items}
    found, seen, signs = [], set(), {}
    for number, item in enumerate(items):
        plan = catalogue.plan(number, item)
        same, sign = _places(plan.facts), sign_of_item(plan.facts, item)
        if seen.intersection(same):
            plan.facts.refusal = _("The same work stands in this file twice.")
        seen.update(same)
        of_the_file = _title_key(plan.original) in titles
        found.append(replace(plan, above=signs.get(sign, ""), of_the_file=of_the_file))
        if sign:
            signs.setdefault(sign, plan.facts.fields["title"])
    return found


def sign_of_item(facts: Facts, item: Item) -> Sign | None:
    """What an item is recognised by where it has neither DOI nor address."""
    first, date = next(iter(people_of(item)), None), facts.fields.get("date")
    return sign_of(facts.fields["title"], date and date.year, listed_name(first) if first else "")


def _original_of(item: Item) -> str:
    """What the work is called of which an item says that it is an edition; "" for a work of its own."""
    title = item.get(ORIGINAL, "")
    return "" if _title_key(title) == _title_key(item["title"]) else title


def _title_key(title: str) -> str:
    """What two titles have in common that are the same but for their spelling."""
    return fold(title) or title


def _edit_url(work: Work) -> str:
    return reverse(work.snippet_viewset.get_url_name("edit"), args=[work.pk])


def _with_first_author() -> QuerySet[Work]:
    first = WorkAuthor.objects.filter(work=OuterRef("pk")).order_by("sort_order", "pk")
    name = Case(When(person__sort_name="", then=F("person__name")), default=F("person__sort_name"))
    works = Work.objects.only("title", "doi", "url", "url_is_home", "date", "has_unpublished_changes")
    works = works.annotate(**{f"drafted_{place}": F(column) for place, column in enumerate(IN_DRAFT)})
    return works.annotate(first_author=Subquery(first.annotate(listed=name).values("listed")[:1]))


def _drafted_places(work: Work) -> list[str]:
    """Where the newer draft of a work leads, as _with_first_author has read it."""
    draft = (getattr(work, f"drafted_{place}") for place in range(len(IN_DRAFT)))
    doi, url = in_draft(work.has_unpublished_changes, *draft)
    return [place for place in (address_of(doi), normalise_address(url)) if place]


def _sign(work: Work, title: str) -> Sign | None:
    return sign_of(title, work.date and work.date.year, work.first_author or "")


def _places(facts: Facts) -> list[str]:
    """Where a work is found that has these facts: the address of its DOI, and its own."""
    doi, url = facts.fields.get("doi", ""), facts.fields.get("url", "")
    return [place for place in (address_of(doi), normalise_address(url)) if place]

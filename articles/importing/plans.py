"""What an import would do, item by item: which work, people and outlet there are, which would be made."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from articles.citing.items import Item, listed_name, spoken_name
from articles.models import Edition, Outlet, Person, Work
from articles.works.addresses import normalise_address
from articles.works.drafts import Named, by_name
from core.dates import in_words

from .facts import Facts, facts_of

SHOWN = ("kind", "language", "date", "series", "volume", "issue", "pages", "doi", "url")


@dataclass(frozen=True)
class Plan:
    """One item: `existing` is the work that it is already, `like` another of the same title."""

    number: int
    facts: Facts
    authors: list[Named]
    outlet: Named | None
    existing: Work | None = None
    like: Work | None = None

    @property
    def may_be_made(self) -> bool:
        return self.existing is None and not self.facts.refusal

    @property
    def told(self) -> list[tuple[str, str]]:
        """Label and value of each fact that is known, as people read them."""
        work = Work(**self.facts.fields)
        labels = {field.name: field.verbose_name for field in Work._meta.get_fields() if hasattr(field, "verbose_name")}
        shown = {name: getattr(work, f"get_{name}_display", lambda name=name: getattr(work, name))() for name in SHOWN}
        shown["date"] = in_words(work.date, work.date_precision) if work.date else ""
        return [(str(labels[name]), str(value)) for name, value in shown.items() if value]

    @property
    def there_url(self) -> str:
        """Where the work is edited that this one is, or may be."""
        other = self.existing or self.like
        return reverse(other.snippet_viewset.get_url_name("edit"), args=[other.pk]) if other else ""

    @property
    def is_clear(self) -> bool:
        """Whether it can be made without another look."""
        return self.may_be_made and self.like is None


class Catalogue:
    """What there is, read once: four queries, whatever the number of items."""

    def __init__(self, locale: Locale, user: Any) -> None:
        self.locale, self.user = locale, user
        self.works = {work.pk: work for work in Work.objects.only("title", "doi", "url", "url_is_home", "date")}
        self.by_doi = {work.doi: work for work in self.works.values() if work.doi}
        self.by_address = {
            normalise_address(work.url): work for work in reversed(self.works.values()) if not work.url_is_home
        }
        editions = Edition.objects.filter(url_is_home=False).values_list("url", "work_id")
        self.by_address |= {normalise_address(url): self.works[pk] for url, pk in editions if pk in self.works}
        self.by_address.pop("", None)
        self.by_title = {work.title.casefold(): work for work in self.works.values()}
        self.people = by_name(Person, ("name", "sort_name"), locale)
        self.outlets = by_name(Outlet, ("name",), locale)

    def plan(self, number: int, item: Item) -> Plan:
        """What is to be made of an item."""
        facts = facts_of(item, self.locale.language_code.partition("-")[0])
        existing = self.by_doi.get(facts.fields.get("doi", "")) or self.by_address.get(
            normalise_address(facts.fields.get("url", ""))
        )
        like = None if existing else self.by_title.get(facts.fields["title"].casefold())
        authors = [self._person(facts, name) for name in item.get("author", [])]
        return Plan(number, facts, authors, self._outlet(facts), existing, like)

    def _person(self, facts: Facts, name: dict[str, str]) -> Named:
        listed, spoken = listed_name(name), spoken_name(name)
        rows = self.people.get(listed.casefold()) or self.people.get(spoken.casefold()) or []
        return self._one(facts, Person, rows, spoken, "" if "literal" in name else listed)

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
    catalogue = Catalogue(locale, user)
    found, seen = [], set()
    for number, item in enumerate(items):
        plan = catalogue.plan(number, item)
        fields = plan.facts.fields
        same = {fields.get("doi"), normalise_address(fields.get("url", ""))} - {"", None}
        if same & seen:
            plan.facts.refusal = _("The same work stands in this file twice.")
        seen |= same
        found.append(plan)
    return found

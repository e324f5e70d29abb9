"""Lists as readers browse them: filters with their choices, pages of twenty, in a constant number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from core.families import Resolved, resolve_keys
from core.navigation import Link
from core.readers import Reader

from . import querysets
from .cards import Card, Relations, cards_for
from .listings import POSTS, PUBLICATIONS, Criteria, ListingPageMixin
from .models import BlogIndexPage, Outlet, Person, PublicationIndexPage, Topic

PAGE_SIZE = 20
NEWEST = 5


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
class Listing:
    """One page of a list. `query` is the rest of its address, to stand before `page=2`."""

    cards: list[Card]
    page_obj: PageOfList
    filters: list[Filter]
    query: str = ""

    @property
    def page_range(self) -> list[int | str]:
        """Page numbers, and “…” for those left out."""
        return list(self.page_obj.paginator.get_elided_page_range(self.page_obj.number, on_ends=1))

    @property
    def is_filtered(self) -> bool:
        return bool(self.query)


PUBLIC = {POSTS: querysets.public_posts, PUBLICATIONS: querysets.public_publications}


def browse(index: ListingPageMixin, reader: Reader) -> Listing:
    """What an index page lists for the present address."""
    locale = reader.locale_of(index)
    pages = PUBLIC[index.listing_kind](reader, locale)
    relations = _relations(pages, index.listing_kind, locale)
    criteria = _in_own_words(Criteria.read(index.listing_kind, reader.parameters), relations)
    years = querysets.years(pages)
    filters = _filters(relations, years, criteria)
    page_obj = paginate(_filtered(pages, relations, years, criteria).values_list("pk", flat=True), reader)
    cards = cards_for(list(page_obj), reader, locale, relations, kinds=[index.listing_kind])
    return Listing(cards, page_obj, filters, criteria.query)


def matching(index: ListingPageMixin, reader: Reader) -> QuerySet:
    """The pages of an index page's list that meet what the address asks for, all of them, in the list's order."""
    locale = reader.locale_of(index)
    pages = PUBLIC[index.listing_kind](reader, locale)
    relations = _relations(pages, index.listing_kind, locale)
    criteria = _in_own_words(Criteria.read(index.listing_kind, reader.parameters), relations)
    return _filtered(pages, relations, querysets.years(pages), criteria)


def entries_of(row: Topic | Person | Outlet, reader: Reader, locale: Locale) -> Listing:
    """Posts and publications on a topic, by a person, or with an outlet."""
    posts, publications = querysets.public_posts(reader, locale), querysets.public_publications(reader, locale)
    if isinstance(row, Outlet):
        rows = querysets.dated(None, querysets.from_outlet(publications, row.translation_key))
    else:
        narrow = querysets.about if isinstance(row, Topic) else querysets.written_by
        rows = querysets.dated(narrow(posts, row.translation_key), narrow(publications, row.translation_key))
    page_obj = paginate(rows, reader)
    return Listing(cards_for([pk for pk, _when in page_obj], reader, locale), page_obj, [])


@dataclass(frozen=True)
class Newest:
    """What a home page shows; `all_…` lead to the whole lists, where those are public."""

    posts: list[Card]
    publications: list[Card]
    all_posts: Link | None
    all_publications: Link | None


def newest(reader: Reader, locale: Locale) -> Newest:
    """The latest posts and publications of a locale."""
    public = (querysets.public_posts(reader, locale), querysets.public_publications(reader, locale))
    pks = [pk for pages in public for pk in pages.values_list("pk", flat=True)[:NEWEST]]
    cards = cards_for(pks, reader, locale)
    lists = {row.content_type_id: row for row in querysets.index_pages(reader, locale)}
    return Newest(
        posts=[card for card in cards if not card.is_publication],
        publications=[card for card in cards if card.is_publication],
        all_posts=_link_to(lists, BlogIndexPage, reader),
        all_publications=_link_to(lists, PublicationIndexPage, reader),
    )


def _link_to(lists: dict[int, Page], model: type[Page], reader: Reader) -> Link | None:
    page = lists.get(ContentType.objects.get_for_model(model).pk)
    return Link(page.title, page.get_url(reader.request) or "") if page else None


def paginate(rows: QuerySet | list, reader: Reader, size: int = PAGE_SIZE) -> PageOfList:
    """The page that the address asks for; the first or last one for a number that is none."""
    return Paginator(rows, size).get_page(reader.parameters.get("page"))


def _relations(pages: QuerySet, kind: str, locale: Locale) -> Relations:
    """All that the whole list points at: the choices of its filters, and enough for its cards."""

    def resolved(rows: QuerySet, used: QuerySet) -> dict:
        return resolve_keys(rows, used.values("translation_key"), locale)

    return Relations(
        topics=resolved(Topic.objects.all(), querysets.topics_of(pages)),
        people=resolved(Person.objects.all(), querysets.people_of(pages)),
        outlets=resolved(querysets.with_logo(), querysets.outlets_of(pages)) if kind == PUBLICATIONS else {},
    )


def _filtered(pages: QuerySet, relations: Relations, years: list[int], criteria: Criteria) -> QuerySet:
    """The pages that meet all criteria; none where a value names nothing of this list."""
    named = {
        "topic": (relations.topics, querysets.about),
        "author": (relations.people, querysets.written_by),
        "outlet": (relations.outlets, querysets.from_outlet),
    }
    for name, value in criteria.values.items():
        if name == "year":
            year = next((year for year in years if str(year) == value), None)
            pages = querysets.in_year(pages, year) if year else pages.none()
            continue
        family, narrow = named[name]
        row = _by_slug(family.values(), value)
        pages = narrow(pages, row.translation_key) if row else pages.none()
    return pages


def _in_own_words(criteria: Criteria, relations: Relations) -> Criteria:
    """A topic may be named by its slug in any language: who changes the language takes the filters along.

    One query, and only where the reader's language has no such topic. The other filters share their slugs.
    """
    wanted = criteria.values.get("topic")
    if not wanted or _by_slug(relations.topics.values(), wanted):
        return criteria
    slugs = Topic.objects.filter(live=True, translation_key__in=list(relations.topics))
    key = dict(slugs.order_by("-pk").values_list("slug", "translation_key")).get(wanted)
    return Criteria({**criteria.values, "topic": relations.topics[key].slug}) if key else criteria


def _by_slug(rows: Iterable[Resolved], slug: str) -> Resolved | None:
    """The row with this slug; one in the reader's language before a stand-in from another."""
    return min((row for row in rows if row.slug == slug), key=lambda row: row.lang, default=None)


def _filters(relations: Relations, years: list[int], criteria: Criteria) -> list[Filter]:
    """Those filters of the list that have anything to choose from."""
    found = [
        Filter("topic", _("Topic"), _choices("topic", relations.topics.values(), criteria)),
        Filter("author", _("Author"), _choices("author", relations.people.values(), criteria)),
        Filter("year", _("Year"), [Choice(str(year), str(year), "", criteria.asks("year", year)) for year in years]),
        Filter("outlet", _("Outlet"), _choices("outlet", relations.outlets.values(), criteria)),
    ]
    return [each for each in found if each.choices]


def _choices(name: str, rows: Iterable[Resolved], criteria: Criteria) -> list[Choice]:
    rows = sorted(rows, key=lambda row: row.name.casefold())
    return [Choice(row.slug, row.name, row.lang, criteria.asks(name, row.slug)) for row in rows]

"""Lists as readers browse them: filters with their choices, pages of twenty, in a constant number of queries."""

from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from django.db.models import QuerySet
from wagtail.models import Locale, Page

from core.navigation import Link
from core.readers import Reader

from . import querysets
from .cards import Card, Relations, cards_for
from .listings import FILTERS, POSTS, PUBLICATIONS, Criteria, ListingPageMixin
from .models import BlogIndexPage, Outlet, Person, PublicationIndexPage, Topic
from .narrowing import Filter, Held, filters, held_by, in_own_words, narrowed

PAGE_SIZE = 20
NEWEST = 5


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
    kind, locale = index.listing_kind, reader.locale_of(index)
    pages, held, criteria = _asked(index, reader)
    page_obj = paginate(pages.values_list("pk", flat=True), reader)
    relations = Relations(held.family("topic"), held.family("author"), held.family("outlet"))
    cards = cards_for(list(page_obj), reader, locale, relations, kinds=[kind])
    return Listing(cards, page_obj, filters(held, FILTERS[kind], criteria), criteria.query)


def matching(index: ListingPageMixin, reader: Reader) -> QuerySet:
    """The pages of an index page's list that meet what the address asks for, all of them, in the list's order."""
    return _asked(index, reader)[0]


def _asked(index: ListingPageMixin, reader: Reader) -> tuple[QuerySet, Held, Criteria]:
    kind, locale = index.listing_kind, reader.locale_of(index)
    pages = PUBLIC[kind](reader, locale)
    held = held_by([pages], FILTERS[kind], locale)
    criteria = in_own_words(Criteria.read(kind, reader.parameters), held)
    return narrowed(pages, held, criteria), held, criteria


BELONGING = {"topic": querysets.about, "person": querysets.written_by, "outlet": querysets.from_outlet}


def entries_of(row: Topic | Person | Outlet, reader: Reader, locale: Locale) -> Listing:
    """Posts and publications on a topic, by a person, or with an outlet.

    Many have but one or two: a filter is offered where it tells them apart.
    """
    kind = row._meta.model_name
    parts, held, criteria = _entries(row, reader, locale)
    page_obj = paginate(querysets.dated(*parts), reader)
    cards = cards_for([pk for pk, _when in page_obj], reader, locale, topics=held.rows.get("topic"))
    offered = [each for each in filters(held, FILTERS[kind], criteria) if len(each.choices) > 1 or each.chosen]
    return Listing(cards, page_obj, offered, criteria.query)


def matching_entries(row: Topic | Person | Outlet, reader: Reader, most: int) -> list[int]:
    """The first of them that meet what the address asks for, as numbers of pages in the list's order."""
    parts, _held, _criteria = _entries(row, reader, reader.locale)
    return [pk for pk, _when in querysets.dated(*parts)[:most]]


def _entries(row: Topic | Person | Outlet, reader: Reader, locale: Locale) -> tuple[list[QuerySet], Held, Criteria]:
    kind = row._meta.model_name
    every = (querysets.public_posts(reader, locale), querysets.public_publications(reader, locale))
    parts = [BELONGING[kind](pages, row.translation_key) for pages in every]
    held = held_by(parts, FILTERS[kind], locale)
    criteria = in_own_words(Criteria.read(kind, reader.parameters), held)
    return [narrowed(pages, held, criteria) for pages in parts], held, criteria


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

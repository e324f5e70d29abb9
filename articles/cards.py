"""Posts and publications as lists show them, with what they point at resolved for the reader."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from wagtail.models import Locale
from wagtail.rich_text import get_text_for_indexing

from core.families import Resolved, resolve_keys
from core.pictures import renditions_of
from core.readers import Reader

from .listings import POSTS, PUBLICATIONS
from .models import (
    BlogPostPage,
    Outlet,
    Person,
    PostAuthor,
    PostTopic,
    PublicationPage,
    PublicationTopic,
    Topic,
    WorkAuthor,
)
from .querysets import keys_by_owner, with_logo

Keys = dict[int, list[UUID]]


@dataclass(frozen=True)
class Relations:
    """What articles point at, resolved for a reader: family key -> row."""

    topics: dict[UUID, Resolved[Topic]]
    people: dict[UUID, Resolved[Person]]
    outlets: dict[UUID, Resolved[Outlet]] = field(default_factory=dict)


@dataclass(frozen=True)
class Card:
    """An article in a list. `page` is its row; use nothing of it that asks the database."""

    page: BlogPostPage | PublicationPage
    url: str
    text: str
    topics: list[Resolved[Topic]]
    people: list[Resolved[Person]]
    outlet: Resolved[Outlet] | None = None

    @property
    def is_publication(self) -> bool:
        return isinstance(self.page, PublicationPage)


def plain(html: str) -> str:
    """Rich text as one line of plain text: a list asks nothing of the database for links inside it."""
    return " ".join(get_text_for_indexing(html).split())


def cards_for(
    pks: Sequence[int],
    reader: Reader,
    locale: Locale,
    relations: Relations | None = None,
    kinds: Sequence[str] = (POSTS, PUBLICATIONS),
    topics: Mapping[UUID, Resolved[Topic]] | None = None,
) -> list[Card]:
    """Cards for pages of these kinds that the reader may see (the caller sees to that), in the order of `pks`.

    At most four queries for posts, three for publications, and four for `relations` where they are not given,
    one less where all their `topics` are.
    """
    posts = {row.pk: row for row in _posts(pks)} if POSTS in kinds else {}
    publications = {row.pk: row for row in _publications(pks)} if PUBLICATIONS in kinds else {}
    about, people = _topics(posts, publications), _people(posts, publications)
    if relations is None:
        outlets = {row.work.outlet.translation_key for row in publications.values() if row.work.outlet_id}
        relations = _resolve(about, people, outlets, locale, topics)
    rows = (posts.get(pk) or publications.get(pk) for pk in pks)
    return [_card(row, reader, about, people, relations) for row in rows if row]


def _posts(pks: Sequence[int]) -> Iterable[BlogPostPage]:
    rows = BlogPostPage.objects.filter(pk__in=pks).defer("body").select_related("hero_image")
    return rows.prefetch_related(renditions_of("hero_image"))


def _publications(pks: Sequence[int]) -> Iterable[PublicationPage]:
    return PublicationPage.objects.filter(pk__in=pks).defer("body").select_related("work__outlet")


def _topics(posts: dict, publications: dict) -> Keys:
    found: Keys = {}
    for model, owners in ((PostTopic, posts), (PublicationTopic, publications)):
        if owners:
            found |= keys_by_owner(model.objects, "page", owners, "topic__translation_key")
    return found


def _people(posts: dict, publications: dict) -> Keys:
    found = keys_by_owner(PostAuthor.objects, "page", posts, "person__translation_key") if posts else {}
    if publications:
        works = {row.work_id for row in publications.values()}
        by_work = keys_by_owner(WorkAuthor.objects, "work", works, "person__translation_key")
        found |= {pk: by_work.get(row.work_id, []) for pk, row in publications.items()}
    return found


def _resolve(about: Keys, people: Keys, outlets: set[UUID], locale: Locale, topics: Mapping | None) -> Relations:
    return Relations(
        topics=dict(topics) if topics is not None else resolve_keys(Topic.objects.all(), _all(about), locale),
        people=resolve_keys(Person.objects.all(), _all(people), locale),
        outlets=resolve_keys(with_logo(), outlets, locale) if outlets else {},
    )


def _all(keys: Keys) -> set[UUID]:
    return {key for row in keys.values() for key in row}


def _card(row: BlogPostPage | PublicationPage, reader: Reader, topics: Keys, people: Keys, known: Relations) -> Card:
    outlet = getattr(getattr(row, "work", None), "outlet", None)
    return Card(
        page=row,
        url=row.get_url(reader.request) or "",
        text=plain(row.summary) if isinstance(row, PublicationPage) else row.intro,
        topics=[known.topics[key] for key in topics.get(row.pk, []) if key in known.topics],
        people=[known.people[key] for key in people.get(row.pk, []) if key in known.people],
        outlet=known.outlets.get(outlet.translation_key) if outlet else None,
    )

"""What an article points at: who wrote it, what it is about, where it appeared. For the words and for the filters.

Only what is live is told. Names are in the language of the page, where there is one.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Model
from wagtail.models import Locale, Page

from articles.models import (
    BlogPostPage,
    Edition,
    Outlet,
    Person,
    PostAuthor,
    PostTopic,
    PublicationPage,
    PublicationTopic,
    Topic,
    WorkAuthor,
)
from articles.querysets import keys_by_owner
from core.families import names_of
from core.languages import same_language

# The kind of a result, by the name of its model; any other page of ours is a "page".
KINDS = {
    "blogpostpage": "post",
    "publicationpage": "publication",
    "homepage": "home",
    "blogindexpage": "list",
    "publicationindexpage": "list",
}
Keys = dict[int, list[UUID]]


@dataclass(frozen=True)
class Told:
    """What is told of one row beside its own fields."""

    people: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)  # of titles that are not in that of the row
    facets: tuple[str, ...] = ()
    date: datetime.date | None = None


NOTHING = Told()


@dataclass(frozen=True)
class _Pointing:
    """What the rows of a batch point at: row -> keys of families, the main outlet first."""

    topics: Keys
    people: Keys
    outlets: Keys
    titles: dict[int, list[tuple[str, str]]]  # of editions, each with its language
    works: dict[int, tuple[str, str]]  # the title that the work has in its own, and that language
    dates: dict[int, datetime.date | None]


def told_of(model: type[Model], rows: Sequence[Model], locales: Mapping[int, Locale]) -> dict[int, Told]:
    """What is told of each row of a batch; nothing of what is no page. At most eight queries and three a locale."""
    if not issubclass(model, Page):
        return {}
    pointing = {BlogPostPage: _of_posts, PublicationPage: _of_publications}.get(model, _of_nothing)(rows)
    found: dict[int, Told] = {}
    for pk in sorted({row.locale_id for row in rows}):
        found |= _told_in(locales[pk], [row for row in rows if row.locale_id == pk], pointing)
    return found


def _of_nothing(rows: Sequence[Model]) -> _Pointing:
    return _Pointing({}, {}, {}, {}, {}, {})


def _of_posts(rows: Sequence[Model]) -> _Pointing:
    pks = [row.pk for row in rows]
    return _Pointing(
        topics=keys_by_owner(PostTopic.objects, "page", pks, "topic__translation_key"),
        people=keys_by_owner(PostAuthor.objects, "page", pks, "person__translation_key"),
        outlets={},
        titles={},
        works={},
        dates={row.pk: row.date for row in rows},
    )


def _of_publications(rows: Sequence[Model]) -> _Pointing:
    works = {row.pk: row.work for row in rows if row.work_id and row.work.live}
    by_work: dict[int, list[int]] = {}
    for pk, work in works.items():
        by_work.setdefault(work.pk, []).append(pk)
    people = keys_by_owner(WorkAuthor.objects, "work", by_work, "person__translation_key")
    editions = list(
        Edition.objects.filter(work__in=list(by_work)).select_related("outlet").order_by("sort_order", "pk")
    )
    own = {outlet.pk: outlet for outlet in Outlet.objects.filter(pk__in={work.outlet_id for work in works.values()})}
    outlets: Keys = {pk: [own[work.outlet_id].translation_key] for pk, work in works.items() if work.outlet_id}
    titles: dict[int, list[tuple[str, str]]] = {}
    for edition in editions:
        for pk in by_work[edition.work_id]:
            titles.setdefault(pk, []).append((edition.title, edition.language))
            if edition.outlet_id:
                outlets.setdefault(pk, []).append(edition.outlet.translation_key)
    return _Pointing(
        topics=keys_by_owner(PublicationTopic.objects, "page", [row.pk for row in rows], "topic__translation_key"),
        people={pk: people.get(work.pk, []) for pk, work in works.items()},
        outlets=outlets,
        titles=titles,
        works={pk: (work.title, work.language) for pk, work in works.items()},
        dates={pk: work.date for pk, work in works.items()},
    )


def _told_in(locale: Locale, rows: Sequence[Model], pointing: _Pointing) -> dict[int, Told]:
    names: dict[str, dict[UUID, str]] = {}
    for name, model, keys in (
        ("topic", Topic, pointing.topics),
        ("author", Person, pointing.people),
        ("outlet", Outlet, pointing.outlets),
    ):
        wanted = {key for row in rows for key in keys.get(row.pk, [])}
        found = names_of(model.objects.all(), wanted, locale, "name") if wanted else {}
        names[name] = {key: told for key, ((told,), _lang) in found.items()}

    def named(name: str, keys: Iterable[UUID]) -> dict[UUID, str]:
        return {key: names[name][key] for key in keys if key in names[name]}

    found = {}
    for row in rows:
        topics = named("topic", pointing.topics.get(row.pk, []))
        people = named("author", pointing.people.get(row.pk, []))
        outlets = named("outlet", pointing.outlets.get(row.pk, []))
        date = pointing.dates.get(row.pk)
        facets = [f"kind:{KINDS.get(row._meta.model_name, 'page')}", *([f"year:{date.year}"] if date else [])]
        for name, keys in (("topic", topics), ("author", people), ("outlet", outlets)):
            facets += [f"{name}:{key.hex}" for key in keys]
        titles = pointing.titles.get(row.pk, [])
        found[row.pk] = Told(
            people=[*people.values(), *outlets.values()],
            topics=list(topics.values()),
            titles=[title for title, _language in titles],
            languages=_foreign([*titles, *([pointing.works[row.pk]] if row.pk in pointing.works else [])], locale),
            facets=tuple(facets),
            date=date,
        )
    return found


def _foreign(titles: Iterable[tuple[str, str]], locale: Locale) -> dict[str, str]:
    """Those titles that are in another language than a page, each with it."""
    return {title: code for title, code in titles if code and not same_language(code, locale.language_code)}

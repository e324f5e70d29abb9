"""Many rows at once, for tests of what does not grow: a thousand pages in about a second."""

import datetime
import uuid
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.utils.text import slugify
from wagtail.models import Page

from articles.models import (
    BlogPostPage,
    Edition,
    PostAuthor,
    PostPublication,
    PostTopic,
    PublicationPage,
    PublicationTopic,
    Work,
    WorkAuthor,
)
from home.bulk.pages import insert_pages

_serial = count(1)
FIRST_DAY = datetime.date(2015, 1, 1)


def snippets(model: type, locale: Any, number: int, **fields: Any) -> list:
    """Live topics, people or outlets, without revisions and not in the search index."""
    rows = []
    for _ in range(number):
        name = f"{model.__name__} {next(_serial)}"
        rows.append(model(locale=locale, name=name, slug=slugify(name), live=True, **fields))
    return model.objects.bulk_create(rows)


def posts(
    tree: Any,
    number: int,
    *,
    topics: Sequence = (),
    authors: Sequence = (),
    pictures: Sequence = (),
    publications: Sequence = (),
) -> None:
    """Live posts, one a day; what they point at is taken in turn."""
    rows = [
        BlogPostPage(
            intro="Intro.",
            date=FIRST_DAY + datetime.timedelta(days=i),
            hero_image=pictures[i % len(pictures)] if pictures else None,
            hero_decorative=True,
        )
        for i in range(number)
    ]
    _add_children(tree.blog, rows, "post")
    if topics:
        PostTopic.objects.bulk_create(PostTopic(page=row, topic=topics[i % len(topics)]) for i, row in enumerate(rows))
    if authors:
        PostAuthor.objects.bulk_create(
            PostAuthor(page=row, person=authors[i % len(authors)]) for i, row in enumerate(rows)
        )
    if publications:
        PostPublication.objects.bulk_create(
            PostPublication(page=row, publication=publications[i % len(publications)]) for i, row in enumerate(rows)
        )


def works(number: int, authors: Sequence = (), outlets: Sequence = ()) -> list[Work]:
    """Live works, one a day, each with a French edition with the same outlet."""
    rows = Work.objects.bulk_create(
        Work(
            title=f"Work {i}",
            live=True,
            date=FIRST_DAY + datetime.timedelta(days=i),
            outlet=outlets[i % len(outlets)] if outlets else None,
        )
        for i in range(number)
    )
    Edition.objects.bulk_create(Edition(work=row, title="Œuvre", language="fr", outlet=row.outlet) for row in rows)
    if authors:
        WorkAuthor.objects.bulk_create(
            WorkAuthor(work=row, person=authors[i % len(authors)]) for i, row in enumerate(rows)
        )
    return rows


def publications(
    tree: Any, number: int, *, topics: Sequence = (), authors: Sequence = (), outlets: Sequence = ()
) -> list[PublicationPage]:
    """Live publications of live works, one a day; what they point at is taken in turn."""
    rows = [PublicationPage(work=work, summary="<p>Summary.</p>") for work in works(number, authors, outlets)]
    _add_children(tree.publications, rows, "publication")
    if topics:
        PublicationTopic.objects.bulk_create(
            PublicationTopic(page=row, topic=topics[i % len(topics)]) for i, row in enumerate(rows)
        )
    return rows


def _add_children(parent: Page, rows: list, name: str) -> None:
    """Insert live pages of one locale below `parent`, numbered."""
    number = type(parent).objects.get(pk=parent.pk).numchild
    for step, row in enumerate(rows, start=number + 1):
        row.title, row.slug = f"{name.capitalize()} {step}", f"{name}-{step}"
        row.live, row.locale, row.translation_key = True, parent.locale, uuid.uuid4()
    insert_pages(parent, rows)

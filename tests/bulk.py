"""Many rows at once, for tests of what does not grow: a thousand pages in about a second."""

import datetime
import uuid
from collections.abc import Sequence
from itertools import count
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from wagtail.models import Page

from articles.models import (
    BlogPostPage,
    Edition,
    PostAuthor,
    PostTopic,
    PublicationPage,
    PublicationTopic,
    Work,
    WorkAuthor,
)

_serial = count(1)
FIRST_DAY = datetime.date(2015, 1, 1)


def snippets(model: type, locale: Any, number: int, **fields: Any) -> list:
    """Live topics, people or outlets, without revisions and not in the search index."""
    rows = []
    for _ in range(number):
        name = f"{model.__name__} {next(_serial)}"
        rows.append(model(locale=locale, name=name, slug=slugify(name), live=True, **fields))
    return model.objects.bulk_create(rows)


def posts(tree: Any, number: int, *, topics: Sequence = (), authors: Sequence = (), pictures: Sequence = ()) -> None:
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
    """Insert pages below `parent`. Django has no bulk_create for child models: two inserts do the same."""
    parent = type(parent).objects.get(pk=parent.pk)
    model = type(rows[0])
    content_type = ContentType.objects.get_for_model(model)
    bases = []
    for i, row in enumerate(rows):
        step = parent.numchild + i + 1
        row.title = row.draft_title = f"{name.capitalize()} {step}"
        row.slug = f"{name}-{step}"
        row.path = parent._get_path(parent.path, parent.depth + 1, step)
        row.depth = parent.depth + 1
        row.url_path = f"{parent.url_path}{row.slug}/"
        row.live, row.locale, row.content_type, row.translation_key = True, parent.locale, content_type, uuid.uuid4()
        names = [field.name for field in Page._meta.concrete_fields if field.name != "id"]
        bases.append(Page(**{field: getattr(row, field) for field in names}))
    for row, base in zip(rows, Page.objects.bulk_create(bases), strict=True):
        row.pk = row.id = row.page_ptr_id = base.pk
    model._base_manager._insert(rows, fields=model._meta.local_concrete_fields, using="default", raw=True)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(rows))

"""Rows of many pages at once: Django has no bulk_create for models that stand in two tables."""

import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Cast
from modelcluster.models import get_all_child_relations
from wagtail.models import Page, Revision

from articles.models import BlogPostPage, PublicationPage
from core.ordering import in_order

from .plan import Plan
from .words import Words


def insert_with_parent(parent_model: type[models.Model], rows: Sequence[Any]) -> None:
    """Insert rows of one child model of a concrete parent model: two inserts, and each row has its key after them."""
    if not rows:
        return
    model = type(rows[0])
    names = [field.attname for field in parent_model._meta.concrete_fields if not field.primary_key]
    bases = [parent_model(**{name: getattr(row, name) for name in names}) for row in rows]
    for base, row in zip(parent_model.objects.bulk_create(bases), rows, strict=True):
        row.pk = row.id = base.pk
        row._state.adding = False
    model._base_manager._insert(rows, fields=model._meta.local_concrete_fields, using="default", raw=True)


def insert_pages(parent: Page, rows: Sequence[Page]) -> None:
    """Insert pages of one kind as the last below `parent`; titles, slugs, locales and dates are theirs."""
    parent = type(parent).objects.get(pk=parent.pk)
    for step, row in enumerate(rows, start=parent.numchild + 1):
        row.path = parent._get_path(parent.path, parent.depth + 1, step)
        row.depth, row.url_path = parent.depth + 1, f"{parent.url_path}{row.slug}/"
        row.draft_title, row.content_type = row.title, ContentType.objects.get_for_model(row)
    insert_with_parent(Page, rows)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(rows))


def compose(plan: Plan, said: Words, work: Any = None) -> Page:
    """The page of a plan with some words, not saved and in no tree."""
    blocks = [_block(plan, "heading", 0, said.heading)]
    blocks += [_block(plan, "rich_text", place, f"<p>{text}</p>") for place, text in enumerate(said.paragraphs, 1)]
    shared = {"title": said.title, "slug": said.slug, "translation_key": plan.translation_key}
    if plan.is_post:
        return BlogPostPage(**shared, intro=said.intro, body=json.dumps(blocks))
    return PublicationPage(**shared, work=work, summary=f"<p>{said.intro}</p>", body=json.dumps(blocks))


def _block(plan: Plan, kind: str, place: int, value: str) -> dict[str, str]:
    return {"type": kind, "value": value, "id": str(uuid.uuid5(plan.translation_key, f"block {place}"))}


def insert_topics(rows: Sequence[Page], topics: Sequence[Sequence[Any]]) -> None:
    """Give pages of one kind their topics; each page then holds all its child rows in memory."""
    if not rows:
        return
    for row, mine in zip(rows, topics, strict=True):
        for relation in get_all_child_relations(row):
            getattr(row, relation.get_accessor_name()).set([])
        model = row.topics.model
        row.topics.set(in_order(model(topic=topic) for topic in mine))
    model.objects.bulk_create([child for row in rows for child in row.topics.all()])


def revision(row: Page, user: Any, at: Any) -> Revision:
    """A revision that says what the row says, not saved."""
    return Revision(
        content_type=row.content_type,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(row.pk),
        object_str=row.title,
        user=user,
        created_at=at,
        content=row.serializable_data(),
    )


def point_at_latest(rows: Sequence[Page]) -> None:
    """Let each page know its newest revision, and each public one that this is what readers see."""
    mine = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=Cast(OuterRef("pk"), models.CharField(max_length=255)),
    ).order_by("-pk")
    pages = Page.objects.filter(pk__in=[row.pk for row in rows])
    newest = {"latest_revision": mine.values("pk")[:1], "latest_revision_created_at": mine.values("created_at")[:1]}
    pages.update(**{name: Subquery(value) for name, value in newest.items()})
    pages.filter(live=True).update(live_revision=F("latest_revision"))
    pointers = dict(pages.values_list("pk", "latest_revision"))
    for row in rows:
        row.latest_revision_id = pointers[row.pk]
        row.live_revision_id = pointers[row.pk] if row.live else None

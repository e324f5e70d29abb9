"""What follows from a publication for the index: texts of pages hold names of what they point at."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.signals import page_published, post_page_move, published, unpublished

from articles import querysets
from articles.models import BlogPostPage, Outlet, Person, PublicationPage, Topic, Work

from .server.asking import is_configured
from .tasks import reindex, resend


def index_with_relations(instance: Page, **kwargs: Any) -> None:
    """A page is told of when its row is saved, before its authors and topics are: now they are there."""
    index.insert_or_update_object(instance)


def index_pages_about(instance: Model, **kwargs: Any) -> None:
    """What was just published or taken back is named on pages, and on works."""
    for rows in _naming(instance):
        pks = list(rows.order_by("pk").values_list("pk", flat=True))
        if pks:
            reindex.enqueue(rows.model._meta.label, pks)


def resend_below(instance: Model, **kwargs: Any) -> None:
    """A page became private or public with all below it, or it was moved: the search server keeps public ones alone."""
    if is_configured():
        resend.enqueue(instance.pk if isinstance(instance, Page) else instance.page_id)


def _naming(row: Model) -> Iterable[QuerySet]:
    posts, publications = BlogPostPage.objects.all(), PublicationPage.objects.all()
    if isinstance(row, Work):
        return [publications.filter(work=row)]
    key, works = row.translation_key, Work.objects.all()
    if isinstance(row, Outlet):
        own = Q(outlet__translation_key=key) | Q(editions__outlet__translation_key=key)
        return [querysets.from_outlet(publications, key), works.filter(own).distinct()]
    if isinstance(row, Topic):
        return [querysets.about(pages, key) for pages in (posts, publications)]
    written = [querysets.written_by(pages, key) for pages in (posts, publications)]
    return [*written, works.filter(authors__person__translation_key=key).distinct()]


def connect() -> None:
    """Called once from `SearchConfig.ready`."""
    page_published.connect(index_with_relations, dispatch_uid="search.index_with_relations")
    post_page_move.connect(resend_below, dispatch_uid="search.resend_moved")
    for signal in (post_save, post_delete):
        signal.connect(resend_below, sender=PageViewRestriction, dispatch_uid="search.resend_restricted")
    for model in (Topic, Person, Outlet, Work):
        for signal in (published, unpublished):
            signal.connect(index_pages_about, sender=model, dispatch_uid=f"search.index_pages_about.{model.__name__}")

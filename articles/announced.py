"""What becomes of public posts by what they list: its deletion, and the works that they tell of."""

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page

from .models import BlogPostPage, PostPublication, PublicationPage


def kept_by(pages: Iterable[Page], user: Any) -> BlogPostPage | None:
    """A public post that would lose an entry if these pages went, with all below them, and that is not the user's to
    change; None where there is none. One query, and what the rights on each of those posts ask."""
    going = Page.objects.none()
    for page in pages:
        going |= Page.objects.filter(path__startswith=page.path)
    listed = PostPublication.objects.filter(publication__in=going.values("pk"), page__live=True)
    posts = BlogPostPage.objects.filter(pk__in=listed.exclude(page__in=going.values("pk")).values("page"))
    return next((post for post in posts if not _may_change(post, user)), None)


def _may_change(post: BlogPostPage, user: Any) -> bool:
    may = post.permissions_for_user(user)
    return may.can_publish() and not may.page_locked()


def works_announced(drafts: Iterable[Any]) -> list[list[int]] | None:
    """The works that drafts of posts would tell of by pages that are not public, as [page, work]; None for no such.

    Part of what a reviewer is shown. One query; none for drafts that list nothing.
    """
    listed = [
        row.publication_id for draft in drafts if isinstance(draft, BlogPostPage) for row in draft.publications.all()
    ]
    if not listed:
        return None
    rows = PublicationPage.objects.filter(pk__in=listed, live=False).order_by("pk")
    return [list(row) for row in rows.values_list("pk", "work_id")] or None

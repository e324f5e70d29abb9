"""What a public post announces stays what its reviewer read, whatever is typed into a draft of what it lists.

The row of a page that is not public is saved with each of its drafts, and posts read it: the facts of its work stand in
their lists while it waits.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from .blog import BlogPostPage, PostPublication


def announcing(page: Any) -> QuerySet[BlogPostPage]:
    """The public posts that list a page, whichever row of its family they point at."""
    listed = PostPublication.objects.filter(publication__translation_key=page.translation_key)
    return BlogPostPage.objects.filter(live=True, pk__in=listed.values("page"))


def check_work(page: Any) -> None:
    """Raise ValidationError for another work than that which public posts tell of, while the page is not public.

    A page that is public changes by its own review. At most two queries; none for a public or a new page.
    """
    if page.live or not page.pk or not page.translation_key:
        return
    stored = type(page)._base_manager.filter(pk=page.pk, live=False).exclude(work_id=page.work_id)
    if not stored.exists():
        return
    post = announcing(page).first()
    if post is not None:
        told = _("The public post “%(title)s” lists this page with its work. Publish the page, or take it out there.")
        raise ValidationError({"work": told % {"title": post.title}})

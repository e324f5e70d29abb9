"""Whether somebody else's lock stands in the way: the one place where it is asked. Wagtail asks in few of its ways."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.locks import BasicLock
from wagtail.models import Page, WorkflowMixin, WorkflowState

from .exceptions import InReview


def is_locked_for(row: models.Model | None, user: Any) -> bool:
    """Whether somebody else has locked the row; `user` None is the machine, for which each lock holds."""
    return bool(row is not None and getattr(row, "locked", False) and (user is None or BasicLock(row).for_user(user)))


def check_lock(row: models.Model, user: Any) -> None:
    """Raise InReview where the row is not the user's to change."""
    if is_locked_for(row, user):
        raise InReview(_("Someone has locked this. It can be changed when it is unlocked."))


def check_with_those_below(page: Page, user: Any) -> None:
    """Raise InReview where a page, or a public one below it, is not the user's to change. One query."""
    check_lock(page, user)
    if one := _public_below(page, user):
        message = _("Someone has locked “%(title)s”, which stands below. It can be changed when it is unlocked.")
        raise InReview(message % {"title": one.title})


def why_not_renamed(page: Page, slug: str, user: Any) -> str:
    """Why a page keeps its slug: somebody else has locked a public one below it, whose address would be another; "" for
    no reason. One query where the slug is as it was, two elsewhere."""
    stored = Page.objects.filter(pk=page.pk).exclude(slug=slug).first()
    one = _public_below(stored, user) if stored is not None else None
    if one is None:
        return ""
    message = _("Someone has locked “%(title)s”, which stands below: with another slug here, its address would change.")
    return message % {"title": one.title}


def check_renamed(page: Page, slug: str, user: Any) -> None:
    """Raise InReview with that reason."""
    if reason := why_not_renamed(page, slug, user):
        raise InReview(reason)


def _public_below(page: Page, user: Any) -> Page | None:
    """A public page below a page that somebody else has locked."""
    found = page.get_descendants().filter(live=True, locked=True)
    return next((one for one in found if is_locked_for(one, user)), None)


def check_may_be_public(row: models.Model, user: Any) -> None:
    """Raise InReview where what somebody else has locked is about to become public."""
    if is_locked_for(row, user):
        raise InReview(_("Someone has locked this. It can become public when it is unlocked."))


def check_may_be_deleted(row: models.Model, user: Any) -> None:
    """Raise InReview where somebody else has locked the row, or a review has it and its lock holds for the user; of a
    page also where that is so of one below it, which goes with it.

    The same number of queries for any number of pages below that nobody holds.
    """
    for one in (row, *_held_below(row)):
        check_lock(one, user)
        task = one.current_workflow_task if isinstance(one, WorkflowMixin) else None
        if task is not None and task.locked_for_user(one, user):
            raise InReview(_("This is in review. It can be deleted when the review has ended."))


def _held_below(row: models.Model) -> models.QuerySet:
    """The pages below a page that are locked or in review."""
    if not isinstance(row, Page):
        return Page.objects.none()
    below = row.get_descendants()
    in_review = WorkflowState.objects.filter(
        base_content_type=row.get_base_content_type(), status=WorkflowState.STATUS_IN_PROGRESS
    )
    held = models.Q(pk__in=[int(pk) for pk in in_review.values_list("object_id", flat=True)]) | models.Q(locked=True)
    return below.filter(held)

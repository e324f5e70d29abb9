"""An autosave goes on in the same revision; one that is public, approved or waits for its time stays as it was read.

Wagtail asks only whether it is the newest one and of the same person. Who wrote what is public (hands.py), the day of
that version and what a reviewer approved would be another by it.
"""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import Revision

from .digests import content_digest
from .models import Companion, ReviewTaskState

FIELD = "overwrite_revision_id"


def is_kept(revision: Revision) -> bool:
    """Whether somebody has decided about a revision, so that nothing else is written over it. At most 3 queries."""
    if revision.approved_go_live_at is not None:
        return True
    row = revision.content_object
    return (
        getattr(row, "live_revision_id", None) == revision.pk
        or ReviewTaskState.objects.filter(revision=revision, status=ReviewTaskState.STATUS_APPROVED).exists()
        or Companion.objects.filter(shown=revision).exists()
    )


def save_beside(request: HttpRequest, row: models.Model) -> None:
    """Let a form that would overwrite a revision which is kept make a new one, as the first save after opening does.

    Wagtail's answer names the new one, in which the form goes on. Whether the form is out of date is asked as before.
    """
    number = request.POST.get(FIELD, "")
    revision = row.revisions.filter(pk=number).first() if number.isdecimal() and hasattr(row, "revisions") else None
    if revision is None or not is_kept(revision):
        return
    sent = request.POST.copy()
    del sent[FIELD]
    sent["loaded_revision_id"] = number
    sent["loaded_revision_created_at"] = revision.created_at.isoformat()
    request.POST = sent


def guard_kept(
    sender: type[Revision], instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise PermissionDenied where somebody writes other content into a revision that is kept.

    A receiver of `pre_save` on Revision, for what was decided while a form was on its way; commands pass, as they do
    the rule of four eyes. The form says it as it says that somebody else has saved.
    """
    if raw or instance._state.adding or get_active_log_context().user is None:
        return
    if update_fields is not None and "content" not in update_fields:
        return
    stored = Revision.objects.filter(pk=instance.pk).first()
    if stored is None or content_digest(stored.content) == content_digest(instance.content):
        return
    if is_kept(stored):
        raise PermissionDenied(_("This version was approved or became public meanwhile. Reload, then save again."))


def guard_purge(sender: type[Revision], instance: Revision, origin: Any = None, **kwargs: Any) -> None:
    """Raise ProtectedError, which `purge_revisions` counts, for a revision that its row has in public or as its newest:
    Wagtail takes the youngest for that, and what was typed back is older than what it was typed over.

    A receiver of `pre_delete` on Revision; what goes along with its row is no business of ours.
    """
    row = instance.content_object if origin is instance else None
    if instance.pk in (getattr(row, "live_revision_id", None), getattr(row, "latest_revision_id", None)):
        raise models.ProtectedError("It is public, or the newest version.", {instance})

"""What becomes public together with something else for the first time: in the words that somebody was shown.

Whoever decides that a revision shall become public, now or later, decides about its companions too. What they were
then is kept by `models.companion.pin`; what somebody saves after that stays a draft. Only what is published at once
by right, without a review, takes along its companions as they stand.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context, registry
from wagtail.models import Revision

from . import rules
from .digests import content_digest, shown
from .exceptions import CannotPublish
from .guard import HARMLESS
from .models import Companion, ReviewTaskState
from .models.companion import check_time, pin, place_of


def named_by(revision: Revision, draft: models.Model | None = None) -> list[models.Model]:
    """The objects that become public with a revision; `draft` is what it holds, where that has just been read."""
    return list(getattr(draft or revision.as_object(), "published_together", tuple)())


def pin_scheduled(
    sender: type[Revision], instance: Revision, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Keep them too for what is scheduled without review, by right.

    A receiver of `post_save` on Revision.
    """
    if raw or instance.approved_go_live_at is None or _was_approved(instance):
        return
    if not Companion.objects.filter(revision=instance).exists():
        pin(instance, shown(instance))


def copy(old: Revision, new: Revision) -> None:
    """Let a revision that says the same bring the same companions along."""
    for one in Companion.objects.filter(revision=old):
        one.pk, one.revision, one._state.adding = None, new, True
        one.save()


def publish_with(
    sender: type[models.Model], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Publish what becomes public with a row that is about to be. Raises CannotPublish where it may not.

    A receiver of `pre_save`: all ways to publish save the row. When a draft of a public row is kept that is saved too,
    as the draft has it: but for nothing that readers are shown.
    """
    named = getattr(instance, "published_together", None)
    if raw or named is None or not instance.live:
        return
    if update_fields is not None and set(update_fields) <= HARMLESS:
        return
    rows = list(named())
    user = (get_active_log_context().user or who_decided(instance.live_revision)) if rows else None
    for row in rows:
        revision = _decided(instance.live_revision, row)
        check_time(revision.as_object())
        revision.publish(user=user, skip_permission_checks=True)


def who_decided(revision: Revision | None) -> Any:
    """Who scheduled a revision, as the log remembers; else who approved it; else nobody."""
    if revision is None or revision.content_object is None:
        return None
    logs = registry.get_logs_for_instance(revision.content_object)
    entry = (
        logs.filter(action="wagtail.publish.schedule", revision_id=revision.pk).order_by("-timestamp", "-pk").first()
    )
    if entry is not None and entry.user is not None:
        return entry.user
    approval = ReviewTaskState.objects.filter(revision=revision, status="approved").order_by("-pk").first()
    return approval.finished_by if approval else None


def hindrance(revision: Revision) -> str:
    """Why a revision, or its companions with it, may not become public; "" where they may."""
    try:
        rules.check(revision.as_object())
        for row in named_by(revision):
            check_time(_decided(revision, row).as_object())
    except CannotPublish as refusal:
        return refusal.message
    return ""


def _decided(revision: Revision | None, row: Any) -> Revision:
    """The revision of a companion that was decided about; its newest where nobody decided."""
    kept = Companion.objects.filter(revision=revision, **place_of(row)).select_related("shown").first()
    if kept is None and not _was_approved(revision):
        return row.latest_revision or row.save_revision()
    candidates = [kept.shown, row.latest_revision] if kept else []
    for one in candidates:
        if one is not None and content_digest(one.content) == kept.digest:
            return one
    raise CannotPublish(
        _("“%(title)s” becomes public with it, and is not what was approved any more. Have both reviewed again.")
        % {"title": row}
    )


def _was_approved(revision: Revision | None) -> bool:
    return revision is not None and ReviewTaskState.objects.filter(revision=revision, status="approved").exists()

"""Four eyes: who wrote what is about to become public (the setting REVIEW_FOUR_EYES)."""

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import Revision, TaskState, TranslatableMixin

from . import localize
from .digests import content_digest
from .models.items import QueueItem
from .models.segments import SegmentEdit


def who_wrote(obj: models.Model, besides: Revision | None = None) -> set[int]:
    """Primary keys of those who wrote what is not public yet: of a row, and of what becomes public with it; but for
    whoever saved the revision `besides`.

    Each save of a form leaves a revision, and each of a passage its own history, so that a hand whose words were
    overwritten counts too. At most 7 queries.
    """
    companions = getattr(obj.latest_revision.as_object(), "published_together", tuple)() if obj.latest_revision else ()
    found: set[int] = set()
    for row in (obj, *companions):
        revisions = row.revisions.filter(pk__gt=row.live_revision_id or 0).exclude(user=None)
        revisions = revisions.exclude(pk=besides.pk) if besides else revisions
        found.update(revisions.values_list("user_id", flat=True))
    if isinstance(obj, TranslatableMixin):
        public = obj.live_revision
        found |= localize.hands(obj, public.created_at if public else None)
        edits = SegmentEdit.objects.filter(item__translation_key=obj.translation_key, item__target_locale=obj.locale_id)
        found.update(_not_public(edits, obj).exclude(user=None).values_list("user_id", flat=True))
    return found


def wrote(item: QueueItem, target: models.Model, segment: localize.TextSegment, user: Any) -> bool:
    """Whether somebody wrote the text of a passage of a target, or one that this was made of. At most 2 queries."""
    edits = SegmentEdit.objects.filter(item=item, path=segment.path, source=segment.source, user=user)
    return segment.updated_by == user.pk or _not_public(edits, target).exists()


def _not_public(edits: models.QuerySet[SegmentEdit], target: models.Model) -> models.QuerySet[SegmentEdit]:
    """Those of them that came after what is public of a target was approved."""
    approvals = TaskState.objects.filter(revision=target.live_revision_id, status=TaskState.STATUS_APPROVED)
    approved = approvals.aggregate(at=models.Max("finished_at"))["at"] if target.live_revision_id else None
    since = approved or getattr(target, "last_published_at", None)
    return edits.filter(created_at__gt=since) if since else edits


def may_approve(obj: models.Model, user: Any) -> bool:
    """Whether the rule lets this user approve; who may review at all is asked elsewhere."""
    return not settings.REVIEW_FOUR_EYES or user.pk not in who_wrote(obj)


def may_publish(row: models.Model, user: Any, revision: Revision | None = None) -> bool:
    """Whether the rule lets this user publish a row without a review; who may publish at all is asked elsewhere.

    A form saves a revision whenever something is published from it: that is no hand where it says what the one before
    it said. `row` is as it is stored, with what is public now.
    """
    if not settings.REVIEW_FOUR_EYES:
        return True
    return user.pk not in who_wrote(row, besides=revision if revision and _says_nothing_new(revision) else None)


def _says_nothing_new(revision: Revision) -> bool:
    rows = Revision.objects.filter(
        base_content_type=revision.base_content_type_id, object_id=revision.object_id, pk__lt=revision.pk
    )
    before = rows.order_by("-pk").first()
    return before is not None and _digest(before) == _digest(revision)


def _digest(revision: Revision) -> str:
    """Of what it says; a form sends nothing where nothing was stored."""
    return content_digest({key: "" if value is None else value for key, value in revision.content.items()})

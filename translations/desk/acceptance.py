"""A reviewer accepts one passage as it was shown, or opens it to translators again (see translations/accepted.py)."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from translations import hands, localize, services, sides
from translations.accepted import accepted
from translations.exceptions import CannotTranslate, OwnWords
from translations.models import QueueItem, ReviewTaskState, SegmentEdit
from translations.people import touch
from translations.permissions import may_review
from translations.storing import read_again_sentence, version


@transaction.atomic
def accept(*, item: QueueItem, user: Any, segment_pk: str, seen: str) -> None:
    """Accept a passage as it was shown; `seen` is the version of that.

    Raises PermissionDenied for one who does not review its language, CannotTranslate where another text stands
    there by now or none, OwnWords under the rule of four eyes, and what `services.check_writable` raises.
    """
    target = _reviewed(item, user)
    segment = services.segment(item, segment_pk)
    if segment is None or not segment.target or segment.error:
        raise CannotTranslate(_("There is no text to accept here."))
    if seen != version(segment):
        raise CannotTranslate(read_again_sentence(segment, user))
    if settings.REVIEW_FOUR_EYES and hands.wrote(item, target, segment, user):
        raise OwnWords(_("You wrote this text yourself. Another reviewer must accept it."))
    edit = _edit_of(item, segment)
    SegmentEdit.objects.filter(pk=edit.pk).update(accepted_at=timezone.now(), accepted_by=user)
    touch(item)
    log(instance=target, action="translations.accept_passage", user=user, data={"segment": segment_pk})


@transaction.atomic
def lift(*, item: QueueItem, user: Any, segment_pk: str) -> None:
    """Open an accepted passage to translators again. Raises PermissionDenied, and what `check_writable` raises."""
    target = _reviewed(item, user)
    segment = services.segment(item, segment_pk)
    if segment is not None:
        _open(target, user, accepted(item, [segment]))


@transaction.atomic
def lift_asked(*, item: QueueItem, user: Any, review: ReviewTaskState) -> None:
    """Open what a review was sent back with a request for, as `lift` does: else nobody could do what is asked.

    For the end of that review: whether the user may is not asked again.
    """
    item = QueueItem.objects.select_for_update().get(pk=item.pk)
    segments = services.segments(item)
    asked = sides.comments_by_passage(review, segments)
    found = {pk: edit for pk, edit in accepted(item, segments).items() if pk in asked}
    _open(review.workflow_state.content_object, user, found)


def _open(target: models.Model, user: Any, edits: Mapping[str, SegmentEdit]) -> None:
    for pk, edit in edits.items():
        SegmentEdit.objects.filter(pk=edit.pk).update(accepted_at=None, accepted_by=None)
        log(instance=target, action="translations.open_passage", user=user, data={"segment": pk})


def _reviewed(item: QueueItem, user: Any) -> models.Model:
    QueueItem.objects.select_for_update().get(pk=item.pk)
    target = services.check_writable(item, user)
    if not may_review(user, target):
        raise PermissionDenied
    return target


def _edit_of(item: QueueItem, segment: localize.TextSegment) -> SegmentEdit:
    """The present text in the history; what was stored before there was one enters it now."""
    here = {"item": item, "path": segment.path, "source": segment.source}
    last = SegmentEdit.objects.filter(**here).order_by("-pk").first()
    if last is not None and last.target == segment.target:
        return last
    return SegmentEdit.objects.create(**here, target=segment.target, user_id=segment.updated_by)

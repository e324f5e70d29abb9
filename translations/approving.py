"""Decisions beside the text: “Submit and approve”, one act of somebody who may do both, and what a reviewer decides on
the desk, their own corrections with it.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from . import companions
from .digests import shown_digest
from .drafts import find_target, lock, open_review
from .embargo import scheduled_for
from .exceptions import CannotPublish, OwnWords, StaleReview
from .models import QueueItem
from .permissions import may_review, may_translate
from .services import submit_translation


def may_submit_and_approve(user: Any, target: models.Model) -> bool:
    """Whoever may write and review the target; nobody under the rule of four eyes."""
    if settings.REVIEW_FOUR_EYES:
        return False
    return may_translate(user, target.locale_id) and may_review(user, target)


@transaction.atomic
def submit_and_approve(*, item: QueueItem, user: Any, note: str = "") -> None:
    """Hand in what was just shown and saved, where it is not yet, and approve it: both or neither, logged as one act.

    Raises OwnWords under the rule of four eyes, PermissionDenied for one who may not review, CannotPublish where
    something becomes public with it that the form does not show, and what
    `submit_translation` and the review raise.
    """
    if settings.REVIEW_FOUR_EYES:
        raise OwnWords(_("You wrote some of this text yourself. Another reviewer must approve it."))
    target = find_target(item)
    if target is None or not may_review(user, target):
        raise PermissionDenied
    if not open_review(target):
        submit_translation(item=item, user=user, note=note)
    target = find_target(item)
    _check_alone(target)
    log(instance=target, action="translations.submit_and_approve", user=user, data={"reason": note.strip()[:2000]})
    state = target.current_workflow_task_state
    state.task.specific.on_action(state, user, "approve", seen=shown_digest(target.latest_revision), comment=note)


def _check_alone(target: models.Model) -> None:
    """Raise CannotPublish where something becomes public with it that the form of its texts does not show."""
    if named := companions.named_by(target.latest_revision):
        raise CannotPublish(
            _("“%(title)s” was never public, and becomes public with it. Submit it, and decide in the review.")
            % {"title": named[0]}
        )


def as_shown(item: QueueItem, seen: str) -> Revision | None:
    """The draft in review, where it is still the one of the digest `seen`. Nobody else changes it before the
    transaction that this is asked in ends."""
    _item, target = lock(item)
    draft = target.latest_revision if target is not None else None
    return draft if draft is not None and shown_digest(draft) == seen else None


@transaction.atomic
def decide(*, item: QueueItem, user: Any, action: str, comment: str, segments: list[dict[str, str]]) -> None:
    """Approve what the desk showed, or send it back (`action` is "approve" or "reject"), with what its reviewer just
    corrected.

    Only after `as_shown` found it in the same transaction, and after the reviewer's own texts were stored: what is
    decided is what was shown, and these. Raises StaleReview where the review has ended, CannotPublish where the desk
    does not show all that becomes public, and what the review raises.
    """
    target = find_target(item)
    state = open_review(target) if target else None
    if state is None:
        raise StaleReview(_("This review has ended already."))
    if action == "approve":
        _check_alone(target)
    seen = shown_digest(target.latest_revision)
    state.task.specific.on_action(state, user, action, seen=seen, comment=comment, segments=segments)


def outcome(row: models.Model) -> str:
    """What became of an approval, as a sentence."""
    if row.live:
        return _("Approved and published.")
    when = scheduled_for(row)
    if when is not None:
        moment = localize(timezone.localtime(when))
        return _("Approved. It becomes public: %(when)s") % {"when": moment}
    return _("Approved. It becomes public when its original does.")

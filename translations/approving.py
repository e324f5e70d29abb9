"""“Submit and approve”: one act of somebody who may do both."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from . import companions
from .digests import shown_digest
from .drafts import find_target, open_review
from .embargo import scheduled_for
from .exceptions import CannotPublish, OwnWords
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
    if named := companions.named_by(target.latest_revision):
        raise CannotPublish(
            _("“%(title)s” was never public, and becomes public with it. Submit it, and decide in the review.")
            % {"title": named[0]}
        )
    log(instance=target, action="translations.submit_and_approve", user=user, data={"reason": note.strip()[:2000]})
    state = target.current_workflow_task_state
    state.task.specific.on_action(state, user, "approve", seen=shown_digest(target.latest_revision), comment=note)


def outcome(row: models.Model) -> str:
    """What became of an approval, as a sentence."""
    if row.live:
        return _("Approved and published.")
    when = scheduled_for(row)
    if when is not None:
        moment = localize(timezone.localtime(when))
        return _("Approved. It becomes public on %(when)s.") % {"when": moment}
    return _("Approved. It becomes public when its original does.")

"""A translation never becomes public before its original, unless somebody with the right says so.

What was approved too early is held: approved, not public. It follows its original when that becomes public, in
the same transaction, provided that it says what the original then says; else it goes back to work. Where the
original has a time, its translation gets the same, and follows all the same where the original is public sooner.
Whoever unschedules the original is not asked here: the guard is, each time that a row becomes public, and
`publish_scheduled`.
"""

import logging
from copy import copy
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page, Revision, TranslatableMixin

from . import acts, companions, credits, evidence, gate, guard, localize, privacy, standings
from .digests import content_digest
from .drafts import find_source, find_target, lock
from .exceptions import CannotPublish, CannotTranslate, Refusal
from .locks import check_may_be_public, check_renamed
from .models import Baseline, Basis, QueueItem, Release, ReleaseMember, ReviewTaskState
from .permissions import may_decide, may_review
from .signals import item_changed
from .states import Flag
from .withdrawal import settle

logger = logging.getLogger(__name__)
PERMISSION = "translations.lift_embargo"
# An approval by which something is going to be public: it is held, or has a time.
IS_TO_COME = models.Q(held=True) | models.Q(revision__approved_go_live_at__isnull=False)


def scheduled_for(row: models.Model | None) -> datetime | None:
    """When a row is going to be public by Wagtail's schedule."""
    if row is None:
        return None
    times = row.revisions.exclude(approved_go_live_at=None).order_by("approved_go_live_at")
    return times.values_list("approved_go_live_at", flat=True).first()


def finish(state: ReviewTaskState, user: Any) -> None:
    """What follows an approval: publish, schedule with the original, or hold. Where the original is gone the reviewer
    was told so: with the approval somebody has decided that the translation is public without it."""
    credits.store(state.revision)
    row = state.revision.content_object
    item = guard.item_of(row) if isinstance(row, TranslatableMixin) else None
    if item is not None and item.alone_since and not row.live:
        _let_alone(item, user)
    if item is None or not guard.breaks_embargo(row, item):
        # Nobody chooses a time for a translation alone: one that its draft has was taken off the schedule.
        has_time = item is not None and state.revision.content.get("go_live_at")
        publish(retimed(state.revision, None) if has_time else state.revision, user)
        return
    when = scheduled_for(find_source(item))
    if when is not None and when > timezone.now():
        schedule(state, when, user)
    else:
        hold(state, row, user)


def _let_alone(item: QueueItem, user: Any) -> None:
    item.embargo_lifted_at, item.embargo_lifted_by = timezone.now(), user
    item.save(update_fields=["embargo_lifted_at", "embargo_lifted_by"])
    settle(item, [Flag.SOURCE_DELETED], user)


def publish(revision: Revision, user: Any, **options: Any) -> None:
    """Publish without asking for publish permission: all our ways end here.

    Raises InReview where somebody else has locked it, what becomes public with it, or what it would move; CannotPublish
    with what the model or database refuses.
    """
    row = revision.content_object
    for one in (row and type(row)._base_manager.filter(pk=row.pk).first(), *companions.named_by(revision)):
        check_may_be_public(one, user)
    if isinstance(row, Page):
        check_renamed(row, revision.content["slug"], user)
    try:
        with transaction.atomic():
            revision.publish(user=user, skip_permission_checks=True, **options)
    except ValidationError as error:
        raise CannotPublish(" ".join(error.messages)) from error
    except IntegrityError as error:
        raise CannotPublish(_("Something public has the same address. Choose another slug.")) from error


def hold(state: ReviewTaskState, target: models.Model, user: Any) -> None:
    """Keep an approved translation back until its original is public."""
    ReviewTaskState.objects.filter(pk=state.pk).update(held=True)
    standings.refresh_row(target)
    log(instance=target, action="translations.hold", user=user, revision=state.revision)


def release_hold(target: models.Model) -> None:
    """What was held is public, superseded, or taken down: it follows its original no more."""
    if ReviewTaskState.objects.filter(revision__in=target.revisions.all(), held=True).update(held=False):
        standings.refresh_row(target)


def held(target: models.Model) -> ReviewTaskState | None:
    """The approval that waits for the original of a target, while it holds for what it was given for. One query."""
    states = evidence.with_newest_digest(ReviewTaskState.objects.filter(revision__in=target.revisions.all(), held=True))
    state = states.order_by("-pk").first()
    return state if state and state.digest == content_digest(state.revision.content) else None


def waiting() -> models.QuerySet[Revision]:
    """The revisions that are approved and wait for their originals: what they show is about to be public."""
    return Revision.objects.filter(pk__in=ReviewTaskState.objects.filter(held=True).values("revision_id"))


def approval_of(target: models.Model, *, spent: bool = False) -> ReviewTaskState | None:
    """The approval that a target may become public by: held, or scheduled.

    With `spent` also one that was used, or taken off the schedule: to publish by that again is an act of its own.
    """
    if target.live:
        return None
    states = ReviewTaskState.objects.filter(revision__in=target.revisions.all(), status="approved")
    if not spent:
        states = states.filter(IS_TO_COME)
    state = states.select_related("revision").order_by("-pk").first()
    return state if state and guard.is_approved(state.revision) else None


def retimed(revision: Revision, when: datetime | None) -> Revision:
    """A revision that says the same and becomes public at another time; its approval, its companions and its
    baseline go along.

    Wagtail looks at the time in the content, so changing the revision's own would schedule it anew.
    """
    obj = revision.as_object()
    already = obj.go_live_at == when or (when is None and obj.go_live_at <= timezone.now())
    if already:
        return revision
    obj.go_live_at = when
    new = obj.save_revision(user=revision.user, changed=False, log_action=False)
    approval = ReviewTaskState.objects.filter(revision=revision, status="approved").order_by("-pk").first()
    if approval is not None:
        approval.copy(update_attrs={"revision": new, "held": False})
    companions.copy(revision, new)
    baseline = Baseline.objects.filter(target_revision=revision).first()
    if baseline is not None:
        old = copy(baseline)
        baseline.pk, baseline.target_revision = None, new
        baseline._state.adding = True
        baseline.save()
        credits.copy(old, baseline)
    return new


def schedule(state: ReviewTaskState, when: datetime, user: Any) -> Revision:
    """Schedule an approved translation; returns the revision that has the time."""
    revision = retimed(state.revision, when)
    publish(revision, user)
    release_hold(revision.content_object)
    return revision


def unschedule(revision: Revision, user: Any = None) -> None:
    """Take a revision off Wagtail's schedule; an approved translation waits for its original again.

    What is not public loses its time as well, and the newest draft: handed in and approved again, it would be
    scheduled for it.
    """
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    row = revision.content_object
    type(row)._base_manager.filter(pk=row.pk, live=False).update(go_live_at=None)
    log(instance=row, action="wagtail.schedule.cancel", user=user, revision=revision)
    if row.latest_revision_id == revision.pk:
        revision = retimed(revision, None)
    if isinstance(row, TranslatableMixin):
        standings.refresh_row(row)
    item = guard.item_of(row) if isinstance(row, TranslatableMixin) else None
    if item is not None and guard.is_approved(revision) and guard.breaks_embargo(row, item):
        hold(ReviewTaskState.objects.filter(revision=revision, status="approved").latest("pk"), row, user)


def says_the_same(revision: Revision, source: models.Model) -> bool:
    """Whether a draft of a target reflects what its original, as it stands in memory, says."""
    baseline = Baseline.objects.filter(target_revision=revision).first()
    return baseline is not None and baseline.digest == localize.reflection(source).digest


def row_changed(row: models.Model, revision: Revision | None = None) -> None:
    """A row became public, with `revision`, or was taken down: what waits for it follows. Two queries where nothing
    waits.

    A target: whose work it is is noted, nothing is held any more, and what was lifted for it is over once it is taken
    down. Of one that was only scheduled, another revision is public, or none.
    """
    family = list(QueueItem.objects.exclude(started_at=None).filter(translation_key=row.translation_key))
    for item in family:
        if item.target_locale_id == row.locale_id:
            release_hold(row)
            if revision is not None and row.live and row.live_revision_id == revision.pk:
                credits.store(revision)
            if item.embargo_lifted_at and not row.live and not item.alone_since:
                item.embargo_lifted_at = item.embargo_lifted_by = None
                item.save(update_fields=["embargo_lifted_at", "embargo_lifted_by"])
    mine = [item for item in family if item.source_locale_id == row.locale_id and not item.alone_since]
    for item in mine:
        if item.basis == Basis.DRAFT and row.live:
            QueueItem.objects.filter(pk=item.pk).update(basis=Basis.PUBLISHED, basis_revision=None)
            _check_schedule(item, row)
            item_changed.send(sender=QueueItem, item=item)
    if mine and row.live and ReviewTaskState.objects.filter(IS_TO_COME).exists():
        for item in mine:
            _follow(item, row)


def _check_schedule(item: QueueItem, source: models.Model) -> None:
    """Take a translation of a draft off the schedule where its original became public with other words: what it
    says may be what was taken out."""
    target = find_target(item)
    revision = target and target.revisions.exclude(approved_go_live_at=None).first()
    if revision and not target.live and not says_the_same(revision, source):
        unschedule(revision)
        log(instance=target, action="translations.unhold", revision=revision)


def _follow(item: QueueItem, source: models.Model) -> None:
    """Publish what was held for an original that has become public, or scheduled with it, in the same transaction.

    What says something else than the original does by now is not: it goes back to work. What a lock or a target's
    model refuses does not stop its original: it stays held, and the report says so.
    """
    target = find_target(item)
    state = approval_of(target) if target is not None else None
    if state is None or _has_its_own_time(state.revision):
        return
    if not says_the_same(state.revision, source):
        if state.revision.approved_go_live_at is not None:
            unschedule(state.revision)
        release_hold(target)
        log(instance=target, action="translations.unhold", user=state.finished_by, revision=state.revision)
        return
    if guard.breaks_embargo(target, item):
        return
    try:
        with transaction.atomic():
            publish(retimed(state.revision, None), state.finished_by)
    except (Refusal, PermissionDenied) as refusal:
        logger.warning("%s %s: %s", item, type(refusal).__name__, refusal)
        name = type(refusal).__name__ if isinstance(refusal, Refusal) else acts.DENIED
        acts.note_down(state.finished_by, name, str(target), str(refusal))


def _has_its_own_time(revision: Revision) -> bool:
    """Whether what is scheduled does not follow its original: it is due, and `publish_scheduled` sees to it, or it is
    part of a release to come. No query for what is held."""
    when = revision.approved_go_live_at
    if when is None or when <= timezone.now():
        return when is not None
    members = ReleaseMember.objects.filter(revision=revision, release__status=Release.Status.SCHEDULED)
    return members.exists()


def privacy_changed() -> None:
    """Some pages are private, or public, that were not: what was held for that follows. One query where nothing is."""
    states = ReviewTaskState.objects.filter(held=True).select_related("revision")
    for item in privacy.held_for(state.revision.content_object for state in states):
        source = find_source(item)
        if source is not None and source.live:
            _follow(item, source)


def may_lift(user: Any, target: models.Model | None) -> bool:
    """Whoever holds the permission, and reviews or publishes the translation."""
    if target is None or not user.is_active or not user.has_perm(PERMISSION):
        return False
    return may_review(user, target) or may_decide(user, target)


@transaction.atomic
def lift(*, item: QueueItem, user: Any, reason: str) -> None:
    """Say that a translation may be public before its original; publish it, if it is approved.

    Raises PermissionDenied, InReview where somebody else has locked it, and CannotTranslate without a reason or
    where nothing is in the way.
    """
    item, target = lock(item)
    if not may_lift(user, target):
        raise PermissionDenied
    check_may_be_public(target, user)
    reason = gate.reason(reason)
    if not reason:
        raise CannotTranslate(_("Say why the translation may be public before its original."))
    if not guard.breaks_embargo(target, item):
        raise CannotTranslate(_("Nothing keeps this translation from becoming public."))
    item.embargo_lifted_at, item.embargo_lifted_by, item.embargo_lifted_reason = timezone.now(), user, reason
    item.save(update_fields=["embargo_lifted_at", "embargo_lifted_by", "embargo_lifted_reason"])
    log(instance=target, action="translations.lift_embargo", user=user, data={"reason": reason})
    state = approval_of(target)
    if state is not None:
        publish(retimed(state.revision, None), user)
    item_changed.send(sender=QueueItem, item=item)

"""“The translation is still right”: said of a changed source, with a reason, and taken back if need be.

An acknowledgement moves the baseline of the public target on to what the source says now. The next draft is
made of strings, so it also takes along the old translation of each changed one: without that, the source's
text would stand in the gap. Nothing becomes public by it.
"""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from . import carrying, comparison, dated, localize, older, pairing, people, provenance, services, standings, vouching
from .drafts import find_target, lock, open_review
from .exceptions import CannotTranslate, InReview
from .locks import check_lock
from .models import Acknowledgement, Baseline, QueueItem, SegmentEdit
from .permissions import may_translate

LONGEST_REASON = 500
Kind = Acknowledgement.Kind


@transaction.atomic
def acknowledge_item(*, item: QueueItem, user: Any, kind: str, reason: str = "") -> Acknowledgement:
    """Say of a stale item that its public translation is still right, for all that its source has changed.

    A minor edit is said by who may edit the source or review the target, with a reason; “still right” by who
    may translate. Raises PermissionDenied, InReview while the target is reviewed or locked by another,
    CannotTranslate where there is nothing to say it of, where a passage has no translation that could still be right,
    or where the source holds a correction or update that the translation lacks.
    """
    item = _locked(item)
    reason = reason.strip()[:LONGEST_REASON]
    if not vouching.may_say(user, item, kind):
        raise PermissionDenied
    if kind == Kind.MINOR and not reason:
        raise CannotTranslate(_("Say why the translations are still right."))
    target, baseline, now = _public_state(item, user)
    if notes := dated.untold(older.reflected(baseline, now), now, target):
        raise CannotTranslate(vouching.why_urgent(notes))
    _take_over(item, user, now)
    changed = comparison.difference(older.reflected(baseline, now), now).pairings
    with standings.deferred(), provenance.comes(SegmentEdit.Origin.STILL_RIGHT, user):
        carried = _carry(item, changed)
        said = _write(item, baseline, now, user, kind=kind, reason=reason, carried=carried)
        standings.refresh([item])
    people.end_terms(item)
    _log(item, target, user, "translations.acknowledge", said)
    return said


@transaction.atomic
def acknowledge_segment(*, item: QueueItem, user: Any, segment_pk: str) -> Acknowledgement:
    """Say of one changed segment that its old translation is still right.

    Where nothing else has changed, the whole item is: nothing public would become other. Raises what
    `acknowledge_item` raises.
    """
    item = _locked(item)
    if not may_translate(user, item.target_locale_id, item.source_locale_id):
        raise PermissionDenied
    target, baseline, now = _public_state(item, user)
    _take_over(item, user, now)
    segment = services.segment(item, segment_pk)
    before = older.reflected(baseline, now)
    difference = comparison.difference(before, now)
    wanted = [one for one in difference.changed if segment and _is_of(one, segment)]
    if not wanted:
        raise CannotTranslate(_("This passage has no older translation that could still be right."))
    if dated.is_note(target, segment.path):
        raise CannotTranslate(vouching.why_urgent(dated.untold(before, now, target)))
    is_all = len(wanted) == difference.size
    state = now if is_all else comparison.moved_on(before, wanted, now)
    with standings.deferred(), provenance.comes(SegmentEdit.Origin.STILL_RIGHT, user):
        carried = _carry(item, wanted)
        said = _write(item, baseline, state, user, kind=Kind.STILL_RIGHT, carried=carried, covers_all=is_all)
        standings.refresh([item])
    people.end_terms(item)
    _log(item, target, user, "translations.acknowledge", said)
    return said


@transaction.atomic
def revoke(*, acknowledgement: Acknowledgement, user: Any, reason: str = "") -> None:
    """Take an acknowledgement back, with the translations that it took along, unless somebody changed them since.

    Those who may say it may take it back. Raises PermissionDenied, InReview while the target is reviewed, and
    CannotTranslate the second time, or where it is no longer what holds (see vouching.is_laid_over): a version that was
    made with those translations is public since, or something was said on top of it.
    """
    item = _locked(acknowledgement.item)
    if not vouching.may_say(user, item, acknowledgement.kind):
        raise PermissionDenied
    acknowledgement.refresh_from_db()
    if acknowledgement.revoked_at:
        raise CannotTranslate(_("This was taken back already."))
    target = find_target(item)
    if target is not None:
        check_lock(target, user)
    if target is not None and open_review(target):
        raise InReview(_("The translation is being reviewed. It can be changed again when the review has ended."))
    if not vouching.is_of_what_is_public(acknowledgement, target):
        raise CannotTranslate(_("A later version of the translation is public: what was said of an older one stays."))
    if not vouching.is_laid_over(acknowledgement):
        raise CannotTranslate(_("Something was said of a later change since. Take that back first."))
    acknowledgement.revoked_at, acknowledgement.revoked_by = timezone.now(), user
    acknowledgement.save(update_fields=["revoked_at", "revoked_by"])
    with standings.deferred():
        for one in acknowledgement.carried:
            place = {"context_id": one["context"], "translation_of_id": one["string"], "data": one["data"]}
            localize.StringTranslation.objects.filter(locale_id=item.target_locale_id, **place).delete()
        standings.refresh([item])
    _log(item, target, user, "translations.revoke", acknowledgement, reason=reason)


def _locked(item: QueueItem) -> QueueItem:
    """The item with all of its family: what the original says by now may be taken over for them too."""
    family = QueueItem.objects.filter(translation_key=item.translation_key, source_locale_id=item.source_locale_id)
    return lock(item, *family)[0]


def _public_state(item: QueueItem, user: Any) -> tuple[models.Model, Baseline, comparison.Reflection]:
    """The target, the baseline of what is public of it, and what its source says now."""
    target = find_target(item)
    if target is None or not target.live:
        raise CannotTranslate(_("There is no public translation that could still be right."))
    check_lock(target, user)
    if open_review(target):
        raise InReview(_("The translation is being reviewed. It can be changed again when the review has ended."))
    baseline = Baseline.objects.filter(target_revision_id=target.live_revision_id).first()
    now = older.original_of(item)
    if baseline is None or now is None:
        raise CannotTranslate(_("Nobody knows which version of the original this translation reflects."))
    if older.reflected(baseline, now).digest == now.digest:
        raise CannotTranslate(_("The original has not changed."))
    return target, baseline, now


def _take_over(item: QueueItem, user: Any, now: comparison.Reflection) -> None:
    """Let the strings be those of the public source. Raises InReview where a review in another language keeps them."""
    services.take_over(item=item, user=user)
    if localize.frozen_reflection(services.translation_of(item).source).digest != now.digest:
        raise InReview(_("Another translation of this original is being reviewed. Try again when that has ended."))


def _carry(item: QueueItem, pairings: Iterable[pairing.Pairing]) -> list[dict[str, Any]]:
    """Give changed strings the translation of their older version; says which, so that it can be undone.

    Raises CannotTranslate for a passage without one, and for one whose links or marks the old text lacks.
    """
    waiting = [one for one in services.what_is_missing(item) if one.path != carrying.SLUG]
    before = {(one.field, one.new): (one.field, one.old) for one in pairings if one.old and one.new}
    new = {(one.field, one.new) for one in pairings} - before.keys()
    if lost := [one for one in waiting if older.said_by(one) in new]:
        raise CannotTranslate(
            ngettext(
                "%(number)d passage is new: it has no translation that could still be right.",
                "%(number)d passages are new: they have no translation that could still be right.",
                len(lost),
            )
            % {"number": len(lost)}
        )
    known = older.translations_of(item, before.values())
    changed = [one for one in waiting if older.said_by(one) in before]
    made = [older.carried(one, known.get(before[older.said_by(one)])) for one in changed]
    carrying.create(made)
    return [{"context": one.context_id, "string": one.translation_of_id, "data": one.data} for one in made]


def _is_of(pairing: pairing.Pairing, segment: localize.TextSegment) -> bool:
    return (pairing.field, pairing.new) == older.said_by(segment)


def _write(
    item: QueueItem, baseline: Baseline, state: comparison.Reflection, user: Any, **said: Any
) -> Acknowledgement:
    return Acknowledgement.objects.create(
        item=item,
        baseline=baseline,
        segments=state.segments,
        facts=state.facts,
        digest=state.digest,
        user=user,
        **said,
    )


def _log(item: QueueItem, target: Any, user: Any, action: str, said: Acknowledgement, reason: str = "") -> None:
    data = {"kind": said.kind, "reason": reason or said.reason, "all": said.covers_all}
    QueueItem.objects.filter(pk=item.pk).update(last_act_at=timezone.now())
    log(instance=target, action=action, user=user, data=data)

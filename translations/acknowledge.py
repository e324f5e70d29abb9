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
from wagtail.models import Page

from . import carrying, comparison, gate, localize, pairing, services, standings
from .drafts import find_source, find_target, open_review
from .exceptions import CannotTranslate, InReview
from .models import Acknowledgement, Baseline, Original, QueueItem
from .permissions import may_review, may_translate

LONGEST_REASON = 500
Kind = Acknowledgement.Kind


@transaction.atomic
def acknowledge_item(*, item: QueueItem, user: Any, kind: str, reason: str = "") -> Acknowledgement:
    """Say of a stale item that its public translation is still right, for all that its source has changed.

    A minor edit is said by who may edit the source or review the target, with a reason; “still right” by who
    may translate. Raises PermissionDenied, InReview while the target is reviewed, CannotTranslate where there
    is nothing to say it of, or a passage has no translation that could still be right.
    """
    item = _locked(item)
    reason = reason.strip()[:LONGEST_REASON]
    if not _may_say(user, item, kind):
        raise PermissionDenied
    if kind == Kind.MINOR and not reason:
        raise CannotTranslate(_("Say why the translations are still right."))
    target, baseline, now = _public_state(item)
    _take_over(item, user, now)
    older = _reflected(baseline)
    with standings.deferred():
        carried = _carry(item, comparison.difference(older, now).pairings)
        said = _write(item, baseline, now, user, kind=kind, reason=reason, carried=carried)
        standings.refresh([item])
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
    target, baseline, now = _public_state(item)
    _take_over(item, user, now)
    segment = next((one for one in services.segments(item) if one.pk == segment_pk), None)
    difference = comparison.difference(_reflected(baseline), now)
    wanted = [one for one in difference.changed if segment and _is_of(one, segment)]
    if not wanted:
        raise CannotTranslate(_("This passage has no older translation that could still be right."))
    with standings.deferred():
        carried = _carry(item, wanted)
        said = _write(item, baseline, now, user, kind=Kind.STILL_RIGHT, carried=carried, covers_all=False)
        if _all_carried(item, baseline, difference):
            Acknowledgement.objects.filter(pk=said.pk).update(covers_all=True)
            said.covers_all = True
        standings.refresh([item])
    _log(item, target, user, "translations.acknowledge", said)
    return said


@transaction.atomic
def revoke(*, acknowledgement: Acknowledgement, user: Any, reason: str = "") -> None:
    """Take an acknowledgement back, with the translations that it took along, unless somebody changed them since.

    Those who may say it may take it back. Raises PermissionDenied, CannotTranslate the second time.
    """
    item = _locked(acknowledgement.item)
    if not _may_say(user, item, acknowledgement.kind):
        raise PermissionDenied
    holding = Acknowledgement.objects.filter(pk=acknowledgement.pk, revoked_at=None)
    if not holding.update(revoked_at=timezone.now(), revoked_by=user):
        raise CannotTranslate(_("This was taken back already."))
    acknowledgement.refresh_from_db()
    with standings.deferred():
        for one in acknowledgement.carried:
            place = {"context_id": one["context"], "translation_of_id": one["string"], "data": one["data"]}
            localize.StringTranslation.objects.filter(locale_id=item.target_locale_id, **place).delete()
        standings.refresh([item])
    _log(item, find_target(item), user, "translations.revoke", acknowledgement, reason=reason)


def holding(item: QueueItem) -> models.QuerySet[Acknowledgement]:
    """The acknowledgements of an item that hold now, newest first."""
    return item.acknowledgements.filter(revoked_at=None).select_related("user").order_by("-pk")


def kind_for(user: Any, item: QueueItem) -> str | None:
    """What a user may say of an item: “still right” as its translator, “minor edit” as an editor; None is neither."""
    return next((kind for kind in (Kind.STILL_RIGHT, Kind.MINOR) if _may_say(user, item, kind)), None)


def _locked(item: QueueItem) -> QueueItem:
    return (
        QueueItem.objects.select_for_update(of=("self",))
        .select_related("source_locale", "content_type")
        .get(pk=item.pk)
    )


def _may_say(user: Any, item: QueueItem, kind: str) -> bool:
    if kind == Kind.STILL_RIGHT:
        return may_translate(user, item.target_locale_id, item.source_locale_id)
    source, target = find_source(item), find_target(item)
    if target is not None and may_review(user, target):
        return True
    if isinstance(source, Page):
        return source.permissions_for_user(user).can_edit()
    return source is not None and user.has_perm(f"{source._meta.app_label}.change_{source._meta.model_name}")


def _public_state(item: QueueItem) -> tuple[models.Model, Baseline, comparison.Reflection]:
    """The target, the baseline of what is public of it, and what its source says now."""
    target = find_target(item)
    if target is None or not target.live:
        raise CannotTranslate(_("There is no public translation that could still be right."))
    if open_review(target):
        raise InReview(_("The translation is being reviewed. It can be changed again when the review has ended."))
    baseline = Baseline.objects.filter(target_revision_id=target.live_revision_id).first()
    original = Original.objects.filter(translation_key=item.translation_key, locale_id=item.source_locale_id).first()
    if baseline is None or original is None:
        raise CannotTranslate(_("Nobody knows which version of the original this translation reflects."))
    now = comparison.Reflection(original.segments, original.facts)
    if _reflected(baseline).digest == now.digest:
        raise CannotTranslate(_("The original has not changed."))
    return target, baseline, now


def _take_over(item: QueueItem, user: Any, now: comparison.Reflection) -> None:
    """Let the strings be those of the public source. Raises InReview where a review in another language keeps them."""
    services.take_over(item=item, user=user)
    if localize.frozen_reflection(services.translation_of(item).source).digest != now.digest:
        raise InReview(_("Another translation of this original is being reviewed. Try again when that has ended."))


def _reflected(baseline: Baseline) -> comparison.Reflection:
    newest = baseline.acknowledgements.filter(revoked_at=None, covers_all=True).order_by("-pk").first()
    state = newest or baseline
    return comparison.Reflection(state.segments, state.facts)


def _carry(item: QueueItem, pairings: Iterable[pairing.Pairing]) -> list[dict[str, Any]]:
    """Give changed strings the translation of their older version; says which, so that it can be undone.

    Raises CannotTranslate for a passage without one, and for one whose links or marks the old text lacks.
    """
    waiting = [one for one in services.what_is_missing(item) if one.path != carrying.SLUG]
    older = {(one.field, one.new): one.old for one in pairings if one.old and one.new}
    lacking = [one for one in waiting if (pairing.field_of(one.path), one.source) not in older]
    wanted = {(one.field, one.new) for one in pairings}
    if lost := [one for one in lacking if (pairing.field_of(one.path), one.source) in wanted]:
        raise CannotTranslate(
            ngettext(
                "%(number)d passage is new: it has no translation that could still be right.",
                "%(number)d passages are new: they have no translation that could still be right.",
                len(lost),
            )
            % {"number": len(lost)}
        )
    made = [_older_translation(item, one, older[said]) for one in waiting if (said := _said(one)) in older]
    carrying.create(made)
    return [{"context": one.context_id, "string": one.translation_of_id, "data": one.data} for one in made]


def _said(segment: localize.TextSegment) -> tuple[str, str]:
    return pairing.field_of(segment.path), segment.source


def _is_of(pairing: pairing.Pairing, segment: localize.TextSegment) -> bool:
    return (pairing.field, pairing.new) == _said(segment)


def _older_translation(item: QueueItem, segment: localize.TextSegment, old: str) -> localize.StringTranslation:
    stored = localize.StringTranslation.objects.filter(
        locale_id=item.target_locale_id,
        context__object_id=item.translation_key,
        translation_of__data=old,
        has_error=False,
    ).select_related("context")
    fitting = [one for one in stored.order_by("-updated_at") if pairing.field_of(one.context.path) == _said(segment)[0]]
    if not fitting or gate.fragment_problems(fitting[0].data, segment.source):
        raise CannotTranslate(
            _("The links or marks of a passage have changed, and its translation lacks them: “%(text)s”")
            % {"text": segment.source[:80]}
        )
    context_id, string_id = segment.pk.split("-")
    return carrying.again(fitting[0], int(context_id), int(string_id))


def _all_carried(item: QueueItem, baseline: Baseline, difference: comparison.Difference) -> bool:
    """Whether all that changed are segments of which somebody said that their translation is still right."""
    if difference.facts or difference.new or difference.removed or difference.reordered:
        return False
    taken = {
        (one["context"], one["string"])
        for said in baseline.acknowledgements.filter(revoked_at=None)
        for one in said.carried
    }
    changed = {(one.field, one.new) for one in difference.changed}
    segments = [one for one in services.segments(item) if _said(one) in changed]
    return all(tuple(map(int, one.pk.split("-"))) in taken for one in segments)


def _write(item: QueueItem, baseline: Baseline, now: comparison.Reflection, user: Any, **said: Any) -> Acknowledgement:
    return Acknowledgement.objects.create(
        item=item,
        baseline=baseline,
        segments=now.segments,
        facts=now.facts,
        digest=now.digest,
        user=user,
        **said,
    )


def _log(item: QueueItem, target: Any, user: Any, action: str, said: Acknowledgement, reason: str = "") -> None:
    data = {"kind": said.kind, "reason": reason or said.reason, "all": said.covers_all}
    QueueItem.objects.filter(pk=item.pk).update(last_act_at=timezone.now())
    log(instance=target, action=action, user=user, data=data)

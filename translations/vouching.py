"""Who may say of what that the translation is still right, and what of all that was said holds (acknowledge.py)."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from . import dated, listing, phrases
from .drafts import find_source, find_target, open_review
from .models import Acknowledgement, QueueItem, Standing
from .permissions import may_assign, may_translate
from .states import Flag

Kind = Acknowledgement.Kind


def may_say(user: Any, item: QueueItem, kind: str, source: models.Model | None = None) -> bool:
    """“Still right” is said by who may translate, a minor edit by who may edit the source or review the target.

    `source` spares reading it.
    """
    if kind == Kind.STILL_RIGHT:
        return may_translate(user, item.target_locale_id, item.source_locale_id)
    return may_assign(user, item, source or find_source(item))


def kind_for(user: Any, item: QueueItem) -> str | None:
    """What a user may say of an item: “still right” as its translator, “minor edit” as an editor; None is neither."""
    return next((kind for kind in (Kind.STILL_RIGHT, Kind.MINOR) if may_say(user, item, kind)), None)


def stale_of(user: Any, source: models.Model) -> list[tuple[QueueItem, str]]:
    """The stale translations of an original of which a user may say it, each with the kind; an editor's comes first.

    Where a translation stands is no draft: who may edit an original is asked about all its languages. One query,
    beside those for the user's rights, however many languages there are.
    """
    if not getattr(source, "live", False):
        return []
    items = listing.all_items().filter(translation_key=source.translation_key, source_locale_id=source.locale_id)
    found = []
    for item in items.order_by("target_locale"):
        kinds = [kind for kind in (Kind.MINOR, Kind.STILL_RIGHT) if may_say(user, item, kind, source)]
        if kinds and Flag.STALE in item.standing.flags:
            found.append((item, kinds[0]))
    return found


def why_urgent(notes: Sequence[dated.DatedNote]) -> str:
    """Why no translation is still right while these notes of its original are not in it, as a sentence."""
    text = _("The original holds %(notes)s. That is no minor edit: it has to be translated.")
    return text % {"notes": phrases.notes(notes)}


def what_is_urgent(item: QueueItem) -> str:
    """The same of an item with its standing; "" where nothing is urgent."""
    notes = dated.of_kinds(item.standing.kinds)
    return why_urgent(notes) if notes else ""


def is_laid_over(acknowledgement: Acknowledgement) -> bool:
    """Whether it is what holds of the public translation: said of the version that is public, and last."""
    if acknowledgement.revoked_at or not is_of_what_is_public(acknowledgement, find_target(acknowledgement.item)):
        return False
    later = Acknowledgement.objects.filter(baseline=acknowledgement.baseline_id, revoked_at=None)
    return not later.filter(pk__gt=acknowledgement.pk).exists()


def is_of_what_is_public(acknowledgement: Acknowledgement, target: models.Model | None) -> bool:
    """Whether it was said of the version of the target that readers have."""
    if target is None or not target.live:
        return False
    return acknowledgement.baseline.target_revision_id == target.live_revision_id


def holding(item: QueueItem, target: models.Model | None = None) -> Acknowledgement | None:
    """What was last said of the public translation of an item, and holds; `target` is that, where it has just been
    read. At most 2 queries."""
    target = target or find_target(item)
    if target is None or not target.live:
        return None
    said = item.acknowledgements.filter(revoked_at=None, baseline__target_revision_id=target.live_revision_id)
    return said.select_related("user").order_by("-pk").first()


def may_revoke(user: Any, acknowledgement: Acknowledgement) -> bool:
    """Whether the user may take back what holds, now: whoever may say it, while nobody reviews the translation."""
    item = acknowledgement.item
    target = find_target(item)
    in_review = target is not None and open_review(target) is not None
    return not in_review and may_say(user, item, acknowledgement.kind)


def leaves_no_draft_to_write(item: QueueItem) -> bool:
    """Whether somebody called what is public still right, and nothing was written since.

    A draft would make the item look unfinished: it brings what the original changed, or gaps that still wait.
    """
    return holding(item) is not None and Flag.BEHIND not in Standing.objects.get(item=item).flags

"""The older versions of passages that changed, and the translations that those have: what can still be right."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from . import carrying, comparison, dated, gate, localize, pairing
from .evidence import Evidence
from .exceptions import CannotTranslate
from .models import Baseline, Basis, Original, QueueItem

# A field, and what a passage in it says.
Said = tuple[str, str]


@dataclass(frozen=True)
class Older:
    """An older version of a passage and its translation: fragments (see marks.py).

    `fits` says that the translation has all links and marks that the passage has now, `is_public` that readers have
    it, `is_note` that the passage is a correction or update: what is public and no such note can still be right.
    """

    source: str
    target: str
    fits: bool = True
    is_public: bool = True
    is_note: bool = False


def said_by(segment: localize.TextSegment) -> Said:
    """The field of a segment, and its text."""
    return pairing.field_of(segment.path), segment.source


def reflected(baseline: Baseline) -> comparison.Reflection:
    """What the target of a baseline reflects, with the newest acknowledgement of all of it laid over."""
    newest = baseline.acknowledgements.filter(revoked_at=None, covers_all=True).order_by("-pk").first()
    state = newest or baseline
    return comparison.Reflection(state.segments, state.facts)


def original_of(item: QueueItem) -> comparison.Reflection | None:
    """What the source of an item says now, as the queue remembers it."""
    original = Original.objects.filter(translation_key=item.translation_key, locale_id=item.source_locale_id).first()
    return comparison.Reflection(original.segments, original.facts) if original else None


def states_of(items: Iterable[QueueItem]) -> dict[int, str]:
    """Which state of its source the queue remembers of each item, by pk; "" where it remembers none. One query."""
    items = list(items)
    wanted = {item.translation_key for item in items}
    rows = Original.objects.filter(translation_key__in=wanted).values_list("translation_key", "locale_id", "digest")
    known = {(key, locale): digest for key, locale, digest in rows}
    return {item.pk: known.get((item.translation_key, item.source_locale_id), "") for item in items}


def translations_of(item: QueueItem, wanted: Iterable[Said]) -> dict[Said, localize.StringTranslation]:
    """The newest usable translation of each passage that has one. One query."""
    wanted = set(wanted)
    stored = localize.StringTranslation.objects.filter(
        locale_id=item.target_locale_id,
        context__object_id=item.translation_key,
        translation_of__data__in={text for _field, text in wanted},
        has_error=False,
    )
    stored = stored.select_related("context", "translation_of").order_by("updated_at", "pk")
    found = {(pairing.field_of(one.context.path), one.translation_of.data): one for one in stored}
    return {said: one for said, one in found.items() if said in wanted}


def versions(
    item: QueueItem, target: models.Model | None, segments: Iterable[localize.TextSegment], seen: Evidence
) -> dict[str, Older]:
    """Of each segment that waits for a text: what it said before, and the translation which that has, by its pk.

    Nothing where the original has not changed, or a review is open. No query beside what has been read of the item,
    but for one that is made of a draft.
    """
    now = seen.said(item)
    if target is None or now is None or seen.review(item).is_open:
        return {}
    before_it = _before(item, target, now, seen)
    if before_it is None:
        return {}
    changed = comparison.difference(before_it, now).changed
    before = {(one.field, one.new): (one.field, one.old) for one in changed}
    waiting = [one for one in segments if said_by(one) in before and (not one.target or one.error)]
    known = seen.texts(item)
    found = {}
    for one in waiting:
        said = before[said_by(one)]
        if said in known and one.path != carrying.SLUG:
            fits = not gate.fragment_problems(known[said], one.source)
            note = dated.is_note(target, one.path)
            found[one.pk] = Older(said[1], known[said], fits, is_public=target.live, is_note=note)
    return found


def _before(
    item: QueueItem, target: models.Model, now: comparison.Reflection, seen: Evidence
) -> comparison.Reflection | None:
    """What a translation said before its original changed: the public one; of one that is made of a draft, the last
    that reflects another draft."""
    if target.live:
        return seen.reflected(item)
    if item.basis != Basis.DRAFT:
        return None
    baseline = item.baselines.exclude(digest=now.digest).order_by("-pk").first()
    return reflected(baseline) if baseline else None


def carried(segment: localize.TextSegment, older: localize.StringTranslation | None) -> localize.StringTranslation:
    """The older translation in the place of a changed segment, unsaved.

    Raises CannotTranslate where there is none, or where it lacks links or marks that the segment has.
    """
    if older is None:
        raise CannotTranslate(_("This passage has no older translation that could still be right."))
    if gate.fragment_problems(older.data, segment.source):
        raise CannotTranslate(
            _("The links or marks of a passage have changed, and its translation lacks them: “%(text)s”")
            % {"text": segment.source[:80]}
        )
    context_id, string_id = segment.pk.split("-")
    return carrying.again(older, int(context_id), int(string_id))

"""The older versions of passages that changed, and the translations that those have: what can still be right."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _

from . import carrying, comparison, dated, gate, localize, marks, pairing
from .evidence import Evidence
from .exceptions import CannotTranslate
from .models import Baseline, Original, QueueItem

# A field, and what a passage in it says.
Said = tuple[str, str]
# So many texts that no draft knows are looked through for the older version of a passage.
MOST_WRITTEN = 100


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


def reflected(baseline: Baseline, now: comparison.Reflection) -> comparison.Reflection:
    """What the target of a baseline reflects, acknowledgements laid over: of all that, what is closest to `now`."""
    said = baseline.acknowledgements.filter(revoked_at=None).order_by("pk")
    return comparison.closest([comparison.Reflection(one.segments, one.facts) for one in (baseline, *said)], now)


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

    What was written last, whether readers ever had it or not. Nothing where a review is open. No query: `seen` is read
    `whole` (evidence.gather).
    """
    now = seen.said(item)
    waiting = [one for one in segments if one.path != carrying.SLUG and (not one.target or one.error)]
    if not waiting or target is None or now is None or seen.review(item).is_open:
        return {}
    known = seen.texts(item)
    public = seen.reflected(item) if target.live else None
    drafted = _drafted(item, now, seen)
    readers_have = _changed(public, now)
    sources = (readers_have, _changed(drafted, now), _written(waiting, known, seen.places(item), now, public, drafted))
    age = {said: number for number, said in enumerate(known)}
    found = {}
    for one in waiting:
        candidates = [said for source in sources if (said := source.get(said_by(one))) in known]
        if candidates:
            said = max(candidates, key=age.__getitem__)
            fits = not gate.fragment_problems(known[said], one.source)
            is_public = said == readers_have.get(said_by(one))
            found[one.pk] = Older(said[1], known[said], fits, is_public, is_note=dated.is_note(target, one.path))
    return found


def reworded(
    item: QueueItem, target: models.Model | None, segments: Iterable[localize.TextSegment], seen: Evidence
) -> dict[str, str]:
    """What the passages that are written said when readers got what they have, by their pk, where that is another; text
    with marks. Nothing where a review is open: it compares more. No query: `seen` is read `whole`."""
    now = seen.said(item)
    if target is None or not target.live or now is None or seen.review(item).is_open:
        return {}
    before = _changed(seen.reflected(item), now)
    written = [one for one in segments if one.path != carrying.SLUG and one.target and said_by(one) in before]
    return {one.pk: marks.to_text(before[said_by(one)][1]) for one in written}


def _changed(before: comparison.Reflection | None, now: comparison.Reflection) -> dict[Said, Said]:
    """What each changed passage said in an older state of the original, where there is one."""
    changed = comparison.difference(before, now).changed if before else ()
    return {(one.field, one.new): (one.field, one.old) for one in changed}


def _drafted(item: QueueItem, now: comparison.Reflection, seen: Evidence) -> comparison.Reflection | None:
    """The last other state of the original that a draft was made of."""
    others = [one for one in seen.baselines.values() if one.item_id == item.pk and one.digest != now.digest]
    last = max(others, key=lambda one: one.pk, default=None)
    return comparison.Reflection(last.segments, last.facts) if last else None


def _unsaid(
    known: Iterable[Said], waiting: Iterable[localize.TextSegment], *states: comparison.Reflection | None
) -> list[Said]:
    """The passages with a text that none of these says: what was written last comes last."""
    said = {said_by(one) for one in waiting}
    said |= {(pairing.field_of(row["path"]), row["text"]) for state in states if state for row in state.segments}
    return [one for one in known if one not in said]


def _written(
    waiting: list[localize.TextSegment],
    known: Iterable[Said],
    places: Mapping[Said, str],
    now: comparison.Reflection,
    *drafted: comparison.Reflection | None,
) -> dict[Said, Said]:
    """Of each passage that waits, the one in whose place it stands, of those that were written between two drafts.

    Of several that stood in one block as its one passage the newest counts.
    """
    left = _unsaid(known, waiting, now, *drafted)[-MOST_WRITTEN:]
    times = Counter(row["path"] for row in now.segments)
    newest = {places[said]: said for said in left}
    left = [said for said in reversed(left) if times[places[said]] != 1 or newest[places[said]] == said]
    old = [{"path": places[said], "text": said[1]} for said in left]
    new = [{"path": one.path, "text": one.source} for one in waiting]
    return {said_by(waiting[at]): left[before] for at, before in pairing.counterparts(old, new).items()}


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

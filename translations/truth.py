"""Where an item stands: concluded from what the database says (evidence.py), never from what was remembered."""

from datetime import datetime
from typing import Any

from . import comparison, dated, extent, finding, offers, pairing, places
from .evidence import Evidence, Review
from .facts import fact_kind
from .models import Basis, Original, QueueItem, Standing
from .states import Flag, State, derive_state, rests, tab_of

NOTHING = comparison.Reflection()


def conclude(item: QueueItem, seen: Evidence) -> Standing:
    """The standing of an item, unsaved. No query."""
    source, target = seen.source(item), seen.target(item)
    original = seen.originals.get((item.translation_key, item.source_locale_id))
    now = comparison.Reflection(original.segments, original.facts) if original else NOTHING
    reflected = seen.reflected(item)
    live = bool(target is not None and target.live)
    stale = bool(source is not None and source.live and original and reflected and reflected.digest != original.digest)
    difference = comparison.difference(reflected, now) if stale else comparison.Difference()
    work = _Work(item, seen, now, difference)
    review = seen.review(item)
    latest_is_public = live and target.latest_revision_id == target.live_revision_id
    state = _state(work, target, review, latest_is_public and not stale and not (work.is_ahead and source is not None))
    flags = _flags(item, seen, work, stale=stale)
    waits = seen.approved(target)
    if waits and not review.status:
        flags.append(Flag.WAITS)
        latest_is_public = target.latest_revision_id == waits
    if (live or waits) and not review.status and (not latest_is_public or (work.is_ahead and source is not None)):
        flags.append(Flag.BEHIND)
    flags = [flag for flag in Flag if flag in flags]
    asks = _asks(source, now)
    found = _extent(item, work, now, reflected if stale else None)
    return Standing(
        item=item,
        state=state,
        tab=tab_of(state, flags, exists=target is not None, live=live, decided=item.decided, asks=asks),
        flags=[str(flag.value) for flag in flags],
        **_titles(source, target, work.segments, seen.texts(item)),
        source_pk=str(source.pk) if source is not None else "",
        target_pk=str(target.pk) if target is not None else "",
        is_public=live,
        public_since=getattr(target, "last_published_at", None),
        since=_second(_since(item, state, original if stale else None, review, source, target)),
        segments_total=work.total,
        segments_done=work.done,
        words_total=extent.words(work.segments),
        words_to_do=0 if state == State.CURRENT or rests(state, flags, asks=asks) else work.words_to_do(),
        words_to_read=work.words_to_read(live=live) if state == State.IN_REVIEW else 0,
        **vars(found),
    )


def _titles(source: Any, target: Any, segments: list[tuple[str, str]], texts: dict[Any, str]) -> dict[str, str]:
    """What the item is called, and the words by which it is found: those of the translation's title too."""
    title = str(source if source is not None else target or "")
    own = finding.translated_title(title, segments, texts)
    return {"title": title[:255], "found_by": finding.words_of(title, str(target or ""), own)}


def _extent(item: QueueItem, work: "_Work", now: comparison.Reflection, reflected: Any) -> extent.Extent:
    """How much changed since what a stale translation reflects; of any other, nothing did."""
    model = item.content_type.model_class()
    notes = [one.key for one in dated.untold(reflected, now, model)]
    return extent.measure(work.difference, work.language, lambda path: fact_kind(model, path, now, reflected), notes)


def _state(work: "_Work", target: Any, review: Review, complete_in_public: bool) -> State:
    if target is None:
        return State.MISSING
    return derive_state(
        done=work.done,
        total=work.total,
        live=target.live,
        review=review.status,
        complete_in_public=complete_in_public,
        machine=work.machine,
    )


def _asks(source: Any, now: comparison.Reflection) -> bool:
    """Whether an original asks for a translation, by what it says; one that is not public, or gone, is told by its
    flag. The row is not asked: its long texts were not read with it."""
    if source is None or not source.live:
        return True
    return offers.asks(type(source), {pairing.field_of(row["path"]) for row in now.segments})


class _Work:
    """What of the source has a usable translation, and what waits for one."""

    def __init__(self, item: QueueItem, seen: Evidence, now: comparison.Reflection, difference: Any) -> None:
        self.language = item.source_locale.language_code
        self.saved = seen.saved.get((item.translation_key, item.target_locale_id))
        paired = seen.pairing(item)
        self.drafted_at = paired.drafted_at if paired else None
        distinct = dict.fromkeys((row["path"], row["text"]) for row in now.segments)
        self.segments = [(pairing.field_of(path), text) for path, text in distinct]
        self.difference = difference
        usable = self.saved.usable if self.saved else {}
        self.undone = [said for said in self.segments if said not in usable]
        self.machine = sum(usable.get(said, False) for said in self.segments)
        self.total, self.done = len(self.segments), len(self.segments) - len(self.undone)

    @property
    def has_refused(self) -> bool:
        """Whether a stored text or value of the present source was refused."""
        here = set(self.segments)
        return bool(self.saved and any(said in here or not said[1] for said in self.saved.refused))

    @property
    def is_ahead(self) -> bool:
        """Whether something was saved that no draft holds yet."""
        written = self.saved.written_at if self.saved else None
        return bool(written and self.drafted_at and written > self.drafted_at)

    def words_to_do(self) -> int:
        """Words of the sentences that wait: of a segment that has an older version, the changed ones."""
        older = {(one.field, one.new): one for one in self.difference.pairings if one.new}
        waiting = [older.get(said) or pairing.Pairing(said[0], "", said[1]) for said in self.undone]
        return extent.words_to_do(waiting, self.language)

    def words_to_read(self, *, live: bool) -> int:
        """Words of the source in what was handed in: all of a first translation; of an update those of the sentences
        that changed, none where only the translation did."""
        if not live:
            return extent.words(self.segments)
        return extent.words_to_do((one for one in self.difference.pairings if one.new), self.language)


def _flags(item: QueueItem, seen: Evidence, work: _Work, *, stale: bool) -> list[Flag]:
    source, target = seen.source(item), seen.target(item)
    flags = [Flag.STALE] if stale else []
    if work.machine:
        flags.append(Flag.MACHINE)
    if target is not None and work.has_refused:
        flags.append(Flag.ERROR)
    if source is None:
        flags.append(Flag.SOURCE_DELETED)
    elif not source.live and item.basis != Basis.DRAFT:
        flags.append(Flag.SOURCE_UNPUBLISHED)
    if source is not None and target is None and item.started_at:
        flags.append(Flag.TARGET_DELETED)
    if parted := places.parting(item, source, target):
        flags.append(parted)
    unknown = target is not None and target.live and seen.baseline(item) is None
    paired = seen.pairing(item)
    if source is not None and target is not None and (unknown or not (paired and paired.enabled)):
        flags.append(Flag.DETACHED)
    if item.not_wanted_at:
        flags.append(Flag.NOT_WANTED)
    return flags


def _second(moment: datetime | None) -> datetime | None:
    """A moment without its fraction: a row that is published again keeps fewer digits of its first date."""
    return moment.replace(microsecond=0) if moment else None


def _since(
    item: QueueItem, state: State, changed: Original | None, review: Review, source: Any, target: Any
) -> datetime | None:
    """Since when the item stands where it stands."""
    if review.status:
        return review.since
    if changed is not None:
        return changed.changed_at
    if state == State.MISSING:
        return getattr(source, "first_published_at", None)
    return target.last_published_at if state == State.CURRENT else item.started_at

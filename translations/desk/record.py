"""The history of a passage: who gave it which text, when and from where; kept by whatever way text is stored."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import Max
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from translations import localize, provenance
from translations.models import Baseline, QueueItem, ReviewTaskState, SegmentEdit

from .lineage import Place, former_places

Origin = SegmentEdit.Origin
# What one person types at one go is one edit: saving by itself every few seconds would bury what matters.
ONE_GO = timedelta(minutes=5)
# Words of the earlier text that may be gone meanwhile: where more are, it stays as a step of its own.
MOST_GONE = 3
# A stored text, and what it says now: "" where it was taken away.
Note = tuple[localize.StringTranslation, str]

_waiting: ContextVar[list[Note] | None] = ContextVar("waiting", default=None)
_known: ContextVar[dict[Place, SegmentEdit | None] | None] = ContextVar("known", default=None)


def edits(item: QueueItem, segment: localize.TextSegment) -> models.QuerySet[SegmentEdit]:
    """The texts that a passage has had, newest first; the first is the present one."""
    found = item.segment_edits.filter(path=segment.path, source=segment.source)
    return found.select_related("user").order_by("-pk")


def earlier(
    item: QueueItem, segment: localize.TextSegment, segments: Iterable[localize.TextSegment]
) -> models.QuerySet[SegmentEdit]:
    """The texts that a passage had while the original said something else there, newest first; `segments` are those of
    its item now. None of its neighbours' (lineage.py)."""
    here = models.Q(pk__in=())
    for path, source in former_places(item, segment, segments):
        here |= models.Q(path=path, source=source)
    return item.segment_edits.filter(here).exclude(target="").select_related("user").order_by("-pk")


@contextmanager
def together() -> Iterator[None]:
    """The texts of one item that are stored inside are noted at the end, a hundred with the queries of ten."""
    notes: list[Note] = []
    token = _waiting.set(notes)
    try:
        yield
    finally:
        _waiting.reset(token)
    _note(notes)


@contextmanager
def knowing(place: Place, last: SegmentEdit | None) -> Iterator[None]:
    """The newest text of one passage, with its `was_approved`, has just been read, under the lock of its item: whoever
    notes one more there need not ask again. Once: by then it is another."""
    token = _known.set({place: last})
    try:
        yield
    finally:
        _known.reset(token)


def text_stored(sender: type, instance: localize.StringTranslation, **kwargs: Any) -> None:
    """Note a text that was stored and not refused."""
    if not kwargs.get("raw") and not instance.has_error:
        _hear((instance, instance.data))


def text_deleted(sender: type, instance: localize.StringTranslation, **kwargs: Any) -> None:
    """Note that a text was taken away."""
    _hear((instance, ""))


def _hear(note: Note) -> None:
    waiting = _waiting.get()
    if waiting is None:
        _note([note])
    else:
        waiting.append(note)


def _note(notes: Sequence[Note]) -> None:
    """Texts of one item, as its history goes on with them. Two queries, and a third where somebody goes on typing; one
    fewer where the last text is known."""
    item_id = provenance.item_of(notes[0][0]) if notes else None
    if item_id is None:
        return
    last = _last(item_id, [_place_of(stored) for stored, _target in notes])
    made, moved = {}, {}
    for stored, target in notes:
        place = path, source = _place_of(stored)
        before = last.get(place)
        if before is not None and before.target == target:
            continue
        now = {"target": target, "origin": _origin_of(stored), "user_id": _hand_of(stored, target)}
        if before is not None and _is_one_go(before, now):
            before.target, before.created_at = target, timezone.now()
            moved[place] = before
        elif target or before is not None:
            made[place] = SegmentEdit(item_id=item_id, path=path, source=source, **now)
    if made:
        SegmentEdit.objects.bulk_create(made.values())
    if moved:
        SegmentEdit.objects.bulk_update(moved.values(), ["target", "created_at"])


def _place_of(stored: localize.StringTranslation) -> Place:
    return stored.context.path, stored.translation_of.data


def _last(item_id: int, places: Sequence[Place]) -> dict[Place, Any]:
    """The newest text of each place that has had one; `was_approved` says whether readers were given it."""
    known = _known.get()
    if known and places == [*known]:
        return {place: last for place in places if (last := known.pop(place)) is not None}
    edits = SegmentEdit.objects.filter(item_id=item_id)
    if len(places) == 1:
        newest = edits.filter(path=places[0][0], source=places[0][1]).order_by("-pk")[:1]
    else:
        newest = edits.filter(pk__in=edits.order_by().values("path", "source").annotate(last=Max("pk")).values("last"))
    return {(one.path, one.source): one for one in newest.annotate(was_approved=was_approved())}


def _origin_of(stored: localize.StringTranslation) -> str:
    machine = stored.translation_type == localize.StringTranslation.TRANSLATION_TYPE_MACHINE
    return provenance.present().origin or (Origin.MACHINE if machine else Origin.TYPED)


def _hand_of(stored: localize.StringTranslation, target: str) -> int | None:
    """Who did it: a text that is taken away names whoever wrote it, not whoever takes it."""
    return provenance.present().user_id or (stored.last_translated_by_id if target else None)


def was_approved() -> models.Exists:
    """Whether the translation of a text was approved since, as part of the query that reads the text."""
    drafts = Baseline.objects.filter(item=models.OuterRef(models.OuterRef("item"))).values("target_revision")
    approvals = ReviewTaskState.objects.filter(status=ReviewTaskState.STATUS_APPROVED, revision__in=drafts)
    return models.Exists(approvals.filter(finished_at__gte=models.OuterRef("created_at")))


def _is_one_go(last: SegmentEdit, now: dict[str, Any]) -> bool:
    """Whether somebody goes on typing: not over a text that was taken away or written anew, which is a step of its own,
    nor over one that was approved: credits are of that (translations/credits.py)."""
    both = (last.origin, now["origin"])
    return (
        both == (Origin.TYPED, Origin.TYPED)
        and last.user_id is not None
        and last.user_id == now["user_id"]
        and last.accepted_at is None
        and not last.was_approved
        and bool(last.target and now["target"])
        and timezone.now() - last.created_at < ONE_GO
        and (Counter(last.target.split()) - Counter(now["target"].split())).total() <= MOST_GONE
    )


def connect() -> None:
    """Called once from `TranslationsConfig.ready`."""
    post_save.connect(text_stored, sender=localize.StringTranslation, dispatch_uid="translations.record.stored")
    post_delete.connect(text_deleted, sender=localize.StringTranslation, dispatch_uid="translations.record.deleted")

"""One passage is saved by itself: the draft is written later, when somebody looks at it or hands it in."""

from collections.abc import Collection, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils import timezone

from core.numbers import is_key
from translations import (
    accepted,
    evidence,
    gate,
    localize,
    marks,
    passages,
    people,
    provenance,
    services,
    standings,
    storing,
)
from translations.carrying import SLUG
from translations.exceptions import InReview
from translations.models import QueueItem, SegmentEdit
from translations.storing import version

from . import record
from .checks import Check, check

# An item stands still after days: that somebody writes on is not noted with each word.
A_WHILE = timedelta(minutes=1)
# How like a changed paragraph is to what it said before, at least; so many of its words are looked at.
LIKE, MOST_WORDS = 0.5, 300
# Texts of one form that are looked after so: each is compared with every passage of its block.
MOST_TEXTS = 20


@dataclass(frozen=True)
class Progress:
    """How far an item is, as the queue says it."""

    done: int
    total: int
    words_to_do: int
    percent: int


@dataclass(frozen=True)
class Saved:
    """What is stored now. `version` names it: the next save of this passage is made from it.

    `also` is the address that was made of a title, for as long as nobody has typed one; `made` is what was made of an
    address that was typed in a form that none can have.
    """

    version: str
    checks: list[Check]
    progress: Progress
    also: localize.TextSegment | None = None
    made: str = ""


class Overtaken(Exception):
    """Somebody else, or a new original, changed the passage meanwhile. Nothing was stored, nothing is lost.

    `segment` is the passage that stands there now, None where the original has nothing there any more, `segment_pk`
    names it; `theirs` is its text with marks, `version` that of it, "" where there is none. `is_own` says that the
    user stored that text themselves, in another tab.
    """

    picture: Any = None  # where an image is overtaken, the one that is stored by now

    def __init__(self, segment: localize.TextSegment | None, user: Any = None) -> None:
        super().__init__("overtaken")
        self.is_own = storing.is_by(segment, user)
        self.segment = segment
        self.segment_pk = segment.pk if segment else ""
        self.theirs = marks.to_text(segment.target, segment.source) if segment and segment.target else ""
        self.version = version(segment) if segment else ""


class Refused(Exception):
    """The gate does not let the text through; `sentences` say why."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def save_segment(*, item: QueueItem, **given: Any) -> Saved:
    """Store one passage as it is typed, under the lock of its item (see `store_segment`)."""
    with transaction.atomic():
        return store_segment(item=locked(item), **given)


def store_segment(
    *,
    item: QueueItem,
    user: Any,
    pk: str,
    typed: str,
    made_from: str,
    shown: Collection[str] = (),
    edit: str = "",
) -> Saved:
    """Store one passage of a locked item as it is typed, with marks; blank takes its text away. Writes no draft.

    `made_from` is the version that the writer saw, `shown` are the passages, by pk, that they see beside this one,
    `edit` is the earlier text of the passage, by pk, that they took out of its history.
    Raises Overtaken where another one is stored by now and says something else, Refused by the gate, and what
    `services.check_writable` raises.
    All that is asked of the item is read once, under its lock: four queries, and three that write; one more once a
    minute, where the passage is accepted, and for an earlier text, and three for an address that is made along.
    """
    stood = passages.read_to_save(item, pk)
    seen = evidence.gather([item], pairings=passages.pairings(item, stood))
    target = services.check_writable(item, user, seen.target(item))
    translation = services.translation_of(item, seen)
    segments = {one.pk: one for one in stood.texts}
    if pk not in segments:
        raise Overtaken(_in_its_place(segments.values(), pk, shown), user)
    segment = segments[pk]
    _check(item, user, target, segment, typed, made_from, stood.last)
    also = None
    here = _origin(item, segment, typed, edit), user, item
    with standings.known_of(item, seen), provenance.comes(*here), _history(segment, stood):
        limit = storing.max_lengths(item).get(segment.path)
        segments[pk], refused = storing.store_text(translation, segment, typed, user, limit)
        if segment.path in (*storing.NAMES, SLUG):
            former = "" if segment.path == SLUG or target.live else segment.target
            also = storing.propose_slug(translation, segments.values(), user, former)
        stood.note(segments[pk], *([also] if also else []))
        seen.saved = stood.saved
    if refused:
        raise Refused(refused)
    if is_long_ago(item.last_act_at):
        people.touch(item)
    if also is not None and also.pk == pk:
        segments[pk], also = also, None
    return _saved(item, segments[pk], typed, also)


def _saved(item: QueueItem, segment: localize.TextSegment, typed: str, also: localize.TextSegment | None) -> Saved:
    made = storing.made_of(segment, typed)
    told = [Check("address", storing.made_sentence(made, typed))] if made else []
    checks = [*checks_of(item, segment, typed), *told]
    return Saved(version(segment), checks, progress_of(item), also=also, made=made)


def _history(segment: localize.TextSegment, stood: passages.Passages) -> AbstractContextManager[None]:
    return record.knowing((segment.path, segment.source), stood.last)


def _check(
    item: QueueItem,
    user: Any,
    target: Any,
    segment: localize.TextSegment,
    typed: str,
    made_from: str,
    last: SegmentEdit | None,
) -> None:
    """Raise what keeps a text from being stored before the gate reads it; `last` is the newest in its history."""
    if made_from != version(segment) and gate.normalised(typed) != marks.to_text(segment.target, segment.source):
        raise Overtaken(segment, user)
    is_accepted = last is not None and last.accepted_at is not None
    if is_accepted and segment.pk in (closed := accepted.closed_to(user, item, [segment])):
        raise InReview(closed[segment.pk])
    if segment.path == SLUG and (found := storing.slug_problems(item, target, typed)):
        raise Refused(found)


def is_long_ago(last_act_at: datetime | None) -> bool:
    """Whether it is to be noted that somebody does something with an item."""
    return last_act_at is None or timezone.now() - last_act_at > A_WHILE


def locked(item: QueueItem) -> QueueItem:
    """The item for the rest of the transaction: of two at once, the second sees what the first stored."""
    items = QueueItem.objects.select_for_update(of=("self",))
    return items.select_related("source_locale", "target_locale", "content_type").get(pk=item.pk)


def restore(*, item: QueueItem, user: Any, edit: SegmentEdit, pk: str, made_from: str) -> Saved:
    """Give a passage a text back that it had. Raises what `save_segment` raises, Overtaken for another passage's text.

    The present text stands in the history as every other.
    """
    segment = services.segment(item, pk)
    if segment is None or (edit.item_id, edit.path, edit.source) != (item.pk, segment.path, segment.source):
        raise Overtaken(segment, user)
    typed = marks.to_text(edit.target, edit.source)
    return save_segment(item=item, user=user, pk=pk, typed=typed, made_from=made_from, edit=str(edit.pk))


def _origin(item: QueueItem, segment: localize.TextSegment, typed: str, edit: str) -> str:
    """From where a text comes: out of the history of its passage, for as long as nobody changed it, or typed."""
    here = SegmentEdit.objects.filter(item=item, path=segment.path, source=segment.source)
    found = here.filter(pk=edit).first() if is_key(edit) else None
    is_taken = found is not None and marks.to_text(found.target, found.source) == gate.normalised(typed)
    return SegmentEdit.Origin.RESTORED if is_taken else SegmentEdit.Origin.TYPED


def checks_of(item: QueueItem, segment: localize.TextSegment, typed: str = "") -> list[Check]:
    """The checks of a passage in the languages of its item; an address needs neither numbers nor other words."""
    languages = item.source_locale.language_code, item.target_locale.language_code
    found = check(segment.source, segment.target if not segment.error else "", *languages, typed)
    return [one for one in found if segment.path != SLUG or one.kind == "empty"]


def progress_of(item: QueueItem) -> Progress:
    """How far an item is, as it was concluded last."""
    standing = item.standing
    return Progress(standing.segments_done, standing.segments_total, standing.words_to_do, standing.percent)


def in_their_places(
    segments: Collection[localize.TextSegment], pks: Iterable[str], shown: Collection[str]
) -> dict[str, localize.TextSegment]:
    """What stands where passages of an older original stood, by their pks: each is another, at most twenty."""
    found: dict[str, localize.TextSegment] = {}
    for pk in islice(pks, MOST_TEXTS):
        place = _in_its_place(segments, pk, [*shown, *(one.pk for one in found.values())])
        if place is not None:
            found[pk] = place
    return found


def said_before(pks: Iterable[str]) -> dict[str, str]:
    """What the original said in passages that it no longer has, by their pks. One query; none where there are none."""
    strings = {pk: string_id for pk in pks if is_key(string_id := pk.partition("-")[2])}
    found = localize.upstream.String.objects.filter(pk__in=strings.values()) if strings else ()
    known = {str(one.pk): marks.to_text(one.data) for one in found}
    return {pk: known[string_id] for pk, string_id in strings.items() if string_id in known}


def _in_its_place(
    segments: Iterable[localize.TextSegment], pk: str, shown: Collection[str]
) -> localize.TextSegment | None:
    """The passage that stands where one of an older original stood; None where the original has none there any more.

    All paragraphs of a block stand at one place. Those that the writer sees beside it are others, and so is one that is
    not like it: its translation would be laid over theirs.
    """
    context_id, _dash, string_id = pk.partition("-")
    if not is_key(context_id):
        return None
    path = localize.TranslationContext.objects.filter(pk=context_id).values_list("path", flat=True).first()
    here = [one for one in segments if one.path == path]
    new = [one for one in here if one.pk not in shown]
    if len(here) < 2 or not is_key(string_id):
        return next(iter(new), None)
    text = localize.upstream.String.objects.filter(pk=string_id).values_list("data", flat=True).first() or ""
    likely = max(new, key=lambda one: _likeness(text, one.source), default=None)
    return likely if likely is not None and _likeness(text, likely.source) >= LIKE else None


def _likeness(text: str, other: str) -> float:
    """From 0 to 1, by the words of two texts."""
    return SequenceMatcher(None, text.split()[:MOST_WORDS], other.split()[:MOST_WORDS], autojunk=False).ratio()

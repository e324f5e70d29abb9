"""What was written and said of a passage goes with its text, where that stands elsewhere by now."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models

from . import localize
from .comparison import Reflection
from .models import Comment, QueueItem, SegmentEdit
from .pairing import field_of

# Where a passage stands, and what its original says there.
Place = tuple[str, str]


def follow(source: localize.TranslationSource, before: Reflection) -> None:
    """Take the history and the comments of passages along, in all languages, after the text of a source was taken over.

    `before` is what it said until now. A text that stands at a new place goes on from the one that it is gone from; of
    several that are alike, each from its own, in page order. Comments move. The history is copied: what was approved at
    the old place names its hands by that (credits.py). No query but one where no text stands elsewhere.
    """
    now = _places_of(source)
    was = dict.fromkeys((row["path"], row["text"]) for row in before.segments)
    fresh = [place for place in now if place not in was]
    if not fresh:
        return
    items = QueueItem.objects.filter(translation_key=source.object_id, source_locale_id=source.locale_id)
    here = {"item__in": items, "source__in": {text for _path, text in fresh}}
    edits = list(SegmentEdit.objects.filter(**here).order_by("pk"))
    comments = list(Comment.objects.filter(**here).order_by("pk"))
    told = [_place(one) for one in sorted([*edits, *comments], key=lambda one: one.created_at, reverse=True)]
    moves = _moves([place for place in [*was, *told] if place not in now], fresh)
    _copy(edits, moves)
    moved = [one for one in comments if _place(one) in moves]
    for one in moved:
        one.path = moves[_place(one)]
    Comment.objects.bulk_update(moved, ["path"], batch_size=500)


def _places_of(source: localize.TranslationSource) -> dict[Place, None]:
    rows = localize.StringSegment.objects.filter(source=source).order_by("order", "pk")
    return dict.fromkeys(rows.values_list("context__path", "string__data"))


def _place(one: SegmentEdit | Comment) -> Place:
    return one.path, one.source


def _moves(gone: Iterable[Place], fresh: Sequence[Place]) -> dict[Place, str]:
    """The new path of each text that stands elsewhere: of a field the first of one text is the first of it, and so on.

    What was there until now comes before what is gone for longer.
    """
    left: dict[Place, list[str]] = defaultdict(list)
    for path, text in dict.fromkeys(gone):
        left[field_of(path), text].append(path)
    moves = {}
    for path, text in fresh:
        if olds := left[field_of(path), text]:
            moves[olds.pop(0), text] = path
    return moves


def _copy(edits: Iterable[SegmentEdit], moves: dict[Place, str]) -> None:
    """The history at its new place too, but for what is there from an earlier time."""
    edits = list(edits)
    known = {_key(one, one.path) for one in edits}
    copies = [
        SegmentEdit(**{field.attname: getattr(one, field.attname) for field in _columns()} | {"path": path})
        for one in edits
        if (path := moves.get(_place(one))) and _key(one, path) not in known
    ]
    SegmentEdit.objects.bulk_create(copies, batch_size=500)


def _key(one: SegmentEdit, path: str) -> tuple[Any, ...]:
    return one.item_id, path, one.source, one.target, one.created_at


def _columns() -> list[models.Field]:
    return [field for field in SegmentEdit._meta.concrete_fields if not field.primary_key]

"""Talking about a passage: comments, and questions about the original.

Whoever sees an item reads and writes them; nobody is told of an item that they may not see.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from translations import accepted, gate, localize, notifications, people
from translations.exceptions import CannotTranslate
from translations.models import Comment, Notification, QueueItem, SegmentEdit

from .calling import called_in, editors, sees
from .lineage import heirs

LONGEST = 2_000
Kind = Notification.Kind


def comments_of(item: QueueItem) -> models.QuerySet[Comment]:
    """All that was said of an item's passages, oldest first, with what was asked about the original elsewhere."""
    asked = models.Q(
        about_original=True,
        item__translation_key=item.translation_key,
        item__source_locale_id=item.source_locale_id,
    )
    found = Comment.objects.filter(models.Q(item=item) | asked)
    return found.select_related("user", "resolved_by", "item__target_locale").order_by("pk")


def of_passage(
    item: QueueItem, segment: localize.TextSegment, segments: Sequence[localize.TextSegment] = ()
) -> models.QuerySet[Comment]:
    """Those of one passage; with `segments`, the passages of the item now, also those of what it was before."""
    said, here = comments_of(item), (segment.path, segment.source)
    places = said.order_by().values_list("path", "source").distinct() if segments else ()
    own = [here, *(place for place, now in heirs(item, places, segments).items() if now == here)]
    return said.filter(reduce(or_, (models.Q(path=path, source=source) for path, source in own)))


def waiting(item: QueueItem, segments: Sequence[localize.TextSegment] = ()) -> list[tuple[str, str, str]]:
    """The comments that nobody has resolved, as (path, source, text), oldest first. One query.

    With `segments` each stands at the passage of today that its own became; one query more where one became another.
    """
    return _in_places(item, _open_ones(item).values_list("path", "source", "text"), segments)


def waiting_and_accepted(
    item: QueueItem, segments: Sequence[localize.TextSegment]
) -> tuple[list[tuple[str, str, str]], dict[str, SegmentEdit]]:
    """`waiting` with `segments`, and the passages that are accepted as they stand: one query for the two."""
    if not accepted.may_have(item):
        return waiting(item, segments), {}
    edits = accepted.newest(item).order_by().values_list(*accepted.COLUMNS, *accepted.NAMES, models.Value(1))
    nobody = (models.Value(None, models.IntegerField()), *[models.Value("")] * len(accepted.NAMES))
    never = models.Value(None, models.DateTimeField())
    columns = ("pk", "path", "source", "text", never, *nobody, models.Value(0))
    comments = _open_ones(item).order_by().values_list(*columns)
    rows = sorted(edits.union(comments, all=True), key=lambda row: row[0])
    said = [row[1:4] for row in rows if not row[-1]]
    return _in_places(item, said, segments), accepted.as_read((row[:-1] for row in rows if row[-1]), segments)


def _open_ones(item: QueueItem) -> models.QuerySet[Comment]:
    return comments_of(item).filter(resolved_at=None)


def _in_places(
    item: QueueItem, said: Iterable[tuple[str, str, str]], segments: Sequence[localize.TextSegment]
) -> list[tuple[str, str, str]]:
    found = list(said)
    now = heirs(item, ((path, source) for path, source, _text in found), segments) if segments else {}
    return [(*now.get((path, source), (path, source)), text) for path, source, text in found]


@transaction.atomic
def say(
    *, item: QueueItem, user: Any, segment: localize.TextSegment, text: str, about_original: bool = False
) -> Comment:
    """Say something of a passage; tells those who are called by `@name`, those who spoke there before, whoever
    has the item, and of a question about the original its editor.

    Raises PermissionDenied for one who does not see the item, CannotTranslate for no text, one that is too long, or
    one that holds what the gate lets nobody write.
    """
    if not sees(user, item):
        raise PermissionDenied
    text = gate.normalised(text)
    if not text:
        raise CannotTranslate(_("Write something first."))
    if found := gate.text_problems(text, text, LONGEST):
        raise CannotTranslate(" ".join(found))
    said = Comment.objects.create(
        item=item, path=segment.path, source=segment.source, text=text, user=user, about_original=about_original
    )
    called = called_in(text)
    notifications.tell([one for one in called if sees(one, item)], item, Kind.CALLED, by=user, segment=segment.pk)
    heard = {one.pk for one in called}
    others = [one for one in _concerned(item, segment, about_original) if one.pk not in heard]
    notifications.tell([one for one in others if sees(one, item)], item, Kind.COMMENT, by=user, segment=segment.pk)
    people.touch(item)
    return said


@transaction.atomic
def resolve(
    *, item: QueueItem, user: Any, segment: localize.TextSegment, segments: Sequence[localize.TextSegment] = ()
) -> int:
    """Say that what was said of a passage is settled; returns how many comments were. Raises PermissionDenied."""
    if not sees(user, item):
        raise PermissionDenied
    waiting = of_passage(item, segment, segments).filter(resolved_at=None)
    return Comment.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
        resolved_at=timezone.now(), resolved_by=user
    )


@transaction.atomic
def settle(*, item: QueueItem, user: Any, segments: Sequence[localize.TextSegment]) -> int:
    """The same of all that was said of passages which the original has no more; `segments` are those it has."""
    if not sees(user, item):
        raise PermissionDenied
    places = {(one.path, one.source) for one in segments}
    open_ones = list(_open_ones(item).values_list("pk", "path", "source"))
    places |= heirs(item, [(path, source) for _pk, path, source in open_ones], segments).keys()
    lost = [pk for pk, path, source in open_ones if (path, source) not in places]
    return Comment.objects.filter(pk__in=lost).update(resolved_at=timezone.now(), resolved_by=user)


def _concerned(item: QueueItem, segment: localize.TextSegment, about_original: bool) -> Iterable[Any]:
    found = {one.user.pk: one.user for one in of_passage(item, segment) if one.user}
    found |= {one.pk: one for one in get_user_model().objects.filter(translation_items=item)}
    if about_original:
        found |= {one.pk: one for one in editors(item)}
    return found.values()

"""Talking about a passage: comments, questions about the original, people called by name.

Whoever sees an item reads and writes them; nobody is told of an item that they may not see.
"""

import re
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from translations import gate, localize, notifications, people
from translations.drafts import find_source
from translations.exceptions import CannotTranslate
from translations.models import Comment, Notification, QueueItem
from translations.permissions import may_edit
from translations.reach import reach_of
from translations.sight import may_see

from .lineage import heirs

LONGEST = 2_000
# Of one comment: nobody calls a crowd.
MOST_CALLED = 10
CALL = re.compile(r"(?<![\w@.])@([\w.@+-]+)")
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
    found = list(comments_of(item).filter(resolved_at=None).values_list("path", "source", "text"))
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
    if not _sees(user, item):
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
    notifications.tell([one for one in called if _sees(one, item)], item, Kind.CALLED, by=user, segment=segment.pk)
    heard = {one.pk for one in called}
    others = [one for one in _concerned(item, segment, about_original) if one.pk not in heard]
    notifications.tell([one for one in others if _sees(one, item)], item, Kind.COMMENT, by=user, segment=segment.pk)
    people.touch(item)
    return said


@transaction.atomic
def resolve(
    *, item: QueueItem, user: Any, segment: localize.TextSegment, segments: Sequence[localize.TextSegment] = ()
) -> int:
    """Say that what was said of a passage is settled; returns how many comments were. Raises PermissionDenied."""
    if not _sees(user, item):
        raise PermissionDenied
    waiting = of_passage(item, segment, segments).filter(resolved_at=None)
    return Comment.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(
        resolved_at=timezone.now(), resolved_by=user
    )


@transaction.atomic
def settle(*, item: QueueItem, user: Any, segments: Sequence[localize.TextSegment]) -> int:
    """The same of all that was said of passages which the original has no more; `segments` are those it has."""
    if not _sees(user, item):
        raise PermissionDenied
    places = {(one.path, one.source) for one in segments}
    open_ones = list(comments_of(item).filter(resolved_at=None).values_list("pk", "path", "source"))
    places |= heirs(item, [(path, source) for _pk, path, source in open_ones], segments).keys()
    lost = [pk for pk, path, source in open_ones if (path, source) not in places]
    return Comment.objects.filter(pk__in=lost).update(resolved_at=timezone.now(), resolved_by=user)


def called_in(text: str) -> list[Any]:
    """The active people whom a text calls by `@name`, a full stop or comma behind the name aside."""
    names = [name.rstrip(".@+-") for name in CALL.findall(text)]
    wanted = dict.fromkeys([*CALL.findall(text), *names])
    model = get_user_model()
    found = model.objects.filter(**{f"{model.USERNAME_FIELD}__in": list(wanted)}, is_active=True)
    return list(found.order_by("pk")[:MOST_CALLED])


def unseen(item: QueueItem, text: str) -> list[str]:
    """The names that a text calls in vain: nobody has them, or whoever has does not see the item."""
    called = {one.get_username() for one in called_in(text) if _sees(one, item)}
    return [name for name in dict.fromkeys(one.rstrip(".@+-") for one in CALL.findall(text)) if name not in called]


def _sees(user: Any, item: QueueItem) -> bool:
    return user.is_active and reach_of(user).sees(item) and may_see(user, item)


def _concerned(item: QueueItem, segment: localize.TextSegment, about_original: bool) -> Iterable[Any]:
    found = {one.user.pk: one.user for one in of_passage(item, segment) if one.user}
    found |= {one.pk: one for one in get_user_model().objects.filter(translation_items=item)}
    if about_original:
        found |= {one.pk: one for one in _editors(item)}
    return found.values()


def _editors(item: QueueItem) -> list[Any]:
    """Who wrote the original last, and whose it is, of those who may still edit it."""
    source: Any = find_source(item)
    if source is None:
        return []
    latest = source.latest_revision
    hands = [getattr(source, "owner", None), latest.user if latest else None]
    return [one for one in hands if one is not None and may_edit(one, source)]

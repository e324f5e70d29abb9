"""Reads of the queue's cache: which items somebody sees, how many in which tab, in which order.

A list costs the same for ten items and for ten thousand; what each function costs stands in its docstring.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum, TextField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from wagtail.models import TaskState

from . import criteria as asked
from .criteria import Criteria
from .finding import found_by
from .models import QueueItem, ReviewTaskState, Standing
from .queue_filters import registered
from .reach import Reach, reach_of
from .sight import items_of
from .states import AT_REST, WITH_OTHERS, Flag, Tab

WEEK = datetime.timedelta(days=7)
LATE = ~Q(standing__tab__in=AT_REST) & Q(due__isnull=False)


def visible_items(user: Any) -> models.QuerySet[QueueItem]:
    """The items that a user sees, whose standing is known. One query, beside the user's reach."""
    return all_items().filter(items_of(user))


def all_items() -> models.QuerySet[QueueItem]:
    """All items whose standing is known, whoever asks: for commands, and to be narrowed. One query."""
    items = QueueItem.objects.filter(standing__isnull=False)
    return items.select_related("standing", "source_locale", "target_locale", "content_type", "assignee")


def matching(user: Any, wanted: Criteria) -> models.QuerySet[QueueItem]:
    """The visible items that were asked for, in the order asked for. One query."""
    items = _with_flags(visible_items(user)).filter(narrowing(wanted, user), in_tab(wanted.tab, user))
    return items.order_by(*order_of(wanted.ordering))


def in_tab(tab: str, user: Any) -> Q:
    """Which items a tab holds: each item is in one, so that they add up to `all`; `mine` are out of several."""
    if tab == asked.MINE:
        return Q(assignee=user) & ~Q(standing__tab__in=AT_REST)
    return Q(standing__tab=tab) if tab and tab != asked.ALL else Q()


def _with_flags(items: models.QuerySet[QueueItem]) -> models.QuerySet[QueueItem]:
    """With the flags as text: SQLite cannot look into a list."""
    return items.annotate(flag_words=Cast("standing__flags", TextField()))


def narrowing(wanted: Criteria, user: Any) -> Q:
    """Which items were asked for, whatever their tab. What was given up on purpose shows only when asked for."""
    found = Q() if wanted.flag == Flag.NOT_WANTED else ~Q(standing__tab=Tab.NONE)
    today = timezone.localdate()
    for name, condition in _CONDITIONS.items():
        if value := getattr(wanted, name):
            found &= condition(value, user, today)
    chosen = dict(wanted.more)
    for one in registered():
        if value := chosen.get(one.name):
            known = value in {str(key) for key, _label in one.choices()}
            found &= one.condition(value) if known else Q(pk__in=())
    return found


def _pair(value: str, user: Any, today: datetime.date) -> Q:
    source, target = value.split(":")
    return Q(source_locale__language_code=source, target_locale__language_code=target)


def _kind(value: str, user: Any, today: datetime.date) -> Q:
    try:
        return Q(content_type=ContentType.objects.get_by_natural_key(*value.split(".")))
    except ContentType.DoesNotExist:
        return Q(pk__in=())


def _assignee(value: str, user: Any, today: datetime.date) -> Q:
    if value == asked.NOBODY:
        return Q(assignee=None)
    return Q(assignee=user if value == asked.ME else int(value))


def _due(value: str, user: Any, today: datetime.date) -> Q:
    if value == asked.NO_DATE:
        return Q(due=None)
    return LATE & (Q(due__lt=today) if value == asked.OVERDUE else Q(due__range=(today, today + WEEK)))


_CONDITIONS = {
    "q": lambda value, user, today: found_by(value),
    "pair": _pair,
    "kind": _kind,
    "assignee": _assignee,
    "due": _due,
    "state": lambda value, user, today: Q(standing__state=value),
    "flag": lambda value, user, today: (
        _due(asked.OVERDUE, user, today) if value == Flag.OVERDUE else Q(flag_words__contains=f'"{value}"')
    ),
    "severity": lambda value, user, today: Q(standing__severity=int(value)),
}

# What waits of an item: words to write, or in review to read.
_WORDS = Case(When(standing__tab=Tab.TO_REVIEW, then="standing__words_to_read"), default="standing__words_to_do")
_COLUMNS = {
    "title": F("standing__title"),
    "words": _WORDS,
    "due": F("due"),
    "since": F("standing__since"),
    "priority": F("priority"),
    "severity": F("standing__severity"),
}


def order_of(ordering: str) -> list[Any]:
    """First the order asked for, then the most serious, what is due first, what waits longest."""
    usual = [F("standing__severity").desc(), F("due").asc(nulls_last=True), F("standing__since").asc(nulls_last=True)]
    name = ordering.removeprefix("-")
    first = []
    if name:
        column = _COLUMNS[name]
        first = [column.desc(nulls_last=True) if ordering.startswith("-") else column.asc(nulls_last=True)]
    return [*first, *usual, "pk"]


@dataclass(frozen=True)
class Tally:
    """How many items and words a tab holds, and how many of the items the user decides (see `decided_by`)."""

    items: int = 0
    words: int = 0
    theirs: int = 0


def counts(user: Any, wanted: Criteria) -> dict[str, Tally]:
    """Items and words by tab, all tabs included, under the same filters. One query.

    It counts what waits for the user along with them, for the menu of the same page (see `waiting_for`). The words of
    what is in review are those to read.
    """
    among, mine = narrowing(wanted, user), in_tab(asked.MINE, user)
    items = _with_flags(visible_items(user).select_related(None)).order_by()
    found = items.values("standing__tab").annotate(
        items=Count("pk", filter=among),
        words=Coalesce(Sum(_WORDS, filter=among), Value(0)),
        mine=Count("pk", filter=among & mine),
        my_words=Coalesce(Sum("standing__words_to_do", filter=among & mine), Value(0)),
        waiting=Count("pk", filter=_waiting(user)),
        theirs=Count("pk", filter=among & decided_by(user)),
    )
    rows = list(found)
    user._queue_waiting = sum(row["waiting"] for row in rows)
    result = {tab: Tally() for tab in asked.TABS}
    for row in rows:
        if row["standing__tab"]:
            result[row["standing__tab"]] = Tally(row["items"], row["words"], row["theirs"])
    result[asked.ALL] = Tally(sum(row["items"] for row in rows), sum(row["words"] for row in rows))
    result[asked.MINE] = Tally(sum(row["mine"] for row in rows), sum(row["my_words"] for row in rows))
    return result


def default_tab(reach: Reach, found: dict[str, Tally]) -> str:
    """Where somebody lands: an editor on all, a reviewer on what waits for review, a translator on their own work.

    A translator without any is shown what is stale, and where nothing is, what is to be translated.
    """
    if reach.is_for_editors:
        return asked.ALL
    if reach.reviews:
        return Tab.TO_REVIEW.value
    if found[asked.MINE].items:
        return asked.MINE
    return Tab.STALE.value if found[Tab.STALE.value].items else Tab.TO_TRANSLATE.value


def to_review(user: Any) -> Q:
    """What waits for a review that the user may decide."""
    return Q(standing__tab=Tab.TO_REVIEW, target_locale__in=reach_of(user).reviews)


def decided_by(user: Any) -> Q:
    """What waits for a decision that the user may take: reviews, and in whose trees they publish what was withdrawn."""
    return to_review(user) | Q(standing__tab=Tab.TO_DECIDE, target_locale__in=reach_of(user).publishes)


def _waiting(user: Any) -> Q:
    theirs = Q(assignee=user) & (~Q(standing__tab__in=WITH_OTHERS) | decided_by(user))
    return theirs | to_review(user)


def waiting_for(user: Any) -> int:
    """How many items wait for a user: theirs where there is something for them to do, and those that they may review.

    At most one query, beside their reach.
    """
    if not reach_of(user):
        return 0
    known = getattr(user, "_queue_waiting", None)
    return _waiting_items(user).count() if known is None else known


def _waiting_items(user: Any) -> QuerySet[QueueItem]:
    return QueueItem.objects.filter(_waiting(user), items_of(user))


def counting(items: QuerySet[QueueItem], user: Any) -> QuerySet[QueueItem]:
    """Items with what waits for a user counted along, for the menu of the same page: `keep_count` of one of them."""
    number = _waiting_items(user).order_by().annotate(one=Value(1)).values("one").annotate(number=Count("pk"))
    return items.annotate(waiting=Coalesce(Subquery(number.values("number")), Value(0)))


def keep_count(item: QueueItem, user: Any) -> None:
    """What was counted along with an item needs no query of its own (see `waiting_for`)."""
    user._queue_waiting = item.waiting


def open_review(item: QueueItem) -> ReviewTaskState | None:
    """The review in progress of an item's target. One query."""
    states = ReviewTaskState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__content_type=item.content_type_id,
        workflow_state__object_id=item.standing.target_pk,
    )
    return states.first()


def waiting_originals(user: Any, limit: int = 50) -> list[ReviewTaskState]:
    """Open reviews that a user may decide and that are of no item of the queue, the oldest first. One query."""
    # Found by the key of the target first, of which there is an index: of each kind of content there are thousands.
    of_target = Standing.objects.filter(target_pk=OuterRef("workflow_state__object_id"))
    started = of_target.annotate(kind=F("item__content_type") + 0).filter(
        kind=OuterRef("workflow_state__content_type"), item__started_at__isnull=False
    )
    mine = Q(locale__in=reach_of(user).reviews) | Q(locale=None)
    states = ReviewTaskState.objects.filter(mine, status=TaskState.STATUS_IN_PROGRESS).exclude(Exists(started))
    return list(
        states.select_related("revision", "workflow_state__requested_by", "locale").order_by("started_at")[:limit]
    )


def assignees(user: Any) -> list[Any]:
    """The people who hold items that a user sees, by name. One query."""
    held = QueueItem.objects.filter(items_of(user)).exclude(assignee=None).values("assignee")
    return list(get_user_model().objects.filter(pk__in=held).order_by("first_name", "last_name", "username"))

"""What people are told about items: written as it happens, worded when it is read.

A notice holds who and when, never a text: its title is that of the published original, and it is shown for
as long as its reader may see the item.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import phrases
from .models import Notification, QueueItem, Translator
from .sight import items_of
from .states import WITH_OTHERS, Flag

Kind = Notification.Kind
# Days before a deadline on which its translator is told.
REMINDERS = (2, 7)


def tell(users: Iterable[Any], item: QueueItem, kind: Kind, *, by: Any = None, **data: Any) -> None:
    """Tell each of the users once, but not the one who did it, those who do not want to hear of it, the inactive."""
    tell_each(((user, item, data) for user in users), kind, by=by)


def tell_each(news: Iterable[tuple[Any, QueueItem, dict[str, Any]]], kind: Kind, *, by: Any = None) -> None:
    """The same of many items: (user, item, what the sentence needs). 2 queries, however many there are."""
    wanted = {(user.pk, item.pk): data for user, item, data in news if user and user.is_active and user != by}
    muted = Translator.objects.filter(user__in={user_id for user_id, _item in wanted}).values_list("user_id", "muted")
    deaf = {user_id for user_id, kinds in muted if kind in kinds}
    done = {} if by is None else {"by": by.pk}
    Notification.objects.bulk_create(
        Notification(user_id=user_id, item_id=item_id, kind=kind, data=data | done)
        for (user_id, item_id), data in sorted(wanted.items(), key=lambda one: one[0])
        if user_id not in deaf
    )


def settle(items: Iterable[QueueItem], kinds: Iterable[Kind], *, user_id: Any = None) -> None:
    """What was said of items is so no more: nobody needs to read it. One query, none without items."""
    found = Notification.objects.filter(item__in=[item.pk for item in items], kind__in=kinds, read_at=None)
    if user_id is not None:
        found = found.filter(user_id=user_id)
    found.update(read_at=timezone.now())


def tell_stale(items: Iterable[QueueItem]) -> None:
    """Tell whoever has an item that its original changed, unless they were told and have not read it yet."""
    found = QueueItem.objects.filter(pk__in=[item.pk for item in items]).exclude(assignee=None)
    for item in found.select_related("assignee", "standing"):
        told = Notification.objects.filter(item=item, user=item.assignee, kind=Kind.STALE, read_at=None)
        if Flag.STALE in _flags(item) and not told.exists():
            tell([item.assignee], item, Kind.STALE)


def _flags(item: QueueItem) -> list[str]:
    standing = getattr(item, "standing", None)
    return standing.flags if standing else []


def remind(today: datetime.date | None = None) -> int:
    """Tell translators who have something to do of deadlines 7 and 2 days away; says how many.

    Each is told once, however often this runs.
    """
    today = today or timezone.localdate()
    last = today + datetime.timedelta(days=max(REMINDERS))
    items = QueueItem.objects.filter(due__range=(today, last)).exclude(assignee=None)
    return sum(_remind(item, today) for item in items.exclude(standing__tab__in=WITH_OTHERS))


@transaction.atomic
def _remind(item: QueueItem, today: datetime.date) -> bool:
    """Under the lock of the item, so that two runs at once tell nobody twice."""
    item = QueueItem.objects.select_for_update().get(pk=item.pk)
    if item.assignee is None or item.due is None or item.due < today:
        return False
    about = {
        "due": item.due.isoformat(),
        "days": min(days for days in REMINDERS if (item.due - today).days <= days),
    }
    told = Notification.objects.filter(item=item, user=item.assignee, kind=Kind.DUE, data__due=about["due"])
    if told.filter(data__days__lte=about["days"]).exists():
        return False
    settle([item], [Kind.DUE])
    tell([item.assignee], item, Kind.DUE, **about)
    return True


# ---------------------------------------------------------------- reading
@dataclass(frozen=True)
class Notice:
    """A notice in the reader's language. `title` is in `language`, that of the original."""

    pk: int
    kind: str
    sentence: str
    title: str
    language: str
    pair: str
    url: str
    created_at: datetime.datetime
    is_new: bool


def for_user(user: Any) -> models.QuerySet[Notification]:
    """The notices of a user about items that they may see now, newest first."""
    reach = QueueItem.objects.filter(items_of(user))
    return Notification.objects.filter(user=user, item__in=reach).order_by("-created_at", "-pk")


def unread(user: Any) -> models.QuerySet[Notification]:
    """Those that were not read yet."""
    return for_user(user).filter(read_at=None)


def mark_read(user: Any, pk: int | None = None) -> None:
    """Note that the user has read one of their notices, or all."""
    found = Notification.objects.filter(user=user, read_at=None)
    (found if pk is None else found.filter(pk=pk)).update(read_at=timezone.now())


def worded(rows: models.QuerySet[Notification] | Sequence[Notification]) -> list[Notice]:
    """Notices as sentences. 2 queries, however many there are."""
    if isinstance(rows, models.QuerySet):
        rows = rows.select_related("item__standing", "item__source_locale", "item__target_locale")
    rows = list(rows)
    people = get_user_model().objects.in_bulk({row.data["by"] for row in rows if "by" in row.data})
    return [_notice(row, people.get(row.data.get("by"))) for row in rows]


def _notice(row: Notification, by: Any) -> Notice:
    item = row.item
    standing = getattr(item, "standing", None)
    return Notice(
        pk=row.pk,
        kind=row.kind,
        sentence=_sentence(row, _one_line(by.get_full_name() or by) if by else _("somebody")),
        title=_one_line(standing.title if standing else "") or _("A translation"),
        language=item.source_locale.language_code,
        pair=f"{item.source_locale.language_code} → {item.target_locale.language_code}",
        url=_url(row),
        created_at=row.created_at,
        is_new=row.read_at is None,
    )


def _one_line(text: Any) -> str:
    """What people typed makes no line of its own in a letter: titles, and names that they gave themselves."""
    return " ".join(str(text).split())


def _url(row: Notification) -> str:
    """Where its reader has something to do: of a comment, at its passage; what is to be decided, until it is."""
    if "segment" in row.data:
        return reverse("translations:talk", args=[row.item_id, row.data["segment"]])
    if row.kind == Kind.TO_DECIDE and row.read_at is None:
        return reverse("translations:decide", args=[row.item_id])
    if row.data.get("reason") == "not_wanted":
        return reverse("translations:history", args=[row.item_id])  # why
    return reverse("translations:edit", args=[row.item_id]) if row.item.started_at else reverse("translations:index")


def _sentence(row: Notification, name: str) -> str:
    if row.kind == Kind.DUE:
        day = datetime.date.fromisoformat(row.data["due"])
        return _("Due on %(date)s") % {"date": date_format(day)}
    if row.kind == Kind.POOL:
        return _back_in_the_pool(row.data, name)
    if row.kind == Kind.TO_DECIDE:
        parts = (phrases.lost([row.data.get("flag", "")]), _("Decide what becomes of the translation"))
        return " · ".join(part for part in parts if part)
    sentences = {
        Kind.ASSIGNED: _("Assigned to you by %(name)s"),
        Kind.RETURNED: _("Changes requested by %(name)s"),
        Kind.STALE: _("The original has changed"),
        Kind.APPROVED: _("Approved by %(name)s"),
        Kind.TO_REVIEW: _("Submitted for review by %(name)s"),
        Kind.CALLED: _("%(name)s calls you in a comment"),
        Kind.COMMENT: _("Comment by %(name)s"),
    }
    return sentences[Kind(row.kind)] % {"name": name}


def _back_in_the_pool(data: dict[str, Any], name: str) -> str:
    if data.get("reason") == "role":
        return _("No longer with you: you do not translate between these languages any more")
    if data.get("reason") == "not_wanted":
        return _("No longer with you: %(name)s says that it is not to be translated") % {"name": name}
    if data.get("reason") == "idle":
        days = int(data.get("days", 0))
        return ngettext(
            "Back in the pool: nothing was done for %(days)d day",
            "Back in the pool: nothing was done for %(days)d days",
            days,
        ) % {"days": days}
    return _("No longer with you: put back by %(name)s") % {"name": name}

"""Whose an item is, until when, how urgent: taken, assigned, handed back (docs/decisions/0008).

An assignment tells who is at work; it is no lock. Each act is logged on the target, before there is one on
the source, with the item in its data, so that history.py finds it.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log, registry

from . import notifications
from .drafts import find_source, find_target
from .exceptions import CannotAssign, CannotTranslate, TakenAlready
from .models import Notification, Priority, QueueItem
from .permissions import held_by_none, may_assign, may_translate, translators_of
from .states import WITH_OTHERS, Tab, is_for_translators

LONGEST_NOTE = 2_000
Kind = Notification.Kind


def name_of(user: Any) -> str:
    """What colleagues call somebody; “” for nobody."""
    return str(user.get_full_name() or user) if user else ""


def names_of(pks: Iterable[int | None]) -> dict[int | None, str]:
    """The same by their pks, of those there are. One query; none where nobody is asked for."""
    wanted = {pk for pk in pks if pk}
    found = get_user_model().objects.filter(pk__in=wanted) if wanted else ()
    return {one.pk: name_of(one) for one in found}


def touch(item: QueueItem) -> None:
    """A person has done something with the item: it does not stand still."""
    item.last_act_at = timezone.now()
    QueueItem.objects.filter(pk=item.pk).update(last_act_at=item.last_act_at)


def may_manage(user: Any, item: QueueItem) -> bool:
    """Whether the user says whose the item is: editors of its source, reviewers of its locale."""
    return may_assign(user, item, find_source(item))


@transaction.atomic
def take(*, item: QueueItem, user: Any) -> QueueItem:
    """Say that one works on an item, whether or not it was started; taking one’s own again changes nothing.

    Raises PermissionDenied where the user does not translate the pair, TakenAlready with the name of the one
    who was first, CannotTranslate where nothing waits for a translator. Somebody who may not translate it any more
    does not stand in the way.
    """
    if not may_translate(user, item.target_locale_id, item.source_locale_id):
        raise PermissionDenied
    locked = _locked(item)
    holder = locked.assignee
    if locked.assignee_id == user.pk:
        return locked
    if holder and may_translate(holder, item.target_locale_id, item.source_locale_id):
        raise TakenAlready(_("%(name)s has taken this translation.") % {"name": name_of(holder)})
    if locked.not_wanted_at and find_target(locked) is None:
        raise CannotTranslate(_("This is not to be translated into this language."))
    standing = getattr(locked, "standing", None)
    if standing and not is_for_translators(standing.state, standing.flags):
        raise CannotTranslate(_("There is nothing to translate now: it is with a reviewer, or done."))
    _give(locked, user, "take", user)
    return locked


@transaction.atomic
def hand_back(*, item: QueueItem, user: Any, note: str = "") -> QueueItem:
    """Put an item back for others, with a word for them: one’s own, or as someone who assigns.

    Raises CannotAssign where nobody has it, PermissionDenied where the user has no say.
    """
    locked = _locked(item)
    holder = locked.assignee
    if holder != user and not may_manage(user, locked):
        raise PermissionDenied
    if holder is None:
        raise CannotAssign(_("Nobody has taken this translation."))
    note = clean(note)
    put_down(locked, "hand_back", user, note=note, name=name_of(holder))
    return locked


def put_down(item: QueueItem, action: str, user: Any, *, told: str = "", **data: Any) -> None:
    """Nobody has a locked item from now on, by an act that is logged as such.

    Whoever had it is `told` the kind of reason (see notifications).
    """
    holder = item.assignee
    _give(item, None, action, user, **data)
    if holder and holder != user:
        notifications.tell([holder], item, Kind.POOL, by=user, **({"reason": told} if told else {}))


@transaction.atomic
def assign(*, item: QueueItem, assignee: Any, user: Any) -> QueueItem:
    """Give an item to somebody, whoever has it now; None hands it back.

    Raises PermissionDenied where the user does not assign, CannotAssign where the assignee is not one who
    translates its pair.
    """
    if assignee is None:
        return hand_back(item=item, user=user)
    locked = _locked(item)
    if not may_manage(user, locked):
        raise PermissionDenied
    if not may_translate(assignee, item.target_locale_id, item.source_locale_id):
        raise CannotAssign(
            _("%(name)s does not translate between these languages.") % {"name": name_of(assignee)},
        )
    holder = locked.assignee
    if holder == assignee:
        return locked
    _give(locked, assignee, "assign", user, name=name_of(assignee))
    if assignee != user:
        notifications.tell([assignee], locked, Kind.ASSIGNED, by=user)
    if holder and holder != user:
        notifications.tell([holder], locked, Kind.POOL, by=user)
    return locked


def handed_in_by(target: models.Model) -> Any:
    """Who handed a translation in last, as its log remembers; None where it does not. One query."""
    entries = registry.get_logs_for_instance(target).filter(action="translations.submit").select_related("user")
    last = entries.order_by("-timestamp", "-pk").first()
    return last.user if last else None


@transaction.atomic
def give_back(*, item: QueueItem, to: Any, user: Any) -> QueueItem:
    """What was sent back is again with whoever handed it in, where nobody has it: else it would be in no one's list.

    Somebody who may not translate the pair any more gets nothing: then it waits for all who may. The notice that it
    was sent back is told elsewhere.
    """
    locked = _locked(item)
    if locked.assignee_id is None and to and may_translate(to, item.target_locale_id, item.source_locale_id):
        _give(locked, to, "give_back", user, name=name_of(to))
    return locked


@transaction.atomic
def set_due(*, item: QueueItem, due: datetime.date | None, user: Any) -> QueueItem:
    """Say until when; None takes the date away. Raises CannotAssign for a day that is past."""
    locked = _managed(item, user)
    if due == locked.due:
        return locked
    if due and due < timezone.localdate():
        raise CannotAssign(_("This day is past."))
    locked.due = due
    locked.save(update_fields=["due"])
    note(locked, "set_due", user, due=due.isoformat() if due else "")
    return locked


@transaction.atomic
def set_priority(*, item: QueueItem, priority: int, user: Any) -> QueueItem:
    """Say how urgent it is (models.Priority). Raises CannotAssign for what is no priority."""
    if priority not in Priority.values:
        raise CannotAssign(_("There is no such priority."))
    locked = _managed(item, user)
    if priority != locked.priority:
        locked.priority = priority
        locked.save(update_fields=["priority"])
        note(locked, "set_priority", user, priority=int(priority))
    return locked


def end_terms(item: QueueItem) -> None:
    """Where all is done, until when and how urgent it was is over: what the original changes later is another work.

    The log keeps both. Where something is left to do they stay.
    """
    QueueItem.objects.filter(pk=item.pk, standing__tab=Tab.DONE).update(due=None, priority=Priority.NORMAL)


def return_idle(*, days: int, now: datetime.datetime | None = None) -> int:
    """Put back what stands still for so many days; says how many. With 0 days nothing ever does.

    What waits for a reviewer, for its original or for a decision, or is done, stands still for no fault of its
    translator. Time counts from the last act of a person, from the assignment, or from the day on which there was
    something to do again, whichever is latest.
    """
    if days <= 0:
        return 0
    since = (now or timezone.now()) - datetime.timedelta(days=days)
    began = Coalesce("assigned_at", "created_at")
    still = Greatest(began, Coalesce("last_act_at", began), Coalesce("standing__since", began))
    items = QueueItem.objects.exclude(assignee=None).annotate(still=still).filter(still__lt=since)
    items = items.exclude(standing__tab__in=WITH_OTHERS)
    return sum(_return(item, items, "return_idle", reason="idle", days=days) for item in items)


def release_lost() -> int:
    """Put back what is with people who may not translate it any more; says how many. One query where none is."""
    return sum(_return(item, held_by_none(), "release", reason="role") for item in held_by_none())


@transaction.atomic
def _return(item: QueueItem, still: models.QuerySet[QueueItem], action: str, **why: Any) -> bool:
    """Put one back if it is `still` to be once it is locked; tells whoever had it."""
    locked = _locked(item)
    holder = locked.assignee
    if holder is None or not still.filter(pk=item.pk).exists():
        return False
    _give(locked, None, action, None, name=name_of(holder), **{k: v for k, v in why.items() if k == "days"})
    notifications.tell([holder], locked, Kind.POOL, **why)
    return True


def candidates(item: QueueItem) -> models.QuerySet:
    """To whom an item can be assigned: see permissions.translators_of."""
    return translators_of(item)


def note(item: QueueItem, action: str, user: Any, **data: Any) -> None:
    """Log an act of the queue on the target, or on the source while there is none."""
    row = find_target(item) or find_source(item)
    if row is not None:
        log(instance=row, action=f"translations.{action}", user=user, data={"item": item.pk, **data})


def _locked(item: QueueItem) -> QueueItem:
    """The item, locked; without its assignee joined: PostgreSQL would join the one of before the wait."""
    found = QueueItem.objects.select_for_update().filter(pk=item.pk).first()
    if found is None:
        raise CannotTranslate(_("This is in the queue no more."))
    return found


def _managed(item: QueueItem, user: Any) -> QueueItem:
    locked = _locked(item)
    if not may_manage(user, locked):
        raise PermissionDenied
    return locked


def _give(item: QueueItem, assignee: Any, action: str, user: Any, **data: Any) -> None:
    """Store whose it is, log it, and take back what the one before was told of it."""
    if item.assignee_id:
        notifications.settle([item], [Kind.ASSIGNED, Kind.DUE], user_id=item.assignee_id)
    now = timezone.now()
    item.assignee = assignee
    item.assigned_at = now if assignee else None
    item.last_act_at = now
    item.word_for_next = "" if assignee else data.get("note", "")
    item.save(update_fields=["assignee", "assigned_at", "last_act_at", "word_for_next"])
    note(item, action, user, **{name: value for name, value in data.items() if value})


def clean(text: str) -> str:
    """What somebody typed about an item, as it is stored."""
    return text.replace("\x00", "").strip()[:LONGEST_NOTE]

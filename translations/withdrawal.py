"""What becomes of a public translation whose original was taken down, moved or deleted: somebody decides.

Nothing here changes a translation by itself: it stays public, and its item waits under “To decide”, until
somebody with the right on the translation decides. Taking down never waits for a review.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.unpublish import UnpublishAction
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.log_actions import log
from wagtail.models import Page, TranslatableMixin

from . import gate, notifications, places
from .drafts import find_source, find_target, lock
from .exceptions import CannotTranslate
from .locks import check_lock
from .models import Basis, Notification, QueueItem
from .permissions import may_decide
from .signals import item_changed
from .states import OF_PLACE, Flag


class Choice(TextChoices):
    """What somebody decides for one translation."""

    KEEP = "keep", gettext_lazy("Keep it as it is")
    DOWN = "down", gettext_lazy("Take it down too")
    ALONG = "along", gettext_lazy("Move it along")


@dataclass(frozen=True)
class Affected:
    """A public translation of something that is about to go, or has gone."""

    item: QueueItem
    target: models.Model


def public_translations(rows: Iterable[models.Model]) -> list[Affected]:
    """The public translations of originals. One query for each content type, and one for the items."""
    keys: dict[tuple[Any, int], None] = {}
    for row in rows:
        if isinstance(row, TranslatableMixin):
            keys[(row.translation_key, row.locale_id)] = None
    items = QueueItem.objects.exclude(started_at=None).filter(alone_since=None)
    items = items.filter(translation_key__in=[key for key, _locale in keys])
    items = items.select_related("content_type", "target_locale", "source_locale").order_by("pk")
    wanted = [item for item in items if (item.translation_key, item.source_locale_id) in keys]
    found = []
    for content_type in dict.fromkeys(item.content_type for item in wanted):
        model = content_type.model_class()
        mine = [item for item in wanted if item.content_type == content_type]
        live = model._base_manager.filter(translation_key__in=[item.translation_key for item in mine], live=True)
        by_place = {(row.translation_key, row.locale_id): row for row in live}
        for item in mine:
            target = by_place.get((item.translation_key, item.target_locale_id))
            if target is not None and not getattr(target, "alias_of_id", None):
                found.append(Affected(item, target))
    return found


def open_questions(item: QueueItem, source: models.Model | None, target: models.Model | None) -> list[Flag]:
    """The flags of states.TO_DECIDE that hold now; decided ones too."""
    if source is None:
        return [Flag.SOURCE_DELETED]
    found = [] if source.live or item.basis == Basis.DRAFT else [Flag.SOURCE_UNPUBLISHED]
    if places.parting(item, source, target) == Flag.SOURCE_MOVED:
        found.append(Flag.SOURCE_MOVED)
    return found


def moved_by_itself(target: Page) -> None:
    """Whoever moves a translation has decided where it stands: nobody is asked, until its original is moved."""
    items = QueueItem.objects.exclude(started_at=None).filter(translation_key=target.translation_key)
    for item in items.filter(target_locale_id=target.locale_id).select_related("content_type"):
        apart = places.are_apart(find_source(item), target)
        decided = {name for name in item.decided if name not in OF_PLACE}
        item.decided = sorted(decided | ({str(Flag.TARGET_MOVED.value)} if apart else set()))
        item.save(update_fields=["decided"])
        item_changed.send(sender=QueueItem, item=item)


@transaction.atomic
def decide(*, item: QueueItem, user: Any, choice: str, reason: str = "", place: Page | None = None) -> None:
    """Keep, take down or move along the translation of an original that is gone or elsewhere.

    What was open is decided then, until it happens again. `place` is where the original went, for Choice.ALONG.
    Raises PermissionDenied for one who may not, InReview where somebody else has locked the translation,
    CannotTranslate where there is nothing to decide about.
    """
    item, target = lock(item)
    if target is None:
        raise CannotTranslate(_("The translation was deleted."))
    if not may_decide(user, target):
        raise PermissionDenied
    reason = gate.reason(reason)
    if choice == Choice.DOWN:
        take_down(target, user)
    elif choice == Choice.ALONG:
        _move_along(item, target, user, place)
    elif choice != Choice.KEEP:
        raise CannotTranslate(_("Choose what becomes of the translation."))
    log(instance=target, action="translations.decide", user=user, data={"choice": str(choice), "reason": reason})
    settle(item, open_questions(item, find_source(item), find_target(item)), user)


def settle(item: QueueItem, flags: Sequence[Flag], user: Any) -> None:
    """Note that somebody has decided about these; nobody is asked any more."""
    item.decided = sorted({*item.decided, *(str(flag.value) for flag in flags)})
    item.decided_by, item.decided_at = user, timezone.now()
    item.save(update_fields=["decided", "decided_by", "decided_at"])
    notifications.settle([item], [Notification.Kind.TO_DECIDE])
    item_changed.send(sender=QueueItem, item=item)


def take_down(target: models.Model, user: Any) -> None:
    """Take a translation down; whoever may is asked elsewhere. Somebody else's lock holds, a review does not."""
    if not target.live:
        return
    check_lock(target, user)
    action = UnpublishPageAction if isinstance(target, Page) else UnpublishAction
    action(target, user=user).execute(skip_permission_checks=True)


def place_for(target: models.Model, place: Page | None) -> Page | None:
    """The page below which a translation stands as its original does below `place`; None where there is none."""
    if place is None or not isinstance(target, Page):
        return None
    return place.get_translation_or_none(target.locale)


def may_move_along(user: Any, target: models.Model, place: Page | None) -> bool:
    """Whether the user may move a translation to where its original goes."""
    there = place_for(target, place)
    return there is not None and target.permissions_for_user(user).can_move_to(there.specific)


def _move_along(item: QueueItem, target: models.Model, user: Any, place: Page | None) -> None:
    if place is None:
        source = find_source(item)
        place = source.get_parent() if isinstance(source, Page) else None
    if not may_move_along(user, target, place):
        raise CannotTranslate(_("There is no page in this language to which it could be moved by you."))
    check_lock(target, user)
    MovePageAction(target, place_for(target, place), pos="last-child", user=user).execute(skip_permission_checks=True)


def forget(row: models.Model, flag: Flag) -> None:
    """What happened to an original happened anew, or is over: what was decided about it before does not hold."""
    over = OF_PLACE if flag in OF_PLACE else (flag,)
    items = QueueItem.objects.filter(translation_key=row.translation_key, source_locale_id=row.locale_id)
    for item in items.exclude(decided=[]):
        if any(name in item.decided for name in over):
            item.decided = [name for name in item.decided if name not in over]
            item.save(update_fields=["decided"])
            item_changed.send(sender=QueueItem, item=item)


def is_open(item: QueueItem) -> bool:
    """Whether somebody has to decide about an item."""
    target = find_target(item)
    found = open_questions(item, find_source(item), target)
    return bool(target is not None and target.live and any(flag not in item.decided for flag in found))

"""“Not to be translated into this language”: said of a public original with a reason, and taken back."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Locale

from . import people, standings
from .drafts import find_source, find_target, lock
from .exceptions import CannotTranslate
from .models import QueueItem
from .permissions import may_assign

LONGEST_REASON = 500


def may_say(user: Any, item: QueueItem) -> bool:
    """Whether the user decides it: editors of the original, reviewers of the language."""
    return may_assign(user, item, find_source(item))


def may_be_said(item: QueueItem) -> bool:
    """Whether it is a question: where nothing was translated, or no more. One query."""
    return find_target(item) is None


@transaction.atomic
def give_up(*, item: QueueItem, user: Any, reason: str) -> None:
    """Say that an original is not to be translated; whoever had taken it is told, and nobody is offered it any more.

    Raises PermissionDenied where the user has no say, CannotTranslate without a reason or where there is a translation,
    a draft too: that is taken down or deleted first. Said again, the new reason holds.
    """
    item, target = lock(item)
    source, reason = find_source(item), people.clean(reason)[:LONGEST_REASON]
    if not may_assign(user, item, source):
        raise PermissionDenied
    if target is not None:
        raise CannotTranslate(_("It exists in this language already."))
    if source is None:
        raise CannotTranslate(_("The original was deleted."))
    if not reason:
        raise CannotTranslate(_("Say why it is not to be translated."))
    _store(item, timezone.now(), user, reason)
    people.put_down(item, "give_up", user, told="not_wanted", reason=reason)
    standings.refresh([item])


@transaction.atomic
def want(*, item: QueueItem, user: Any) -> None:
    """Take it back: the original waits for a translator again. Raises PermissionDenied; twice changes nothing."""
    item, _target = lock(item)
    if not may_say(user, item):
        raise PermissionDenied
    if not item.not_wanted_at:
        return
    _store(item, None, None, "")
    people.note(item, "want", user)
    standings.refresh([item])


def _store(item: QueueItem, at: datetime | None, by: Any, reason: str) -> None:
    item.not_wanted_at, item.not_wanted_by, item.not_wanted_reason = at, by, reason
    item.save(update_fields=["not_wanted_at", "not_wanted_by", "not_wanted_reason"])


def item_of(source: models.Model, locale: Locale) -> QueueItem | None:
    """The item of an original in a language; None where it has none. One query."""
    return QueueItem.objects.filter(translation_key=source.translation_key, target_locale=locale).first()


def is_unwanted(source: models.Model, locale: Locale) -> bool:
    """Whether somebody said that an original is not to be translated into a language. One query."""
    items = QueueItem.objects.filter(translation_key=source.translation_key, target_locale=locale)
    return items.exclude(not_wanted_at=None).exists()

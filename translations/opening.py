"""How an item begins: for the first time, or anew where its translation was deleted."""

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from .drafts import find_target
from .exceptions import CannotTranslate
from .localize import Translation
from .models import QueueItem


def begin(item: QueueItem, source: models.Model, user: Any) -> QueueItem:
    """An item as somebody begins it now. Raises CannotTranslate for the second of two at once.

    One whose translation was deleted is a first translation again: what was accepted, lifted and decided for the one
    before does not hold, and `source` may be what was its own translation.
    """
    now, former = timezone.now(), item.started_at
    begun = {"created_by": user, "started_at": now, "last_act_at": now}
    anew = {"accepted_digest": "", "alone_since": None, "decided": [], "source_locale_id": source.locale_id}
    anew |= {"embargo_lifted_at": None, "embargo_lifted_by": None, "embargo_lifted_reason": ""}
    mine = QueueItem.objects.filter(pk=item.pk, started_at=former)
    if not mine.update(**begun, **(anew if former else {})) or (former and find_target(item)):
        raise CannotTranslate(_("Its translation into this language was started already."))
    item.refresh_from_db()
    return item


def join(translation: Translation) -> None:
    """Pair the two languages again that wagtail-localize parted when a row of one of them was deleted."""
    if not translation.enabled:
        translation.enabled = True
        translation.save(update_fields=["enabled"])

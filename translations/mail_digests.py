"""The letter that gathers what somebody has not read yet, in their language, as often as they chose."""

import datetime
import logging
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import models, transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext
from wagtail.users.models import UserProfile

from . import notifications
from .models import Notification, QueueItem, Translator
from .permissions import of_own_pairs
from .states import Tab

logger = logging.getLogger(__name__)
Digest = Translator.Digest

HOUR = 7  # of the reader's morning
TOO_OLD = datetime.timedelta(days=30)  # whoever had no mail for long is not sent all of it later
AT_MOST = 100


def send_digests(now: datetime.datetime | None = None) -> int:
    """Send what is due; says how many letters. A letter that cannot be written stops no other."""
    now = now or timezone.now()
    users = get_user_model().objects.filter(is_active=True, pk__in=_waiting(now).values("user")).exclude(email="")
    sent = 0
    for user in users:
        try:
            sent += send_digest(user, now)
        except Exception:
            logger.exception("The digest for user %s could not be written", user.pk)
    return sent


def _waiting(now: datetime.datetime) -> models.QuerySet[Notification]:
    return Notification.objects.filter(mailed_at=None, read_at=None, created_at__gt=now - TOO_OLD)


@transaction.atomic
def send_digest(user: Any, now: datetime.datetime) -> bool:
    """Write one person's letter, if it is due; each notice stands in one.

    The letter goes into the outbox in the same transaction as the note that it was written, and the person's
    row is locked: two runs at once write one.
    """
    Translator.objects.get_or_create(user=user)
    settings_of = Translator.objects.select_for_update().get(user=user)
    profile = UserProfile.get_for_user(user)
    zone = ZoneInfo(profile.get_current_time_zone())
    waiting = notifications.unread(user) & _waiting(now)
    slot = last_slot(settings_of.digest, now, zone)
    if slot is None or not waiting.filter(created_at__lte=slot).exists():
        return False
    with translation.override(profile.get_preferred_language()), timezone.override(zone):
        subject, body = _letter(user, waiting)
    headers = {"Auto-Submitted": "auto-generated"}
    EmailMessage(subject, body, settings.DEFAULT_FROM_EMAIL, [user.email], headers=headers).send()
    Notification.objects.filter(pk__in=list(waiting.values_list("pk", flat=True))).update(mailed_at=now)
    Translator.objects.filter(pk=settings_of.pk).update(last_digest_at=now)
    return True


def last_slot(digest: str, now: datetime.datetime, zone: datetime.tzinfo) -> datetime.datetime | None:
    """The last moment at which a letter was due: what came before it and was not mailed is mailed now.

    At seven in the morning, weekly on Mondays; a run that comes late sends late, and never twice.
    """
    if digest == Digest.NEVER:
        return None
    if digest == Digest.AT_ONCE:
        return now
    here = now.astimezone(zone)
    slot = here.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if slot > here:
        slot -= datetime.timedelta(days=1)
    return slot - datetime.timedelta(days=slot.weekday()) if digest == Digest.WEEKLY else slot


def _letter(user: Any, waiting: models.QuerySet[Notification]) -> tuple[str, str]:
    notices = notifications.worded(waiting[:AT_MOST])
    count = waiting.count()
    subject = ngettext("%(count)d notice about translations", "%(count)d notices about translations", count)
    pool = QueueItem.objects.filter(of_own_pairs(user), assignee=None, standing__tab=Tab.STALE).count()
    context = {
        "notices": notices,
        "left_out": count - len(notices),
        "pool": pool,
        "base_url": settings.WAGTAILADMIN_BASE_URL.rstrip("/"),
        "list_url": reverse("translations:notices"),
        "account_url": reverse("wagtailadmin_account"),
        "site_name": settings.WAGTAIL_SITE_NAME,
        "user": user,
    }
    return subject % {"count": count}, render_to_string("translations/mail/digest.txt", context).strip() + "\n"

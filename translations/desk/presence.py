"""“Ana is here”: a soft sign of who else has an item open. It locks nothing and is no record of anybody's work."""

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone

from translations.models import Presence, QueueItem
from translations.people import name_of

# The page says so twice within this time (static/js/presence.js).
HERE = timedelta(seconds=60)
# After that nobody asks: the row is taken away with the next one that comes.
GONE = timedelta(days=1)


def arrive(item: QueueItem, user: Any) -> None:
    """Note that a user has the item open now. Two queries."""
    now = timezone.now()
    Presence.objects.filter(seen_at__lt=now - GONE).delete()
    Presence.objects.update_or_create(item=item, user=user, defaults={"seen_at": now})


def leave(item: QueueItem, user: Any) -> None:
    """Note that they have it open no more."""
    Presence.objects.filter(item=item, user=user).delete()


def others(item: QueueItem, user: Any) -> list[str]:
    """The names of the others who have it open, in order of their arrival. Two queries."""
    since = timezone.now() - HERE
    here = Presence.objects.filter(item=item, seen_at__gte=since).exclude(user=user).order_by("pk")
    people = {one.pk: one for one in get_user_model().objects.filter(pk__in=here.values("user"), is_active=True)}
    return [name_of(people[pk]) for pk in here.values_list("user_id", flat=True) if pk in people]

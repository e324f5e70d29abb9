"""Four eyes: who wrote what is about to become public (the setting REVIEW_FOUR_EYES)."""

from typing import Any

from django.conf import settings
from django.db import models
from wagtail.models import TranslatableMixin

from . import localize


def who_wrote(obj: models.Model) -> set[int]:
    """Primary keys of those who wrote what is not public yet: of a row, and of what becomes public with it.

    Each save leaves a revision, so that a hand whose words were overwritten counts too; strings that came by
    file or by wagtail-localize's editor leave none until they are handed in.
    """
    companions = getattr(obj.latest_revision.as_object(), "published_together", tuple)() if obj.latest_revision else ()
    found: set[int] = set()
    for row in (obj, *companions):
        revisions = row.revisions.filter(pk__gt=row.live_revision_id or 0).exclude(user=None)
        found.update(revisions.values_list("user_id", flat=True))
    if isinstance(obj, TranslatableMixin):
        public = obj.live_revision
        found |= localize.hands(obj, public.created_at if public else None)
    return found


def may_approve(obj: models.Model, user: Any) -> bool:
    """Whether the rule lets this user approve; who may review at all is asked elsewhere."""
    return not settings.REVIEW_FOUR_EYES or user.pk not in who_wrote(obj)

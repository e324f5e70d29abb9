"""What was saved of a translation since its draft was written: no reviewer has read it in the draft."""

from django.db import models
from django.db.models import Subquery
from wagtail.models import TranslatableMixin

from . import localize
from .models.items import QueueItem


def is_ahead(target: models.Model) -> bool:
    """Whether texts or values of a translation are stored that its draft does not hold; never of an original, nor of
    what stands alone by now: no draft is written of them any more.

    The rule of the flag “behind” (truth.py), asked of one row: the log says when a draft last held all that is saved.
    At most two queries, a third where something is.
    """
    if not isinstance(target, TranslatableMixin):
        return False
    drafted = localize.TranslationLog.objects.filter(
        source__object_id=target.translation_key, locale_id=target.locale_id
    )
    newest = Subquery(drafted.order_by("-created_at").values("created_at")[:1])
    since = {
        "context__object_id": target.translation_key,
        "locale_id": target.locale_id,
        "has_error": False,
        "updated_at__gt": newest,
    }
    found = (
        localize.StringTranslation.objects.filter(**since).exists()
        or localize.SegmentOverride.objects.filter(**since).exists()
    )
    return found and not QueueItem.standing_alone(target).exists()

"""The passages that a reviewer accepted as they stand: closed to translators, until a reviewer opens them.

The word is kept with the text that it was said of (models.SegmentEdit). Another text, or another original, and it
holds no more: nobody has to take it back.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from . import localize
from .models import QueueItem, SegmentEdit
from .people import name_of
from .permissions import reviews_into


def any_accepted() -> models.Exists:
    """Whether an item has a text that was ever accepted, as part of the query that reads the item."""
    return models.Exists(SegmentEdit.objects.filter(item=models.OuterRef("pk"), accepted_at__isnull=False))


def accepted(item: QueueItem, segments: Iterable[localize.TextSegment]) -> dict[str, SegmentEdit]:
    """The passages that are accepted as they stand, by their pk. One query; none where the item says it has none."""
    if not getattr(item, "has_accepted", True):
        return {}
    edits = item.segment_edits.filter(accepted_at__isnull=False).select_related("accepted_by")
    newer = SegmentEdit.objects.filter(
        item=models.OuterRef("item"),
        path=models.OuterRef("path"),
        source=models.OuterRef("source"),
        pk__gt=models.OuterRef("pk"),
    )
    holding = {(one.path, one.source, one.target): one for one in edits.exclude(models.Exists(newer))}
    found = {one.pk: holding.get((one.path, one.source, one.target)) for one in segments if not one.error}
    return {pk: edit for pk, edit in found.items() if edit is not None}


def closed_to(user: Any, item: QueueItem, segments: Iterable[localize.TextSegment]) -> dict[str, str]:
    """Why passages take no text from a user, by their pk; none is closed to a reviewer of the language."""
    if reviews_into(user, item.target_locale_id):
        return {}
    return {pk: why_closed(edit) for pk, edit in accepted(item, segments).items()}


def why_closed(edit: SegmentEdit) -> str:
    """Who has accepted it, and who can open it, as a sentence."""
    return _("%(name)s has accepted this passage. A reviewer can open it again.") % {"name": name_of(edit.accepted_by)}

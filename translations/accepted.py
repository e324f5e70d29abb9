"""The passages that a reviewer accepted as they stand: closed to translators, until a reviewer opens them.

The word is kept with the text that it was said of (models.SegmentEdit). Another text, or another original, and it
holds no more: nobody has to take it back.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
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
    return _of(newest(item).select_related("accepted_by"), segments) if may_have(item) else {}


def may_have(item: QueueItem) -> bool:
    """Whether anything of an item can be accepted; the query that read it may say that nothing is."""
    return getattr(item, "has_accepted", True)


def newest(item: QueueItem) -> models.QuerySet[SegmentEdit]:
    """The accepted texts of an item after which nobody wrote another for their passages."""
    edits = item.segment_edits.filter(accepted_at__isnull=False)
    newer = SegmentEdit.objects.filter(
        item=models.OuterRef("item"),
        path=models.OuterRef("path"),
        source=models.OuterRef("source"),
        pk__gt=models.OuterRef("pk"),
    )
    return edits.exclude(models.Exists(newer))


# What `newest` is read by where it is read together with other rows, and `as_read` makes edits of.
COLUMNS = ("pk", "path", "source", "target", "accepted_at", "accepted_by_id")
NAMES = ("accepted_by__first_name", "accepted_by__last_name", "accepted_by__username")


def as_read(rows: Iterable[Sequence[Any]], segments: Iterable[localize.TextSegment]) -> dict[str, SegmentEdit]:
    """The same as `accepted` of rows with those columns."""
    edits = []
    for *columns, by, first_name, last_name, username in rows:
        edit = SegmentEdit(**dict(zip(COLUMNS, [*columns, by], strict=True)))
        if by is not None:
            user = get_user_model()(pk=by, first_name=first_name, last_name=last_name, username=username)
            edit.accepted_by = user
        edits.append(edit)
    return _of(edits, segments)


def _of(edits: Iterable[SegmentEdit], segments: Iterable[localize.TextSegment]) -> dict[str, SegmentEdit]:
    holding = {(one.path, one.source, one.target): one for one in edits}
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

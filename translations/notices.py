"""What readers of a translation are told: of what, of which version, and whether that has changed since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models

from language.severity import Severity

from .drafts import find_source
from .guard import item_of
from .models import Baseline, QueueItem
from .states import Flag


@dataclass(frozen=True)
class Notice:
    """The facts of the notice. `url` is "" where the original is no longer public, `version` None where unknown."""

    language_code: str
    url: str
    version: datetime | None
    is_stale: bool
    is_withdrawn: bool


def _differs_in_words(item: QueueItem) -> bool:
    """Whether the original says something else by now; commas are not worth a label."""
    standing = getattr(item, "standing", None)
    return standing is not None and Flag.STALE in standing.flags and standing.severity > Severity.FORM


def notice_for(page: models.Model) -> Notice | None:
    """The notice for a public translation; None for an original. At most 3 queries, 1 for an original."""
    item = item_of(page, "standing") if page.pk else None
    if item is None:
        return None
    source: Any = find_source(item)
    is_public = bool(source and source.live)
    baseline = (
        Baseline.objects.filter(target_revision_id=page.live_revision_id)
        .select_related("source_revision")
        .defer("segments", "facts", "source_revision__content")
        .first()
    )
    revision = baseline.source_revision if baseline else None
    return Notice(
        language_code=item.source_locale.language_code,
        url=(source.get_url() or "") if is_public and hasattr(source, "get_url") else "",
        version=revision.created_at if revision else None,
        is_stale=is_public and _differs_in_words(item),
        is_withdrawn=not is_public,
    )

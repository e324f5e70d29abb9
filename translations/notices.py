"""What readers of a translation are told: of what, of which version, and whether that has changed since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Value
from wagtail.models import Page

from language.severity import Severity

from . import credits, dated, privacy
from .credits import Credits
from .dated import DatedNote
from .guard import item_of
from .models import Baseline, QueueItem
from .states import Flag


@dataclass(frozen=True)
class Notice:
    """The facts of the notice. `url` is "" where the original is not open to all, `version` None where unknown.

    `untold` are the corrections and updates of the original that the translation does not have yet.
    """

    language_code: str
    url: str
    version: datetime | None
    is_stale: bool
    is_withdrawn: bool
    credits: Credits
    untold: list[DatedNote]


def _differs_in_words(item: QueueItem) -> bool:
    """Whether the original says something else by now; commas are not worth a label."""
    standing = getattr(item, "standing", None)
    return standing is not None and Flag.STALE in standing.flags and standing.severity > Severity.FORM


def notice_for(page: models.Model) -> Notice | None:
    """The notice for a public translation; None for an original. At most 3 queries, 1 for an original; a fourth where
    the original has a dated note that the translation lacks."""
    item = item_of(page, "standing") if page.pk else None
    if item is None:
        return None
    source = _original(item)
    is_public = bool(source and source.live and not source.is_private)
    reflected = Baseline.objects.filter(target_revision_id=page.live_revision_id)
    told = list(reflected.order_by("pk", "credits__pk").values_list("source_revision__created_at", *credits.TOLD))
    return Notice(
        language_code=item.source_locale.language_code,
        url=(source.get_url() or "") if is_public and hasattr(source, "get_url") else "",
        version=told[0][0] if told else None,
        is_stale=is_public and _differs_in_words(item),
        is_withdrawn=source is None or (not source.live and source.first_published_at is not None),
        credits=credits.told(row[1:] for row in told),
        # Whatever the queue knows: readers are told of what stands on the one page and not on the other.
        untold=dated.missing(source, page) if is_public else [],
    )


def _original(item: QueueItem) -> Any:
    """The original, with `is_private`: of one behind a restriction, its own or one above it, nothing is told. One
    query."""
    if item.alone_since:
        return None
    model = item.content_type.model_class()
    hidden = privacy.is_private() if issubclass(model, Page) else Value(False)
    found = model._base_manager.filter(translation_key=item.translation_key, locale_id=item.source_locale_id)
    return found.annotate(is_private=hidden).first()

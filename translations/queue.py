"""Reads: items as a person sees them. Each function states its query budget; none grows with the rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from wagtail.models import Locale, Page

from . import evidence, truth
from .models import QueueItem
from .states import Flag, State


@dataclass
class Row:
    """One item with its source and target rows and all that is derived from them."""

    item: QueueItem
    source: models.Model | None
    target: models.Model | None
    state: State
    flags: list[Flag] = field(default_factory=list)
    done: int = 0
    total: int = 0

    @property
    def title(self) -> str:
        """The source's name; the target's, where the source is gone."""
        return str(self.source or self.target or self.item)

    @property
    def kind(self) -> str:
        """What it is: “post”, “topic”."""
        return str(self.item.content_type.model_class()._meta.verbose_name)

    @property
    def is_public(self) -> bool:
        """Whether readers have a translation, whatever its next version waits for."""
        return bool(self.target and self.target.live)

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


def items_for(user: Any, locale_ids: Iterable[int]) -> models.QuerySet[QueueItem]:
    """The items whose target is in one of the locales, newest first."""
    return (
        QueueItem.objects.filter(target_locale_id__in=locale_ids)
        .select_related("source_locale", "target_locale", "content_type")
        .order_by("-created_at", "-pk")
    )


def rows(items: Sequence[QueueItem]) -> list[Row]:
    """Items as rows, as they are now. At most 8 queries and 1 for each kind of content, however many items."""
    seen = evidence.gather(items)
    found = [(item, truth.conclude(item, seen)) for item in items]
    return [
        Row(
            item=item,
            source=seen.source(item),
            target=seen.target(item),
            state=State(standing.state),
            flags=[Flag(flag) for flag in standing.flags],
            done=standing.segments_done,
            total=standing.segments_total,
        )
        for item, standing in found
    ]


def missing_pages(source_locale: Locale, target_locale: Locale) -> models.QuerySet[Page]:
    """Live pages of a locale that have no row in another: originals nobody has started to translate."""
    translated = Page.objects.filter(locale=target_locale).values("translation_key")
    started_here = (
        QueueItem.objects.filter(target_locale=source_locale).exclude(started_at=None).values("translation_key")
    )
    return (
        Page.objects.live()
        .filter(locale=source_locale, depth__gt=2, alias_of=None)
        .exclude(translation_key__in=translated)
        .exclude(translation_key__in=started_here)
        .order_by("-first_published_at")
    )

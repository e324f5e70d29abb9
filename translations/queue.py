"""Reads: items as a person sees them. Each function states its query budget; none grows with the rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import models

from . import evidence, truth
from .models import QueueItem
from .states import Flag, State, only_waits


@dataclass
class Row:
    """One item with its source and target rows, all that is derived from them, and what it was derived from."""

    item: QueueItem
    source: models.Model | None
    target: models.Model | None
    state: State
    flags: list[Flag] = field(default_factory=list)
    done: int = 0
    total: int = 0
    words_to_do: int = 0
    seen: evidence.Evidence | None = None

    @property
    def title(self) -> str:
        """The source's name; the target's, where the source is gone."""
        return str(self.source or self.target or self.item)

    @property
    def kind(self) -> str:
        """What it is: “post”, “topic”."""
        return str(self.item.content_type.model_class()._meta.verbose_name)

    @property
    def waits(self) -> bool:
        """Whether all of it is approved and waits to be public."""
        return only_waits(self.state, self.flags)

    @property
    def is_public(self) -> bool:
        """Whether readers have a translation, whatever its next version waits for."""
        return bool(self.target and self.target.live)

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


def rows(items: Sequence[QueueItem], *, whole: bool = False) -> list[Row]:
    """Items as rows, as they are now. At most 7 queries and 1 for each kind of content, however many items.

    `whole` as in `evidence.gather`.
    """
    seen = evidence.gather(items, whole=whole)
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
            words_to_do=standing.words_to_do,
            seen=seen,
        )
        for item, standing in found
    ]

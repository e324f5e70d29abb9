"""Reads: items as a person sees them. Each function states its query budget; none grows with the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models

from . import evidence, passages, truth
from .models import QueueItem, Standing
from .passages import Passages
from .states import Flag, State, only_waits


@dataclass
class Row:
    """One item with its source and target rows, all that is derived from them, and what it was derived from."""

    item: QueueItem
    source: models.Model | None
    target: models.Model | None
    standing: Standing
    seen: evidence.Evidence

    @property
    def title(self) -> str:
        """The source's name; the target's, where the source is gone."""
        return str(self.source or self.target or self.item)

    @property
    def kind(self) -> str:
        """What it is: “post”, “topic”."""
        return str(self.item.content_type.model_class()._meta.verbose_name)

    @property
    def state(self) -> State:
        return State(self.standing.state)

    @property
    def flags(self) -> list[Flag]:
        return [Flag(flag) for flag in self.standing.flags]

    @property
    def done(self) -> int:
        """Passages that have a text."""
        return self.standing.segments_done

    @property
    def total(self) -> int:
        return self.standing.segments_total

    @property
    def words_to_do(self) -> int:
        return self.standing.words_to_do

    @property
    def nothing_to_write(self) -> bool:
        """Whether no passage waits for a text: what changed in the original is taken over as it is."""
        return self.done == self.total

    @property
    def is_current(self) -> bool:
        """Whether readers have all that is written, and the original says nothing else: nothing is to be handed in."""
        return self.state == State.CURRENT and not {Flag.BEHIND, Flag.STALE} & {*self.flags}

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
        return self.standing.percent


def rows(items: Sequence[QueueItem], *, whole: bool = False) -> list[Row]:
    """Items as rows, as they are now. At most 6 queries and 1 for each kind of content, however many items.

    `whole` as in `evidence.gather`.
    """
    seen = evidence.gather(items, whole=whole)
    return [Row(item, seen.source(item), seen.target(item), truth.conclude(item, seen), seen) for item in items]


def row_with_passages(item: QueueItem) -> tuple[Row, Passages | None]:
    """One item as a row, read `whole`, and its passages, of which it is concluded; None where nothing pairs it. As many
    queries as for a row."""
    seen = evidence.gather([item], whole=True)
    paired = seen.pairing(item)
    found = passages.read(paired) if paired else None
    if found is not None:
        seen.saved = found.saved
    return Row(item, seen.source(item), seen.target(item), truth.conclude(item, seen), seen), found

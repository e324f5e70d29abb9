"""From where the texts that are being stored come, and by whose hand: what the history of a passage remembers."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from .models import QueueItem


@dataclass(frozen=True)
class Provenance:
    """`origin` is one of models.SegmentEdit.Origin, or None; `user_id` the one who acts, `item_id` the item of all
    that is stored, where that is known."""

    origin: str | None = None
    user_id: int | None = None
    item_id: int | None = None


_present: ContextVar[Provenance | None] = ContextVar("provenance", default=None)


def present() -> Provenance:
    """What has been said of what is being stored now."""
    return _present.get() or Provenance()


def item_of(stored: Any) -> int | None:
    """The item to which a stored string or value belongs. One query, where it is not known."""
    known = present().item_id
    if known is not None:
        return known
    items = QueueItem.objects.filter(translation_key=stored.context.object_id, target_locale_id=stored.locale_id)
    return items.values_list("pk", flat=True).first()


@contextmanager
def comes(origin: str | None = None, user: Any = None, item: Any = None) -> Iterator[None]:
    """Say it of all that is stored inside; what was said further out stands."""
    outer = present()
    said = Provenance(
        outer.origin or origin,
        outer.user_id or (user.pk if user is not None else None),
        outer.item_id or (item.pk if item is not None else None),
    )
    token = _present.set(said)
    try:
        yield
    finally:
        _present.reset(token)

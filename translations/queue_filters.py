"""Filters that other apps lend to the queue: it knows no page type, they know no queue."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q


@dataclass(frozen=True)
class QueueFilter:
    """A filter by one value: `choices()` gives (value, label) for all, `condition(value)` tells which items.

    A value that is not among the choices is never asked about.
    """

    name: str
    label: Any
    choices: Callable[[], Iterable[tuple[str, str]]]
    condition: Callable[[str], Q]


_registered: dict[str, QueueFilter] = {}


def register_queue_filter(one: QueueFilter) -> None:
    """Offer a filter in the list; one of the same name is replaced."""
    _registered[one.name] = one


def registered() -> list[QueueFilter]:
    """All that were offered, in the order of their coming."""
    return list(_registered.values())

"""Rows that stand in an editor's order (Wagtail's `Orderable`)."""

from collections.abc import Iterable
from typing import TypeVar

from wagtail.models import Orderable

Row = TypeVar("Row", bound=Orderable)


def in_order(rows: Iterable[Row]) -> list[Row]:
    """The rows, not saved, with the place that each has among them.

    Wagtail's forms number such rows; modelcluster does not, and a database may give rows without a number back in
    any order (PostgreSQL does, once one of them was written anew).
    """
    placed = list(rows)
    for place, row in enumerate(placed):
        row.sort_order = place
    return placed

"""Whose work is what, and until when: told from the day on which the demo is loaded. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from .content import Article, Item, Summary


@dataclass(frozen=True)
class Plan:
    """What an editor has said of the translation of an item; a day before the loading is overdue."""

    is_assigned: bool = False
    due_in: int | None = None
    priority: int = 0

    def due(self, today: date) -> date | None:
        """The day until which it is wanted."""
        return None if self.due_in is None else today + timedelta(days=self.due_in)


# Each language has something that is somebody's, something with a date, and something that is late.
PLANS: dict[tuple[type[Item], str], Plan] = {
    (Article, "water-borders-patience"): Plan(is_assigned=True, due_in=5),
    (Article, "ciudades-que-cooperan"): Plan(is_assigned=True, due_in=-2),
    (Article, "peace-index"): Plan(due_in=12, priority=1),
    (Article, "traducir-no-es-repetir"): Plan(due_in=9),
    (Summary, "agenda-for-peace"): Plan(is_assigned=True, due_in=-3),
}

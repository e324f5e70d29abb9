"""What something costs in loops of plain Python, so that two moments of one machine can be compared.

Milliseconds of two machines, or of two moments of one, cannot be compared. So each round first runs a
loop of a fixed size and then each page once; a page's cost is its time divided by that loop's. A page that
costs the same at 100 and at 10,000 rows has the growth 1.0. On SQLite the time is that of the processor,
in this process; on PostgreSQL, which works in another process, it is the clock's.
"""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Cost:
    """What one page cost in all rounds, in calibration loops; `rows` of its list were shown."""

    ratios: list[float]
    milliseconds: float
    queries: int
    rows: int = 0

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The values that the middle eight of ten rounds lie between."""
        deciles = statistics.quantiles(self.ratios, n=10, method="inclusive")
        return deciles[0], deciles[-1]

    def __str__(self) -> str:
        return f"{self.median:6.2f} ({self.spread[0]:.2f}–{self.spread[1]:.2f})"


def calibration_loop() -> int:
    """A fixed piece of work of the kind that a page is made of: text, dictionaries, calls."""
    words: dict[str, int] = {}
    for number in range(20_000):
        word = f"{number % 997}:{number}".partition(":")[0]
        words[word] = words.get(word, 0) + len(word)
    return len(words)


def clock() -> Callable[[], float]:
    """The processor's time where the database works in this process, else the clock on the wall."""
    from django.db import connection

    return time.process_time if connection.vendor == "sqlite" else time.perf_counter


def time_of(work: Callable[[], Any]) -> float:
    """Seconds that some work takes."""
    now = clock()
    began = now()
    work()
    return now() - began


def measure(
    pages: Mapping[str, str], get: Callable[[str], Any], rounds: int, rows: Callable[[Any], int] = lambda answer: 0
) -> dict[str, Cost]:
    """Each page once a round, after the calibration loop of that round."""
    ratios: dict[str, list[float]] = {name: [] for name in pages}
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    shown = {name: rows(get(url)) for name, url in pages.items()}  # fills caches; not counted
    for _ in range(rounds):
        loop = time_of(calibration_loop)
        for name, url in pages.items():
            spent = time_of(lambda url=url: get(url))
            ratios[name].append(spent / loop)
            seconds[name].append(spent)
    found = {}
    for name, url in pages.items():
        queries = len(statements(lambda url=url: get(url)))
        found[name] = Cost(ratios[name], 1000 * statistics.median(seconds[name]), queries, shown[name])
    return found


def statements(work: Callable[[], Any]) -> list[str]:
    """The SQL that some work runs."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        work()
    return [one["sql"] for one in queries.captured_queries]


def loop_line(rounds: int) -> str:
    """How long the loop takes here, for those who compare machines."""
    from django.db import connection

    loop = 1000 * statistics.median(time_of(calibration_loop) for _ in range(rounds))
    what = "processor time" if connection.vendor == "sqlite" else "time by the clock"
    return f"The calibration loop took {loop:.1f} ms of {what} here."


@dataclass(frozen=True)
class Bar:
    """Something that must not be more than a limit."""

    what: str
    found: float
    limit: float

    @property
    def holds(self) -> bool:
        return self.found <= self.limit

    def __str__(self) -> str:
        mark = "holds" if self.holds else "OVER THE BAR"
        return f"{mark:<13} {self.what}: {self.found:.4g}, at most {self.limit:g}"

"""`make bench`: what a page costs as the site grows, as ratios within one run.

Milliseconds of two machines, or of two moments of one, cannot be compared. So each round first runs a
loop of plain Python of a fixed size and then each page once; a page's cost is its processor time divided
by that loop's. A page that costs the same at 100 and at 1,000 articles has the growth 1.0. The pages are
asked for in this process, without a network; the database is a new SQLite file.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

SIZES = (100, 1_000)
# How much dearer a page may be at the second size. A list counts and sorts its ids: it may grow a little.
BARS = {"article": 1.5}
LIST_BAR = 2.0


@dataclass(frozen=True)
class Cost:
    """What one page cost in all rounds, in calibration loops."""

    ratios: list[float]
    milliseconds: float
    queries: int

    @property
    def median(self) -> float:
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The values that the middle eight of ten rounds lie between."""
        deciles = statistics.quantiles(self.ratios, n=10, method="inclusive")
        return deciles[0], deciles[-1]


def calibration_loop() -> int:
    """A fixed piece of work of the kind that a page is made of: text, dictionaries, calls."""
    words: dict[str, int] = {}
    for number in range(20_000):
        word = f"{number % 997}:{number}".partition(":")[0]
        words[word] = words.get(word, 0) + len(word)
    return len(words)


def processor_time(work: Callable[[], Any]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def measure(pages: dict[str, str], get: Callable[[str], Any], rounds: int) -> dict[str, Cost]:
    """Each page once a round, after the calibration loop of that round."""
    ratios: dict[str, list[float]] = {name: [] for name in pages}
    seconds: dict[str, list[float]] = {name: [] for name in pages}
    for url in pages.values():
        get(url)  # fills caches; not counted
    for _ in range(rounds):
        loop = processor_time(calibration_loop)
        for name, url in pages.items():
            spent = processor_time(lambda url=url: get(url))
            ratios[name].append(spent / loop)
            seconds[name].append(spent)
    return {
        name: Cost(ratios[name], 1000 * statistics.median(seconds[name]), count_queries(get, url))
        for name, url in pages.items()
    }


def count_queries(get: Callable[[str], Any], url: str) -> int:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        get(url)
    return len(queries)


def addresses(tree: Any, size: int, topic: str) -> dict[str, str]:
    """The pages to ask for: home, an article, lists of 20 at their beginning and end, and filtered."""
    blog, publications = tree.blog.get_url(), tree.publications.get_url()
    last = -(-size // 20)
    return {
        "home": tree.home.get_url(),
        "article": f"{blog}post-{size // 2}/",
        "posts, first 20": blog,
        "posts, last 20": f"{blog}?page={last}",
        "publications, first 20": publications,
        "publications, last 20": f"{publications}?page={last}",
        "publications, filtered": f"{publications}?topic={topic}",
    }


def get_page(url: str) -> None:
    from django.test import Client

    answer = Client().get(url)
    if answer.status_code != 200:
        sys.exit(f"{url} answered {answer.status_code}")


def fill(tree: Any, number: int, related: dict[str, list[Any]]) -> None:
    """Add posts and publications to a tree."""
    from tests import bulk

    outlets = related["outlets"]
    shared = {"topics": related["topics"], "authors": related["authors"]}
    bulk.posts(tree, number, **shared)
    bulk.publications(tree, number, **shared, outlets=outlets)


def run(rounds: int) -> dict[int, dict[str, Cost]]:
    """Costs by number of articles, in a new database."""
    from articles.models import BlogIndexPage, Outlet, Person, PublicationIndexPage, Topic
    from home.models import HomePage
    from home.setup import setup_site
    from tests import bulk

    setup_site()
    models = {"home": HomePage, "blog": BlogIndexPage, "publications": PublicationIndexPage}
    pages = {name: model.objects.get(locale__language_code="en") for name, model in models.items()}
    tree = SimpleNamespace(locale=pages["home"].locale, **pages)
    numbers = {"topics": (Topic, 7), "authors": (Person, 7), "outlets": (Outlet, 3)}
    related = {name: bulk.snippets(model, tree.locale, number) for name, (model, number) in numbers.items()}
    costs, made = {}, 0
    for size in SIZES:
        fill(tree, size - made, related)
        made = size
        costs[size] = measure(addresses(tree, size, related["topics"][0].slug), get_page, rounds)
    return costs


def report(costs: dict[int, dict[str, Cost]], rounds: int) -> str:
    """A table: growth first, then what it was computed from."""
    few, many = SIZES
    lines = [
        f"Cost in calibration loops: median of {rounds} rounds (8 of 10 lie between); {few} and {many:,} articles.",
        "",
        f"{'page':<26}{'growth':>8}  {few:>6,} articles        {many:>6,} articles        queries   ms",
    ]
    for name, small in costs[few].items():
        large = costs[many][name]
        growth = large.median / small.median
        cells = [f"{cost.median:6.2f} ({cost.spread[0]:.2f}–{cost.spread[1]:.2f})" for cost in (small, large)]
        mark = "  over the bar" if growth > BARS.get(name, LIST_BAR) else ""
        queries = f"{small.queries}/{large.queries}"
        lines.append(
            f"{name:<26}{growth:>8.2f}  {cells[0]:<22} {cells[1]:<22} {queries:>7}  {large.milliseconds:.1f}{mark}"
        )
    loop = 1000 * statistics.median(processor_time(calibration_loop) for _ in range(rounds))
    lines += [
        "",
        f"The calibration loop took {loop:.1f} ms of processor time here.",
        f"The bar for growth is {BARS['article']} for an article and {LIST_BAR} for lists.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and exit 1 if something grew too much."""
    parser = argparse.ArgumentParser(description="Cost of pages as the site grows.")
    parser.add_argument("--rounds", type=int, default=25)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["DJANGO_SETTINGS_MODULE"] = "mysite.settings.test"
        os.environ["DATABASE_URL"] = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
        import django

        django.setup()
        from django.core.management import call_command

        print(f"Filling a database with {max(SIZES):,} articles …", flush=True)
        call_command("migrate", verbosity=0)
        table = report(run(options.rounds), options.rounds)
    print(table)
    sys.exit("over the bar" in table)


if __name__ == "__main__":
    main()

"""What readers' pages cost at 100 and at 1,000 articles."""

import sys
from types import SimpleNamespace
from typing import Any

from .measure import Bar, Cost, loop_line, measure

SIZES = (100, 1_000)
# How much dearer a page may be at the second size. A list counts and sorts its ids: it may grow a little.
BARS = {"article": 1.5}
LIST_BAR = 2.0


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


def run(rounds: int) -> tuple[list[str], list[Bar]]:
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
    return report(costs, rounds)


def report(costs: dict[int, dict[str, Cost]], rounds: int) -> tuple[list[str], list[Bar]]:
    """A table: growth first, then what it was computed from; and what is judged."""
    few, many = SIZES
    lines = [
        f"Pages, in calibration loops: median of {rounds} rounds (8 of 10 lie between); {few} and {many:,} articles.",
        "",
        f"{'page':<26}{'growth':>8}  {few:>6,} articles        {many:>6,} articles        queries   ms",
    ]
    bars = []
    for name, small in costs[few].items():
        large = costs[many][name]
        growth = large.median / small.median
        queries = f"{small.queries}/{large.queries}"
        lines.append(f"{name:<26}{growth:>8.2f}  {small!s:<22} {large!s:<22} {queries:>7}  {large.milliseconds:.1f}")
        bars.append(Bar(f"growth of {name}", growth, BARS.get(name, LIST_BAR)))
    return [*lines, "", loop_line(rounds)], bars

"""What the queue of translations costs at 100, 1,000 and 10,000 items: its page, the truth, the check."""

import re
from typing import Any
from unittest import mock

from .measure import Bar, Cost, loop_line, measure, statements

SIZES = (100, 1_000, 10_000)
PAGE_BAR = 2.0
MOST_QUERIES = 15
MOST_READS = 12
CHECK_QUERIES = 5.0  # for each hundred sources
BLOCKS = (10, 500)

# What is asked of the queue's page: tabs, filters, orders, a search, its end, the matrix.
QUESTIONS = {
    "all": "?tab=all",
    "to translate": "?tab=to_translate",
    "stale": "?tab=stale",
    "in progress": "?tab=in_progress",
    "to review": "?tab=to_review",
    "done": "?tab=done",
    "all, last page": "?tab=all&p={last}",
    "all, by title": "?tab=all&ordering=title",
    "all, most words": "?tab=all&ordering=-words",
    "all, by date": "?tab=all&ordering=due",
    "all, most urgent": "?tab=all&ordering=-priority",
    "from English": "?tab=all&pair=en:es",
    "posts": "?tab=all&kind=articles.blogpostpage",
    "nobody’s": "?tab=all&assignee=nobody",
    "no date": "?tab=all&due=none",
    "overdue": "?tab=all&due=overdue",
    "missing": "?tab=all&state=missing",
    "flag: stale": "?tab=all&flag=stale",
    "severity: facts": "?tab=all&severity=3",
    "a topic": "?tab=all&topic={topic}",
    "a search": "?tab=all&q=bridges",
    "a translator’s": "?tab=mine",
    "matrix": "matrix/",
}
PEOPLE = {"a translator’s": "bulk-es-1"}
REPORT = "wagtail-localize’s report"


def addresses(size: int) -> dict[str, str]:
    """The pages to ask for, by name."""
    from django.urls import reverse

    from articles.models import Topic

    base, topic = reverse("translations:index"), Topic.objects.filter(slug__startswith="bulk-").first()
    given = {"last": -(-size // 50), "topic": topic.translation_key}
    asked = {name: base + rest.format(**given) for name, rest in QUESTIONS.items()}
    return asked | {REPORT: reverse("wagtail_localize:translations_report")}


class Desk:
    """Asks for pages as the person whose page it is."""

    def __init__(self, size: int) -> None:
        from django.contrib.auth import get_user_model
        from django.test import Client

        people = get_user_model().objects
        root, _made = people.get_or_create(username="bench", defaults={"is_superuser": True, "is_staff": True})
        self.pages = addresses(size)
        self.clients = {name: Client() for name in self.pages}
        for name, client in self.clients.items():
            client.force_login(people.get(username=PEOPLE[name]) if name in PEOPLE else root)
        self._names = {url: name for name, url in self.pages.items()}

    def get(self, url: str) -> Any:
        """The answer, or an exit that says what was answered instead."""
        answer = self.clients[self._names[url]].get(url)
        if answer.status_code != 200:
            raise SystemExit(f"{url} answered {answer.status_code}")
        return answer


def rows_of(answer: Any) -> int:
    """How many rows of a table a page shows."""
    return len(re.findall(rb"<tr[ >]", answer.content))


def basis(costs: dict[int, dict[str, Cost]], name: str) -> int | None:
    """The smallest size at which a page shows as many rows as at the largest; None where only that one does."""
    largest = max(costs)
    return next((size for size in sorted(costs) if size < largest and _same(costs, name, size, largest)), None)


def _same(costs: dict[int, dict[str, Cost]], name: str, size: int, largest: int) -> bool:
    return costs[size][name].rows == costs[largest][name].rows


def pages_report(costs: dict[int, dict[str, Cost]], rounds: int) -> tuple[list[str], list[Bar]]:
    """A table of the queue's pages, and what is judged of them."""
    sizes = sorted(costs)
    head = "".join(f"{size:>9,} items        " for size in sizes)
    lines = [
        f"The queue, in calibration loops: median of {rounds} rounds (8 of 10 lie between).",
        "Growth is from the smallest size that shows as many rows; — where only the largest shows so many.",
        "",
        f"{'page':<26}{'growth':>7}{head}queries   ms",
    ]
    bars = []
    for name in costs[sizes[-1]]:
        found = [costs[size][name] for size in sizes]
        smallest = basis(costs, name)
        growth = found[-1].median / costs[smallest][name].median if smallest else None
        told = f"{growth:.2f}" if growth else "—"
        queries = "/".join(str(cost.queries) for cost in found)
        cells = "".join(f"  {cost!s:<21}" for cost in found)
        lines.append(f"{name:<26}{told:>7}{cells}{queries:>8}  {found[-1].milliseconds:.0f}")
        if name == REPORT:
            continue
        if growth:
            bars.append(Bar(f"growth of “{name}” from {smallest:,} to {sizes[-1]:,}", growth, PAGE_BAR))
        if name != "matrix":
            bars.append(Bar(f"queries of “{name}”", max(cost.queries for cost in found), MOST_QUERIES))
    return [*lines, "", loop_line(rounds)], bars


# ---------------------------------------------------------------- the truth
def reads_and_writes(sql: list[str]) -> tuple[int, int]:
    """How many statements read, and how many write; savepoints do neither."""
    first = [one.lstrip("( ").split(" ", 1)[0].upper() for one in sql]
    return first.count("SELECT"), sum(word in ("INSERT", "UPDATE", "DELETE") for word in first)


def truth_of_one(blocks: int, *, changed: bool) -> tuple[int, int]:
    """Reads and writes by which the queue learns, within a publication, what an original with so many blocks says."""
    from articles.models import BlogPostPage
    from translations.models import QueueItem
    from translations.states import State

    items = QueueItem.objects.filter(standing__state=State.CURRENT, source_locale__language_code="en")
    english = BlogPostPage.objects.filter(locale__language_code="en", slug__startswith="report-")
    row = english.filter(translation_key__in=items.values("translation_key")).first()
    publish(row.pk, blocks, "The first block.")
    return reads_and_writes(publish(row.pk, blocks, "Another block." if changed else "The first block."))


def publish(pk: int, blocks: int, first: str) -> list[str]:
    """Publish a post with so many blocks; returns the SQL by which the queue learns of it."""
    import json

    from articles.models import BlogPostPage
    from translations import standings

    heard: list[str] = []
    learn = standings.row_published

    def listen(row: Any) -> bool:
        said: list[bool] = []
        heard.extend(statements(lambda: said.append(learn(row))))
        return said[0]

    row = BlogPostPage.objects.get(pk=pk)
    texts = [first, *(f"Block {number}." for number in range(1, blocks))]
    body = [{"type": "rich_text", "value": f"<p>{text}</p>", "id": str(place)} for place, text in enumerate(texts)]
    row.body = json.dumps(body)
    with mock.patch.object(standings, "row_published", listen):
        row.save_revision().publish()
    return heard


def truth_report() -> tuple[list[str], list[Bar]]:
    """What a publication costs the queue; undone."""
    from django.db import transaction

    found: dict[tuple[int, bool], tuple[int, int]] = {}
    for blocks in BLOCKS:
        for changed in (True, False):
            with transaction.atomic():
                found[blocks, changed] = truth_of_one(blocks, changed=changed)
                transaction.set_rollback(True)
    lines = ["The truth of one original after it was published:"]
    for (blocks, changed), (reads, writes) in found.items():
        what = "changed" if changed else "unchanged"
        lines.append(f"  {blocks:>3} blocks, {what:<9}: {reads} reads, {writes} writes")
    bars = [Bar(f"reads with {blocks} blocks", found[blocks, True][0], MOST_READS) for blocks in BLOCKS]
    few, many = BLOCKS
    for changed in (True, False):
        bars.append(Bar("reads that grow with blocks", abs(found[few, changed][0] - found[many, changed][0]), 0))
    bars += [Bar(f"writes with {blocks} unchanged blocks", found[blocks, False][1], 0) for blocks in BLOCKS]
    return lines, bars


def check_queries() -> int:
    """Queries of `translation_queue --check`; exits where it finds a difference."""
    from translations import rebuild

    faults: list[Any] = []
    sql = statements(lambda: faults.extend(rebuild.check()))
    if faults:
        raise SystemExit(f"The queue is not the truth: {faults[0].what}: {faults[0].why}")
    return len(sql)


def check_report(found: dict[int, int]) -> tuple[list[str], list[Bar]]:
    """Queries of the check by number of sources; what does not grow is judged from 1,000 on."""
    per = {size: 100 * queries / size for size, queries in found.items()}
    told = ", ".join(f"{queries} for {size:,} ({per[size]:.1f} per 100)" for size, queries in found.items())
    bars = [Bar(f"queries of --check per 100 of {size:,}", per[size], CHECK_QUERIES) for size in per if size >= 1_000]
    return [f"translation_queue --check: {told} sources."], bars


def run(rounds: int, sizes: tuple[int, ...] = SIZES) -> tuple[list[str], list[Bar]]:
    """Fill the database step by step, measuring at each size."""
    from home.bulk.make import make

    costs: dict[int, dict[str, Cost]] = {}
    checks: dict[int, int] = {}
    for size in sizes:
        print(f"Filling the database with {size:,} pages in two locales …", flush=True)
        make(size)
        refresh_statistics()
        desk = Desk(size)
        costs[size] = measure(desk.pages, desk.get, rounds, rows_of)
        checks[size] = check_queries()
    lines, bars = pages_report(costs, rounds)
    for more_lines, more_bars in (truth_report(), check_report(checks)):
        lines, bars = [*lines, "", *more_lines], [*bars, *more_bars]
    return lines, bars


def refresh_statistics() -> None:
    """Let PostgreSQL know what has come, as its own housekeeping does within a minute; SQLite needs nothing."""
    from django.db import connection

    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

"""What search costs at 2,000 and at 20,000 pages: asking, indexing, the update of one page.

Times are told in milliseconds and judged as they would be where the calibration loop takes `LOOP` milliseconds, as
on an idle machine of the kind that the bars were set for.
"""

import gc
import os
import random
import statistics
import threading
from collections.abc import Callable, Sequence
from typing import Any

from . import library
from .invented import Language
from .measure import Bar, calibration_loop, clock, time_of

SIZES = (2_000, 20_000)
QUESTIONS = 120  # in each language
LOOP = 6.0
SLOWEST = {"sqlite": 40, "postgresql": 30}
INDEXING, MEGABYTES, UPDATE = 60, 300, 20
UPDATES = 40

Asked = tuple[str, str, dict[str, str]]  # language, words, filters


def asked(texts: int) -> list[Asked]:
    """Questions and keywords in both languages, a quarter with a topic and a quarter with a topic and a year."""
    from articles.models import Topic

    chance = random.Random(6)
    topics = list(Topic.objects.values_list("slug", flat=True))
    found = []
    for code in library.CODES:
        for turn, words in enumerate(Language(code).questions(QUESTIONS, texts)):
            filters = {"topic": chance.choice(topics)} if turn % 4 > 1 else {}
            filters |= {"year": str(chance.randrange(2012, 2025))} if turn % 8 > 5 else {}
            found.append((code, words, filters))
    chance.shuffle(found)
    return found


def asked_briefly(texts: int) -> list[Asked]:
    """One word or two, in both languages: these also cross from one language into the other."""
    found = [(code, words, {}) for code in library.CODES for words in Language(code).short(QUESTIONS, texts)]
    random.Random(7).shuffle(found)
    return found


def ask(one: Asked) -> Any:
    """Search as a visitor does: a new request, results with extracts, filters, the other language."""
    from django.http import HttpRequest
    from django.utils import translation

    from core.readers import reader_of
    from search.queries import Query, search
    from search.reading import Choices

    code, words, filters = one
    with translation.override(code):
        request = HttpRequest()
        request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
        return search(Query.read(words), reader_of(request), None, Choices.read(filters))


class Times:
    """Milliseconds of some work, done again and again, each beside a calibration loop."""

    def __init__(self, work: Callable[[Any], Any], inputs: Sequence[Any]) -> None:
        for one in inputs[:5]:
            work(one)  # fills caches; not counted
        gc.collect()
        gc.freeze()
        loops, self.found = [], []
        for one in inputs:
            loops.append(1000 * time_of(calibration_loop))
            self.found.append(1000 * time_of(lambda one=one: work(one)))
        gc.unfreeze()
        self.loop = statistics.median(loops)

    def share(self, share: float) -> float:
        """The time that so much of all does not exceed."""
        ordered = sorted(self.found)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    def judged(self, share: float) -> float:
        """The same where the loop takes `LOOP`."""
        return self.share(share) * LOOP / self.loop

    def __str__(self) -> str:
        return (
            f"p50 {self.share(0.5):.1f} ms, p95 {self.share(0.95):.1f} ms (loop {self.loop:.1f} ms; "
            f"where it takes {LOOP:g} ms: p50 {self.judged(0.5):.1f}, p95 {self.judged(0.95):.1f})"
        )


def megabytes() -> float:
    """How large the database is."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
            return cursor.fetchone()[0] / 1e6
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return cursor.fetchone()[0] / 1e6


def alike(pk: int) -> list[Any]:
    """What is like an article, as it is brought below it."""
    from django.http import HttpRequest

    from core.readers import reader_of
    from search.related import related_to

    request = HttpRequest()
    request.META |= {"SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    return related_to(pk, reader_of(request), library.CODES[0])


def index() -> float:
    """Seconds that `update_index` takes, where the loop takes `LOOP`."""
    from django.core.management import call_command

    loops = [1000 * time_of(calibration_loop) for _ in range(5)]
    seconds = time_of(lambda: call_command("update_index", verbosity=0))
    loops += [1000 * time_of(calibration_loop) for _ in range(5)]
    return seconds * LOOP / statistics.median(loops)


def update(pk: int) -> None:
    """Put one page with new words into the index."""
    from articles.models import BlogPostPage
    from search.engine import postings

    page = BlogPostPage.objects.get(pk=pk)
    page.title = f"{page.title} {random.randrange(10**6)}"
    BlogPostPage.objects.filter(pk=pk).update(title=page.title)
    postings.write(BlogPostPage, [pk])


def two_writers(pks: Sequence[int]) -> int:
    """Two threads update the same pages at once; returns how many differences the check finds afterwards."""
    from django.db import connection

    from search.engine.check import check

    def work() -> None:
        for pk in pks:
            update(pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(list(check(mend=False)))


def run(sizes: Sequence[int] = SIZES) -> tuple[list[str], list[Bar]]:
    """Fill the database step by step, measuring at each size."""
    from django.db import connection

    from articles.models import BlogPostPage
    from home.setup import setup_site

    setup_site()
    lines, bars, made = [f"Search on {connection.vendor}, {os.cpu_count()} processors, in {clock().__name__}:"], [], 0
    for size in sizes:
        print(f"Filling the database with {size:,} articles …", flush=True)
        library.fill(made // 2, size // 2)
        before, made = megabytes(), size
        seconds, grown = index(), megabytes() - before
        found, brief = Times(ask, asked(size // 2)), Times(ask, asked_briefly(size // 2))
        pks = list(BlogPostPage.objects.order_by("pk").values_list("pk", flat=True)[:UPDATES])
        near, updates = Times(alike, pks), Times(update, pks)
        lines += [f"{size:,} pages", f"  a search: {found}", f"  a search for one word or two: {brief}"]
        lines += [f"  what is like an article: {near}", f"  an update: {updates}"]
        lines += [f"  indexing what was added: {seconds:.0f} s where the loop takes {LOOP:g} ms, {grown:.0f} MB"]
        bars.append(Bar(f"ms of an update at {size:,}, p95", updates.judged(0.95), UPDATE))
        if size == max(SIZES):
            bars.append(Bar(f"ms of a search at {size:,}, p95", found.judged(0.95), SLOWEST[connection.vendor]))
            bars += [Bar("seconds of indexing", seconds, INDEXING), Bar("MB of index", grown, MEGABYTES)]
    bars.append(Bar("differences after two writers at once", two_writers(pks[:10]), 0))
    return lines, bars

"""Asks the questions, as a visitor would, and says at which rank their paragraphs came."""

import gc
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import NAMESPACE_URL, uuid5

from django.core.management import call_command
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page

from articles.models import BlogIndexPage, BlogPostPage
from core.readers import reader_of
from search.queries import Query, Results, search

from .corpus import HOSTILE, SETS, Corpus, percentile

PLACES = 10


@dataclass
class Measure:
    """What came of a set of queries. `ranks`: where the right page stood, 0 where it did not."""

    ranks: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    nothing: int = 0

    def line(self, language: str, name: str) -> str:
        """The set in a line."""
        number = len(self.ranks) or 1
        held = [rank for rank in self.ranks if rank]
        mrr = sum(1 / rank for rank in held) / number
        recalls = [sum(rank <= place for rank in held) / number for place in (1, 5, PLACES)]
        parts = [
            f"{language:<3} {name:<14} n={len(self.ranks):<5} MRR@10 {mrr:.3f}",
            *(f"R@{place} {recall:.3f}" for place, recall in zip((1, 5, PLACES), recalls, strict=True)),
            f"neither {self.nothing / number:.2%}",
            f"p50 {_ms(self.seconds, 0.5)} ms  p95 {_ms(self.seconds, 0.95)} ms",
        ]
        return "  ".join(parts)


def _ms(seconds: list[float], share: float) -> str:
    return f"{1000 * percentile(seconds, share):.1f}"


def measured(corpus: Corpus, only: list[str]) -> Iterator[str]:
    """A line for each language and set."""
    pages = load(corpus)
    gc.collect()
    gc.freeze()
    for language in corpus.languages:
        for name in SETS:
            if only and name not in only:
                continue
            measure = Measure()
            for query, wanted in corpus.queries(language, name):
                _ask(measure, language, query, pages[(language, wanted)], follow=name == "typo")
            yield measure.line(language, name)
        if not only or "hostile" in only:
            measure = Measure()
            for query in HOSTILE:
                _ask(measure, language, query, 0)
            yield f"{language:<3} hostile        n={len(HOSTILE)} all answered, p95 {_ms(measure.seconds, 0.95)} ms"


def load(corpus: Corpus) -> dict[tuple[str, str], int]:
    """Each paragraph as a published post: (language, id) -> page. The languages of one are translations."""
    found = {}
    blogs = {blog.locale.language_code: blog for blog in BlogIndexPage.objects.select_related("locale")}
    for number, paragraph in enumerate(corpus.paragraphs):
        blog = blogs[paragraph.language]
        page = BlogPostPage(
            title=paragraph.article,
            intro="–",  # a post has one; this has no words
            slug=f"paragraph-{number}",
            locale=blog.locale,
            translation_key=uuid5(NAMESPACE_URL, paragraph.id),
            body=[{"type": "rich_text", "value": f"<p>{_escaped(paragraph.text)}</p>"}],
        )
        Page.objects.get(pk=blog.pk).add_child(instance=page)
        found[(paragraph.language, paragraph.id)] = page.pk
    call_command("update_index", verbosity=0)
    return found


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _ask(measure: Measure, language: str, query: str, wanted: int, follow: bool = False) -> None:
    found = _searched(measure, language, query)
    if follow and found.suggestion:
        found = _searched(Measure(), language, found.suggestion)
    shown = [result.id for result in (*found.results, *found.related)]
    measure.ranks.append(shown.index(wanted) + 1 if wanted in shown[:PLACES] else 0)
    measure.nothing += not shown


def _searched(measure: Measure, language: str, query: str) -> Results:
    with translation.override(language):
        request = HttpRequest()
        request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "localhost", "80"
        reader = reader_of(request)
        began = time.perf_counter()
        found = search(Query.read(query), reader)
        measure.seconds.append(time.perf_counter() - began)
        return found

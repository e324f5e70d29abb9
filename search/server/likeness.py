"""Pages like another, and pages by how their titles begin, told by a server. Only pages that may be seen are told."""

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from wagtail.models import Page

from language.analysis import analyser
from search.engine.beginnings import words_of
from search.engine.likeness import HEAVIEST, SHARED, TELLING
from search.engine.ranking import SPARE

from . import bodies
from .analysis import LONGEST_BEGINNING
from .asking import Gate, ask
from .documents import FIELDS

if TYPE_CHECKING:
    from .backends import Backend

LIMITS = {
    "max_query_terms": TELLING,
    "min_term_freq": 1,
    "min_doc_freq": 2,
    "minimum_should_match": str(SHARED),
}


def alike(backend: "Backend", pk: int, rows: QuerySet[Page], locale: str, number: int) -> list[Page]:
    """Those of `rows`, pages of one language, that are most like one of them, best first. Three queries at most.

    Nothing is like a page that is not among `rows` itself: what a draft is about is told to nobody.
    """
    gate = Gate(rows)
    gate.look([pk])
    if pk not in gate.seen:
        return []
    reader = analyser(locale)
    stops = sorted({reader.stem(word) for word in reader.stop_words})
    body = bodies.alike(pk, FIELDS, stops, LIMITS, number + HEAVIEST)
    [told] = ask(backend, [(locale, body)])
    gate.look(found.object_id for found in told.hits)
    facets = {each.object_id: each.facets for each in told.hits if each.object_id in gate.seen and each.object_id != pk}
    best = list(facets)[:number]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=best).only("title", "url_path")}
    for found in pages.values():
        found.facets = facets[found.pk]
    return [pages[each] for each in best if each in pages]


def nearest(backend: "Backend", text: str, rows: QuerySet[Page], locale: str, number: int) -> list[int]:
    """The first so many `rows` of one language in whose title each word that was typed begins some word. One query."""
    words = [word[:LONGEST_BEGINNING] for word in words_of(text)]
    if not words:
        return []
    [told] = ask(backend, [(locale, bodies.beginning(words, " ".join(words), number + SPARE))])
    gate = Gate(rows)
    gate.look(found.object_id for found in told.hits)
    return [found.object_id for found in told.hits if found.object_id in gate.seen][:number]

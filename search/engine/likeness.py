"""Pages that are about the same as another: those that share its most telling words."""

from functools import cache

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from wagtail.models import Page

from language.analysis import analyser

from .contents import root_of
from .ranking import condition
from .reading import marks
from .scoring import K1, B
from .terms import space, term

HEAVIEST = 64  # words of a page that are counted; those of its title, its summary and its topics weigh most
TELLING = 12  # of them that are asked for
SHARED = 2  # of these stand in what is alike: one may be chance
COMMON = 0.2  # of all documents hold a word that tells nothing

ALIKE = """
WITH own AS MATERIALIZED (
    SELECT d.id, 1.0 * COALESCE(NULLIF(d.length, 0), 1) AS length FROM search_document d
    WHERE d.model = %s AND d.object_id = %s AND {rows}
), heaviest AS MATERIALIZED (
    SELECT p.term, p.weight FROM search_posting p JOIN own ON p.document_id = own.id
    WHERE p.term NOT IN ({stops}) ORDER BY p.weight DESC, p.term LIMIT {heaviest}
), counted AS MATERIALIZED (
    SELECT h.term, h.weight, (SELECT COUNT(*) FROM search_posting p WHERE p.term = h.term) AS held, every.number
    FROM heaviest h, (SELECT COUNT(*) AS number FROM search_document WHERE model = %s AND locale = %s) every
), telling AS MATERIALIZED (
    SELECT term, LN(1.0 * number / held) * weight / (weight + {k1}) AS gain FROM counted
    WHERE held > 1 AND (held <= 2 OR held <= {common} * number) ORDER BY gain DESC, term LIMIT {telling}
), alike AS MATERIALIZED (
    SELECT p.document_id, SUM(t.gain * p.weight / (p.weight + {k1} * (1 - {b} + {b} * p.length / own.length))) AS score
    FROM telling t JOIN search_posting p ON p.term = t.term, own WHERE p.document_id <> own.id
    GROUP BY p.document_id HAVING COUNT(*) >= {shared}
)
SELECT page.id, page.title, page.url_path, d.facets FROM alike
JOIN search_document d ON d.id = alike.document_id JOIN wagtailcore_page page ON page.id = d.object_id
WHERE {rows} ORDER BY alike.score DESC, d.id LIMIT %s
"""


NUMBERS = {"heaviest": HEAVIEST, "telling": TELLING, "shared": SHARED, "common": COMMON, "k1": K1, "b": B}


@cache
def stop_terms(model: str, locale: str) -> frozenset[int]:
    """The terms of words that say nothing."""
    reader, where = analyser(locale), space(model, locale)
    return frozenset(term(where, reader.stem(word)) for word in reader.stop_words)


def alike(pk: int, rows: QuerySet[Page], locale: str, number: int) -> list[Page]:
    """Those of `rows`, pages of one language, that are most like one of them, best first. One query.

    Each has its title, its path and the `facets` that the index keeps of it. Nothing is like a page that is not
    among `rows` itself: what a draft is about is told to nobody.
    """
    model, stops = root_of(Page), sorted(stop_terms(root_of(Page), locale)) or [0]
    try:
        among, parameters = condition(rows)
    except EmptyResultSet:
        return []
    statement = ALIKE.format(rows=among, stops=marks(stops), **NUMBERS)
    return list(Page.objects.raw(statement, [model, pk, *parameters, *stops, model, locale, *parameters, number]))

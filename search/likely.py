"""Which words of another language are likely the translation of a word, by pages that are in both languages.

What translations say as often as their originals say the word, each of them, and other pages of that language do not.
"""

from collections.abc import Sequence
from itertools import chain
from math import log, sqrt

from django.db import connection

from language.analysis import analyser

from .engine.asked import Question
from .engine.likeness import stop_terms
from .engine.reading import marks
from .engine.terms import space, term
from .results import PAGES

OFTEN = 0.5  # of the translations hold a word that may be that of the word
CANDIDATES = 60
RARE, AMOUNT = 0.7, 0.25  # how much it tells that a word is rare elsewhere, and that it is said as often
ENOUGH = 3  # one page teaches no less: a word that it says once, and not in its title, goes with all that it says once
NEAR, MOST_LIKELY = 0.85, 5  # as likely as this beside the likeliest, a word is asked for too; so many at the most

# Of what most translations of the pages with a word hold: how it goes with the word, its size and amount there, in how
# many it stands, the amount of the word, in how many of all documents it stands. The very word comes first.
TAUGHT = """
WITH pair (place, page, twin) AS (VALUES {pairs}), word (place, term) AS (VALUES {words}), taught AS (
    SELECT pair.place, pair.twin, SUM({own}) AS weight FROM pair JOIN word ON word.place = pair.place
    JOIN search_document own ON own.model = %s AND own.object_id = pair.page
    JOIN search_posting held ON held.term = word.term AND held.document_id = own.id GROUP BY pair.place, pair.twin
)
"""
SAID = """
SELECT %s, said.*, (SELECT SUM(weight) FROM taught WHERE place = %s),
    (SELECT COUNT(*) FROM search_posting p WHERE p.term = said.term)
FROM (
    SELECT held.term, SUM(taught.weight * {own}), SUM({own} * {own}), SUM({own}), COUNT(*)
    FROM taught JOIN search_posting held ON held.document_id = taught.twin
    WHERE taught.place = %s AND held.term NOT IN ({stops})
    GROUP BY held.term HAVING COUNT(*) >= %s
    ORDER BY CASE WHEN held.term = %s THEN 0 ELSE 1 END, COUNT(*) DESC, held.term LIMIT %s
) said
"""
WEIGHT = "CASE WHEN held.weight < 6 THEN held.weight ELSE 6 END"  # a word over and over says no more

Pairs = list[tuple[int, int]]  # a page, and the document of its translation
Likely = dict[int, float]  # term of the other language -> how likely it is the translation


def translations(
    words: Sequence[set[int]], same: Sequence[int], twins: Sequence[Pairs], code: str, documents: int
) -> list[Likely]:
    """For each word, by its terms, what is likely its translation into a language of so many documents, as shares of
    the likeliest; `twins` are pages that hold it and are in both, `same` what the other language would call the very
    word: a name, or a number, is its own translation. Nothing where a word has none. One query."""
    if not all(twins):
        return []
    found: list[Likely] = [{} for _some in twins]
    rows = _said(words, same, twins, sorted(stop_terms(PAGES, code)) or [0])
    itself = {place for place, each, *_rest in rows if each == same[place]}
    for place, each, dot, size, amount, hits, own, held in rows:
        is_taught = (len(twins[place]) > 1 or own >= ENOUGH) and place not in itself
        if is_taught and held > hits:  # what no other document holds leads nowhere
            alike = dot / sqrt(size) * hits * (min(amount, own) / max(amount, own)) ** AMOUNT
            found[place][each] = alike * log(1 + documents / held) ** RARE
    return [_likeliest(way) for way in found] if all(found) else []


def _likeliest(way: Likely) -> Likely:
    """The best of them."""
    first = max(way.values())
    best = sorted(way, key=lambda each: (-way[each], each))[:MOST_LIKELY]
    return {each: way[each] / first for each in best if way[each] >= NEAR * first}


def _said(words: Sequence[set[int]], same: Sequence[int], twins: Sequence[Pairs], stops: Sequence[int]) -> list[tuple]:
    """(number of the word, a term that most of its translations hold, what SAID tells of it)."""
    pairs = [(place, *pair) for place, some in enumerate(twins) for pair in some]
    terms = [(place, each) for place, some in enumerate(words) for each in some]
    statements = [TAUGHT.format(pairs=_rows(pairs), words=_rows(terms), own=WEIGHT)]
    parameters = [*chain(*pairs), *chain(*terms), PAGES]
    for place, some in enumerate(twins):
        statements.append(("UNION ALL" if place else "") + SAID.format(stops=marks(stops), own=WEIGHT))
        parameters += [place, place, place, *stops, OFTEN * len(some), same[place], CANDIDATES]
    with connection.cursor() as cursor:
        cursor.execute("".join(statements), parameters)
        return cursor.fetchall()


def terms_of(asked: Question, group: int, code: str) -> set[int]:
    """What the index calls the words of a group, in the language that they were typed in."""
    where = space(PAGES, code)
    return {term(where, word.stem) for number, word in enumerate(asked.words) if group >> number & 1}


def very_word(asked: Question, group: int, code: str) -> int:
    """What the index would call the first word of a group in another language."""
    first = next(word for number, word in enumerate(asked.words) if group >> number & 1)
    return term(space(PAGES, code), asked.stem_in(analyser(code), first))


def _rows(rows: Sequence[tuple]) -> str:
    return ", ".join(f"({marks(row)})" for row in rows)

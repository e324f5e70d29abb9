"""“Did you mean”: a word that public pages hold, one slip away from one that none holds.

A slip is a letter too many, too few, another, or two that changed places. It leaves the beginning or the end
of a word alone, so candidates stand in two ranges of the list of words.
"""

from collections.abc import Sequence

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from language.analysis import Asked, analyser

from .engine.contents import root_of
from .engine.ranking import condition
from .engine.terms import form, space, term

SHORTEST = 4
LONG = 9  # letters; so long a word is known in spite of two slips
MOST_CANDIDATES = 12
MOST_WORDS = 3  # of one query
LAST = "\U0010ffff"

CANDIDATES = """
SELECT word, written FROM search_word
WHERE locale = %s AND word{order} >= %s AND word{order} < %s AND LENGTH(word) BETWEEN %s AND %s
UNION
SELECT word, written FROM search_word
WHERE locale = %s AND backwards{order} >= %s AND backwards{order} < %s AND LENGTH(word) BETWEEN %s AND %s
"""
COMMONNESS = """
WITH w (word, term, forms) AS (VALUES {words})
SELECT w.word, (SELECT COUNT(*) FROM search_posting p WHERE p.term = w.term AND (p.forms & w.forms) <> 0) FROM w
"""
HELD = """
SELECT 1 FROM search_posting p
JOIN search_document d ON d.id = p.document_id
JOIN search_documenttext t ON t.document_id = d.id
WHERE p.term = %s AND (p.forms & %s) <> 0 AND d.model = %s AND t.words LIKE %s AND {rows} LIMIT 1
"""


def suggestion(text: str, unknown: Sequence[Asked], locale: str, rows: QuerySet) -> str:
    """`text` with words that no row holds replaced by the nearest that one does; "" where there is none.

    Three queries a word as a rule, for three words at most; a word is offered only if one of `rows` holds it just so.
    """
    better = text
    for asked in unknown[:MOST_WORDS]:
        if len(asked.word) >= SHORTEST and asked.word.isalpha() and (written := _nearest(asked.word, locale, rows)):
            better = better.replace(asked.written, written)
    return better if better.casefold() != text.casefold() else ""


def _nearest(word: str, locale: str, rows: QuerySet) -> str:
    """The nearest word, as it is written; of equally near ones that which begins the same, then the commonest."""
    limit = 2 if len(word) >= LONG else 1
    near, letters = {}, set(word)
    for other, written in _candidates(word, locale, limit):
        if len(letters ^ set(other)) > 2 * limit:  # a slip changes two letters at most
            continue
        if (limit > 1 or is_one_slip(word, other)) and (distance := slips(word, other, limit)) <= limit:
            near[other] = (distance, other[0] != word[0], written)
    nearest = sorted(near, key=lambda other: near[other][:2])[:MOST_CANDIDATES]
    often = _commonness(nearest, locale, rows)
    for other in sorted(nearest, key=lambda other: (*near[other][:2], -often[other])):
        if often[other] and _is_held(other, locale, rows):
            return near[other][2]
    return ""


def _candidates(word: str, locale: str, limit: int) -> list[tuple[str, str]]:
    middle = len(word) // 2
    start, end = word[: middle - 1], word[middle + 1 :][::-1]
    lengths = [len(word) - limit, len(word) + limit]
    order = ' COLLATE "C"' if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(
            CANDIDATES.format(order=order),
            [locale, start, start + LAST, *lengths, locale, end, end + LAST, *lengths],
        )
        return cursor.fetchall()


def _commonness(words: Sequence[str], locale: str, rows: QuerySet) -> dict[str, int]:
    """In how many documents, drafts included, each word stands in about this form."""
    if not words:
        return {}
    reader, where = analyser(locale), space(root_of(rows.model), locale)
    cells = [cell for word in words for cell in (word, term(where, reader.stem(word)), form(word))]
    marks = ", ".join(["(CAST(%s AS varchar(60)), CAST(%s AS bigint), CAST(%s AS smallint))"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(COMMONNESS.format(words=marks), cells)
        return dict(cursor.fetchall())


def _is_held(word: str, locale: str, rows: QuerySet) -> bool:
    """Whether any of the rows holds the word just as it is."""
    model = root_of(rows.model)
    try:
        among, parameters = condition(rows)
    except EmptyResultSet:
        return False
    place = term(space(model, locale), analyser(locale).stem(word))
    with connection.cursor() as cursor:
        cursor.execute(HELD.format(rows=among), [place, form(word), model, f"% {word} %", *parameters])
        return cursor.fetchone() is not None


def is_one_slip(one: str, other: str) -> bool:
    """Whether words may be one slip apart: beginning and end that they share leave no more than that between them."""
    longest = max(len(one), len(other))
    same = next((place for place, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), longest)
    ends = zip(reversed(one), reversed(other), strict=False)
    return same + next((place for place, pair in enumerate(ends) if pair[0] != pair[1]), longest) >= longest - 2


def slips(one: str, other: str, limit: int) -> int:
    """How many slips lead from one word to another; more than `limit` is only said to be more."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, wanted in enumerate(other, 1):
            cost = min(before[j] + 1, row[-1] + 1, before[j - 1] + (letter != wanted))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == wanted:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return row[-1]

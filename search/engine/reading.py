"""Postings as they stand in the table: the statements that ask for them, and how their rows come here."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from struct import Struct

from django.db import connection

COUNTS = "SELECT term, COUNT(*) FROM search_posting WHERE term IN ({terms}) GROUP BY term"
POSTINGS = "SELECT term, document_id, forms, length, weight FROM search_posting WHERE term IN ({terms})"
# A row of its own for each language that is to be counted, under its number in place of a term.
SPACE = """
UNION ALL SELECT %s, COUNT(*), 0, 0, CAST(COALESCE(AVG(length), 0) AS real)
FROM search_document WHERE model = %s AND locale = %s
"""
# PostgreSQL sends each cell as text; thousands of rows are quicker as the bytes of one, three cells in one number:
# forms are fifteen bits, and no length is above 32,000 (terms.py).
PACKED = """
SELECT term, string_agg(
    int8send((document_id::bigint << 32) | (forms::bigint << 16) | length::bigint) || float4send(weight), ''
) FROM ({rows}) AS rows (term, document_id, forms, length, weight) GROUP BY term
"""
ROW = Struct("!iHHf")
Posting = tuple[int, int, int, float]  # document, forms, length, weight
_TERM = itemgetter(0)


def marks(values: Sequence) -> str:
    """A place in a statement for each value."""
    return ", ".join(["%s"] * len(values))


def read(statement: str, terms: Sequence[int], more: Sequence = ()) -> list[tuple]:
    """The rows of a statement about terms, or about documents; none where there are none to ask about."""
    if not terms:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement.format(terms=marks(terms)), [*terms, *more])
        return cursor.fetchall()


def postings(statement: str, terms: Sequence[int], more: Sequence = ()) -> Mapping[int, list[Posting]]:
    """What `read` gives, of a statement with the five cells of a posting, by the first of them."""
    if connection.vendor == "postgresql":
        rows = read(PACKED.replace("{rows}", statement), terms, more)
        return {term: list(ROW.iter_unpack(packed)) for term, packed in rows}
    rows = sorted(read(statement, terms, more), key=_TERM)
    return {term: [row[1:] for row in some] for term, some in groupby(rows, _TERM)}


def kept_as(*parts: str) -> str:
    """The key under which the cache keeps something of this database's index."""
    return f"search:{connection.settings_dict['NAME']}:{':'.join(parts)}"

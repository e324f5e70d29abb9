"""Postings as they stand in the table: the statements that ask for them, and how their rows come here."""

from collections.abc import Sequence
from struct import Struct

from django.db import connection

COUNTS = "SELECT term, COUNT(*) FROM search_posting WHERE term IN ({terms}) GROUP BY term"
POSTINGS = "SELECT term, document_id, weight, length, forms FROM search_posting WHERE term IN ({terms})"
# A row of its own for each language that is to be counted, told from postings by having no forms.
SPACE = """
UNION ALL SELECT %s, COUNT(*), CAST(AVG(length) AS real), 0, 0 FROM search_document WHERE model = %s AND locale = %s
"""
# PostgreSQL sends each cell as text; thousands of rows are quicker as the bytes of one.
PACKED = """
SELECT string_agg(
    int8send(term) || int4send(document_id::int) || float4send(weight) || int4send(length) || int2send(forms::smallint),
    ''
) FROM ({rows}) AS rows (term, document_id, weight, length, forms)
"""
ROW = Struct("!qifih")


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


def packed(statement: str, terms: Sequence[int], more: Sequence = ()) -> list[tuple]:
    """What `read` gives, of a statement with the five cells of a posting: on PostgreSQL as the bytes of one row."""
    if connection.vendor != "postgresql":
        return read(statement, terms, more)
    found = read(PACKED.replace("{rows}", statement), terms, more)
    return list(ROW.iter_unpack(found[0][0])) if found and found[0][0] else []


def kept_as(*parts: str) -> str:
    """The key under which the cache keeps something of this database's index."""
    return f"search:{connection.settings_dict['NAME']}:{':'.join(parts)}"

"""Each posting comes back as it stands in the table, also where its numbers are as large as they can be."""

import pytest
from django.db import connection

from search.engine.reading import POSTINGS, postings
from search.engine.terms import LONGEST_DOCUMENT
from search.models import Document

pytestmark = pytest.mark.django_db
INSERT = "INSERT INTO search_posting (term, document_id, weight, length, forms) VALUES (%s, %s, %s, %s, %s)"


@pytest.mark.parametrize("term", [-(2**63), -1, 0, 7, 2**63 - 1])
@pytest.mark.parametrize(("forms", "length", "weight"), [(1, 0, 0.5), (2**15 - 1, LONGEST_DOCUMENT, 65_536.25)])
def test_the_largest_and_the_smallest_are_read_as_they_were_written(term, forms, length, weight) -> None:
    pks = [Document.objects.create(model="m", object_id=number, id=2**31 - number).pk for number in (1, 2)]
    with connection.cursor() as cursor:
        cursor.executemany(INSERT, [(term, pk, weight, length, forms) for pk in pks])
    assert {key: sorted(rows) for key, rows in postings(POSTINGS, [term]).items()} == {
        term: sorted((pk, forms, length, weight) for pk in pks)
    }
    assert postings(POSTINGS, []) == {}

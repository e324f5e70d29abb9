"""Each posting comes back as it stands in the table, also where its numbers are as large as they can be."""

import pytest
from django.db import IntegrityError, connection, transaction

from search.engine.check import check
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


def test_words_of_a_document_that_is_gone_are_kept_away_or_found_and_mended() -> None:
    """SQLite keeps them away itself."""
    gone = (7, 2**30, 1.0, 1, 1)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            with pytest.raises(IntegrityError), transaction.atomic():
                cursor.execute(INSERT, gone)
            return
        cursor.execute(INSERT, gone)
    assert [str(fault) for fault in check(mend=False)] == [f"search.Document {2**30}: words of a document that is gone"]
    assert len(list(check(mend=True))) == 1
    assert list(check(mend=False)) == []

"""Rows that stand in an editor's order."""

import pytest

from articles.models import PostPublication
from core.ordering import in_order
from tests import factories


def test_rows_are_numbered_as_they_come() -> None:
    rows = in_order(PostPublication() for _each in range(3))
    assert [row.sort_order for row in rows] == [0, 1, 2]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["en", "es"])
def test_a_row_that_is_written_anew_keeps_its_place(site, code) -> None:
    tree = getattr(site, code)
    listed = [factories.publication(tree, title) for title in ("One", "Two", "Three")]
    post = factories.post(tree, publications=listed)
    first = PostPublication.objects.filter(page=post).order_by("pk")[0]
    first.save()
    again = type(post).objects.get(pk=post.pk)
    assert [page.title for page in again.listed_pages()] == ["One", "Two", "Three"]

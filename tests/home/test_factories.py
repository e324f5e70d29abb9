"""The builders that every other test stands on."""

import pytest

from tests import factories


@pytest.mark.parametrize("code", ["en", "es"])
def test_builders_make_live_rows_in_the_tree_they_are_given(site, code) -> None:
    tree = getattr(site, code)
    topic = factories.topic(tree.locale, "Peace")
    person = factories.person(tree.locale, "Ada Example")
    publication = factories.publication(tree, "A work", topics=[topic], work=factories.work("W", authors=(person,)))
    post = factories.post(tree, "A post", topics=[topic], authors=[person], publications=[publication])
    assert post.live
    assert post.locale == publication.locale == tree.locale
    assert [row.topic for row in post.topics.all()] == [topic]
    assert post.publications.get().publication == publication
    assert publication.work.live

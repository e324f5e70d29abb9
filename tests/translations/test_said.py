"""What the queue learns within a publication is what then stands in the database, child rows included."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from articles.models import BlogPostPage
from tests import factories
from tests.translations.conftest import republish
from translations import guard, rebuild, said, standings
from translations.models import Original


def original_of(row) -> Original:
    return Original.objects.get(translation_key=row.translation_key, locale=row.locale_id)


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def test_what_is_remembered_of_a_published_original_is_what_its_row_says(scene):
    post = scene.post()
    for row in (post, republish(post, title="Three works"), republish(post, intro="Another sentence.")):
        assert original_of(row).content_digest == guard.row_digest(fresh(row))
    assert list(rebuild.check()) == []


def test_a_topic_that_is_taken_away_is_seen(scene):
    post = scene.post()
    before = original_of(post)
    draft = fresh(post)
    draft.topics.set([])
    draft.save_revision().publish()
    after = original_of(post)
    assert after.digest != before.digest
    assert after.content_digest == guard.row_digest(fresh(post))


def test_a_publication_reads_no_child_rows_again(scene, monkeypatch):
    post = scene.post()
    learn, asked = standings.row_published, []

    def listen(row):
        with CaptureQueriesContext(connection) as queries:
            answer = learn(row)
        asked.extend(one["sql"] for one in queries.captured_queries)
        return answer

    monkeypatch.setattr(standings, "row_published", listen)
    republish(post, title="Three works")
    assert asked
    for child in ("articles_posttopic", "articles_postauthor", "articles_postpublication", "wagtailcore_comment"):
        assert not [sql for sql in asked if child in sql]


def test_a_child_row_that_is_gone_when_an_old_draft_is_published_is_not_remembered(scene):
    """The draft still names it; the database has dropped it."""
    listed = factories.publication(scene.source, "A work")
    post = scene.post()
    draft = fresh(post)
    draft.publications.set([draft.publications.model(publication=listed)])
    draft.save_revision().publish()
    revision = fresh(post).save_revision()
    Page.objects.get(pk=listed.pk).delete()
    revision.publish()
    assert not fresh(post).publications.exists()
    assert original_of(post).content_digest == guard.row_digest(fresh(post))
    assert [fault for fault in rebuild.check() if fault.why == "original"] == []


# ---------------------------------------------------------------- what is kept, and for how long
def test_a_row_whose_children_are_not_in_memory_keeps_nothing(scene):
    row = fresh(scene.post())
    row.save()
    assert said.KEPT not in row.__dict__
    assert said.saved_content(row) == said.content_of(row)


def test_what_is_kept_is_given_once(scene):
    row = scene.post().latest_revision.as_object()
    row.save()
    kept = row.__dict__[said.KEPT]
    assert said.saved_content(row) is kept
    assert said.saved_content(row) is not kept


def test_a_later_save_forgets_what_an_earlier_one_kept(scene):
    row = scene.post().latest_revision.as_object()
    row.save()
    row.title = "Another title"
    row.save()
    assert said.saved_content(row)["title"] == "Another title"


@pytest.mark.parametrize("live", [True, False])
def test_only_what_readers_see_is_kept(scene, live):
    row = scene.post().latest_revision.as_object()
    row.live = live
    said.keep(BlogPostPage, row)
    assert (said.KEPT in row.__dict__) == live


def test_a_fixture_that_is_loaded_keeps_nothing(scene):
    row = scene.post().latest_revision.as_object()
    said.keep(BlogPostPage, row, raw=True)
    assert said.KEPT not in row.__dict__

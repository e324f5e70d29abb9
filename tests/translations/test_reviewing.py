"""The reviews of a translation are read once, however often somebody asks for the one in progress."""

import pytest

from tests.translations import story
from translations import queue, reviewing, services
from translations.drafts import open_review


@pytest.fixture
def item(scene):
    item = scene.start(scene.post())
    scene.save(item)
    return item


def target_of(item):
    """The target, as a list reads it: with its workflow."""
    return queue.rows([item])[0].target


def test_one_query_serves_each_later_question(scene, item, django_assert_num_queries) -> None:
    scene.submit(item)
    target = target_of(item)
    with django_assert_num_queries(1):
        [review] = reviewing.reviews_of(target)
        assert open_review(target) == review
        assert target.get_lock().for_user(scene.translator)
        assert reviewing.newest_draft(target, [review]).pk == target.latest_revision_id


def test_the_lock_is_the_one_that_wagtail_finds_by_itself(scene, item) -> None:
    scene.submit(item)
    target = target_of(item)
    reviewing.reviews_of(target)
    for user in (scene.translator, scene.reviewer, scene.editor, scene.other_reviewer):
        assert target.get_lock().for_user(user) == services.target_of(item).get_lock().for_user(user)


def test_what_is_in_no_review_costs_nothing(scene, item, django_assert_num_queries) -> None:
    target = target_of(item)
    with django_assert_num_queries(0):
        assert reviewing.reviews_of(target) == []
        assert reviewing.reviews_of(None) == []
    assert reviewing.request_for_changes([]) is None


def test_the_last_round_that_was_sent_back_is_told_and_no_approved_one(scene, item) -> None:
    for comment in ("The first round", "The second round"):
        scene.submit(item).current_workflow_task_state.specific.reject(user=scene.reviewer, comment=comment)
        assert reviewing.request_for_changes(reviewing.reviews_of(target_of(item))).comment == comment
    target = scene.submit(item)
    assert reviewing.request_for_changes(reviewing.reviews_of(target)).comment == "The second round"
    story.approve(target, scene.reviewer)
    assert reviewing.reviews_of(target_of(item)) == []


def test_a_draft_newer_than_its_review_is_the_newest(scene, item) -> None:
    scene.submit(item)
    target = services.target_of(item)
    reviews = reviewing.reviews_of(target)
    newer = target.save_revision()
    target.refresh_from_db()
    assert reviewing.newest_draft(target, reviews) == newer

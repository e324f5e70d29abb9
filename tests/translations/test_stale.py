"""The truth about freshness: a difference of content, never a date; and what follows from it by itself."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import PostAuthor
from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft, republish, stored
from translations import drafts, queue, services
from translations.models import Baseline, QueueItem
from translations.states import Flag, State

BODY = [("heading", "First"), ("heading", "Second")]


def row(item):
    """The item as the list shows it now."""
    return queue.rows([QueueItem.objects.get(pk=item.pk)])[0]


def flags(item) -> set[Flag]:
    return set(row(item).flags)


@pytest.fixture(scope="module", autouse=True)
def shared(kept_scene):
    item, target = kept_scene.live(kept_scene.post("One work"))
    assert (row(item).state, flags(item)) == (State.CURRENT, set())
    return item, services.source_of(item), target


@pytest.fixture
def published(shared, db):
    """A public translation, nothing open."""
    return deepcopy(shared)


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    """What follows after the commit, done."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


# ------------------------------------------------------------------ what makes stale
def test_republishing_without_a_change_is_not_a_change(published, commit) -> None:
    item, source, _target = published
    baselines = Baseline.objects.count()
    with commit():
        republish(source)
    assert (row(item).state, flags(item)) == (State.CURRENT, set())
    assert Baseline.objects.count() == baselines


def test_a_changed_word_is_known_in_the_same_request(published) -> None:
    """Without any task: nothing is captured here, so nothing ran after the commit."""
    item, source, _target = published
    republish(source, intro="Other words.")
    assert Flag.STALE in flags(item)


def test_one_changed_passage_is_one_passage_of_work(published, commit) -> None:
    item, source, _target = published
    with commit():
        republish(source, intro="Other words.")
    assert [segment.source for segment in services.what_is_missing(item)] == ["Other words."]
    assert (row(item).state, flags(item)) == (State.IN_PROGRESS, {Flag.STALE})


def test_the_public_translation_stays_as_it_is(published, commit, client) -> None:
    _item, source, target = published
    before = stored(target), client.get(target.url).content
    with commit():
        republish(source, intro="Other words.", title="Another title")
    after = stored(target), client.get(target.url).content
    assert after[0] == before[0]
    assert b"One work T" in after[1]
    assert b"Other words." not in after[1]


def test_a_draft_of_the_original_changes_nothing(published, commit) -> None:
    item, source, _target = published
    with commit():
        new_draft(source, intro="Not yet.")
    assert flags(item) == set()
    assert services.what_is_missing(item) == []


def test_a_change_taken_back_is_no_change(published, commit) -> None:
    item, source, _target = published
    intro = source.intro
    with commit():
        republish(source, intro="Other words.")
    with commit():
        republish(source, intro=intro)
    assert (row(item).state, flags(item)) == (State.CURRENT, set())


def test_the_old_text_comes_back_with_its_translation(published, commit) -> None:
    item, source, _target = published
    intro = source.intro
    for text in ("Other words.", intro):
        with commit():
            republish(source, intro=text)
    assert services.what_is_missing(item) == []


@pytest.mark.parametrize("what", ["date", "author", "picture", "address", "order"])
def test_a_change_without_words_counts(scene, commit, what) -> None:
    item, _target = scene.live(scene.post())
    source = services.source_of(item)
    changed = new_draft(source).as_object()
    if what == "date":
        changed.date = "2001-01-01"
    elif what == "author":
        changed.authors.add(PostAuthor(person=factories.person(scene.source.locale)))
    elif what == "picture":
        changed.hero_image, changed.hero_decorative = factories.picture(), True
    elif what == "address":
        changed.body = [*story.BODY[:2], ("quote", {**story.BODY[2][1], "url": "https://www.un.org/es"})]
    else:
        changed.body = [story.BODY[1], story.BODY[0], story.BODY[2]]
    with commit():
        changed.save_revision().publish()
    assert Flag.STALE in flags(item)
    # An address, a picture, a date: nothing to write. New block ids lose the translations inside them.
    if what in ("date", "author", "picture"):
        assert services.what_is_missing(item) == []
        assert row(item).state == State.READY


def test_a_snippet_goes_stale_as_a_page_does(scene, commit) -> None:
    item, target = scene.live(factories.topic(scene.source.locale, "Peace", description="On peace."))
    with commit():
        republish(services.source_of(item), description="On peace and quiet.")
    assert flags(item) == {Flag.STALE}
    assert type(target).objects.get(pk=target.pk).description == "On peace. T"


# ------------------------------------------------------------------ what ends it
def test_taking_the_text_over_does_not_end_it(published, commit) -> None:
    item, source, _target = published
    with commit():
        republish(source, intro="Other words.")
    assert services.take_over(item=item) is False
    assert Flag.STALE in flags(item)


def test_a_draft_does_not_end_it_and_its_approval_does(scene, published, commit) -> None:
    item, source, _target = published
    with commit():
        republish(source, intro="Other words.")
    scene.save(item)
    assert (row(item).state, flags(item)) == (State.READY, {Flag.STALE, Flag.BEHIND})
    target = scene.submit(item)
    assert (row(item).state, Flag.STALE in flags(item)) == (State.IN_REVIEW, True)
    story.approve(target, scene.reviewer)
    assert (row(item).state, flags(item)) == (State.CURRENT, set())
    assert services.target_of(item).intro == "Other words. T"


def test_saved_text_that_is_not_public_is_admitted(scene, published) -> None:
    item, _source, _target = published
    scene.save(item, intro="A better introduction")
    assert flags(item) == {Flag.BEHIND}


# ------------------------------------------------------------------ review and take-over
def test_a_change_waits_while_a_translation_is_in_review(scene, commit) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    with commit():
        republish(services.source_of(item), intro="Other words.")
    assert "Other words." not in [segment.source for segment in services.segments(item)]
    assert drafts.open_review(services.target_of(item)).revision_id == target.latest_revision_id


@pytest.mark.parametrize("decision", ["approve", "reject"])
def test_the_waiting_change_is_taken_over_when_the_review_ends(scene, commit, decision) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    with commit():
        republish(services.source_of(item), intro="Other words.")
    with commit():
        state = target.current_workflow_task_state
        seen = story.shown_digest(target.latest_revision)
        state.task.specific.on_action(state.specific, scene.reviewer, decision, seen=seen)
    assert "Other words." in [segment.source for segment in services.segments(item)]
    assert (Flag.STALE in flags(item)) is (decision == "approve")


def test_what_was_approved_in_the_meantime_is_what_is_public(scene, commit) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    with commit():
        republish(services.source_of(item), intro="Other words.")
    with commit():
        story.approve(target, scene.reviewer)
    assert services.target_of(item).intro == "About Two works. T"


def test_taking_over_is_logged(published, commit) -> None:
    from wagtail.models import PageLogEntry

    _item, source, target = published
    with commit():
        republish(source, intro="Other words.")
    assert PageLogEntry.objects.filter(page=target.pk, action="translations.take_over").count() == 1


def test_a_second_language_starts_from_the_present_original(scene, published, commit, settings) -> None:
    from wagtail.models import Locale

    from home.setup import setup_site

    _item, source, _target = published
    settings.SITE_LANGUAGES = ["en", "es", "pt"]
    setup_site()
    with commit():
        republish(source, intro="Other words.")
    pt = Locale.objects.get(language_code="pt")
    third = services.start_translation(source=services.source_of(_item), locale=pt, user=scene.admin)
    assert "Other words." in [segment.source for segment in services.segments(third)]


# ------------------------------------------------------------------ the source goes away
def test_a_withdrawn_original_leaves_the_translation_public(published) -> None:
    item, source, target = published
    source.unpublish()
    assert flags(item) == {Flag.SOURCE_UNPUBLISHED}
    assert type(target).objects.get(pk=target.pk).live


def test_a_deleted_original_leaves_the_translation_and_its_text(published) -> None:
    item, source, target = published
    source.delete()
    assert Flag.SOURCE_DELETED in flags(item)
    assert type(target).objects.get(pk=target.pk).live
    assert row(item).title == "One work T"


def test_a_translation_of_a_deleted_original_still_needs_review(published) -> None:
    from translations.exceptions import NotApproved

    _item, source, target = published
    source.delete()
    fresh = type(target).objects.get(pk=target.pk)
    fresh.title = "Unreviewed"
    with pytest.raises(NotApproved):
        fresh.save()


# ------------------------------------------------------------------ cost
def test_an_unchanged_publication_writes_nothing_to_the_queue(published, commit) -> None:
    _item, source, _target = published
    with CaptureQueriesContext(connection) as captured, commit():
        republish(source)
    written = [q["sql"] for q in captured.captured_queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert not [sql for sql in written if "wagtail_localize" in sql or "translations_baseline" in sql]

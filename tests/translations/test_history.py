"""All that happened to an item stands on its history: who, what, why, in the reader's language, at one price."""

import datetime
from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.log_actions import log
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft, republish
from tests.translations.queued import not_started
from translations import history, people, services
from translations.digests import shown_digest
from translations.models import Priority


@pytest.fixture(scope="module")
def shared(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    waiting = not_started(factories.post(kept_scene.source, "Three works"), kept_scene.target.locale)
    topic = kept_scene.start(factories.topic(kept_scene.source.locale, "Water"))
    return item, waiting, topic


@pytest.fixture
def item(shared, db):
    return deepcopy(shared[0])


@pytest.fixture
def waiting(shared, db):
    """Nobody began it: there is no target."""
    return deepcopy(shared[1])


@pytest.fixture
def topic(shared, db):
    """The item of a snippet."""
    return deepcopy(shared[2])


def told(item) -> list[tuple[str, str, str]]:
    """Who, what, why; oldest first."""
    _page, events = history.page_of(item)
    return [(event.who, event.what, event.why) for event in reversed(events)]


def live_a_whole_life(scene, item) -> None:
    """Each act that there is, by the one who may do it."""
    people.assign(item=item, assignee=scene.reviewer, user=scene.editor)
    people.hand_back(item=item, user=scene.reviewer, note="No time.")
    people.take(item=item, user=scene.translator)
    people.set_due(item=item, due=timezone.localdate() + datetime.timedelta(days=9), user=scene.editor)
    people.set_priority(item=item, priority=Priority.HIGH, user=scene.editor)
    scene.save(item)
    target = scene.submit(item, note="Please look at the title.")
    state = target.current_workflow_task_state
    seen = shown_digest(target.latest_revision)
    state.task.specific.on_action(state.specific, scene.reviewer, "reject", seen=seen, comment="The date is wrong.")
    scene.save(item, " U")
    story.approve(scene.submit(item), scene.reviewer)
    log(instance=services.target_of(item), action="translations.take_over", user=scene.editor)


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_each_act_is_told_with_whoever_did_it_and_why(scene, item, topic, kind) -> None:
    item = item if kind == "page" else topic
    live_a_whole_life(scene, item)
    found = told(item)
    editor, translator, reviewer = (user.username for user in (scene.editor, scene.translator, scene.reviewer))
    for who, what, why in (
        (editor, "Translation started", ""),
        (editor, f"Assigned to {reviewer}", ""),
        (reviewer, f"Put back for others; was with {reviewer}", "No time."),
        (translator, "Taken", ""),
        (editor, "Priority: High", ""),
        (translator, "Translation saved as a draft", ""),
        (translator, "Translation submitted for review", "Please look at the title."),
        (editor, "Changed original taken over", ""),
    ):
        assert (who, what, why) in found, what
    assert (reviewer, "Changes requested", "The date is wrong.") in found
    acts = [what for _who, what, _why in found]
    assert any(what.startswith("Due on ") for what in acts)
    assert any(who == reviewer and what == "Approved" for who, what, _why in found)
    assert any(who == reviewer and "ublished" in what for who, what, _why in found)


def test_starting_and_handing_in_are_told_once_and_name_no_page_above(scene, item) -> None:
    live_a_whole_life(scene, item)
    acts = [what for _who, what, _why in told(item)]
    assert acts.count("Translation started") == 1
    assert acts.count("Translation submitted for review") == 2
    assert [what for what in acts if what == "Created" or scene.source.blog.title in what or "Revisi" in what] == []


def test_acts_on_what_nobody_began_are_told_too(scene, waiting) -> None:
    people.take(item=waiting, user=scene.translator)
    people.hand_back(item=waiting, user=scene.translator, note="Later.")
    people.set_priority(item=waiting, priority=Priority.URGENT, user=scene.editor)
    acts = [(who, why) for who, what, why in told(waiting) if "Original" not in what]
    assert acts == [(scene.translator.username, ""), (scene.translator.username, "Later."), (scene.editor.username, "")]


def test_what_was_done_before_the_start_is_still_told_after_it(scene, waiting) -> None:
    people.take(item=waiting, user=scene.translator)
    scene.start(services.source_of(waiting))
    waiting.refresh_from_db()
    people.hand_back(item=waiting, user=scene.translator)
    acts = [what for _who, what, _why in told(waiting)]
    assert "Taken" in acts
    assert any(what.startswith("Put back") for what in acts)


def test_of_the_original_only_its_publications_are_told_and_nothing_of_its_drafts(scene, item) -> None:
    source = services.source_of(item)
    new_draft(source, title="Secretword")
    republish(source, title="Another title")
    source.refresh_from_db()
    source.save_revision(user=scene.editor, log_action=True)
    source.unpublish(user=scene.admin)
    acts = [what for _who, what, _why in told(item)]
    assert acts.count("Original taken down") == 1
    assert "Original published" in acts
    assert not any("Secretword" in what for what in acts)


def test_acts_about_another_language_of_the_same_original_are_not_told(scene, item) -> None:
    source = services.source_of(item)
    log(instance=source, action="translations.take", user=scene.editor, data={"item": item.pk + 1})
    assert (scene.editor.username, "Taken", "") not in told(item)


def test_of_a_translation_that_was_deleted_the_past_remains(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    services.target_of(item).delete()
    assert (scene.translator.username, "Taken", "") in told(item)


def test_what_goes_back_by_itself_has_nobodys_name(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    type(scene.translator).objects.filter(pk=scene.translator.pk).update(is_active=False)
    people.release_lost()
    who, what, _why = told(item)[-1]
    assert who == ""
    assert scene.translator.username in what


def test_notices_are_no_history(scene, item) -> None:
    before = len(told(item))
    people.assign(item=item, assignee=scene.translator, user=scene.editor)
    assert len(told(item)) == before + 1


def test_a_history_costs_the_same_however_long_it_is(scene, item, topic) -> None:
    for one in (item, topic):
        costs = []
        for count in (1, 60):
            for number in range(count):
                priority = Priority.HIGH if number % 2 else Priority.LOW
                people.set_priority(item=one, priority=priority, user=scene.editor)
            fresh = type(one).objects.select_related("content_type", "standing").get(pk=one.pk)
            history.page_of(fresh)
            with CaptureQueriesContext(connection) as captured:
                history.page_of(fresh)
            costs.append(len(captured))
        assert costs[0] == costs[1] <= 4


def test_the_screen_shows_it_page_by_page_and_in_spanish(scene, item) -> None:
    live_a_whole_life(scene, item)
    for number in range(60):
        people.set_priority(item=item, priority=number % 2, user=scene.editor)
    client, address = Client(), reverse("translations:history", args=[item.pk])
    client.force_login(scene.translator)
    profile = UserProfile.get_for_user(scene.translator)
    profile.preferred_language = "es"
    profile.save()
    first, second = (client.get(address, {"page": number}).content.decode() for number in (1, 2))
    assert first.count("Prioridad: ") == history.PER_PAGE
    assert "Tomada" in second
    assert "No time." in second
    assert client.get(address, {"page": "x'"}).status_code == 200


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_act_of_people_has_words_in_both_languages(scene, item, language) -> None:
    with translation.override(language):
        live_a_whole_life(scene, item)
        words = [what for _who, what, _why in told(item)]
    assert any(what in ("Taken", "Tomada") for what in words)
    assert ("Tomada" in words) is (language == "es")

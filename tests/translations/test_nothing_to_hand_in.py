"""A translation that readers have already is not handed in again: a reviewer would decide about nothing."""

import pytest
from django.urls import reverse

from tests.translations import story
from tests.translations.conftest import republish
from tests.translations.sent import unseen
from tests.translations.test_still_right_in_form import entered, where_it_stands
from tests.translations.test_views_edit import form_data
from translations import acknowledge, services
from translations.digests import shown_digest
from translations.exceptions import CannotTranslate
from translations.models import Acknowledgement
from translations.states import State

REFUSED = "Readers have this translation already, as it is."


@pytest.fixture
def public(scene):
    item, _target = scene.live(scene.post("Peace, slowly", intro="Peace is slow, they say."))
    return item


def refused(scene, item) -> bool:
    """Whether it cannot be handed in; then nothing of the attempt stays."""
    before, told = services.target_of(item).revisions.count(), ""
    try:
        services.submit_translation(item=item, user=scene.translator)
    except CannotTranslate as refusal:
        told = refusal.message
    target = services.target_of(item)
    assert told.startswith(REFUSED) != target.workflow_in_progress
    assert not told or target.revisions.count() == before
    return bool(told)


@pytest.mark.parametrize("button", ["submit", "approve"])
def test_the_form_says_so_and_hands_nothing_in(scene, public, button) -> None:
    client, url = entered(scene.reviewer), reverse("translations:edit", args=[public.pk])
    response = client.post(url, form_data(public, **{button: ""}) | unseen(public), follow=True)
    assert response.redirect_chain == [(url, 302)]
    assert REFUSED in response.content.decode()
    assert where_it_stands(public) == (State.CURRENT, [])
    assert not services.target_of(public).workflow_in_progress


def test_what_was_changed_and_changed_back_is_nothing_and_another_text_is_something(scene, public) -> None:
    scene.save(public, " U")
    scene.save(public)
    assert refused(scene, public)
    scene.save(public, " U")
    assert not refused(scene, public)


def test_what_was_typed_with_the_button_is_handed_in(scene, public) -> None:
    url, intro = reverse("translations:edit", args=[public.pk]), scene.pk(public, "intro")
    entered(scene.translator).post(url, form_data(public, {intro: "Another"}, submit=""))
    assert where_it_stands(public)[0] == State.IN_REVIEW


def test_a_change_of_the_original_without_words_is_handed_in(scene, public, make_image) -> None:
    republish(services.source_of(public), hero_image=make_image("New"), hero_decorative=True)
    services.take_over(item=public)
    assert not refused(scene, public)


def test_the_same_words_for_another_original_are_handed_in(scene, public) -> None:
    """Readers are told that it is behind until somebody has approved that it says what the original says by now."""
    republish(services.source_of(public), intro="Peace is slow they say.")
    services.take_over(item=public)
    scene.save(public, intro="Peace is slow, they say. T")
    assert not refused(scene, public)


def test_what_was_called_still_right_after_a_change_is_nothing_to_hand_in(scene, public) -> None:
    republish(services.source_of(public), intro="Peace is slow they say.")
    kind = Acknowledgement.Kind.STILL_RIGHT
    acknowledge.acknowledge_item(item=public, user=scene.translator, kind=kind)
    assert where_it_stands(public) == (State.CURRENT, [])
    assert refused(scene, public)


def test_what_was_sent_back_is_answered_also_with_the_text_that_readers_have(scene, public) -> None:
    scene.save(public, " U")
    target = scene.submit(public)
    state, seen = target.current_workflow_task_state, shown_digest(target.latest_revision)
    state.task.specific.on_action(state, scene.reviewer, "reject", seen=seen, comment="The old was better.")
    scene.save(public)
    assert not refused(scene, public)


def test_what_is_not_public_any_more_is_handed_in(scene, public) -> None:
    services.target_of(public).unpublish(user=scene.admin)
    assert not refused(scene, public)
    story.approve(services.target_of(public), scene.reviewer)
    assert services.target_of(public).live

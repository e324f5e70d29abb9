"""What was typed into a public translation is work until it is handed in; typed back, nothing of it is left to do."""

from django.urls import reverse

from tests.translations.conftest import republish
from translations import services
from translations.desk.saving import save_segment
from translations.forms.translation import version
from translations.models import Standing
from translations.states import Flag, State, Tab


def stands(item) -> tuple[str, str, list[str]]:
    standing = Standing.objects.get(item=item)
    return standing.state, standing.tab, standing.flags


UP_TO_DATE = (State.CURRENT, Tab.DONE, [])
TO_HAND_IN = (State.READY, Tab.IN_PROGRESS, [Flag.BEHIND])


def typed(item, user, path: str, text: str) -> None:
    """Stored by itself, as a desk stores what is typed: no draft is written."""
    segment = next(one for one in services.segments(item) if one.path == path)
    save_segment(item=item, user=user, pk=segment.pk, typed=text, made_from=version(segment))


def test_a_correction_that_was_stored_by_itself_waits_where_one_does_that_was_saved(scene, pair) -> None:
    assert stands(pair) == UP_TO_DATE
    typed(pair, scene.translator, "intro", "Corrected")
    assert stands(pair) == TO_HAND_IN
    services.save_translation(item=pair, user=scene.translator, texts={})
    assert stands(pair) == TO_HAND_IN


def test_what_is_saved_as_it_was_is_up_to_date_and_its_row_has_no_newer_draft(scene, pair) -> None:
    public = services.target_of(pair)
    scene.save(pair, intro="Corrected")
    assert stands(pair) == TO_HAND_IN
    scene.save(pair)
    assert stands(pair) == UP_TO_DATE
    target = services.target_of(pair)
    assert target.latest_revision_id == target.live_revision_id == public.live_revision_id
    assert (target.has_unpublished_changes, target.draft_title) == (False, target.title)
    assert target.revisions.filter(content__intro="Corrected").exists()  # the history has it still


def test_what_was_typed_back_is_up_to_date_once_it_is_saved_and_there_is_nothing_to_hand_in(
    client, scene, pair
) -> None:
    before = services.target_of(pair).intro
    typed(pair, scene.translator, "intro", "Corrected")
    typed(pair, scene.translator, "intro", before)
    client.force_login(scene.translator)
    answer = client.post(reverse("translations:edit", args=[pair.pk]), {"submit": "", "note": ""}, follow=True)
    assert "There is nothing to hand in." in answer.content.decode()
    assert stands(pair) == UP_TO_DATE


def test_what_a_reviewer_has_sent_back_stays_with_its_translator_though_it_says_what_readers_have(scene, pair) -> None:
    target = services.target_of(pair)
    scene.save(pair, intro="Corrected")
    scene.submit(pair)
    state = services.target_of(pair).current_workflow_task_state
    state.specific.reject(user=scene.reviewer, comment="As it was.")
    scene.save(pair)
    assert stands(pair)[1] == Tab.CHANGES_REQUESTED
    assert services.target_of(pair).latest_revision_id != target.live_revision_id


def test_what_reflects_a_newer_original_is_handed_in_though_it_says_what_readers_have(scene, pair) -> None:
    republish(pair.source, intro="Something else.")
    services.take_over(item=pair)
    intro = services.target_of(pair).intro
    scene.save(pair, intro=intro)
    assert stands(pair)[1] == Tab.STALE
    scene.submit(pair)
    assert stands(pair)[1] == Tab.TO_REVIEW


def test_two_who_write_at_once_lose_nothing_to_it(scene, pair) -> None:
    scene.save(pair, intro="Corrected")
    typed(pair, scene.admin, "title", "By somebody else")
    before = services.target_of(pair).intro
    scene.save(pair, title="By somebody else")
    assert before != "Corrected"
    assert stands(pair) == TO_HAND_IN
    assert services.target_of(pair).latest_revision.content["title"] == "By somebody else"

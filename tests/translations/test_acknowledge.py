"""“Still right”: nothing is typed again, nothing becomes public, and it can be taken back."""

from copy import deepcopy

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.log_actions import registry as log_registry

from tests import factories
from tests.translations import story
from tests.translations.conftest import republish, stored
from translations import acknowledge, localize, queue, services, vouching
from translations.exceptions import CannotTranslate, InReview
from translations.models import Acknowledgement, QueueItem, Standing
from translations.states import Flag, State

MINOR, STILL_RIGHT = Acknowledgement.Kind.MINOR, Acknowledgement.Kind.STILL_RIGHT


def seen(item) -> tuple:
    row = queue.rows([QueueItem.objects.get(pk=item.pk)])[0]
    standing = Standing.objects.get(item=item)
    assert (row.state, [str(flag) for flag in row.flags]) == (standing.state, standing.flags)
    return row.state, set(row.flags)


@pytest.fixture(scope="module")
def kept_stale(kept_scene):
    item, target = kept_scene.live(kept_scene.post("Peace, slowly", intro="Peace is slow, they say."))
    republish(services.source_of(item), intro="Peace is slow they say.")
    assert Flag.STALE in seen(item)[1]
    return item, target


@pytest.fixture
def stale(kept_stale, scene):
    """A public translation whose original has lost a comma since."""
    return deepcopy(kept_stale)


def test_a_minor_edit_of_an_editor_leaves_nothing_to_do_and_nothing_other_in_public(scene, stale) -> None:
    item, target = stale
    before = stored(target)
    said = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    assert seen(item) == (State.CURRENT, set())
    assert stored(target) == before
    assert services.what_is_missing(item) == []
    entry = log_registry.get_logs_for_instance(target).get(action="translations.acknowledge")
    assert (entry.user, entry.data["reason"], said.covers_all) == (scene.editor, "A comma", True)


def test_the_next_draft_keeps_the_old_translation_and_not_the_words_of_the_source(scene, stale) -> None:
    item, _target = stale
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    source = republish(services.source_of(item), title="Peace, very slowly")
    services.take_over(item=item)
    texts = {scene.pk(item, "title"): "Another title"}
    assert services.save_translation(item=item, user=scene.translator, texts=texts) == {}
    draft = services.target_of(item).get_latest_revision_as_object()
    assert draft.title == "Another title"
    assert source.intro == "Peace is slow they say."
    assert draft.intro == "Peace is slow, they say. T"


def test_a_minor_edit_taken_back_is_work_again(scene, stale) -> None:
    item, target = stale
    said = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    acknowledge.revoke(acknowledgement=said, user=scene.reviewer, reason="It was not")
    assert seen(item) == (State.IN_PROGRESS, {Flag.STALE})
    assert [one.source for one in services.what_is_missing(item)] == ["Peace is slow they say."]
    assert log_registry.get_logs_for_instance(target).filter(action="translations.revoke").exists()
    with pytest.raises(CannotTranslate, match="already"):
        acknowledge.revoke(acknowledgement=said, user=scene.reviewer)


def test_taking_back_leaves_what_somebody_typed_since(scene, stale) -> None:
    item, _target = stale
    said = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    scene.save(item, intro="Typed since")
    acknowledge.revoke(acknowledgement=said, user=scene.editor)
    assert services.what_is_missing(item) == []
    assert localize.StringTranslation.objects.filter(data="Typed since").exists()


def test_what_a_later_approval_was_made_with_is_not_taken_back(scene, stale) -> None:
    item, _target = stale
    said = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    assert vouching.is_laid_over(said)
    republish(services.source_of(item), title="Peace, very slowly")
    services.take_over(item=item)
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "title"): "Very slowly"})
    target = scene.submit(item)
    with pytest.raises(InReview):
        acknowledge.revoke(acknowledgement=said, user=scene.editor)
    story.approve(target, scene.reviewer)
    assert not vouching.is_laid_over(said)
    with pytest.raises(CannotTranslate, match="A later version of the translation is public"):
        acknowledge.revoke(acknowledgement=said, user=scene.editor)
    assert seen(item) == (State.CURRENT, set())
    republish(services.source_of(item), intro="Peace is slow, they say!")
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="Another mark")
    assert seen(item) == (State.CURRENT, set())


def test_of_two_that_hold_the_later_one_is_taken_back_first(scene, stale) -> None:
    item, _target = stale
    first = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    republish(services.source_of(item), title="Peace slowly")
    second = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="Another comma")
    assert [vouching.is_laid_over(one) for one in (first, second)] == [False, True]
    with pytest.raises(CannotTranslate, match="later"):
        acknowledge.revoke(acknowledgement=first, user=scene.editor)
    assert seen(item) == (State.CURRENT, set())
    acknowledge.revoke(acknowledgement=second, user=scene.editor)
    assert vouching.is_laid_over(first)
    acknowledge.revoke(acknowledgement=first, user=scene.editor)
    assert {one.path for one in services.what_is_missing(item)} == {"title", "intro"}


def test_a_passage_whose_older_translation_is_gone_is_called_that(scene, stale) -> None:
    item, _target = stale
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "intro"): ""})
    services.take_over(item=item)
    localize.StringTranslation.objects.filter(translation_of__data="Peace is slow, they say.").delete()
    with pytest.raises(CannotTranslate, match="no older translation"):
        acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")


def test_a_later_change_counts_from_what_was_called_right(scene, stale) -> None:
    item, _target = stale
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    republish(services.source_of(item), title="Another title")
    assert seen(item)[1] == {Flag.STALE}
    standing = Standing.objects.get(item=item)
    assert (standing.segments_changed, standing.segments_new) == (1, 0)


def test_a_translator_calls_the_one_changed_passage_right_and_the_item_is(scene, stale) -> None:
    item, target = stale
    services.take_over(item=item)
    before = stored(target)
    said = acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "intro"))
    assert said.covers_all
    assert seen(item) == (State.CURRENT, set())
    assert stored(target) == before


def test_one_of_two_changed_passages_leaves_the_other(scene) -> None:
    item, _target = scene.live(scene.post("War, quickly", intro="War is quick, they say."))
    republish(services.source_of(item), intro="War is quick they say.", title="War quickly")
    services.take_over(item=item)
    said = acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "intro"))
    assert not said.covers_all
    assert [one.path for one in services.what_is_missing(item)] == ["title"]
    assert Flag.STALE in seen(item)[1]
    acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "title"))
    assert seen(item) == (State.CURRENT, set())


def test_a_new_passage_has_no_translation_that_could_still_be_right(scene) -> None:
    item, _target = scene.live(scene.post())
    source = services.source_of(item)
    body = [*source.body.raw_data, {"type": "heading", "value": "Wholly new", "id": "77"}]
    republish(source, body=source.body.stream_block.to_python(body))
    with pytest.raises(CannotTranslate, match="1 passage is new"):
        acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A heading")
    assert Flag.STALE in seen(item)[1]
    assert not Acknowledgement.objects.exists()


def test_a_passage_whose_links_changed_needs_a_translator(scene) -> None:
    item, _target = scene.live(scene.post())
    source = services.source_of(item)
    body = list(source.body.raw_data)
    body[0] = {**body[0], "value": "<p>They met in Buenos Aires with <b>160</b> others.</p>"}
    republish(source, body=source.body.stream_block.to_python(body))
    with pytest.raises(CannotTranslate, match="links or marks"):
        acknowledge.acknowledge_item(item=item, user=scene.translator, kind=STILL_RIGHT)


def test_who_may_not_say_it_is_refused(scene, stale) -> None:
    item, _target = stale
    for user, kind in [(scene.translator, MINOR), (scene.other_translator, STILL_RIGHT), (factories.user(), MINOR)]:
        with pytest.raises(PermissionDenied):
            acknowledge.acknowledge_item(item=item, user=user, kind=kind, reason="Because")
    with pytest.raises(CannotTranslate, match="Say why"):
        acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="  ")


def test_it_waits_for_the_end_of_a_review(scene, stale) -> None:
    item, _target = stale
    services.take_over(item=item)
    scene.save(item)
    scene.submit(item)
    with pytest.raises(InReview):
        acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")


def test_it_cannot_be_said_of_what_is_not_stale_or_not_public(scene) -> None:
    item = scene.start(scene.post())
    with pytest.raises(CannotTranslate, match="no public translation"):
        acknowledge.acknowledge_item(item=item, user=scene.translator, kind=STILL_RIGHT)
    scene.publish(item)
    with pytest.raises(CannotTranslate, match="has not changed"):
        acknowledge.acknowledge_item(item=item, user=scene.translator, kind=STILL_RIGHT)

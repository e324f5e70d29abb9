"""What was called right, and then went back to what it was: the public translation says exactly that."""

from importlib import import_module

import pytest
from django.apps import apps

from language.severity import Severity
from tests.translations.conftest import republish
from translations import acknowledge, notices, phrases, services
from translations.exceptions import CannotTranslate
from translations.models import Acknowledgement, Original, Standing
from translations.states import Flag, State

MINOR, STILL_RIGHT = Acknowledgement.Kind.MINOR, Acknowledgement.Kind.STILL_RIGHT


def stands(item) -> tuple[str, list[str]]:
    standing = Standing.objects.get(item=item)
    return standing.state, standing.flags


@pytest.fixture
def public(scene):
    return scene.live(scene.post("Peace, slowly", intro="Peace is slow, they say."))


@pytest.fixture
def source(public):
    return services.source_of(public[0])


def test_a_minor_edit_that_was_undone_leaves_a_translation_that_is_up_to_date(scene, public, source) -> None:
    item, target = public
    republish(source, intro="Peace is slow, some say.")
    assert notices.notice_for(target).is_stale
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A word")
    republish(source, intro="Peace is slow, they say.")
    assert stands(item) == (State.CURRENT, [])
    assert not notices.notice_for(target).is_stale
    with pytest.raises(CannotTranslate, match="has not changed"):
        acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")


def test_a_passage_called_right_is_no_work_once_the_other_change_was_undone(scene, public, source) -> None:
    item, _target = public
    republish(source, title="Peace slowly", intro="Peace is slow they say.")
    services.take_over(item=item)
    acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "intro"))
    republish(source, title="Peace, slowly")
    assert stands(item) == (State.CURRENT, [])
    republish(source, intro="Peace is slow, they say.")
    assert stands(item) == (State.CURRENT, [])


def test_of_two_minor_edits_each_can_be_undone_by_itself(scene, public, source) -> None:
    item, _target = public
    for fields in ({"intro": "Peace is slow they say."}, {"title": "Peace slowly"}):
        republish(source, **fields)
        acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    republish(source, intro="Peace is slow, they say.")
    assert stands(item) == (State.CURRENT, [])


def test_what_was_undone_is_not_counted_beside_what_changed_else(scene, public, source) -> None:
    item, _target = public
    republish(source, intro="Peace is slow they say.")
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    republish(source, title="War, quickly", intro="Peace is slow, they say.")
    assert stands(item)[1] == [Flag.STALE]
    assert Standing.objects.get(item=item).segments_changed == 1


def test_a_paragraph_whose_removal_was_minor_comes_back_without_work(scene, public, source) -> None:
    item, _target = public
    whole, shorter = list(source.body.raw_data), list(source.body.raw_data)[:-1]
    republish(source, body=source.body.stream_block.to_python(shorter))
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A quote less")
    assert stands(item) == (State.CURRENT, [])
    republish(source, title="War, quickly", body=source.body.stream_block.to_python(whole))
    standing = Standing.objects.get(item=item)
    assert (standing.segments_changed, standing.segments_new, standing.values_changed) == (1, 0, 0)


def test_a_value_called_right_can_be_undone_beside_another_change(scene, public, source) -> None:
    item, _target = public
    before = source.hero_decorative
    republish(source, hero_decorative=not before)
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="No words")
    for fields in ({"title": "Peace slowly"}, {"hero_decorative": before}):
        republish(source, **fields)
        if "title" in fields:
            acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    assert stands(item) == (State.CURRENT, [])


def test_what_was_called_right_and_taken_back_counts_no_more(scene, public, source) -> None:
    item, _target = public
    republish(source, intro="Peace is slow they say.")
    said = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=MINOR, reason="A comma")
    acknowledge.revoke(acknowledgement=said, user=scene.editor)
    republish(source, intro="Peace is slow, they say.")
    assert stands(item) == (State.CURRENT, [])
    republish(source, intro="Peace is slow they say.")
    assert Flag.STALE in stands(item)[1]


def test_of_what_was_said_before_an_upgrade_only_that_passage_counts(scene, public, source) -> None:
    item, _target = public
    republish(source, title="Peace slowly", intro="Peace is slow they say.")
    services.take_over(item=item)
    said = acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "intro"))
    state, now = said.segments, Original.objects.get(translation_key=source.translation_key)
    Acknowledgement.objects.update(segments=now.segments, facts=now.facts, digest=now.digest)
    import_module("translations.migrations.0020_called_right").narrow(apps, None)
    said.refresh_from_db()
    assert said.segments == state
    assert [row["text"] for row in state if row["path"] in ("title", "intro")] == [
        "Peace, slowly",
        "Peace is slow they say.",
    ]


def test_a_passage_called_right_takes_its_number_and_its_sentence_off_the_queue(scene) -> None:
    item, _target = scene.live(scene.post("Two works", intro="In 2019, 160 came."))
    republish(services.source_of(item), title="Two more works, they say", intro="In 2019, 170 came.")
    services.take_over(item=item)
    before = Standing.objects.get(item=item)
    assert (before.severity, before.segments_changed) == (Severity.FACT, 2)
    acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "intro"))
    after = Standing.objects.get(item=item)
    assert (after.severity, after.segments_changed, after.sentences_changed) == (Severity.WORDING, 1, 1)
    assert "number" not in phrases.sentence(phrases.Changes.of(after))

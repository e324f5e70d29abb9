"""Items as a person sees them: each state and flag is reached, and the list costs the same however long it is."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests import factories
from tests.translations import story
from tests.translations.conftest import republish
from translations import localize, queue, services
from translations.digests import shown_digest
from translations.models import Original, QueueItem, Standing
from translations.states import Flag, State


def row_of(item) -> queue.Row:
    return queue.rows([QueueItem.objects.get(pk=item.pk)])[0]


def seen(item) -> tuple:
    row = row_of(item)
    return row.state, set(row.flags)


def test_an_item_walks_through_every_state(scene) -> None:
    item = scene.start(scene.post("Two works"))
    assert seen(item) == (State.TO_TRANSLATE, set())
    services.save_translation(item=item, user=scene.translator, texts={scene.pk(item, "intro"): "Algo"})
    assert seen(item) == (State.IN_PROGRESS, set())
    scene.save(item)
    assert seen(item) == (State.READY, set())
    target = scene.submit(item)
    assert seen(item) == (State.IN_REVIEW, set())
    review = target.current_workflow_task_state
    review.task.specific.on_action(review, scene.reviewer, "reject", seen=shown_digest(target.latest_revision))
    assert seen(item) == (State.CHANGES_REQUESTED, set())
    scene.save(item, " better")
    assert seen(item) == (State.CHANGES_REQUESTED, set())
    story.approve(scene.submit(item), scene.reviewer)
    assert seen(item) == (State.CURRENT, set())
    assert (row_of(item).done, row_of(item).percent, row_of(item).title) == (row_of(item).total, 100, "Two works")


def test_an_update_walks_back_and_stays_stale_until_it_is_public(scene) -> None:
    item, _target = scene.live(scene.post())
    republish(services.source_of(item), intro="Changed.")
    assert seen(item) == (State.IN_PROGRESS, {Flag.STALE})
    services.take_over(item=item)
    assert seen(item) == (State.IN_PROGRESS, {Flag.STALE})
    scene.save(item)
    assert seen(item) == (State.READY, {Flag.STALE, Flag.BEHIND})
    target = scene.submit(item)
    assert seen(item) == (State.IN_REVIEW, {Flag.STALE})
    story.approve(target, scene.reviewer)
    assert seen(item) == (State.CURRENT, set())


def test_saved_text_that_readers_do_not_see_yet_is_flagged(scene) -> None:
    item, _target = scene.live(scene.post())
    scene.save(item, " better")
    assert seen(item) == (State.READY, {Flag.BEHIND})


def test_an_original_that_was_withdrawn_or_deleted_is_flagged(scene) -> None:
    item, _target = scene.live(scene.post())
    services.source_of(item).unpublish()
    assert seen(item) == (State.CURRENT, {Flag.SOURCE_UNPUBLISHED})
    services.source_of(item).delete()
    state, flags = seen(item)
    assert Flag.SOURCE_DELETED in flags
    assert state == State.CURRENT
    assert row_of(item).title == "Two works T"


def test_a_translation_edited_apart_from_its_original_is_flagged(scene) -> None:
    item = scene.start(scene.post())
    localize.Translation.objects.update(enabled=False)
    assert seen(item) == (State.TO_TRANSLATE, {Flag.DETACHED})
    localize.Translation.objects.all().delete()
    assert Flag.DETACHED in seen(item)[1]


def test_what_was_public_before_it_had_an_item_is_flagged(scene) -> None:
    source = factories.topic(scene.source.locale)
    target = source.copy_for_translation(scene.target.locale)
    target.save()
    target.save_revision().publish()
    localize.create_translation(source, scene.target.locale)
    item = QueueItem.objects.get(translation_key=source.translation_key)
    assert Flag.DETACHED in seen(item)[1]
    original = Original.objects.get(translation_key=source.translation_key, locale=source.locale)
    assert original.digest == localize.reflection(source).digest


def test_a_person_without_a_text_is_ready_and_then_current(scene) -> None:
    item = scene.start(factories.person(scene.source.locale, "Ada Example"))
    assert seen(item) == (State.READY, set())
    scene.publish(item)
    assert seen(item) == (State.CURRENT, set())


def test_a_text_that_the_gate_refuses_is_not_done(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    row = localize.StringTranslation.objects.get(context__path="intro")
    row.data = "<script>alert(1)</script>"
    row.save()
    assert seen(item) == (State.IN_PROGRESS, {Flag.ERROR})
    scene.save(item, " better")
    assert seen(item) == (State.READY, set())


def test_machine_text_is_flagged_until_a_person_has_written_it(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    machine = localize.StringTranslation.TRANSLATION_TYPE_MACHINE
    localize.StringTranslation.objects.filter(context__path="intro").update(translation_type=machine)
    assert seen(item) == (State.MACHINE, {Flag.MACHINE})
    localize.StringTranslation.objects.filter(context__path="title").delete()
    assert seen(item) == (State.IN_PROGRESS, {Flag.MACHINE})
    scene.save(item, " better")
    assert seen(item) == (State.READY, set())


def test_what_became_of_an_original_or_was_decided_is_flagged_while_it_holds(scene) -> None:
    item, _target = scene.live(scene.post())
    source, items = services.source_of(item), QueueItem.objects.filter(pk=item.pk)
    paired = localize.Translation.objects.filter(source__object_id=item.translation_key)
    for flag, on, off in (
        (Flag.SOURCE_UNPUBLISHED, source.unpublish, lambda: source.get_latest_revision().publish()),
        (Flag.DETACHED, lambda: paired.update(enabled=False), lambda: paired.update(enabled=True)),
        (Flag.NOT_WANTED, lambda: items.update(not_wanted_at=timezone.now()), lambda: items.update(not_wanted_at=None)),
    ):
        on()
        assert seen(item) == (State.CURRENT, {flag})
        off()
        assert seen(item) == (State.CURRENT, set())


def test_an_item_counts_only_what_is_translated_into_its_own_language(site, scene) -> None:
    third = localize.Locale.objects.create(language_code="pt")
    source = factories.topic(scene.source.locale)
    here = scene.start(source)
    there = services.start_translation(source=source, locale=third, user=scene.editor)
    scene.save(here)
    assert row_of(here).done == row_of(here).total == row_of(there).total
    assert row_of(there).done == 0


@pytest.mark.parametrize("change", ["order", "list", "heading"])
def test_a_body_in_another_shape_is_stale_with_nothing_to_translate(scene, change) -> None:
    item, _target = scene.live(scene.post())
    source = services.source_of(item)
    body = json.loads(json.dumps(list(source.body.raw_data)))
    if change == "order":
        body.reverse()
    elif change == "list":
        body.append({"type": "publications", "value": None, "id": "4d6f"})
    else:
        body[0]["value"] = body[0]["value"].replace("<p", "<h2").replace("</p>", "</h2>")
    public = republish(source, body=json.dumps(body))
    assert seen(item) == (State.READY, {Flag.STALE})
    assert services.take_over(item=item)
    assert seen(item) == (State.READY, {Flag.STALE})
    target = scene.publish(item)
    assert seen(item) == (State.CURRENT, set())
    assert [row["type"] for row in target.body.raw_data] == [row["type"] for row in public.body.raw_data]


def test_a_body_made_again_with_the_same_words_is_no_change(scene) -> None:
    item, _target = scene.live(scene.post())
    republish(services.source_of(item), body=story.BODY)
    assert seen(item) == (State.CURRENT, set())
    assert not services.take_over(item=item)


@pytest.mark.parametrize(("numbers", "changes"), [((2, 0, 1), True), ((5, 7, 9), False)])
def test_the_order_of_related_rows_counts_and_their_numbers_do_not(scene, numbers, changes) -> None:
    item, _target = scene.live(scene.post(topics=[factories.topic(scene.source.locale) for _ in numbers]))
    draft = services.source_of(item).get_latest_revision_as_object()
    rows = list(draft.topics.all())
    for row, number in zip(rows, numbers, strict=True):
        row.sort_order = number
    draft.topics.set(rows)
    draft.save_revision().publish()
    source = services.source_of(item)
    original = Original.objects.get(translation_key=item.translation_key, locale=scene.source.locale)
    assert original.digest == localize.reflection(source).digest
    assert (Flag.STALE in seen(item)[1]) is changes


def test_an_original_with_a_mirror_elsewhere_can_still_be_published(scene) -> None:
    source = scene.post("Two works")
    alias = source.copy_for_translation(scene.target.locale, alias=True)
    localize.create_translation(source, scene.target.locale)
    republish(source, title="Two works, again")
    assert type(alias).objects.get(pk=alias.pk).title == "Two works, again"


def waiting_in(locale):
    return QueueItem.objects.filter(target_locale=locale).select_related("source_locale", "content_type")


def queries(items) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert len(queue.rows(items)) == len(items)
    return len(captured)


def test_a_hundred_rows_cost_what_ten_do(scene) -> None:
    kinds = [lambda: factories.topic(scene.source.locale), lambda: factories.outlet(scene.source.locale)]
    for number in range(10):
        scene.start(kinds[number % 2]())
    items = list(waiting_in(scene.target.locale))
    queries(items)
    ten = queries(items)
    for _ in range(90):
        factories.topic(scene.source.locale)
    items = list(waiting_in(scene.target.locale))
    assert len(items) == 100
    assert queries(items) == ten <= 8 + 2


def test_missing_are_live_originals_that_nobody_has_started(scene) -> None:
    scene.post("Waiting")
    scene.start(scene.post("Started"))
    scene.live(scene.post("Translated"))
    factories.post(scene.source, "Draft", live=False)
    factories.post(scene.target, "Of the other language")
    scene.post("Mirrored").create_alias(parent=scene.source.blog, update_slug="mirror")
    found = Standing.objects.filter(state=State.MISSING, item__content_type__model="blogpostpage")
    there = found.filter(item__target_locale=scene.target.locale)
    assert sorted(there.values_list("title", flat=True)) == ["Mirrored", "Waiting"]
    back = found.filter(item__target_locale=scene.source.locale)
    assert list(back.values_list("title", flat=True)) == ["Of the other language"]

"""Topics, people and outlets that have something to be translated are in the queue once they are public."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from tests import factories
from tests.reading import parse, text
from translations import people, queue, rebuild, services, unwanted
from translations.models import QueueItem, Standing
from translations.states import Flag, State, Tab

ASKING = {
    "topic": (factories.topic, {"name": "Water"}, 1),
    "person": (factories.person, {"name": "Ana Sol", "bio": "Writes of rivers."}, 3),
    "outlet": (factories.outlet, {"name": "The River", "disclaimer": "The journal does not endorse this."}, 8),
}
SILENT = {
    "person": (factories.person, {"name": "Ana Sol", "orcid": "0000-0002-1825-0097"}, "role", "Editor"),
    "outlet": (factories.outlet, {"name": "The River", "url": "https://example.org/"}, "disclaimer", "Not ours."),
}


def made(scene: Any, kind: str, table: dict = ASKING, **fields: Any) -> Any:
    make, known, *_rest = table[kind]
    return make(scene.source.locale, **known, **fields)


def waiting(scene: Any) -> list[Standing]:
    """What is to be begun: without what rests, in no list."""
    items = Standing.objects.filter(item__target_locale=scene.target.locale, item__started_at=None)
    return list(items.exclude(tab=Tab.NONE))


def faults() -> list[rebuild.Fault]:
    return list(rebuild.check())


def publish(row: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save_revision().publish()


@pytest.mark.parametrize("kind", ASKING)
def test_what_is_public_and_has_a_text_is_missing_in_the_other_language_at_once(scene, client, kind) -> None:
    row = made(scene, kind)
    standing = waiting(scene)[0]
    assert (standing.state, standing.title, standing.source_pk) == (State.MISSING, str(row), str(row.pk))
    assert standing.words_to_do >= ASKING[kind][2]
    assert len(waiting(scene)) == 1
    assert faults() == []
    client.force_login(scene.translator)
    told = text(parse(client.get(reverse("translations:index")).content.decode()))
    assert str(row) in told
    client.force_login(scene.editor)
    start = reverse("translations:start", args=["articles", kind, row.pk])
    assert start in client.get(reverse("translations:index")).content.decode()
    client.post(start, {"locale": scene.target.locale.language_code})
    assert waiting(scene) == []
    assert Standing.objects.get(item__started_at__isnull=False).state == State.TO_TRANSLATE


@pytest.mark.parametrize("kind", SILENT)
def test_a_name_alone_asks_for_no_translation_until_there_is_a_text(scene, kind) -> None:
    row = made(scene, kind, SILENT)
    _make, _known, field, words = SILENT[kind]
    assert (waiting(scene), faults()) == ([], [])
    publish(row, **{field: words})
    assert [one.title for one in waiting(scene)] == [str(row)]
    publish(row, **{field: ""})
    assert (waiting(scene), faults()) == ([], [])


@pytest.mark.parametrize("kind", SILENT)
def test_what_somebody_began_stays_when_its_text_is_gone(scene, kind) -> None:
    _make, _known, field, words = SILENT[kind]
    row = made(scene, kind, SILENT, **{field: words})
    item = scene.start(row)
    publish(row, **{field: ""})
    assert QueueItem.objects.get() == item
    assert faults() == []


@pytest.mark.parametrize("kind", ASKING)
def test_a_draft_is_offered_to_nobody_and_what_is_taken_down_is_flagged(scene, kind) -> None:
    row = made(scene, kind, live=False)
    assert waiting(scene) == []
    publish(row)
    row.refresh_from_db()
    row.unpublish()
    assert Flag.SOURCE_UNPUBLISHED in Standing.objects.get().flags
    row.delete()
    assert (QueueItem.objects.count(), faults()) == (0, [])


@pytest.mark.parametrize("kind", ASKING)
def test_one_that_was_made_by_hand_is_missing_no_more_and_is_again_once_it_is_deleted(scene, kind) -> None:
    row = made(scene, kind)
    twin = factories.twin(row, scene.target)
    assert (QueueItem.objects.count(), faults()) == (0, [])
    twin.delete()
    assert [one.title for one in waiting(scene)] == [str(row)]
    assert faults() == []


def test_a_page_whose_twin_was_made_by_hand_and_deleted_is_missing_again(scene) -> None:
    page = factories.standard(scene.source, "About")
    twin = factories.twin(page, scene.target)
    assert waiting(scene) == []
    twin.delete()
    assert [one.title for one in waiting(scene)] == ["About"]
    assert faults() == []


@pytest.mark.parametrize("kind", ASKING)
def test_a_language_that_is_added_lacks_it_and_the_queue_is_made_anew_with_it(scene, kind) -> None:
    row = made(scene, kind)
    french = Locale.objects.create(language_code="fr")
    wanted = {scene.target.locale.pk, french.pk}
    items = QueueItem.objects.filter(translation_key=row.translation_key)
    assert set(items.values_list("target_locale", flat=True)) == wanted
    items.delete()
    assert [one.what for one in faults()] == [str(row.translation_key)]
    rebuild.rebuild()
    assert set(items.values_list("target_locale", flat=True)) == wanted
    assert faults() == []


@pytest.mark.parametrize("kind", SILENT)
def test_the_queue_is_made_anew_without_what_asks_for_nothing_any_more(scene, kind) -> None:
    _make, _known, field, words = SILENT[kind]
    row = made(scene, kind, SILENT, **{field: words})
    type(row).objects.update(**{field: ""})
    assert faults() != []
    rebuild.rebuild()
    assert (waiting(scene), faults()) == ([], [])


@pytest.mark.parametrize("kind", SILENT)
def test_what_people_said_of_it_is_kept_while_its_text_is_gone(scene, kind) -> None:
    _make, _known, field, words = SILENT[kind]
    row, silent = made(scene, kind, SILENT, **{field: words}), made(scene, kind, SILENT, **{field: words, "slug": "b"})
    mine, unwanted_one = (QueueItem.objects.get(translation_key=one.translation_key) for one in (row, silent))
    people.assign(item=mine, user=scene.editor, assignee=scene.translator)
    unwanted.give_up(item=unwanted_one, user=scene.editor, reason="Nobody reads it.")
    for text_now in ("", words):
        for one in (row, silent):
            publish(one, **{field: text_now})
        assert [one.item_id for one in waiting(scene)] == ([mine.pk] if text_now else [])
        assert faults() == []
    mine.refresh_from_db()
    unwanted_one.refresh_from_db()
    assert (mine.assignee, unwanted_one.not_wanted_reason) == (scene.translator, "Nobody reads it.")


def test_many_that_wait_with_a_long_text_cost_what_two_do(scene) -> None:
    def cost() -> int:
        items = list(QueueItem.objects.select_related("source_locale", "content_type"))
        with CaptureQueriesContext(connection) as captured:
            assert len(queue.rows(items)) == len(items)
        return len(captured)

    for number in range(2):
        factories.person(scene.source.locale, bio=f"Writes of {number} rivers.")
    cost()
    two = cost()
    for number in range(10):
        factories.person(scene.source.locale, bio=f"Writes of {number} lakes.")
    assert cost() == two


@pytest.mark.parametrize("kind", ASKING)
def test_the_fields_that_ask_for_a_translation_are_translated(scene, kind) -> None:
    row = made(scene, kind)
    translated = {segment.path for segment in services.segments(scene.start(row))}
    filled = {name for name in type(row).asks_for_translation if getattr(row, name)}
    assert filled
    assert all(any(path == name or path.startswith(f"{name}.") for path in translated) for name in filled)

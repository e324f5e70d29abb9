"""However a value is saved, what the gate refuses carries its mark and is left out; the typed text stays stored."""

import json
from copy import deepcopy
from types import SimpleNamespace

import pytest
from django.urls import reverse

from tests import factories
from translations import drafts, localize, services


@pytest.fixture(scope="module")
def shared(kept_scene):
    picture = factories.picture()
    item = kept_scene.start(kept_scene.post("Two works", hero_image=picture, hero_alt="A hall"))
    return SimpleNamespace(item=item, picture=picture, paired=services.translation_of(item))


@pytest.fixture
def world(shared, db):
    return deepcopy(shared)


def row(world, path: str, data: str) -> localize.StringTranslation:
    """The text at a path, saved as machines save it: first created, then changed in one column."""
    segment = next(one for one in services.segments(world.item) if one.path == path)
    context, string = segment.pk.split("-")
    key = {"context_id": context, "translation_of_id": string, "locale": world.paired.target_locale}
    localize.StringTranslation.objects.get_or_create(**key, defaults={"data": "Harmless"})
    saved, _created = localize.StringTranslation.objects.update_or_create(**key, defaults={"data": data})
    return type(saved).objects.get(pk=saved.pk)


@pytest.mark.parametrize("data", ["<![CDATA[><script>x</script>]]>", "a\u202eb", "a\x07b", " ", "T" * 256], ids=ascii)
def test_a_title_that_is_refused_is_kept_marked_and_left_out(scene, world, data) -> None:
    saved = row(world, "title", data)
    assert (saved.data, saved.has_error) == (data, True)
    assert saved.field_error
    draft = drafts.write_draft(world.item, scene.translator)
    assert draft.content["title"] == "Two works"  # the original stands in
    assert services.target_of(world.item).draft_title == "Two works"
    assert any(one.path == "title" for one in services.what_is_missing(world.item))


def test_a_title_is_stored_composed_and_with_its_direction_marks_in_pairs(world) -> None:
    saved = row(world, "title", "Cooperacio\u0301n \u2067שלום\u2069")
    assert (saved.data, saved.has_error) == ("Cooperaci\u00f3n \u2067שלום\u2069", False)


def test_an_overlong_text_is_refused_by_the_length_of_its_own_field(world) -> None:
    assert not row(world, "intro", "I" * 500).has_error
    assert row(world, "intro", "I" * 501).has_error
    body = next(one.path for one in services.segments(world.item) if one.path.startswith("body"))
    assert not row(world, body, '<a id="a1">B</a>' + "B" * 2000).has_error


def overridden(world, value, data_json: str) -> localize.SegmentOverride:
    key = {"context_id": value.pk, "locale": world.paired.target_locale}
    first = json.dumps(value.source)
    localize.SegmentOverride.objects.update_or_create(**key, defaults={"data_json": first})
    saved, _created = localize.SegmentOverride.objects.update_or_create(**key, defaults={"data_json": data_json})
    return type(saved).objects.get(pk=saved.pk)


NO_VALUES = [
    "null",
    "true",
    "[]",
    "{}",
    "{",
    "",
    "1e999",
    "[" * 5000,
    '"javascript:alert(1)"',
    '"//evil.example"',
    "-1",
]


@pytest.mark.parametrize("data_json", NO_VALUES, ids=lambda text: text[:12])
def test_what_is_neither_an_address_nor_an_image_is_left_out_of_page_and_preview(client, scene, world, data_json):
    before = drafts.write_draft(world.item, scene.translator).content
    for value in services.values(world.item):
        assert overridden(world, value, data_json).has_error
    after = drafts.write_draft(world.item, scene.translator).content
    assert (after["body"], after["hero_image"]) == (before["body"], before["hero_image"])
    client.force_login(scene.admin)
    preview = client.get(reverse("wagtail_localize:preview_translation", args=[world.paired.pk]))
    assert preview.status_code == 200
    assert "evil" not in preview.content.decode()
    assert client.get(reverse("translations:edit", args=[world.item.pk])).status_code == 200


def test_the_number_of_an_image_may_come_as_text(world) -> None:
    image = next(one for one in services.values(world.item) if isinstance(one.source, int))
    other = factories.picture()
    for good in (str(other.pk), json.dumps(str(other.pk))):
        assert not overridden(world, image, good).has_error
    for bad in (str(other.pk + 1000), '"٣"', '"' + "9" * 30 + '"'):
        assert overridden(world, image, bad).has_error

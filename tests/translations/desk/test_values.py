"""Images, addresses and what else has no words stand in their place, with what they are in both languages."""

import pytest
from django.urls import reverse

from tests import factories
from translations import services, unread
from translations.storing import version, version_of_value

LINK = "https://www.un.org/en"


def rows(client, item, user) -> tuple[list, str]:
    client.force_login(user)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    return [card.row for card in answer.context["desk"]["cards"]], answer.content.decode()


def test_a_picture_and_an_address_are_shown_as_they_are_in_both_languages(client, scene) -> None:
    first, second = factories.picture("A hall"), factories.picture("A garden")
    item = scene.start(scene.post("With a picture", hero_image=first, hero_alt="A hall"))
    for user in (scene.translator, scene.editor):
        shown, page = rows(client, item, user)
        values = [row for row in shown if not row.is_text]
        assert {row.source for row in values} >= {first, "https://www.un.org/en"}
        assert {row.target for row in values} == {None}
        assert "same as in the original" in page
    picture, address = (next(one for one in services.values(item) if one.source == of) for of in (first.pk, LINK))
    changed = {picture.pk: second.pk, address.pk: "https://www.un.org/es"}
    assert services.save_translation(item=item, user=scene.translator, texts={}, overrides=changed) == {}
    for user in (scene.translator, scene.editor):
        shown, page = rows(client, item, user)
        assert {row.target for row in shown if not row.is_text} >= {second, "https://www.un.org/es"}
        assert "A garden" in page
        assert "https://www.un.org/es" in page


def test_they_stand_among_the_passages_in_the_order_of_the_page(client, scene) -> None:
    item = scene.start(scene.post("With a picture", hero_image=factories.picture(), hero_alt="A hall"))
    shown, _page = rows(client, item, scene.translator)
    labels = [row.label for row in shown]
    places = [index for index, row in enumerate(shown) if not row.is_text]
    assert places
    assert places[0] < len(labels) - 1
    fields = {one.path for one in services.segments(item)}
    assert {"title", "slug", "hero_alt"} <= fields


def pictured(scene):
    return scene.start(scene.post("With a picture", hero_image=factories.picture("A hall"), hero_alt="A hall"))


def of(item, kind: type):
    """The picture (int) or the address (str) of an item."""
    return next(one for one in services.values(item) if isinstance(one.source, kind))


def post(client, item, user, value, target: str, version: str | None = None):
    client.force_login(user)
    address = reverse("translations:segment", args=[item.pk, value.pk])
    return client.post(address, {"target": target, "version": version or version_of_value(value.target)})


def test_what_is_done_folds_to_a_line_that_says_what_it_is_and_is_sent_all_the_same(client, scene) -> None:
    item = pictured(scene)
    client.force_login(scene.translator)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    values = [card for card in answer.context["desk"]["cards"] if not card.row.is_text]
    assert values
    assert all(card.folded for card in values)
    assert {card.row.in_short for card in values} >= {"A hall", LINK}
    assert f'name="value-{of(item, str).pk}"' in answer.content.decode()
    scene.save(item)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    assert not any(card.folded for card in answer.context["desk"]["cards"])  # nothing is to do: all is shown


def test_a_picture_and_an_address_are_stored_by_themselves_and_readers_see_nothing_of_it(client, scene) -> None:
    item, garden = pictured(scene), factories.picture("A garden")
    scene.publish(item)
    for kind, typed in ((int, str(garden.pk)), (str, " https://www.un.org/es ")):
        answer = post(client, item, scene.translator, of(item, kind), typed)
        assert answer.status_code == 200
        assert answer.json()["version"] == version_of_value(of(item, kind).target)
        assert answer.json()["progress"]["total"] == answer.json()["progress"]["done"]
    assert (of(item, int).target, of(item, str).target) == (garden.pk, "https://www.un.org/es")
    target = services.target_of(item)
    assert target.hero_image.title == "A hall"
    assert unread.is_ahead(target)  # the draft has it once somebody looks at it or hands it in


def test_what_is_taken_away_again_is_taken_out_of_the_draft(client, scene) -> None:
    item = pictured(scene)
    scene.publish(item)
    address = of(item, str)
    services.save_translation(item=item, user=scene.translator, texts={}, overrides={address.pk: "https://mine.org"})
    assert "https://mine.org" in str(services.target_of(item).latest_revision.content)
    assert post(client, item, scene.translator, of(item, str), "").status_code == 200
    assert of(item, str).target is None
    assert "https://mine.org" not in str(services.target_of(item).latest_revision.content)


def test_of_two_who_choose_at_once_the_second_is_told_and_nothing_is_written_over(client, scene) -> None:
    item, garden, street = pictured(scene), factories.picture("A garden"), factories.picture("A street")
    before = {int: of(item, int), str: of(item, str)}
    theirs = {before[int].pk: garden.pk, before[str].pk: "https://theirs.org"}
    services.save_translation(item=item, user=scene.admin, texts={}, overrides=theirs)
    for kind, mine, said in ((int, str(street.pk), "A garden"), (str, "https://mine.org", "https://theirs.org")):
        answer = post(client, item, scene.translator, before[kind], mine)
        assert answer.status_code == 409
        assert (answer.json()["theirs"], answer.json()["yours"]) == (said, mine)
        picture = answer.json().get("picture", {})
        assert (picture.get("id"), picture.get("title")) == ((garden.pk, said) if kind is int else (None, None))
        assert of(item, kind).target == theirs[before[kind].pk]
        assert post(client, item, scene.translator, before[kind], mine, answer.json()["version"]).status_code == 200
        assert str(of(item, kind).target) == mine


def test_the_gate_and_the_rights_hold_for_them_too(client, scene) -> None:
    item = pictured(scene)
    for kind, typed in ((str, "javascript:alert(1)"), (int, "999999"), (int, "A hall")):
        answer = post(client, item, scene.translator, of(item, kind), typed)
        assert answer.status_code == 422
        assert answer.json()["errors"]
        assert of(item, kind).target is None
    assert post(client, item, scene.other_translator, of(item, str), "https://mine.org").status_code == 403
    assert post(client, item, scene.translator, of(item, str), "https://mine.org").status_code == 200
    scene.save(item)
    scene.submit(item)
    assert post(client, item, scene.translator, of(item, str), "https://late.org").status_code == 423
    assert of(item, str).target == "https://mine.org"


def test_one_that_the_original_has_no_more_is_given_back(client, scene) -> None:
    item = pictured(scene)
    client.force_login(scene.translator)
    address = reverse("translations:segment", args=[item.pk, "99999999"])
    answer = client.post(address, {"target": "https://mine.org", "version": ""})
    assert answer.status_code == 409
    assert (answer.json()["segment"], answer.json()["yours"]) == ("", "https://mine.org")


def test_what_a_reviewer_changes_by_itself_is_decided_about_as_it_was_shown(client, scene) -> None:
    item = pictured(scene)
    scene.save(item)
    scene.submit(item)
    assert post(client, item, scene.reviewer, of(item, str), "https://www.un.org/es").status_code == 200
    target = services.target_of(item)
    assert unread.is_ahead(target)
    assert "https://www.un.org/es" not in str(target.latest_revision.content)
    assert target.workflow_in_progress


@pytest.mark.parametrize("typed", ["zz", "1.5", " ", "javascript:1", "9" * 40, "-1", "\x00"])
def test_what_names_no_picture_is_refused_in_the_form_and_nothing_typed_is_lost(client, scene, typed) -> None:
    item = scene.start(scene.post(hero_image=factories.picture("A hall"), hero_alt="A hall"))
    [value] = [one for one in services.values(item) if isinstance(one.source, int)]
    client.force_login(scene.translator)
    title = next(one for one in services.segments(item) if one.path == "title")
    data = {f"value-{value.pk}": typed, f"text-{title.pk}": "Typed", f"was-{title.pk}": version(title), "save": ""}
    answer = client.post(reverse("translations:edit", args=[item.pk]), data, follow=True)
    assert answer.status_code in (200, 422)
    assert "Typed" in answer.content.decode()
    assert [one.target for one in services.values(item) if one.pk == value.pk] == [None]

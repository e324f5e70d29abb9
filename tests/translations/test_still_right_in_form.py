"""In the form a changed passage shows what it said before and its old translation, which one button keeps."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.reading import by_class, every, one, parse, text
from tests.translations import story
from tests.translations.conftest import republish, stored
from tests.translations.test_views_edit import form_data
from translations import acknowledge, older, queue, services
from translations.desk import saving
from translations.forms.translation import version
from translations.models import Acknowledgement, RefusedAct, Standing
from translations.states import Flag, State
from translations.views.still_right_links import still_right_url


@pytest.fixture(scope="module")
def kept_stale(kept_scene):
    item, target = kept_scene.live(kept_scene.post("Peace, slowly", intro="Peace is slow, they say."))
    republish(services.source_of(item), intro="Peace is slow they say.", title="Peace slowly")
    services.take_over(item=item)
    return item, target


@pytest.fixture
def stale(kept_stale, scene):
    """A public translation whose original has lost a comma in its title and one in its introduction, taken over."""
    item, target = deepcopy(kept_stale)
    item.url = reverse("translations:edit", args=[item.pk])
    return item, target


def entered(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, item) -> list:
    return by_class(parse(client.get(item.url).content.decode()), "translation__older")


def segment_of(item, pk: str):
    return next(one for one in services.segments(item) if one.pk == pk)


def texts(item) -> dict[str, str]:
    return {one.path: one.target for one in services.segments(item)}


def test_a_changed_passage_shows_what_changed_and_its_translation_so_far(scene, stale) -> None:
    item, _target = stale
    found = shown(entered(scene.translator), item)
    assert len(found) == 2
    told = text(found[1])
    assert "removed: , they say." in told
    assert "Peace is slow, they say. T" in told
    assert {
        button.get("value") for part in found for button in part.iter("button") if button.get("name") == "keep"
    } == {
        scene.pk(item, "title"),
        scene.pk(item, "intro"),
    }


def test_one_button_keeps_the_old_text_of_one_passage_and_what_was_typed_elsewhere(scene, stale) -> None:
    item, target = stale
    client, intro, title = entered(scene.translator), scene.pk(item, "intro"), scene.pk(item, "title")
    public = stored(target)
    response = client.post(item.url, form_data(item, {title: "Typed meanwhile"}, keep=intro))
    assert response.url == f"{item.url}#id_text-{intro}"
    assert texts(item)["intro"] == "Peace is slow, they say. T"
    assert texts(item)["title"] == "Typed meanwhile"
    assert stored(target) == public
    word = Acknowledgement.objects.get()
    assert (word.user, word.covers_all) == (scene.translator, False)
    assert shown(client, item) == []


def test_when_all_that_changed_was_kept_the_item_is_up_to_date(scene, stale) -> None:
    item, _target = stale
    client = entered(scene.translator)
    for path in ("intro", "title"):
        client.post(item.url, form_data(item, keep=scene.pk(item, path)))
    standing = Standing.objects.get(item=item)
    assert (standing.state, Flag.STALE in standing.flags) == (State.CURRENT, False)


def where_it_stands(item) -> tuple[str, list[str]]:
    standing = Standing.objects.get(item=item)
    return standing.state, standing.flags


def test_saved_with_nothing_typed_after_a_minor_edit_it_is_still_up_to_date(scene, stale, make_image) -> None:
    """Also where a draft would bring more than words: a picture of the original that was changed with it."""
    item, target = stale
    republish(services.source_of(item), hero_image=make_image("A"), hero_decorative=True)
    kind = Acknowledgement.Kind.MINOR
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=kind, reason="Commas")
    revisions = target.revisions.count()
    response = entered(scene.translator).post(item.url, form_data(item))
    assert response.status_code == 302
    assert where_it_stands(item) == (State.CURRENT, [])
    assert target.revisions.count() == revisions


def test_saved_with_nothing_typed_between_two_passages_that_are_kept_it_ends_up_to_date(scene, stale) -> None:
    item, _target = stale
    client = entered(scene.translator)
    client.post(item.url, form_data(item, keep=scene.pk(item, "intro")))
    client.post(item.url, form_data(item))
    client.post(item.url, form_data(item, keep=scene.pk(item, "title")))
    assert where_it_stands(item) == (State.CURRENT, [])


def test_what_is_typed_after_a_still_right_is_a_draft_and_so_is_what_was_saved_by_itself(scene, stale) -> None:
    item, target = stale
    kind = Acknowledgement.Kind.STILL_RIGHT
    acknowledge.acknowledge_item(item=item, user=scene.translator, kind=kind)
    client, intro = entered(scene.translator), scene.pk(item, "intro")
    saving.save_segment(
        item=item, user=scene.translator, pk=intro, typed="Better", made_from=version(segment_of(item, intro))
    )
    client.post(item.url, form_data(item))
    target.refresh_from_db()
    assert target.latest_revision.content["intro"] == "Better"
    assert where_it_stands(item) == (State.READY, [Flag.BEHIND])
    client.post(item.url, form_data(item, {intro: "Better still"}))
    target.refresh_from_db()
    assert target.latest_revision.content["intro"] == "Better still"


def test_after_a_still_right_that_was_taken_back_a_draft_is_written_again(scene, stale) -> None:
    item, target = stale
    kind = Acknowledgement.Kind.STILL_RIGHT
    said = acknowledge.acknowledge_item(item=item, user=scene.translator, kind=kind)
    acknowledge.revoke(acknowledgement=said, user=scene.translator)
    revisions = target.revisions.count()
    entered(scene.translator).post(item.url, form_data(item))
    assert target.revisions.count() == revisions + 1
    assert Flag.STALE in where_it_stands(item)[1]


def test_what_is_refused_elsewhere_is_given_back_and_the_passage_is_kept_all_the_same(scene, stale) -> None:
    item, _target = stale
    client, intro = entered(scene.translator), scene.pk(item, "intro")
    body = next(one.pk for one in services.segments(item) if "Buenos" in one.source)
    response = client.post(item.url, form_data(item, {body: "No link any more"}, keep=intro))
    assert response.status_code == 422
    html = parse(response.content.decode())
    assert text(one(html, "textarea", name=f"text-{body}")) == "No link any more"
    assert text(one(html, "textarea", name=f"text-{intro}")) == "Peace is slow, they say. T"
    assert texts(item)["intro"] == "Peace is slow, they say. T"


def test_a_text_of_ones_own_in_the_same_box_is_not_overwritten(scene, stale) -> None:
    item, _target = stale
    intro = scene.pk(item, "intro")
    response = entered(scene.translator).post(item.url, form_data(item, {intro: "My own"}, keep=intro), follow=True)
    assert "You have written another text" in response.content.decode()
    assert texts(item)["intro"] == "My own"
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("keep", ["", "x", "0-0", "9" * 40, "\x00", "<b>"])
def test_nonsense_keeps_nothing_and_loses_nothing(scene, stale, keep) -> None:
    item, _target = stale
    title = scene.pk(item, "title")
    response = entered(scene.translator).post(item.url, form_data(item, {title: "Typed"}, keep=keep), follow=True)
    assert "no older translation" in response.content.decode()
    assert texts(item)["title"] == "Typed"
    assert not Acknowledgement.objects.exists()
    assert RefusedAct.objects.filter(action="CannotTranslate").exists()


def test_a_passage_whose_links_changed_shows_its_old_text_without_the_button(scene) -> None:
    item, _target = scene.live(scene.post("Two works"))
    item.url = reverse("translations:edit", args=[item.pk])
    source = services.source_of(item)
    body = list(source.body.raw_data)
    body[0] = {**body[0], "value": "<p>They met in Buenos Aires with <b>160</b> others.</p>"}
    republish(source, body=source.body.stream_block.to_python(body))
    services.take_over(item=item)
    (found,) = shown(entered(scene.translator), item)
    assert "it cannot be kept as it is" in text(found)
    assert every(found, "button", name="keep") == []


def test_who_may_not_write_now_is_offered_nothing(scene, stale) -> None:
    item, _target = stale
    assert shown(entered(scene.editor), item) == []
    assert entered(scene.editor).post(item.url, {"keep": scene.pk(item, "intro")}).status_code == 302
    scene.save(item)
    scene.submit(item)
    assert shown(entered(scene.reviewer), item) == []
    assert entered(scene.translator).post(item.url, {"keep": scene.pk(item, "intro")}).status_code == 423
    assert not Acknowledgement.objects.exists()


def test_the_older_versions_cost_the_same_for_one_passage_and_for_a_hundred(scene) -> None:
    costs = []
    for number in (1, 100):
        blocks = [{"type": "heading", "value": f"Heading {n}, slowly", "id": f"{n:036}"} for n in range(number)]
        source = scene.post(f"Long {number}")
        source = republish(source, body=source.body.stream_block.to_python(blocks))
        item, target = scene.live(source)
        changed = [block | {"value": block["value"].replace(",", "")} for block in blocks]
        republish(services.source_of(item), body=source.body.stream_block.to_python(changed))
        services.take_over(item=item)
        segments, seen = services.segments(item), queue.rows([item])[0].seen
        with CaptureQueriesContext(connection) as captured:
            found = older.versions(item, target, segments, seen)
        assert len(found) == number
        costs.append(len(captured))
    assert costs[0] == costs[1] == 0


def test_the_form_leads_to_saying_it_of_all_only_where_that_would_work(scene, stale) -> None:
    item, target = stale
    url = still_right_url(services.source_of(item))

    def led() -> list[bool]:
        people = (scene.translator, scene.editor, scene.reviewer)
        return [url in entered(user).get(item.url).content.decode() for user in people]

    assert led() == [True] * 3
    type(target).objects.filter(pk=target.pk).update(locked=True, locked_by=scene.admin)
    assert led() == [False] * 3
    type(target).objects.filter(pk=target.pk).update(locked=False, locked_by=None)
    republish(services.source_of(item), search_description="Something that nobody has translated")
    services.take_over(item=item)
    assert led() == [False] * 3
    republish(services.source_of(item), search_description="")
    services.take_over(item=item)
    assert led() == [True] * 3
    scene.save(item)
    scene.submit(item)
    assert led() == [False] * 3
    story.approve(services.target_of(item), scene.reviewer)
    assert led() == [False] * 3

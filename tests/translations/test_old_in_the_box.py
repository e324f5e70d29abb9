"""The old translation of a changed passage stands in its box as the start, and is nobody's text until somebody says."""

from random import Random

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from tests.long import LONG
from tests.reading import by_class, every, one, parse, text
from tests.translations.conftest import republish
from tests.translations.test_still_right_in_form import entered, where_it_stands
from translations import marks, services
from translations.models import Acknowledgement, SegmentEdit, Standing
from translations.states import Flag, State

SEED, ROUNDS = 11, 60 if LONG else 4
OLD = "Peace is slow, they say. T"


@pytest.fixture
def stale(scene):
    """A public translation whose original lost a comma in its title and one in its introduction."""
    item, _target = scene.live(scene.post("Peace, slowly", intro="Peace is slow, they say."))
    change(item, intro="Peace is slow they say.", title="Peace slowly")
    return item


@pytest.fixture
def unseen(scene):
    """The same of a translation that readers never had."""
    item = scene.start(scene.post("Peace, slowly", intro="Peace is slow, they say."))
    scene.save(item)
    change(item, intro="Peace is slow they say.")
    return item


def change(item, **fields: str) -> None:
    republish(services.source_of(item), **fields)
    services.take_over(item=item)
    item.url = reverse("translations:edit", args=[item.pk])


def shown(client: Client, item, status: int = 200):
    response = client.get(item.url)
    assert response.status_code == status
    return parse(response.content.decode())


def as_shown(client: Client, item, **typed: str):
    """What a browser sends of the form as it is shown now, with `typed` in its fields."""
    data = querydict_from_html(client.get(item.url).content.decode(), form_id="translation-form")
    for name in [name for name in data if name.startswith("text-")]:
        data[name] = data[name].removeprefix("\n")  # a browser takes it away, the reader of the test does not
    for name, value in typed.items():
        data[name] = value
    return data


def box(page, pk: str) -> str:
    return text(one(page, "textarea", name=f"text-{pk}"))


def texts(item) -> dict[str, str]:
    return {one.path: one.target for one in services.segments(item) if one.target}


def progress(item) -> tuple[int, int]:
    standing = Standing.objects.get(item=item)
    return standing.segments_done, standing.words_to_do


def test_the_old_translation_stands_in_the_box_and_is_told_to_be_unchecked(scene, stale) -> None:
    page = shown(entered(scene.translator), stale)
    intro = scene.pk(stale, "intro")
    assert box(page, intro) == OLD
    told = one(page, "p", id=f"start-{intro}")
    assert "The old translation, not checked yet" in text(told)
    assert told.get("hidden") is None
    assert f"start-{intro}" in one(page, "textarea", name=f"text-{intro}").get("aria-describedby").split()
    row = one(page, "fieldset", id=f"passage-{intro}")
    assert (row.get("data-state"), row.get("data-unchecked")) == ("changed", "")
    assert len(by_class(page, "desk-unchecked")) == 2


@pytest.mark.parametrize("button", ["save", "submit", "decide", "approve", "settle"])
def test_a_form_sent_back_as_it_was_shown_stores_nothing_and_counts_nothing_as_done(scene, stale, button) -> None:
    client = entered(scene.translator)
    before = texts(stale), progress(stale), SegmentEdit.objects.count()
    client.post(stale.url, as_shown(client, stale, **{button: ""}))
    assert (texts(stale), progress(stale), SegmentEdit.objects.count()) == before
    assert not services.target_of(stale).workflow_in_progress
    assert box(shown(client, stale), scene.pk(stale, "intro")) == OLD


def test_who_hands_it_in_is_told_that_it_is_not_checked_and_not_that_it_is_not_translated(client, scene, stale) -> None:
    client.force_login(scene.translator)
    page = client.post(stale.url, as_shown(client, stale, submit=""), follow=True).content.decode()
    assert page.count("The old translation is not checked yet") == 2
    assert "This passage is not translated yet." not in page


def test_the_old_text_with_one_word_changed_is_a_text_and_the_other_boxes_stay_untouched(scene, stale) -> None:
    client, intro = entered(scene.translator), scene.pk(stale, "intro")
    before = texts(stale)
    typed = OLD.replace(",", "")
    assert client.post(stale.url, as_shown(client, stale, **{f"text-{intro}": typed})).status_code == 302
    assert texts(stale) == before | {"intro": typed}


def test_still_right_takes_the_text_that_stands_in_the_box(scene, stale) -> None:
    client, intro = entered(scene.translator), scene.pk(stale, "intro")
    response = client.post(stale.url, as_shown(client, stale, keep=intro))
    assert response.url == f"{stale.url}#id_text-{intro}"
    assert texts(stale)["intro"] == OLD
    assert "title" not in texts(stale)
    assert Acknowledgement.objects.count() == 1
    client.post(stale.url, as_shown(client, stale, keep=scene.pk(stale, "title")))
    assert where_it_stands(stale) == (State.CURRENT, [])


def test_what_readers_never_had_is_stored_as_it_stands_only_where_somebody_says_so(scene, unseen) -> None:
    client, intro = entered(scene.translator), scene.pk(unseen, "intro")
    page = shown(client, unseen)
    assert box(page, intro) == OLD
    assert every(page, "button", name="keep") == []
    client.post(unseen.url, as_shown(client, unseen))
    assert "intro" not in texts(unseen)
    response = client.post(unseen.url, as_shown(client, unseen, use=intro))
    assert response.url == f"{unseen.url}#id_text-{intro}"
    assert texts(unseen)["intro"] == OLD
    assert Flag.STALE not in where_it_stands(unseen)[1]
    assert not Acknowledgement.objects.exists()
    assert by_class(shown(client, unseen), "desk-unchecked") == []


@pytest.mark.parametrize("use", ["", "x", "0-0", "\x00", "a\r\nb: c"])
def test_nonsense_is_not_said_to_stay(scene, unseen, use) -> None:
    client = entered(scene.translator)
    assert client.post(unseen.url, as_shown(client, unseen, use=use)).url == unseen.url
    assert "intro" not in texts(unseen)


def test_an_emptied_box_is_not_said_to_stay(scene, unseen) -> None:
    client, intro = entered(scene.translator), scene.pk(unseen, "intro")
    response = client.post(unseen.url, as_shown(client, unseen, use=intro, **{f"text-{intro}": ""}), follow=True)
    assert "The box is empty: nothing was stored for this passage." in response.content.decode()
    assert "intro" not in texts(unseen)


def test_where_something_else_is_refused_the_start_stands_there_still_and_is_none_of_it(scene, stale) -> None:
    client, intro = entered(scene.translator), scene.pk(stale, "intro")
    body = next(one.pk for one in services.segments(stale) if "Buenos" in one.source)
    response = client.post(stale.url, as_shown(client, stale, **{f"text-{body}": "No link any more"}))
    assert response.status_code == 422
    page = parse(response.content.decode())
    assert (box(page, intro), box(page, body)) == (OLD, "No link any more")
    again = querydict_from_html(response.content.decode(), form_id="translation-form")
    again[f"text-{body}"] = marks.to_text(next(one.target for one in services.segments(stale) if one.pk == body))
    assert client.post(stale.url, again).status_code == 302
    assert "intro" not in texts(stale)


def test_what_somebody_else_wrote_meanwhile_is_neither_undone_nor_in_conflict_with_the_start(scene, stale) -> None:
    client, intro = entered(scene.translator), scene.pk(stale, "intro")
    sent = as_shown(client, stale)
    services.save_translation(item=stale, user=scene.reviewer, texts={intro: "Of another"})
    assert client.post(stale.url, sent).status_code == 302
    assert texts(stale)["intro"] == "Of another"
    sent[f"text-{intro}"] = "Mine"
    response = client.post(stale.url, sent)
    assert response.status_code == 409
    assert "Of another" in response.content.decode()
    assert box(parse(response.content.decode()), intro) == "Mine"
    assert texts(stale)["intro"] == "Of another"


def test_of_an_original_that_changed_again_the_untouched_start_is_no_text_without_a_place(scene, stale) -> None:
    client = entered(scene.translator)
    sent = as_shown(client, stale)
    change(stale, intro="Peace is slow, so they say.")
    assert client.post(stale.url, sent).status_code == 302
    sent[f"text-{next(key for key in sent if key.startswith('start-')).removeprefix('start-')}"] = "Mine"
    change(stale, title="Peace so slowly", intro="Peace is slow, or so they say.")
    response = client.post(stale.url, sent)
    assert response.status_code == 409
    assert "Mine" in response.content.decode()


def test_of_a_review_that_began_meanwhile_the_untouched_start_is_not_given_back_as_typed(scene, stale) -> None:
    client = entered(scene.translator)
    sent = as_shown(client, stale, note="")
    scene.save(stale, " U")
    scene.submit(stale)
    response = client.post(stale.url, sent)
    assert response.status_code == 423
    assert OLD not in response.content.decode()


def test_a_start_whose_links_are_gone_is_neither_kept_nor_stored_by_itself(scene) -> None:
    item, _target = scene.live(scene.post("Two works"))
    source = services.source_of(item)
    body = list(source.body.raw_data)
    body[0] = {**body[0], "value": "<p>They met in Buenos Aires with <b>160</b> others.</p>"}
    change(item, body=source.body.stream_block.to_python(body))
    client = entered(scene.translator)
    page = shown(client, item)
    assert "it counts once you have changed it." in text(by_class(page, "desk-unchecked")[0])
    assert every(page, "button", name="keep") + every(page, "button", name="use") == []
    before = texts(item)
    assert client.post(item.url, as_shown(client, item)).status_code == 302
    assert texts(item) == before


def test_whatever_happened_before_a_form_as_it_is_shown_changes_nothing(scene, stale) -> None:
    """Random changes, texts and words of “still right”; each text that was typed is there, none that was not."""
    chance, client = Random(SEED), entered(scene.translator)
    for number in range(ROUNDS):
        path = chance.choice(["title", "intro"])
        sent, pk, before = as_shown(client, stale), scene.pk(stale, path), texts(stale)
        offered = [one.get("name") for one in every(shown(client, stale), "button", value=pk)]
        act = chance.choice(["change", "type", *offered])
        if act == "change":
            change(stale, **{path: f"Peace is slow, they say, {number}."})
        elif act == "type":
            sent[f"text-{pk}"] += f" {number}"
            assert client.post(stale.url, sent).status_code == 302
            assert texts(stale) == before | {path: sent[f"text-{pk}"]}
        else:
            sent[act] = pk
            assert client.post(stale.url, sent).status_code == 302
            assert texts(stale) == before | {path: sent[f"text-{pk}"]}
        before = texts(stale), progress(stale)
        assert client.post(stale.url, as_shown(client, stale)).status_code == 302
        assert (texts(stale), progress(stale)) == before

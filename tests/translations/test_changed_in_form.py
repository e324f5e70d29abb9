"""The form says what changed in the original; where nothing is to be written, one button takes it over and hands in."""

import pytest
from django.urls import reverse

from tests.reading import parse, text
from tests.translations.conftest import republish
from tests.translations.test_still_right_in_form import entered
from tests.translations.test_views_edit import form_data
from translations import services
from translations.queue import rows
from translations.states import State


@pytest.fixture
def stale(scene):
    """Gives an item whose public translation has an original that changed as asked, and its form's address."""

    def change(**fields):
        item, _target = scene.live(scene.post("Peace, slowly", intro="Peace is slow, they say."))
        republish(services.source_of(item), **fields)
        services.take_over(item=item)
        return item, reverse("translations:edit", args=[item.pk])

    return change


def part(page) -> object:
    """The notice of what changed, None where there is none."""
    return next((each for each in page.iter("div") if each.get("id") == "changed"), None)


def shown(client, url):
    return parse(client.get(url).content.decode())


def test_a_change_without_words_is_named_and_handed_in_with_one_button(scene, stale, make_image) -> None:
    item, url = stale(hero_image=make_image("New"), hero_decorative=True)
    client = entered(scene.translator)
    told = part(shown(client, url))
    assert "An image and a detail changed · nothing to write" in text(told)
    (button,) = told.iter("button")
    assert (button.get("name"), text(button)) == ("submit", "Apply and submit")
    client.post(url, form_data(item, submit=""))
    assert rows([item])[0].state == State.IN_REVIEW


def test_words_to_write_are_named_and_have_no_such_button(scene, stale) -> None:
    _item, url = stale(intro="Peace is slow they say.")
    told = part(shown(entered(scene.translator), url))
    assert "1 sentence changed" in text(told)
    assert list(told.iter("button")) == []


def test_in_review_it_is_decided_and_not_handed_in_once_more(scene, stale, make_image) -> None:
    item, url = stale(intro="Peace is slow they say.")
    scene.save(item, " U")
    scene.submit(item)
    republish(services.source_of(item), hero_image=make_image("New"), hero_decorative=True)
    told = part(shown(entered(scene.reviewer), url))
    assert told is not None
    assert list(told.iter("button")) == []


def test_of_a_translation_that_is_right_nothing_is_said(scene) -> None:
    item, _target = scene.live(scene.post())
    page = shown(entered(scene.translator), reverse("translations:edit", args=[item.pk]))
    assert part(page) is None


def test_the_history_of_a_passage_tells_what_was_written_for_the_words_before(scene, stale) -> None:
    item, _url = stale(intro="Peace is slow they say.")
    page = entered(scene.translator).get(
        reverse("translations:segment_history", args=[item.pk, scene.pk(item, "intro")])
    )
    html = page.content.decode()
    assert "While the original said something else here" in html
    assert "Peace is slow, they say. T" in html
    assert "Restore</button>" not in html

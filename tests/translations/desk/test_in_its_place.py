"""New text of an original arrives while somebody writes: of several paragraphs, each keeps what was written for it."""

from copy import deepcopy

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from tests import factories
from tests.translations.conftest import republish
from translations import marks, services
from translations.desk.saving import Overtaken, save_segment
from translations.storing import version

PARAGRAPHS = (
    "The text of the treaty lies in a hut above the river, where nobody reads it.",
    "Two mediators carry a copy of it from one bank to the other each morning.",
    "The ferry costs three coins, and the ferryman keeps a list of debts.",
)
CHANGED = PARAGRAPHS[1].replace("Two", "Four")


BLOCK = "0b5d5a0e-3a35-4a83-9d2c-3f5b1a5c8f10"


def body(*paragraphs: str) -> list[dict[str, str]]:
    """One block, the same each time."""
    return [{"type": "rich_text", "id": BLOCK, "value": "".join(f"<p>{text}</p>" for text in paragraphs)}]


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    page = factories.post(kept_scene.source, "The treaty", body=body(*PARAGRAPHS))
    item = kept_scene.start(page)
    for text in PARAGRAPHS:
        segment = said(item, text)
        typed = f"T {text}"
        save_segment(item=item, user=kept_scene.translator, pk=segment.pk, typed=typed, made_from=version(segment))
    return item


@pytest.fixture
def item(scene, kept_item):
    return deepcopy(kept_item)


def said(item, text):
    return next(one for one in services.segments(item) if marks.to_text(one.source) == text)


def change(item, *paragraphs: str) -> None:
    """The original says this by now, and the item has followed."""
    republish(services.source_of(item), body=body(*paragraphs))
    services.take_over(item=item)


def overtaken(scene, item, now, shown=()):
    """What is told to whoever goes on with the second paragraph when the original says something else."""
    segment = said(item, PARAGRAPHS[1])
    change(item, *now)
    with pytest.raises(Overtaken) as found:
        save_segment(
            item=item, user=scene.translator, pk=segment.pk, typed="Mine", made_from=version(segment), shown=shown
        )
    return found.value.segment


@pytest.mark.parametrize("tells", [True, False])
def test_a_paragraph_that_changed_goes_on_as_itself_and_not_as_its_neighbour(scene, item, tells) -> None:
    shown = [said(item, text).pk for text in (PARAGRAPHS[0], PARAGRAPHS[2])] if tells else []
    found = overtaken(scene, item, (PARAGRAPHS[0], CHANGED, PARAGRAPHS[2]), shown)
    assert marks.to_text(found.source) == CHANGED


@pytest.mark.parametrize("tells", [True, False])
def test_one_that_is_gone_goes_on_as_none(scene, item, tells) -> None:
    shown = [said(item, text).pk for text in (PARAGRAPHS[0], PARAGRAPHS[2])] if tells else []
    assert overtaken(scene, item, (PARAGRAPHS[0], PARAGRAPHS[2]), shown) is None


def test_nor_as_the_last_that_is_left_beside_it(scene, item) -> None:
    assert overtaken(scene, item, PARAGRAPHS[:1], [said(item, PARAGRAPHS[0]).pk]) is None


def test_nor_as_another_that_is_new_there(scene, item) -> None:
    new = "Snow closed the pass in March."
    shown = [said(item, text).pk for text in (PARAGRAPHS[0], PARAGRAPHS[2])]
    assert overtaken(scene, item, (PARAGRAPHS[0], PARAGRAPHS[2], new), shown) is None


def test_of_paragraphs_that_are_alike_none_is_taken_that_stands_on_the_page(client, scene, item) -> None:
    alike = [f"Session {number} of the committee took place in the town hall." for number in ("one", "two", "three")]
    change(item, *alike)
    first, second, third = (said(item, text) for text in alike)
    change(item, alike[0], alike[2])
    client.force_login(scene.translator)
    sent = {"target": "Mine", "version": version(second), "shown": f"{first.pk} {third.pk}"}
    answer = client.post(reverse("translations:segment", args=[item.pk, second.pk]), sent)
    assert answer.status_code == 409
    assert (answer.json()["segment"], answer.json()["yours"]) == ("", "Mine")


def test_whoever_is_overtaken_by_a_new_text_of_the_original_is_told_which_words_changed(client, scene, item) -> None:
    client.force_login(scene.translator)
    segment = said(item, PARAGRAPHS[1])
    address = reverse("translations:segment", args=[item.pk, segment.pk])
    change(item, PARAGRAPHS[0], CHANGED, PARAGRAPHS[2])
    answer = client.post(address, {"target": "Mine", "version": version(segment)})
    assert answer.status_code == 409
    told = answer.json()
    assert told["segment"] == said(item, CHANGED).pk
    assert told["changed"][:2] == [["removed", "Two"], ["added", "Four"]]
    assert "".join(text for kind, text in told["changed"] if kind != "removed") == CHANGED


def test_where_somebody_else_wrote_beside_the_same_original_no_word_of_it_changed(client, scene, item) -> None:
    client.force_login(scene.translator)
    segment = said(item, PARAGRAPHS[1])
    address = reverse("translations:segment", args=[item.pk, segment.pk])
    save_segment(item=item, user=scene.reviewer, pk=segment.pk, typed="Theirs", made_from=version(segment))
    answer = client.post(address, {"target": "Mine", "version": version(segment)})
    assert answer.status_code == 409
    assert "changed" not in answer.json()


def sent(answer, **typed):
    """What a browser without JavaScript sends of a form, with this typed into it."""
    data = querydict_from_html(answer.content.decode(), form_id="translation-form")
    for name, value in typed.items():
        data[name] = value
    return data


def test_without_javascript_it_goes_on_beside_what_the_original_says_now_and_is_stored_once_sent_again(
    client, scene, item
) -> None:
    client.force_login(scene.translator)
    address, second = reverse("translations:edit", args=[item.pk]), said(item, PARAGRAPHS[1])
    mine = sent(client.get(address), **{f"text-{second.pk}": "Mine"})
    change(item, PARAGRAPHS[0], CHANGED, PARAGRAPHS[2])
    now = said(item, CHANGED)
    answer = client.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "have no place any more" not in page
    assert "The original changed while you were writing. Read it, then save again." in page
    assert answer.context["form"][f"text-{now.pk}"].value() == "Mine"
    assert CHANGED in page
    assert '<del class="diff"><span class="w-sr-only">removed: </span>Two</del>' in page
    assert '<ins class="diff"><span class="w-sr-only">added: </span>Four</ins>' in page
    assert said(item, CHANGED).target == ""
    assert client.post(address, sent(answer)).status_code == 302
    assert [said(item, text).target for text in (PARAGRAPHS[0], CHANGED)] == [f"T {PARAGRAPHS[0]}", "Mine"]


def test_without_javascript_two_that_changed_each_go_on_as_themselves_and_one_that_is_gone_is_given_back(
    client, scene, item
) -> None:
    client.force_login(scene.translator)
    address = reverse("translations:edit", args=[item.pk])
    typed = {f"text-{said(item, text).pk}": f"Mine {number}" for number, text in enumerate(PARAGRAPHS)}
    mine = sent(client.get(address), **typed)
    last = PARAGRAPHS[2].replace("three", "seven")
    change(item, last, CHANGED)
    answer = client.post(address, mine)
    form = answer.context["form"]
    assert answer.status_code == 409
    assert [form[f"text-{said(item, text).pk}"].value() for text in (CHANGED, last)] == ["Mine 1", "Mine 2"]
    assert answer.context["vanished"] == ["Mine 0"]


def test_what_somebody_else_wrote_there_meanwhile_stands_beside_it(client, scene, item) -> None:
    client.force_login(scene.translator)
    address, second = reverse("translations:edit", args=[item.pk]), said(item, PARAGRAPHS[1])
    mine = sent(client.get(address), **{f"text-{second.pk}": "Mine"})
    change(item, PARAGRAPHS[0], CHANGED, PARAGRAPHS[2])
    now = said(item, CHANGED)
    save_segment(item=item, user=scene.reviewer, pk=now.pk, typed="Theirs", made_from=version(now))
    answer = client.post(address, mine)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Stored by someone else:" in page
    assert "Theirs" in page
    assert answer.context["form"][f"text-{now.pk}"].value() == "Mine"
    assert said(item, CHANGED).target == "Theirs"

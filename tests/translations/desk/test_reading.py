"""How far a reviewer is: the bar of their desk says what is accepted and what they have not read yet."""

import pytest
from django.urls import reverse
from django.utils import translation

from language.sentences import count_words
from tests.reading import by_class, parse
from tests.reading import text as read_text
from tests.translations.conftest import republish
from tests.translations.desk.test_decision import at, send, shown
from translations import marks, services
from translations.desk import acceptance
from translations.desk.reading import Reading, words_of
from translations.forms.translation import version
from translations.pairs import Pair


def submitted(scene, item, **texts):
    scene.save(item, **texts)
    scene.submit(item)


def bar(client, user, item) -> str:
    client.force_login(user)
    answer = client.get(reverse("translations:edit", args=[item.pk]))
    return read_text(by_class(parse(answer.content.decode()), "desk-bar__said")[0])


def words_in(item, *paths: str) -> int:
    found = [one for one in services.segments(item) if one.path != "slug" and (not paths or one.path in paths)]
    return sum(count_words(marks.to_text(one.source)) for one in found)


def accept(item, user, path: str) -> None:
    acceptance.accept(item=item, user=user, segment_pk=at(item, path).pk, seen=version(at(item, path)))


def test_of_a_first_translation_all_is_to_be_read_until_it_is_accepted(client, scene, item) -> None:
    submitted(scene, item)
    total, words = len(services.segments(item)), words_in(item)
    assert bar(client, scene.reviewer, item) == f"Passages accepted: 0 of {total} · words to read: {words}"
    accept(item, scene.reviewer, "intro")
    left = words - words_in(item, "intro")
    assert bar(client, scene.reviewer, item) == f"Passages accepted: 1 of {total} · words to read: {left}"


def test_who_writes_is_told_what_is_left_to_write(client, scene, item) -> None:
    assert "words left" in bar(client, scene.translator, item)
    assert "words left" in bar(client, scene.reviewer, item)  # nothing was handed in: there is nothing to decide


def test_of_an_update_the_words_of_the_changed_sentences_are_to_be_read(client, scene, item) -> None:
    scene.publish(item)
    source = services.source_of(item)
    republish(source, intro=f"{source.intro} And seven words that are all new.")
    services.take_over(item=item)
    scene.save(item)
    scene.submit(item)
    assert bar(client, scene.reviewer, item) == "Passages accepted: 0 of 1 · words to read: 7"


def test_in_the_next_round_what_was_read_before_and_says_the_same_is_not_counted(client, scene, item) -> None:
    submitted(scene, item)
    client.force_login(scene.reviewer)
    asked = {f"comment-{at(item).pk}": "Not so long.", "comment": ""}
    send(client, item, shown(client, item) | asked, decision="reject")
    submitted(scene, item, intro="Shorter")
    said = bar(client, scene.reviewer, item)
    assert said == f"Passages accepted: 0 of {len(services.segments(item))} · words to read: {words_in(item, 'intro')}"


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (Pair("One two three.", "Uno dos tres."), 3),
        (Pair("One two three.", "Uno.", public="Uno dos.", old_source="One two three."), 3),  # the text alone differs
        (Pair("One two. Three four five.", "Otra.", public="Uno.", old_source="One two. Six."), 3),
        (Pair("One two three.", "Uno.", read="Uno."), 0),
        (Pair("One two three.", "Uno.", read="Dos."), 3),
        (Pair("one-two", "uno-dos", path="slug"), 0),
    ],
)
def test_what_is_to_be_read_of_one_passage(pair, words) -> None:
    assert words_of(pair, "en") == words


def test_it_is_said_in_the_readers_language_with_its_numbers_as_they_are_written_there() -> None:
    reading = Reading.of([(True, 5), (False, 12_345)])
    assert (reading.percent, reading.words) == (50, 12_345)
    assert reading.said == "Passages accepted: 1 of 2 · words to read: 12\u202f345"
    with translation.override("es"):
        assert reading.said == "Pasajes aceptados: 1 de 2 · palabras por leer: 12\u202f345"
    assert Reading.of([]).percent == 100

"""How much of a text is somebody else's words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.quotations import Measure, measure, quotations
from tests.language.texts import any_text, nasty_texts

pytestmark = pytest.mark.any_database

# (passage, words that are quoted, words in all)
TABLE = [
    ("She said: “Peace is slow and never cheap.” They left.", 6, 10),
    ('She said: "Peace is slow and never cheap." They left.', 6, 10),
    ("The so-called “peace process” went on without anybody.", 0, 8),
    ("“One two three four five”, and “six seven eight nine ten”.", 10, 11),
    ("“Outside, they said ‘no, not in our name’, and left.”", 10, 10),
    ("He wrote “the report says «peace is slow and dear» twice”.", 9, 11),
    ("A mark that is “never closed quotes nothing at all here.", 0, 11),
    ('A 5" pipe, he said, and "a longer one of seven metres" too.', 6, 13),
    ("Don’t call the states’ rights ‘theirs’ in this long sentence of mine.", 0, 12),
    ("No words of anybody else stand here.", 0, 7),
    ("Dijo: «La paz es lenta y nunca barata». Se fueron.", 7, 10),
    ("El llamado «proceso de paz» siguió sin nadie.", 0, 8),
    ("Escribió: «El informe dice “la paz es lenta” dos veces».", 9, 10),
    ("Según el texto, «participaron 160 países en la conferencia de Buenos Aires».", 9, 12),
    ("Una comilla que «no se cierra no cita nada de nada.", 0, 11),
    ("Er sagte: „Frieden ist langsam und nie billig.“ Dann ging er.", 6, 11),
    ("", 0, 0),
    ("…", 0, 0),
]


@pytest.mark.parametrize(("passage", "quoted", "words"), TABLE)
def test_words_in_marks_are_counted_where_they_are_more_than_a_term(passage, quoted, words) -> None:
    assert measure([passage]) == Measure(quoted, words)


def test_what_stands_apart_counts_whole_however_short_it_is() -> None:
    assert measure(["Four words of ours."], ["Peace is slow.", "«La paz es lenta»"]) == Measure(7, 11)


def test_a_quotation_does_not_reach_into_the_next_paragraph() -> None:
    assert measure(['He said "nothing of that.', 'Nor did she" say it at all.']).quoted == 0


def test_where_there_are_no_words_nothing_is_quoted() -> None:
    assert measure([]).share == measure(["…"], [""]).share == 0


def test_the_share_is_that_of_all_words() -> None:
    assert measure(["One two three."], ["Four."]).share == 0.25


def test_how_many_words_make_a_quotation_can_be_said() -> None:
    passage = "The “peace process” went on."
    assert (measure([passage], least=2).quoted, measure([passage], least=3).quoted) == (2, 0)


MARKS = st.lists(st.sampled_from([*"«»“”„\"'‘’ ", "one ", "dos ", "3", "\n"]), max_size=40).map("".join)


@given(st.lists(st.one_of(any_text(), MARKS), max_size=4), st.lists(any_text(), max_size=3), st.integers(0, 9))
def test_no_text_breaks_it_and_the_share_is_between_none_and_all(passages, apart, least) -> None:
    found = measure(passages, apart, least)
    assert 0 <= found.quoted <= found.words
    assert 0 <= found.share <= 1


@given(MARKS)
def test_what_is_quoted_stands_in_the_text_in_its_order_and_nothing_twice(passage) -> None:
    reached = 0
    for text in quotations(passage):
        reached = passage.index(text, reached) + len(text)


@pytest.mark.parametrize("text", [*nasty_texts(), "«" * 100_000, "“«" * 50_000, '" a' * 33_000, "«a" * 50_000 + "»"])
def test_a_hundred_thousand_signs_take_a_moment(text) -> None:
    began = time.perf_counter()
    measure([text], [text])
    assert time.perf_counter() - began < 5

"""Where a sentence ends, and how many words a text has."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.sentences import count_words, split_sentences
from tests.language.texts import any_text, nasty_texts

pytestmark = pytest.mark.any_database

# A bar stands where a sentence ends.
ENGLISH = [
    "Dr. Smith wrote to Mrs. Jones. | She was out.",
    "He lives in the U.S. Capitol district. | It is old.",
    "It began in the U.S. | The rest followed.",
    "J. R. Smith and A. Khan spoke. | Both were brief.",
    "The rate is 3.5 per cent. | It was 2.1.",
    "See No. 5, Art. 3 and pp. 12–14. | Then decide.",
    "Fruit, e.g. apples, i.e. food, etc. is cheap. | So is bread.",
    "“Is it so?” he asked. | “Yes.” | Silence.",
    "Wait... nothing. | Wait… | What?",
    "Who decides?! | Nobody knows.",
    "They met at 5 p.m. on Monday. | They left.",
    "He said no. | They left.",
    "1. First item. | Second item.",
    "{1}One.{/1} | {2}Two.{/2}",
    "<b>One.</b> | <i>Two.</i>",
    "A heading without a stop | A sentence.",
    "See example.org. | Or v1.0.5. | Or neither.",
    "It works (see p. 4). | Really.",
    "Yahoo! is a firm. | Is it?",
]
SPANISH = [
    "El Dr. Pérez y la Sra. Ruiz llegaron. | Hablaron poco.",
    "Viajó a EE. UU. en mayo. | Volvió en junio.",
    "Vive en EE. UU. | La familia lo sigue.",
    "Hay frutas, p. ej. manzanas, y pan. | Falta agua.",
    "Según el art. 5 y el núm. 7, vale. | Según la pág. 12, no.",
    "¿Quién decide? | ¡Nadie! | Así es.",
    "¡Hola! | ¿Vienes?",
    "Pero, ¿quién paga? | El pueblo.",
    "«Así es.» | Luego calló.",
    "La tasa es de 3,5. | Fue de 1.500.",
    "Cerró a las 3 p. m. del lunes. | Abrió el martes.",
    "El siglo V a. C. fue largo. | El IV, no.",
    "Y entonces… calló. | Y entonces… | Nada.",
    "Dijo que no. | Se fue.",
    "Los miembros, etc. | La lista sigue.",
]


@pytest.mark.parametrize(("language", "line"), [("en", line) for line in ENGLISH] + [("es", line) for line in SPANISH])
def test_a_sentence_ends_where_a_reader_stops(language, line):
    parts = line.split(" | ")
    joint = "\n" if "heading" in line else " "
    assert split_sentences(joint.join(parts), language) == parts


def test_a_line_break_ends_a_sentence():
    assert split_sentences("One\ntwo<br/>Three</p><p>four") == ["One", "two<br/>", "Three</p>", "<p>four"]


def test_scripts_without_capitals_have_sentences_too():
    assert split_sentences("今天。明天！", "zh") == ["今天。", "明天！"]
    assert split_sentences("مرحبا. كيف الحال؟ جيد.", "ar") == ["مرحبا.", "كيف الحال؟", "جيد."]


def test_no_text_has_no_sentences():
    assert split_sentences("") == split_sentences(" \n\t ") == []


@given(any_text(), st.sampled_from(["en", "es", "es-mx", "fr", ""]))
def test_no_sign_is_lost_and_none_is_moved(text, language):
    at = 0
    for sentence in split_sentences(text, language):
        assert sentence
        assert sentence == sentence.strip()
        found = text.index(sentence, at)
        assert not text[at:found].strip()
        at = found + len(sentence)
    assert not text[at:].strip()


@pytest.mark.parametrize("text", nasty_texts(), ids=lambda text: repr(text[:8]))
def test_a_huge_text_is_split_and_counted_in_a_moment(text):
    started = time.process_time()
    split_sentences(text, "es")
    count_words(text)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two three.", 3),
        ("BAPA+40 and COVID-19", 3),
        ("South-South cooperation", 2),
        ("1 500 people, 12\u00a0500 boats", 4),
        ("In 2019, 5 % left", 4),
        ("word—word — word", 3),
        ("¿Quién? ¡Él!", 2),
        ("{1}marked{/1} <b>words</b> {2/}", 2),
        ('See <a id="a1">the report</a>.', 3),
        ("don’t l'agua EE. UU.", 4),
        ("A {{literal brace", 3),
        ("今天 ok", 3),
        ("... — !", 0),
    ],
)
def test_words_are_counted_as_editors_count(text, words):
    assert count_words(text) == words


@given(any_text())
def test_counting_never_fails(text):
    assert count_words(text) >= 0

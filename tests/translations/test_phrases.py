"""Why an item is in the queue, in a sentence that reads well in each language of the interface."""

import pytest
from django.utils import translation

from translations import phrases
from translations.phrases import Changes, joined, number, sentence, words

SPACE = "\u00a0"


def plain(text: str) -> str:
    """With spaces that a test can be written with."""
    return text.replace(SPACE, " ").replace(phrases.NARROW, " ")


def stale(**fields) -> Changes:
    return Changes(flags=["stale"], is_public=True, **fields)


TABLE = [
    (stale(sentences_changed=2, kinds={"number": 1, "wording": 1}, severity=3, words_to_do=41),
     "1 number and 2 sentences changed · 41 words",
     "Cambios: 1 cifra y 2 oraciones · 41 palabras"),
    (stale(sentences_changed=1, kinds={"wording": 1}, severity=2, words_to_do=1),
     "1 sentence changed · 1 word",
     "Cambios: 1 oración · 1 palabra"),
    (stale(images_changed=1, severity=2),
     "An image changed · nothing to write",
     "Cambios: una imagen · nada que escribir"),
    (stale(links_changed=1, images_changed=2, severity=3),
     "1 link and 2 images changed · nothing to write",
     "Cambios: 1 enlace y 2 imágenes · nada que escribir"),
    (stale(sentences_changed=3, kinds={"name": 1, "date": 1, "negation": 1}, images_changed=1, words_to_do=9),
     "1 date, 1 name, 1 negation and others changed · 9 words",
     "Cambios: 1 fecha, 1 nombre, 1 negación y otros · 9 palabras"),
    (stale(sentences_changed=2, kinds={"form": 2}, severity=1, words_to_do=30),
     "Punctuation in 2 sentences changed · 30 words",
     "Cambios: puntuación de 2 oraciones · 30 palabras"),
    (stale(sentences_new=1, sentences_removed=2, severity=2, words_to_do=12),
     "Changes: 1 new sentence and 2 removed sentences · 12 words",
     "Cambios: 1 oración nueva y 2 oraciones quitadas · 12 palabras"),
    (stale(sentences_changed=1, kinds={"link": 1, "number": 3}, severity=3, sentences_new=4, words_to_do=5),
     "Changes: 1 number, 1 link, 1 sentence and 4 new sentences · 5 words",
     "Cambios: 1 cifra, 1 enlace, 1 oración y 4 oraciones nuevas · 5 palabras"),
    (stale(kinds={"order": 1}, severity=2), "The arrangement of the page changed · nothing to write",
     "Cambios: la disposición de la página · nada que escribir"),
    (Changes(state="missing", flags=["not_wanted"], words_total=9), "Not to be translated", "No se traduce"),
    (stale(values_changed=1), "A detail changed · nothing to write", "Cambios: un dato · nada que escribir"),
    (stale(), "The original changed · nothing to write", "El original cambió · nada que escribir"),
    (Changes(state="missing", words_total=1204, words_to_do=1204), "New · 1 204 words", "Nueva · 1204 palabras"),
    (Changes(state="to_translate", words_total=20), "New · 20 words", "Nueva · 20 palabras"),
    (Changes(state="in_progress", segments_done=1, words_total=20, words_to_do=8), "New · 8 words",
     "Nueva · 8 palabras"),
    (Changes(state="ready", segments_done=4, words_total=20), "New · nothing to write", "Nueva · nada que escribir"),
    (Changes(state="changes_requested", segments_done=4, words_total=20),
     "A reviewer asks for changes", "Quien revisa pide cambios"),
    (Changes(state="changes_requested", segments_done=3, words_total=20, words_to_do=5),
     "A reviewer asks for changes · 5 words", "Quien revisa pide cambios · 5 palabras"),
    (Changes(state="current", is_public=True), "Nothing to do", "Nada pendiente"),
    (Changes(state="ready", is_public=True, segments_done=4),
     "Text in preparation · nothing to write", "Texto en preparación · nada que escribir"),
    (Changes(state="in_review", segments_done=4, words_total=240, words_to_read=240),
     "New · 240 words to read", "Nueva · 240 palabras por leer"),
    (Changes(state="in_review", flags=["stale"], is_public=True, sentences_changed=2, severity=2, words_to_read=41),
     "2 sentences changed · 41 words to read", "Cambios: 2 oraciones · 41 palabras por leer"),
    (Changes(state="in_review", flags=["stale"], is_public=True, images_changed=1, severity=2),
     "An image changed", "Cambios: una imagen"),
    (Changes(state="in_review", is_public=True, segments_done=4),
     "Changes to the translation", "Cambios en la traducción"),
    (Changes(state="ready", segments_done=4, words_total=20, public_since="2026-05-06"),
     "Taken down · nothing to write", "Retirada de la publicación · nada que escribir"),
    (Changes(state="in_review", public_since="2026-05-06", words_to_read=1),
     "Taken down · 1 word to read", "Retirada de la publicación · 1 palabra por leer"),
    (Changes(state="current", flags=["source_deleted"]), "The original was deleted", "El original se eliminó"),
    (Changes(state="current", flags=["stale", "source_moved"]), "The original was moved", "El original se trasladó"),
    (Changes(state="current", flags=["source_unpublished"]),
     "The original is not published any more", "El original ya no está publicado"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "english", "spanish"), TABLE, ids=[row[1] for row in TABLE])
def test_an_item_says_why_it_is_there(changes, english, spanish) -> None:
    with translation.override("en"):
        assert plain(sentence(changes)) == english
    with translation.override("es"):
        assert plain(sentence(changes)) == spanish


@pytest.mark.parametrize(
    ("value", "english", "spanish"),
    [(0, "0", "0"), (999, "999", "999"), (1204, "1 204", "1204"), (12345, "12 345", "12 345")],
)
def test_thousands_are_apart_as_each_language_has_it(value, english, spanish) -> None:
    with translation.override("en"):
        assert plain(number(value)) == english
    with translation.override("es-mx"):
        assert plain(number(value)) == spanish
    with translation.override(None):
        assert plain(number(value)) == english


def test_a_number_and_its_word_are_never_on_two_lines() -> None:
    assert words(41) == f"41{SPACE}words"


@pytest.mark.parametrize(
    ("units", "english", "spanish"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a and b", "a y b"),
        (["a", "b", "c"], "a, b and c", "a, b y c"),
        (["enlaces", "imágenes"], "enlaces and imágenes", "enlaces e imágenes"),
        (["agua", "hilo"], "agua and hilo", "agua e hilo"),
        (["agua", "hielo"], "agua and hielo", "agua y hielo"),
        (["cloro", "iones"], "cloro and iones", "cloro y iones"),
    ],
    ids=str,
)
def test_units_are_joined_as_people_speak(units, english, spanish) -> None:
    with translation.override("en"):
        assert joined(units) == english
    with translation.override("es"):
        assert joined(units) == spanish

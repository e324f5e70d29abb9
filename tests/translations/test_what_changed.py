"""From two versions of an original to the sentence that tells translators what changed, in each language of each.

What is told comes from the texts themselves: nothing here is counted by hand.
"""

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from translations import extent, phrases
from translations.comparison import Reflection, difference
from translations.phrases import Changes, sentence

HARD = "\N{NO-BREAK SPACE}"


def state(*texts: str, **facts: str) -> Reflection:
    """A version of an original: its passages, and addresses, pictures and values by name."""
    passages = [{"path": "body.abc", "text": text} for text in texts]
    return Reflection(passages, facts)


def told(language: str, old: Reflection, new: Reflection) -> str:
    """The sentence for a public translation of a source in `language`, in the active language."""
    found = difference(old, new)
    counts = extent.measure(found, language, lambda path: path.rstrip("0123456789"))
    known = {name: getattr(counts, name) for name in vars(counts) if name in Changes.__dataclass_fields__}
    words = extent.words_to_do(found.pairings, language)
    return sentence(Changes(flags=["stale"], is_public=True, words_to_do=words, **known))


LEFT = state("They met in 2019.")
# Language of the original, before, after; in English; in Spanish. Each kind of change from each language.
TABLE = [
    ("en", state("In all, 150 countries met."), state("In all, 160 countries met."),
     "1 number and 1 sentence changed · 5 words", "Cambios: 1 cifra y 1 oración · 5 palabras"),
    ("es", state("En total, se reunieron 150 países."), state("En total, se reunieron 160 países."),
     "1 number and 1 sentence changed · 6 words", "Cambios: 1 cifra y 1 oración · 6 palabras"),
    ("en", state("It began on 3 May 2019."), state("It began on 4 May 2019."),
     "1 date and 1 sentence changed · 6 words", "Cambios: 1 fecha y 1 oración · 6 palabras"),
    ("es", state("Empezó el 3 de mayo de 2019."), state("Empezó el 4 de mayo de 2019."),
     "1 date and 1 sentence changed · 7 words", "Cambios: 1 fecha y 1 oración · 7 palabras"),
    ("en", state("The talk was with Maria Paz."), state("The talk was with Maria Luz."),
     "1 name and 1 sentence changed · 6 words", "Cambios: 1 nombre y 1 oración · 6 palabras"),
    ("es", state("La charla fue con María Paz."), state("La charla fue con María Luz."),
     "1 name and 1 sentence changed · 6 words", "Cambios: 1 nombre y 1 oración · 6 palabras"),
    ("en", state("They will meet again."), state("They will not meet again."),
     "1 negation and 1 sentence changed · 5 words", "Cambios: 1 negación y 1 oración · 5 palabras"),
    ("es", state("Volverán a reunirse."), state("No volverán a reunirse."),
     "1 negation and 1 sentence changed · 4 words", "Cambios: 1 negación y 1 oración · 4 palabras"),
    ("en", state("It was a good year."), state("It was a long year."),
     "1 sentence changed · 5 words", "Cambios: 1 oración · 5 palabras"),
    ("es", state("Fue un buen año."), state("Fue un largo año."),
     "1 sentence changed · 4 words", "Cambios: 1 oración · 4 palabras"),
    ("en", state("Water, land and air."), state("Water, land, and air."),
     "Punctuation in 1 sentence changed · 4 words", "Cambios: puntuación de 1 oración · 4 palabras"),
    ("es", state("Agua, tierra y aire.", "Cielo y tierra."), state("Agua, tierra, y aire.", "Cielo, y tierra."),
     "Punctuation in 2 sentences changed · 7 words", "Cambios: puntuación de 2 oraciones · 7 palabras"),
    ("en", LEFT, state("They met in 2019.", "Peace is slow."),
     "Changes: 1 new sentence · 3 words", "Cambios: 1 oración nueva · 3 palabras"),
    ("es", LEFT, state("They met in 2019.", "La paz es lenta. Y cara."),
     "Changes: 2 new sentences · 6 words", "Cambios: 2 oraciones nuevas · 6 palabras"),
    ("en", state("They met in 2019.", "Peace is slow."), LEFT,
     "Changes: 1 removed sentence · nothing to write", "Cambios: 1 oración quitada · nada que escribir"),
    ("es", state("They met in 2019.", "La paz es lenta. Y cara."), LEFT,
     "Changes: 2 removed sentences · nothing to write", "Cambios: 2 oraciones quitadas · nada que escribir"),
    ("en", state("A.", link="https://a.org"), state("A.", link="https://b.org"),
     "1 link changed · nothing to write", "Cambios: 1 enlace · nada que escribir"),
    ("en", state("A.", image="1"), state("A.", image="2"),
     "An image changed · nothing to write", "Cambios: una imagen · nada que escribir"),
    ("es", state("A.", image="1", image2="3"), state("A.", image="2", image2="4"),
     "2 images changed · nothing to write", "Cambios: 2 imágenes · nada que escribir"),
    ("en", state("A.", value="1"), state("A.", value="2"),
     "A detail changed · nothing to write", "Cambios: un dato · nada que escribir"),
    ("es", state("A.", value="1", value2="3", link="a"), state("A.", value="2", value2="4", link="b"),
     "1 link and 2 details changed · nothing to write", "Cambios: 1 enlace y 2 datos · nada que escribir"),
    ("en", state("A.", "B."), state("B.", "A."),
     "The arrangement of the page changed · nothing to write",
     "Cambios: la disposición de la página · nada que escribir"),
    ("en", state("On 3 May, 150 met.", "It was good.", image="1"),
     state("On 4 May, 160 met.", "It was fine.", image="2", link="https://a.org"),
     "1 number, 1 date, 1 link and others changed · 8 words",
     "Cambios: 1 cifra, 1 fecha, 1 enlace y otros · 8 palabras"),
    ("es", state("Hubo 1 ganador.", link="a", image="1"), state("Hubo 2 ganadores.", "Nueva.", link="b", image="2"),
     "Changes: 1 number, 1 link, 1 sentence and others · 4 words",
     "Cambios: 1 cifra, 1 enlace, 1 oración y otros · 4 palabras"),
    ("en", state("A.", link="a", image="1"), state("A.", link="b", image="2"),
     "1 link and an image changed · nothing to write", "Cambios: 1 enlace y una imagen · nada que escribir"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "old", "new", "english", "spanish"), TABLE, ids=[row[3] for row in TABLE])
def test_what_changed_is_told_in_each_language_from_each_language(language, old, new, english, spanish) -> None:
    for interface, wanted in (("en", english), ("es", spanish)):
        with translation.override(interface):
            assert told(language, old, new).replace(HARD, " ") == wanted


# The most serious first; the words in each language by which each is known.
ORDER = [
    ("number", "cifra"), ("date", "fecha"), ("name", "nombre"), ("negation", "negación"), ("link", "enlace"),
    ("sentence", "oraci"), ("image", "im"), ("detail", "dato"),
]  # fmt: skip
COUNTS = st.integers(0, 1200)
ANYTHING = st.builds(
    Changes,
    flags=st.just(["stale"]),
    is_public=st.just(True),
    severity=st.integers(1, 3),
    kinds=st.dictionaries(st.sampled_from(["number", "date", "name", "negation", "link", "wording", "form"]), COUNTS),
    sentences_new=COUNTS,
    sentences_changed=COUNTS,
    sentences_removed=COUNTS,
    links_changed=COUNTS,
    images_changed=COUNTS,
    values_changed=COUNTS,
    words_to_do=COUNTS,
)


@pytest.mark.parametrize("place", range(len(ORDER) - 1))
@pytest.mark.parametrize("interface", ["en", "es"])
def test_the_more_serious_stands_before_the_less_serious(interface, place) -> None:
    first, second = (_only(name) for name, _word in ORDER[place : place + 2])
    both = {**first, **second, "kinds": {**first.get("kinds", {}), **second.get("kinds", {})}}
    words = [pair[interface == "es"] for pair in ORDER[place : place + 2]]
    with translation.override(interface):
        text = sentence(Changes(flags=["stale"], severity=3, **both)).removeprefix("Cambios: ")
    assert text.index(words[0]) < text.rindex(words[1]), text


def _only(name: str) -> dict:
    """The counts of one kind of change."""
    fields = {"link": "links", "image": "images", "detail": "values"}
    if name in fields:
        return {f"{fields[name]}_changed": 2}
    return {"sentences_changed": 2, "kinds": {} if name == "sentence" else {name: 1}}


@given(changes=ANYTHING)
def test_whatever_changed_it_is_one_short_sentence_that_leaks_no_other_language(changes) -> None:
    for interface, foreign in (("en", ("Cambios", " y ", "palabra")), ("es", (" and ", "changed", "word", "sentence"))):
        with translation.override(interface):
            text = sentence(changes)
        what, words = text.split(" · ")
        assert what[0].isupper() or what[0].isdigit()
        assert not text.endswith(".")
        assert "  " not in text
        assert "%" not in text
        assert [word for word in foreign if word in text] == []
        assert what.count(",") <= phrases.SHOWN - 1
        assert not changes.words_to_do or HARD in words


@given(value=st.integers(0, 3))
def test_one_is_singular_and_all_else_is_plural(value) -> None:
    """In Spanish too, where “0 palabras” is plural, and what agrees with the noun agrees in gender and number."""
    with translation.override("es"):
        text = sentence(Changes(flags=["stale"], sentences_new=1, sentences_removed=value + 2, words_to_do=value + 1))
    assert "1 oración nueva " in text
    assert f"{value + 2} oraciones quitadas" in text
    assert text.endswith("palabra" if value == 0 else "palabras")

"""What holds of any two versions of a text: whichever is the old one, the same is told of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.difference import diff_sentences, diff_words
from language.sentences import count_words, split_sentences
from language.severity import Severity, kinds_of, severity_of
from tests.language.texts import PIECES, any_text

pytestmark = pytest.mark.any_database

FIXED = settings(derandomize=True, max_examples=250, deadline=None)
LANGUAGE = st.sampled_from(["en", "es"])
PROSE = {
    "en": ["Rivers cross borders. ", "The treaty has 150 parties. ", "Fish do not read maps. ", "It is binding. ",
           "See https://example.org/a. ", "Dr. Ruiz came to Oslo in 1998. ", "Who decides? "],
    "es": ["Los r\u00edos cruzan fronteras. ", "El tratado tiene 150 partes. ", "Los peces no leen mapas. ",
           "Es vinculante. ", "V\u00e9ase https://example.org/a. ", "La Dra. Ruiz lleg\u00f3 a Oslo en 1998. ",
           "\u00bfQui\u00e9n decide? "],
}  # fmt: skip


def edited(pieces: list[str], most: int) -> st.SearchStrategy[tuple[str, str]]:
    """Two texts made of the same pieces, each without some of them."""
    row = st.tuples(st.sampled_from(pieces), st.booleans(), st.booleans())
    return st.lists(row, max_size=most).map(
        lambda rows: ("".join(piece for piece, old, _ in rows if old), "".join(piece for piece, _, new in rows if new))
    )


BOTH = st.one_of(edited(PIECES, 20), edited(PROSE["en"], 8), edited(PROSE["es"], 8))


@FIXED
@given(BOTH, LANGUAGE)
def test_a_change_taken_back_is_of_the_same_kinds(texts, language) -> None:
    old, new = texts
    kinds = kinds_of(old, new, language)
    assert kinds == kinds_of(new, old, language)
    assert (severity_of(kinds) == Severity.NONE) == (old == new)


@FIXED
@given(BOTH, LANGUAGE)
def test_a_sentence_that_is_new_one_way_is_gone_the_other_way(texts, language) -> None:
    old, new = texts
    there = [(change.old, change.new, change.severity) for change in diff_sentences(old, new, language)]
    back = [(change.new, change.old, change.severity) for change in diff_sentences(new, old, language)]
    assert sorted(there) == sorted(back)


@FIXED
@given(BOTH)
def test_no_word_is_added_one_way_that_is_not_removed_the_other_way(texts) -> None:
    old, new = texts
    there, back = diff_words(old, new), diff_words(new, old)
    # Which of two equal words stayed may differ; what each version has in all does not.
    for kinds, swapped in ((("same", "added"), ("same", "removed")), (("same", "removed"), ("same", "added"))):
        assert "".join(run.text for run in there if run.kind in kinds) == "".join(
            run.text for run in back if run.kind in swapped
        )


@FIXED
@given(st.one_of(any_text(), st.lists(st.sampled_from(PROSE["es"])).map("".join)), LANGUAGE)
def test_a_text_against_itself_has_no_change_and_against_nothing_nothing_else(text, language) -> None:
    assert kinds_of(text, text, language) == frozenset()
    assert diff_sentences(text, text, language) == []
    assert {run.kind for run in diff_words(text, text)} <= {"same"}
    sentences = split_sentences(text, language)
    assert [change.old for change in diff_sentences(text, "", language)] == sentences
    assert [change.new for change in diff_sentences("", text, language)] == sentences


@pytest.mark.parametrize("language", ["en", "es"])
@settings(derandomize=True, max_examples=100, deadline=None)
@given(data=st.data())
def test_sentences_in_another_order_are_no_change_of_any_sentence(language, data) -> None:
    sentences = data.draw(st.lists(st.sampled_from(PROSE[language]), unique=True, min_size=2))
    other = data.draw(st.permutations(sentences))
    old, new = "".join(sentences), "".join(other)
    assert diff_sentences(old, new, language) == []
    assert kinds_of(old, new, language) == (frozenset() if old == new else {"wording"})
    assert split_sentences(new, language) == [sentence.strip() for sentence in other]


@FIXED
@given(any_text(), any_text())
def test_two_paragraphs_have_the_words_of_both(one, other) -> None:
    assert count_words(f"{one}\n\n{other}") == count_words(one) + count_words(other)


@FIXED
@given(
    st.lists(
        st.sampled_from(["One", "word", "2019", "BAPA+40", "No.", "\u00bfQui\u00e9n?", "{1}marked{/1}"]), max_size=12
    )
)
def test_words_apart_are_counted_each_however_they_are_set(words) -> None:
    assert (
        count_words(" ".join(words)) == count_words("\n".join(words)) == count_words("<br/>".join(words)) == len(words)
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("line_break", ["<br/>", "<br />", "<br>", " <br/>", "<br/><br/>", "<br/>\n", "</p> </p>"])
def test_a_break_after_a_sentence_is_no_sentence(language, line_break) -> None:
    first, second = "One." + line_break.rstrip(), "Two!" + line_break.rstrip()
    assert split_sentences(f"One.{line_break}Two!{line_break}", language) == [first, second]
    assert split_sentences(f"One.{line_break}", language) == [first]


@FIXED
@given(
    st.lists(
        st.sampled_from(["One.", "two", "\u00a1S\u00ed!", "<br/>", "<br>", "</p>", "<p>", " ", "\n"]), max_size=12
    ),
    LANGUAGE,
)
def test_no_sentence_but_the_first_is_made_of_breaks_alone(pieces, language) -> None:
    for sentence in split_sentences("".join(pieces), language)[1:]:
        assert sentence.replace("<br/>", "").replace("<br>", "").replace("</p>", "").strip()

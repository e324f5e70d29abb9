"""What a person is shown of a change, word by word and sentence by sentence."""

import random
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.difference import Run, SentenceChange, diff_sentences, diff_words
from language.severity import Severity
from tests.language.texts import PIECES, any_text, nasty_texts

pytestmark = pytest.mark.any_database


def shown(old: str, new: str) -> str:
    """The runs as a line: [-gone-] {+come+}."""
    frame = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    return "".join(frame[run.kind].format(run.text) for run in diff_words(old, new))


def assert_whole(old: str, new: str) -> None:
    runs = diff_words(old, new)
    assert "".join(run.text for run in runs if run.kind != "added") == old
    assert "".join(run.text for run in runs if run.kind != "removed") == new
    assert all(run.text for run in runs)


@given(any_text(), any_text())
def test_the_runs_hold_both_texts_whole(old, new):
    assert_whole(old, new)


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.data())
def test_the_runs_of_an_edited_text_hold_both_whole(pieces, data):
    other = [piece for piece in pieces if data.draw(st.booleans())]
    assert_whole("".join(pieces), "".join(other))


@given(any_text(), any_text())
def test_neighbouring_runs_are_of_different_kinds(old, new):
    kinds = [run.kind for run in diff_words(old, new)]
    assert all(one != other for one, other in pairwise(kinds))
    assert "added removed" not in " ".join(kinds)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("", "", ""),
        ("A b.", "A b.", "A b."),
        ("", "All new.", "{+All new.+}"),
        ("All gone.", "", "[-All gone.-]"),
        ("from 150 countries", "from 160 countries", "from [-150-]{+160+} countries"),
        ("It is binding.", "It is not binding.", "It is {+not +}binding."),
        ("at BAPA+40 in 2019", "at BAPA+50 in 2019", "at [-BAPA+40-]{+BAPA+50+} in 2019"),
        ("a South-South plan", "a North-South plan", "a [-South-South-]{+North-South+} plan"),
        ("two  spaces", "two spaces", "two[-  -]{+ +}spaces"),
        ("5% more", "5\u00a0% more", "5{+\u00a0+}% more"),
        ("see {1}the report{/1}", "see {2}the report{/2}", "see [-{1}-]{+{2}+}the report[-{/1}-]{+{/2}+}"),
        ("The old man walked to the river", "The young woman ran to the river",
         "The [-old man walked-]{+young woman ran+} to the river"),
    ],
)  # fmt: skip
def test_a_change_reads_as_an_editor_would_mark_it(old, new, line):
    assert shown(old, new) == line


def test_a_word_that_stayed_by_chance_makes_no_confetti():
    old = "We hold that the large committee of men often fails here today."
    new = "We hold that the small parliament of women rarely fails here today."
    assert shown(old, new) == (
        "We hold that the [-large committee of men often-]{+small parliament of women rarely+} fails here today."
    )


def test_another_text_stands_beside_the_old_one_whole():
    old, new = "Leaders met in Geneva for peace.", "In 2019 ministers gathered at the Nairobi conference for water."
    assert diff_words(old, new) == [Run("removed", old), Run("added", new)]


def test_what_was_only_added_is_shown_as_added_however_long():
    assert shown("Peace.", "Peace. And then a good deal more than before.") == (
        "Peace.{+ And then a good deal more than before.+}"
    )


def changes(old: str, new: str, language: str = "en") -> list[tuple[str, str]]:
    return [(change.old, change.new) for change in diff_sentences(old, new, language)]


STORY = "Rivers cross borders. The treaty has 150 parties. Fish do not read maps. Dr. Ruiz wrote to the U.S. in 1998."


def test_only_the_sentence_that_changed_is_told():
    new = STORY.replace("150", "160")
    assert diff_sentences(STORY, new, "en") == [
        SentenceChange("The treaty has 150 parties.", "The treaty has 160 parties.", frozenset({"number"}))
    ]


def test_a_sentence_that_moved_is_no_change():
    first, rest = STORY.split(". ", 1)
    assert changes(STORY, f"{rest} {first}.") == []


def test_space_between_sentences_is_no_change_of_a_sentence():
    assert changes(STORY, STORY.replace(". ", ".  ").replace("Dr.  ", "Dr. ").replace("U.S.  ", "U.S. ")) == []


def test_a_sentence_that_moved_and_changed_is_one_change():
    new = "The treaty has 160 parties. Rivers cross borders. Fish do not read maps."
    assert ("The treaty has 150 parties.", "The treaty has 160 parties.") in changes(STORY, new)


def test_added_and_removed_sentences_stand_alone_and_in_the_order_of_the_new_text():
    new = STORY.replace("Fish do not read maps. ", "").replace(
        "Rivers cross borders.", "Rivers cross borders. Birds fly."
    )
    assert changes(STORY, new) == [("", "Birds fly."), ("Fish do not read maps.", "")]


def test_a_sentence_that_was_cut_in_two_is_one_change_and_no_lost_fact():
    old = "Start. The council met in Oslo in 1998, and the members agreed on 12 rules for the shared river. End."
    new = "Start. The council met in Oslo in 1998. The members agreed on 12 rules for the shared river. End."
    (change,) = diff_sentences(old, new, "en")
    assert change.new == "The council met in Oslo in 1998. The members agreed on 12 rules for the shared river."
    assert change.severity == Severity.WORDING


def test_two_sentences_that_were_joined_are_one_change_and_no_lost_fact():
    old = "Inicio. El consejo se reunió en Oslo en 1998. Sus miembros acordaron 12 reglas para el río. Fin."
    new = "Inicio. El consejo se reunió en Oslo en 1998 y sus miembros acordaron 12 reglas para el río. Fin."
    (change,) = diff_sentences(old, new, "es")
    assert change.severity == Severity.WORDING


def test_a_single_sentence_is_one_change_even_where_nothing_stayed():
    assert changes("Water and borders", "Peace at last") == [("Water and borders", "Peace at last")]


def test_a_change_tells_its_runs_and_its_severity():
    (change,) = diff_sentences("It is so.", "It is not so.", "en")
    assert change.runs == [Run("same", "It is "), Run("added", "not "), Run("same", "so.")]
    assert change.severity == Severity.FACT


@given(any_text(), any_text(), st.sampled_from(["en", "es", "zh"]))
@settings(deadline=None)
def test_any_two_texts_can_be_compared(old, new, language):
    for change in diff_sentences(old, new, language):
        assert change.old != change.new
        assert change.severity > Severity.NONE


@given(any_text())
def test_a_text_does_not_differ_from_itself(text):
    assert diff_sentences(text, text, "en") == []


WORDS = [str(number) for number in random.Random(1).choices(range(2000), k=10_000)]
TEN_THOUSAND = {
    "edited": (WORDS, [word if number % 9 else f"x{word}" for number, word in enumerate(WORDS)]),
    "shuffled": (WORDS, random.Random(2).sample(WORDS, len(WORDS))),
    "few different words": (["a", "b"] * 5000, ["b", "a", "c"] * 3333),
    "nothing stayed": (WORDS, [f"x{word}" for word in WORDS]),
}


@pytest.mark.parametrize(("old", "new"), TEN_THOUSAND.values(), ids=TEN_THOUSAND)
def test_ten_thousand_words_are_compared_in_a_second(old, new):
    started = time.process_time()
    diff_words(" ".join(old), " ".join(new))
    assert time.process_time() - started < 1


@pytest.mark.parametrize("text", nasty_texts(), ids=lambda text: repr(text[:8]))
def test_a_huge_text_is_compared_in_seconds(text):
    started = time.process_time()
    assert_whole(text, f"7 {text[5:]} 8")
    assert time.process_time() - started < 10


def test_two_thousand_sentences_are_compared_in_seconds():
    old = [f"In region {number} the river {number * 7 % 1000} rises {number % 40} times." for number in range(2000)]
    new = [sentence.replace("rises", "floods") if number % 3 else sentence for number, sentence in enumerate(old)]
    started = time.process_time()
    assert len(diff_sentences(" ".join(old), " ".join(new), "en")) > 1000
    assert time.process_time() - started < 10

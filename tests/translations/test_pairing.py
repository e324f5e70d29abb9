"""Which older segment a newer one comes from: moved, made again, reworded, new."""

from translations import pairing
from translations.pairing import counterparts


def texts(*lines: str, path: str = "body.1") -> list[dict[str, str]]:
    return [{"path": path, "text": line} for line in lines]


def test_unchanged_segments_find_themselves() -> None:
    assert counterparts(texts("One", "Two"), texts("One", "Two")) == {0: 0, 1: 1}


def test_a_paragraph_put_in_the_middle_shifts_nothing() -> None:
    assert counterparts(texts("One", "Two"), texts("One", "Between", "Two")) == {0: 0, 2: 1}


def test_blocks_moved_or_made_again_with_the_same_text_are_the_same() -> None:
    old = texts("One", path="body.a") + texts("Two", path="body.b")
    new = texts("Two", path="body.c") + texts("One", path="body.a")
    assert counterparts(old, new) == {0: 1, 1: 0}


def test_a_reworded_segment_finds_the_one_it_is_most_like() -> None:
    old = texts("Peace is slow work.", "They met in Buenos Aires with 150 others.", "Gone.")
    new = texts("They met in Buenos Aires with 160 others.", "Peace is very slow work.", "Quite new words here.")
    assert counterparts(old, new) == {0: 1, 1: 0}


def test_the_only_text_of_a_place_is_the_same_segment_however_much_changed() -> None:
    assert counterparts(texts("Old", path="title"), texts("Something else entirely", path="title")) == {0: 0}


def test_fields_are_never_mixed() -> None:
    assert counterparts(texts("Peace", path="title"), texts("Peace", path="intro")) == {}


def test_a_sentence_that_stands_twice_is_paired_once_each() -> None:
    assert counterparts(texts("Yes.", "Yes."), texts("Yes.", "Yes.", "Yes.")) == {0: 0, 1: 1}


def test_hundreds_of_reworded_paragraphs_find_themselves_without_a_search_of_all(monkeypatch) -> None:
    compared = []
    likeness = pairing._likeness
    monkeypatch.setattr(pairing, "_likeness", lambda *args: compared.append(args) or likeness(*args))
    old = texts(*(f"Paragraph {n} says what number {n} has to say." for n in range(400)))
    new = texts("A new one at the top.", *(f"{row['text']} Really." for row in old))
    assert counterparts(old, new) == {n + 1: n for n in range(400)}
    assert len(compared) < 1.2 * pairing.MOST_COMPARISONS

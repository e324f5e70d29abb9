"""Which older passage a newer one comes from: moved, made again, reworded, new."""

from translations.alignment import Passage, align


def texts(*lines: str, path: str = "body.1") -> list[Passage]:
    return [Passage(path, line) for line in lines]


def test_unchanged_passages_find_themselves() -> None:
    assert align(texts("One", "Two"), texts("One", "Two")) == {0: 0, 1: 1}


def test_a_paragraph_put_in_the_middle_shifts_nothing() -> None:
    assert align(texts("One", "Two"), texts("One", "Between", "Two")) == {0: 0, 2: 1}


def test_blocks_moved_or_made_again_with_the_same_text_are_the_same() -> None:
    old = [Passage("body.a", "One"), Passage("body.b", "Two")]
    new = [Passage("body.c", "Two"), Passage("body.a", "One")]
    assert align(old, new) == {0: 1, 1: 0}


def test_a_reworded_passage_finds_the_one_it_is_most_like() -> None:
    old = texts("Peace is slow work.", "They met in Buenos Aires with 150 others.", "Gone.")
    new = texts("They met in Buenos Aires with 160 others.", "Peace is very slow work.", "Quite new words here.")
    assert align(old, new) == {0: 1, 1: 0}


def test_the_only_two_left_of_a_field_are_the_same_passage_however_much_changed() -> None:
    assert align([Passage("title", "Old")], [Passage("title", "Something else entirely")]) == {0: 0}


def test_fields_are_never_mixed() -> None:
    assert align([Passage("title", "Peace")], [Passage("intro", "Peace")]) == {}


def test_a_sentence_that_stands_twice_is_paired_once_each() -> None:
    assert align(texts("Yes.", "Yes."), texts("Yes.", "Yes.", "Yes.")) == {0: 0, 1: 1}


def test_hundreds_of_changed_passages_are_paired_in_order_without_a_search() -> None:
    old, new = texts(*(f"a{n} b{n}" for n in range(400))), texts(*(f"c{n} d{n}" for n in range(400)))
    assert align(old, new) == {n: n for n in range(400)}

"""What changed in a source: text, facts, order; not the ids of blocks."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.blocks import ProseBlock
from translations.comparison import Reflection, closest, difference, moved_on
from translations.structure import outline, shape


def said(*texts: str, **facts) -> Reflection:
    return Reflection([{"path": f"body.{i}", "text": text} for i, text in enumerate(texts)], facts)


def changes(old: Reflection, new: Reflection) -> tuple[int, int, int, int, bool]:
    """New, changed and removed segments, changed facts, another order."""
    found = difference(old, new)
    return len(found.new), len(found.changed), len(found.removed), len(found.facts), found.reordered


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (said("a", "b"), said("a", "b"), (0, 0, 0, 0, False)),
        (said("a"), said("a", "b"), (1, 0, 0, 0, False)),
        (said("a", "b"), said("a"), (0, 0, 1, 0, False)),
        (said("a"), said("b"), (0, 1, 0, 0, False)),
        (said("a"), said("a", "a"), (1, 0, 0, 0, False)),
        (said("a", date="1"), said("a", date="2"), (0, 0, 0, 1, False)),
        (said("a"), said("a", date="2"), (0, 0, 0, 1, False)),
        (said("a", x="1", y="1"), said("a"), (0, 0, 0, 2, False)),
        (said("a", "b"), said("b", "a"), (0, 0, 0, 0, True)),
        (said("a", "b"), said("b", "c", "a"), (1, 0, 0, 0, True)),
        (said("a", "b", "a"), said("a", "b", "a"), (0, 0, 0, 0, False)),
    ],
)
def test_each_kind_of_change_is_counted(old, new, expected) -> None:
    assert changes(old, new) == expected
    assert any(expected) is (old.digest != new.digest)


def in_block(block: str, *texts: str) -> Reflection:
    return Reflection([{"path": f"body.{block}", "text": text} for text in texts])


def test_a_changed_passage_finds_its_older_version_among_those_of_its_block() -> None:
    old = in_block("1", "The first passage says this.", "Of 150 countries, each came.", "The end.")
    new = in_block(
        "1", "A wholly new beginning.", "The first passage says this.", "Of 160 countries, each came.", "The end."
    )
    found = difference(old, new)
    assert [(one.old, one.new) for one in found.changed] == [
        ("Of 150 countries, each came.", "Of 160 countries, each came.")
    ]
    assert [one.new for one in found.new] == ["A wholly new beginning."]


def test_a_block_that_was_made_again_with_one_word_changed_finds_its_older_version() -> None:
    old, new = in_block("1", "Of 150 countries, each came."), in_block("2", "Of 160 countries, each came.")
    assert changes(old, new) == (0, 1, 0, 0, False)
    assert changes(old, in_block("2", "Something else, entirely unlike it.")) == (1, 0, 1, 0, False)


def test_a_field_of_one_text_was_changed_however_much_of_it_was() -> None:
    old, new = Reflection([{"path": "title", "text": "Peace"}]), Reflection([{"path": "title", "text": "Water"}])
    assert changes(old, new) == (0, 1, 0, 0, False)


def test_a_block_that_was_made_again_with_the_same_words_is_no_change() -> None:
    old = Reflection([{"path": "body.1a.text", "text": "x"}], {"body.1a.url": "https://un.org"})
    new = Reflection([{"path": "body.9f.text", "text": "x"}], {"body.9f.url": "https://un.org"})
    assert not difference(old, new)
    assert old.digest == new.digest


def test_the_same_words_in_another_field_are_a_change() -> None:
    old, new = Reflection([{"path": "title", "text": "x"}]), Reflection([{"path": "intro", "text": "x"}])
    assert difference(old, new)
    assert old.digest != new.digest


texts = st.lists(st.sampled_from("abc"), max_size=5)
facts = st.dictionaries(st.sampled_from(["date", "image"]), st.one_of(st.none(), st.integers(0, 2), st.just("1")))
reflections = st.builds(lambda words, values: said(*words, **values), texts, facts)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(reflections, reflections)
def test_there_is_a_difference_exactly_where_the_digests_differ(old, new) -> None:
    assert bool(difference(old, new)) is (old.digest != new.digest)
    there, back = difference(old, new), difference(new, old)
    assert (len(there.new), len(there.removed)) == (len(back.removed), len(back.new))
    assert (len(there.facts), there.reordered) == (len(back.facts), back.reordered)


RAW = [
    {"type": "heading", "value": "One", "id": "1"},
    {"type": "quote", "value": {"text": "Two", "url": "https://un.org"}, "id": "2"},
    {"type": "image", "value": {"image": 4, "alt_text": "a", "decorative": False}, "id": "3"},
]


def test_the_shape_of_a_body_is_blind_to_words_addresses_and_ids() -> None:
    other = [
        {"type": "heading", "value": "Uno", "id": "x"},
        {"type": "quote", "value": {"text": "Dos", "attribution": "", "source": "", "url": ""}, "id": "y"},
        {"type": "image", "value": {"image": 5, "alt_text": "b"}, "id": "z"},
    ]
    assert shape(RAW, ProseBlock()) == shape(other, ProseBlock())


@pytest.mark.parametrize(
    "changed",
    [
        RAW[::-1],
        RAW[:2],
        [*RAW, {"type": "heading", "value": "", "id": "4"}],
        [*RAW[:2], {"type": "image", "value": {"image": 4, "alt_text": "a", "decorative": True}, "id": "3"}],
    ],
)
def test_the_shape_of_a_body_sees_order_blocks_and_switches(changed) -> None:
    assert shape(RAW, ProseBlock()) != shape(changed, ProseBlock())


def test_a_rich_text_is_outlined_without_the_editors_keys() -> None:
    assert outline('<p data-block-key="a1"><text position="0"></text></p>') == '<p><text position="0"></text></p>'


# ---------------------------------------------------------------- several states that are reflected
def test_of_several_states_the_one_that_is_said_now_counts_and_else_the_last() -> None:
    states = [said("a", "b"), said("b", "a"), said("b")]
    for one in states:
        assert closest(states, one) == one
    assert closest([said("a"), said("b")], said("c")) == said("b")


def test_each_passage_and_value_counts_as_it_is_said_now_wherever_it_was_said() -> None:
    states = [said("a", "b", date="1"), said("x", "b", date="1"), said("x", "y", date="2")]
    assert closest(states, said("a", "y", date="1")) == said("a", "y", date="1")
    assert closest(states, said("a", "c", date="2")) == said("a", "y", date="2")


def test_a_passage_that_is_added_beside_its_newer_version_is_new() -> None:
    states = [said("Of 150 countries, each came."), said("Of 160 countries, each came.")]
    now = said("Of 160 countries, each came.", "Of 150 countries, each came.")
    assert changes(closest(states, now), now) == (1, 0, 0, 0, False)


def test_of_two_passages_that_say_the_same_the_one_that_changed_is_moved_on() -> None:
    old = said("Peace is slow, they say.", "b", "Peace is slow, they say.")
    now = said("Peace is slow, some say.", "b", "Peace is slow, they say.")
    assert moved_on(old, difference(old, now).changed, now) == now

"""What was typed is read as words, phrases and words that are not wanted."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from search.engine.asked import question
from search.reading import FILTERS, MAX_VALUE_LENGTH, NO_CHOICES, Choices, Query

pytestmark = pytest.mark.any_database
fixed = settings(derandomize=True, max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("typed", "wanted", "phrases", "excluded"),
    [
        ("peace war", "peace war", (), ()),
        ('"global south" peace', "peace", ("global south",), ()),
        ("“global south” peace", "peace", ("global south",), ()),
        ("«sur global» paz", "paz", ("sur global",), ()),
        ("„sur global“ paz", "paz", ("sur global",), ()),
        ('a "b c" d "e f"', "a d", ("b c", "e f"), ()),
        ('an "unclosed phrase', 'an "unclosed phrase', (), ()),
        ('"" peace', "peace", (), ()),
        ('"?!" peace', "peace", (), ()),
        ("peace -war", "peace", (), ("war",)),
        ("-war", "", (), ("war",)),
        ("peace - war", "peace - war", (), ()),
        ("South-South", "South-South", (), ()),
        ("peace --war", "peace --war", (), ()),
        ('peace -"cold war"', "peace", (), ()),
        ('peace-"cold war"', "peace-", ("cold war",), ()),
        ('peace - "cold war"', "peace -", ("cold war",), ()),
        ("it’s", "it’s", (), ()),
        ("", "", (), ()),
    ],
)
def test_what_is_typed_is_read(typed, wanted, phrases, excluded) -> None:
    query = Query.read(typed)
    assert " ".join(query.wanted.split()) == wanted
    assert (query.phrases, query.excluded) == (phrases, excluded)


@pytest.mark.parametrize(
    ("typed", "unwanted", "is_only_without"),
    [
        ('peace -"cold war"', ("cold war",), False),
        ("-«guerra fría» -“cold war”", ("guerra fría", "cold war"), True),
        ('-war -"cold war"', ("cold war",), True),
        ('"cold war" -"world war"', ("world war",), False),
        ('-"" -"?!"', (), False),
        ("-war", (), True),
        ("- –", (), False),
        ('-"unclosed', (), False),
    ],
)
def test_a_phrase_after_a_minus_is_left_out(typed, unwanted, is_only_without) -> None:
    query = Query.read(typed)
    assert (query.unwanted, query.is_only_without) == (unwanted, is_only_without)


def test_the_same_word_over_and_over_leaves_nothing_out() -> None:
    assert not Query.read("paz " * 500).was_cut
    assert Query.read("paz " * 500 + "guerra").was_cut


def test_the_words_of_phrases_can_be_sought_in_any_order() -> None:
    query = Query.read('peace "global south" -war').without_phrases()
    assert (query.wanted.split(), query.phrases, query.excluded) == (["peace", "global", "south"], (), ("war",))


@fixed
@given(st.text(max_size=300))
def test_anything_at_all_can_be_typed(text) -> None:
    query = Query.read(text)
    assert "\0" not in query.text
    for code in ("en", "es", "xx"):
        asked = question(code, query.wanted, query.phrases, query.excluded)
        assert all(0 < group < 1 << len(asked.words) for group in asked.groups)
        assert len(asked.phrases) <= len(query.phrases)


# ---------------------------------------------------------------- the question
@pytest.mark.parametrize(
    ("code", "typed", "words", "groups"),
    [
        ("en", "the peace of nations", ["peace", "nations"], (0b1, 0b10)),
        ("en", "co-operation", ["co", "cooperation", "operation"], (0b11, 0b110)),
        ("es", "la paz y la paz", ["paz"], (0b1,)),
        ("es", "nación naciones", ["nacion"], (0b1,)),
        ("en", "the of and", ["the", "of", "and"], (0b1, 0b10, 0b100)),
        ("en", "?", [], ()),
    ],
)
def test_a_question_is_words_and_which_of_them_will_do(code, typed, words, groups) -> None:
    asked = question(code, typed)
    assert ([word.word for word in asked.words], asked.groups) == (words, groups)


def test_the_words_of_a_phrase_are_asked_for_too() -> None:
    asked = question("en", "peace", ["the Global South"])
    assert [word.word for word in asked.words] == ["peace", "global", "south"]
    assert asked.phrases == (" the global south ",)


def test_a_question_of_some_of_its_words_keeps_what_belongs_together() -> None:
    asked = question("en", "peace co-operation war")
    kept = asked.of([0, 2, 4])
    assert [word.word for word in kept.words] == ["peace", "cooperation", "war"]
    assert kept.groups == (0b1, 0b10, 0b10, 0b100)
    assert kept.was_cut


def test_a_word_is_asked_for_by_its_stem_in_each_language() -> None:
    from language.analysis import analyser

    asked = question("es", "resoluciones un UN")
    by_word = {word.written: word for word in asked.words}
    assert asked.stem_in(analyser("es"), by_word["resoluciones"]) == "resolu"
    assert asked.stem_in(analyser("en"), by_word["resoluciones"]) == "resolucion"
    assert asked.stem_in(analyser("es"), by_word["UN"]) == "onu"
    assert asked.stem_in(analyser("en"), by_word["UN"]) == "onu"


def test_a_stop_word_of_another_language_is_not_asked_for_there() -> None:
    from language.analysis import analyser

    asked = question("es", "the peace")
    [the] = [word for word in asked.words if word.word == "the"]
    assert asked.stem_in(analyser("es"), the) == "the"
    assert asked.stem_in(analyser("en"), the) == ""


# ---------------------------------------------------------------- the address
def test_the_filters_of_an_address_are_read_and_others_are_not() -> None:
    parameters = QueryDict("q=x&kind=post&topic=%20law%20&year=&colour=red&sort=date&page=2")
    choices = Choices.read(parameters)
    assert (dict(choices.values), choices.by_date) == ({"kind": "post", "topic": "law"}, True)
    assert Choices.read(QueryDict("sort=size")).by_date is False


@pytest.mark.parametrize("name", FILTERS)
def test_no_value_is_longer_than_any_value_is(name) -> None:
    assert len(Choices.read({name: "x" * 10_000}).values[name]) == MAX_VALUE_LENGTH


def test_an_address_keeps_what_was_asked_and_changes_what_changes() -> None:
    query, choices = Query.read("peace & war"), Choices({"topic": "law"}, by_date=True)
    assert choices.address(query) == "q=peace+%26+war&topic=law&sort=date"
    assert choices.address(query, topic="", year="2019") == "q=peace+%26+war&sort=date&year=2019"
    assert NO_CHOICES.address(query, q="peace") == "q=peace"

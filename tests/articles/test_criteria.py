"""What the address of a list asks for."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict

from articles.listings import FILTERS, MAX_VALUE_LENGTH, POSTS, PUBLICATIONS, Criteria
from articles.narrowing import FACTS, FAMILIES, TITLES


def read(kind: str, address: str) -> dict[str, str]:
    return dict(Criteria.read(kind, QueryDict(address)).values)


def test_posts_have_no_outlet_kind_or_language_to_ask_for() -> None:
    address = "topic=a&author=b&year=2019&outlet=c&kind=book&language=es&page=2&other=d"
    both = {"topic": "a", "author": "b", "year": "2019"}
    assert read(POSTS, address) == both
    assert read(PUBLICATIONS, address) == both | {"outlet": "c", "kind": "book", "language": "es"}
    assert read("outlet", address) == {"topic": "a", "year": "2019", "kind": "book"}


@pytest.mark.parametrize("address", ["", "topic=", "topic=%20%20", "TOPIC=a", "topic[]=a"])
def test_what_says_nothing_asks_for_nothing(address) -> None:
    assert read(POSTS, address) == {}


def test_a_value_is_trimmed_and_has_an_end() -> None:
    assert read(POSTS, "topic=%20peace%20") == {"topic": "peace"}
    assert len(read(POSTS, "topic=" + "x" * 10_000)["topic"]) == MAX_VALUE_LENGTH


def test_of_a_value_given_twice_the_last_counts() -> None:
    assert read(POSTS, "topic=a&topic=b") == {"topic": "b"}


@pytest.mark.parametrize("value", ["a&b=c", "á ñ", "100 %", "a+b", '"', "🕊", "?#/"])
def test_the_rest_of_the_address_says_the_same_again(value) -> None:
    criteria = Criteria({"topic": value, "year": "2019"})
    assert criteria.query.endswith("&")
    assert parse_qs(criteria.query) == {"topic": [value], "year": ["2019"]}


def test_nothing_asked_for_leaves_nothing_in_the_address() -> None:
    assert Criteria({}).query == ""


def test_a_value_is_asked_for_as_words_or_as_a_number() -> None:
    criteria = Criteria({"year": "2019"})
    assert criteria.asks("year", 2019)
    assert criteria.asks("year", "2019")
    assert not criteria.asks("year", 2020)
    assert not criteria.asks("topic", "2019")


def test_each_filter_of_each_kind_of_list_is_known_and_has_its_title() -> None:
    named = {name for names in FILTERS.values() for name in names}
    assert named == set(TITLES) == set(FAMILIES) | set(FACTS)


def test_a_filtered_list_is_a_part_and_takes_what_is_asked_along() -> None:
    assert Criteria({}).context == {"noindex": False, "carried": ""}
    assert Criteria({"kind": "book", "topic": "á"}).context == {"noindex": True, "carried": "kind=book&topic=%C3%A1"}

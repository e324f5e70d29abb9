"""What the address of a list asks for."""

from urllib.parse import parse_qs

import pytest
from django.http import QueryDict

from articles.listings import FILTERS, MAX_VALUE_LENGTH, POSTS, PUBLICATIONS, Criteria


def read(kind: str, address: str) -> dict[str, str]:
    return dict(Criteria.read(kind, QueryDict(address)).values)


def test_posts_have_no_outlet_to_ask_for() -> None:
    address = "topic=a&author=b&year=2019&outlet=c&page=2&other=d"
    assert read(POSTS, address) == {"topic": "a", "author": "b", "year": "2019"}
    assert read(PUBLICATIONS, address) == {"topic": "a", "author": "b", "year": "2019", "outlet": "c"}


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


def test_each_kind_of_list_names_its_filters() -> None:
    assert set(FILTERS) == {POSTS, PUBLICATIONS}

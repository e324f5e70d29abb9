"""What can be the number of a row, in an address and elsewhere; what cannot reaches no view of ours."""

import re

import pytest
from django.urls import resolve, reverse
from django.urls.converters import get_converters

from core import page_choosers
from core.numbers import KeyConverter, is_key

KEYS = ["1", "0", "007", "1234567", "9" * 18]
NO_KEYS = ["", "x", "-1", "1.5", "1e9", "²", "٣", "１", " 1", "1\n", "9" * 19, "9223372036854775808", "9" * 40]


@pytest.mark.parametrize("text", KEYS)
def test_a_key_of_any_table_is_one(text) -> None:
    assert is_key(text)
    assert re.fullmatch(KeyConverter.regex, text)
    assert KeyConverter().to_python(text) == int(text)


@pytest.mark.parametrize("text", NO_KEYS, ids=ascii)
def test_what_no_table_can_hold_is_none(text) -> None:
    assert not is_key(text)
    assert not re.fullmatch(KeyConverter.regex, text)


def test_addresses_with_a_key_are_made_by_it() -> None:
    assert isinstance(get_converters()["key"], KeyConverter)


def own_view(address: str) -> bool:
    return getattr(resolve(address).func, "view_class", None) is page_choosers.BrowseView


PADDED = ["0" * zeros + "12" for zeros in (1, 17, 30, 4000)]


@pytest.mark.parametrize("text", [*KEYS, *PADDED], ids=len)
def test_below_each_page_that_there_can_be_the_chooser_is_ours(text) -> None:
    """Wagtail's, which stands after it and names drafts to everybody, answers for none of them, however written."""
    assert own_view(f"{reverse('wagtailadmin_choose_page')}{text}/")


@pytest.mark.parametrize("text", ["9" * 19, "9223372036854775808", "9" * 40])
def test_a_longer_number_reaches_no_view_of_ours(text) -> None:
    assert not own_view(f"{reverse('wagtailadmin_choose_page')}{text}/")

"""Dates in words, in each language and precision."""

import datetime

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from core import dates

DAY = datetime.date(2019, 5, 3)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("2019", "May 2019", "3 May 2019")),
        ("en-gb", ("2019", "May 2019", "3 May 2019")),
        ("es", ("2019", "mayo de 2019", "3 de mayo de 2019")),
        ("es-mx", ("2019", "mayo de 2019", "3 de mayo de 2019")),
        ("pt", ("2019", "maio de 2019", "3 de maio de 2019")),
    ],
)
def test_a_date_is_written_as_the_language_writes_it(language, words) -> None:
    with translation.override(language):
        found = tuple(dates.in_words(DAY, precision).lower() for precision in ("year", "month", "day"))
    assert found == tuple(each.lower() for each in words)


def test_a_year_far_back_keeps_four_figures() -> None:
    assert dates.in_words(datetime.date(812, 1, 1), "year") == "0812"


def test_machines_get_the_precision_too() -> None:
    assert [dates.for_machines(DAY, each) for each in ("year", "month", "day")] == ["2019", "2019-05", "2019-05-03"]


ANY_DAY = st.dates(min_value=datetime.date(1, 1, 1))
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
}


@settings(derandomize=True, max_examples=150, deadline=None)
@given(ANY_DAY)
def test_machines_read_back_any_day_in_the_precision_that_was_told(date) -> None:
    year, month, day = (dates.for_machines(date, each) for each in ("year", "month", "day"))
    assert datetime.date.fromisoformat(day) == date
    assert datetime.date.fromisoformat(f"{month}-01") == date.replace(day=1)
    assert datetime.date.fromisoformat(f"{year}-01-01") == date.replace(month=1, day=1)


@pytest.mark.parametrize(("language", "between"), [("en", " "), ("es", " de ")])
@settings(derandomize=True, max_examples=100, deadline=None)
@given(ANY_DAY.filter(lambda date: date.year > 999))
def test_people_read_the_day_the_month_and_the_year_in_that_order(language, between, date) -> None:
    with translation.override(language):
        month = MONTHS[language].split()[date.month - 1]
        assert dates.in_words(date) == between.join([str(date.day), month, str(date.year)])
        assert dates.in_words(date, "month") == between.join([month, str(date.year)])
        assert dates.in_words(date, "year") == str(date.year)


@pytest.mark.parametrize("write", [dates.in_words, dates.for_machines])
def test_a_precision_that_nobody_knows_is_no_day(write) -> None:
    with pytest.raises(KeyError):
        write(DAY, "century")


def test_without_an_active_language_a_date_is_english() -> None:
    with translation.override(None):
        assert dates.in_words(DAY) == "3 May 2019"

"""Dates in words, in each language and precision."""

import datetime

import pytest
from django.utils import translation

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

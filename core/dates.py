"""Dates in the precision in which they are known, as each language writes them. Pure."""

import datetime

from django.utils.dateformat import format as format_with
from django.utils.formats import get_format
from django.utils.translation import get_language

# Django's English formats are American ("May 3, 2019"); the house writes "3 May 2019".
HOUSE_FORMATS = {"en": {"day": "j F Y", "month": "F Y"}}
DJANGO_FORMATS = {"day": "DATE_FORMAT", "month": "YEAR_MONTH_FORMAT"}
ISO_LENGTHS = {"year": 4, "month": 7, "day": 10}


def in_words(date: datetime.date, precision: str = "day") -> str:
    """“2019”, “May 2019” or “3 May 2019”, in the active language; precision is year, month or day."""
    if precision == "year":
        return f"{date.year:04}"
    language = (get_language() or "en").split("-")[0]
    return format_with(date, HOUSE_FORMATS.get(language, {}).get(precision) or get_format(DJANGO_FORMATS[precision]))


def for_machines(date: datetime.date, precision: str = "day") -> str:
    """The same as ISO 8601: what `<time datetime>` holds."""
    return date.isoformat()[: ISO_LENGTHS[precision]]


def latest(*moments: datetime.datetime | None) -> datetime.datetime | None:
    """The last of those that are known; None where none is."""
    return max((moment for moment in moments if moment), default=None)

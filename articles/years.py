"""Between which years a work can have appeared.

A year has four figures: “0026” is a slip, and so is “9999”. What is forthcoming has a date too: a publisher announces
a book some eighteen months ahead, and nobody knows more.
"""

import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

FIRST = 1000
AHEAD = 2


def is_possible(year: int) -> bool:
    """Whether a work can have that year."""
    return FIRST <= year <= last_year()


def last_year() -> int:
    """The last year that a forthcoming work can have."""
    return timezone.localdate().year + AHEAD


def impossible(date: datetime.date | None) -> dict[str, ValidationError]:
    """The refusal of the field “date”, where its year cannot be that of a work."""
    if date is None or is_possible(date.year):
        return {}
    told = _("%(year)s cannot be its year: that is between %(first)s and %(last)s.")
    years = {"year": f"{date.year:04}", "first": str(FIRST), "last": str(last_year())}
    return {"date": ValidationError(told % years)}

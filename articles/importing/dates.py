"""Dates as precise as they are known, out of what files hold. Pure."""

import datetime
import re
from typing import Any

# “2019”, “2019-05”, “2019/05/04”, “2019/05//” as RIS has it; no more of a text is believed.
WRITTEN = re.compile(r"^\s*(\d{4})(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?:[-/T ].*)?/*\s*$")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parts_of(year: Any, month: Any = "", day: Any = "") -> list[int]:
    """[year, month, day] as far as they are numbers that make a day; [] without a year.

    A month may be written as its English name or the beginning of it.
    """
    found: list[int] = []
    for part in (year, _month(month), day):
        text = str(part).strip()
        if isinstance(part, bool) or not (text.isascii() and text.isdecimal() and len(text) <= 4):
            break
        found.append(int(text))
    while found:
        try:
            datetime.date(*[*found, 1, 1][:3])
        except ValueError:
            found.pop()
        else:
            return found
    return []


def written(text: Any) -> list[int]:
    """The same, out of a text."""
    match = WRITTEN.match(text[:40]) if isinstance(text, str) else None
    return parts_of(*(part or "" for part in match.groups())) if match else []


def issued(parts: list[int]) -> dict[str, list[list[int]]]:
    """As CSL-JSON has it; {} for an unknown date."""
    return {"date-parts": [parts]} if parts else {}


def _month(month: Any) -> Any:
    start = str(month).strip().lower()[:3]
    return MONTHS.index(start) + 1 if start in MONTHS else month

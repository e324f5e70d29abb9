"""Dates as precise as they are known, out of what files hold. Pure."""

import datetime
import re
from typing import Any

from language.folding import fold

# “2019”, “2019-05”, “2019/05/04”, “2019/05//” as RIS has it, “2019~” as biblatex has it.
WRITTEN = re.compile(r"^\s*(\d{4})[~?%]?(?:[-/](\d{1,2}))?(?:[-/](\d{1,2}))?(?:[-/T~?% ].*)?/*\s*$")
# About that date, or perhaps that date, as biblatex has it.
UNSURE = re.compile(r"\d[~?%]\s*(?:/|$)")
PARTS = re.compile(r"[^\W\d_]+|\d+")
YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
JOINS = {"de", "del", "of", "st", "nd", "rd", "th"}
MONTHS = (
    ("january", "enero"), ("february", "febrero"), ("march", "marzo"), ("april", "abril"), ("may", "mayo"),
    ("june", "junio"), ("july", "julio"), ("august", "agosto"), ("september", "septiembre", "setiembre"),
    ("october", "octubre"), ("november", "noviembre"), ("december", "diciembre"),
)  # fmt: skip


def parts_of(year: Any, month: Any = "", day: Any = "") -> list[int]:
    """[year, month, day] as far as they are numbers that make a day; [] without a year.

    A month may be written as its English or Spanish name or the beginning of it, and hold the day: “mar # "~4"”.
    """
    month, day = _month(month, day)
    found: list[int] = []
    for part in (year, month, day):
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
    """The same, out of a text: numbers in their order, or a month by name, as “May 4, 2019”. No more is believed."""
    if not isinstance(text, str):
        return []
    match = WRITTEN.match(text[:40])
    if match:
        found = parts_of(*(part or "" for part in match.groups()))
        if len(found) > 1 or match[2]:
            return found
    years, rest = YEAR.findall(text[:40]), YEAR.sub(" ", text[:40])
    words = {fold(word) for word in PARTS.findall(rest) if not word.isdecimal()} - JOINS
    named = len(years) == 1 and words and all(_named(word) for word in words)
    return parts_of(years[0], rest) if named else parts_of(match[1]) if match else []


def says_more(text: Any, parts: list[int]) -> bool:
    """Whether a text of a date says more than was understood of it, as “May--June”, “Spring 2019” and “2019~” do."""
    said = _without_time(text)
    if UNSURE.search(said):
        return True
    words = [word for word in PARTS.findall(said) if fold(word) not in JOINS]
    return len(words) > len(parts)


def _without_time(text: Any) -> str:
    """A text of a date without the time of the day."""
    return re.sub(r"T\d.*$", "", text) if isinstance(text, str) else str(text or "")


def issued(parts: list[int]) -> dict[str, list[list[int]]]:
    """As CSL-JSON has it; {} for an unknown date."""
    return {"date-parts": [parts]} if parts else {}


def _month(month: Any, day: Any) -> tuple[Any, Any]:
    """(number of the first month that is named, its day): of “May--June” it is May, of “1--15 May” no day."""
    parts = PARTS.findall(month) if isinstance(month, str) else []
    months = [number for part in parts if (number := _named(part))]
    figures = [part for part in parts if part.isdecimal()]
    if months:
        own = figures[0] if len(figures) == 1 and len(months) == 1 else ""
        return months[0], day or own
    if len(figures) > 1:  # “01--02”
        return figures[0], ""
    return month, day


def _named(word: str) -> int:
    """The number of a month that a word names; 0 for none."""
    start = fold(word)
    known = (number for number, names in enumerate(MONTHS, 1) for name in names if name.startswith(start))
    return next(known, 0) if len(start) > 2 else 0

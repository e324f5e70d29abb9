"""Dates, times, decades and centuries by what they mean: May 3, 2019 = 3 May 2019 = 2019-05-03. Pure."""

import re

from .lexicon import Lexicon
from .numerals import roman_value, words_of

Key = tuple[str, ...]

_DAY = r"(?:\d{1,2}(?:\.?[ºo°]|st|nd|rd|th|er)?|primero)(?!\d)"
_RANGE = rf"{_DAY}(?:\s*(?:–|-|—|\bto\b|\band\b|\bal\b|\ba\b|\by\b)\s*{_DAY})?"
_YEAR = r"(?:,?\s+(?:del?\s+)?\d{4}(?![\d,.]\d))?"
_HALF = r"\s?(?:[ap]\.?\s?m\b\.?|de\s+la\s+(?:mañana|tarde|noche)\b)"
NUMERIC_DATE = (
    r"\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}/\d{1,2}/(?:\d{4}|\d{2})(?![\d/])|\d{1,2}([.-])\d{1,2}[.-]\d{4}(?!\d)".replace(
        "([.-])", "[.-]"
    )
)
TIME = (
    rf"(?<![\d:.,])\d{{1,2}}(?:[:.]\d{{2}})?{_HALF}|(?<![\d:.,])\d{{1,2}}:\d{{2}}(?![\d:])(?:\s?(?:h|hrs|hours|horas)\b)?"
    r"|(?<![\d:.,])\d{1,2}\.\d{2}\s?(?:h|hrs|hours|horas)\b|(?<!\d)\d{1,2}\s?h\s?\d{2}\b"
)


def month_pattern(lexicon: Lexicon) -> str:
    """Names of months; in English only with a capital, for "may" and "march" are verbs."""
    names = words_of(lexicon.months)
    return rf"(?:{names})" if lexicon.day_first else rf"(?=[A-Z])(?i:{names})"


def written_date(lexicon: Lexicon) -> str:
    """A pattern for a day with a month, a month with a year, or all three, in either order."""
    if not lexicon.months:
        return r"(?!)"
    month = rf"(?:{month_pattern(lexicon)})\b\.?"
    in_words = rf"\b(?:{words_of(lexicon.days)})"
    return (
        rf"{in_words}\s+(?:of|de)\s+{month}{_YEAR}(?!\w)|"
        rf"(?:\bthe\s+)?(?<![\d.,]){_RANGE}\s+(?:of\s+|de\s+)?{month}{_YEAR}"
        rf"|\b{month}\s+{_RANGE}(?:,?\s+\d{{4}})?(?!\d)|\b{month},?\s+(?:of\s+|del?\s+)?\d{{4}}(?!\d)"
    )


def written_date_keys(text: str, lexicon: Lexicon) -> list[Key]:
    """One key for each day of `text`, two for "3–5 May"."""
    rest = text.casefold()
    month = next(
        (lexicon.months[word] for word in re.findall(r"[^\W\d_]+", rest) if word in lexicon.months and len(word) > 1), 0
    )
    numbers = re.findall(r"\d+", rest)
    year = next((number for number in numbers if len(number) == 4), "")
    days = [number.lstrip("0") for number in numbers if len(number) < 3]
    if not days and (spelled := re.search(rf"\b(?:{words_of(lexicon.days)})\b", rest)):
        days = [str(lexicon.days[spelled[0]])]
    elif "primero" in rest:
        days.insert(0, "1")
    return [("date", year, str(month), day) for day in days or [""]]


def numeric_date_key(text: str, lexicon: Lexicon) -> Key:
    """ISO, or day and month in the order of the language; the order that a number over 12 forces wins."""
    first, second, third = re.split(r"[-/.]", text)
    if len(first) == 4:
        return ("date", first, second.lstrip("0"), third.lstrip("0"))
    day, month = (first, second) if lexicon.day_first else (second, first)
    if int(month) > 12:
        day, month = month, day
    year = third if len(third) == 4 else f"20{third}"
    return ("date", year, month.lstrip("0"), day.lstrip("0"))


def time_key(text: str) -> Key:
    """Minutes since midnight: 3:30 pm = 15:30."""
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    half = re.search(r"([ap])\.?\s?m\b|(mañana|tarde|noche)", text.casefold())
    if half:
        late = half[1] == "p" or half[2] in {"tarde", "noche"}
        hour = hour % 12 + (12 if late else 0)
    return ("time", str(hour * 60 + minute))


def era(lexicon: Lexicon) -> str:
    """A pattern for decades and centuries."""
    decades, ordinals = words_of(lexicon.decades), words_of(lexicon.ordinals)
    if lexicon.day_first:
        return (
            r"\bsiglos?\s+(?:[IVXLC]+|\d{1,2})\b"
            rf"|\b(?:la\s+)?(?:década|decenio)\s+(?:de\s+|del\s+)(?:los\s+)?(?:años\s+)?(?:\d{{3}}0|\d0|{decades})\b"
            rf"|\b(?:los\s+)?años\s+(?:\d{{3}}0|[2-9]0|{decades})\b(?![.,]\d)"
        )
    return (
        rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)|(?:twenty[\s-])?(?:{ordinals}))[\s-]centur(?:y|ies)\b"
        rf"|(?<![\w,.])['’]?(?:\d{{3}}0|\d0)['’]?s\b|\b(?:nineteen[\s-])?(?:{decades})\b"
    )


def era_key(text: str, lexicon: Lexicon) -> Key:
    """("decade", 1990) or ("century", 21) of what `era` found."""
    words = re.findall(r"[^\W_]+", text.casefold())
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    if any(word.startswith(("siglo", "centur")) for word in words):
        value = numbers[0] if numbers else roman_value(words[-1].upper())
        spelled = sum(lexicon.ordinals.get(word, 20 if word == "twenty" else 0) for word in words)
        return ("century", str(value or spelled))
    value = numbers[0] if numbers else next((lexicon.decades[word] for word in words if word in lexicon.decades), 0)
    return ("decade", str(value if value >= 100 else 1900 + value))

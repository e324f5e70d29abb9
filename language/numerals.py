"""Numbers in figures and in words, by their value: 1,500 = 1500 = fifteen hundred; two million = 2,000,000. Pure."""

import re
from decimal import Decimal
from fractions import Fraction

from .lexicon import Lexicon

LONGEST = 40  # figures beyond that are a code, and Python refuses to write them
SPACES = " \u00a0\u2007\u2009\u202f"
SCALED_BY_LETTER = {"k", "m", "mn", "bn", "tn"}
PERCENT = r"%|٪|per\s?cent\b|por\s?cien(?:to)?\b"
CURRENCY = {"us$": "$", "usd": "$", "$": "$", "dollar": "$", "dollars": "$", "dólar": "$", "dólares": "$"}
CURRENCY |= {"€": "€", "eur": "€", "euro": "€", "euros": "€", "£": "£", "gbp": "£", "pounds": "£", "libras": "£"}
UNITS = {"km": "km", "kilometre": "km", "kilometer": "km", "kilómetro": "km", "kg": "kg", "kilo": "kg"}
UNITS |= {"kilogram": "kg", "kilogramo": "kg", "hectare": "ha", "hectárea": "ha", "tonne": "t", "ton": "ton"}
UNITS |= {"tonelada": "t", "mile": "mi", "milla": "mi", "metre": "m", "meter": "m", "metro": "m", "m": "m", "cm": "cm"}
UNITS |= {"mm": "mm", "°c": "°C", "°f": "°F", "gb": "GB", "mb": "MB", "gw": "GW", "mw": "MW", "kw": "kW"}
UNITS |= {"mW": "mW"}
CASED = {"mW"}  # another unit by its case alone
CURRENCY_BEFORE = r"US\$|USD|EUR|GBP|[$€£]"
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def words_of(forms: dict[str, object]) -> str:
    """An alternation of words, the longest first, so that none hides another; never empty."""
    return "|".join(sorted(map(re.escape, forms), key=len, reverse=True)) or r"(?!)"


def figures(lexicon: Lexicon) -> str:
    """A pattern for a number in figures, with what belongs to it: sign, currency, scale, percent, unit."""
    decimal, other = re.escape(lexicon.decimal), re.escape(lexicon.thousands) or "(?!)"
    group = "|".join(rf"\d{{1,3}}(?:{sep}\d{{3}})+(?!\d)" for sep in (other, f"[{SPACES}]", "['’]"))
    scales = words_of({word: 1 for word in lexicon.scales if word not in SCALED_BY_LETTER})
    return (
        rf"(?:(?:{CURRENCY_BEFORE})\s?)?(?:(?<![\w)])[-−])?(?:(?:{group})(?:{decimal}\d+)?|(?:(?<![^\s(]){decimal})?\d+(?:[.,]\d+)?)"
        rf"(?:(?:[\s-]?(?:{scales})\b){{1,3}}|(?:k|bn|tn|mn)\b|(?<=\d)m\b)?(?:[\s-]?(?:(?:de|of)\s)?(?:{measures()}))?"
    )


_FIGURE = re.compile(rf"[-−]?[.,]?\d+(?:[.,'’{SPACES}]\d+)*")


def figure_key(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """("number", value, unit) of what `figures` found."""
    match = _FIGURE.search(text)
    if not match or len(match[0]) > LONGEST:
        return ("number", text, "")
    value = value_of(match[0], lexicon)
    said = re.split(r"[\s-]+", text[match.end() :].strip())
    rest = [word if word in CASED else word.casefold() for word in said]
    before = text[: match.start()].strip().casefold()
    for word in rest:
        if word in lexicon.scales and (word != "m" or before):
            value *= lexicon.scales[word]
    return ("number", str(value), unit_of(before, rest))


def measures() -> str:
    """A pattern for what may be measured by a number: percent, a currency, a unit."""
    return f"{PERCENT}|(?:{words_of(CURRENCY | UNITS)})s?(?!\\w)"


def unit_of(before: str, rest: list[str]) -> str:
    """One sign for the percent, currency or unit around a number, "" where there is none."""
    if re.search(PERCENT, " ".join(rest)):
        return "%"
    for word in [before, *reversed(rest)]:
        for form in (word, word.removesuffix("s")):
            if unit := CURRENCY.get(form) or UNITS.get(form):
                return "" if before and form == "m" else unit
    return ""


def value_of(figure: str, lexicon: Lexicon) -> Fraction:
    """The value of figures: separators of three digits are dropped, the last other one is the decimal sign."""
    sign = -1 if figure[0] in "-−" else 1
    plain = re.sub(rf"[{SPACES}'’]", "", figure.lstrip("-−"))
    if lexicon.thousands and re.fullmatch(
        rf"\d{{1,3}}(?:{re.escape(lexicon.thousands)}\d{{3}})+(?!\d)(?:\D\d+)?", plain
    ):
        plain = plain.replace(lexicon.thousands, "")
    elif re.fullmatch(r"\d{1,3}([.,])\d{3}(?:\1\d{3})+", plain):
        plain = re.sub(r"[.,]", "", plain)
    plain = plain.replace(",", ".")
    if plain.count(".") > 1:
        head, _, tail = plain.rpartition(".")
        plain = f"{head.replace('.', '')}.{tail}"
    return sign * Fraction(Decimal(plain))


def spelled(lexicon: Lexicon) -> str:
    """A pattern for a number in words, "twenty-one" or "dos mil quinientos millones"."""
    if not lexicon.cardinals:
        return r"(?!)"
    tens = words_of({word: 1 for word, value in lexicon.cardinals.items() if value in range(20, 100, 10)})
    ones = words_of({word: 1 for word, value in lexicon.cardinals.items() if 0 < value < 10})
    every = words_of(lexicon.cardinals)
    scales = words_of({word: 1 for word in lexicon.scales if word not in SCALED_BY_LETTER})
    join = r"\s+y\s+" if "mil" in lexicon.scales else r"[\s-]"
    small = rf"(?:(?:{tens}){join}(?:{ones})|{every})"
    half = rf"half\s+an?\s+(?:{scales})\b|"
    more = rf"(?:\s+(?:{scales})\b|(?<=hundred)(?:\s+and)?\s+{small}\b|(?<=thousand)(?:\s+and)?\s+{small}\b)"
    if "mil" in lexicon.scales:
        hundreds = words_of({word: 1 for word, value in lexicon.cardinals.items() if value >= 100})
        half = rf"medi[oa]\s+(?:{scales})\b|"
        more = rf"(?:\s+(?:{scales})\b(?:\s+y\s+medi[oa]\b)?|(?<=mil)\s+{small}\b)"
        small = rf"(?:(?:{hundreds})\s+(?:(?:{tens}){join}(?:{ones})|{every})|{small})"
    more = rf"(?:(?:\s+and\s+a\s+half(?=\s+(?:{scales})\b))?{more})"
    some = r"an?(?=\s+(?:dozen|hundred|thousand|million|billion|trillion)\b)|mil"
    return rf"(?:{half}(?:{small}|{some})\b{more}*)"


_HALVES = {"half", "medio", "media"}


def spelled_value(text: str, lexicon: Lexicon) -> int:
    """The value of what `spelled` found; "half a million", "one and a half million", "un millón y medio" too."""
    words = re.split(r"[\s-]+", text.casefold())
    if _HALVES & set(words):
        return _value_with_half(words, lexicon)
    total = thousands = small = 0
    for word in words:
        scale = lexicon.scales.get(word, 0)
        if scale == 100:
            small = max(small, 1) * 100
        elif scale == 1000:
            thousands, small = thousands + max(small, 1) * 1000, 0
        elif scale:
            total, thousands, small = total + max(thousands + small, 1) * scale, 0, 0
        else:
            small += lexicon.cardinals.get(word, 0)
    return total + thousands + small


def _value_with_half(words: list[str], lexicon: Lexicon) -> int:
    """The number without the half, and half of its scale."""
    plain = [word for word in words if word not in _HALVES | {"y", "and"}]
    scale = next(value for word in plain if (value := lexicon.scales.get(word, 0)))
    whole = 0 if words[0] in _HALVES else spelled_value(" ".join(plain), lexicon)
    return whole + scale // 2


# Half of what is measured by halves: "half an hour", "medio siglo".
_MEASURED = r"(?:hour|century|year|day|mile|kilo|kilometre|kilometer|litre|liter)"
_MEASURED_IN_SPANISH = r"(?:hora|siglo|año|día|milla|kilo|kilómetro|litro)"
# Before these a third is a part: "by a third", "about a quarter"; elsewhere it may be "a third term".
_PART_AFTER = ("by", "about", "almost", "nearly", "over", "under", "than", "to", "roughly", "only", "around")


def fraction(lexicon: Lexicon) -> str:
    """A pattern for a part of a whole: "two thirds", "a quarter of", "una cuarta parte", "la mitad"."""
    ones = words_of({word: value for word, value in lexicon.cardinals.items() if 0 < value < 10})
    scales = words_of(dict.fromkeys(lexicon.scales, 1))
    halves = words_of({word: part for word, part in lexicon.fractions.items() if part == 2})
    halves = rf"(?:{halves})(?!\s+an?\s+(?:{scales})\b)"
    after = "|".join(rf"(?<=\b{word}\s)" for word in _PART_AFTER)
    parts = r"(?:third|quarter|fifth|tenth)"
    end = r"(?=\s+of\b|\s*(?:[.,;:!?)]|$))"
    english = rf"(?:thirds|quarters|fifths|tenths|{parts}{end})"
    english = rf"(?:(?:{after})an?\s{parts}\b|half\s+an?(?=\s+{_MEASURED}\b)|(?:an?|{ones}|\d)[\s-]{english})"
    # A "cuarto" alone is a room as often as a part: "un cuarto de baño".
    quarter = r"cuarto(?=\s+de\s+(?:hora|siglo|kilo|litro|millón)\b)"
    plural = r"(?:cuartos|quintos|décimos)(?=\s+de\b)"
    parts = r"(?:tercera|cuarta|quinta|décima)s?\s+partes?"
    spanish = rf"(?:(?:una?|{ones}|\d)[\s-](?:tercios?|{quarter}|{plural}|{parts})|{parts}"
    spanish = rf"{spanish}|medi[oa](?=\s+{_MEASURED_IN_SPANISH}\b))"
    return rf"\b(?:{spanish if lexicon.code == 'es' else english}|{halves})\b"


def fraction_key(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    """A part in percent, so that a quarter is 25 %."""
    words = re.split(r"[\s-]+", text.casefold())
    count = next((int(word) for word in words if word.isdecimal()), 0) or lexicon.cardinals.get(words[0], 1)
    parts = {"medio": 2, "media": 2} | lexicon.fractions
    part = next(parts[form] for word in words for form in (word, word[:-1]) if form in parts)
    return ("number", str(Fraction(100 * count, part)), "%")


def is_soft(text: str, lexicon: Lexicon) -> bool:
    """Whether a part may be none: "half" alone, or "la tercera parte" of a book."""
    first, *others = re.split(r"[\s-]+", text.casefold())
    return first in lexicon.fractions and not {"a", "an"} & set(others)


def roman_value(text: str) -> int:
    """The value of a Roman numeral, 0 for anything else."""
    values = [ROMAN.get(letter, 0) for letter in text]
    if not values or 0 in values:
        return 0
    signs = [-1 if value < following else 1 for value, following in zip(values, [*values[1:], 0], strict=True)]
    return sum(sign * value for sign, value in zip(signs, values, strict=True))

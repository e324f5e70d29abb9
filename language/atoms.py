"""What a sentence says, piece by piece: facts by their value, words without their dress. Pure.

Two sentences whose atoms are equal say the same; what still differs between them is form.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from html import unescape
from typing import NamedTuple

from . import dates, numerals
from .lexicon import SHOUTS, TITLES, Lexicon, lexicon_of
from .spelling import contracted, plain_word, without_hyphen
from .tokens import CODE, TOKEN

Key = tuple[str, ...]


class Atom(NamedTuple):
    """A piece of a sentence; `key` says what it means, `label` which kind of fact it is, "" for a plain word.

    A soft one is a fact only beside another of its sort: "one" as an article, "first" as an adverb.
    """

    key: Key
    label: str
    start: int
    end: int
    text: str
    soft: bool = False
    initial: bool = False


@cache
def _scanner(language: str) -> re.Pattern[str]:
    """One pattern for a language: composite facts first, then the tokens that any text has."""
    lexicon = lexicon_of(language)
    few = numerals.words_of(dict.fromkeys((*lexicon.ordinals, *lexicon.many), 1))
    numbers = [*lexicon.cardinals.items(), *(lexicon.ordinals.items() if lexicon.code == "es" else ())]
    tens = numerals.words_of({word: 1 for word, value in numbers if value in range(20, 100, 10)})
    return re.compile(
        rf"(?P<blank>\s+)|(?P<written>(?<!\d\d/)(?:{dates.written_date(lexicon)}))|(?P<era>{dates.era(lexicon)})"
        rf"|(?P<iso>(?<![\w/]){dates.NUMERIC_DATE})|(?P<time>{dates.TIME})"
        rf"|(?P<fraction>{numerals.fraction(lexicon)})|(?P<ordinal>(?<!\d)\d{{1,9}}(?:\.?[ºª°]|(?:st|nd|rd|th)\b|\.?(?:er|ra|ro|do|da|to|ta|mo|ma|vo|va|no|na)\b)"
        rf"|\b(?:(?:{tens})[\s-])?(?:{few})\b)"
        rf"|(?P<which>\b(?:nos?\.|núms?\.|n\.?[º°]|number|número)\s?(?=\d)|\#(?=\d))"
        rf"|(?P<size>\d+(?:[.,]\d+)?(?:\s?[×x]\s?\d+(?:[.,]\d+)?)+)|(?P<symbol>{CODE})"
        rf"|(?P<serial>\d+(?:\.\d+){{3,}}|\d+(?:-\d+){{2,}}|(?!\d{{1,3}}(?:\.\d{{3}})+(?!\d))\d+(?:\.\d+){{2}})"
        rf"|(?P<figure>{numerals.figures(lexicon)})"
        rf"|(?P<spelled>\b{numerals.spelled(lexicon)}(?:\s(?:(?:de|of)\s)?(?:{numerals.measures()}))?)"
        rf"|(?P<joined>\b(?:co|re|pre|inter)-[^\W\d_]{{3,}})|(?P<america>EE\.?\s?UU\b\.?)|{TOKEN.pattern}",
        re.DOTALL | re.IGNORECASE,
    )


def atoms_of(text: str, language: str) -> list[Atom]:
    """The atoms of `text` in order, without space, marks and punctuation."""
    lexicon = lexicon_of(language)
    scanner, leaders = _scanner(_base(language)), _leaders(_base(language))
    found: list[Atom] = []
    at = 0
    while at < len(text):
        match = _PLAIN.match(text, at)
        if match and match[1].casefold() not in leaders:
            made = _word(match, lexicon)
        else:
            match = scanner.match(text, at)
            make = _MAKERS.get(match.lastgroup or "")
            made = make(match, lexicon) if make else []
        if made and _begins(text, found, made[0].start):
            made = [atom._replace(initial=True) for atom in made]
        found += made
        at = match.end()
    return list(_seasons(_ranges(text, _negations(found, lexicon))))


# A word that begins nothing larger: most are, and the long pattern is slow.
_PLAIN = re.compile(
    r"\s*(?P<word>[^\W\d_]+)(?![\w\u0300-\u036f'’$/+@-]|[.:]\S|\s?\d|\s+(?:década|decenio|años|\d|UU|dozen|hundred|thousand|[mbt]r?illion|third|quarter|fifth|tenth))",
    re.IGNORECASE,
)


@cache
def _leaders(language: str) -> frozenset[str]:
    """Words that may begin a composite fact, or are one."""
    lexicon = lexicon_of(language)
    lists = (lexicon.cardinals, lexicon.ordinals, lexicon.many, lexicon.fractions, lexicon.months, lexicon.decades)
    return frozenset().union(
        *lists, ["medio", "media", "siglo", "siglos", "década", "decenio", "años", "mil", "ee", "no", "nos", "núm", "n"]
    )


def _base(language: str) -> str:
    return language.lower().replace("_", "-").split("-")[0]


_BREAK = re.compile(r"[.!?:…\n¿¡•|]|[\"“«‘]\s*$")
_ABBREVIATED = re.compile(r"^\.\s*$")


def _begins(text: str, found: list[Atom], start: int) -> bool:
    """Whether a capital is owed at `start`, so that it says nothing."""
    if not found:
        return True
    before = text[found[-1].end : start]
    if _ABBREVIATED.match(before) and found[-1].text.casefold() in TITLES:
        return False
    return bool(_BREAK.search(before))


Maker = Callable[[re.Match[str], Lexicon], list[Atom]]


def _atom(match: re.Match[str], key: Key, label: str = "", soft: bool = False) -> Atom:
    start = match.start(match.lastgroup)
    return Atom(key, label, start, match.end(), match[match.lastgroup], soft)


def _written(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    return [_atom(match, key, "date") for key in dates.written_date_keys(match[0], lexicon)]


def _iso(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    return [_atom(match, dates.numeric_date_key(match[0], lexicon), "date")]


def _time(match: re.Match[str], _lexicon: Lexicon) -> list[Atom]:
    return [_atom(match, dates.time_key(match[0]), "number")]


def _era(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    return [_atom(match, dates.era_key(match[0], lexicon), "date")]


def _ordinal(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    if figures := re.match(r"\d+", match[0]):
        return [_atom(match, ("ordinal", str(int(figures[0]))), "number")]
    *tens, word = re.split(r"[\s-]+", match[0].casefold())
    if word in lexicon.many:
        return [_atom(match, ("many", str(lexicon.many[word])), "number", soft=True)]
    value = lexicon.ordinals[word] + sum(lexicon.cardinals.get(ten) or lexicon.ordinals.get(ten, 0) for ten in tens)
    return [_atom(match, ("ordinal", str(value)), "number", soft=value <= 4)]


def _figure(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    key = numerals.figure_key(match[0], lexicon)
    return [_atom(match, key, "date" if _is_year(match, lexicon) else "number")]


_NOUN_OF_MANY = re.compile(r"\s+(?:[^\W\d_]{3,}s|people|persons|women|men|children|gente)\b", re.IGNORECASE)
_BEFORE = re.compile(r"([^\W\d_]+)\s*['’(]?\s*$")


def _is_year(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Four plain figures of our centuries, where a year is likely and no plural noun follows."""
    if not re.fullmatch(r"1[5-9]\d\d|20\d\d", match[0]):
        return False
    text = match.string
    before = _BEFORE.search(text[max(0, match.start() - 24) : match.start()])
    word = before[1] if before else ""
    if word.casefold() in {"the", "las", "los"} or (word.casefold() not in lexicon.before_year and word.islower()):
        return lexicon.day_first is False and word.casefold() == "the"
    following = _NOUN_OF_MANY.match(text, match.end())
    return not following or following[0].strip().casefold() in {"was", "has", "las", "los", "sus", "this", "tras"}


def _spelled(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    unit = numerals.unit_of("", match[0].casefold().split())
    value = numerals.spelled_value(match[0], lexicon)
    return [_atom(match, ("number", str(value), unit), "number", soft=value == 1 and not unit)]


def _fraction(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    soft = numerals.is_soft(match[0], lexicon)
    return [_atom(match, numerals.fraction_key(match[0], lexicon), "number", soft=soft)]


def _which(_match: re.Match[str], _lexicon: Lexicon) -> list[Atom]:
    return []


def _serial(match: re.Match[str], _lexicon: Lexicon) -> list[Atom]:
    key = re.sub(r"\s", "", match[0].casefold()).replace("×", "x")
    return [_atom(match, ("serial", key), "number")]


def _symbol(match: re.Match[str], _lexicon: Lexicon) -> list[Atom]:
    label = "number" if match[0][0] == "v" else "name"
    return [_atom(match, ("code", match[0]), label)]


def _america(match: re.Match[str], _lexicon: Lexicon) -> list[Atom]:
    return [_atom(match, ("word", "eeuu"), "name")]


def _dotted(match: re.Match[str], _lexicon: Lexicon) -> list[Atom]:
    letters = re.sub(r"[.\s]", "", match[0])
    word = letters.casefold()
    key = ("word", word, "acronym") if word in SHOUTS else ("word", word)
    return [_atom(match, key, "name" if letters.isupper() else "")]


def _address(match: re.Match[str], _lexicon: Lexicon) -> list[Atom]:
    return [_atom(match, ("address", match[0]), "link")]


def _word(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    start, end = match.span(match.lastgroup)
    text = match[match.lastgroup]
    return [Atom(key, label, start, end, text, soft) for key, label, soft in _said(text, lexicon.code)]


@lru_cache(maxsize=8192)
def _said(text: str, language: str) -> list[tuple[Key, str, bool]]:
    """What a word says, with its label and whether that is soft; a contraction says two things."""
    lexicon = lexicon_of(language)
    folded = unicodedata.normalize("NFC", text).casefold().replace("’", "'")
    if unicodedata.decomposition(text[0]).startswith("<fraction>"):
        return [(("sign", text), "number", False)]  # ½ and the like
    if folded in _BOTH:
        return [(("number", "2", ""), "number", True)]
    if folded in lexicon.months and _is_month(text, folded, lexicon):
        return [(("month", str(lexicon.months[folded])), "date", False)]
    if folded in lexicon.multiples:
        return [(("times", str(lexicon.multiples[folded]), folded), "number", True)]
    if folded in lexicon.times:
        return [(("time", str(lexicon.times[folded])), "number", False)]
    if folded in lexicon.weekdays:
        return [(("weekday", str(lexicon.weekdays[folded])), "date", False)]
    words = contracted(folded) if language == "en" else [folded.removesuffix("'s")]
    return [(("word", plain_word(word, text[:1].isupper(), lexicon)), "", False) for word in words]


_BOTH = {"both", "ambos", "ambas"}


def _is_month(text: str, folded: str, lexicon: Lexicon) -> bool:
    """Whether a name of a month stands in full, and in English with its capital."""
    return len(folded) > 3 if lexicon.day_first else text[0].isupper() and (len(folded) > 3 or folded == "may")


def _joined(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    word = without_hyphen(match[0].casefold())
    return [_atom(match, ("word", plain_word(word, match[0][:1].isupper(), lexicon)))]


def _sign(match: re.Match[str], lexicon: Lexicon) -> list[Atom]:
    if match[0] in "&+" or match["entity"] == "&amp;":
        return [_atom(match, ("word", "y" if lexicon.decimal == "," else "and"))]
    text = unescape(match[0])
    return [_atom(match, ("sign", text))] if unicodedata.category(text[0])[0] in "SLN" and text not in "<>`^|~" else []


_MAKERS: dict[str, Maker] = {
    "written": _written,
    "iso": _iso,
    "time": _time,
    "era": _era,
    "ordinal": _ordinal,
    "figure": _figure,
    "spelled": _spelled,
    "fraction": _fraction,
    "which": _which,
    "size": _serial,
    "serial": _serial,
    "symbol": _symbol,
    "code": _symbol,
    "america": _america,
    "joined": _joined,
    "dotted": _dotted,
    "address": _address,
    "word": _word,
    "sign": _sign,
    "entity": _sign,
}


def _negations(found: list[Atom], lexicon: Lexicon) -> Iterator[Atom]:
    """Marks the words that deny; idioms such as "sin embargo" deny nothing."""
    words = [atom.key[1] for atom in found]
    if lexicon.negations.isdisjoint(words):
        yield from found
        return
    idle: set[int] = set()
    for index in range(len(words)):
        for idiom in lexicon.no_negation:
            if tuple(words[index : index + len(idiom)]) == idiom:
                idle.update(range(index, index + len(idiom)))
    for index, atom in enumerate(found):
        denies = atom.key[0] == "word" and atom.key[1] in lexicon.negations and index not in idle
        yield atom._replace(label="negation") if denies else atom


_FROM = {"from", "de", "del", "between", "entre", "desde"}
_TO = {"to", "a", "al", "and", "y", "hasta", "until", "through"}
_AND = {"and", "y"}


def _ranges(text: str, found: Iterator[Atom]) -> list[Atom]:
    """Drops the words of a range, so that "from 10 to 15 %" is "10–15 %"; both ends have the unit of the last."""
    atoms = list(found)
    kept: list[Atom] = []
    for index, atom in enumerate(atoms):
        last = atoms[index + 1] if index + 1 < len(atoms) else None
        first = kept[-1] if kept else None
        if last and first and _is_to(text, first, atom, last) and (atom.key[1] not in _AND or _is_from(kept)):
            if _is_from(kept):
                del kept[-2]
            kept[-1] = _with_unit(first, last)
            continue
        if first and atom.key[0] == "number" == first.key[0] and text[first.end : atom.start] in {"–", "-", "—"}:
            if _is_from(kept):
                del kept[-2]
            kept[-1] = _with_unit(first, atom)
        kept.append(atom)
    return kept


def _seasons(atoms: list[Atom]) -> Iterator[Atom]:
    """With the season of a year as a date, "Spring 2019", "otoño de 2019"."""
    for index, atom in enumerate(atoms):
        following = [one for one in atoms[index + 1 : index + 3] if one.text.casefold() not in {"of", "de", "del"}][:1]
        season = _SEASONS.get(atom.text.casefold()) if atom.key[0] == "word" else None
        if season and following and _YEAR.fullmatch(following[0].text):
            atom = atom._replace(key=("season", season), label="date")
        yield atom


_SEASONS = {word: word for word in ("spring", "summer", "autumn", "winter", "primavera", "verano", "otoño", "invierno")}
_SEASONS |= {"fall": "autumn"}
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def _is_to(text: str, first: Atom, word: Atom, last: Atom) -> bool:
    near = not text[first.end : word.start].strip() and not text[word.end : last.start].strip()
    return near and first.key[0] == last.key[0] == "number" and word.key[0] == "word" and word.key[1] in _TO


def _is_from(kept: list[Atom]) -> bool:
    return len(kept) > 1 and kept[-2].key[0] == "word" and kept[-2].key[1] in _FROM


def _with_unit(first: Atom, last: Atom) -> Atom:
    return first._replace(key=(*first.key[:2], first.key[2] or last.key[2]))

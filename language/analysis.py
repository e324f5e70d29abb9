"""A text as the words by which it is found, in the manner of its language. Pure.

One analyser serves both sides: what pages hold and what readers type. A word is folded (lower case, no
accents) and its stem taken *of the folded word*, so that who types no accents finds the same. Stop words
are dropped from queries only. A language that is not known here is folded and nothing else.

| written | words |
|---|---|
| `Sáhara`, `SÁHARA` | sahara |
| `BAPA+40`, `co-operation`, `d’Ivoire` | bapa 40 *bapa40*; co operation *cooperation*; ivoire *divoire* |
| `S-S`, `R&D`, `U.N.`, `EE.UU.` | *ss*, *rd*, un, eeuu: letters alone are no words |
| `1,000`, `1.000`, `3,5` | 1000, 1000, 3.5 |
| `China’s`, `don’t` | china, *dont* |
| `ONU/UN` | onu, un: two words |
| `UN`, `IT`, `US` in capitals | an abbreviation and not the stop word *un*, *it*, *us* |

What stands *so* is a compound written as one word, found beside its parts.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from .folding import clean, fold
from .stemming import stem_of
from .stopwords import STOP_WORDS

LONGEST_WORD = 60  # letters; what is longer is no word of a language


class Asked(NamedTuple):
    """A word of a query, as it was typed, folded, and by its stem."""

    written: str
    word: str
    stem: str


def _marks() -> str:
    """Signs that belong to the letter before them, as ranges for a character class."""
    found = [number for number in range(0x300, 0xFE30) if unicodedata.category(chr(number)) in ("Mn", "Mc")]
    return "".join(re.escape(chr(number)) for number in found)


# Fractions such as ½ are no part of a word: 6½ is found as 6.
_LETTER = r"[^\W_¼-¾⅐-⅞]"
# A run of marks is taken whole: in any other way there would be as many readings as ways to part it.
_WORD = rf"{_LETTER}+(?:[{_marks()}]++{_LETTER}*)*"
# Nearly all words: letters of Western Europe, and after them nothing that could join them to more.
_PLAIN = r"[A-Za-zÀ-ÖØ-öø-ÿ]++(?=[\s,;:)]|\Z)"
_JOINER = r"[-‐‑–'’ʼ+&·]"
_TOKEN = re.compile(
    rf"(?!{_PLAIN})(?:"
    rf"(?P<thousands>(?<![\w.,])\d{{1,3}}(?:[.,'’\u00a0\u202f]\d{{3}})+(?![\w]|[.,]\d))"
    rf"|(?P<decimal>(?<![\w.,])\d+[.,]\d+(?![\w]|[.,]\d))"
    rf"|(?P<dotted>EE\.\s?UU\.|(?<!\w)(?:[^\W\d_]{{1,2}}\.){{2,}}(?:[^\W\d_]{{1,2}}(?!\w))?)"
    rf"|(?P<joined>{_WORD}(?:{_JOINER}{_WORD})+))"
    rf"|(?P<word>{_WORD})"
)
_PART = re.compile(_WORD)
_OWNER = re.compile(r"['’ʼ][sS]$")
_APOSTROPHE = re.compile(r"['’ʼ]")

# What one language calls so, the other calls otherwise: both sides are read as the language's own.
ABBREVIATIONS = {
    "es": {"UN": "onu", "UNO": "onu", "EU": "ue", "USA": "eeuu", "US": "eeuu"},
    "en": {"UN": "onu", "UE": "eu", "EEUU": "usa", "US": "usa"},
}
# In English texts “un” is the Spanish article, of titles; who searches in small letters means either.
SMALL = {"en": {"un": "UN"}}


@lru_cache(maxsize=256)
def _words_without(starts: frozenset[str]) -> re.Pattern:
    """Passes over plain words, and what parts them, as long as none begins so, in small letters or in capitals.

    Plain is what stands for itself: no accent, no digit, no capital but the first, nothing that may join it to more.
    """
    begun = "|".join("".join(f"[{re.escape(sign + sign.upper())}]" for sign in start) for start in starts)
    plain = rf"(?:(?!{begun})[A-Za-z][a-z]+[)\]»”\"]*(?:[\s,;:]+|[.!?]+\s+)[\W_]*)*" if begun else ""
    return re.compile(rf"[\W_]*{plain}")


class Token(NamedTuple):
    """A word where it stands: `text[start:end]`. A `compound` is said by its parts too, which stand there as well."""

    start: int
    end: int
    word: str
    stem: str
    compound: bool = False


class Analyser:
    """Reads texts in one language. Get it from `analyser`; it may be used by many threads."""

    def __init__(self, code: str) -> None:
        self.code = code.lower().split("-")[0]
        self.stop_words = STOP_WORDS.get(self.code, frozenset())
        self._abbreviations = ABBREVIATIONS.get(self.code, {})

    def tokens(self, text: str) -> Iterator[Token]:
        """Every word of a text that `clean` gave, in order; a compound after its parts."""
        for match in _TOKEN.finditer(text):
            if match.lastgroup == "word":  # nearly all of them; `_token` without its own generator
                word, stem = _read(self, match[0])
                if word:
                    yield Token(match.start(), match.end(), word, stem)
            else:
                yield from self._special(match)

    def held(self, text: str, stems: Collection[str]) -> Iterator[Token]:
        """Those tokens of a text whose stem is one of some.

        No stemmer changes the first letter of a word, nor the second where the stem is longer than “die” of “dying”.
        """
        others = _words_without(frozenset(stem[: 2 if len(stem) > 3 else 1] for stem in stems))
        place = 0
        while match := _TOKEN.search(text, others.match(text, place).end()):
            place = match.end()
            is_word = match.lastgroup == "word"
            found = self._token(match.start(), place, match[0]) if is_word else self._special(match)
            yield from (token for token in found if token.stem in stems)

    def stem(self, word: str) -> str:
        """The stem of a folded word; of one with a digit, or in an unknown language, the word itself."""
        return stem_of(self.code, word) if word.isalpha() else word

    def words(self, text: str) -> list[str]:
        """The folded words of any text, compounds too."""
        return [token.word for token in self.tokens(clean(text))]

    def reading(self, written: str) -> Asked:
        """A single word as this language reads it."""
        return Asked(written, *_read(self, "".join(filter(str.isalnum, written))))

    def asked(self, text: str) -> list[tuple[Asked, ...]]:
        """What a query asks for: each a word, or a part of a compound with the whole, either of which will do.

        Stop words are left out unless there is nothing else; an abbreviation in capitals is none.
        """
        text = clean(text)
        if len(text.split()) > 1 and text.isupper():
            text = text.lower()
        every = [self._either(group) for match in _TOKEN.finditer(text) for group in self._ways(match, text)]
        telling = [group for group in every if not self.is_stop_word(group[0])]
        found: dict[tuple[str, ...], tuple[Asked, ...]] = {}
        for group in telling or every:
            found.setdefault(tuple(asked.stem for asked in group), group)
        return list(found.values())

    def is_stop_word(self, asked: Asked) -> bool:
        """Whether it says nothing about what is sought."""
        return asked.word in self.stop_words and not (len(asked.written) > 1 and asked.written.isupper())

    def _ways(self, match: re.Match[str], text: str) -> list[tuple[Asked, ...]]:
        found = list(self._token(*match.span(), match[0]) if match.lastgroup == "word" else self._special(match))
        parts, wholes = [
            [Asked(text[t.start : t.end], t.word, t.stem) for t in found if t.compound == compound]
            for compound in (False, True)
        ]
        return [(part, *wholes) for part in parts] or [(whole,) for whole in wholes]

    def _either(self, group: tuple[Asked, ...]) -> tuple[Asked, ...]:
        capitals = SMALL.get(self.code, {}).get(group[0].written)
        return (*group, self.reading(capitals)) if capitals else group

    def _token(self, start: int, end: int, written: str, compound: bool = False) -> Iterator[Token]:
        word, stem = _read(self, written)
        if word:
            yield Token(start, end, word, stem, compound)

    def named(self, written: str, word: str) -> str:
        """This language's name for an abbreviation in capitals; else "". Capitals keep it apart from a stop word."""
        if not written.isupper() or len(word) < 2:
            return ""
        return self._abbreviations.get(written) or (written if word in self.stop_words else "")

    def _special(self, match: re.Match[str]) -> Iterator[Token]:
        start, end = match.span()
        if match.lastgroup == "joined":
            yield from self._joined(match)
        elif match.lastgroup == "decimal":
            word = ".".join(fold(part) for part in re.split("[.,]", match[0]))
            yield Token(start, end, word, word)
        else:  # signs between digits, or dots between letters, are only form
            yield from self._token(start, end, "".join(filter(str.isalnum, match[0])))

    def _joined(self, match: re.Match[str]) -> Iterator[Token]:
        owner = _OWNER.search(match[0]) if self.code == "en" else None
        end = match.start() + owner.start() if owner else match.end()
        written = match[0][: end - match.start()]
        parts = [(m.start() + match.start(), m[0]) for m in _PART.finditer(written)]
        if len(parts) == 1:
            yield from self._token(match.start(), end, written)
            return
        whole = "".join(part for _at, part in parts)
        contracted = bool(_APOSTROPHE.search(written)) and fold(whole) in self.stop_words
        for at, part in parts:
            if len(part) > 1 and not contracted:
                yield from self._token(at, at + len(part), part)
        if not all(part.isdigit() for _at, part in parts):
            yield from self._token(match.start(), end, whole, compound=True)


@cache
def analyser(code: str) -> Analyser:
    """The analyser of a language, named as in `es` or `es-mx`; "" is text in no language in particular."""
    return Analyser(code)


@lru_cache(maxsize=1 << 17)
def _read(reader: Analyser, written: str) -> tuple[str, str]:
    """(folded, stem) of a word as it is written."""
    word = fold(written)[:LONGEST_WORD]
    return word, reader.named(written, word) or reader.stem(word)

"""What was typed into the search box, and what the address asks for beside it. Pure."""

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from language.folding import clean

MAX_CHARACTERS = 1_000
MAX_WORDS = 32  # so many are asked for, the rarest of them
MAX_VALUE_LENGTH = 200
FILTERS = ("kind", "topic", "author", "outlet", "year", "language")
BY_DATE = "date"

_WORD = re.compile(r"[^\W_]+")
_PHRASE = re.compile(r'"([^"]*)"|“([^“”]*)”|«([^«»]*)»|„([^„“”]*)[“”]')
_WITHOUT_PHRASE = re.compile(rf"(?<!\S)-(?:{_PHRASE.pattern})")
_WITHOUT = re.compile(r"(?<!\S)-(?=\w)(\S+)")


@dataclass(frozen=True)
class Query:
    """What was typed. `was_cut` says that not all of it is searched for.

    `wanted` is what stands outside of phrases and is not excluded by a minus; `unwanted` are phrases that are.
    """

    text: str
    words: tuple[str, ...]
    was_cut: bool
    wanted: str = ""
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()

    @classmethod
    def read(cls, typed: str) -> "Query":
        """Read words from anything at all: marks that mean something to an engine never reach it."""
        typed = typed.replace("\0", " ").strip()
        text = unicodedata.normalize("NFC", typed[:MAX_CHARACTERS])
        too_long = len(typed) > MAX_CHARACTERS
        if too_long and not typed[MAX_CHARACTERS].isspace():
            text = text.rsplit(maxsplit=1)[0]  # not half a word, unless there is no other
        kept = _WITHOUT_PHRASE.sub(" ", text)
        rest = _PHRASE.sub(" ", kept)
        words = tuple(dict.fromkeys(word.lower() for word in _WORD.findall(text)))
        return cls(
            text=text,
            words=words[:MAX_WORDS],
            was_cut=len(words) > MAX_WORDS or (too_long and _says_more(typed, words)),
            wanted=_WITHOUT.sub(" ", rest),
            phrases=_phrases(_PHRASE, kept),
            excluded=tuple(_WITHOUT.findall(rest)),
            unwanted=_phrases(_WITHOUT_PHRASE, text),
        )

    @property
    def is_only_without(self) -> bool:
        """Whether it says what is not wanted, and nothing that is."""
        return bool(self.excluded or self.unwanted) and not (self.phrases or _WORD.search(self.wanted))

    def without_phrases(self) -> "Query":
        """The same, with the words of its phrases in any order."""
        return replace(self, wanted=" ".join([self.wanted, *self.phrases]), phrases=())


def _phrases(pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
    return tuple(filter(_WORD.search, ("".join(match.groups("")) for match in pattern.finditer(text))))


def _says_more(typed: str, words: Container[str]) -> bool:
    """Whether there are other words in all that was typed: the same ones over and over leave nothing out."""
    return any(match[0].lower() not in words for match in _WORD.finditer(unicodedata.normalize("NFC", typed)))


@dataclass(frozen=True)
class Choices:
    """The filters that the address sets, as typed, and the order it asks for."""

    values: Mapping[str, str]
    by_date: bool = False

    @classmethod
    def read(cls, parameters: Mapping[str, str]) -> "Choices":
        """Those filters that are set; others, and empty ones, are ignored."""
        given = {name: clean(parameters.get(name, "")).strip()[:MAX_VALUE_LENGTH] for name in FILTERS}
        return cls({name: value for name, value in given.items() if value}, parameters.get("sort") == BY_DATE)

    def parameters(self) -> dict[str, str]:
        """The same as parameters of an address."""
        return {**self.values, **({"sort": BY_DATE} if self.by_date else {})}

    def address(self, query: Query, **changes: str) -> str:
        """An address that asks for the same with these changes: “q=peace&topic=law”. An empty change takes out."""
        told = {"q": query.text, **self.parameters(), **changes}
        return urlencode({name: value for name, value in told.items() if value})


NO_CHOICES = Choices({})

"""What a query asks of the index, whatever the language: words as bits, and which of them belong together. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from language.analysis import Analyser, Asked, analyser
from language.folding import clean

LONGEST_QUERY = 60  # words that are looked up; the rarest of them are then asked for


@dataclass(frozen=True)
class Question:
    """A query read in a language. Word number n has the bit `1 << n`; each group is a mask, any bit of it will do."""

    language: str
    words: tuple[Asked, ...] = ()
    groups: tuple[int, ...] = ()
    phrases: tuple[str, ...] = ()  # folded words in their order, with a space around each
    excluded: tuple[Asked, ...] = ()
    unwanted: tuple[str, ...] = ()  # phrases that nothing found may hold
    was_cut: bool = False

    def stem_in(self, other: Analyser, asked: Asked) -> str:
        """The word's stem in a language; "" where it is a stop word there."""
        if other.code == self.language:
            return asked.stem
        reading = other.reading(asked.written)
        return "" if other.is_stop_word(reading) else reading.stem

    def of(self, kept: Iterable[int]) -> "Question":
        """The same with these words only, by their numbers."""
        kept = sorted(kept)
        groups = tuple(
            mask for group in self.groups if (mask := sum(1 << new for new, old in enumerate(kept) if group >> old & 1))
        )
        return replace(self, words=tuple(self.words[old] for old in kept), groups=groups, was_cut=True)


def question(
    language: str,
    text: str,
    phrases: Iterable[str] = (),
    excluded: Iterable[str] = (),
    unwanted: Iterable[str] = (),
) -> Question:
    """Read what is sought; the words of phrases are sought too, but for those of the unwanted ones."""
    reader = analyser(language)
    phrases = [phrase for phrase in phrases if reader.words(phrase)]
    wanted = [group for part in (text, *phrases) for group in reader.asked(part)] if text or phrases else []
    numbers: dict[tuple[str, str], int] = {}
    words: list[Asked] = []
    groups = []
    for group in wanted:
        for asked in group:
            if (asked.word, asked.stem) not in numbers and len(words) < LONGEST_QUERY:
                numbers[(asked.word, asked.stem)] = len(words)
                words.append(asked)
        mask = sum(1 << numbers[key] for key in {(a.word, a.stem) for a in group} if key in numbers)
        if mask and mask not in groups:
            groups.append(mask)
    return Question(
        language=reader.code,
        words=tuple(words),
        groups=tuple(groups),
        phrases=tuple(_sequence(reader, phrase) for phrase in phrases),
        excluded=tuple(asked for part in excluded for group in reader.asked(part) for asked in group),
        unwanted=tuple(_sequence(reader, phrase) for phrase in unwanted if reader.words(phrase)),
        was_cut=len({(a.word, a.stem) for group in wanted for a in group}) > LONGEST_QUERY,
    )


def _sequence(reader: Analyser, phrase: str) -> str:
    words = [token.word for token in reader.tokens(clean(phrase)) if not token.compound]
    return f" {' '.join(words)} "


@lru_cache(maxsize=4_096)
def meaning(language: str, words: str) -> frozenset[str]:
    """Words as a search reads them: accents, capitals, endings and their order do not count. Empty where no word
    stands."""
    return meaning_of(question(language, words))


def meaning_of(asked: Question) -> frozenset[str]:
    """The same of a search; empty for one of phrases, or with words left out: it asks for something of its own."""
    is_plain = not (asked.phrases or asked.excluded or asked.unwanted or asked.was_cut)
    return frozenset(word.stem for word in asked.words) if is_plain else frozenset()

"""Articles in an invented language, in two locales, with words as unequally common as those of real text. Pure.

A few words stand in nearly every text and most stand in a handful: the n-th commonest is about n times as
rare as the commonest. So postings are as long, and questions hit as many pages, as on a site that people wrote.
"""

import random
from bisect import bisect
from collections.abc import Iterator
from itertools import accumulate, product

WORDS = 20_000  # so 20,000 texts have about 69,000 stems, as many as real ones were found to have
LENGTH = 110  # words of a text
STOPS = {
    "en": ("the", "of", "and", "in", "to", "a", "is", "was", "for", "as", "by", "with", "on", "that", "are", "from"),
    "es": ("de", "la", "el", "en", "y", "que", "los", "las", "se", "del", "un", "por", "con", "una", "su", "para"),
}
ENDS = {"en": ("s", "ing", ""), "es": ("s", "ado", "")}
SYLLABLES = ["".join(pair) for pair in product("bcdfglmnprstv", "aeiou")]


class Language:
    """The invented words of one locale, the commonest first, and texts made of them."""

    def __init__(self, code: str) -> None:
        self.code = code
        chance = random.Random(f"words {code}")
        made = {"".join(chance.choices(SYLLABLES, k=chance.choice((2, 3, 3, 4)))) for _ in range(WORDS * 2)}
        invented = sorted(made)
        chance.shuffle(invented)
        self.words = [*STOPS[code], *invented[:WORDS]]
        self.reach = list(accumulate(1 / (place + 2.7) for place in range(len(self.words))))

    def word(self, chance: random.Random) -> str:
        """One word, common ones oftener, in one of its forms."""
        place = bisect(self.reach, chance.random() * self.reach[-1])
        return self.words[place] + (chance.choice(ENDS[self.code]) if place >= len(STOPS[self.code]) else "")

    def text(self, number: int) -> list[str]:
        """The words of a text: the same number, the same words."""
        chance = random.Random(f"{self.code} {number}")
        return [self.word(chance) for _ in range(LENGTH)]

    def questions(self, number: int, texts: int) -> Iterator[str]:
        """Whole questions and three keywords in turn, each made of words that stand near each other in some text."""
        chance = random.Random(f"questions {self.code}")
        stops = set(STOPS[self.code])
        for turn in range(number):
            words = self.text(chance.randrange(texts))
            start = chance.randrange(len(words) - 24)
            near = words[start : start + 24]
            telling = [word for word in near if word not in stops]
            yield " ".join(telling[:3]) if turn % 2 else f"{' '.join(near[: chance.randrange(8, 14)])}?"

    def short(self, number: int, texts: int) -> Iterator[str]:
        """One keyword and two in turn, of some text: what most readers type."""
        chance = random.Random(f"short {self.code}")
        stops = set(STOPS[self.code])
        for turn in range(number):
            telling = [word for word in self.text(chance.randrange(texts)) if word not in stops]
            start = chance.randrange(len(telling) - 1)
            yield " ".join(telling[start : start + 1 + turn % 2])


def sentences(words: list[str]) -> str:
    """The words as sentences of eleven."""
    parts = [words[start : start + 11] for start in range(0, len(words), 11)]
    return " ".join(f"{' '.join(part).capitalize()}." for part in parts)

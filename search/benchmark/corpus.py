"""Paragraphs with the questions that people wrote to them, and queries made of those questions. Pure."""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from language.analysis import analyser

HOSTILE = ['"', "*", "NEAR(", "%", "\0", "🕊️", "\u202eabc", "x" * 10_240, "paz " * 10_000, "-", '"a', "a AND", "(" * 99]
LETTERS = "abcdefghijklmnopqrstuvwxyz"
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Paragraph:
    """One page of the benchmark."""

    language: str
    id: str
    article: str
    text: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Corpus:
    """All paragraphs, in all languages; the same `id` is the same paragraph."""

    paragraphs: tuple[Paragraph, ...]

    @classmethod
    def read(cls, told: dict) -> "Corpus":
        """From the JSON of a file; raises KeyError or TypeError for another shape."""
        return cls(
            tuple(
                Paragraph(language, str(each["id"]), article["article"].replace("_", " "), each["text"],
                          tuple(each["questions"]))
                for language, articles in told.items()
                for article in articles
                for each in article["paragraphs"]
            )
        )  # fmt: skip

    @property
    def languages(self) -> list[str]:
        return list(dict.fromkeys(paragraph.language for paragraph in self.paragraphs))

    def queries(self, language: str, name: str) -> list[tuple[str, str]]:
        """(query, id of the paragraph it should find) of a set."""
        make = SETS[name]
        chance = random.Random(f"{language} {name}")
        asked = (
            (make(question, language, chance), paragraph.id)
            for paragraph in self.paragraphs
            if paragraph.language == language
            for question in paragraph.questions
        )
        return [(query, wanted) for query, wanted in asked if query]


def _telling(question: str, language: str) -> list[str]:
    """The words of a question that are no stop words, as they are written."""
    stops = analyser(language).stop_words
    words = _WORD.findall(question)
    return [word for word in words if analyser(language).words(word) and analyser(language).words(word)[0] not in stops]


def one_word(question: str, language: str, chance: random.Random) -> str:
    """The first word that says something: it may be meant for any of many paragraphs."""
    return " ".join(_telling(question, language)[:1])


def two_words(question: str, language: str, chance: random.Random) -> str:
    """The first two."""
    return " ".join(_telling(question, language)[:2])


def keywords(question: str, language: str, chance: random.Random) -> str:
    """The first three."""
    return " ".join(_telling(question, language)[:3])


def inflected(question: str, language: str, chance: random.Random) -> str:
    """The same in another form: the plural of what looks singular, and the other way round."""
    return " ".join(_other_form(word, language) for word in _telling(question, language)[:3])


def _other_form(word: str, language: str) -> str:
    lower = word.lower()
    if len(word) < 4 or not word.isalpha():
        return word
    for many, one in (("iones", "ión"), ("es", ""), ("s", "")) if language == "es" else (("ies", "y"), ("s", "")):
        if lower.endswith(many) and not lower.endswith("ss"):
            return word[: -len(many)] + one
    return word + ("s" if lower[-1] in "aeioué" or language != "es" else "es")


def with_a_slip(question: str, language: str, chance: random.Random) -> str:
    """Three keywords, the longest of them with one letter wrong, missing, doubled or out of place."""
    words = _telling(question, language)[:3]
    if not words:
        return ""
    longest = max(words, key=len)
    place = chance.randrange(1, max(2, len(longest) - 1))
    slips = (
        longest[:place] + longest[place + 1 :],
        longest[:place] + chance.choice(LETTERS) + longest[place:],
        longest[:place] + chance.choice(LETTERS) + longest[place + 1 :],
        longest[:place] + longest[place : place + 2][::-1] + longest[place + 2 :],
    )
    return " ".join(chance.choice(slips) if word == longest else word for word in words)


def without_accents(question: str, language: str, chance: random.Random) -> str:
    """The whole question, as typed without accents."""
    plain = unicodedata.normalize("NFD", question)
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def bare_keywords(question: str, language: str, chance: random.Random) -> str:
    """Three keywords without accents."""
    return without_accents(keywords(question, language, chance), language, chance)


SETS: dict[str, Callable[[str, str, random.Random], str]] = {
    "question": lambda question, language, chance: question,
    "kw1": one_word,
    "kw2": two_words,
    "kw3": keywords,
    "inflected": inflected,
    "typo": with_a_slip,
    "no accent": without_accents,
    "kw3 no accent": bare_keywords,
}


def percentile(values: Iterable[float], share: float) -> float:
    """The value that this share of all values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

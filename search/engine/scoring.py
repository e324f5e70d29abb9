"""How well each document answers, whoever may see it: exact BM25 by any of the words, in one statement.

The postings are read as they stand and added up here. That is quicker than to let either database group
them, and the same on both, whatever its planner knows of the table.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import log

from django.core.cache import cache

from language.analysis import analyser

from .asked import Question
from .reading import COUNTS, POSTINGS, SPACE, Posting, kept_as, postings, read
from .terms import form, space, term

MOST_WORDS = 32  # the rarest; more cost time and tell nothing
K1, B = 1.2, 0.75
MANY = 5_000  # documents
SECONDS = 60
Postings = Mapping[int, list[Posting]]
EXACT = 1.1  # a word counts so much more in the very form that was typed


@dataclass
class Scores:
    """One language's documents that hold any of the words: how well each answers, and which words it holds.

    `frequencies` says for each word of the question how many of all the `documents` hold it.
    """

    frequencies: list[int] = field(default_factory=list)
    documents: int = 0
    scores: dict[int, float] = field(default_factory=dict)
    masks: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class _Weighed:
    """A term of the question: what it adds to a score is `gain * tf / (tf + floor + slope * length)`."""

    into: Scores
    bits: int
    forms: int
    gain: float
    slope: float
    floor: float = K1 * (1 - B)


def scored(asked: Question, model: str, locales: Sequence[str]) -> tuple[Question, dict[str, Scores]]:
    """(the question cut to its rarest words, scores by language). One query; two for more than 32 words."""
    asked = _cut(asked, model, locales)
    terms = {locale: _terms(asked, model, locale) for locale in locales}
    rows, languages = _read(_distinct(terms.values()), model, locales)
    found = {
        locale: Scores([len(rows.get(each, ())) for each in terms[locale]], number)
        for locale, (number, _mean) in languages.items()
    }
    weighed: dict[int, _Weighed] = {}
    for locale in languages:
        weighed |= _weighed(asked, terms[locale], found[locale], languages[locale])
    _add(rows, weighed)
    return asked, found


def terms_of(asked: Sequence, question: Question, model: str, locale: str) -> list[int | None]:
    """The term of each of some words of a question in a language, None for a stop word there."""
    reader, where = analyser(locale), space(model, locale)
    stems = (question.stem_in(reader, word) for word in asked)
    return [term(where, stem) if stem else None for stem in stems]


def _terms(asked: Question, model: str, locale: str) -> list[int | None]:
    return terms_of(asked.words, asked, model, locale)


def _distinct(terms) -> list[int]:
    return sorted({each for some in terms for each in some if each is not None})


def _read(terms: Sequence[int], model: str, locales: Sequence[str]) -> tuple[Postings, dict[str, tuple[int, float]]]:
    """(the postings of some terms, how many documents of which mean length each language has).

    The languages are counted in the same statement. Where there are many documents that is kept for a minute: to count
    them takes longer than all else in a search, and a few pages more or less change no order.
    """
    key = kept_as("languages", model, *locales)
    if (kept := cache.get(key)) is not None or not terms:
        return postings(POSTINGS, terms), kept or {}
    counted = [cell for place, locale in enumerate(locales) for cell in (place, model, locale)]
    rows = dict(postings(POSTINGS + SPACE * len(locales), terms, counted))
    counts = {locale: rows.pop(place)[0] for place, locale in enumerate(locales)}
    found = {locale: (number, mean or 1.0) for locale, (number, *_none, mean) in counts.items() if number}
    if sum(number for number, _mean in found.values()) >= MANY:
        cache.set(key, found, SECONDS)
    return rows, found


def _cut(asked: Question, model: str, locales: Sequence[str]) -> Question:
    """The question with its rarest words; what nothing holds is not rare but unknown."""
    if len(asked.words) <= MOST_WORDS:
        return asked
    terms = {locale: _terms(asked, model, locale) for locale in locales}
    frequency = dict(read(COUNTS, _distinct(terms.values())))
    total = [sum(frequency.get(terms[locale][number], 0) for locale in locales) for number in range(len(asked.words))]
    return asked.of(sorted(range(len(total)), key=lambda number: (not total[number], total[number]))[:MOST_WORDS])


def _weighed(
    asked: Question, terms: Sequence[int | None], found: Scores, language: tuple[int, float]
) -> dict[int, _Weighed]:
    """Each term that any document has; words of one stem are one term."""
    number, mean = language
    merged: dict[int, _Weighed] = {}
    for place, (each, frequency) in enumerate(zip(terms, found.frequencies, strict=True)):
        if each is None or not frequency:
            continue
        idf = log(1 + (number - frequency + 0.5) / (frequency + 0.5))
        before = merged.get(each)
        merged[each] = _Weighed(
            into=found,
            bits=1 << place | (before.bits if before else 0),
            forms=form(asked.words[place].word) | (before.forms if before else 0),
            gain=idf * (K1 + 1),
            slope=K1 * B / mean,
        )
    return merged


def _add(rows: Postings, weighed: dict[int, _Weighed]) -> None:
    """Add what each posting tells. Thousands of rows for a common word: nothing here is called in the loop."""
    for each, some in rows.items():
        now = weighed[each]
        scores, masks, bits = now.into.scores, now.into.masks, now.bits
        gain, exact, typed, slope, floor = now.gain, now.gain * EXACT, now.forms, now.slope, now.floor
        for document, forms, length, weight in some:
            score = (exact if forms & typed else gain) * weight / (weight + floor + slope * length)
            if document in scores:
                scores[document] += score
                masks[document] |= bits
            else:
                scores[document], masks[document] = score, bits

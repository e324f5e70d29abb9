"""A document in the numbers that the index keeps of it. Pure.

A term is a number made of a stem and the space in which it counts: the kind of row and its language. So
statistics are per language, and there is no table of terms to keep or to wait for.
"""

import datetime
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import blake2b

from language.analysis import analyser
from language.folding import clean

VERSION = 2  # to be raised when the same text gives other terms: `search_check` then writes all anew
LONGEST_DOCUMENT = 32_000  # words that are counted
LONGEST_TEXT = 200_000  # characters that are kept for extracts
PARAGRAPH = "\u2029"  # between two blocks of a body, each of which is kept as a line
LANGUAGE_MARK = "\x1f"  # in no line that is kept: it is white space
SPELLED = range(3, 41)  # letters of a word that is offered for one that was mistyped
FIELD_END = "|"  # no phrase reaches over it


@lru_cache(maxsize=1 << 17)
def term(space: str, stem: str) -> int:
    """The number of a stem in a space, of 64 bits with a sign."""
    return int.from_bytes(blake2b(f"{space}\0{stem}".encode(), digest_size=8).digest(), signed=True)


@lru_cache(maxsize=1 << 17)
def form(word: str) -> int:
    """One of fifteen bits, by which most forms of one stem are told apart."""
    return 1 << zlib.crc32(word.encode()) % 15


def space(model: str, locale: str) -> str:
    """Where statistics are kept together."""
    return f"{model}:{locale}"


def in_language(line: str, code: str) -> str:
    """A line as it is kept for extracts, with its language where that is not the page's: search.extracts reads it."""
    return f"{LANGUAGE_MARK}{code}{LANGUAGE_MARK}{line}" if line and code else line


@dataclass(frozen=True)
class Contents:
    """What is searched of one row: its texts by field, in the order in which they are read. `languages` has those of
    texts that are not in the language of the row."""

    model: str
    object_id: int
    locale: str
    fields: dict[str, list[str]]
    autocomplete: str = ""
    facets: tuple[str, ...] = ()
    date: datetime.date | None = None
    languages: dict[str, str] = field(default_factory=dict)

    def digest(self, weights: dict[str, float]) -> str:
        """Changes when what the index keeps would change."""
        told = (VERSION, sorted(weights.items()), self.locale, self.fields, self.autocomplete, self.facets, self.date)
        told += (sorted(self.languages.items()),)
        return blake2b(repr(told).encode("utf-8", "replace"), digest_size=16).hexdigest()


@dataclass
class Entry:
    """A document as the index keeps it. `postings`: term -> (weighted count, forms)."""

    postings: dict[int, tuple[float, int]] = field(default_factory=dict)
    length: int = 0
    text: str = ""
    words: str = ""
    beginnings: str = ""
    vocabulary: dict[str, str] = field(default_factory=dict)


def entry(contents: Contents, weights: dict[str, float]) -> Entry:
    """Count the words of a row, each in its field's weight."""
    found, sequence, texts = Entry(), [], []
    names = analyser("").tokens(clean(contents.autocomplete))
    where = space(contents.model, contents.locale)
    reader = analyser(contents.locale)
    counts: dict[str, float] = {}
    forms: dict[str, int] = {}
    vocabulary: dict[str, str] = {}
    for name, parts in contents.fields.items():
        weight = weights.get(name, 1.0)
        for part in parts:
            text = clean(part)
            if name != "title":
                lines = (" ".join(line.split()) for line in text.split(PARAGRAPH))
                texts += [in_language(line, contents.languages.get(part, "")) for line in lines]
            for start, end, word, stem, compound in reader.tokens(text):
                counts[stem] = counts.get(stem, 0.0) + weight
                forms[stem] = forms.get(stem, 0) | form(word)
                if not compound:
                    sequence.append(word)
                    if word not in vocabulary:
                        vocabulary[word] = text[start:end].lower()
            sequence.append(FIELD_END)
    found.postings = {term(where, stem): (count, forms[stem]) for stem, count in counts.items()}
    found.length = min(len(sequence) - sequence.count(FIELD_END), LONGEST_DOCUMENT)
    found.text = "\n".join(text for text in texts if text)[:LONGEST_TEXT]
    found.beginnings = "".join(f" {token.word}" for token in names if not token.compound)
    found.words = f" {' '.join(sequence)} "
    found.vocabulary = {word: as_is for word, as_is in vocabulary.items() if word.isalpha() and len(word) in SPELLED}
    return found

"""How two versions of a text differ, word by word and sentence by sentence. Pure."""

from dataclasses import dataclass

from .facts import kinds_of_pair
from .pairing import sentence_pairs
from .sentences import split_sentences
from .severity import Severity, severity_of
from .words import Run, diff_words

__all__ = ["Run", "SentenceChange", "diff_sentences", "diff_words"]


@dataclass(frozen=True)
class SentenceChange:
    """A sentence that differs; `old` is "" where one was added, `new` is "" where one was removed."""

    old: str
    new: str
    kinds: frozenset[str] = frozenset()

    @property
    def runs(self) -> list[Run]:
        """The change word by word."""
        return diff_words(self.old, self.new)

    @property
    def severity(self) -> Severity:
        """How serious the change is."""
        return severity_of(self.kinds)


def diff_sentences(old: str, new: str, language: str) -> list[SentenceChange]:
    """The sentences that differ, in the order of `new`; a sentence that only moved is none of them.

    One that was cut in two, or two that were joined, are one change. Space between sentences is no change here.
    """
    pairs = sentence_pairs(split_sentences(old, language), split_sentences(new, language))
    return [
        SentenceChange(pair.old, pair.new, kinds_of_pair(pair.old, pair.new, language))
        for pair in pairs
        if pair.old != pair.new
    ]

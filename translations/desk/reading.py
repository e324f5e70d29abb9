"""How far a reviewer is: what of a draft is accepted, and what of it they have not read yet. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from translations import extent, phrases
from translations.pairing import Pairing
from translations.pairs import Pair


def words_of(pair: Pair, language: str) -> int:
    """Words of the original that are to be read for a passage: none of what was read before and says the same, of a
    change of the original those of the changed sentences, else all."""
    if pair.read is not None and not pair.is_news:
        return 0
    before = "" if pair.old_source in (None, pair.source) else pair.old_source
    return extent.words_to_do([Pairing(pair.path, before, pair.source)], language)


@dataclass(frozen=True)
class Reading:
    """Passages that are decided about, those of them that are accepted, and the words of the others."""

    done: int
    total: int
    words: int

    @classmethod
    def of(cls, passages: Iterable[tuple[bool, int]]) -> "Reading":
        """From (is it accepted, how many words has it) of each passage."""
        found = list(passages)
        done = sum(accepted for accepted, _words in found)
        return cls(done, len(found), sum(words for accepted, words in found if not accepted))

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 100

    @property
    def said(self) -> str:
        """The same in a sentence, as static/js/desk/reading.js says it."""
        return sentence().format(
            done=phrases.number(self.done), total=phrases.number(self.total), words=phrases.number(self.words)
        )


def sentence() -> str:
    """In which the numbers have their places."""
    return _("Passages accepted: {done} of {total} · words to read: {words}")

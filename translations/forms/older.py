"""The older translation of a changed passage, as the form shows it and as the start that stands in its box."""

from collections.abc import Mapping
from dataclasses import dataclass

from language.difference import Run
from translations import gate, marks, pairs
from translations.older import Older
from translations.storing import version_of


@dataclass(frozen=True)
class OlderText:
    """What a changed passage said before, word by word beside what it says now, and its translation.

    `can_stay` where that could still be right, if it `fits`: readers have it, and it is no correction or update.
    """

    runs: list[Run]
    target: str
    fits: bool
    can_stay: bool

    @classmethod
    def of(cls, older: Older, source: str) -> "OlderText":
        """As people read them, marks and all."""
        runs = pairs.runs(marks.to_text(older.source), marks.to_text(source))
        can_stay = older.is_public and not older.is_note
        return cls(runs, marks.to_text(older.target, older.source), older.fits, can_stay)

    @property
    def start(self) -> str:
        """The version of the text that stands in the box before anybody writes there; the form sends it along."""
        return version_of(gate.normalised(self.target))


def was_left_as_shown(sent: Mapping[str, str], pk: str) -> bool:
    """Whether the box of a passage came back with the older translation that it was shown with, and nobody said that
    it shall be stored (`use`).

    What the form was shown with counts, not what the older translation is by now: nobody read that.
    """
    start = sent.get(f"start-{pk}")
    if not start or sent.get("use") == pk:
        return False
    return version_of(gate.normalised(sent.get(f"text-{pk}", ""))) == start

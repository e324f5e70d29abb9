"""How serious it is that two versions of a sentence differ. Pure."""

from collections.abc import Iterable
from enum import IntEnum

from .facts import kinds_of_pair
from .pairing import sentence_pairs
from .sentences import split_sentences


class Severity(IntEnum):
    """What a change asks of a reader of the other language: nothing, a glance, a new wording, a new fact.

    Urgent is what the original itself says, with a date, that its readers must know.
    """

    NONE = 0
    FORM = 1
    WORDING = 2
    FACT = 3
    URGENT = 4


# The most serious first: the order in which people are told.
KINDS = ("number", "date", "name", "negation", "link", "wording", "form")
_SEVERITY = dict.fromkeys(KINDS, Severity.FACT) | {"wording": Severity.WORDING, "form": Severity.FORM}


def kinds_of(old: str, new: str, language: str) -> frozenset[str]:
    """Which KINDS of change there are between two versions of a sentence or segment; none for equal texts.

    Texts of several sentences are compared sentence by sentence. One that was added or removed is
    "wording", whatever it says; sentences that only moved are "wording" too. A link is `<a>` or an address
    in the text: one that came, went or leads elsewhere is "link". Other marks, numbered ones among them, which
    do not tell what they are, are "form".
    """
    if old == new:
        return frozenset()
    pairs = sentence_pairs(split_sentences(old, language), split_sentences(new, language))
    changed = [pair for pair in pairs if pair.old != pair.new]
    if changed:
        return frozenset().union(*(kinds_of_pair(pair.old, pair.new, language) for pair in changed))
    return frozenset({"wording" if any(pair.moved for pair in pairs) else "form"})


def severity_of(kinds: Iterable[str]) -> Severity:
    """The severity of the most serious of `kinds`; an unknown kind counts as WORDING."""
    return max((_SEVERITY.get(kind, Severity.WORDING) for kind in kinds), default=Severity.NONE)

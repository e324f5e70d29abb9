"""What a machine can say of a translated passage before a person does. Pure.

The gate (gate.py) decides what may be stored; a check says of what is stored that it looks wrong. Numbers are
compared by value: "1.5 million" is "1,5 millones", "two" is "dos".
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.atoms import Atom, Key, atoms_of
from translations import gate, marks

FACTS = ("number", "date")
# A text that short may well be the same in both languages: a name, a code, "no".
SHORTEST_SENTENCE = 4


@dataclass(frozen=True)
class Check:
    """One finding: `kind` is empty, untranslated, numbers or marks; `message` a sentence for the translator."""

    kind: str
    message: str


def check(source: str, target: str, source_language: str, target_language: str, typed: str = "") -> list[Check]:
    """What looks wrong with a passage; both sides are fragments as they are stored (marks.py).

    Of what was just `typed` the marks are named as they stand there: of two alike, of which one was dropped, the other
    is the first one in what is stored. An empty passage is only empty; nothing is found in one that says what its
    source says.
    """
    written, original = marks.to_text(target, source), marks.to_text(source)
    if not written.strip():
        return [Check("empty", _("Nothing is written here yet."))] if original.strip() else []
    return [
        *_untranslated(original, written),
        *_numbers(_plain(original), _plain(written), source_language, target_language),
        *_marks(source, typed or written),
    ]


def _plain(text: str) -> str:
    return marks.MARK.sub(lambda match: "{" if match[0] == "{{" else "", text)


def _untranslated(original: str, written: str) -> Iterator[Check]:
    plain = _plain(original)
    words = [word for word in plain.split() if any(letter.isalpha() for letter in word)]
    if len(words) >= SHORTEST_SENTENCE and plain.split() == _plain(written).split():
        yield Check("untranslated", _("This says word for word what the original says."))


def _numbers(original: str, written: str, source_language: str, target_language: str) -> Iterator[Check]:
    here, there = _facts(original, source_language), _facts(written, target_language)
    missing, foreign = _left(here, there), _left(there, here)
    if missing:
        sentence = ngettext(
            "A number of the original is missing: %(list)s.",
            "Numbers of the original are missing: %(list)s.",
            len(missing),
        )
        yield Check("numbers", sentence % {"list": ", ".join(missing)})
    if foreign:
        sentence = ngettext(
            "The original does not have this number: %(list)s.",
            "The original does not have these numbers: %(list)s.",
            len(foreign),
        )
        yield Check("numbers", sentence % {"list": ", ".join(foreign)})


def _facts(text: str, language: str) -> list[Atom]:
    return [atom for atom in atoms_of(text, language) if atom.label in FACTS]


def _left(ours: list[Atom], theirs: list[Atom]) -> list[str]:
    """What one side says for certain and the other does not say at all."""
    free: Counter[Key] = Counter(_value(atom) for atom in theirs)
    found = []
    for atom in sorted(ours, key=lambda atom: atom.soft):
        if free[_value(atom)]:
            free[_value(atom)] -= 1
        elif not atom.soft:
            found.append(atom)
    return [atom.text for atom in sorted(found, key=lambda atom: atom.start)]


def _value(atom: Atom) -> Key:
    """What a number says, whichever way a language counts: "the twelfth session" is "la sesión doce"."""
    return ("number", atom.key[1], "") if atom.key[0] == "ordinal" else atom.key


def _marks(source: str, written: str) -> Iterator[Check]:
    """A dropped link is refused by the gate; a dropped emphasis is only told. A mark around nothing is refused as well,
    and told of what was stored before that."""
    used = {int(match["number"]) for match in marks.MARK.finditer(written) if match["number"]}
    dropped = [mark.number for mark in marks.marks_of(source) if mark.number not in used]
    if dropped:
        names = ", ".join(f"{{{number}}}" for number in dropped)
        sentence = ngettext("The mark %(list)s is not used.", "The marks %(list)s are not used.", len(dropped))
        yield Check("marks", sentence % {"list": names})
    yield from (Check("marks", sentence) for sentence in gate.empty_mark_problems(written, source))

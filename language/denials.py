"""What a sentence denies: how often, and which words. Pure."""

from .atoms import Atom
from .lexicon import LIGHT, Lexicon

NEAR = 4  # words after a denial that it may be about
LIKE = 4  # letters that two forms of a word share
SHORTEST = 4  # letters of a word that a beginning may deny
_ENDS = {"and", "but", "or", "with", "y", "e", "o", "u", "pero", "sino", "con"}


def taken_apart(before: list[Atom], after: list[Atom], lexicon: Lexicon) -> tuple[list[Atom], list[Atom]]:
    """Both sides, where "unlawful" is not and lawful if the other side says "lawful" alone.

    Only beside its opposite: elsewhere "impress" would be a denial of the press.
    """
    words = [{atom.key[1] for atom in side if atom.key[0] == "word"} for side in (before, after)]
    return _apart(before, words[1], lexicon), _apart(after, words[0], lexicon)


def _apart(atoms: list[Atom], others: set[str], lexicon: Lexicon) -> list[Atom]:
    denial = "no" if lexicon.code == "es" else "not"
    found: list[Atom] = []
    for atom in atoms:
        denied = "" if atom.label or atom.key[1] in others else _denied_in(atom.key[1], others, lexicon)
        if denied:
            found.append(atom._replace(key=("word", denial), label="negation"))
            atom = atom._replace(key=("word", denied))
        found.append(atom)
    return found


def _denied_in(word: str, others: set[str], lexicon: Lexicon) -> str:
    """What a word denies by its beginning, "" for nothing that is among others."""
    rests = (word.removeprefix(start) for start in lexicon.denying if word.startswith(start))
    return next((rest for rest in rests if len(rest) >= SHORTEST and rest in others), "")


def count(atoms: list[Atom], lexicon: Lexicon) -> int:
    """How often a sentence denies. A word that only repeats a denial, "no … nadie", adds nothing."""
    number = 0
    for atom in atoms:
        if atom.label == "negation" and not (number and atom.key[1] in lexicon.follow_negation):
            number += 1
    return number


def traded(before: list[Atom], after: list[Atom]) -> bool:
    """Whether another word is denied than was: "food without water" and "water without food".

    Only where each side says without denying it what the other denies, and both deny nothing alike: "does not always
    agree" and "does not agree always" say the same.
    """
    was, now = _denied(before), _denied(after)
    if not was or not now or any(_like(one, other) for one in was for other in now):
        return False
    return any(word in _affirmed(after, now) for word in was) and any(word in _affirmed(before, was) for word in now)


def _denied(atoms: list[Atom]) -> list[str]:
    """The words of weight that follow denials, up to the next of them or the end of what they join."""
    found: list[str] = []
    for index, atom in enumerate(atoms):
        if atom.label == "negation":
            for other in atoms[index + 1 : index + 1 + NEAR]:
                if other.label == "negation" or other.key[1] in _ENDS:
                    break
                if other.key[1] not in LIGHT:
                    found.append(other.key[1])
    return found


def _affirmed(atoms: list[Atom], denied: list[str]) -> set[str]:
    return {atom.key[1] for atom in atoms if atom.key[1] not in LIGHT} - set(denied)


def _like(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) >= LIKE and one[:LIKE] == other[:LIKE])

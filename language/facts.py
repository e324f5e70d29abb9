"""Which kinds of change lie between two versions of one sentence. Pure.

Both are read as atoms. Where a fact stands in the place of another of its kind, that kind changed; a fact
that is lost here and found there only moved. What differs between equal atoms is form.
"""

import re
from collections import Counter
from itertools import pairwise

from . import denials
from .alignment import matches
from .atoms import Atom, atoms_of
from .lexicon import LIGHT, Lexicon, lexicon_of
from .names import with_names

Hunk = tuple[list[Atom], list[Atom]]
FACTS = ("number", "date", "name", "link")
ARTICLES = {"the", "el", "la", "los", "las"}

_LINK = re.compile(r"<a\b([^<>]*)>|</a>", re.IGNORECASE)


def kinds_of_pair(old: str, new: str, language: str) -> frozenset[str]:
    """The kinds between two versions of one sentence; see `severity.kinds_of`."""
    if old == new:
        return frozenset()
    if not old.strip() or not new.strip():
        return frozenset({"wording" if (old + new).strip() else "form"})
    lexicon = lexicon_of(language)
    found = set()
    if _links(old) != _links(new):
        found.add("link")
        old, new = _LINK.sub("", old), _LINK.sub("", new)
    before, after = denials.taken_apart(atoms_of(old, language), atoms_of(new, language), lexicon)
    before, after = with_names(before, after, lexicon)
    kept = matches([atom.key for atom in before], [atom.key for atom in after])
    if hunks := _hunks(before, after, kept):
        swapped = _swapped(before, after, lexicon) or _exchanged(before, after, lexicon)
        found |= swapped or _kinds(hunks, before, after, lexicon)
    if _dress_differs(old, new, before, after, kept):
        found.add("form")
    if found <= {"form"} and {_asks(old), _asks(new)} == {True, False}:
        return frozenset({"wording"})
    return frozenset(found or {"form"})


def _asks(text: str) -> bool | None:
    """Whether a sentence is a question; None for one that is neither that nor a statement with its full stop."""
    end = text.rstrip(_AROUND)[-1:]
    return end == "?" if end in _ENDS else None


_ENDS, _AROUND = {".", "?"}, " \n\"'’”»)"


def _links(text: str) -> list[str]:
    return [" ".join(link[1].split()) for link in _LINK.finditer(text) if link[1] is not None]


def _hunks(before: list[Atom], after: list[Atom], kept: list[tuple[int, int]]) -> list[Hunk]:
    hunks = []
    for (i, j), (m, n) in pairwise([(-1, -1), *kept, (len(before), len(after))]):
        if m - i > 1 or n - j > 1:
            hunks.append((before[i + 1 : m], after[j + 1 : n]))
    return hunks


def _swapped(before: list[Atom], after: list[Atom], lexicon: Lexicon) -> set[str]:
    """Facts that changed places in a sentence that is otherwise the same, "A beat B" and "B beat A".

    In a list the order says nothing: "Peru and Chile" is only worded otherwise as "Chile and Peru".
    """
    sides = [[atom.key for atom in side] for side in (before, after)]
    if Counter(sides[0]) != Counter(sides[1]):
        return set()
    rest = [[atom.key for atom in side if not atom.label] for side in (before, after)]
    places = [place for place, (one, other) in enumerate(zip(*sides, strict=True)) if one != other]
    if rest[0] != rest[1] or not places:
        return set()
    span = before[places[0] : places[-1] + 1]
    if all(atom.label or atom.key[1] in lexicon.connectors for atom in span):
        return {"wording"}
    return {before[place].label for place in places if before[place].label} or {"wording"}


def _exchanged(before: list[Atom], after: list[Atom], lexicon: Lexicon) -> set[str]:
    """The same of facts of which one has an article, "The US beat Iran": each stands where the other stood."""
    sides = [[atom for atom in side if atom.label or atom.key[1] not in ARTICLES] for side in (before, after)]
    moved = [pair for pair in zip(*sides, strict=False) if pair[0].key != pair[1].key]
    return _swapped(*sides, lexicon) if all(one.label and other.label for one, other in moved) else set()


def _kinds(hunks: list[Hunk], before: list[Atom], after: list[Atom], lexicon: Lexicon) -> set[str]:
    found = set()
    if denials.count(before, lexicon) != denials.count(after, lexicon) or denials.traded(before, after):
        found.add("negation")
    lost: list[Atom] = []
    won: list[Atom] = []
    away: list[Counter] = [Counter(), Counter()]  # whatever left its place, fact or plain word
    for hunk in hunks:
        removed, added = _without_full_names(*_left(hunk))
        for count, side in zip(away, (removed, added), strict=True):
            count.update(atom.key for atom in side)
        for label in FACTS:
            here, there = ([atom for atom in side if atom.label == label] for side in (removed, added))
            if here and there and _stand_against(here, there):
                found.add(label)
            elif not there:
                lost += [atom for atom in here if not atom.soft]
            elif not here:
                won += [atom for atom in there if not atom.soft]
    stayed = away[0] & away[1]
    found |= {atom.label for atom in [*lost, *won] if atom.key not in stayed}
    if not found or any(_reworded(hunk, found) for hunk in hunks):
        found.add("wording")
    return found


def _left(hunk: Hunk) -> Hunk:
    """What one side of a hunk has more of than the other."""
    counts = [Counter(atom.key for atom in side) for side in hunk]
    sides = []
    for side, extra in zip(hunk, (counts[0] - counts[1], counts[1] - counts[0]), strict=True):
        left = []
        for atom in side:
            if extra[atom.key] > 0:
                extra[atom.key] -= 1
                left.append(atom)
        sides.append(left)
    return sides[0], sides[1]


def _stand_against(here: list[Atom], there: list[Atom]) -> bool:
    """Whether facts of one kind replace each other; soft ones do so only among their like.

    "Doubles" and "doubled" are of one value.
    """
    if any(not atom.soft for atom in here + there):
        return True
    pairs = [(one.key, other.key) for one in here for other in there if one.key[0] == other.key[0]]
    return any(one[0] != "times" or one[1] != other[1] for one, other in pairs)


def _without_full_names(removed: list[Atom], added: list[Atom]) -> Hunk:
    """Takes out an acronym beside the name in full: UN and United Nations, EE. UU. and Estados Unidos."""
    sides = [removed, added]
    for short, long in ((0, 1), (1, 0)):
        capitals = [atom for atom in sides[long] if atom.label == "name" and atom.text[:1].isupper()]
        initials = "".join(atom.text[0].casefold() for atom in capitals)
        for atom in sides[short]:
            word = atom.key[1]
            if atom.label == "name" and len(capitals) > 1 and word in _shortened(initials):
                sides[short] = [other for other in sides[short] if other is not atom]
                sides[long] = [other for other in sides[long] if other not in capitals]
                break
    return sides[0], sides[1]


def _shortened(initials: str) -> tuple[str, ...]:
    """Acronyms of a name: UN, EEUU, and ONU, which has an O for an organisation that is not said."""
    return initials, "".join(2 * sign for sign in initials), f"o{initials}"


def _reworded(hunk: Hunk, found: set[str]) -> bool:
    """Whether plain words differ beyond what a changed fact brings with it."""
    removed, added = _left(hunk)
    words = [[atom for atom in side if not atom.label or atom.label not in found] for side in (removed, added)]
    if not words[0] and not words[1]:
        return False
    facts = {atom.key[1] for atom in (*removed, *added) if atom.label in found}
    left = [[atom.key[1] for atom in side if atom.key[1] not in LIGHT | facts] for side in words]
    if not facts:
        return bool(left[0] or left[1])
    for word in list(left[0]):
        if other := next((other for other in left[1] if _kin(word, other)), ""):
            left[0].remove(word)
            left[1].remove(other)
    return bool(left[0] or left[1])


def _kin(one: str, other: str) -> bool:
    """Whether two words look like forms of one: country and countries, país and países."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= 2 and shared >= min(len(one), len(other)) - 2 and abs(len(one) - len(other)) <= 3


def _dress_differs(old: str, new: str, before: list[Atom], after: list[Atom], kept: list[tuple[int, int]]) -> bool:
    """Whether what is equal is written differently: figures for words, case, signs, space."""
    whole = _whole(before, {i for i, _j in kept}), _whole(after, {j for _i, j in kept})
    for i, j in kept:
        if before[i].start not in whole[0] or after[j].start not in whole[1]:
            continue  # "can" of a "cannot" that stands against "can"
        if before[i].text != after[j].text and not _owed(before[i], after[j]):
            return True
    ends = [(len(before), len(after))] if before and after else []
    for (i, j), (m, n) in pairwise([(-1, -1), *kept, *ends] if ends else []):
        if (m - i, n - j) == (1, 1) and _gap(old, before, i) != _gap(new, after, j):
            return True
    return bool(ends) and (
        _gap(old, before, -1) != _gap(new, after, -1)
        or _gap(old, before, len(before) - 1) != _gap(new, after, len(after) - 1)
    )


def _whole(atoms: list[Atom], kept: set[int]) -> set[int]:
    """Where the words begin of which every atom has stayed."""
    return {atom.start for atom in atoms} - {atom.start for index, atom in enumerate(atoms) if index not in kept}


def _owed(one: Atom, other: Atom) -> bool:
    """A capital that came or went with the place at the beginning of the sentence."""
    return one.initial != other.initial and one.text.casefold() == other.text.casefold()


def _gap(text: str, atoms: list[Atom], index: int) -> str:
    """What stands after atom `index`, up to the next."""
    start = atoms[index].end if index >= 0 else 0
    end = atoms[index + 1].start if index + 1 < len(atoms) else len(text)
    return text[start:end]

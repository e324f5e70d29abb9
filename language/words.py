"""Two versions of a text as runs of words: what stayed, what went, what came. Pure.

Words are the unit and keep the space that stands between them. The runs are for reading: where little
stayed, the old text stands whole beside the new one instead of in crumbs.
"""

from dataclasses import dataclass
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Literal

from .alignment import matches
from .tokens import units

ANOTHER_TEXT = 0.6  # a larger share of words that differ, and it is shown as another text
CRUMB = 2  # so few units that stayed, between larger changes, are read with them

Kind = Literal["same", "removed", "added"]
Piece = tuple[bool, str, str]  # stayed?, old, new


@dataclass(frozen=True)
class Run:
    """Text that both versions have, or only the old one (removed), or only the new one (added)."""

    kind: Kind
    text: str


def diff_words(old: str, new: str) -> list[Run]:
    """`old` and `new` as runs: same and removed make `old`, same and added make `new`.

    A removed run stands before the added one that replaces it. When over 60 % of the words differ, there
    is one of each, unless the change only adds or only removes in one place.
    """
    if old == new:
        return _runs([(True, old, new)])
    pieces = _pieces(old, new)
    if _in_one_direction(pieces):
        return _runs(pieces)
    stayed = 2 * sum(_words(before) for same, before, _after in pieces if same)
    all_words = _words(old) + _words(new)
    if all_words and 1 - stayed / all_words > ANOTHER_TEXT:
        return _runs([(False, old, new)])
    return _runs(_without_crumbs(pieces))


def _pieces(old: str, new: str) -> list[Piece]:
    """Stretches that stayed and stretches that changed, in turn; space belongs to what changed beside it."""
    a, b = units(old), units(new)
    at_a = [i for i, unit in enumerate(a) if not unit.isspace()]
    at_b = [j for j, unit in enumerate(b) if not unit.isspace()]
    kept = [(at_a[i], at_b[j]) for i, j in matches([a[i] for i in at_a], [b[j] for j in at_b])]
    pieces: list[Piece] = []
    for (i, j), (m, n) in pairwise([(-1, -1), *kept, (len(a), len(b))]):
        pieces += _gap("".join(a[i + 1 : m]), "".join(b[j + 1 : n]))
        if m < len(a):
            pieces.append((True, a[m], b[n]))
    return _joined(pieces)


def _gap(old: str, new: str) -> list[Piece]:
    """What stands between two words that stayed; the space that both have around it stays too."""
    if old == new:
        return [(True, old, new)]
    if not old.strip() and not new.strip():
        return [(False, old, new)]
    head = _common(old, new)
    lead, old, new = old[:head], old[head:], new[head:]
    tail = _common(old[::-1], new[::-1])
    end = len(old) - tail
    return [(True, lead, lead), (False, old[:end], new[: len(new) - tail]), (True, old[end:], old[end:])]


def _common(old: str, new: str) -> int:
    """How many spaces both begin with."""
    count = 0
    while count < min(len(old), len(new)) and old[count] == new[count] and old[count].isspace():
        count += 1
    return count


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Neighbours of the same sort as one; nothing empty."""
    found: list[Piece] = []
    for same, parts in groupby((piece for piece in pieces if piece[1] or piece[2]), key=itemgetter(0)):
        group = list(parts)
        found.append((same, "".join(part[1] for part in group), "".join(part[2] for part in group)))
    return found


def _without_crumbs(pieces: list[Piece]) -> list[Piece]:
    """Takes a word or two that stayed between two larger changes as part of them."""
    found = []
    for index, (same, old, new) in enumerate(pieces):
        crumb = same and 0 < index < len(pieces) - 1 and _is_crumb(old, pieces[index - 1], pieces[index + 1])
        found.append((same and not crumb, old, new))
    return _joined(found)


def _is_crumb(kept: str, before: Piece, after: Piece) -> bool:
    size = _words(kept)
    both = [min(_words(piece[1]), _words(piece[2])) for piece in (before, after)]
    replaced = min(both) > 0  # something went and something came, on either side
    return replaced and (size == 0 or (size <= CRUMB and size < max(both)))


def _in_one_direction(pieces: list[Piece]) -> bool:
    """Whether there is a single change, and it only adds or only removes."""
    changed = [piece for piece in pieces if not piece[0]]
    return len(changed) == 1 and not (changed[0][1] and changed[0][2])


def _words(text: str) -> int:
    return sum(any(sign.isalnum() for sign in unit) for unit in units(text))


def _runs(pieces: list[Piece]) -> list[Run]:
    runs = []
    for same, old, new in pieces:
        runs += [Run("same", old)] if same else [Run("removed", old), Run("added", new)]
    return [run for run in runs if run.text]

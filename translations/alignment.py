"""Which passage of an older state a passage of a newer one comes from. Pure."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

# Beyond so many pairs of changed passages nobody is served by a search for the most similar one.
MOST_PAIRS = 2_500
SIMILAR = 0.5


@dataclass(frozen=True)
class Passage:
    """One string at a place: `path` names a field, then block ids (see comparison.Reflection)."""

    path: str
    text: str


def align(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """Index of the older passage by index of the newer one; those without a counterpart are missing.

    The same text at the same place first, then the same text anywhere in its field: a block that was moved or
    made again has another path. Of the rest the most similar ones of a field are paired.
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for key in (lambda one: (one.path, one.text), lambda one: (_field(one), one.text)):
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for index, one in enumerate(old):
            if index not in taken:
                places[key(one)].append(index)
        for index, one in enumerate(new):
            if index not in found and places.get(key(one)):
                found[index] = places[key(one)].pop(0)
                taken.add(found[index])
    left_old: dict[str, list[int]] = defaultdict(list)
    left_new: dict[str, list[int]] = defaultdict(list)
    for index, one in enumerate(old):
        if index not in taken:
            left_old[_field(one)].append(index)
    for index, one in enumerate(new):
        if index not in found:
            left_new[_field(one)].append(index)
    for field, indexes in left_new.items():
        found |= _most_similar(old, new, left_old[field], indexes)
    return found


def _most_similar(
    old: Sequence[Passage], new: Sequence[Passage], left_old: list[int], left_new: list[int]
) -> dict[int, int]:
    """Pairs of changed passages of one field, best first; where one is left on each side, those two."""
    if len(left_old) == len(left_new) == 1 or len(left_old) * len(left_new) > MOST_PAIRS:
        return dict(zip(left_new, left_old, strict=False))
    scored = sorted(
        ((-_likeness(old[o], new[n]), abs(place - position), n, o))
        for position, o in enumerate(left_old)
        for place, n in enumerate(left_new)
    )
    found: dict[int, int] = {}
    for score, _distance, n, o in scored:
        if -score >= SIMILAR and n not in found and o not in found.values():
            found[n] = o
    return found


def _likeness(old: Passage, new: Passage) -> float:
    """How much of two passages is the same, by words; a little more where they stand at one place."""
    matcher = SequenceMatcher(a=old.text.split(), b=new.text.split(), autojunk=False)
    return matcher.ratio() + (0.1 if old.path == new.path else 0)


def _field(one: Passage) -> str:
    return one.path.split(".", 1)[0]

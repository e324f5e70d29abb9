"""Which segments of an older state of a source the newer ones come from. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher


@dataclass(frozen=True)
class Pairing:
    """One segment that differs: `old` is "" where it is new, `new` is "" where it was removed."""

    field: str
    old: str
    new: str


def field_of(path: str) -> str:
    """The field that a path begins with: what follows names blocks."""
    return path.split(".", 1)[0]


# From this share of common text on, a segment of another block is the older version of one; in the same block a
# lower one will do. Measured on re-typed and on really new paragraphs: 0.77 and more, 0.36 and less.
SAME_BLOCK, OTHER_BLOCK = 0.3, 0.6
# Beyond this many comparisons only segments of the same block are looked at.
MOST_COMPARISONS = 10_000


def pairings(old: list[dict[str, str]], new: list[dict[str, str]]) -> Iterator[Pairing]:
    """Each newer segment with its older version, if it has one; then the older ones that are left."""
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for position, before in _candidates(old, new):
        if position not in paired and before not in taken:
            paired[position] = before
            taken.add(before)
    for position, row in enumerate(new):
        before = paired.get(position)
        yield Pairing(field_of(row["path"]), old[before]["text"] if before is not None else "", row["text"])
    for position, row in enumerate(old):
        if position not in taken:
            yield Pairing(field_of(row["path"]), row["text"], "")


def _candidates(old: list[dict[str, str]], new: list[dict[str, str]]) -> list[tuple[int, int]]:
    """(position in new, position in old) that may belong together, the best first."""
    alone = {path for path, n in Counter(r["path"] for r in new).items() if n == 1}
    alone &= {path for path, n in Counter(r["path"] for r in old).items() if n == 1}
    all_pairs = len(old) * len(new) <= MOST_COMPARISONS
    found = []
    for position, row in enumerate(new):
        for before, other in enumerate(old):
            same_block = row["path"] == other["path"]
            if same_block and row["path"] in alone:
                found.append((-2.0, abs(position - before), position, before))
            elif same_block or (all_pairs and field_of(row["path"]) == field_of(other["path"])):
                likeness = _likeness(other["text"], row["text"], SAME_BLOCK if same_block else OTHER_BLOCK)
                if likeness:
                    found.append((-likeness - same_block, abs(position - before), position, before))
    return [(position, before) for _likeness_, _distance, position, before in sorted(found)]


def _likeness(old: str, new: str, least: float) -> float:
    """The share of words that two texts have in common, 0 below `least`."""
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0

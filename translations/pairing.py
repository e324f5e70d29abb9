"""Which segments of an older state of a source the newer ones come from. Pure."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence
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
# About so many texts are compared at the most: of longer lists each only with those that stand near its place.
MOST_COMPARISONS = 10_000

Rows = Sequence[Mapping[str, str]]


def counterparts(old: Rows, new: Rows) -> dict[int, int]:
    """Position of the older segment by that of the newer one; those without a counterpart are missing.

    Rows are {"path", "text"}. The same text at the same place first, then the same text anywhere in its
    field: a block that was moved or made again has another path. Of the rest the most similar ones.
    """
    found: dict[int, int] = {}
    for key in (lambda row: (row["path"], row["text"]), lambda row: (field_of(row["path"]), row["text"])):
        taken = set(found.values())
        places = defaultdict(deque)
        for before, row in enumerate(old):
            if before not in taken:
                places[key(row)].append(before)
        for position, row in enumerate(new):
            if position not in found and places[key(row)]:
                found[position] = places[key(row)].popleft()
    taken = set(found.values())
    left_old = [before for before in range(len(old)) if before not in taken]
    left_new = [position for position in range(len(new)) if position not in found]
    reworded = _reworded([old[before] for before in left_old], [new[position] for position in left_new])
    return found | {left_new[position]: left_old[before] for position, before in reworded.items()}


def pairings(old: Rows, new: Rows) -> Iterator[Pairing]:
    """Each newer segment with its older version, if it has one; then the older ones that are left."""
    paired = counterparts(old, new)
    for position, row in enumerate(new):
        before = paired.get(position)
        yield Pairing(field_of(row["path"]), old[before]["text"] if before is not None else "", row["text"])
    taken = set(paired.values())
    for position, row in enumerate(old):
        if position not in taken:
            yield Pairing(field_of(row["path"]), row["text"], "")


def _reworded(old: Rows, new: Rows) -> dict[int, int]:
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for position, before in _candidates(old, new):
        if position not in paired and before not in taken:
            paired[position] = before
            taken.add(before)
    return paired


def _candidates(old: Rows, new: Rows) -> list[tuple[int, int]]:
    """(position in new, position in old) that may belong together, the best first."""
    alone = {path for path, n in Counter(r["path"] for r in new).items() if n == 1}
    alone &= {path for path, n in Counter(r["path"] for r in old).items() if n == 1}
    found = []
    for position, before in _near(len(old), len(new)):
        row, other = new[position], old[before]
        same_block = row["path"] == other["path"]
        if (same_block and row["path"] in alone) or field_of(row["path"]) != field_of(other["path"]):
            continue
        likeness = _likeness(other["text"], row["text"], SAME_BLOCK if same_block else OTHER_BLOCK)
        if likeness:
            found.append((-likeness - same_block, abs(position - before), position, before))
    places = {row["path"]: before for before, row in enumerate(old)}
    for position, row in enumerate(new):
        if row["path"] in alone:
            found.append((-2.0, abs(position - places[row["path"]]), position, places[row["path"]]))
    return [(position, before) for _likeness_, _distance, position, before in sorted(found)]


def _near(olds: int, news: int) -> Iterator[tuple[int, int]]:
    """(position in new, position in old) of all pairs; of long lists those of one neighbourhood."""
    reach = max(olds, news) if olds * news <= MOST_COMPARISONS else MOST_COMPARISONS // (2 * news)
    for position in range(news):
        middle = position * olds // news
        for before in range(max(0, middle - reach), min(olds, middle + reach + 1)):
            yield position, before


def _likeness(old: str, new: str, least: float) -> float:
    """The share of words that two texts have in common, 0 below `least`."""
    matcher = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
    if matcher.real_quick_ratio() < least or matcher.quick_ratio() < least:
        return 0.0
    ratio = matcher.ratio()
    return ratio if ratio >= least else 0.0

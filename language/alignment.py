"""Which items of two sequences are the same ones: exact where it is short, anchored where it is long. Pure."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Sequence

Pair = tuple[int, int]
Box = tuple[int, int, int, int]  # a[from:to], b[from:to]

EXACT = 40_000  # cells of a table that may be filled for one gap: some milliseconds
ROUNDS = 40  # a text that still has no anchors after so many is left as replaced


def matches(a: Sequence[Hashable], b: Sequence[Hashable]) -> list[Pair]:
    """Pairs (i, j) with a[i] == b[j], both rising: what stayed in its order.

    A longest common subsequence in gaps up to EXACT cells. Longer ones are first cut at anchors, items
    that stand equally often on both sides, so that the cost stays close to that of sorting.
    """
    found: list[Pair] = []
    boxes: list[tuple[Box, int]] = [((0, len(a), 0, len(b)), 0)]
    while boxes:
        box, depth = boxes.pop()
        edges, (i, m, j, n) = _trimmed(a, b, box)
        found += edges
        if i == m or j == n:
            continue
        if (m - i) * (n - j) <= EXACT:
            found += _exact(a[i:m], b[j:n], i, j)
        elif depth < ROUNDS:
            anchors = _anchors(a, b, (i, m, j, n))
            found += anchors
            boxes += [(gap, depth + 1) for gap in _between(anchors, (i, m, j, n))]
    return sorted(found)


def _trimmed(a: Sequence[Hashable], b: Sequence[Hashable], box: Box) -> tuple[list[Pair], Box]:
    i, m, j, n = box
    found = []
    while i < m and j < n and a[i] == b[j]:
        found.append((i, j))
        i, j = i + 1, j + 1
    while i < m and j < n and a[m - 1] == b[n - 1]:
        m, n = m - 1, n - 1
        found.append((m, n))
    return found, (i, m, j, n)


def _exact(a: Sequence[Hashable], b: Sequence[Hashable], left: int, top: int) -> list[Pair]:
    """A longest common subsequence, by the table that everybody knows."""
    table = [[0] * (len(b) + 1)]
    for item in reversed(a):
        below, row = table[-1], [0] * (len(b) + 1)
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if item == b[j] else max(below[j], row[j + 1])
        table.append(row)
    table.reverse()
    found, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            found.append((left + i, top + j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return found


def _anchors(a: Sequence[Hashable], b: Sequence[Hashable], box: Box) -> list[Pair]:
    """The longest rising chain among items that stand equally often on both sides."""
    i, m, j, n = box
    places: tuple[defaultdict, defaultdict] = (defaultdict(list), defaultdict(list))
    for at in range(i, m):
        places[0][a[at]].append(at)
    for at in range(j, n):
        places[1][b[at]].append(at)
    pairs = sorted(
        pair
        for item, here in places[0].items()
        if len(here) == len(places[1].get(item, ()))
        for pair in zip(here, places[1][item], strict=True)
    )
    return _rising(pairs)


def _rising(pairs: list[Pair]) -> list[Pair]:
    """The longest chain that rises on both sides; `pairs` are sorted by the first."""
    ends: list[int] = []  # second of the last pair of the best chain of each length
    last: list[int] = []  # index of that pair
    before: list[int] = []
    for index, (_i, j) in enumerate(pairs):
        length = bisect_left(ends, j)
        if length == len(ends):
            ends.append(j)
            last.append(index)
        else:
            ends[length], last[length] = j, index
        before.append(last[length - 1] if length else -1)
    chain, index = [], last[-1] if last else -1
    while index >= 0:
        chain.append(pairs[index])
        index = before[index]
    return chain[::-1]


def _between(anchors: list[Pair], box: Box) -> list[Box]:
    """The gaps that anchors leave; none where there are no anchors, which ends the search there."""
    if not anchors:
        return []
    i, m, j, n = box
    gaps = []
    for at, other in [*anchors, (m, n)]:
        if at > i and other > j:
            gaps.append((i, at, j, other))
        i, j = at + 1, other + 1
    return gaps

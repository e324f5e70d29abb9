"""Which sentence of a new text is which of the old one. Pure."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from .alignment import matches
from .tokens import units

ALIKE = 0.45  # so much of their words in common, and two sentences are versions of one
BESIDE = 0.2  # enough for two that stand alone between the same neighbours
TABLE = 10_000  # pairs that may be compared in one gap


@dataclass(frozen=True)
class SentencePair:
    """A sentence in both versions; "" where one is lacking. `moved` is one that is equal and stands elsewhere."""

    old: str
    new: str
    moved: bool = False


def sentence_pairs(old: list[str], new: list[str]) -> list[SentencePair]:
    """Every sentence of both texts once, in the order of `new`; a removed one follows what stood before it.

    A sentence that was cut in two, or two that were joined, make one pair.
    """
    if len(old) == len(new) == 1:
        return [SentencePair(old[0], new[0])]
    keys = [[" ".join(sentence.split()) for sentence in side] for side in (old, new)]
    partner = dict(matches(*keys))
    kept = set(partner)
    bags = [[_bag(sentence) for sentence in side] for side in (old, new)]
    for gap_old, gap_new in _gaps(partner, len(old), len(new)):
        partner |= _in_gap(gap_old, gap_new, *bags)
    moved = _moved(keys, partner)
    partner |= moved
    partner |= _elsewhere(partner, *bags)
    groups = _groups(partner, kept | moved.keys(), *bags)
    return _ordered(groups, moved.keys(), old, new)


def _bag(sentence: str) -> Counter[str]:
    """The words of a sentence, long ones counted twice: they say more."""
    words = Counter(unit.casefold() for unit in units(sentence) if any(sign.isalnum() for sign in unit))
    return Counter({word: count * (2 if len(word) > 3 else 1) for word, count in words.items()})


def _alike(one: Counter[str], other: Counter[str]) -> float:
    size = one.total() + other.total()
    return 2 * (one & other).total() / size if size else 0.0


Bags = list[Counter[str]]


def _gaps(partner: dict[int, int], olds: int, news: int) -> Iterable[tuple[list[int], list[int]]]:
    i = j = 0
    for m, n in [*sorted(partner.items()), (olds, news)]:
        if m > i and n > j:
            yield list(range(i, m)), list(range(j, n))
        i, j = m + 1, n + 1


def _in_gap(old: list[int], new: list[int], old_bags: Bags, new_bags: Bags) -> dict[int, int]:
    """The pairs of a gap, in order, that have most in common together."""
    if len(old) == len(new) == 1:
        return {old[0]: new[0]} if _alike(old_bags[old[0]], new_bags[new[0]]) >= BESIDE else {}
    if len(old) * len(new) > TABLE:
        return {}
    likeness = [[_alike(old_bags[i], new_bags[j]) for j in new] for i in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            both = best[i + 1][j + 1] + likeness[i][j] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    found, i, j = {}, 0, 0
    while i < len(old) and j < len(new):
        if best[i][j] == best[i + 1][j]:
            i += 1
        elif best[i][j] == best[i][j + 1]:
            j += 1
        else:
            found[old[i]] = new[j]
            i, j = i + 1, j + 1
    return found


def _moved(keys: list[list[str]], partner: dict[int, int]) -> dict[int, int]:
    """Equal sentences that have no partner yet."""
    taken, places = set(partner.values()), {}
    for j in range(len(keys[1]) - 1, -1, -1):
        if j not in taken:
            places.setdefault(keys[1][j], []).append(j)
    found = {}
    for i, key in enumerate(keys[0]):
        if i not in partner and places.get(key):
            found[i] = places[key].pop()
    return found


def _elsewhere(partner: dict[int, int], old_bags: Bags, new_bags: Bags) -> dict[int, int]:
    """Sentences that moved and changed: the likest first, looked for among those that share a rare word."""
    taken = set(partner.values())
    free = [j for j in range(len(new_bags)) if j not in taken]
    index: dict[str, list[int]] = {}
    for j in free:
        for word in new_bags[j]:
            index.setdefault(word, []).append(j)
    likely = []
    for i, bag in enumerate(old_bags):
        if i in partner:
            continue
        rare = sorted((word for word in bag if word in index), key=lambda word: len(index[word]))[:4]
        for j in {j for word in rare for j in index[word][:20]}:
            if (likeness := _alike(bag, new_bags[j])) >= ALIKE:
                likely.append((-likeness, i, j))
    found: dict[int, int] = {}
    for _likeness, i, j in sorted(likely):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


Group = tuple[list[int], list[int]]


def _groups(partner: dict[int, int], equal: set[int], old_bags: Bags, new_bags: Bags) -> list[Group]:
    """Pairs with the neighbours that were cut off or joined, then what has no partner."""
    groups: list[Group] = [([i], [j]) for i, j in sorted(partner.items())]
    lonely = (set(range(len(old_bags))) - partner.keys(), set(range(len(new_bags))) - set(partner.values()))
    for olds, news in groups:
        if olds[0] in equal:
            continue
        _grow(news, lonely[1], new_bags, old_bags[olds[0]])
        if len(news) == 1:
            _grow(olds, lonely[0], old_bags, new_bags[news[0]])
    return groups + [([i], []) for i in sorted(lonely[0])] + [([], [j]) for j in sorted(lonely[1])]


def _grow(side: list[int], lonely: set[int], bags: Bags, whole: Counter[str]) -> None:
    """Takes in a neighbour most of whose words are in what `whole` has and `side` lacks."""
    for other in (side[0] - 1, side[0] + 1):
        if other in lonely:
            missing = whole - sum((bags[index] for index in side), Counter())
            if bags[other] and (bags[other] & missing).total() >= 0.6 * bags[other].total():
                side.append(other)
                lonely.discard(other)
    side.sort()


def _ordered(groups: list[Group], moved: Iterable[int], old: list[str], new: list[str]) -> list[SentencePair]:
    after = {olds[-1]: news[-1] for olds, news in groups if olds and news}
    stood_before, last = [], -1
    for i in range(len(old)):
        last = after.get(i, last)
        stood_before.append(last)
    placed = []
    for olds, news in groups:
        place = (news[0], 0, 0) if news else (stood_before[olds[0]], 1, olds[0])
        texts = (" ".join(old[i] for i in olds), " ".join(new[j] for j in news))
        elsewhere = bool(olds) and olds[0] in moved
        if olds and news and [old[i].split() for i in olds] == [new[j].split() for j in news]:
            texts = (texts[1], texts[1])  # only its spaces may differ
        placed.append((place, SentencePair(*texts, elsewhere)))
    return [pair for _place, pair in sorted(placed, key=lambda item: item[0])]

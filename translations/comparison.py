"""What a source says, and how two states of it differ. Pure."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .digests import canonical
from .pairing import Pairing, field_of, pairings

# How the path of a fact ends that says in what shape a text or body is (localize.reflection).
STRUCTURE = ".structure"


@dataclass(frozen=True)
class Reflection:
    """What a source says at one moment, as far as a translation reflects it.

    `segments` are {"path", "text"} in page order, `facts` are synchronised and overridable values by
    path. Paths name a field, then block ids: a block that was made again has another path, so neither the
    digest nor a difference looks beyond the field. The order of segments counts.
    """

    segments: list[dict[str, str]] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of what is said, whatever block says it."""
        said = [self._texts(), sorted(self._facts().elements())]
        return hashlib.sha256(canonical(said).encode()).hexdigest()

    def _texts(self) -> list[str]:
        return [canonical([field_of(row["path"]), row["text"]]) for row in self.segments]

    def _facts(self) -> "Counter[str]":
        return Counter(canonical([field_of(path), value]) for path, value in self.facts.items())


@dataclass(frozen=True)
class Difference:
    """How a newer state of a source differs from an older one.

    `pairings` are the segments that differ, in the order of the newer state, then what was removed;
    `facts` are the paths of changed values. `reordered` says that the segments which both have stand in
    another order. A segment that only moved, or stands in a block that was made again, differs in nothing.
    """

    pairings: tuple[Pairing, ...] = ()
    facts: tuple[str, ...] = ()
    reordered: bool = False

    def __bool__(self) -> bool:
        return bool(self.pairings or self.facts or self.reordered)

    @property
    def new(self) -> list[Pairing]:
        """Segments that have no older version."""
        return [one for one in self.pairings if not one.old]

    @property
    def changed(self) -> list[Pairing]:
        """Segments that have an older version."""
        return [one for one in self.pairings if one.old and one.new]

    @property
    def removed(self) -> list[Pairing]:
        """Segments that are no longer there."""
        return [one for one in self.pairings if not one.new]

    @property
    def size(self) -> int:
        """In how many places the two differ."""
        return len(self.pairings) + len(self.facts) + self.reordered


def difference(old: Reflection, new: Reflection) -> Difference:
    """What changed from `old` to `new`; false where nothing did."""
    old_texts, new_texts = Counter(old._texts()), Counter(new._texts())
    kept = old_texts & new_texts
    return Difference(
        pairings=tuple(pairings(_left(old, kept), _left(new, kept))),
        facts=tuple(_changed_facts(old, new)),
        reordered=_first_of(old._texts(), kept) != _first_of(new._texts(), kept),
    )


def closest(states: Sequence[Reflection], now: Reflection) -> Reflection:
    """Of the states that a translation reflects, each of them, the one from which `now` differs least.

    They come in the order of time: of equals the last counts. A passage or value of `now` that another of them has in
    that place is reflected too. How many and in what shape passages stand is that of one state.
    """
    same = next((one for one in states if one.digest == now.digest), None)
    if same is not None or len(states) == 1:
        return same or states[0]
    found = [_put_back(one, states, now) for one in reversed(states)]
    return min(found, key=lambda one: difference(one, now).size)


def _put_back(state: Reflection, others: Sequence[Reflection], now: Reflection) -> Reflection:
    """The state with what `now` says of a passage or value, where one of the others says the same of it."""
    wanted, known = difference(state, now), Counter()
    for other in others:
        known |= Counter(difference(state, other).changed)
    values = {path: now.facts[path] for path in wanted.facts if path in now.facts and not path.endswith(STRUCTURE)}
    back = {path: value for path, value in values.items() if any((path, value) in one.facts.items() for one in others)}
    found = moved_on(state, (Counter(wanted.changed) & known).elements(), now)
    return replace(found, facts=found.facts | back)


def moved_on(state: Reflection, changed: Iterable[Pairing], now: Reflection) -> Reflection:
    """The state with the newer text of passages that changed until `now` in the place of their older."""
    rows, said = list(state.segments), {(row["path"], row["text"]) for row in now.segments}
    for one in changed:
        old = (one.field, one.old)
        places = [at for at, row in enumerate(rows) if (field_of(row["path"]), row["text"]) == old]
        at = next((at for at in places if (rows[at]["path"], one.new) in said), places[-1])
        rows[at] = {**rows[at], "text": one.new}
    return replace(state, segments=rows)


def _changed_facts(old: Reflection, new: Reflection) -> list[str]:
    """Paths of the newer state whose value the older has nowhere in that field; and of the older, so removed ones."""
    before, after = old._facts(), new._facts()
    added = _paths_of(new, after - before)
    gone = _paths_of(old, before - after)
    known = Counter(field_of(path) for path in added)
    for path in gone:
        if known[field_of(path)] > 0:
            known[field_of(path)] -= 1
        else:
            added.append(path)
    return added


def _paths_of(state: Reflection, wanted: "Counter[str]") -> list[str]:
    left = Counter(wanted)
    found = []
    for path, value in state.facts.items():
        key = canonical([field_of(path), value])
        if left[key] > 0:
            left[key] -= 1
            found.append(path)
    return found


def _left(state: Reflection, kept: "Counter[str]") -> list[dict[str, str]]:
    """The segments of a state that the other has not, in order."""
    left = Counter(kept)
    found = []
    for row, text in zip(state.segments, state._texts(), strict=True):
        if left[text] > 0:
            left[text] -= 1
        else:
            found.append(row)
    return found


def _first_of(texts: list[str], kept: "Counter[str]") -> list[str]:
    """The texts that are kept, in order, each as often as it is kept."""
    left = Counter(kept)
    found = []
    for text in texts:
        if left[text]:
            left[text] -= 1
            found.append(text)
    return found

"""What a source says, and how two states of it differ. Pure."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from .digests import canonical
from .pairing import Pairing, field_of, pairings


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


def difference(old: Reflection, new: Reflection) -> Difference:
    """What changed from `old` to `new`; false where nothing did."""
    old_texts, new_texts = Counter(old._texts()), Counter(new._texts())
    kept = old_texts & new_texts
    return Difference(
        pairings=tuple(pairings(_left(old, kept), _left(new, kept))),
        facts=tuple(_changed_facts(old, new)),
        reordered=_first_of(old._texts(), kept) != _first_of(new._texts(), kept),
    )


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

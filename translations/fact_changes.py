"""What else than text approval changes on a page: pictures, addresses, values, the order of passages; in words."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from wagtail.models import Revision

from . import arrangement, comparison, labels, localize, marks
from .digests import canonical
from .fact_words import Names, in_words, label_of
from .models import Baseline

STRUCTURE = ".structure"


@dataclass(frozen=True)
class FactChange:
    """A value that readers see otherwise: what it is called, what it was, what it becomes.

    Both are "" where only the order or the kind of passages changes.
    """

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class WithoutWords:
    """What an original says otherwise where nobody has to write: values, and passages that it has no more."""

    facts: list[FactChange]
    removed: list[str]

    def __bool__(self) -> bool:
        return bool(self.facts or self.removed)


def without_words(
    model: type[models.Model],
    types: dict[str, str],
    old: comparison.Reflection,
    new: comparison.Reflection,
    *,
    has_removed: bool = True,
) -> WithoutWords:
    """What became of a source of a model, whose blocks are called as `types` say, beside its words.

    `has_removed` says whether it may have lost passages: to find them is the long part. One query for each kind of
    thing that a changed value points at.
    """
    removed = [marks.to_text(one.old) for one in comparison.difference(old, new).removed] if has_removed else []
    return WithoutWords(_changes(model, types, old.facts, new.facts), removed)


def changes_of(revision: Revision, draft: models.Model | None = None) -> list[FactChange]:
    """What a draft changes against the public row; of a first translation, where it differs from its original.

    `draft` is what the revision holds, where that has just been read: each time it costs a query for every relation.
    """
    row, draft = revision.content_object, draft or revision.as_object()
    new = localize.reflection(draft).facts
    if row.live:
        old = localize.reflection(row).facts
    else:
        baseline = Baseline.objects.filter(target_revision=revision).first()
        old = (
            {path: value for path, value in baseline.facts.items() if not path.endswith(STRUCTURE)} if baseline else {}
        )
        # The path of a link inside a text holds the address itself, so another address has another path.
        known = {path.split(".")[0] for path in old}
        new = {path: value for path, value in new.items() if path.split(".")[0] in known}
        new = {path: value for path, value in new.items() if not path.endswith(STRUCTURE)}
    return _changes(type(draft), labels.block_types(draft) | labels.block_types(row), old, new)


def _changes(
    model: type[models.Model], types: dict[str, str], old: dict[str, Any], new: dict[str, Any]
) -> list[FactChange]:
    """Values by path, first those at one path, then what a field lost and gained; equal values moved are none."""
    lost, gained = _only(old, new), _only(new, old)
    found = []
    for path in [path for path in gained if path in lost]:
        found.append((path, lost.pop(path), gained.pop(path)))
    before, after = _by_field(lost), _by_field(gained)
    for name in before | after:
        pairs = zip_all(before.get(name, []), after.get(name, []))
        found += [(one[0] if one else other[0], one and one[1], other and other[1]) for one, other in pairs]
    names = Names()
    for path, *values in found:
        for value in values:
            in_words(model, path, value, names.ask)
    names.read()
    rows = [
        FactChange(label_of(model, path, types), *(in_words(model, path, value, names.of) for value in values))
        for path, *values in found
    ]
    return list(dict.fromkeys([*rows, *_arrangements(model, types, old, new)]))


def _arrangements(
    model: type[models.Model], types: dict[str, str], old: dict[str, Any], new: dict[str, Any]
) -> Iterator[FactChange]:
    """What is arranged otherwise in a field, where its passages do not tell it: first its blocks, then its texts."""
    lost, gained = (_by_field(_only(*states, of_structure=True)) for states in ((old, new), (new, old)))
    for name in lost | gained:
        label, path = labels.path_label(model, name, types), name + STRUCTURE
        before, after = dict(lost.get(name, [])), dict(gained.get(name, []))
        shapes = [state.get(path) for state in (old, new)]
        if any(isinstance(shape, list) for shape in shapes):
            before.pop(path, None), after.pop(path, None)
            block = model._meta.get_field(name).stream_block
            yield from (FactChange(label, *values) for values in arrangement.changes(block, *shapes))
        pairs = [(before.pop(one), after.pop(one)) for one in [one for one in before if one in after]]
        pairs += zip(before.values(), after.values(), strict=False)
        if any(arrangement.tells_more(*outlines) for outlines in pairs):
            yield FactChange(label, *arrangement.ORDER)


def zip_all(first: list, second: list) -> list[tuple[Any, Any]]:
    """Pairs of two lists, None where one of them is shorter."""
    length = max(len(first), len(second))
    return [(first[i] if i < len(first) else None, second[i] if i < len(second) else None) for i in range(length)]


def _only(these: dict[str, Any], others: dict[str, Any], *, of_structure: bool = False) -> dict[str, Any]:
    """What no other says: by path where the others have it, else by field and value; values, or what is structure."""
    said = {canonical([path.split(".")[0], value]) for path, value in others.items()}
    return {
        path: value
        for path, value in these.items()
        if path.endswith(STRUCTURE) == of_structure
        and (
            canonical([path.split(".")[0], value]) not in said
            or (not of_structure and path in others and canonical(others[path]) != canonical(value))
        )
    }


def _by_field(facts: dict[str, Any]) -> dict[str, list[tuple[str, Any]]]:
    found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for path, value in facts.items():
        found[path.split(".")[0]].append((path, value))
    return found

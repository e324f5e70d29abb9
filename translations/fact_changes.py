"""What else than text approval changes on a page: pictures, addresses, values, the order of passages; in words."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.models import Revision

from . import comparison, labels, localize, marks
from .digests import canonical
from .models import Baseline

STRUCTURE = ".structure"
# What a row of a model is called, by its pk.
Named = Callable[[type[models.Model], Any], str]


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
    names = _Names()
    for path, *values in found:
        for value in values:
            _in_words(model, path, value, names.ask)
    names.read()
    rows: dict[tuple[str, str, str], None] = {}
    for path, was, becomes in found:
        if path.endswith(STRUCTURE):
            field = path.removesuffix(STRUCTURE).split(".")[0]
            rows[(labels.path_label(model, field, types), "", "")] = None
        else:
            said = (_in_words(model, path, value, names.of) for value in (was, becomes))
            rows[(labels.path_label(model, path, types), *said)] = None
    return [FactChange(*row) for row in rows]


class _Names:
    """What the things are called that values point at: asked for first, then read at once, one query for each kind."""

    def __init__(self) -> None:
        self._found: dict[type[models.Model], dict[Any, Any]] = defaultdict(dict)

    def ask(self, model: type[models.Model], pk: Any) -> str:
        self._found[model][pk] = None
        return ""

    def read(self) -> None:
        for model, wanted in self._found.items():
            wanted.update({row.pk: row for row in model._base_manager.filter(pk__in=list(wanted))})

    def of(self, model: type[models.Model], pk: Any) -> str:
        return str(self._found[model].get(pk) or "—")


def zip_all(first: list, second: list) -> list[tuple[Any, Any]]:
    """Pairs of two lists, None where one of them is shorter."""
    length = max(len(first), len(second))
    return [(first[i] if i < len(first) else None, second[i] if i < len(second) else None) for i in range(length)]


def _only(these: dict[str, Any], others: dict[str, Any]) -> dict[str, Any]:
    """What no other says: by path where the others have it, else by field and value."""
    said = {canonical([path.split(".")[0], value]) for path, value in others.items()}
    return {
        path: value
        for path, value in these.items()
        if canonical([path.split(".")[0], value]) not in said
        or (path in others and canonical(others[path]) != canonical(value) and not path.endswith(STRUCTURE))
    }


def _by_field(facts: dict[str, Any]) -> dict[str, list[tuple[str, Any]]]:
    found: dict[str, list[tuple[str, Any]]] = defaultdict(list)
    for path, value in facts.items():
        found[path.split(".")[0]].append((path, value))
    return found


def _in_words(model: type[models.Model], path: str, value: Any, named: Named) -> str:
    if value in (None, "", []):
        return "—"
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list):
        return ", ".join(_row_in_words(model, path, row, named) for row in value)
    if isinstance(value, int):
        related = _related(model, path) if "." not in path else get_image_model()
        return named(related, value) if related else str(value)
    day = parse_date(value) if isinstance(value, str) and len(value) == len("2026-05-03") else None
    return date_format(day, "DATE_FORMAT") if day else str(value)


def _related(model: type[models.Model], name: str) -> type[models.Model] | None:
    try:
        return model._meta.get_field(name).related_model
    except FieldDoesNotExist:
        return None


def _row_in_words(model: type[models.Model], path: str, row: Any, named: Named) -> str:
    """A child row by the things that it points to; its own words, where it points to none."""
    child = _related(model, path)
    if child is None or not isinstance(row, dict):
        return str(row)
    relations = {name: _related(child, name) for name in row}
    things = [named(related, row[name]) for name, related in relations.items() if related and row[name]]
    return " · ".join(things or [str(value) for value in row.values() if value])

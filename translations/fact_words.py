"""The value of a fact of a source, and what it is called, in words: whichever things it points at, by their titles."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from . import labels

# What a row of a model is called, by its pk.
Named = Callable[[type[models.Model], Any], str]
ADDRESS = ".'"  # in the path of a link inside a text the address itself stands, quoted


def label_of(model: type[models.Model], path: str, types: dict[str, str]) -> str:
    """What a fact is called: as in the editor (labels.path_label), a link inside a text as a link of that text."""
    label = labels.path_label(model, path.partition(ADDRESS)[0], types)
    return _("%(label)s · link") % {"label": label} if ADDRESS in path else label


class Names:
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


def in_words(model: type[models.Model], path: str, value: Any, named: Named) -> str:
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

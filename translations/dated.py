"""Dated notes of a source, which readers of another language must not wait for: corrections and updates. Pure.

A model names the field of its notes in `dated_notes`: a body whose blocks, of the KINDS, each hold a `date` and one
text. The date is part of the body's structure, the text is a segment (localize.reflection).
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .comparison import STRUCTURE, Reflection
from .pairing import field_of

CORRECTION, UPDATE = KINDS = ("correction", "update")


@dataclass(frozen=True, order=True)
class DatedNote:
    """A note of a day: what translators and readers are told of it."""

    date: datetime.date
    kind: str

    @property
    def key(self) -> str:
        """As it stands among the kinds of change that a standing counts."""
        return f"{self.kind} {self.date.isoformat()}"


def field_of_notes(model: Any) -> str:
    """The field in which a model, or a row of it, has its dated notes; "" where it has none."""
    return getattr(model, "dated_notes", "")


def is_note(model: Any, path: str) -> bool:
    """Whether a path leads into a dated note."""
    return bool(path) and field_of(path) == field_of_notes(model)


def untold(old: Reflection | None, new: Reflection, model: Any) -> list[DatedNote]:
    """The notes of `new` that `old` has not, or has otherwise; the newest first."""
    name = field_of_notes(model)
    if not name or old is None:
        return []
    more = Counter(_said(new, name)) - Counter(_said(old, name))
    return _notes(((kind, date) for kind, date, _text in more.elements()))


def missing(source: Any, target: Any) -> list[DatedNote]:
    """The notes of a row that the other has none of, by kind and day; the newest first."""
    return _notes((Counter(_of_row(source)) - Counter(_of_row(target))).elements())


def of_kinds(kinds: Mapping[str, int]) -> list[DatedNote]:
    """The notes among the kinds of change that a standing counts; the newest first."""
    parts = (key.partition(" ") for key in kinds)
    return _notes((kind, date) for kind, _space, date in parts)


def _said(state: Reflection, name: str) -> list[tuple[str, str, str]]:
    """Kind, date and text of each note of a state: both lists are in the order of the body."""
    texts = [row["text"] for row in state.segments if field_of(row["path"]) == name]
    blocks = state.facts.get(name + STRUCTURE) or []
    texts += [""] * (len(blocks) - len(texts))
    return [(kind, str(value.get("date") or ""), text) for (kind, value), text in zip(blocks, texts, strict=False)]


def _of_row(row: Any) -> list[tuple[str, str]]:
    blocks = getattr(row, field_of_notes(row)).get_prep_value() if field_of_notes(row) else []
    return [(block["type"], str(block["value"].get("date") or "")) for block in blocks]


def _notes(found: Iterable[tuple[str, str]]) -> list[DatedNote]:
    notes = [DatedNote(day, kind) for kind, date in found if kind in KINDS and (day := _day(date))]
    return sorted(notes, reverse=True)


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None

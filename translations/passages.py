"""All that stands in the passages of one item, read at once: what its original says, and what is stored of its family.

The desk needs the three of them for each page and each save: the texts, the images and addresses, and what was ever
translated of the family, of which truth.py concludes where the item stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db import models
from django.db.models import BooleanField, Case, ExpressionWrapper, Q, Subquery, Value, When

from core.numbers import is_key

from . import evidence, localize
from .desk import record
from .models import QueueItem, SegmentEdit
from .remembered import as_read
from .segments import MACHINE, TextSegment, ValueSegment, as_texts, as_values

TEXT, VALUE, STRING, OVERRIDE, EDIT, PAIR = range(6)
NO_TEXT, NO_NUMBER, NO_TIME = (
    Value(None, models.TextField(null=True)),
    Value(None, models.IntegerField(null=True)),
    Value(None, models.DateTimeField(null=True)),
)
NOTHING_STORED = (Value(False), Value(""), Value(""), NO_NUMBER, NO_TIME)


class Row(NamedTuple):
    """One row of the tables: `said` is a text of the original, `data` what goes with it or stands in its place."""

    what: int
    number: int  # of a part of the original its place in it, of what is stored its key
    context_id: int | None
    path: str
    string_id: int | None
    said: str | None
    data: str
    locale_id: int | None
    has_error: bool
    field_error: str
    kind: str
    user_id: int | None
    updated_at: datetime | None


@dataclass
class Passages:
    """What was read; what is noted as stored since counts. `last` is the newest text in the history of the passage that
    is saved, where that was asked for."""

    translation: localize.Translation
    rows: Sequence[Row]
    last: SegmentEdit | None = None
    stored: dict[tuple[int | None, int | None], Row] = field(init=False)

    def __post_init__(self) -> None:
        locale = self.translation.target_locale_id
        mine = (row for row in self.rows if row.what in (STRING, OVERRIDE) and row.locale_id == locale)
        self.stored = {(row.context_id, row.string_id): row for row in mine}

    @property
    def texts(self) -> list[TextSegment]:
        """As `localize.text_segments`."""
        found = []
        for row in self._of(TEXT):
            now = self.stored.get((row.context_id, row.string_id)) or _NONE
            place = (row.number, row.context_id, row.path, row.string_id, row.said, row.data)
            mark = (now.has_error, now.field_error, now.kind, now.user_id, now.updated_at)
            found.append((*place, now.number or None, now.data, *mark))
        return as_texts(found)

    @property
    def values(self) -> list[ValueSegment]:
        """As `localize.value_segments`."""
        found = []
        for row in self._of(VALUE):
            now = self.stored.get((row.context_id, None)) or _NONE
            place = (row.number, row.context_id, row.path, row.data)
            found.append((*place, now.number or None, now.data, now.has_error, now.field_error))
        return as_values(found)

    @property
    def saved(self) -> dict[evidence.Side, evidence.Saved]:
        """As `Evidence.saved`."""
        key, locale = self.translation.source.object_id, self.translation.target_locale_id
        others = [row for row in self.rows if row.what in (STRING, OVERRIDE) and row.locale_id != locale]
        rows = sorted([*others, *self.stored.values()], key=lambda row: row.updated_at)
        return evidence.collect(
            (key, row.locale_id, row.path, row.has_error, row.updated_at, row.said, row.kind, row.data) for row in rows
        )

    def note(self, *segments: TextSegment) -> None:
        """Texts of passages as they are stored now, or were taken away."""
        for one in segments:
            context_id, string_id = map(int, one.pk.split("-"))
            self.stored.pop((context_id, string_id), None)
            if one.stored:
                self.stored[context_id, string_id] = Row(
                    *(STRING, one.stored, context_id, one.path, string_id, one.source, one.target),
                    *(self.translation.target_locale_id, bool(one.error), one.error),
                    *(MACHINE if one.machine else "", one.updated_by, one.updated_at),
                )

    def note_value(self, one: localize.SegmentOverride) -> None:
        """The same of an image or address that was stored."""
        context_id = int(one.context_id)
        self.stored[context_id, None] = Row(
            *(OVERRIDE, one.pk, context_id, "", None, None, one.data_json, one.locale_id),
            *(one.has_error, one.field_error, "", one.last_translated_by_id, one.updated_at),
        )

    def _of(self, what: int) -> list[Row]:
        return sorted((row for row in self.rows if row.what == what), key=lambda row: row.number)


_NONE = Row(STRING, 0, None, "", None, None, "", None, False, "", "", None, None)


def read(translation: localize.Translation) -> Passages:
    """One query, however many passages there are."""
    stored = _stored(translation.source.object_id)
    return Passages(translation, _rows(*stored, *_originals(Q(source_id=translation.source_id))))


def read_to_save(item: QueueItem, pk: str) -> Passages | None:
    """The same of a locked item with the history of one passage, by its pk in forms; None where nothing pairs the
    item's languages. One query."""
    source = Q(source__object_id=item.translation_key, source__locale_id=item.source_locale_id)
    stored = _stored(item.translation_key)
    rows = _rows(*stored, *_originals(source), _newest_edit(item, pk), _pairing(source, item))
    paired = next((_paired(item, row) for row in rows if row.what == PAIR), None)
    last = next((_edit(item, row) for row in rows if row.what == EDIT), None)
    return Passages(paired, rows, last) if paired is not None else None


def pairings(item: QueueItem, stood: Passages | None) -> dict[evidence.Pair, localize.Translation]:
    """The pairing that was read with the passages, as evidence.gather takes it."""
    key = (item.translation_key, item.source_locale_id, item.target_locale_id)
    return {key: stood.translation} if stood is not None else {}


def _rows(first: models.QuerySet, *others: models.QuerySet) -> list[Row]:
    return [Row(*row) for row in first.union(*others, all=True)]


def _stored(family: object) -> tuple[models.QuerySet, models.QuerySet]:
    columns = ("locale_id", "has_error", "field_error")
    strings = localize.StringTranslation.objects.filter(context__object_id=family).values_list(
        *(Value(STRING), "pk", "context_id", "context__path", "translation_of_id", "translation_of__data", "data"),
        *(*columns, "translation_type", "last_translated_by_id", "updated_at"),
    )
    overrides = localize.SegmentOverride.objects.filter(context__object_id=family).values_list(
        *(Value(OVERRIDE), "pk", "context_id", "context__path", NO_NUMBER, NO_TEXT, "data_json"),
        *(*columns, Value(""), "last_translated_by_id", "updated_at"),
    )
    return strings, overrides


def _originals(source: Q) -> tuple[models.QuerySet, models.QuerySet]:
    texts = localize.StringSegment.objects.filter(source).values_list(
        *(Value(TEXT), "order", "context_id", "context__path", "string_id", "string__data", "attrs"),
        *(NO_NUMBER, *NOTHING_STORED),
    )
    values = localize.OverridableSegment.objects.filter(source).values_list(
        *(Value(VALUE), "order", "context_id", "context__path", NO_NUMBER, NO_TEXT, "data_json"),
        *(NO_NUMBER, *NOTHING_STORED),
    )
    return texts, values


def _newest_edit(item: QueueItem, pk: str) -> models.QuerySet:
    """`has_error` says that it was approved since, `field_error` that it was accepted."""
    context_id, _dash, string_id = pk.partition("-")
    if not (is_key(context_id) and is_key(string_id)):
        context_id = string_id = "0"
    paths = localize.TranslationContext.objects.filter(pk=context_id).values("path")
    texts = localize.upstream.String.objects.filter(pk=string_id).values("data")
    edits = SegmentEdit.objects.filter(item=item, path__in=paths, source__in=texts).order_by("-pk")
    found = SegmentEdit.objects.filter(pk=Subquery(edits.values("pk")[:1]))
    accepted = Case(When(accepted_at=None, then=Value("")), default=Value("accepted"))
    return found.values_list(
        *(Value(EDIT), "pk", NO_NUMBER, "path", NO_NUMBER, "source", "target", NO_NUMBER),
        *(record.was_approved(), accepted, "origin", "user_id", "created_at"),
    )


def _edit(item: QueueItem, row: Row) -> SegmentEdit:
    place = {"item_id": item.pk, "path": row.path, "source": row.said}
    hand = {"origin": row.kind, "user_id": row.user_id, "created_at": row.updated_at}
    found = SegmentEdit(pk=row.number, **place, **hand, target=row.data)
    found.accepted_at, found.was_approved = row.updated_at if row.field_error else None, row.has_error
    return found


def _pairing(source: Q, item: QueueItem) -> models.QuerySet:
    """`has_error` says that it is not enabled, the time is that of the newest draft."""
    found = localize.Translation.objects.filter(source, target_locale_id=item.target_locale_id)
    parted = ExpressionWrapper(Q(enabled=False), BooleanField())
    return found.values_list(
        *(Value(PAIR), "pk", "source_id", Value(""), "source__specific_content_type_id", NO_TEXT, Value("")),
        *(NO_NUMBER, parted, Value(""), Value(""), NO_NUMBER, evidence.newest_draft()),
    )


def _paired(item: QueueItem, row: Row) -> localize.Translation:
    """wagtail-localize's pairing with the columns that were read: whoever asks for others asks the database."""
    family = {"object_id": item.translation_key, "locale_id": item.source_locale_id}
    source = as_read(localize.TranslationSource, id=row.context_id, specific_content_type_id=row.string_id, **family)
    languages = {"source_id": row.context_id, "target_locale_id": item.target_locale_id}
    found = as_read(localize.Translation, id=row.number, enabled=not row.has_error, **languages)
    found.source, found.target_locale, found.drafted_at = source, item.target_locale, row.updated_at
    return found

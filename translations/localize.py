"""The one door into wagtail-localize 1.14: no other module of the project imports it (field rules aside).

What upstream lacks, and when the code here that stands in for it can go:
- no draft of a live target without touching the live row (`save_target(publish=False)` writes it):
  `draft_instance` builds on `get_ephemeral_translated_instance`. Delete when #655 has a draft mode.
- no staleness: `reflection`. Delete when upstream compares segments (#832).
- a valid override never clears an old error: `save_override` does. Delete when `edit_override` does.
tests/translations/test_localize_contract.py fails when upstream changes what this module relies on.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Locale
from wagtail_localize import models as upstream
from wagtail_localize.fields import SynchronizedField, copy_synchronised_fields, get_translatable_fields
from wagtail_localize.models import (
    OverridableSegment,
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationLog,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component
from wagtail_localize.segments.ingest import ingest_segments
from wagtail_localize.strings import StringValue

from . import comparison, said, structure
from .digests import BOOKKEEPING
from .segments import TextSegment, ValueSegment, as_texts, as_values, read_value

__all__ = [
    "OverridableSegment",
    "SegmentOverride",
    "StringSegment",
    "StringTranslation",
    "TextSegment",
    "Translation",
    "TranslationContext",
    "TranslationLog",
    "TranslationSource",
    "ValueSegment",
    "read_value",
]

URL_NAMESPACE = "wagtail_localize"
# Where a text stands, and what a person's text changes in the row of the text before.
MANUAL = StringTranslation.TRANSLATION_TYPE_MANUAL
PLACE = ("locale", "translation_of", "context")
STORED = ("data", "translation_type", "tool_name", "last_translated_by", "updated_at", "has_error", "field_error")
# The same of an image or address.
VALUE = ("data_json", "last_translated_by", "updated_at", "has_error", "field_error")


def model_of(source: TranslationSource) -> type[models.Model] | None:
    """Of what kind a frozen source is. No query but the first of a process."""
    return ContentType.objects.get_for_id(source.specific_content_type_id).model_class()


def source_of(instance: models.Model) -> TranslationSource | None:
    """The frozen source of a row in its own locale, if it was ever submitted."""
    return TranslationSource.objects.get_for_instance_or_none(instance)


def translation_of(translation_key: Any, source_locale_id: int, target_locale_id: int) -> Translation | None:
    """wagtail-localize's pairing of a source and a target locale."""
    return (
        Translation.objects.select_related("source", "source__locale", "target_locale")
        .filter(
            source__object_id=translation_key, source__locale_id=source_locale_id, target_locale_id=target_locale_id
        )
        .first()
    )


def create_translation(instance: models.Model, locale: Locale) -> Translation:
    """Freeze what `instance` says now and pair it with a locale; a later locale starts from the present source."""
    source, _created = TranslationSource.update_or_create_from_instance(instance)
    translation, _created = Translation.objects.get_or_create(source=source, target_locale=locale)
    return translation


def take_over(source: TranslationSource) -> None:
    """Replace the frozen text by what the live row says; translations of unchanged strings stay."""
    source.update_from_db()


def text_segments(translation: Translation) -> list[TextSegment]:
    """The strings to translate in page order; a string that stands twice at one place is one segment. One query."""
    here = models.Q(string__translations__locale_id=translation.target_locale_id)
    here &= models.Q(string__translations__context_id=models.F("context_id"))
    rows = StringSegment.objects.filter(source_id=translation.source_id).annotate(
        stored=models.FilteredRelation("string__translations", condition=here)
    )
    names = ("stored__data", "stored__has_error", "stored__field_error", "stored__translation_type")
    columns = ("order", "context_id", "context__path", "string_id", "string__data", "attrs", "stored__pk")
    by = ("stored__last_translated_by_id", "stored__updated_at")
    return as_texts(rows.order_by("order", "pk").values_list(*columns, *names, *by))


def value_segments(translation: Translation) -> list[ValueSegment]:
    """Images and addresses of the source with their override, in page order. One query."""
    here = models.Q(context__overrides__locale_id=translation.target_locale_id)
    rows = OverridableSegment.objects.filter(source_id=translation.source_id).annotate(
        stored=models.FilteredRelation("context__overrides", condition=here)
    )
    columns = ("order", "context_id", "context__path", "data_json", "stored__pk", "stored__data_json")
    return as_values(rows.order_by("order", "pk").values_list(*columns, "stored__has_error", "stored__field_error"))


def path_of_link(path: str, address: str) -> str:
    """Where the value of an address stands to which a link of the text at `path` leads."""
    return f"{path}.{quote_path_component(address)}"


def save_texts(translation: Translation, texts: Sequence[tuple[TextSegment, str]], user: Any) -> list[TextSegment]:
    """Store texts of segments and return how they stand: one query for all, and one for each that is taken away (""):
    whether there is one by now, the database finds out. The signals of a save are sent for each."""
    rows = [_row_of(translation, segment, data, user) for segment, data in texts]
    written = [row for row in rows if row.data]
    sent = {"raw": False, "using": translation._state.db, "update_fields": None}
    for row in written:
        row.pk = None
        pre_save.send(StringTranslation, instance=row, **sent)
    StringTranslation.objects.bulk_create(written, update_conflicts=True, unique_fields=PLACE, update_fields=STORED)
    for row in written:
        post_save.send(StringTranslation, instance=row, created=False, **sent)
    for row in rows:
        if not row.data and row.pk:
            row.delete()
    return [_as_stored(segment, row) for (segment, _data), row in zip(texts, rows, strict=True)]


def _row_of(translation: Translation, segment: TextSegment, data: str, user: Any) -> StringTranslation:
    """The row of a segment's text, as it is going to be; what the receivers of the signals need comes along."""
    context_id, string_id = map(int, segment.pk.split("-"))
    key = {"pk": segment.stored, "locale_id": translation.target_locale_id}
    row = StringTranslation(**key, data=data, translation_type=MANUAL, last_translated_by=user)
    row.context = TranslationContext(pk=context_id, object_id=translation.source.object_id, path=segment.path)
    row.context.of_model = model_of(translation.source)
    row.translation_of = upstream.String(pk=string_id, data=segment.source)
    return row


def _as_stored(segment: TextSegment, row: StringTranslation) -> TextSegment:
    if not row.data:
        return replace(segment, target="", error="", machine=False, updated_by=None, stored=None)
    error = (row.field_error or "!") if row.has_error else ""
    now = {"updated_by": row.last_translated_by_id, "updated_at": row.updated_at, "stored": row.pk}
    return replace(segment, target=row.data, error=error, machine=False, **now)


def save_override(
    translation: Translation, segment: ValueSegment, value: Any, user: Any, *, was_found: bool = False
) -> SegmentOverride | None:
    """Store another value for this locale, for whoever holds the lock of its item and read `segment` under it; None
    goes back to the source's. Returns the row, which the gate may have marked. One query, and that of the gate for an
    image, where the caller did not find it."""
    key = {"locale_id": translation.target_locale_id, "context_id": int(segment.pk)}
    if value is None:
        SegmentOverride.objects.filter(**key).delete()
        return None
    row = SegmentOverride(pk=segment.stored, **key, data_json=json.dumps(value), last_translated_by=user)
    row.replaces, row.found = segment.source, value if was_found else None  # the gate need not look for them
    if not _wrote_over(row):
        row.pk = None
        row.save()
    return row


def _wrote_over(row: SegmentOverride) -> bool:
    """Whether there was a row to write to, without reading it first. The signals of a save are sent."""
    if row.pk is None:
        return False
    sent = {"raw": False, "using": row._state.db, "update_fields": VALUE}
    pre_save.send(SegmentOverride, instance=row, **sent)
    row.updated_at = timezone.now()
    if not SegmentOverride.objects.filter(pk=row.pk).update(**{name: getattr(row, name) for name in VALUE}):
        return False
    post_save.send(SegmentOverride, instance=row, created=False, **sent)
    return True


def leave_draft_titles_alone() -> None:
    """Not every saved title, refused ones included, is put into the page's row past its draft, with no limit of length.

    `write_draft` says what the draft is called. Delete when upstream leaves `draft_title` to revisions.
    """
    post_save.disconnect(upstream.post_save_string_translation, sender=StringTranslation)
    post_delete.disconnect(upstream.post_delete_string_translation, sender=StringTranslation)


def hands(instance: models.Model, since: datetime | None) -> set[int]:
    """Who last wrote the strings and values of a translation, of those that were stored after a moment."""
    key = {"context__object_id": instance.translation_key, "locale_id": instance.locale_id}
    key |= {"updated_at__gt": since} if since else {}
    found: set[int | None] = set()
    for model in (StringTranslation, SegmentOverride):
        found.update(model.objects.filter(**key).values_list("last_translated_by_id", flat=True))
    return {pk for pk in found if pk is not None}


def draft_instance(translation: Translation, dress: Callable[[str, str], str] | None = None) -> models.Model:
    """The target as it would be with the text saved so far; never saved as a row. Source text stands in for gaps.

    For a preview, `dress` is asked for each string, by its pk in forms, and answers what stands in its place.
    """
    source, locale = translation.source, translation.target_locale
    if dress is None:
        return source.get_ephemeral_translated_instance(locale, fallback=True)
    original, target = source.as_instance(), source.get_translated_instance(locale)
    copy_synchronised_fields(original, target)
    rows = StringSegment.objects.filter(source=source).values_list("context__path", "order", "context_id", "string_id")
    pks = {(path, order): f"{context}-{string}" for path, order, context, string in rows}
    values = source._get_segments_for_translation(locale, fallback=True)
    for value in values:
        if isinstance(value, StringSegmentValue):
            value.string = StringValue(dress(pks[value.path, value.order], value.string.data))
    ingest_segments(original, target, source.locale, locale, values)
    return target


def reflection(instance: models.Model, content: dict[str, Any] | None = None) -> comparison.Reflection:
    """What a row says now: its strings, its overridable and synchronised values, and its structure.

    `content` is that of the row (said.py), where it was written out just now. Strings alone miss a changed
    image, address, date or child row, and blocks in another order. A model's `silent_while_empty` names fields that
    came when there were translations already: each of them would look changed.
    """
    segments, facts = [], {}
    for value in extract_segments(instance):
        if isinstance(value, StringSegmentValue):
            segments.append({"path": value.path, "text": value.string.data})
        elif isinstance(value, OverridableSegmentValue):
            facts[value.path] = value.data
        elif isinstance(value, TemplateSegmentValue):
            facts[f"{value.path}.structure"] = structure.outline(value.template)
    facts |= dict(_shapes(instance))
    content = said.content_of(instance) if content is None else content
    silent = getattr(instance, "silent_while_empty", ())
    for name, own_key in _synchronised(type(instance)):
        value = _without_keys(content.get(name), own_key)
        if value or name not in silent:
            facts[name] = value
    return comparison.Reflection(segments, facts)


def _shapes(instance: models.Model) -> Iterator[tuple[str, Any]]:
    for rule in get_translatable_fields(type(instance)):
        field = rule.get_field(type(instance))
        if isinstance(field, StreamField):
            shape = structure.shape(field.value_from_object(instance).get_prep_value(), field.stream_block)
            if structure.is_told(shape, field.stream_block):
                yield f"{field.name}.structure", shape


def _synchronised(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """Fields and child relations whose value a target copies from its source, each with a child's key to its parent."""
    for rule in get_translatable_fields(model):
        if isinstance(rule, SynchronizedField) and rule.field_name not in BOOKKEEPING:
            field = rule.get_field(model)
            yield rule.field_name, field.field.name if field.one_to_many else ""


def _without_keys(value: Any, own_key: str) -> Any:
    """Child rows in their order, without their keys, which are new at each publish; other values as they are.

    The rows come sorted; by which numbers does not matter: a form counts them anew.
    """
    if not own_key or not isinstance(value, list):
        return value
    hidden = ("pk", own_key, "sort_order")
    return [{key: inner for key, inner in row.items() if key not in hidden} for row in value]


def frozen_reflection(source: TranslationSource) -> comparison.Reflection:
    """What the text taken over last says: what a draft written now reflects."""
    return reflection(source.as_instance())


def synchronises(model: type[models.Model], name: str) -> bool:
    """Whether a target copies this field from its source."""
    return any(
        isinstance(rule, SynchronizedField) and rule.field_name == name for rule in get_translatable_fields(model)
    )

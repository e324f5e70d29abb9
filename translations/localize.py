"""The one door into wagtail-localize 1.14: no other module of the project imports it (field rules aside).

What upstream lacks, and when the code here that stands in for it can go:
- no draft of a live target without touching the live row (`save_target(publish=False)` writes it):
  `draft_instance` builds on `get_ephemeral_translated_instance`. Delete when #655 has a draft mode.
- no staleness: `reflection`. Delete when upstream compares segments (#832).
- a valid override never clears an old error: `save_override` does. Delete when `edit_override` does.
tests/translations/test_localize_contract.py fails when upstream changes what this module relies on.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext as _
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail_localize import models as upstream
from wagtail_localize.fields import SynchronizedField, get_translatable_fields
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
from wagtail_localize.segments.extract import extract_segments

from . import comparison, gate, structure
from .digests import BOOKKEEPING

__all__ = [
    "OverridableSegment",
    "SegmentOverride",
    "StringSegment",
    "StringTranslation",
    "Translation",
    "TranslationLog",
    "TranslationSource",
]

URL_NAMESPACE = "wagtail_localize"
# No row of a database has a longer number; SQLite raises for one beyond 64 bits.
MAX_DIGITS = 18


@dataclass(frozen=True)
class TextSegment:
    """One string of a source at its last sync, with its translation.

    `pk` names it in forms: context and string, so that it survives a sync as long as its text does.
    `source` and `target` are fragments (see marks.py); `target` is "" where there is none.
    """

    pk: str
    path: str
    source: str
    target: str
    order: int
    error: str = ""
    machine: bool = False
    updated_by: int | None = None


@dataclass(frozen=True)
class ValueSegment:
    """A value that a translation may have otherwise: an image (int), or an address (str)."""

    pk: str
    path: str
    source: Any
    target: Any
    order: int
    error: str = ""


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
    """The strings to translate in page order; a string that stands twice at one place is one segment."""
    locale_id = translation.target_locale_id
    rows = (
        StringSegment.objects.filter(source_id=translation.source_id)
        .select_related("string", "context")
        .order_by("order", "pk")
    )
    done = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(
            locale_id=locale_id, context__object_id=translation.source.object_id
        )
    }
    found: dict[str, TextSegment] = {}
    for row in rows:
        pk = f"{row.context_id}-{row.string_id}"
        saved = done.get((row.context_id, row.string_id))
        found.setdefault(
            pk,
            TextSegment(
                pk=pk,
                path=row.context.path,
                source=row.string.data,
                target=saved.data if saved else "",
                order=row.order,
                error=(saved.field_error or "!") if saved and saved.has_error else "",
                machine=bool(saved) and saved.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
                updated_by=saved.last_translated_by_id if saved else None,
            ),
        )
    return list(found.values())


def value_segments(translation: Translation) -> list[ValueSegment]:
    """Images and addresses of the source with their override, in page order."""
    rows = (
        OverridableSegment.objects.filter(source_id=translation.source_id)
        .select_related("context")
        .order_by("order", "pk")
    )
    overrides = {
        row.context_id: row
        for row in SegmentOverride.objects.filter(
            locale_id=translation.target_locale_id, context__object_id=translation.source.object_id
        )
    }
    found: dict[str, ValueSegment] = {}
    for row in rows:
        saved = overrides.get(row.context_id)
        segment = ValueSegment(
            pk=str(row.context_id),
            path=row.context.path,
            source=row.data,
            target=_data_of(saved),
            order=row.order,
            error=(saved.field_error or "!") if saved and saved.has_error else "",
        )
        if segment.source not in (None, ""):
            found.setdefault(segment.pk, segment)
    return list(found.values())


def save_text(translation: Translation, segment: TextSegment, data: str, user: Any) -> None:
    """Store the translation of one segment; "" takes it away."""
    context_id, string_id = segment.pk.split("-")
    key = {"locale_id": translation.target_locale_id, "translation_of_id": string_id, "context_id": context_id}
    if not data:
        StringTranslation.objects.filter(**key).delete()
        return
    StringTranslation.objects.update_or_create(
        **key,
        defaults={
            "data": data,
            "translation_type": StringTranslation.TRANSLATION_TYPE_MANUAL,
            "tool_name": "",
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )


def save_override(translation: Translation, segment: ValueSegment, value: Any, user: Any) -> None:
    """Store another value for this locale; None goes back to the source's."""
    key = {"locale_id": translation.target_locale_id, "context_id": segment.pk}
    if value is None:
        SegmentOverride.objects.filter(**key).delete()
        return
    SegmentOverride.objects.update_or_create(
        **key,
        defaults={
            "data_json": json.dumps(value),
            "last_translated_by": user,
            "has_error": False,
            "field_error": "",
        },
    )


def value_problems(source: Any, value: Any) -> list[str]:
    """What is wrong with a value in the place of a source's image or address; None goes back to the source's."""
    if value is None:
        return []
    if isinstance(source, int):
        known = type(value) is int and get_image_model().objects.filter(pk=value).exists()
        return [] if known else [_("This image does not exist.")]
    return gate.address_problems(value)


def override_problems(override: SegmentOverride) -> list[str]:
    """What is wrong with a stored override, whatever it holds; wagtail-localize's editor sends numbers as text."""
    segment = OverridableSegment.objects.filter(context_id=override.context_id).first()
    is_image = segment is not None and isinstance(segment.data, int)
    value = _data_of(override)
    if is_image and isinstance(value, str) and value.isascii() and value.isdecimal() and len(value) <= MAX_DIGITS:
        value = int(value)
    return value_problems(0 if is_image else "", "" if value is None else value)


def _data_of(override: SegmentOverride | None) -> Any:
    """The value of an override; None where there is none, or where what is stored cannot be read."""
    try:
        return override.data if override else None
    except (ValueError, RecursionError):
        return None


def max_length_at(context: TranslationContext | None) -> int | None:
    """How long the plain field at a context may be; None where it has no limit, or is inside a body."""
    if context is None or "." in context.path:
        return None
    source = TranslationSource.objects.select_related("specific_content_type").filter(object=context.object_id).first()
    try:
        model = source.specific_content_type.model_class() if source else None
        return getattr(model._meta.get_field(context.path), "max_length", None) if model else None
    except FieldDoesNotExist:
        return None


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


def draft_instance(translation: Translation) -> models.Model:
    """The target as it would be with the text saved so far; never saved as a row. Source text stands in for gaps."""
    return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def reflection(instance: models.Model) -> comparison.Reflection:
    """What a row says now: its strings, its overridable and synchronised values, and its structure.

    Strings alone miss a changed image, address, date or child row, and blocks in another order.
    """
    segments, facts = [], {}
    for value in extract_segments(instance):
        if isinstance(value, StringSegmentValue):
            segments.append({"path": value.path, "text": value.string.data})
        elif isinstance(value, OverridableSegmentValue):
            facts[value.path] = value.data
        elif isinstance(value, TemplateSegmentValue):
            facts[f"{value.path}.structure"] = structure.outline(value.template)
    facts |= {f"{field.name}.structure": _shape(field, instance) for field in _bodies(type(instance))}
    content = json.loads(instance.to_json()) if hasattr(instance, "to_json") else instance.serializable_data()
    for name, own_key in _synchronised(type(instance)):
        facts[name] = _without_keys(content.get(name), own_key)
    return comparison.Reflection(segments, facts)


def _bodies(model: type[models.Model]) -> Iterator[StreamField]:
    for rule in get_translatable_fields(model):
        field = rule.get_field(model)
        if isinstance(field, StreamField):
            yield field


def _shape(field: StreamField, instance: models.Model) -> Any:
    return structure.shape(field.value_from_object(instance).get_prep_value(), field.stream_block)


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

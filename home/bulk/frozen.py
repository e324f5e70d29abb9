"""What wagtail-localize stores of pages whose translation was started, for many at once.

The same rows as its own `update_or_create_from_instance` makes, which asks some sixty queries a page.
"""

import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone
from wagtail.models import Page, Revision

from translations.localize import (
    OverridableSegmentValue,
    StringSegmentValue,
    StringTranslation,
    TemplateSegmentValue,
    extract_segments,
    upstream,
)


@dataclass(frozen=True)
class Pair:
    """A source with its translation so far: by segment, the text that it has; "" where it has none."""

    source: Page
    target: Page
    texts: Sequence[str]
    is_machine: bool
    translator: Any
    draft: Revision


def strings(page: Page) -> list[str]:
    """The texts of a page's segments, in order."""
    return [value.string.data for value in extract_segments(page) if isinstance(value, StringSegmentValue)]


def freeze(pairs: Sequence[Pair]) -> None:
    """Store the sources, their segments, the translations so far, and that a draft holds them."""
    if not pairs:
        return
    sources = _sources(pairs)
    values = [list(extract_segments(pair.source)) for pair in pairs]
    contexts = _contexts(pairs, values)
    texts, templates = _texts(pairs, values), _templates(values)
    segments: dict[type, list[Any]] = {}
    saved = []
    for pair, source, found in zip(pairs, sources, values, strict=True):
        spoken = iter(pair.texts)
        for value in found:
            context = contexts[source.object_id, value.path]
            place = {"source": source, "context": context, "order": value.order}
            row = _segment(value, place, texts, templates, source.locale_id)
            segments.setdefault(type(row), []).append(row)
            if isinstance(value, StringSegmentValue) and (text := next(spoken)):
                saved.append(_saved(pair, row, text))
    for model, rows in segments.items():
        model.objects.bulk_create(rows)
    StringTranslation.objects.bulk_create(saved)
    locales = [(source, pair) for source, pair in zip(sources, pairs, strict=True)]
    upstream.Translation.objects.bulk_create(
        upstream.Translation(source=source, target_locale_id=pair.target.locale_id) for source, pair in locales
    )
    upstream.TranslationLog.objects.bulk_create(
        upstream.TranslationLog(source=source, locale_id=pair.target.locale_id, revision=pair.draft)
        for source, pair in locales
    )


def _sources(pairs: Sequence[Pair]) -> list[Any]:
    kind = ContentType.objects.get_for_model(Page)
    keys = [pair.source.translation_key for pair in pairs]
    upstream.TranslatableObject.objects.bulk_create(
        upstream.TranslatableObject(translation_key=key, content_type=kind) for key in keys
    )
    versions: dict[str, str] = {}
    rows = []
    for pair in pairs:
        app = pair.source._meta.app_label
        if app not in versions:
            versions[app] = upstream.get_schema_version(app)
        rows.append(
            upstream.TranslationSource(
                object_id=pair.source.translation_key,
                specific_content_type=pair.source.content_type,
                locale_id=pair.source.locale_id,
                object_repr=str(pair.source)[:200],
                content_json=pair.source.to_json(),
                schema_version=versions[app],
                last_updated_at=timezone.now(),
            )
        )
    return upstream.TranslationSource.objects.bulk_create(rows)


def _contexts(pairs: Sequence[Pair], values: Sequence[Sequence[Any]]) -> dict[tuple[Any, str], Any]:
    model, rows = upstream.TranslationContext, {}
    for pair, found in zip(pairs, values, strict=True):
        kinds = {block.id: block.block_type for block in pair.source.body}
        for path in dict.fromkeys(value.path for value in found):
            key = pair.source.translation_key
            field_path = ".".join(kinds.get(part, part) for part in path.split("."))
            rows[key, path] = model(object_id=key, path=path, path_id=model._get_path_id(path), field_path=field_path)
    model.objects.bulk_create(rows.values())
    return rows


def _texts(pairs: Sequence[Pair], values: Sequence[Sequence[Any]]) -> dict[tuple[int, str], int]:
    """Keys of the texts, each stored once a locale, by locale and text."""
    model = upstream.String
    wanted = {
        (pair.source.locale_id, value.string.data): model._get_data_hash(value.string.data)
        for pair, found in zip(pairs, values, strict=True)
        for value in found
        if isinstance(value, StringSegmentValue)
    }
    rows = [model(locale_id=locale, data=text, data_hash=key) for (locale, text), key in wanted.items()]
    model.objects.bulk_create(rows, ignore_conflicts=True)
    stored = model.objects.filter(data_hash__in=set(wanted.values()))
    return {(locale, text): pk for locale, text, pk in stored.values_list("locale_id", "data", "pk")}


def _templates(values: Sequence[Sequence[Any]]) -> dict[uuid.UUID, int]:
    model = upstream.Template
    wanted = {_template_key(value): value for found in values for value in found if _is_template(value)}
    rows = [
        model(uuid=key, template=value.template, template_format=value.format, string_count=value.string_count)
        for key, value in wanted.items()
    ]
    model.objects.bulk_create(rows, ignore_conflicts=True)
    return dict(model.objects.filter(uuid__in=wanted).values_list("uuid", "pk"))


def _is_template(value: Any) -> bool:
    return isinstance(value, TemplateSegmentValue)


def _template_key(value: Any) -> uuid.UUID:
    return uuid.uuid5(uuid.uuid5(upstream.Template.BASE_UUID_NAMESPACE, value.format), value.template)


def _segment(value: Any, place: dict[str, Any], texts: Any, templates: Any, locale_id: int) -> Any:
    if isinstance(value, StringSegmentValue):
        attrs = json.dumps(value.attrs, cls=DjangoJSONEncoder)
        return upstream.StringSegment(**place, string_id=texts[locale_id, value.string.data], attrs=attrs)
    if _is_template(value):
        return upstream.TemplateSegment(**place, template_id=templates[_template_key(value)])
    if isinstance(value, OverridableSegmentValue):
        return upstream.OverridableSegment(**place, data_json=json.dumps(value.data, cls=DjangoJSONEncoder))
    raise TypeError(type(value))


def _saved(pair: Pair, segment: Any, text: str) -> StringTranslation:
    machine, manual = StringTranslation.TRANSLATION_TYPE_MACHINE, StringTranslation.TRANSLATION_TYPE_MANUAL
    return StringTranslation(
        translation_of_id=segment.string_id,
        context=segment.context,
        locale_id=pair.target.locale_id,
        data=text,
        translation_type=machine if pair.is_machine else manual,
        last_translated_by=None if pair.is_machine else pair.translator,
    )

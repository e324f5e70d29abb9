"""Translations taken along where their text stands elsewhere by now: nothing is typed twice."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from . import following, localize, provenance, standings
from .comparison import Reflection
from .models import SegmentEdit
from .pairing import field_of

# Its translation is made of the title of its own language, whatever the source's address becomes.
SLUG = "slug"
CARRIED = SegmentEdit.Origin.CARRIED


def carry_unchanged(source: localize.TranslationSource, before: Reflection) -> int:
    """Give the strings and values of a source the translations that the same text had in the same field.

    `before` is what the source said until now. A block that was made again has another path, and
    wagtail-localize looks by path. Returns how many were carried, over all languages; what was refused is not.
    What was written and said of a passage goes along (following.py).
    """
    following.follow(source, before)
    with standings.deferred():
        return _carry_strings(source) + _carry_values(source, before)


def _carry_strings(source: localize.TranslationSource) -> int:
    wanted = {
        (one.context_id, one.string_id): one.context.path
        for one in localize.StringSegment.objects.filter(source=source).select_related("context")
    }
    stored = localize.StringTranslation.objects.filter(context__object_id=source.object_id, has_error=False)
    held: dict[int, set[tuple[int, int]]] = defaultdict(set)
    best: dict[tuple[int, str, int], Any] = {}
    for one in stored.select_related("context").order_by("updated_at"):
        held[one.locale_id].add((one.context_id, one.translation_of_id))
        best[(one.locale_id, *_place(one.context.path, one.translation_of_id))] = one
    made = []
    for locale_id, known in held.items():
        for (context_id, string_id), path in wanted.items():
            older = best.get((locale_id, *_place(path, string_id)))
            if older is not None and (context_id, string_id) not in known:
                made.append(again(older, context_id, string_id))
    return create(made)


def _place(path: str, string_id: int) -> tuple[str, int]:
    return (SLUG, 0) if path == SLUG else (field_of(path), string_id)


def again(older: Any, context_id: int, string_id: int) -> localize.StringTranslation:
    """A stored translation for another place, unsaved, with the same hand and date."""
    return localize.StringTranslation(
        locale_id=older.locale_id,
        context_id=context_id,
        translation_of_id=string_id,
        data=older.data,
        translation_type=older.translation_type,
        tool_name=older.tool_name,
        last_translated_by_id=older.last_translated_by_id,
        updated_at=older.updated_at,
    )


def create(translations: Sequence[localize.StringTranslation]) -> int:
    """Store carried translations with the dates they have: nobody has typed them today."""
    fresh = _without_stored(translations)
    dates = {(one.locale_id, one.context_id, one.translation_of_id): one.updated_at for one in fresh}
    with provenance.comes(CARRIED):
        for one in fresh:
            one.save()
    for (locale_id, context_id, string_id), at in dates.items():
        row = {"locale_id": locale_id, "context_id": context_id, "translation_of_id": string_id}
        localize.StringTranslation.objects.filter(**row).update(updated_at=at)
    return len(fresh)


def _without_stored(translations: Iterable[localize.StringTranslation]) -> list[localize.StringTranslation]:
    """Those whose place is free; what was refused there makes room."""
    fresh = []
    for one in translations:
        place = {"locale_id": one.locale_id, "context_id": one.context_id, "translation_of_id": one.translation_of_id}
        localize.StringTranslation.objects.filter(**place, has_error=True).delete()
        if not localize.StringTranslation.objects.filter(**place).exists():
            fresh.append(one)
    return fresh


def _carry_values(source: localize.TranslationSource, before: Reflection) -> int:
    """A value of a block that is gone goes to the block of its field whose source has the same."""
    now = {one.context.path: one for one in _values_of(source)}
    overrides = localize.SegmentOverride.objects.filter(context__object_id=source.object_id, has_error=False)
    made = 0
    for older in overrides.select_related("context").order_by("updated_at"):
        path = older.context.path
        if path in now or path not in before.facts:
            continue
        for other, segment in now.items():
            if field_of(other) == field_of(path) and segment.data == before.facts[path]:
                made += _carry_value(older, segment.context_id)
    return made


def _values_of(source: localize.TranslationSource) -> Any:
    return localize.OverridableSegment.objects.filter(source=source).select_related("context")


def _carry_value(older: Any, context_id: int) -> int:
    values = {"data_json": older.data_json, "last_translated_by_id": older.last_translated_by_id}
    stored, fresh = localize.SegmentOverride.objects.get_or_create(
        locale_id=older.locale_id, context_id=context_id, defaults=values
    )
    if fresh:
        localize.SegmentOverride.objects.filter(pk=stored.pk).update(updated_at=older.updated_at)
    return int(fresh)

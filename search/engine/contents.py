"""From rows of the site to what is searched of them. Batches of rows of one model, in a constant number of queries."""

import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Manager, Model, prefetch_related_objects
from django.db.models.constants import LOOKUP_SEP
from modelsearch.index import AutocompleteField, RelatedFields, SearchField
from wagtail.models import Locale

from . import relations
from .terms import PARAGRAPH, Contents

logger = logging.getLogger("search")

# In which field of the index the text of a model's field counts; any other is body.
ROLES = {
    "title": "title",
    "name": "title",
    "intro": "summary",
    "summary": "summary",
    "lead": "summary",
    "description": "summary",
    "bio": "summary",
}
TAG = re.compile(r"</?[a-zA-Z][^>]*>")


def root_of(model: type[Model]) -> str:
    """The label of the first model of a family of models: a page is one thing, whatever its type."""
    while parents := [parent for parent in model._meta.parents if hasattr(parent, "get_search_fields")]:
        model = parents[0]
    return model._meta.label_lower


def contents_of(model: type[Model], rows: Sequence[Model]) -> list[Contents]:
    """What is searched of rows of one model."""
    prefetch_related_objects(rows, *_further(model.get_search_fields()))
    locales = Locale.objects.in_bulk() if hasattr(model, "locale_id") else {}
    told = relations.told_of(model, rows, locales)
    return [_contents(row, locales, told.get(row.pk, relations.NOTHING)) for row in rows]


def _further(fields: Iterable, way: tuple[str, ...] = ()) -> Iterator[str]:
    """Lookups of what stands behind related rows; these themselves come with `get_indexed_objects`."""
    for field in fields:
        if isinstance(field, RelatedFields):
            if way:
                yield LOOKUP_SEP.join((*way, field.field_name))
            yield from _further(field.fields, (*way, field.field_name))


def _contents(row: Model, locales: dict[int, Locale], told: relations.Told) -> Contents:
    fields: dict[str, list[str]] = {"title": [], "summary": [], "body": [], "people": [], "topics": []}
    for name, text in _texts(row, row.get_search_fields(), SearchField):
        fields[ROLES.get(name, "body")].append(text)
    fields["summary"] += told.titles
    fields["people"] += told.people
    fields["topics"] += told.topics
    return Contents(
        model=root_of(type(row)),
        object_id=row.pk,
        locale=locales[row.locale_id].language_code if locales else "",
        fields=fields,
        autocomplete=" ".join(text for _name, text in _texts(row, row.get_search_fields(), AutocompleteField)),
        languages=told.languages,
        facets=told.facets,
        date=told.date,
    )


def _texts(row: Model, fields: Iterable, wanted: type) -> Iterator[tuple[str, str]]:
    """(field, text) of each field of a kind; of related rows only of those that are not taken back."""
    for field in fields:
        if isinstance(field, RelatedFields):
            related = field.get_value(row)
            for other in related.all() if isinstance(related, Manager) else [related]:
                if other is not None and getattr(other, "live", True):
                    yield from (("summary", text) for _name, text in _texts(other, field.fields, wanted))
        elif isinstance(field, wanted):
            yield field.field_name, _text(row, field)


def _text(row: Model, field: SearchField | AutocompleteField) -> str:
    """A field as plain text, each block of a body as a paragraph. One that cannot be read is told to the log: a page is
    not lost for it."""
    try:
        return PARAGRAPH.join(_strings(field.get_value(row)))
    except Exception:  # readers of HTML give up on “<![”, each with an error of its own
        logger.warning("%s of %r was read by taking out what looks like markup", field.field_name, row)
        return TAG.sub(" ", str(field.get_field(type(row)).value_to_string(row)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for each in value.values() for text in _strings(each))
    elif isinstance(value, list | tuple):
        yield from (text for each in value for text in _strings(each))
    elif value is not None:
        yield str(value)

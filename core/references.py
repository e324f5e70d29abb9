"""The pictures and documents that a draft shows, and what readers would see of them.

Wagtail's index knows this of what is stored, not of drafts, and how it finds it is private. This asks the same fields
by the same public method; tests/core/test_references.py compares the two.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.fields import StreamField
from wagtail.images import get_image_model

from .numbers import is_key

# What templates and renditions take from a file. A new file has a new name; its hash is noted only when it is asked
# for, so that the look of a reviewer would change what was shown.
SHOWN_OF_IMAGES = ("file", "width", "height", "title", "description", "credit", "licence", "reuse")
FOCAL_POINT = tuple(f"focal_point_{name}" for name in ("x", "y", "width", "height"))
SHOWN_OF_DOCUMENTS = ("file", "title")

File = tuple[type[models.Model], str]


def files_of(obj: models.Model) -> set[File]:
    """The pictures and documents that an object names, as (model, pk): in fields, bodies, texts and child rows. What
    can be no number of one names none."""
    kinds = (get_image_model(), get_document_model())
    found = ((kind, str(pk)) for model, pk in _references(obj) for kind in kinds if issubclass(model, kind))
    return {(kind, pk) for kind, pk in found if is_key(pk)}


def _references(obj: models.Model) -> Iterator[tuple[type[models.Model], Any]]:
    for field in obj._meta.get_fields():
        if isinstance(field, StreamField):
            value = field.value_from_object(obj)
            yield from _in_blocks(value.get_prep_value() if value is not None else [], field.stream_block)
        elif hasattr(field, "extract_references"):
            value = field.value_from_object(obj)
            found = field.extract_references(value) if value is not None else ()
            yield from ((model, pk) for model, pk, *_paths in found)
        elif isinstance(field, models.ForeignKey) and field.value_from_object(obj) is not None:
            yield field.related_model, field.value_from_object(obj)
    if isinstance(obj, ClusterableModel):
        for relation in get_all_child_relations(obj):
            for child in getattr(obj, relation.get_accessor_name()).all():
                yield from _references(child)


def _in_blocks(raw: Any, block: blocks.Block) -> Iterator[tuple[type[models.Model], Any]]:
    """The same of a body as it is stored, which names what is chosen by its number: no row of it is fetched."""
    if isinstance(block, blocks.StreamBlock):
        for row in raw or []:
            if child := block.child_blocks.get(row["type"]):
                yield from _in_blocks(row["value"], child)
    elif isinstance(block, blocks.ListBlock):
        for row in raw or []:
            is_item = isinstance(row, dict) and row.get("type") == "item"
            yield from _in_blocks(row["value"] if is_item else row, block.child_block)
    elif isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        for name, child in block.child_blocks.items():
            yield from _in_blocks(raw.get(name), child)
    elif isinstance(block, blocks.ChooserBlock) and isinstance(raw, int | str):
        yield block.model_class, raw
    elif raw is not None:
        yield from ((model, pk) for model, pk, *_paths in block.extract_references(block.to_python(raw)))


def seen_of_files(objects: Iterable[models.Model]) -> list[list[Any]]:
    """What readers would see of all these files, a row each. One query a kind, none for none."""
    files = {one for obj in objects for one in files_of(obj)}
    found: list[list[Any]] = []
    columns = {get_image_model(): SHOWN_OF_IMAGES + FOCAL_POINT, get_document_model(): SHOWN_OF_DOCUMENTS}
    for model, shown in columns.items():
        pks = [pk for kind, pk in files if kind is model]
        if pks:
            rows = model._default_manager.filter(pk__in=pks).order_by("pk").values_list("pk", *shown)
            found += [[model._meta.label_lower, *row] for row in rows]
    return found

"""What a path inside a model is called: the words that stand over it in the editor."""

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock


def path_label(model: type[models.Model], path: str, block_types: dict[str, str]) -> str:
    """The label of the field, or of the block, that a path leads to.

    Takes paths as wagtail-localize makes them: `title`, `body.<block id>.text`. `block_types` maps the
    ids of a body's top-level blocks to their type (see `block_types`). A part that nobody gave a label is called by
    its block alone: Wagtail would make one of its name in the code, which is English in every language. One that is
    called what its block is called is said once, and the words for a picture have one name wherever it stands.
    """
    name, *rest = path.split(".")
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return capfirst(name)
    if not (isinstance(field, StreamField) and rest):
        return str(capfirst(getattr(field, "verbose_name", name)))
    block = field.stream_block.child_blocks.get(block_types.get(rest[0], ""))
    if isinstance(block, ImageBlock) and rest[1:] == ["alt_text"]:
        return capfirst(_("picture in words"))
    labels = [str(block.label if block else capfirst(field.verbose_name))]
    child = block.child_blocks.get(rest[1]) if isinstance(block, blocks.StructBlock) and len(rest) > 1 else None
    if child is not None and child.meta.label:
        labels.append(str(child.label))
    return " · ".join(dict.fromkeys(labels))


def block_types(instance: models.Model | None) -> dict[str, str]:
    """Type by id of the top-level blocks of every body of a row."""
    found: dict[str, str] = {}
    if instance is None:
        return found
    for field in instance._meta.get_fields():
        if isinstance(field, StreamField):
            found |= {child["id"]: child["type"] for child in getattr(instance, field.name).raw_data}
    return found

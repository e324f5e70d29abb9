"""System checks: what wagtail-localize cannot carry, and what would make a draft public, is refused at start.

Each rule has its case in docs/decisions: relations are synchronised and resolved in one place, whatever
is translated has drafts, pictures stand in image blocks.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db import models
from taggit.managers import TaggableManager
from wagtail import blocks
from wagtail.fields import RichTextField, StreamField
from wagtail.images import get_image_model_string
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.models import DraftStateMixin, Page, TranslatableMixin, WorkflowMixin
from wagtail.snippets.blocks import SnippetChooserBlock

# wagtail-localize splits a sentence at sup and sub, and cannot translate the alt text of an image.
BROKEN_FEATURES = {"image", "superscript", "subscript", "embed"}
# No segment is extracted from these: their text would stay in the source's language.
UNREAD_BLOCKS = (blocks.RawHTMLBlock,)
UNREAD_BLOCK_NAMES = {"TableBlock", "TypedTableBlock"}


def translated_models() -> list[type[models.Model]]:
    """Concrete translatable models of the project; those of libraries are not ours to judge."""
    first_party = {
        config.label for config in apps.get_app_configs() if not config.name.startswith(("wagtail", "django"))
    }
    return [
        model
        for model in apps.get_models()
        if issubclass(model, TranslatableMixin) and model._meta.app_label in first_party
    ]


@register("translations")
def check_settings(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """wagtail-localize's defaults publish source text and lose memory."""
    found = []
    if getattr(settings, "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE", True):
        found.append(
            Error(
                "WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE must be False.",
                hint="Otherwise a page opened for translation is public at once, in its source's language.",
                id="translations.E001",
            )
        )
    if not getattr(settings, "WAGTAILLOCALIZE_DISABLE_ON_DELETE", False):
        found.append(
            Error(
                "WAGTAILLOCALIZE_DISABLE_ON_DELETE must be True.",
                hint="Otherwise deleting a source deletes what was translated of it.",
                id="translations.E002",
            )
        )
    return found


@register("translations")
def check_models(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Every rule for every translated model."""
    return [message for model in translated_models() for message in check_model(model)]


def check_model(model: type[models.Model]) -> list[CheckMessage]:
    """The messages for one translated model."""
    return [*_check_drafts(model), *_check_relations(model), *_check_pictures(model), *_check_texts(model)]


def _check_drafts(model: type[models.Model]) -> Iterator[CheckMessage]:
    if not (issubclass(model, DraftStateMixin) and issubclass(model, WorkflowMixin)):
        yield Error(
            f"{model._meta.label} is translated but has no drafts or no workflow.",
            hint="Mix in core.snippets.EditorialMixin: without drafts a translation is public as soon as it is saved.",
            obj=model,
            id="translations.E010",
        )


def _is_translated_snippet(model: Any) -> bool:
    return isinstance(model, type) and issubclass(model, TranslatableMixin) and not issubclass(model, Page)


def _check_relations(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.get_fields():
        own = field.concrete and not field.auto_created
        if isinstance(field, TaggableManager) or (own and field.many_to_many):
            yield Error(
                f"{model._meta.label}.{field.name} is a many-to-many relation, which translations do not follow.",
                hint="Use an Orderable child with a foreign key, and resolve it with core.families.resolve.",
                obj=model,
                id="translations.E011",
            )
        elif own and field.many_to_one and _is_translated_snippet(field.related_model):
            yield Error(
                f"{model._meta.label}.{field.name} points straight at a translated snippet.",
                hint="It would render drafts. Use an Orderable child, and resolve it with core.families.resolve.",
                obj=model,
                id="translations.E012",
            )


def _check_pictures(model: type[models.Model]) -> Iterator[CheckMessage]:
    if not issubclass(model, Page):
        return
    names = {field.name for field in model._meta.get_fields()}
    for field in model._meta.concrete_fields:
        is_image = field.many_to_one and field.related_model._meta.label == get_image_model_string()
        alt = f"{field.name.removesuffix('_image')}_alt"
        if is_image and alt not in names:
            yield Error(
                f"{model._meta.label}.{field.name} has no field {alt}.",
                hint="The alt text of an image is the same in every language; a page needs one of its own.",
                obj=model,
                id="translations.E013",
            )


def _check_texts(model: type[models.Model]) -> Iterator[CheckMessage]:
    for field in model._meta.concrete_fields:
        where = f"{model._meta.label}.{field.name}"
        if isinstance(field, RichTextField):
            yield from _check_features(where, field.features, model)
        elif isinstance(field, StreamField):
            for message in check_block(where, field.stream_block):
                message.obj = model
                yield message


def _check_features(where: str, features: Any, obj: Any = None) -> Iterator[CheckMessage]:
    broken = BROKEN_FEATURES if features is None else BROKEN_FEATURES & set(features)
    if broken:
        yield Error(
            f"{where} allows rich text features that cannot be translated: {', '.join(sorted(broken))}.",
            hint="Name the features, as core.blocks.RICH_TEXT_FEATURES does; pictures go into an ImageBlock.",
            obj=obj,
            id="translations.E014",
        )


def check_block(where: str, block: blocks.Block) -> Iterator[CheckMessage]:
    """The messages for a block and all blocks inside it."""
    if isinstance(block, blocks.RichTextBlock):
        yield from _check_features(where, block.features)
    elif isinstance(block, UNREAD_BLOCKS) or type(block).__name__ in UNREAD_BLOCK_NAMES:
        yield Error(
            f"{where} holds a {type(block).__name__}, whose text is never offered for translation.",
            hint="Use blocks made of text, rich text and ImageBlock.",
            id="translations.E015",
        )
    elif isinstance(block, ImageBlock):
        return
    elif isinstance(block, ImageChooserBlock):
        yield Error(
            f"{where} holds an ImageChooserBlock, whose alt text cannot be translated.",
            hint="Use wagtail.images.blocks.ImageBlock.",
            id="translations.E016",
        )
    elif isinstance(block, SnippetChooserBlock) and _is_translated_snippet(block.target_model):
        yield Error(
            f"{where} chooses a translated snippet inside a body.",
            hint="Use an Orderable child of the page, and resolve it with core.families.resolve.",
            id="translations.E017",
        )
    for name, child in _children(block):
        yield from check_block(f"{where}.{name}", child)


def _children(block: blocks.Block) -> Iterator[tuple[str, blocks.Block]]:
    if isinstance(block, blocks.StructBlock | blocks.StreamBlock):
        yield from block.child_blocks.items()
    elif isinstance(block, blocks.ListBlock):
        yield "item", block.child_block

"""How long a translated text may be."""

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from . import localize


def max_length_at(context: localize.TranslationContext | None) -> int | None:
    """How long the plain field at a context may be; None where it has no limit, or is inside a body. One query, none
    where the context says of which model it is (localize.save_texts)."""
    if context is None or "." in context.path:
        return None
    model = getattr(context, "of_model", None) or _model_of(context)
    try:
        return getattr(model._meta.get_field(context.path), "max_length", None) if model else None
    except FieldDoesNotExist:
        return None


def _model_of(context: localize.TranslationContext) -> type[models.Model] | None:
    source = localize.TranslationSource.objects.filter(object=context.object_id).first()
    return localize.model_of(source) if source else None

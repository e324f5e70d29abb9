"""How long a translated text may be."""

from django.core.exceptions import FieldDoesNotExist

from . import localize


def max_length_at(context: localize.TranslationContext | None) -> int | None:
    """How long the plain field at a context may be; None where it has no limit, or is inside a body."""
    if context is None or "." in context.path:
        return None
    source = (
        localize.TranslationSource.objects.select_related("specific_content_type")
        .filter(object=context.object_id)
        .first()
    )
    try:
        model = source.specific_content_type.model_class() if source else None
        return getattr(model._meta.get_field(context.path), "max_length", None) if model else None
    except FieldDoesNotExist:
        return None

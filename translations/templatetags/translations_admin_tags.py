"""Tags for the admin's templates."""

from typing import Any

from django import template
from django.db import models

from core.languages import language_name
from translations import companions, digests

register = template.Library()


@register.simple_tag
def shown_digest(obj: models.Model) -> str:
    """The digest of what a reviewer of `obj` is shown now; "" before its first draft."""
    return digests.shown_digest(obj.latest_revision) if obj.latest_revision else ""


@register.simple_tag
def becomes_public_with(obj: models.Model) -> list[models.Model]:
    """What was never public and becomes so together with `obj`, as its newest draft names it."""
    if obj.latest_revision is None:
        return []
    return [row.get_latest_revision_as_object() for row in companions.named_by(obj.latest_revision)]


@register.filter(name="language_name")
def language_name_filter(locale: Any) -> str:
    """The name of a locale, or of its code, in the reader's language, as it stands inside a sentence."""
    return language_name(getattr(locale, "language_code", locale))

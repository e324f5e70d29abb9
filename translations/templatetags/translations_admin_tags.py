"""Tags for the admin's templates."""

from typing import Any

from django import template
from django.db import models

from core.languages import language_name
from translations import digests

register = template.Library()


@register.simple_tag
def shown_digest(obj: models.Model) -> str:
    """The digest of what a reviewer of `obj` is shown now; "" before its first draft."""
    return digests.shown_digest(obj.latest_revision) if obj.latest_revision else ""


@register.filter(name="language_name")
def language_name_filter(locale: Any) -> str:
    """A locale's name in the reader's language, as it stands inside a sentence."""
    return language_name(locale.language_code)

"""What kind of value a fact of a source is, for people: a link, an image, or another value."""

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from wagtail.images import get_image_model

from .comparison import Reflection
from .extent import STRUCTURE
from .pairing import field_of


def fact_kind(model: type[models.Model], path: str, *states: Reflection | None) -> str:
    """ "link", "image", "value" or "order" for the path of a fact (comparison.Reflection) of a model.

    Inside a body, wagtail-localize offers images by number and addresses as text; `states` are asked which.
    """
    if path.endswith(STRUCTURE):
        return "order"
    if "." not in path:
        return _kind_of_field(model, path)
    value: Any = next((state.facts[path] for state in states if state and path in state.facts), None)
    return {int: "image", str: "link"}.get(type(value), "value")


def _kind_of_field(model: type[models.Model], name: str) -> str:
    try:
        field = model._meta.get_field(field_of(name))
    except FieldDoesNotExist:
        return "value"
    if isinstance(field, models.URLField):
        return "link"
    related = getattr(field, "related_model", None)
    return "image" if related and related is get_image_model() else "value"

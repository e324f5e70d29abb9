"""What may stand in the place of a source's image or address."""

from typing import Any

from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from core.numbers import is_key

from . import gate, localize


def value_problems(source: Any, value: Any) -> list[str]:
    """What is wrong with a value in the place of a source's image or address; None goes back to the source's."""
    if value is None:
        return []
    if isinstance(source, int):
        known = type(value) is int and get_image_model().objects.filter(pk=value).exists()
        return [] if known else [_("This image does not exist.")]
    return gate.address_problems(value)


def override_problems(override: localize.SegmentOverride) -> list[str]:
    """What is wrong with a stored override, whatever it holds; wagtail-localize's editor sends numbers as text."""
    segment = localize.OverridableSegment.objects.filter(context_id=override.context_id).first()
    is_image = segment is not None and isinstance(segment.data, int)
    value = localize.read_value(override.data_json)
    if is_image and isinstance(value, str) and is_key(value):
        value = int(value)
    return value_problems(0 if is_image else "", "" if value is None else value)

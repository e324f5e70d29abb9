"""What may stand in the place of a source's image or address, and who may put it there."""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images import get_image_model
from wagtail.permissions import policy_registry

from core.numbers import is_key

from . import gate, localize

UNCHOOSABLE = gettext_lazy("This image does not exist, or you may not choose it.")


def value_problems(source: Any, value: Any) -> list[str]:
    """What is wrong with a value in the place of a source's image or address; None goes back to the source's."""
    if value is None:
        return []
    if isinstance(source, int):
        known = type(value) is int and get_image_model().objects.filter(pk=value).exists()
        return [] if known else [_("This image does not exist.")]
    return gate.address_problems(value)


def choosable(user: Any) -> models.QuerySet:
    """The images that a user may choose: those of their collections, as in Wagtail's chooser."""
    policy = policy_registry.get_by_type(get_image_model())
    return policy.instances_user_has_any_permission_for(user, ["choose"])


def choice_problems(user: Any, source: Any, value: Any) -> list[str]:
    """The same of a value that somebody puts there: of images only one that they may choose.

    Nobody learns so which others there are. For an image two queries, the first once for a user.
    """
    if value is None or not isinstance(source, int):
        return value_problems(source, value)
    may = type(value) is int and choosable(user).filter(pk=value).exists()
    return [] if may else [str(UNCHOOSABLE)]


def override_problems(override: localize.SegmentOverride) -> list[str]:
    """What is wrong with a stored override, whatever it holds; wagtail-localize's editor sends numbers as text."""
    is_image = isinstance(_replaced_by(override), int)
    value = localize.read_value(override.data_json)
    if is_image and value is not None and value == getattr(override, "found", None):
        return []  # whoever stores it has just looked for it
    if is_image and isinstance(value, str) and is_key(value):
        value = int(value)
    return value_problems(0 if is_image else "", "" if value is None else value)


def _replaced_by(override: localize.SegmentOverride) -> Any:
    """What the source has in the place of an override. One query; none where it says so (localize.save_override)."""
    if hasattr(override, "replaces"):
        return override.replaces
    segment = localize.OverridableSegment.objects.filter(context_id=override.context_id).first()
    return segment.data if segment is not None else None

"""What a screen about second factors must know of its reader."""

from typing import Any

from django import template

from accounts import factors

register = template.Library()


@register.simple_tag(takes_context=True)
def factor_is_due(context: dict[str, Any]) -> bool:
    """Whether the reader must set up a factor before going on."""
    user = context["request"].user
    return factors.is_required_of(user) and not factors.has(user)

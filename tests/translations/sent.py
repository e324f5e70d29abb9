"""What the form of an item sends of which nobody types anything."""

from typing import Any

from translations import localize, services
from translations.storing import version, version_of


def unseen(item: Any) -> dict[str, str]:
    """By which it is known what the form showed: the original, each text, each picture and address."""
    paired = services.translation_of(item)
    texts = {f"was-{one.pk}": version(one) for one in localize.text_segments(paired)}
    values = {f"shown-{one.pk}": version_of(str(one.target or "")) for one in localize.value_segments(paired)}
    return {"reflects": version_of(paired.source.last_updated_at.isoformat())} | texts | values

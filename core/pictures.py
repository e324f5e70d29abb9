"""Pictures of a page, with all that showing them needs, in one query."""

from collections.abc import Iterable

from django.db.models import Prefetch, prefetch_related_objects

from .models import CreditedImage, Rendition


def renditions_of(image_field: str = "") -> Prefetch:
    """Brings the renditions of an image along, so that showing it asks for nothing more."""
    lookup = f"{image_field}__renditions" if image_field else "renditions"
    return Prefetch(lookup, queryset=Rendition.objects.all(), to_attr="prefetched_renditions")


def pictures_in(blocks: Iterable) -> list[CreditedImage]:
    """The images of a body's image blocks."""
    return [block.value for block in blocks if block.block_type == "image" and block.value]


def bring_renditions(images: Iterable[CreditedImage | None]) -> None:
    """Bring the renditions of many images along in one query; none for none."""
    found = [image for image in images if image is not None]
    if found:
        prefetch_related_objects(found, renditions_of())

"""How one text is stored: through the gate, with its marks, and with an address made of a title."""

import hashlib
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Page

from core.addresses import reserved_slugs
from core.pages import check_slug_is_free

from . import gate, localize, marks
from .carrying import SLUG
from .drafts import longest_slug
from .models import QueueItem

# The fields of which an address is made.
NAMES = ("title", "name")


def version(segment: localize.TextSegment) -> str:
    """A short name of what is stored for a segment now."""
    return version_of(segment.target)


def version_of(data: str) -> str:
    """The same of a text as it is stored."""
    return hashlib.sha256(data.encode()).hexdigest()[:16]


def read_text(segment: localize.TextSegment, typed: str, limit: int | None) -> tuple[str, list[str]]:
    """The fragment of a text with marks, as typed, and the sentences of the gate where it refuses; blank is "".

    `limit` is how long the field may be (see max_lengths).
    """
    text = gate.normalised(typed)
    if not text:
        return "", []
    if "<br" not in segment.source:
        text = " ".join(text.split("\n"))
    if segment.path == SLUG and not slugify(text):
        return segment.target, [_("An address needs letters or numbers.")]
    if segment.path == SLUG:
        text = slugify(text)
    found = gate.marked_problems(text, segment.source, limit)
    return (segment.target, found) if found else (marks.from_text(text, segment.source), [])


def slug_problems(item: QueueItem, target: Any, typed: str) -> list[str]:
    """Why an address cannot be that of a target: a part of the site stands there. None for others, else 2 queries."""
    slug = slugify(gate.normalised(typed))
    if slug not in reserved_slugs(item.target_locale.language_code) or not isinstance(target, Page):
        return []
    try:
        check_slug_is_free(slug, target.get_parent())
    except ValidationError as error:
        return error.messages
    return []


def is_news(segment: localize.TextSegment, data: str) -> bool:
    """Whether a fragment is another than is stored, or the one that is was refused."""
    return data != segment.target or bool(segment.error)


def store_text(
    translation: localize.Translation, segment: localize.TextSegment, typed: str, user: Any, limit: int | None
) -> tuple[localize.TextSegment, list[str]]:
    """Store one text with marks, as typed; blank takes it away. Returns what is stored now, and the sentences of
    the gate where it refuses.

    For whoever may write to the item: nobody is asked.
    """
    data, found = read_text(segment, typed, limit)
    if not found and is_news(segment, data):
        (segment,) = localize.save_texts(translation, [(segment, data)], user)
    return segment, found


def propose_slug(
    translation: localize.Translation, segments: Iterable[localize.TextSegment], user: Any
) -> localize.TextSegment | None:
    """Store a slug made of the translated title where none was typed: an item without one is never complete.

    `segments` are those of the item as they are stored now. Returns the address that was made, if one was.
    """
    by_path = {segment.path: segment for segment in segments}
    slug, title = by_path.get(SLUG), next((by_path[name] for name in NAMES if name in by_path), None)
    if not (slug and title and title.target and not slug.target):
        return None
    model = translation.source.specific_content_type.model_class()
    made = slugify(marks.to_text(title.target))[: longest_slug(model)].rstrip("-_")
    if made in reserved_slugs(translation.target_locale.language_code):
        made = f"{made}-2"
    return localize.save_texts(translation, [(slug, made)], user)[0]


def max_lengths(item: QueueItem) -> dict[str, int]:
    """How long the plain fields of the item's model may be, by field path."""
    fields = item.content_type.model_class()._meta.get_fields()
    return {field.name: field.max_length for field in fields if getattr(field, "max_length", None)}

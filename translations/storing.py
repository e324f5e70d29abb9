"""How one text is stored: through the gate, with its marks, and with an address made of a title."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page

from core.addresses import reserved_slugs
from core.pages import check_slug_is_free

from . import gate, localize, marks
from .carrying import SLUG
from .drafts import LIKENESS, longest_slug
from .models import QueueItem

# The fields of which an address is made.
NAMES = ("title", "name")


def version(segment: localize.TextSegment) -> str:
    """A short name of what is stored for a segment now."""
    return version_of(segment.target)


def version_of(data: str) -> str:
    """The same of a text as it is stored."""
    return hashlib.sha256(data.encode()).hexdigest()[:16]


def version_of_value(value: Any) -> str:
    """The same of an image or address; of none, where the original's holds."""
    return version_of(str(value or ""))


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


def made_of(segment: localize.TextSegment, typed: str) -> str:
    """The address that is stored where somebody typed it in a form that none can have, or typed that of another page;
    "" where it is what they typed.

    `segment` is the passage as it is stored now.
    """
    text, slug = gate.normalised(typed), slugify(gate.normalised(typed))
    made = marks.to_text(segment.target, segment.source) if segment.target else ""
    is_of_it = made == slug or re.fullmatch(rf"{re.escape(slug[:LIKENESS])}.*-\d+", made)
    return made if segment.path == SLUG and slug and text != made and is_of_it else ""


def made_sentence(made: str, typed: str) -> str:
    """What was made of an address, as a person is told it."""
    if made != slugify(gate.normalised(typed)):
        return _("Another page has that address already: this one gets “%(address)s”.") % {"address": made}
    return _("“%(address)s” was made of what you typed: an address has plain small letters, digits and hyphens.") % {
        "address": made
    }


def is_by(segment: localize.TextSegment | None, user: Any) -> bool:
    """Whether a user stored the present text of a passage themselves."""
    return segment is not None and user is not None and bool(segment.target) and segment.updated_by == user.pk


# To choose from two texts, in the form and by the script of the desk.
OVERTAKEN = gettext_lazy("Someone else changed this text meanwhile. Choose which one stays.")
OVERTAKEN_BY_ONESELF = gettext_lazy(
    "You changed this text elsewhere meanwhile, in another tab perhaps. Choose which one stays."
)

# By whom is not asked: a passage without a text is nobody's.
TAKEN_AWAY = gettext_lazy("The stored text was taken away meanwhile. Choose what stays.")


def overtaken_sentence(segment: localize.TextSegment, user: Any) -> str:
    """Who changed a text meanwhile, and what there is to do."""
    if not segment.target:
        return str(TAKEN_AWAY)
    return str(OVERTAKEN_BY_ONESELF if is_by(segment, user) else OVERTAKEN)


def read_again_sentence(segment: localize.TextSegment, user: Any) -> str:
    """The same where somebody decides about a text that they were shown."""
    if is_by(segment, user):
        return _("You changed this text elsewhere meanwhile, in another tab perhaps. Read it, then decide.")
    return _("Someone else changed this text meanwhile. Read it, then decide.")


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
    translation: localize.Translation, segments: Iterable[localize.TextSegment], user: Any, former: str = ""
) -> localize.TextSegment | None:
    """Store a slug made of the translated title where none was typed: an item without one is never complete.

    `segments` are those of the item as they are stored now. A slug that was made of the `former` title is nobody's
    either, and follows the title. Returns the address that was made, if one was.
    """
    by_path = {segment.path: segment for segment in segments}
    slug, title = by_path.get(SLUG), next((by_path[name] for name in NAMES if name in by_path), None)
    if not (slug and title and title.target):
        return None
    made = _slug_of(translation, title.target)
    is_ours = not slug.target or (former and slug.target == _slug_of(translation, former))
    return localize.save_texts(translation, [(slug, made)], user)[0] if is_ours and made != slug.target else None


def _slug_of(translation: localize.Translation, title: str) -> str:
    made = slugify(marks.to_text(title))[: longest_slug(localize.model_of(translation.source))].rstrip("-_")
    return f"{made}-2" if made in reserved_slugs(translation.target_locale.language_code) else made


def max_lengths(item: QueueItem) -> dict[str, int]:
    """How long the plain fields of the item's model may be, by field path."""
    fields = item.content_type.model_class()._meta.get_fields()
    return {field.name: field.max_length for field in fields if getattr(field, "max_length", None)}

"""What a model itself says must be done before it becomes public, and what a reviewer should know of it.

A model may have `why_not_public()`, a sentence or "", and `notes_for_review()`, sentences; guard.py asks the first
where all ways to publish meet. One without a language may have `changes_for_review()`: (label, before, after); one that
names rows which are new with it, `reviewed_beside()`; one that public pages show, `shown_on()`.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from . import gaps
from .exceptions import CannotPublish


def reason(draft: Any) -> str:
    """Why something, as it stands, must not become public; "" where nothing is in the way."""
    return getattr(draft, "why_not_public", str)() or _empty(draft)


def _empty(draft: Any) -> str:
    """Which line that must be filled is empty: a draft may be saved so, and Wagtail would answer 500 later."""
    for field in draft._meta.concrete_fields if isinstance(draft, models.Model) else ():
        is_text = isinstance(field, models.CharField | models.TextField) and field.editable and not field.blank
        if is_text and not str(getattr(draft, field.attname) or "").strip():
            return _("“%(field)s” is still empty.") % {"field": capfirst(field.verbose_name)}
    return ""


def hindrance(row: Any, draft: Any, texts: Iterable[Any] | None = None) -> str:
    """Why the newest draft of a row must not be approved: what its model says, and passages that lack a text; `texts`
    are its segments, where they have just been read."""
    return reason(draft) or (gaps.reason(row) if texts is None else gaps.sentence(texts))


def check(draft: Any) -> None:
    """Raise CannotPublish with the reason, if there is one."""
    if found := reason(draft):
        raise CannotPublish(found)


def notes(draft: Any) -> list[str]:
    """What whoever decides about a draft should read besides."""
    return list(getattr(draft, "notes_for_review", tuple)())


def changes(draft: Any) -> list[tuple[str, str, str]]:
    """(label, as it is public, as it would be) of what a draft changes, where its model can say so."""
    return list(getattr(draft, "changes_for_review", tuple)())


def beside(draft: Any) -> list[Any]:
    """The rows that are new with a draft and are decided on by themselves, where its model can name them."""
    return list(getattr(draft, "reviewed_beside", tuple)())


def shown_on(draft: Any) -> list[Any]:
    """The public pages that say what a draft says once it is public, where its model can name them."""
    return list(getattr(draft, "shown_on", tuple)())

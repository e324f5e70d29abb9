"""What a model itself says must be done before it becomes public, and what a reviewer should know of it.

A model may have `why_not_public()`, a sentence or "", and `notes_for_review()`, sentences; guard.py asks the first
where all ways to publish meet. One without a language may have `changes_for_review()`: (label, before, after); one that
names rows which are new with it, `reviewed_beside()`.
"""

from typing import Any

from . import gaps
from .exceptions import CannotPublish


def reason(draft: Any) -> str:
    """Why something, as it stands, must not become public; "" where nothing is in the way."""
    return getattr(draft, "why_not_public", str)()


def hindrance(row: Any, draft: Any) -> str:
    """Why the newest draft of a row must not be approved: what its model says, and passages that lack a text."""
    return reason(draft) or gaps.reason(row)


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

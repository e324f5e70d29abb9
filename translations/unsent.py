"""What somebody typed beside the texts of an item waits for them until it is sent: a note, what a reviewer says."""

from collections.abc import Sequence
from typing import Any

from django.db.models import OuterRef, Subquery

from .models import QueueItem, ReviewTaskState, Unsent


def words_of(user: Any) -> Subquery:
    """What waits for a user, as part of the query that reads the item: its `unsent`, None where nothing waits."""
    return Subquery(Unsent.objects.filter(item=OuterRef("pk"), user=user).values("words")[:1])


def read(item: QueueItem, user: Any) -> QueueItem:
    """The same item with what waits for a user, where its query did not read it. One query."""
    item.unsent = Unsent.objects.filter(item=item, user=user).values_list("words", flat=True).first()
    return item


def note(item: QueueItem) -> str:
    """The note that waits until the item is handed in."""
    return (item.unsent or {}).get("note", "")


def keep_note(item: QueueItem, user: Any, text: str) -> None:
    """Keep it in the place of what waited; "" for none. One query, none where it is the same."""
    _keep(item, user, note=_storable(text))


def said(item: QueueItem, reviews: Sequence[ReviewTaskState]) -> dict[str, str]:
    """What a reviewer says in the round that is open, by the names of its fields (forms/review.py)."""
    words = item.unsent or {}
    return words.get("said", {}) if words.get("round") == _round(reviews) else {}


def left_over(item: QueueItem, reviews: Sequence[ReviewTaskState]) -> list[str]:
    """What was never sent of a round that has ended meanwhile."""
    words = item.unsent or {}
    return list(words.get("said", {}).values()) if words.get("round") != _round(reviews) else []


def keep_said(item: QueueItem, user: Any, reviews: Sequence[ReviewTaskState], texts: dict[str, str]) -> None:
    """Keep it in the place of what waited; nothing where nothing is said. One query, none where it is the same."""
    waiting = {name: _storable(text) for name, text in texts.items()}
    waiting = {name: text for name, text in waiting.items() if text}
    _keep(item, user, said=waiting, round=_round(reviews) if waiting else "")


def _storable(text: str) -> str:
    """PostgreSQL stores no NUL; blank says nothing."""
    return text.replace("\x00", "") if text.strip("\x00 \t\r\n") else ""


def _round(reviews: Sequence[ReviewTaskState]) -> str:
    """The review that is open, and how often it was sent back: what was said before that is not of this text."""
    rejected = sum(one.status == ReviewTaskState.STATUS_REJECTED for one in reviews)
    return f"{reviews[-1].workflow_state_id}.{rejected}" if reviews else ""


def _keep(item: QueueItem, user: Any, **changed: Any) -> None:
    known = item.unsent or {}
    words = {name: value for name, value in (known | changed).items() if value}
    if words == known:
        return
    item.unsent = words
    if words:
        row = Unsent(item=item, user=user, words=words)
        Unsent.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["item", "user"], update_fields=["words"]
        )
    else:
        Unsent.objects.filter(item=item, user=user).delete()

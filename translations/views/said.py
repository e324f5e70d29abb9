"""What a reviewer says of a translation waits in their session until they decide: only then is it stored."""

from collections.abc import Sequence
from typing import Any

from translations.models import QueueItem, ReviewTaskState


def round_of(reviews: Sequence[ReviewTaskState]) -> str:
    """The review that is open, and how often it was sent back: what was said before that is not of this text."""
    rejected = sum(one.status == ReviewTaskState.STATUS_REJECTED for one in reviews)
    return f"{reviews[-1].workflow_state_id}.{rejected}" if reviews else ""


def remembered(session: Any, item: QueueItem, reviews: Sequence[ReviewTaskState]) -> dict[str, str]:
    """What waits, by the names of its fields (forms/review.py)."""
    kept = session.get(_key(item), {})
    return kept["said"] if kept and kept["round"] == round_of(reviews) else {}


def left_over(session: Any, item: QueueItem, reviews: Sequence[ReviewTaskState]) -> list[str]:
    """What was never sent of a round that has ended meanwhile."""
    kept = session.get(_key(item), {})
    return list(kept["said"].values()) if kept and kept["round"] != round_of(reviews) else []


def remember(session: Any, item: QueueItem, reviews: Sequence[ReviewTaskState], said: dict[str, str]) -> None:
    """Keep it in the place of what waited; nothing where nothing is said."""
    if said:
        session[_key(item)] = {"round": round_of(reviews), "said": said}
    else:
        session.pop(_key(item), None)


def _key(item: QueueItem) -> str:
    return f"translations:said:{item.pk}"

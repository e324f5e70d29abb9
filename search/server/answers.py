"""What the server answers, read with care: whatever is not as it should be is no answer. Pure."""

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

MOST = 2**63 - 1  # that a number of a row, or of rows, can be: databases raise for a larger one
MOST_NAMES = 64  # of words in one question, each of which is a bit of a mask


class Unanswered(Exception):
    """The server gave no answer that can be used; the message says why."""


class Found(NamedTuple):
    """A document of the server's. `mask` says which words of the question it holds."""

    object_id: int
    score: float
    mask: int
    date: datetime.date | None
    facets: str
    digest: str = ""


@dataclass(frozen=True)
class Answer:
    """To one search: the best of so many hits, how many documents hold what by its name, and how many there are."""

    hits: list[Found] = field(default_factory=list)
    total: int = 0
    counts: dict[int, int] = field(default_factory=dict)
    documents: int = 0


def answers(response: Any, number: int) -> list[Answer]:
    """To each of so many searches that were asked in one request. Unanswered where one of them was not."""
    try:
        found = [_answer(each) for each in response["responses"]]
    except (LookupError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise Unanswered(f"its answer cannot be read ({error!r})") from error
    if len(found) != number:
        raise Unanswered(f"it was asked {number} searches and answered {len(found)}")
    return found


def _answer(told: Mapping[str, Any]) -> Answer:
    if "error" in told:
        why = told["error"]
        raise Unanswered(str(why.get("reason", why) if isinstance(why, Mapping) else why)[:300])
    if told.get("timed_out") or told.get("_shards", {}).get("failed"):
        raise Unanswered("it answered for a part of its index only")
    totals = told.get("aggregations", {})
    return Answer(
        hits=[_found(hit) for hit in told["hits"]["hits"]],
        total=_number(told["hits"].get("total", {}).get("value", 0)),
        counts={
            _number(name): _number(held["doc_count"])
            for name, held in totals.get("groups", {}).get("buckets", {}).items()
        },
        documents=_number(totals.get("documents", {}).get("doc_count", 0)),
    )


def _found(hit: Mapping[str, Any]) -> Found:
    kept = hit["fields"]
    dates = kept.get("date")
    return Found(
        object_id=_number(kept["pk"][0]),
        score=_score(hit.get("_score") or 0),
        mask=sum(1 << _number(name, MOST_NAMES) for name in set(hit.get("matched_queries", ()))),
        date=datetime.date.fromisoformat(dates[0]) if dates else None,
        facets=" ".join(_in_order(kept.get("facets", ()))),
        digest=kept.get("digest", [""])[0],
    )


def _number(told: Any, most: int = MOST) -> int:
    """A number that there can be. ValueError or OverflowError for any other: of a few letters one could be made that
    fills the memory."""
    found = int(told)
    if not 0 <= found <= most:
        raise ValueError(f"{str(told)[:40]} is no number of anything")
    return found


def _score(told: Any) -> float:
    found = float(told)
    if not math.isfinite(found):
        raise ValueError("a score without end")
    return found


def _in_order(facets: Sequence[str]) -> list[str]:
    """The kind first, as our own index has it; the server gives them by the alphabet."""
    return sorted(facets, key=lambda facet: not facet.startswith("kind:"))

"""What a revision says, in one hash: the proof that what was approved is what becomes public. Pure."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

# Columns that say where a row stands, when and by whom it was touched; not what a reader is shown.
BOOKKEEPING = frozenset(
    {
        "pk",
        "alias_of",
        "approved_schedule",
        "content_type",
        "depth",
        "draft_title",
        "expire_at",
        "expired",
        "first_published_at",
        "go_live_at",
        "has_unpublished_changes",
        "last_published_at",
        "latest_revision",
        "latest_revision_created_at",
        "live",
        "live_revision",
        "locked",
        "locked_at",
        "locked_by",
        "numchild",
        "owner",
        "path",
        "url_path",
        "wagtail_admin_comments",
    }
)


def content_digest(content: dict[str, Any]) -> str:
    """SHA-256 of a revision's content without bookkeeping.

    Takes `Revision.content`, or `json.loads(instance.to_json())`, which say the same. Primary keys of
    child rows are left out: rows that are not translatable get new ones at each publish. A revision's
    id proves nothing, since an autosave may overwrite the content under the same id.
    """
    kept = {key: _as_said(value) for key, value in content.items() if key not in BOOKKEEPING}
    return hashlib.sha256(canonical(kept).encode()).hexdigest()


@dataclass(frozen=True)
class ShownCompanion:
    """An object that becomes public together with what is decided, as it stands: its draft, and the hash of that."""

    row: Any
    revision: Any
    digest: str


@dataclass(frozen=True)
class Shown:
    """All that a reviewer is shown, in one hash; and what of it becomes public together with the revision.

    The hash has two halves: of texts, and of what drafts do not hold, such as a picture's file and credit.
    """

    digest: str
    companions: tuple[ShownCompanion, ...]


# When it becomes public and ceases to be: bookkeeping of an approved text, and read by whoever approves it.
SCHEDULE = ("go_live_at", "expire_at")
# Halves of a digest.
TEXTS, FILES = slice(0, 32), slice(32, 64)
# What readers would see beside the texts of some drafts: each returns a JSON value, None where it has nothing to say.
# Filled where the apps are made ready.
beside: list[Callable[[list[Any]], Any]] = []


def shown(revision: Any, draft: Any = None) -> Shown:
    """What a reviewer of a Wagtail `Revision` is shown now; `draft` is what it holds, where that has just been read.

    An object may name what becomes public with it by `published_together()`; the draft is asked, since it may
    point at others than the row does.
    """
    draft = draft or revision.as_object()
    named = getattr(draft, "published_together", tuple)()
    companions = tuple(ShownCompanion(row, row.latest_revision, _newest_digest(row)) for row in named)
    times = [_as_stored(revision.content.get(name)) for name in SCHEDULE]
    parts = [content_digest(revision.content), *(one.digest for one in companions), *times]
    drafts = [draft, *(one.revision.as_object() if one.revision else one.row for one in companions)]
    others = canonical([told for find in beside if (told := find(drafts)) is not None])
    return Shown(_half("".join(parts)) + _half(others), companions)


def _as_stored(moment: Any) -> str:
    """A moment as JSON has it: content that was just written holds one that no database has given back yet."""
    return moment if isinstance(moment, str) else DjangoJSONEncoder().default(moment) if moment else ""


def _half(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def only_files_differ(seen: Any, now: str) -> bool:
    """Whether it is not the words that are others than those which were shown."""
    return isinstance(seen, str) and len(seen) == len(now) and seen != now and seen[TEXTS] == now[TEXTS]


def shown_digest(revision: Any, draft: Any = None) -> str:
    """The hash of all that a reviewer is shown: the revision, its pictures, what becomes public together with it."""
    return shown(revision, draft).digest


def _newest_digest(row: Any) -> str:
    return content_digest(row.latest_revision.content if row.latest_revision else row.serializable_data())


def canonical(value: Any) -> str:
    """One spelling of a JSON value: equal values give equal text."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)


def _as_said(value: Any) -> Any:
    """A field's value without what only its storage decides: pks of child rows, spelling of a stream's JSON."""
    if isinstance(value, list) and all(isinstance(row, dict) for row in value):
        return [{key: inner for key, inner in row.items() if key != "pk"} for row in value]
    return _stream(value) if isinstance(value, str) and value.startswith("[") else value


def _stream(text: str) -> Any:
    """The blocks of a StreamField, which its revision keeps as text; any other text as it is.

    PostgreSQL gives the keys of a stored block back in an order of its own, so a row read from there
    spells the same stream differently from the revision that it came from.
    """
    try:
        blocks = json.loads(text, object_pairs_hook=_unique)
    except (ValueError, RecursionError):
        return text
    is_stream = bool(blocks) and all(isinstance(block, dict) and {"type", "value"} <= block.keys() for block in blocks)
    return {"stream": blocks} if is_stream else text


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a key twice: not what a StreamField writes")
    return dict(pairs)

"""What a translator writes: the texts, images and addresses of a source, each with what stands in its place. Pure."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from .links import Link, links_of

MACHINE = "machine"  # as wagtail-localize marks a text that no person wrote


@dataclass(frozen=True)
class TextSegment:
    """One string of a source at its last sync, with its translation.

    `pk` names it in forms: context and string, so that it survives a sync as long as its text does.
    `source` and `target` are fragments (see marks.py); `target` is "" where there is none, `stored` the row it is in.
    `links` are those of the source, of each place at which it stands.
    """

    pk: str
    path: str
    source: str
    target: str
    order: int
    error: str = ""
    machine: bool = False
    updated_by: int | None = None
    updated_at: datetime | None = None
    stored: int | None = None
    links: tuple[Link, ...] = ()


@dataclass(frozen=True)
class ValueSegment:
    """A value that a translation may have otherwise: an image (int), or an address (str).

    `stored` is the row that the translation's is in.
    """

    pk: str
    path: str
    source: Any
    target: Any
    order: int
    error: str = ""
    stored: int | None = None


def read_value(stored: str) -> Any:
    """A value as it was stored; None where it cannot be read."""
    try:
        return json.loads(stored)
    except (ValueError, RecursionError):
        return None


def as_texts(rows: Iterable[Sequence[Any]]) -> list[TextSegment]:
    """Segments of rows in page order, each with the columns of `text_segments`."""
    found: dict[str, TextSegment] = {}
    for row in rows:
        order, context_id, path, string_id, text, attrs, stored, data, has_error, error, kind, user_id, at = row
        pk, links = f"{context_id}-{string_id}", links_of(attrs)
        if pk in found:
            found[pk] = replace(found[pk], links=tuple(dict.fromkeys([*found[pk].links, *links])))
            continue
        found[pk] = TextSegment(
            pk=pk,
            path=path,
            source=text,
            target=data or "",
            order=order,
            error=(error or "!") if has_error else "",
            machine=kind == MACHINE,
            updated_by=user_id,
            updated_at=at,
            stored=stored,
            links=links,
        )
    return list(found.values())


def as_values(rows: Iterable[Sequence[Any]]) -> list[ValueSegment]:
    """The same of images and addresses, with the columns of `value_segments`."""
    found: dict[str, ValueSegment] = {}
    for row in rows:
        order, context_id, path, source, stored, target, has_error, error = row
        segment = ValueSegment(
            pk=str(context_id),
            path=path,
            source=read_value(source),
            target=read_value(target) if stored else None,
            order=order,
            error=(error or "!") if has_error else "",
            stored=stored,
        )
        if segment.source not in (None, ""):
            found.setdefault(segment.pk, segment)
    return list(found.values())

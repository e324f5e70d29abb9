"""What changes in how a text is arranged, in words: blocks that come, go or become others, and their order. Pure.

A block of nothing but passages is told by its passages. What no passage tells is said here: the date of a note, a
switch, that a paragraph became a quotation.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.text import capfirst
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from .digests import canonical

# Of a block's type, by what an editor calls it.
Shaped = list[Any]
NOTHING = "—"
ORDER = ("", "")
# In the outline of a rich text, what comes and goes with its passages, and is told by them.
PASSAGE = re.compile(r"</?(?:p|li|text)>")
POSITION = re.compile(r' position="\d+"')


def changes(block: blocks.StreamBlock, old: Any, new: Any) -> list[tuple[str, str]]:
    """(before, after) of what an arrangement says otherwise, both "" for the order; none where passages tell it all.

    Takes shapes of a body, as structure.shape makes them.
    """
    before, after = ([(canonical(row), row) for row in rows or []] for rows in (old, new))
    lost, gained = _more(before, after), _more(after, before)
    found = [ORDER] if _stays(before, lost) != _stays(after, gained) else []
    if not (lost and gained) or Counter(_types(lost)) == Counter(_types(gained)):
        lost, gained = ([row for row in rows if not _is_told(block, row)] for rows in (lost, gained))
    if lost or gained:
        said = _in_words(block, lost), _in_words(block, gained)
        found.append(said if said[0] != said[1] else ORDER)
    return list(dict.fromkeys(found))


def tells_more(old: str, new: str) -> bool:
    """Whether the outline of a rich text says something that its passages do not: that they stand in a list now, say.

    Takes outlines, as structure.outline makes them.
    """
    before, after = (POSITION.sub("", outline) for outline in (old, new))
    short, long = sorted((re.findall(r"<[^>]+>", outline) for outline in (before, after)), key=len)
    rest = iter(short)
    wanted = next(rest, None)
    for tag in long:
        if tag == wanted:
            wanted = next(rest, None)
        elif not PASSAGE.fullmatch(tag):
            return True
    return wanted is not None


def _more(these: list[tuple[str, Shaped]], others: list[tuple[str, Shaped]]) -> list[Shaped]:
    """The rows that the others have not, or not as often."""
    free = Counter(key for key, _row in others)
    found = []
    for key, row in these:
        if free[key]:
            free[key] -= 1
        else:
            found.append(row)
    return found


def _stays(rows: list[tuple[str, Shaped]], without: list[Shaped]) -> list[str]:
    away = Counter(canonical(row) for row in without)
    found = []
    for key, _row in reversed(rows):
        if away[key]:
            away[key] -= 1
        else:
            found.append(key)
    return found[::-1]


def _types(rows: Iterable[Shaped]) -> list[str]:
    return [kind for kind, _value in rows]


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    else:
        yield value


def _is_told(block: blocks.StreamBlock, row: Shaped) -> bool:
    """Whether all that it holds are passages, pictures and addresses, each of which is told by itself."""
    kind, value = row
    leaves = list(_leaves(value))
    return bool(leaves) and not any(leaves) and not _tells_nothing(block.child_blocks.get(kind))


def _tells_nothing(block: blocks.Block | None) -> bool:
    """Whether a block shows what no passage tells: a list that is made elsewhere, a thing that somebody chooses.
    Pictures are told."""
    if isinstance(block, blocks.StaticBlock):
        return True
    if isinstance(block, blocks.ChooserBlock):
        return not isinstance(block, ImageChooserBlock)
    if isinstance(block, blocks.ListBlock):
        return _tells_nothing(block.child_block)
    return any(_tells_nothing(child) for child in getattr(block, "child_blocks", {}).values())


def _in_words(block: blocks.StreamBlock, rows: list[Shaped]) -> str:
    return ", ".join(_row_in_words(block.child_blocks.get(kind), kind, value) for kind, value in rows) or NOTHING


def _row_in_words(block: blocks.Block | None, kind: str, value: Any) -> str:
    days = [parse_date(leaf) for leaf in _leaves(value) if isinstance(leaf, str) and len(leaf) == len("2026-05-03")]
    dates = [date_format(day, "DATE_FORMAT") for day in days if day]
    return " · ".join([str(capfirst(block.label)) if block else capfirst(kind), *dates])

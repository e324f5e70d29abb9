"""What of a source is neither text nor an address, and yet shows: the order of blocks, headings, switches, dates. Pure.

wagtail-localize makes no segment of these. Without them an original whose blocks were put in another
order, or that gained a list, would look unchanged beside its translation.
"""

import datetime
import re
from typing import Any

from wagtail import blocks
from wagtail.embeds.blocks import EmbedBlock

# Their values are segments of their own.
SEGMENTS = (
    blocks.CharBlock,
    blocks.TextBlock,
    blocks.BlockQuoteBlock,
    blocks.RichTextBlock,
    blocks.URLBlock,
    blocks.EmailBlock,
    blocks.ChooserBlock,
    EmbedBlock,
)
EDITOR_KEY = re.compile(r' data-block-key="[^"]*"')


def outline(template: str) -> str:
    """A rich text without its strings, as wagtail-localize's template has it, without the editor's own keys."""
    return EDITOR_KEY.sub("", template)


def shape(raw: Any, block: Any) -> Any:
    """A StreamField's raw value without ids and without what is a segment. `block` is its block definition."""
    if isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        return [[row["type"], shape(row.get("value"), known[row["type"]])] for row in raw or [] if row["type"] in known]
    if isinstance(block, blocks.ListBlock):
        return [shape(_item(row), block.child_block) for row in raw or []]
    if isinstance(block, blocks.StructBlock):
        values = raw if isinstance(raw, dict) else {}
        return {name: shape(values.get(name), child) for name, child in block.child_blocks.items()}
    if isinstance(block, SEGMENTS) or raw in (None, False):
        return ""
    return raw.isoformat() if isinstance(raw, datetime.date) else raw


def is_told(shaped: Any, block: Any) -> bool:
    """Whether a body's shape is part of what its source says.

    Of a field that came to its model when translations were public already, not while it is empty: each of them
    would look changed. Its block says so.
    """
    return bool(shaped) or not getattr(block.meta, "silent_when_empty", False)


def without_choices(raw: Any, block: Any) -> Any:
    """A StreamField's raw value without the rows that were chosen in it (pictures, say): its words alone, read without
    a look at any of those."""
    if isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        return [
            {**row, "value": without_choices(row["value"], known[row["type"]])} if row["type"] in known else row
            for row in raw
        ]
    if isinstance(block, blocks.ListBlock):
        return [_item_without_choices(row, block.child_block) for row in raw]
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        known = block.child_blocks
        return {name: without_choices(value, known[name]) if name in known else value for name, value in raw.items()}
    return None if isinstance(block, blocks.ChooserBlock) else raw


def _item_without_choices(row: Any, block: Any) -> Any:
    value = without_choices(_item(row), block)
    return {**row, "value": value} if _item(row) is not row else value


def _item(row: Any) -> Any:
    return row["value"] if isinstance(row, dict) and row.get("type") == "item" else row

"""The second gate: rich text of a draft holds only what our editor can make, whoever wrote it. Pure."""

import re
from typing import Any

import nh3
from wagtail import blocks
from wagtail.rich_text import RichText

TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "hr", "br", "a", "b", "i", "em", "strong", "code", "abbr", "acronym"}
ATTRIBUTES = {"*": {"data-block-key", "id"}, "a": {"href", "linktype", "id"}}
# Browsers drop these from an address before they read it.
UNSEEN = re.compile(r"[\x00-\x20]")
SCHEMES = {"https", "http", "mailto", "tel"}


def clean_html(html: str) -> str:
    """Rich text in Wagtail's storage form without any tag, attribute or scheme beyond the lists above.

    Scheme-relative addresses lose their `href`: they leave the site while looking like a path. So do
    those with something like a scheme that is none of ours, whatever browsers make of it.
    """
    return nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel=None,
        strip_comments=True,
        attribute_filter=_keep,
    )


def _keep(tag: str, attribute: str, value: str) -> str | None:
    return None if attribute == "href" and not _leads_somewhere_known(value) else value


def _leads_somewhere_known(address: str) -> bool:
    seen = UNSEEN.sub("", address).replace("\\", "/")
    scheme, colon, _rest = re.split("[/?#]", seen, maxsplit=1)[0].partition(":")
    return not seen.startswith("//") and (not colon or scheme.lower() in SCHEMES)


def clean_raw_stream(raw: Any, block: Any) -> Any:
    """A StreamField's raw value with every rich text and address in it cleaned, at any depth; `block` defines it."""
    if isinstance(block, blocks.RichTextBlock):
        return clean_html(raw.source if isinstance(raw, RichText) else raw or "")
    if isinstance(block, blocks.URLBlock):
        return raw if isinstance(raw, str) and _leads_somewhere_known(raw) else ""
    if isinstance(block, blocks.StreamBlock):
        known = block.child_blocks
        return [
            {**child, "value": clean_raw_stream(child["value"], known[child["type"]])}
            for child in raw
            if child["type"] in known
        ]
    if isinstance(block, blocks.ListBlock):
        return [_clean_list_child(child, block.child_block) for child in raw]
    if isinstance(block, blocks.StructBlock) and isinstance(raw, dict):
        return {
            name: clean_raw_stream(value, block.child_blocks[name]) if name in block.child_blocks else value
            for name, value in raw.items()
        }
    return raw


def _clean_list_child(child: Any, block: Any) -> Any:
    if isinstance(child, dict) and child.get("type") == "item":
        return {**child, "value": clean_raw_stream(child["value"], block)}
    return clean_raw_stream(child, block)

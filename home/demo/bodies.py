"""From the records of a body to the blocks that Wagtail stores."""

import json
from collections.abc import Callable, Iterable
from typing import Any

from .content import Block, Callout, Heading, Paragraphs, Picture, PublicationList, Quote

Pictures = Callable[[str], Any]


def stream(body: Iterable[Block], picture: Pictures) -> str:
    """A body as a StreamField takes it; `picture` finds the stored image of a name."""
    return json.dumps([_block(block, picture) for block in body])


def _block(block: Block, picture: Pictures) -> dict[str, Any]:
    match block:
        case Heading(text):
            return {"type": "heading", "value": text.source}
        case Paragraphs():
            return {"type": "rich_text", "value": _html(block)}
        case Quote(text, attribution, source, url):
            value = {"text": text.source, "attribution": attribution.source, "source": source.source, "url": url}
            return {"type": "quote", "value": value}
        case Callout(heading, text):
            return {"type": "callout", "value": {"heading": heading.source, "text": f"<p>{text.source}</p>"}}
        case Picture(name, alt):
            value = {"image": picture(name).pk, "alt_text": alt.source, "decorative": False}
            return {"type": "image", "value": value}
        case PublicationList():
            return {"type": "publications", "value": None}


def _html(block: Paragraphs) -> str:
    if block.listed:
        return "<ul>" + "".join(f"<li>{item.source}</li>" for item in block.items) + "</ul>"
    return "".join(f"<p>{item.source}</p>" for item in block.items)

"""The meter of quotations: how much of what a page says is somebody else's words. It warns, and never blocks.

It knows no model: a page is what has `summary`, `body` and `work`.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from wagtail.rich_text import get_text_for_indexing

from language.quotations import Measure, measure

END_OF_PASSAGE = re.compile(r"</(?:p|li|h[1-6]|blockquote)>|<(?:br|hr)\b[^>]*>", re.IGNORECASE)


def measure_page(page: Any) -> Measure:
    """The words of a page's summary and body, and those of them that are quoted."""
    blocks = list(page.body or ())
    return measure(_passages(page.summary or "", blocks), _set_apart(blocks))


def note(page: Any) -> str:
    """What to mind about the quotations of a page, as a sentence; "" where they are few."""
    work = page.work if page.work_id else None
    if work is not None and work.verbatim:
        return "" if work.permission_by or work.licence else _advice_for_repeating()
    found = measure_page(page)
    if found.share * 100 <= settings.QUOTE_PERCENT:
        return ""
    told = _("{quoted} of {words} words are quoted, {share}%: more than {limit}%.").format(
        quoted=found.quoted,
        words=found.words,
        share=number_format(round(found.share * 100, 1), 1),
        limit=settings.QUOTE_PERCENT,
    )
    return told if work is None or work.permission_by else f"{told} {_advice_for_quoting(work)}"


def _advice_for_quoting(work: Any) -> str:
    if work is not None and work.why_not_public():
        return _("The work is marked “permission needed”: note on it who gave the permission, or quote less.")
    return _("Ask whoever holds the rights, and mark the work “permission needed”, or quote less.")


def _advice_for_repeating() -> str:
    return _("This page repeats the work word for word: note its licence, or who gave the permission, on the work.")


def _passages(summary: str, blocks: list[Any]) -> Iterator[str]:
    yield from _paragraphs(summary)
    for block in blocks:
        if block.block_type == "rich_text":
            yield from _paragraphs(block.value.source)
        elif block.block_type == "heading":
            yield block.value or ""
        elif block.block_type == "callout":
            yield block.value.get("heading") or ""
            yield from _paragraphs(block.value["text"].source if block.value.get("text") else "")


def _set_apart(blocks: list[Any]) -> list[str]:
    return [block.value.get("text") or "" for block in blocks if block.block_type == "quote"]


def _paragraphs(html: str) -> Iterator[str]:
    return (get_text_for_indexing(part) for part in END_OF_PASSAGE.split(html) if part)

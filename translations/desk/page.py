"""The page as it would be with the text saved so far, in which each passage leads back to its box.

Passages are marked by characters that nobody types, before the page is rendered and in its preview alone; in what was
rendered they become elements where text stands, and are taken away everywhere else. Nothing of this is stored.
"""

import re
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static

from translations import localize
from translations.carrying import SLUG
from translations.drafts import sanitise

# Private use: planes 15 and 16. What a text has of them itself is taken away, so that no text marks anything.
FIRST, LAST, END = 0xF0000, 0xFFFF0, "\U00100000"
FOREIGN = re.compile("[\U000f0000-\U0010ffff]")
OPENING = re.compile(f"[{chr(FIRST)}-{chr(LAST)}]")
# A comment, a tag with its attributes (in which a “>” may stand in quotes), or text.
TOKEN = re.compile(r"""<!--.*?-->|<[!/?a-zA-Z](?:"[^"]*"|'[^']*'|[^'">])*>|[^<]+|<""", re.DOTALL)
NAME = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
# Text in these is no text of the page, or holds no elements.
CLOSED = {"head", "script", "style", "textarea", "select", "svg", "math", "iframe", "noscript", "template", "object"}
# Where a text was cut, nothing behind its block is taken for it.
BLOCKS = {"p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "section", "article", "blockquote", "figure", "nav"}


def page_of(request: HttpRequest, translation: localize.Translation) -> HttpResponse:
    """The answer of a preview of what is saved, with its passages marked. Raises Http404 where there is no preview."""
    pks: list[str] = []

    def dress(pk: str, data: str) -> str:
        data = FOREIGN.sub("", data)
        if pk in slugs or FIRST + len(pks) > LAST:
            return data
        pks.append(pk)
        return f"{chr(FIRST + len(pks) - 1)}{data}{END}"

    slugs = {one.pk for one in localize.text_segments(translation) if one.path == SLUG}
    draft: Any = localize.draft_instance(translation, dress)
    if not hasattr(draft, "make_preview_request"):
        raise Http404
    sanitise(draft)
    response = draft.make_preview_request(request, draft.default_preview_mode)
    if response.status_code == 200 and not response.has_header("Content-Encoding"):
        response.content = marked(response.content.decode(response.charset), pks).encode(response.charset)
        if response.has_header("Content-Length"):
            response["Content-Length"] = str(len(response.content))
    return response


def marked(html: str, pks: list[str]) -> str:
    """The page with an element around each piece of text of a passage, and what leads from there to the desk."""
    parts: list[str] = []
    closed, passage = "", ""
    for token in TOKEN.findall(html):
        name = NAME.match(token)
        if name is None and not closed and not token.startswith("<"):
            piece, passage = _wrapped(token, passage, pks)
            parts.append(piece)
            continue
        tag, closes = (name[2].lower(), bool(name[1])) if name else ("", False)
        if closed:
            closed = "" if closes and tag == closed else closed
        elif tag in CLOSED and not closes and not token.endswith("/>"):
            closed = tag
        if tag in BLOCKS:
            passage = ""
        parts.append(_script() + token if tag == "body" and closes else _tag(token, "" if closed else tag, pks))
    return "".join(parts)


def _tag(token: str, tag: str, pks: list[str]) -> str:
    """A tag, or what else is no text, without marks; a picture leads to the passage that says it in words."""
    plain, mark = FOREIGN.sub("", token), OPENING.search(token)
    number = ord(mark[0]) - FIRST if mark and tag == "img" else len(pks)
    return f"<img data-desk-passage={pks[number]}{plain[4:]}" if number < len(pks) else plain


def _wrapped(text: str, passage: str, pks: list[str]) -> tuple[str, str]:
    """A text with its passages wrapped, and the passage that goes on behind it."""
    parts = []
    for piece in re.split(f"({OPENING.pattern}|{END})", text):
        if OPENING.fullmatch(piece):
            number = ord(piece) - FIRST
            passage = pks[number] if number < len(pks) else ""
        elif piece == END:
            passage = ""
        elif passage and piece.strip():
            parts.append(f"<span data-desk-passage={passage}>{piece}</span>")
        else:
            parts.append(piece)
    return FOREIGN.sub("", "".join(parts)), passage


def _script() -> str:
    """What answers a click, and shows where the desk is."""
    return f'<script type="module" src="{static("js/desk-passages.js")}"></script>'

"""Texts of CSL-JSON as their words: some signs in them are markup to the programs that read and write it. Pure."""

import html
import re
import unicodedata

RICH = ("title", "container-title", "collection-title", "event-title", "publisher", "original-title")
TAG = re.compile(r"<(?P<closes>/?)(?P<name>i|b|sub|sup|sc|span)(?P<more>\s[^<>]*)?>", re.IGNORECASE)
ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")


def words_of(text: str) -> str:
    """A text without the tags that the format knows, where they are in pairs, its entities resolved: any other stays.

    What comes of it is text, and may look like markup: whoever shows it escapes it.
    """
    if "<" not in text and "&" not in text:
        return text
    pairs = _pairs(text)
    bare = TAG.sub(lambda tag: "" if tag.start() in pairs else tag[0], text)
    words = ENTITY.sub(lambda entity: html.unescape(entity[0]), bare)
    return text if words == text else unicodedata.normalize("NFC", words)


def as_words(text: str) -> str:
    """A text as it is written so that its signs are read as signs; most are what they are."""
    return text if words_of(text) == text else html.escape(text, quote=False)


def _pairs(text: str) -> set[int]:
    """Where each tag begins that has its other. Only a <span> says more than its name."""
    opened: dict[str, list[int]] = {}
    found: set[int] = set()
    for tag in TAG.finditer(text):
        name = tag["name"].lower()
        if tag["closes"]:
            found |= {opened[name].pop(), tag.start()} if opened.get(name) else set()
        elif not tag["more"] or name == "span":
            opened.setdefault(name, []).append(tag.start())
    return found

"""A text cut into tokens: words, numbers, marks, tags, addresses, spaces, and every other sign alone. Pure.

The tokens of a text joined are the text, whatever it holds.
"""

import re
from collections.abc import Iterator

LETTER = r"[^\W\d_][\u0300-\u036f]*"
MARK = r"\{\{|\{/?\d{1,4}\}|\{\d{1,4}/\}"
TAG = r"</?[A-Za-z][^<>]{0,2000}>"
ENTITY = r"&(?:[A-Za-z]{2,8}|\#\d{1,7});"
ADDRESS = (
    r"(?:https?://|www\.)[^\s<>{}«»“”\"]*[^\s<>{}«»“”\".,;:!?)\]'’]|[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[A-Za-z]{2,24}"
)
# 1.14.5, 978-3-16: more than one sign between, and no date, which reads them first.
LONG = r"\d+(?:\.\d+){2,}|\d+(?:-\d+){2,}"
NUMBER = r"\d+(?:[.,]\d+)*"
DOTTED = r"(?-i:(?:[A-Z]\.){2,})|[Pp]\.\s?[Ee]j\."
# A capital and later a digit: COVID-19, BAPA+40, A/RES/73/291, G20, CO2; and v1.0.
CODE = (
    r"(?-i:(?=[A-Z][A-Za-z]{0,30}[-+/.]?[A-Za-z/]{0,30}\d)[A-Z][A-Za-z]*(?:[-+/.]?[A-Za-z0-9]+)*|v\d+(?:\.\d+)*(?!\w))"
)
WORD = rf"(?:{LETTER})+(?:['’](?:{LETTER})+)*(?:\d+)?"

# Groups tell an analysis what it has; a difference for people needs only the text.
TOKEN = re.compile(
    rf"(?P<mark>{MARK})|(?P<tag>{TAG})|(?P<entity>{ENTITY})|(?P<address>{ADDRESS})|(?P<dotted>{DOTTED})"
    rf"|(?P<code>{CODE})|(?P<long>{LONG})|(?P<number>{NUMBER})|(?P<word>{WORD})|(?P<space>\s+)|(?P<sign>.)",
    re.DOTALL,
)
# For people: what is joined by a hyphen or a slash is one word.
_UNIT = re.compile(
    rf"{MARK}|{TAG}|{ENTITY}|{ADDRESS}|(?:{DOTTED})|(?:{CODE})"
    rf"|(?:{NUMBER}|{WORD})(?:[-‑+/×](?:{NUMBER}|{WORD}))*|\s+|.",
    re.DOTALL,
)


def tokens(text: str) -> Iterator[re.Match[str]]:
    """Every token of `text` as a match whose `lastgroup` names its sort."""
    return TOKEN.finditer(text)


def units(text: str) -> list[str]:
    """`text` in the pieces that a difference may take out or put in."""
    return _UNIT.findall(text)

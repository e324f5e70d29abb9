"""Files of reference managers as items of CSL-JSON (see citing/items.py).

What a program of somebody else's wrote is taken with care: an item holds only texts, names and a date, and what
could not be understood of the file is told in sentences.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.citing.items import Item

from . import bounds, from_bibtex, from_csl, from_ris
from .bounds import MAX_BYTES, MOST, Unreadable

READERS: tuple[tuple[re.Pattern, Callable[[str], tuple[list[Item], int]]], ...] = (
    (re.compile(r"^\s*[\[{]"), from_csl.read),
    (re.compile(r"^TY  ?- ?\w+", re.MULTILINE), from_ris.read),
    (re.compile(r"@\s*\w+\s*[{(]"), from_bibtex.read),
)


@dataclass(frozen=True)
class Reading:
    """The items of a file in its order, and what is to be said of it as a whole."""

    items: list[Item] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def text_of(data: bytes) -> str:
    """The text of a file. Raises Unreadable where it is too large or no text."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("This is larger than %(size)d kB. Import it in parts.") % {"size": MAX_BYTES // 1000})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("This file is not UTF-8. Export it anew as UTF-8 (Unicode).")) from error


def read(text: str) -> Reading:
    """Items of a BibTeX, RIS or CSL-JSON text, MOST at most. Raises Unreadable where there is none."""
    if len(text.encode(errors="replace")) > MAX_BYTES or "\x00" in text:
        text_of(text.encode(errors="replace"))
        raise Unreadable(_("This file is not text."))
    reader = next((reader for pattern, reader in READERS if pattern.search(text)), None)
    if reader is None:
        raise Unreadable(_("This is neither BibTeX nor RIS nor CSL-JSON."))
    try:
        found, lost = reader(unicodedata.normalize("NFC", text))
    except Unreadable:
        raise
    except Exception as error:  # whatever a parser makes of a broken file
        raise Unreadable(_("This file is broken: it cannot be read.")) from error
    items = [clean for item in found if (clean := _clean(item))]
    lost += len(found) - len(items)
    if not items:
        raise Unreadable(_("No work was found in this file."))
    bounds.check_people(sum(len(item.get("author", [])) for item in items[:MOST]))
    return Reading(items[:MOST], _problems(lost, len(items)))


def _problems(lost: int, number: int) -> list[str]:
    told = []
    if lost:
        sentence = ngettext(
            "%(count)d entry could not be read.", "%(count)d entries could not be read.", lost
        )  # fmt: skip
        told.append(sentence % {"count": lost})
    if number > MOST:
        told.append(_("Only the first %(most)d works are shown: import the rest afterwards.") % {"most": MOST})
    return told


def _clean(item: Any) -> Item:
    """An item whose values are what they should be: texts on one line without control characters, names, a date."""
    if not isinstance(item, dict):
        return {}
    texts = {name: one_line(item.get(name)) for name in from_csl.TEXTS}
    names = [name for one in item.get("author") or [] if (name := _name(one))]
    date = item.get("issued")
    found = texts | {"author": names, "issued": date}
    return {name: value for name, value in found.items() if value} if texts["title"] else {}


def _name(given: dict[str, Any]) -> dict[str, str]:
    parts = {part: one_line(given.get(part)) for part in ("family", "given", "literal")}
    if parts["family"] and parts["given"]:
        return {"family": parts["family"], "given": parts["given"]}
    whole = parts["literal"] or parts["family"] or parts["given"]
    return {"literal": whole} if whole else {}


def one_line(value: Any) -> str:
    """A text, or a number as one, on one line and without control characters; "" for anything else."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    shown = "".join(sign if sign.isprintable() else " " for sign in str(value)[:2000])
    return " ".join(shown.split())

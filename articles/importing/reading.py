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

from articles.citing.items import Item, spoken_name

from . import bounds, from_bibtex, from_csl, from_ris
from .bounds import MAX_BYTES, MOST, Unreadable
from .entries import GENRE, ORIGINAL, Entry, Left, Lost, one_line
from .facts import AND_OTHERS, EDITORS

READERS: tuple[tuple[re.Pattern, Callable[[str], tuple[list[Entry], list[Lost]]]], ...] = (
    (re.compile(r"^\s*[\[{]"), from_csl.read),
    (re.compile(r"^TY  ?- ?\w+", re.MULTILINE), from_ris.read),
    (re.compile(r"@\s*\w+\s*[{(]"), from_bibtex.read),
)
NAMED = 20
OTHERS = re.compile(r"(?:(?:and|y) )?(?:others|otros|otras)|et\.? al(?:ii|\.)?", re.IGNORECASE)


@dataclass(frozen=True)
class Reading:
    """The items of a file in its order, what each says beside that (`left`), and what is to be said of it as a whole.

    `lost` names the entries that could not be read, NAMED of them.
    """

    items: list[Item] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    left: list[list[Left]] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


def text_of(data: bytes) -> str:
    """The text of a file. Raises Unreadable where it is too large or no text."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("This is larger than %(size)d kB. Import it in parts.") % {"size": MAX_BYTES // 1000})
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("This file is not UTF-8. Export it anew as UTF-8 (Unicode).")) from error


def plain_lines(text: str) -> str:
    """The text without the mark that programs set before it, its lines ended in one way, its letters composed."""
    return unicodedata.normalize("NFC", re.sub(r"\r\n?", "\n", text.replace("\ufeff", "")))


def read(text: str) -> Reading:
    """Items of a BibTeX, RIS or CSL-JSON text, MOST at most. Raises Unreadable where there is none.

    Each end of a line counts as one sign, though a browser sends it as two: what was shown of a file can be made.
    """
    text = plain_lines(text)
    if len(text.encode(errors="replace")) > MAX_BYTES or "\x00" in text:
        text_of(text.encode(errors="replace"))
        raise Unreadable(_("This file is not text."))
    reader = next((reader for pattern, reader in READERS if pattern.search(text)), None)
    if reader is None:
        raise Unreadable(_("This is neither BibTeX nor RIS nor CSL-JSON."))
    try:
        found, lost = reader(text)
    except Unreadable:
        raise
    except Exception as error:  # whatever a parser makes of a broken file
        raise Unreadable(_("This file is broken: it cannot be read.")) from error
    cleaned = [(entry, _clean(entry.item)) for entry in found]
    kept = [(entry, item) for entry, item in cleaned if item]
    lost = [*lost, *(Lost(entry.where, _("it has no title.")) for entry, item in cleaned if not item)]
    named = [one.told for one in sorted(lost, key=lambda one: one.where.number)[:NAMED]]
    if not kept:
        raise Unreadable(" ".join([_("No work was found in this file."), *named[:3]]))
    items = [item for _entry, item in kept[:MOST]]
    bounds.check_people(sum(len(people_of(item)) for item in items))
    left = [[*_unused(entry.item), *entry.left] for entry, _item in kept[:MOST]]
    return Reading(items, _problems(len(lost), len(kept)), left, named)


def _problems(lost: int, number: int) -> list[str]:
    told = []
    if lost:
        sentence = ngettext(
            "%(count)d entry could not be read.", "%(count)d entries could not be read.", lost
        )  # fmt: skip
        told.append(sentence % {"count": lost})
    if lost > NAMED:
        told.append(_("Only the first %(most)d of those are named.") % {"most": NAMED})
    if number > MOST:
        told.append(_("Only the first %(most)d works are shown: import the rest afterwards.") % {"most": MOST})
    return told


def _unused(item: Item) -> list[Left]:
    """Who edited what has authors: they have no place of their own."""
    authors, editors = _names(item.get("author")), _names(item.get(EDITORS))
    return [(EDITORS, "; ".join(map(spoken_name, editors[0])))] if authors[0] and editors[0] else []


def _clean(item: Any) -> Item:
    """An item whose values are what they should be: texts on one line without control characters, names, a date."""
    texts = {name: one_line(item.get(name)) for name in (*from_csl.TEXTS, GENRE, ORIGINAL)}
    authors, more = _names(item.get("author"))
    editors, more_of_them = ([], False) if authors else _names(item.get(EDITORS))
    people = {"author": authors, EDITORS: editors, AND_OTHERS: more or more_of_them}
    found = texts | people | {"issued": item.get("issued")}
    return {name: value for name, value in found.items() if value} if texts["title"] else {}


def people_of(item: Item) -> list[dict[str, str]]:
    """Its authors, or else its editors."""
    return item.get("author") or item.get(EDITORS) or []


def _names(given: Any) -> tuple[list[dict[str, str]], bool]:
    """(names, whether there are more of them): nobody is called “others” or “et al.”."""
    names, more = [], False
    for name in filter(None, map(_name, given or [])):
        if OTHERS.fullmatch(spoken_name(name)):
            more = True
        elif OTHERS.fullmatch(name.get("given", "")):  # “Müller, J., et al.”
            family, _comma, rest = name["family"].partition(",")
            more = True
            names.append(_name({"family": family, "given": rest}))
        else:
            names.append(name)
    return names, more


def _name(given: dict[str, Any]) -> dict[str, str]:
    parts = {part: one_line(given.get(part)) for part in ("family", "given", "literal")}
    if parts["family"] and parts["given"]:
        return {"family": parts["family"], "given": parts["given"]}
    whole = parts["literal"] or parts["family"] or parts["given"]
    return {"literal": whole} if whole else {}

"""BibTeX and biblatex, by bibtexparser and pylatexenc."""

import re
from collections.abc import Callable, Mapping
from copy import copy
from functools import partial
from typing import Any

import bibtexparser
from bibtexparser import middlewares, model
from django.utils.translation import gettext as _
from pylatexenc import latexwalker
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from articles.citing.formats import BIBTEX_SUBTYPES
from articles.citing.only_where import says_only_where

from . import bounds, dates
from .entries import ORIGINAL, Entry, Fields, Left, Lost, Where, genre_of, not_said_again, text_of

TYPES = {
    "article": "article-journal",
    "techreport": "report",
    "report": "report",
    "manual": "report",
    "phdthesis": "report",
    "mastersthesis": "report",
    "thesis": "report",
    "incollection": "chapter",
    "inbook": "chapter",
    "inproceedings": "chapter",
    "conference": "chapter",
    "book": "book",
    "booklet": "book",
    "collection": "book",
    "proceedings": "book",
    "unpublished": "speech",
    "legislation": "legislation",
    **dict.fromkeys(("misc", "online", "electronic", "www"), "webpage"),
}
SUBTYPES = {theirs: ours for ours, theirs in BIBTEX_SUBTYPES.items()}
DATED = ("date", "year", "month", "day")
LONGEST = 2000
URL = re.compile(r"\\url\s*{((?:[^{}]|{[^{}]*})*)}|\\href\s*{((?:[^{}]|{[^{}]*})*)}\s*{[^{}]*}")
BARE = re.compile(r"https?://[^\s{}<>]+")
BRACKETS = ("()", "[]", "<>", "{}")
# One part of a value: in quotation marks, in braces, or the name of an abbreviation.
PIECE = re.compile(r'\s*(?:"([^"]*)"|{((?:[^{}]|{[^{}]*})*)}|([^\s#"{}]+))\s*(?:#|$)')
KEY = re.compile(r"@\s*\w+\s*[{(]\s*([^\s,={}()]{1,60})\s*,")
BLOCK = re.compile(r"@\w*[ \t]*[{(]")
BETWEEN_NAMES = re.compile(r"\sand(?=\s)")
# Names of signs that pylatexenc does not know, or takes for others.
SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
# In single quotation marks, which pylatexenc leaves as they are: not an apostrophe, nor an accent, nor half of “``”.
SINGLE = re.compile(r"(?:(?<![\\`\w])|(?<=``))`(?!`)((?:\\.|[^`\\])*?)'(?:(?=''(?!'))|(?![\w']))", re.DOTALL)
LATEX = get_default_latex_context_db()
# Made anew for each text, as pylatexenc would, it takes longer than the text does.
COMMANDS = latexwalker.get_default_latex_context_db()
LATEX.add_context_category("signs", prepend=True, macros=[MacroTextSpec(name, sign) for name, sign in SIGNS.items()])


def read(text: str) -> tuple[list[Entry], list[Lost]]:
    """Entries, and those that could not be read. Raises Unreadable for what is too much at once.

    Only texts of the works that are shown are decoded.
    """
    bounds.check_entries(sum(1 for _block in BLOCK.finditer(text)))
    bounds.check_names(sum(1 for _name in BETWEEN_NAMES.finditer(text)))
    names = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(text, append_middleware=names)
    known = {one.key.lower(): one.value for one in library.strings if isinstance(one.value, str)}
    decode = partial(_plain, bounds.Allowance(), LatexNodes2Text(LATEX, keep_braced_groups=False))
    entries: list[Entry] = []
    lost: list[Lost] = []
    shown = number = 0
    for block in library.blocks:
        if isinstance(block, model.ParsingFailedBlock):
            number += 1
            lost.append(_lost(block, number))
        elif isinstance(block, model.Entry):
            number += 1
            where = Where(number, (block.start_line or 0) + 1, block.key or "")
            entries.append(_entry(block, where, known, decode if shown < bounds.MOST else str))
            shown += bool(entries[-1].item["title"])
    return entries, lost


def _lost(block: model.ParsingFailedBlock, number: int) -> Lost:
    key = KEY.search(block.raw or "")
    where = Where(number, (block.start_line or 0) + 1, key[1] if key else "")
    if isinstance(block, model.DuplicateBlockKeyBlock):
        return Lost(where, _("another entry of the file has its key."))
    if isinstance(block, model.DuplicateFieldKeyBlock):
        named = ", ".join(sorted(block.duplicate_keys))
        return Lost(where, _("it says “%(field)s” twice.") % {"field": named})
    if isinstance(block, model.MiddlewareErrorBlock):
        return Lost(where, _("its names are not in the form “Family, Given and Family, Given”."))
    return Lost(where, _("a brace, a comma or a quotation mark is missing or too much."))


def _entry(entry: Any, where: Where, known: Mapping[str, str], plain: Callable[[str], str]) -> Entry:
    values, unknown = _values(entry, known)
    fields = Fields(values)

    def first(*names: str) -> str:
        texts = [name for name in names if isinstance(fields.values.get(name), str)]
        return plain(fields.take(*texts))

    def people(role: str) -> list[dict[str, str]]:
        given = fields.values.get(role)
        fields.taken.add(role)
        return [_name(one, plain) for one in given or [] if not isinstance(one, str)] if isinstance(given, list) else []

    published, url = _where(values.get("howpublished"))
    fields.values["howpublished"] = published
    noted, other = _where(values.get("note"))
    kind = _kind(entry.entry_type.lower(), fields)
    inside = ("booktitle",) if kind == "chapter" else ("journal", "journaltitle", "howpublished")
    own = _address(fields.take("url"))
    if own and url and own != url:
        unknown.append(("howpublished", url))
    if not noted and other in ("", own or url or other):
        fields.taken.add("note")
    item = {
        "type": kind,
        "title": ": ".join(part for part in (first("title"), first("subtitle")) if part),
        "language": first("language", "langid"),
        "author": people("author"),
        "editor": people("editor"),
        "issued": dates.issued(_date(fields)),
        "container-title": first(*inside),
        "collection-title": first("series"),
        "publisher": first("publisher", "institution", "organization", "school"),
        "volume": first("volume"),
        "issue": first("number", "issue"),
        "page": re.sub(r"-{2,}", "-", first("pages").replace("–", "-")),
        "DOI": _address(fields.take("doi")),
        "URL": own or url or ("" if noted else other),
    }
    for name, value in fields.values.items():
        fields.values[name] = "; ".join(map(_said, value)) if isinstance(value, list) else value
    original = {ORIGINAL: plain(values.get("origtitle", ""))} | genre_of(kind, fields, "type", plain)
    return Entry(where, item | original, not_said_again([*fields.left(), *unknown], item))


def _kind(entry_type: str, fields: Fields) -> str:
    """Of an article also what kind of periodical it is in, where that is said in a word that we know; "" for no kind
    that we know."""
    subtype = SUBTYPES.get(str(fields.values.get("entrysubtype")).strip().lower())
    if entry_type != "article" or not subtype:
        return TYPES.get(entry_type, "")
    fields.taken.add("entrysubtype")
    return subtype


def _values(entry: Any, known: Mapping[str, str]) -> tuple[dict[str, Any], list[Left]]:
    """(the fields, those that are made of abbreviations which the file does not explain)."""
    values, unknown = {}, []
    enclosed = entry.parser_metadata.get("removed_enclosing", {})
    for one in entry.fields:
        name, value = one.key.lower(), one.value
        if enclosed.get(one.key) == "no-enclosing" and name != "month":
            said = value if isinstance(value, str) else " and ".join(_said(part) for part in value)
            value = _joined(said, known)
            if value is None:
                unknown.append((name, text_of(said)))
                continue
            value = one.value if isinstance(one.value, list) else value
        values[name] = value
    return values, unknown


def _joined(text: str, known: Mapping[str, str]) -> str | None:
    """A value in parts as one, with what its abbreviations stand for; None where one of them is not explained."""
    at, parts = 0, []
    while at < len(text):
        piece = PIECE.match(text, at)
        if piece is None:
            return None
        word = piece[3] or ""
        if word and not word[0].isdecimal() and word.lower() not in known:
            return None
        parts.append(known.get(word.lower(), word) if word else piece[1] or piece[2] or "")
        at = piece.end()
    return "".join(parts)


def _date(fields: Fields) -> list[int]:
    """As far as it is known; what says more than that stays among what is left."""
    told = {name: value if isinstance(value := fields.values.get(name), str) else "" for name in DATED}
    parts = dates.written(told["date"])
    if parts:
        read = {"date": parts}
    else:
        parts = dates.parts_of(told["year"], told["month"], told["day"])
        read = {"year": parts[:1], "month": parts[1:2] if told["day"] else parts[1:], "day": parts[2:]}
    fields.taken |= {name for name, own in read.items() if own and not dates.says_more(told[name], own)}
    return parts


def _address(text: str) -> str:
    """An address or a DOI without the TeX around it: neither has braces or backslashes in it."""
    inner = URL.search(text[:LONGEST])
    given = (inner[1] or inner[2] or "") if inner else text
    bare = re.sub(r"\\textasciitilde(?:{}|\s)?|\\~(?:{})?", "~", given)
    return re.sub(r"[\\{}]", "", bare).strip()


def _where(text: Any) -> tuple[str, str]:
    """(what is said, the address in it): “Available at \\url{…}” says no more than the address.

    Only beside an address are the signs around it left out: “El País, S.A.” is a name to its last point.
    """
    if not isinstance(text, str):
        return "", ""
    says, address = " ".join(text[:LONGEST].split()), ""
    if found := URL.search(says) or BARE.search(says):
        before, after = says[: found.start()].rstrip(" .,:;([<{"), says[found.end() :].lstrip(" .,:;)]>}")
        says, address = f"{before} {after}".strip(" .,:;"), _address(found[0])
        if any(says.count(opens) != says.count(closes) for opens, closes in BRACKETS):
            says = says.strip("()[]<>{}")
    return "" if says_only_where(says) else says, address


def _said(parts: Any) -> str:
    return parts if isinstance(parts, str) else " ".join([*parts.first, *parts.von, *parts.last, *parts.jr])


def _name(parts: Any, plain: Callable[[str], str]) -> dict[str, str]:
    """Particles stand with the family name; what has one part only is an organisation, or a single name."""
    family = plain(" ".join([*parts.von, *parts.last]))
    family = ", ".join(part for part in (family, plain(" ".join(parts.jr))) if part)
    given = plain(" ".join(parts.first))
    return {"family": family, "given": given} if given else {"literal": family}


def _plain(allowance: bounds.Allowance, reader: LatexNodes2Text, text: str) -> str:
    """LaTeX as plain text: accents, dashes, quotation marks, and the braces that keep capitals."""
    if not bounds.TEX.search(text):
        return text
    allowance.take(text[:LONGEST])
    # A copy: what one text says of itself, as by \title, is nothing to the next.
    return copy(reader).latex_to_text(SINGLE.sub(r"‘\1’", text[:LONGEST]), latex_context=COMMANDS)

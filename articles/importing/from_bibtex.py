"""BibTeX and biblatex, by bibtexparser and pylatexenc."""

import re
from collections.abc import Callable
from functools import partial
from typing import Any

import bibtexparser
from bibtexparser import middlewares
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from articles.citing.items import Item

from . import bounds, dates

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
}
LONGEST = 2000
BLOCK = re.compile(r"@\w*[ \t]*[{(]")
# Names of signs that pylatexenc does not know, or takes for others.
SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
LATEX = get_default_latex_context_db()
LATEX.add_context_category("signs", prepend=True, macros=[MacroTextSpec(name, sign) for name, sign in SIGNS.items()])


def read(text: str) -> tuple[list[Item], int]:
    """Items, and how many entries could not be read. Raises Unreadable for what is too much at once.

    Only texts of the works that are shown are decoded.
    """
    bounds.check_entries(sum(1 for _block in BLOCK.finditer(text)))
    names = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(text, append_middleware=names)
    allowance = bounds.Allowance()
    items: list[Item] = []
    shown = 0
    for entry in library.entries:
        items.append(_item(entry, partial(_plain, allowance) if shown < bounds.MOST else str))
        shown += bool(items[-1]["title"])
    return items, len(library.failed_blocks)


def _item(entry: Any, plain: Callable[[str], str]) -> Item:
    fields = {one.key.lower(): one.value for one in entry.fields}

    def first(*names: str) -> str:
        return next((plain(fields[name]) for name in names if isinstance(fields.get(name), str) and fields[name]), "")

    def exact(name: str) -> str:
        value = fields.get(name)
        return value.strip() if isinstance(value, str) else ""

    kind = TYPES.get(entry.entry_type.lower(), "webpage")
    date = dates.written(first("date")) or dates.parts_of(first("year"), first("month"), first("day"))
    inside = ("booktitle",) if kind == "chapter" else ("journal", "journaltitle", "howpublished")
    return {
        "type": kind,
        "title": ": ".join(part for part in (first("title"), first("subtitle")) if part),
        "language": first("language", "langid"),
        "author": [_name(one, plain) for one in fields.get("author") or [] if not isinstance(one, str)],
        "issued": dates.issued(date),
        "container-title": first(*inside),
        "collection-title": first("series"),
        "publisher": first("publisher", "institution", "organization", "school"),
        "volume": first("volume"),
        "issue": first("number", "issue"),
        "page": re.sub(r"-{2,}", "-", first("pages").replace("–", "-")),
        "DOI": exact("doi"),
        "URL": exact("url"),
    }


def _name(parts: Any, plain: Callable[[str], str]) -> dict[str, str]:
    """Particles stand with the family name; what has one part only is an organisation, or a single name."""
    family = plain(" ".join([*parts.von, *parts.last]))
    family = ", ".join(part for part in (family, plain(" ".join(parts.jr))) if part)
    given = plain(" ".join(parts.first))
    return {"family": family, "given": given} if given else {"literal": family}


def _plain(allowance: bounds.Allowance, text: str) -> str:
    """LaTeX as plain text: accents, dashes, and the braces that keep capitals."""
    if not bounds.TEX.search(text):
        return text
    allowance.take(text[:LONGEST])
    return LatexNodes2Text(LATEX, keep_braced_groups=False).latex_to_text(text[:LONGEST])

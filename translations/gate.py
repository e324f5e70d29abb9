"""The one gate for text: what a translated value may be, wherever it comes from. Pure.

Each function returns sentences that say what is wrong, an empty list where nothing is. The value itself
is never changed here and never lost: callers give it back with the sentences.
"""

import re
import unicodedata
from html import escape, unescape
from urllib.parse import urlsplit

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from language.visible import is_hidden, is_visible

from . import marks

PLANES = range(0, 0x110000, 0x10000)
ADDRESS_SCHEMES = ("https", "http", "mailto", "tel")
# Everything below space but tab and line feed; DEL; the C1 block; noncharacters; lone surrogates.
NONCHARACTERS = "\ufdd0-\ufdef" + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in PLANES)
CONTROL = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{NONCHARACTERS}]")
NUMERIC = re.compile(r"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+))")
# What stands for a character that could not be read.
LOST = "\ufffd"
BIDI_OPEN = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)
BIDI_CLOSE = frozenset("\u202c\u2069")
# Deeper than any prose; parsers behind us recurse.
MAX_DEPTH = 20
MAX_LENGTH = 50_000
BLANK = gettext_lazy("The text is blank, the original is not.")


def normalised(text: str) -> str:
    """NFC, line ends as line feeds, nothing hanging at the ends."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def normalised_fragment(data: str) -> str:
    """NFC for a fragment with tags: only what a person reads is composed, never a tag with what follows it.

    A slash that is to be composed with the `>` of a tag would break the tag. What is no fragment stays as it is.
    """
    try:
        parts = marks.tokens(data)
    except marks.MarkupError:
        return data
    return "".join(_composed(part) if isinstance(part, str) else part[0] for part in parts)


def _composed(text: str) -> str:
    read = unescape(text)
    composed = unicodedata.normalize("NFC", read)
    return text if composed == read else escape(composed, quote=False)


def reason(typed: str, longest: int = 2_000) -> str:
    """What somebody gives as a reason, as it is kept: without control characters, which not every database takes."""
    return CONTROL.sub("", typed).strip()[:longest]


def text_problems(text: str, source_text: str, max_length: int | None = None) -> list[str]:
    """What is wrong with a plain text as a translation of `source_text`."""
    found = []
    limit = max_length or MAX_LENGTH
    if _is_visible(source_text) and not _is_visible(text):
        found.append(str(BLANK))
    if len(text) > limit:
        found.append(
            _("The text is too long: %(length)d characters, at most %(limit)d.") % {"length": len(text), "limit": limit}
        )
    if CONTROL.search(text):
        found.append(_("The text holds a control character that nobody can see."))
    if LOST in text and LOST not in source_text:
        found.append(_("The text holds a sign that was lost on its way here: “�” stands for it. Type it anew."))
    if not _bidi_is_paired(text):
        found.append(_("The text holds a direction mark that is never closed."))
    return found


def _is_visible(text: str) -> bool:
    """Whether a reader sees anything of a text with marks.

    A mark shows nothing itself.
    """
    shown = marks.MARK.sub(lambda match: "{" if match[0] == "{{" else "", text)
    return is_visible(shown)


def _bidi_is_paired(text: str) -> bool:
    expected: list[str] = []
    for character in text:
        if character in BIDI_OPEN:
            expected.append(BIDI_OPEN[character])
        elif character in BIDI_CLOSE and (not expected or expected.pop() != character):
            return False
    return not expected


MARK_SENTENCES = {
    "broken": lambda: _(
        "The mark {%(number)d} is broken: write {%(number)d}…{/%(number)d}. A brace of your own is written {{."
    ),
    "foreign": lambda: _("The mark {%(number)d} is not one of the original’s."),
    "doubled": lambda: _("The mark {%(number)d} stands twice."),
    "nested": lambda: _("The link {%(number)d} stands inside another link."),
    "unopened": lambda: _("The mark {/%(number)d} closes nothing: {%(number)d} is missing."),
    "unclosed": lambda: _("The mark {%(number)d} is opened and never closed: {/%(number)d} is missing."),
    "crossed": lambda: _("The mark {/%(number)d} stands where {%(number)d} is not the last one open."),
    "missing": lambda: _("The link {%(number)d} of the original is missing."),
    "empty": lambda: _("The mark {%(number)d} stands around nothing: write words before {/%(number)d}."),
}


def marked_problems(text: str, source: str, max_length: int | None = None) -> list[str]:
    """What is wrong with a text with marks, as typed, for a source string; each sentence once."""
    found = text_problems(text, marks.to_text(source), max_length)
    wrong = [MARK_SENTENCES[one.kind]() % {"number": one.number} for one in marks.problems(text, source)]
    if wrong:
        found = [sentence for sentence in found if sentence != BLANK]  # a mark is something
    return list(dict.fromkeys([*found, *wrong, *empty_mark_problems(text, source)]))


def empty_mark_problems(text: str, source: str) -> list[str]:
    """The marks of a text that stand around nothing a reader sees: a link that nobody can follow.

    Where a mark of its kind is empty in the source string too, it may be so here.
    """
    insides = marks.insides(marks.to_text(source))
    known = {mark.number: (mark.name, mark.id) for mark in marks.marks_of(source)}
    may_be = {known[number] for number, inside in insides if not _is_visible(inside)}
    return [
        MARK_SENTENCES["empty"]() % {"number": number}
        for number, inside in marks.insides(text)
        if number in known and known[number] not in may_be and not _is_visible(inside)
    ]


def fragment_problems(data: str, source: str, max_length: int | None = None) -> list[str]:
    """What is wrong with a translated string as wagtail-localize keeps it: HTML with the source's inline tags."""
    try:
        depth_problem = _depth(data) > MAX_DEPTH
        text = marks.to_text(data, source)
    except marks.MarkupError:
        return [_("The text holds markup that the original does not have.")]
    if depth_problem or not _tags_are_of(data, source):
        return [_("The text holds markup that the original does not have.")]
    found = text_problems(text, marks.to_text(source), max_length) + empty_mark_problems(text, source)
    if not found and _names_what_is_none(data):
        found.append(_("The text holds a control character that nobody can see."))
    return found


def _names_what_is_none(data: str) -> bool:
    """Whether a numeric reference stands for no character that text may hold.

    Such a one is dropped or read as another by `unescape`; whoever reads the fragment behind us may do neither.
    """
    for hexadecimal, decimal in NUMERIC.findall(data):
        digits = (hexadecimal or decimal).lstrip("0") or "0"
        number = int(digits, 16 if hexadecimal else 10) if len(digits) < 9 else 0
        if not 0 < number < 0x110000 or CONTROL.match(chr(number)):
            return True
    return False


def _depth(data: str) -> int:
    depth = deepest = 0
    for token in marks.tokens(data):
        if not isinstance(token, str) and not token["br"]:
            depth += -1 if token["close"] else 1
            deepest = max(deepest, depth)
    return deepest


def _tags_are_of(data: str, source: str) -> bool:
    """Every tag is one of the source's, opened once, closed in order; no link stands in a link."""
    free = [(mark.name, mark.id) for mark in marks.marks_of(source)]
    stack: list[str] = []
    for token in marks.tokens(data):
        if isinstance(token, str) or token["br"]:
            continue
        if token["close"]:
            if not stack or stack.pop() != token["name"]:
                return False
        elif token["name"] == "a" and "a" in stack:
            return False
        elif (token["name"], token["id"] or "") in free:
            free.remove((token["name"], token["id"] or ""))
            stack.append(token["name"])
        else:
            return False
    return not stack


def address_problems(address: str) -> list[str]:
    """What is wrong with an address that a link, an image source or an embed leads to.

    https, http, mailto, tel, and paths within this site are let through; scheme-relative addresses and
    hidden characters are not.
    """
    sentence = _("This address is not one that a link may lead to.")
    if not isinstance(address, str) or len(address) > 2000:
        return [sentence]
    if CONTROL.search(address) or any(c.isspace() or is_hidden(c) or c in "\\<>\"'`" for c in address):
        return [sentence]
    if address.startswith("/") and not address.startswith("//"):
        return []
    if address.startswith("#") and len(address) > 1:
        return []
    try:
        parts = urlsplit(address)
    except ValueError:
        return [sentence]
    if parts.scheme not in ADDRESS_SCHEMES:
        return [sentence]
    if parts.scheme in ("http", "https") and (not parts.hostname or parts.username is not None):
        return [sentence]
    if parts.scheme in ("mailto", "tel") and not parts.path:
        return [sentence]
    return []

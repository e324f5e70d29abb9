"""PO files, read as what they may be: anything at all. Pure.

polib is quadratic in places and raises whatever its state machine trips over, so the size is bounded before
it sees a byte, the text is decoded here, and each of its errors is the same refusal.
"""

from dataclasses import dataclass

import polib
from django.utils.translation import gettext as _

# The longest texts of ours make a file of a tenth of this; at this size no file takes two seconds.
MAX_BYTES = 500_000
MAX_ENTRIES = 5_000
# An entry has four or five lines; polib asks each of them several questions, also where it is an empty string.
MAX_LINES = 40_000
OWNER = "X-WagtailLocalize-TranslationID"


class Unreadable(ValueError):
    """A file that is no PO file for this translation; says why."""


@dataclass(frozen=True)
class Entry:
    """A finished entry: neither fuzzy, nor obsolete, nor empty."""

    path: str
    source: str
    text: str


@dataclass(frozen=True)
class File:
    """What a file gives: its finished entries, and how many others it holds that are translated but not finished."""

    entries: list[Entry]
    unfinished: int


def read(data: bytes, owner: str) -> File:
    """The finished entries of a file that was exported for `owner`. Raises Unreadable."""
    if len(data) > MAX_BYTES:
        raise Unreadable(_("The file is too large: at most %(limit)d kB.") % {"limit": MAX_BYTES // 1000})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable(_("The file is not written in UTF-8.")) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("msgid") > MAX_ENTRIES:
        raise Unreadable(_("The file holds too many entries."))
    if text.count("\n") > MAX_LINES:
        raise Unreadable(_("The file holds too many lines."))
    try:
        # The line end keeps polib from taking a text for the name of a file on the server.
        found = polib.pofile("\n" + text)
    except Exception as error:
        raise Unreadable(_("This is not a PO file.")) from error
    if found.metadata.get(OWNER) != owner:
        raise Unreadable(_("This file was not exported from this translation."))
    translated = [entry for entry in found if entry.msgstr]
    finished = [entry for entry in translated if not entry.obsolete and not _is_fuzzy(entry)]
    entries = [Entry(str(entry.msgctxt or ""), entry.msgid, entry.msgstr) for entry in finished]
    return File(entries, len(translated) - len(entries))


def _is_fuzzy(entry: polib.POEntry) -> bool:
    """However the flag is written: programs differ in capitals and commas."""
    return any("fuzzy" in flag.casefold().split() for flag in entry.flags)

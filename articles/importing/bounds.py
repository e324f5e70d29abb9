"""How much of a file is read. Parsers of others take their time over some texts: so what costs is counted before.

At these bounds no file takes two seconds where a loop of ten million additions takes half a one.
"""

import re

from django.utils.translation import gettext as _

MAX_BYTES = 500_000
MOST = 200  # works that are shown, and made, at once
MOST_ENTRIES = 1_000
MOST_LINES = 50_000
MOST_PEOPLE = 2_000
MOST_ANDS = 20_000
# Letters of texts with TeX in them; each of its signs takes as long as three letters more, and each text, be it one
# sign long, as ten.
MOST_TEX = 200_000
SIGN = 3
TEXT = 10

TEX = re.compile(r"[\\{}$~^`]|--|''")
SIGNS = re.compile(r"[^\w\s.,:;()]|\n\s*\n")


class Unreadable(ValueError):
    """Nothing can be made of a file; the message says why."""


def check_entries(number: int) -> None:
    """Raise Unreadable for a file with more entries than are read at once."""
    if number > MOST_ENTRIES:
        raise Unreadable(_("This file has more than %(most)d entries. Import it in parts.") % {"most": MOST_ENTRIES})


def check_lines(text: str) -> None:
    """Raise Unreadable for a file with more lines than are read at once."""
    if len(text.splitlines()) > MOST_LINES:
        raise Unreadable(_("This file has more than %(most)d lines. Import it in parts.") % {"most": MOST_LINES})


def check_people(number: int) -> None:
    """Raise Unreadable for a file that names more people than are shown at once."""
    if number > MOST_PEOPLE:
        raise Unreadable(_("This file names more than %(most)d people. Import it in parts.") % {"most": MOST_PEOPLE})


def check_names(number: int) -> None:
    """The same before they are parsed, where “and” may stand in other texts too: far more than are shown."""
    if number > MOST_ANDS:
        check_people(number)


class Allowance:
    """The TeX that one file may hold."""

    def __init__(self) -> None:
        self.left = MOST_TEX

    def take(self, text: str) -> None:
        """Count a text before it is decoded; raise Unreadable for what is more than a file may hold."""
        self.left -= TEXT + len(text) + SIGN * len(SIGNS.findall(text))
        if self.left < 0:
            raise Unreadable(_("This file holds too many TeX commands. Import it in parts."))

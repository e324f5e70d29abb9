"""The entries of a file: what was read of each, what was not taken of it, and which could not be read."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from articles.citing.items import Item, spoken_name
from language.folding import fold
from language.visible import is_visible

from .csl_names import name_of, rest_of

# A field as the file calls it, and what it says there.
Left = tuple[str, str]
LONGEST = 200
# Signs within a word that say where it may be broken, or not: what is copied out of a PDF has them.
WITHIN_WORDS = dict.fromkeys(map(ord, "\u00ad\u2060\ufeff"))
# Of a translation, or of another edition of a work: what that work is called.
ORIGINAL = "original-title"
# What kind of report one is, and what a file calls one that is a resolution, in the languages of the site.
GENRE, RESOLUTIONS = "genre", {"resolution", "resolucion"}


@dataclass(frozen=True)
class Where:
    """Which entry of a file it is: by its number, the line that it begins on (0 where lines say nothing), its key."""

    number: int
    line: int = 0
    key: str = ""

    @property
    def told(self) -> str:
        said = {"number": self.number, "line": self.line, "key": one_line(self.key)[:60]}
        if self.line and said["key"]:
            return _("Entry %(number)d, line %(line)d, “%(key)s”") % said
        if self.line:
            return _("Entry %(number)d, line %(line)d") % said
        return (_("Entry %(number)d, “%(key)s”") if said["key"] else _("Entry %(number)d")) % said


@dataclass(frozen=True)
class Entry:
    """One that was read, and what of it has no place in the item."""

    where: Where
    item: Item
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True)
class Lost:
    """One that could not be read; `why` goes on after a colon, "" where nothing more is known."""

    where: Where
    why: str = ""

    @property
    def told(self) -> str:
        return _("%(entry)s: %(why)s") % {"entry": self.where.told, "why": self.why or _("it is broken.")}


class Fields:
    """The fields of an entry, and which of them were taken."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = dict(values)
        self.taken: set[str] = set()

    def take(self, *names: str) -> Any:
        """The value of the first of these that has one, of several the first; "" where none has."""
        found = next((name for name in names if self.values.get(name)), "")
        if not found:
            return ""
        self.taken.add(found)
        value = self.values[found]
        if isinstance(value, list) and value:
            self.values[found] = value[1:]
            self.taken -= {found} if value[1:] else set()
            return value[0]
        return value

    def left(self, *unsaid: str) -> list[Left]:
        """What was not taken and says something, but for fields that concern nobody (`unsaid`)."""
        rest = [(name, text_of(value)) for name, value in self.values.items() if name not in self.taken | {*unsaid}]
        return [(name, text) for name, text in rest if text]


def text_of(value: Any) -> str:
    """Whatever stands in a field as one short line."""
    if isinstance(value, Mapping):
        value = spoken_or_parts(value)
    if isinstance(value, list | tuple):
        value = "; ".join(filter(None, map(text_of, value[:50])))
    text = one_line(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]} …"


def spoken_or_parts(value: Mapping[str, Any]) -> str:
    """A name as it is said, with what is said beside it, or whatever a mapping holds."""
    name = name_of(dict(value))
    if "family" in name:
        rest = spoken_or_parts(rest_of(dict(value)))
        return f"{one_line(spoken_name(name))} ({rest})" if rest else one_line(spoken_name(name))
    return "; ".join(text for key, part in value.items() if (text := f"{key} {text_of(part)}".strip()) != key)


def one_line(value: Any) -> str:
    """A text, or a number as one, on one line and without control characters; "" for anything else, and for a text of
    which nothing can be seen."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    whole = str(value)[:2000].translate(WITHIN_WORDS)
    shown = "".join(sign if sign.isprintable() else " " for sign in whole)
    line = " ".join(shown.split())
    return line if is_visible(line) else ""


def is_resolution(genre: Any) -> bool:
    """Whether a file says of a report that it is one, as files of ours do."""
    return fold(one_line(genre)) in RESOLUTIONS


def genre_of(kind: str, fields: Fields, name: str, plain: Callable[[str], str] = str) -> dict[str, str]:
    """`{"genre": …}` of a report, out of the field of that name, where it says what we understand; else the field is
    left. `plain` makes words of it."""
    value = fields.values.get(name)
    genre = plain(value) if kind == "report" and isinstance(value, str) else ""
    if not is_resolution(genre):
        return {}
    fields.taken.add(name)
    return {GENRE: one_line(genre)}


def not_said_again(left: Iterable[Left], item: Item) -> list[Left]:
    """Without what says the same as something that was taken, as a year beside a whole date."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    said = {one_line(value).casefold() for value in item.values()} | {str(part) for part in parts[:1]}
    return [(name, text) for name, text in left if text.casefold() not in said]

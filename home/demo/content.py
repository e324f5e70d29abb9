"""What the demo is written in: small records that hold a text beside its translation. Pure.

Each item is written in the language of its source. A text is `said(source, target)`; line breaks and
indentation of a triple-quoted text count as one space, and `~` stands for a no-break space.
"""

import itertools
import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from enum import StrEnum
from typing import Any

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "tandem:demo")
TAG = re.compile(r"<(?P<close>/)?(?P<name>[a-z]+)(?: href=\"[^\"]+\")?>")


class State(StrEnum):
    """How far the translation of an item has come when the demo is loaded."""

    UNTRANSLATED = "untranslated"
    HALF_DONE = "half done"
    IN_REVIEW = "in review"
    SENT_BACK = "sent back"
    WAITS = "approved, waits for its source"
    LIVE = "live"
    STALE = "live, source changed since"
    SOURCE_UNPUBLISHED = "live, source unpublished since"


STARTED = frozenset(State) - {State.UNTRANSLATED}
WHOLE = STARTED - {State.HALF_DONE}
PUBLISHED = frozenset({State.LIVE, State.STALE, State.SOURCE_UNPUBLISHED})
APPROVED = PUBLISHED | {State.WAITS}


@dataclass(frozen=True)
class Said:
    """A text in the language of its source, and its translation; "" where none is written yet."""

    source: str
    target: str = ""

    def pair(self) -> tuple[str, str]:
        """The source as the translation desk stores it, and the translation as a translator types it.

        There, links lose their address (`<a id="a1">`); here, tags are numbered marks (`{1}…{/1}`).
        """
        return _without_addresses(self.source), _with_marks(self.target, self.source)


def _without_addresses(text: str) -> str:
    links = itertools.count(1)

    def strip(tag: re.Match[str]) -> str:
        return f'<a id="a{next(links)}">' if tag["name"] == "a" and not tag["close"] else tag[0]

    return TAG.sub(strip, text)


def _with_marks(target: str, source: str) -> str:
    openings = [tag[0] for tag in TAG.finditer(source) if not tag["close"]]
    opened: list[int] = []

    def mark(tag: re.Match[str]) -> str:
        if tag["close"]:
            return f"{{/{opened.pop()}}}"
        place = openings.index(tag[0])
        openings[place] = ""  # the next tag of the same kind is the next mark
        opened.append(place + 1)
        return f"{{{place + 1}}}"

    return TAG.sub(mark, target)


def said(source: str, target: str = "") -> Said:
    """A text and its translation, from how they are laid out in a module to what is stored."""
    return Said(_line(source), _line(target))


def _line(text: str) -> str:
    return re.sub(r"[ \n]+", " ", text).strip().replace("~", "\u00a0")


NOTHING = Said("")


class Texts:
    """A record whose texts can be walked: its own, and those of the records that it holds."""

    def texts(self) -> Iterator[Said]:
        """Each text in order, empty ones left out."""
        for each in fields(self):
            yield from _texts_of(getattr(self, each.name))


def _texts_of(value: Any) -> Iterator[Said]:
    if isinstance(value, Said):
        if value.source:
            yield value
    elif isinstance(value, Texts):
        yield from value.texts()
    elif isinstance(value, tuple):
        for inner in value:
            yield from _texts_of(inner)


# ---------------------------------------------------------------- blocks of a body
@dataclass(frozen=True)
class Heading(Texts):
    text: Said


@dataclass(frozen=True)
class Paragraphs(Texts):
    items: tuple[Said, ...]
    listed: bool = False


@dataclass(frozen=True)
class Quote(Texts):
    """Words that exist in both languages: what each edition of the source says, never our translation."""

    text: Said
    attribution: Said
    source: Said
    url: str = ""


@dataclass(frozen=True)
class Callout(Texts):
    heading: Said
    text: Said


@dataclass(frozen=True)
class Picture(Texts):
    """A picture that `pictures.draw` knows by name, and what it shows in words."""

    name: str
    alt: Said


@dataclass(frozen=True)
class PublicationList(Texts):
    """Where the numbered list of publications stands."""


Block = Heading | Paragraphs | Quote | Callout | Picture | PublicationList


def text(*paragraphs: Said) -> Paragraphs:
    """A rich text block of paragraphs."""
    return Paragraphs(paragraphs)


def bullets(*items: Said) -> Paragraphs:
    """A rich text block that is a list."""
    return Paragraphs(items, listed=True)


# ---------------------------------------------------------------- items
@dataclass(frozen=True)
class Note(Texts):
    """A dated note on a page: `kind` is "correction" or "update"."""

    kind: str
    date: date
    text: Said


@dataclass(frozen=True)
class Change:
    """A later edit of a published source, after its translation went live; `note` says so to readers."""

    field: str
    before: str
    after: str
    note: Note | None = None


@dataclass(frozen=True)
class Item(Texts):
    """Something written in one language; `key` names it for ever, whatever people call it later."""

    key: str
    language: str
    state: State = field(default=State.LIVE, kw_only=True)

    @property
    def translation_key(self) -> uuid.UUID:
        """The family that this item and its translations are, on every site that loads the demo."""
        return uuid.uuid5(NAMESPACE, f"{type(self).__name__}:{self.key}")

    def translations(self) -> dict[str, str]:
        """Source text → translation, as a translator sees them; texts without a translation are left out."""
        return {source: target for source, target in (text.pair() for text in self.texts()) if target}


@dataclass(frozen=True)
class Subject(Item):
    """A topic."""

    name: Said
    slug: Said
    description: Said


@dataclass(frozen=True)
class Author(Item):
    """A person. `name`, `sort_name` and `slug` are the same in every language."""

    name: str
    sort_name: str
    slug: str
    role: Said
    bio: Said


@dataclass(frozen=True)
class Publisher(Item):
    """An outlet, with what its placeholder logo is drawn from."""

    name: Said
    slug: str
    url: str
    country: str
    initials: str
    colour: str
    disclaimer: Said = NOTHING


@dataclass(frozen=True)
class Sheet(Item):
    """What every page of the demo has."""

    title: Said
    slug: Said
    description: Said


@dataclass(frozen=True)
class Standing(Sheet):
    """A standing page."""

    intro: Said
    body: tuple[Block, ...]


@dataclass(frozen=True)
class Article(Sheet):
    """A post."""

    date: date
    intro: Said
    hero: Picture
    authors: tuple[str, ...]
    topics: tuple[str, ...]
    body: tuple[Block, ...]
    publications: tuple[str, ...] = ()
    change: Change | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class EditionFacts:
    language: str
    title: str
    outlet: str
    url: str
    url_is_home: bool = True
    kind: str = "translation"
    access: str = ""


@dataclass(frozen=True)
class Permission:
    """A licence that does not suffice, and the permission that was given beside it."""

    licence: str
    given_by: str
    given_on: date
    scope: str


@dataclass(frozen=True)
class WorkFacts:
    """A work; each author is a person's key, the role and the affiliation then. `repeated_under` is the licence of one
    that our page repeats word for word."""

    kind: str
    title: str
    date: date
    precision: str
    outlet: str
    url: str
    url_is_home: bool = True
    access: str = ""
    language: str = "en"
    authors: tuple[tuple[str, str, str], ...] = ()
    editions: tuple[EditionFacts, ...] = ()
    rights: Permission | None = None
    repeated_under: str = ""


@dataclass(frozen=True)
class Summary(Sheet):
    """A publication page, and the work that it tells of."""

    work: WorkFacts
    summary: tuple[Said, ...]
    topics: tuple[str, ...]
    body: tuple[Block, ...] = ()
    change: Change | None = None
    notes: tuple[Note, ...] = ()

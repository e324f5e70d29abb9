"""The marks of a passage as its translator is told of them: what each stands for, and where a link leads."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.numbers import is_key
from core.restricted import public_documents, public_pages
from translations import marks
from translations.links import Link
from translations.localize import TextSegment, ValueSegment, path_of_link
from translations.placing import links_by_number


@dataclass(frozen=True)
class NamedMark:
    """A mark that a person puts around words: its number, what it stands for, and where a link leads `to`."""

    number: int
    name: str
    to: str = ""


@dataclass(frozen=True)
class Leads:
    """What is known of where links lead: the addresses that this language has instead of the original's, by their path,
    and the titles of pages and files."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[tuple[str, str], str] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Iterable[TextSegment], values: Iterable[ValueSegment] = ()) -> "Leads":
        """One query for all links to pages and files, none where there are none."""
        own = {one.path: one.target for one in values if isinstance(one.target, str) and not one.error}
        wanted: dict[str, set[str]] = {}
        for link in (link for one in texts for link in one.links if link.kind and is_key(link.pk)):
            wanted.setdefault(link.kind, set()).add(link.pk)
        return cls(own, _titles(wanted))

    def to(self, segment: TextSegment, link: Link) -> str:
        """Where a link of a passage leads, in words."""
        if link.address:
            return self.addresses.get(path_of_link(segment.path, link.address), link.address)
        title = self.titles.get((link.kind, link.pk), "")
        return _("“%(title)s”") % {"title": title} if title else str(KINDS.get(link.kind, lambda: "")())


# Those that any reader may see: the title of another is not for every translator.
ROWS = {"page": public_pages, "document": public_documents}
KINDS = {"page": lambda: _("a page of this site"), "document": lambda: _("a file of this site")}


def _titles(wanted: Mapping[str, set[str]]) -> dict[tuple[str, str], str]:
    """The titles of public rows, by kind and primary key."""
    first, *more = [
        ROWS[kind]().filter(pk__in=keys).order_by().values_list(models.Value(kind), "pk", "title")
        for kind, keys in sorted(wanted.items())
        if kind in ROWS
    ] or [None]
    rows = [] if first is None else first.union(*more, all=True)
    return {(kind, str(pk)): title for kind, pk, title in rows}


def named_marks(segment: TextSegment, leads: Leads) -> list[NamedMark]:
    """The marks of a passage in the order of their numbers. No query."""
    links = links_by_number(segment)
    return [
        NamedMark(one.number, _name(one), ", ".join(leads.to(segment, link) for link in links.get(one.number, [])))
        for one in marks.marks_of(segment.source)
    ]


def _name(mark: marks.Mark) -> str:
    if mark.is_link:
        return pgettext("mark", "link")
    if mark.name in ("b", "strong"):
        return pgettext("mark", "bold")
    return pgettext("mark", "italic") if mark.name in ("i", "em") else pgettext("mark", "other")

"""Corrections and updates as readers meet them: on their page, and all those of a language, the newest first."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as PageOfList
from wagtail.models import Page

from core.readers import Reader

from .browsing import paginate
from .models import BlogPostPage, PublicationPage
from .models.corrections import DatedNotesMixin, day_of

CORRECTION = "correction"


@dataclass(frozen=True)
class Note:
    """A dated note: a correction, or else an update."""

    kind: str
    date: datetime.date
    text: str

    @property
    def is_correction(self) -> bool:
        return self.kind == CORRECTION


@dataclass(frozen=True)
class ListedNote:
    """A note in the list of a language, with the page that it stands on."""

    note: Note
    page: Page
    url: str


def notes_of(page: DatedNotesMixin) -> list[Note]:
    """The notes of a page in its editor's order. No query."""
    return _read(page.corrections.get_prep_value())


def listed(reader: Reader) -> PageOfList:
    """A page of all notes on public pages of the reader's language, the newest first. Four queries at most.

    The notes stand in bodies, of which a database sorts nothing; there are few, and no more than them is read.
    """
    found: list[tuple[Note, int]] = []
    for model in (BlogPostPage, PublicationPage):
        rows = reader.public(model.objects.filter(locale=reader.locale)).exclude(corrections=[]).order_by("pk")
        for pk, stream in rows.values_list("pk", "corrections"):
            found += [(note, pk) for note in _read(stream.get_prep_value())]
    found.sort(key=lambda one: (one[0].date, one[1]), reverse=True)
    page_obj = paginate(found, reader)
    pages = Page.objects.in_bulk({pk for _note, pk in page_obj})
    page_obj.object_list = [
        ListedNote(note, pages[pk], pages[pk].get_url(reader.request) or "") for note, pk in page_obj
    ]
    return page_obj


def _read(rows: Iterable[Mapping[str, Any]]) -> list[Note]:
    """Notes of the stored blocks; what lacks its date or its text, as a draft may, is left out."""
    found = []
    for row in rows:
        date, text = day_of(row), (row["value"].get("text") or "").strip()
        if date and text:
            found.append(Note(row["type"], date, text))
    return found

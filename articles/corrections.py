"""Corrections and updates as readers meet them: on their page, and all those of a language, the newest first."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page as PageOfList
from wagtail.models import Page

from core.readers import Reader

from .browsing import paginate
from .models import BlogPostPage, PublicationPage
from .models.corrections import DatedNotesMixin, day_of

CORRECTION = "correction"


@dataclass(frozen=True)
class Note:
    """A dated note: a correction, or else an update. `key` is the same in each translation of it."""

    kind: str
    date: datetime.date
    text: str
    key: str = ""

    @property
    def is_correction(self) -> bool:
        return self.kind == CORRECTION


@dataclass(frozen=True)
class ListedNote:
    """A note in the list of a language, with the page that it stands on; `lang` marks one in another language."""

    note: Note
    page: Page
    url: str
    lang: str = ""


def notes_of(page: DatedNotesMixin) -> list[Note]:
    """The notes of a page in its editor's order. No query."""
    return _read(page.corrections.get_prep_value())


def listed(reader: Reader) -> PageOfList:
    """A page of all notes on public pages, the newest first: each once, in the reader's language where it is told in
    it, else as it stands in another. Four queries at most.

    The notes stand in bodies, of which a database sorts nothing; there are few, and no more than them is read.
    """
    found: list[tuple[Note, int]] = []
    for model in (BlogPostPage, PublicationPage):
        rows = reader.public(model.objects.exclude(corrections=[]).order_by("pk"))
        families: dict[UUID, dict[int, tuple[int, list[Note]]]] = {}
        for pk, locale, family, stream in rows.values_list("pk", "locale", "translation_key", "corrections"):
            families.setdefault(family, {})[locale] = (pk, _read(stream.get_prep_value()))
        for family in families.values():
            found += _told_once(family, [reader.locale.pk, *(locale.pk for locale in reader.locales)])
    found.sort(key=lambda one: (one[0].date, one[1]), reverse=True)
    page_obj = paginate(found, reader)
    pages = Page.objects.in_bulk({pk for _note, pk in page_obj})
    page_obj.object_list = [_listed(note, pages[pk], reader) for note, pk in page_obj]
    return page_obj


def _told_once(family: Mapping[int, tuple[int, list[Note]]], locales: Iterable[int]) -> list[tuple[Note, int]]:
    """The notes of the translations of one page, each from the first of these locales that has it.

    Pages that were not translated here share no keys: then it is the day that says which note is which.
    """
    told: list[tuple[Note, int]] = []
    for pk, notes in (family[locale] for locale in dict.fromkeys(locales) if locale in family):
        keys = {note.key for note, _pk in told}
        days = (
            set() if keys.intersection(note.key for note in notes) else {(note.kind, note.date) for note, _pk in told}
        )
        told += [(note, pk) for note in notes if note.key not in keys and (note.kind, note.date) not in days]
    return told


def _listed(note: Note, page: Page, reader: Reader) -> ListedNote:
    locale = reader.locale_of(page)
    lang = "" if locale.pk == reader.locale.pk else locale.language_code
    return ListedNote(note, page, page.get_url(reader.request) or "", lang)


def _read(rows: Iterable[Mapping[str, Any]]) -> list[Note]:
    """Notes of the stored blocks; what lacks its date or its text, as a draft may, is left out."""
    found = []
    for row in rows:
        date, text = day_of(row), (row["value"].get("text") or "").strip()
        if date and text:
            found.append(Note(row["type"], date, text, row.get("id") or ""))
    return found

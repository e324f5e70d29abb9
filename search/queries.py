"""Search for readers: the stable surface between the words typed and the pages found.

Wagtail's own search does the finding. On SQLite it folds accents ("accion" finds "acción"); on
PostgreSQL it does not. Neither knows the forms of a word. Only `_found` knows the engine.
"""

import datetime
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page as PageOfList
from django.core.paginator import Paginator
from wagtail.models import Page

from articles.cards import plain
from articles.models import BlogPostPage, PublicationPage
from core.readers import Reader

PAGE_SIZE = 20
MAX_CHARACTERS = 200
MAX_WORDS = 16
WORD = re.compile(r"[^\W_]+")

# The type of a result, by the name of its model; any other page of ours is a "page".
TYPES = {
    "blogpostpage": "post",
    "publicationpage": "publication",
    "homepage": "home",
    "blogindexpage": "list",
    "publicationindexpage": "list",
}


@dataclass(frozen=True)
class Query:
    """What was typed, as words. `was_cut` says that not all of it is searched for."""

    text: str
    words: tuple[str, ...]
    was_cut: bool

    @classmethod
    def read(cls, typed: str) -> "Query":
        """Read words from anything at all: marks that mean something to an engine never reach it."""
        typed = typed.replace("\0", " ").strip()
        text = unicodedata.normalize("NFC", typed[:MAX_CHARACTERS])
        too_long = len(typed) > MAX_CHARACTERS
        if too_long and not typed[MAX_CHARACTERS].isspace():
            text = text.rsplit(maxsplit=1)[0]  # not half a word, unless there is no other
        words = tuple(dict.fromkeys(word.lower() for word in WORD.findall(text)))
        return cls(text, words[:MAX_WORDS], too_long or len(words) > MAX_WORDS)


@dataclass(frozen=True)
class Result:
    """One page found. `date` is the post's, or the work's of a publication; None for other pages."""

    id: int
    title: str
    url: str
    type: str
    locale: str
    date: datetime.date | None
    date_precision: str = "day"
    text: str = ""


@dataclass(frozen=True)
class Results:
    """One page of results. `any_word` says that no page holds all words, so these hold some."""

    query: Query
    count: int
    results: list[Result]
    page_obj: PageOfList
    any_word: bool = False

    @property
    def page_range(self) -> list[int | str]:
        """Page numbers, and “…” for those left out."""
        return list(self.page_obj.paginator.get_elided_page_range(self.page_obj.number, on_ends=1))

    @property
    def address(self) -> str:
        """What stands before `page=2` in the address of another page of these results."""
        return f"{urlencode({'q': self.query.text})}&"


def search(query: Query, reader: Reader, page_number: str | None = None) -> Results:
    """Live, public pages of the reader's locale that hold all words; where none does, any of them.

    Never fails on what was typed. About eight queries, of which up to three are the engine's.
    """
    any_word = False
    found = _found(query, reader, "and")
    page_obj = Paginator(found, PAGE_SIZE).get_page(page_number)
    if not page_obj.paginator.count and len(query.words) > 1:
        page_obj = Paginator(_found(query, reader, "or"), PAGE_SIZE).get_page(page_number)
        any_word = bool(page_obj.paginator.count)
    return Results(query, page_obj.paginator.count, _results(page_obj, reader), page_obj, any_word)


def _found(query: Query, reader: Reader, operator: str):
    """The engine's results, best first, of which one asks the length and a slice."""
    if not query.words:
        return []
    pages = reader.public(Page.objects.filter(locale=reader.locale))
    return pages.search(" ".join(query.words), operator=operator)


def _results(pages: Iterable[Page], reader: Reader) -> list[Result]:
    pages = list(pages)
    details = _details([page.pk for page in pages])
    return [_result(page, reader, details.get(page.pk, {})) for page in pages]


def _result(page: Page, reader: Reader, details: dict) -> Result:
    return Result(
        id=page.pk,
        title=page.title,
        url=page.get_url(reader.request) or "",
        type=TYPES.get(page.cached_content_type.model, "page"),
        locale=reader.locale.language_code,
        date=details.get("date"),
        date_precision=details.get("date_precision", "day"),
        text=page.search_description or details.get("text", ""),
    )


def _details(pks: list[int]) -> dict[int, dict]:
    """The date and a line of text of each post and publication: page -> fields of Result. Two queries."""
    if not pks:
        return {}
    posts = BlogPostPage.objects.filter(pk__in=pks).values_list("pk", "date", "intro")
    details = {pk: {"date": date, "text": intro} for pk, date, intro in posts}
    for row in PublicationPage.objects.filter(pk__in=pks).select_related("work").defer("body"):
        details[row.pk] = {"text": plain(row.summary)}
        if row.work.live:  # the date of a work that was taken back is not for readers
            details[row.pk] |= {"date": row.work.date, "date_precision": row.work.date_precision}
    return details

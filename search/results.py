"""Results as readers see them, made of hits: titles, addresses, dates, extracts. Two queries for a whole page."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import F
from wagtail.models import Page

from articles.querysets import facts_published
from core.dates import latest
from core.readers import Reader
from language.analysis import analyser

from .engine.asked import Question
from .engine.ranking import Hit
from .engine.reading import read
from .engine.relations import KINDS
from .extracts import Extract, extract

PAGES = "wagtailcore.page"
TEXTS = """
SELECT document.object_id, kept.text FROM search_document document
JOIN search_documenttext kept ON kept.document_id = document.id
WHERE document.object_id IN ({terms}) AND document.model = %s
"""
SHOWN = ("title", "url_path", "content_type", "locale", "last_published_at")


@dataclass(frozen=True)
class Result:
    """One page found. `date` is the post's, or the work's of a publication; None for other pages.

    `lang` marks a page in another language than the reader's; `through` says “pairs” where no word of it was sought,
    but what is likely its translation. `published` is when it last changed for readers, facts of works included, where
    that was asked for.
    """

    id: int
    title: str
    url: str
    type: str
    locale: str
    date: datetime.date | None
    date_precision: str = "day"
    lang: str = ""
    through: str = ""
    published: datetime.datetime | None = None
    extract: Extract = field(default_factory=Extract)

    @property
    def highlight(self) -> str:
        """The extract as HTML, escaped, with <mark> around what was sought."""
        return self.extract.as_html()


def pages_of(ids: Iterable[int], reader: Reader, *, changes: bool = False) -> dict[int, Page]:
    """Rows of pages that the reader may see, with what results tell of them: id -> page. One query.

    `precision` is that of the date of a publication’s work, None for other pages; `changed` tells when it, or facts of
    works that it shows, last changed: None but for `changes`.
    """
    ids = list(ids)
    rows = reader.public(Page.objects.filter(pk__in=ids)).only(*SHOWN)
    rows = rows.annotate(precision=F("publicationpage__work__date_precision"), **(facts_published() if changes else {}))
    pages = {page.pk: page for page in rows} if ids else {}
    for page in pages.values():
        facts = (page.last_published_at, page.own_facts_published, page.listed_facts_published) if changes else ()
        page.changed = latest(*facts)
    return pages


def results_of(hits: Sequence[Hit], pages: dict[int, Page], asked: Question, reader: Reader) -> dict[int, Result]:
    """id -> result, of what `pages_of` gave. One query, for the texts."""
    ids = [hit.object_id for hit in hits if hit.object_id in pages]
    if not ids:
        return {}
    texts = dict(read(TEXTS, ids, [PAGES]))
    stems = {code: stems_in(asked, code) for code in {hit.locale for hit in hits}}
    return {
        hit.object_id: _result(hit, pages[hit.object_id], texts, stems, reader)
        for hit in hits
        if hit.object_id in pages
    }


def stems_in(asked: Question, code: str) -> set[str]:
    """The stems of a question in a language."""
    reader = analyser(code)
    return {stem for word in asked.words if (stem := asked.stem_in(reader, word))}


def _result(hit: Hit, page: Page, texts: dict[int, str], stems: dict[str, set[str]], reader: Reader) -> Result:
    passage = extract(texts.get(page.pk, ""), hit.locale, stems[hit.locale], page.title)
    return Result(
        id=page.pk,
        title=page.title,
        url=reader.url_of(page),
        type=KINDS.get(page.cached_content_type.model, "page"),
        locale=hit.locale,
        date=hit.date,
        date_precision=page.precision or "day",
        lang="" if hit.locale == reader.locale.language_code else hit.locale,
        published=page.changed,
        extract=passage,
    )

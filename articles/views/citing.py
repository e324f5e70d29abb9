"""How to cite a page of ours and the work that it tells of; the same as files, for a page and for a list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import browsing, catalogue
from articles.citing.cited import MAX_ITEMS, editions_of, pages_as_items, works_of
from articles.citing.files import as_file, format_of, list_as_file
from articles.citing.formats import FORMATS
from articles.citing.items import Item
from articles.citing.references import references
from articles.listings import POSTS, PUBLICATIONS
from articles.models import BlogIndexPage, BlogPostPage, PublicationIndexPage, PublicationPage
from core.languages import same_language
from core.navigation import Link, addresses_of_family
from core.readers import Reader, reader_of

EDITIONS, WORKS, PAGES = "editions", "works", "pages"
CITABLE = (PublicationPage, BlogPostPage)
LISTS = {POSTS: BlogIndexPage, PUBLICATIONS: PublicationIndexPage}


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """References in each style, to be copied, and the files, in the order in which the page leads to what is cited."""
    reader = reader_of(request)
    found = _public(CITABLE, pk, reader)
    language = reader.locale.language_code
    parts = [(part, _items([found], part, reader)) for part in _parts_of(found, language)]
    context = {
        "cited": found,
        "parts": [(part, [(item, references(item, language)) for item in items]) for part, items in parts if items],
        "formats": FORMATS.values(),
        "noindex": True,
        "alternates": addresses_of_family(reader, found, "cite"),
        "crumbs": [Link(found.title, found.get_url(request) or ""), Link(_("Cite"), "", current=True)],
    }
    return render(request, "articles/cite.html", context)


@require_safe
def download(request: HttpRequest, pk: int, part: str, ending: str) -> HttpResponse:
    """As a file: the work that a publication tells of, its editions in the reader's language, or the page itself."""
    kind, reader = format_of(ending), reader_of(request)
    found = _public(CITABLE, pk, reader)
    return as_file(_items([found], part, reader), kind, found.slug)


@require_safe
def download_list(request: HttpRequest, pk: int, part: str, ending: str) -> HttpResponse:
    """A list as the address filters it, its newest thousand, as a file; works with their editions in its language."""
    reader, kind = reader_of(request), format_of(ending)
    index = _public(tuple(LISTS.values()), pk, reader)
    rows = browsing.matching(index, reader).select_related("locale").defer("body")
    if index.listing_kind == PUBLICATIONS:
        rows = rows.select_related("work__outlet")
    found = list(rows[:MAX_ITEMS])
    if part == WORKS:
        return as_file(works_of(_publications(found), reader.locale.language_code), kind, index.slug)
    return as_file(_items(found, part, reader), kind, index.slug)


@require_safe
def download_entries(request: HttpRequest, kind: str, slug: str, ending: str) -> HttpResponse:
    """What there is on a topic, by a person or with an outlet, as the address filters it: its newest thousand."""
    reader, form = reader_of(request), format_of(ending)
    row = catalogue.find(catalogue.KINDS[kind], slug, reader.locale)
    if row is None:
        raise Http404
    return list_as_file(browsing.matching_entries(row.obj, reader, MAX_ITEMS), form, slug, reader, request)


def _public(models: tuple, pk: int, reader: Reader):
    """The page of one of these models that stands under this number for readers of the language; else 404."""
    for model in models:
        found = reader.public(model.objects.filter(pk=pk, locale=reader.locale)).select_related("locale").first()
        if found:
            return found
    raise Http404


def _parts_of(found: BlogPostPage | PublicationPage, language: str) -> tuple[str, ...]:
    """The original before its editions where it is in the reader's language, as on the page."""
    original_first = isinstance(found, PublicationPage) and same_language(found.work.language, language)
    return (WORKS, EDITIONS, PAGES) if original_first else (EDITIONS, WORKS, PAGES)


def _items(pages: list, part: str, reader: Reader) -> list[Item]:
    if part == PAGES:
        return pages_as_items(pages, reader.request)
    if part == WORKS:
        return works_of(_publications(pages))
    if part == EDITIONS:
        return editions_of(_publications(pages), reader.locale.language_code)
    raise Http404


def _publications(pages: list) -> list[PublicationPage]:
    return [each for each in pages if isinstance(each, PublicationPage)]

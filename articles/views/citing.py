"""How to cite a page of ours and the work that it tells of; the same as files, for a page and for a list."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import browsing
from articles.citing.cited import MAX_ITEMS, pages_as_items, works_of
from articles.citing.formats import FORMATS, Format
from articles.citing.items import Item
from articles.citing.references import references
from articles.listings import POSTS, PUBLICATIONS
from articles.models import BlogIndexPage, BlogPostPage, PublicationIndexPage, PublicationPage
from core.navigation import Link, addresses_of_family
from core.readers import Reader, reader_of

WORKS, PAGES = "works", "pages"
CITABLE = (PublicationPage, BlogPostPage)
LISTS = {POSTS: BlogIndexPage, PUBLICATIONS: PublicationIndexPage}


@require_safe
def page(request: HttpRequest, pk: int) -> HttpResponse:
    """References in each style, to be copied, and the files."""
    reader = reader_of(request)
    found = _public(CITABLE, pk, reader)
    language = reader.locale.language_code
    parts = [(part, _items([found], part, request)) for part in (WORKS, PAGES)]
    context = {
        "cited": found,
        "parts": [(part, items[0]["language"], references(items[0], language)) for part, items in parts if items],
        "formats": FORMATS.values(),
        "noindex": True,
        "alternates": addresses_of_family(reader, found, "cite"),
        "crumbs": [Link(found.title, found.get_url(request) or ""), Link(_("Cite"), "", current=True)],
    }
    return render(request, "articles/cite.html", context)


@require_safe
def download(request: HttpRequest, pk: int, part: str, ending: str) -> HttpResponse:
    """One item as a file: the work that a publication tells of, or the page itself."""
    kind = _format(ending)
    found = _public(CITABLE, pk, reader_of(request))
    return _file(_items([found], part, request), kind, found.slug)


@require_safe
def download_list(request: HttpRequest, pk: int, part: str, ending: str) -> HttpResponse:
    """A list as the address filters it, its newest thousand, as a file."""
    reader, kind = reader_of(request), _format(ending)
    index = _public(tuple(LISTS.values()), pk, reader)
    rows = browsing.matching(index, reader).select_related("locale").defer("body")
    if index.listing_kind == PUBLICATIONS:
        rows = rows.select_related("work__outlet")
    return _file(_items(list(rows[:MAX_ITEMS]), part, request), kind, index.slug)


def _public(models: tuple, pk: int, reader: Reader):
    """The page of one of these models that stands under this number for readers of the language; else 404."""
    for model in models:
        found = reader.public(model.objects.filter(pk=pk, locale=reader.locale)).select_related("locale").first()
        if found:
            return found
    raise Http404


def _items(pages: list, part: str, request: HttpRequest) -> list[Item]:
    if part not in (WORKS, PAGES):
        raise Http404
    if part == PAGES:
        return pages_as_items(pages, request)
    return works_of([each for each in pages if isinstance(each, PublicationPage)])


def _format(ending: str) -> Format:
    if ending not in FORMATS:
        raise Http404
    return FORMATS[ending]


def _file(items: list[Item], kind: Format, name: str) -> HttpResponse:
    """A file to be saved; 404 where there is nothing to write."""
    if not items:
        raise Http404
    response = HttpResponse(kind.write(items), content_type=f"{kind.media_type}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name.encode("ascii", "ignore").decode()}.{kind.ending}"'
    response["X-Robots-Tag"] = "noindex"
    return response

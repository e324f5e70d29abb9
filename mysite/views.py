"""Error pages, in the language of the address, and pictures where no proxy serves them."""

import posixpath

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.text import slugify
from django.views.static import serve
from wagtail.models import Page

from core.families import Resolved, resolve
from core.pages import HOME_DEPTH
from core.readers import reader_of

MOST_GUESSES = 5


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: a whole page of the site, with search, the ways back, and what has this slug in another language."""
    context = {"lost": True, "noindex": True, "elsewhere": _elsewhere(request)}
    return render(request, "404.html", context, status=404)


def _elsewhere(request: HttpRequest) -> list[Resolved[Page]]:
    """Public pages of another locale whose slug ends this address: each in the reader's language, or as it is.

    Two queries and those for restrictions; none where the address ends in no slug.
    """
    slug = request.path.rstrip("/").rpartition("/")[2]
    if not slug or slugify(slug, allow_unicode=True) != slug:
        return []
    reader = reader_of(request)
    pages = reader.public(Page.objects.filter(slug=slug, depth__gt=HOME_DEPTH)).exclude(locale=reader.locale.pk)
    return resolve(pages.order_by("pk")[:MOST_GUESSES], reader.locale)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: rendered without the request, so that no context processor can fail a second time.

    The locale middleware activated the language of the address before anything else could fail; its
    response half still runs and says the language in the header.
    """
    body = loader.render_to_string("500.html", {"site_name": settings.WAGTAIL_SITE_NAME})
    return HttpResponse(body, status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, and 413 for more than is taken at once: what the form would say, were it reached. Nothing of it is read."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    context = {"site_name": settings.WAGTAIL_SITE_NAME, "too_much": too_much}
    return HttpResponse(loader.render_to_string("400.html", context), status=413 if too_much else 400)


def media(request: HttpRequest, path: str) -> FileResponse:
    """A picture out of MEDIA_ROOT. Anything else is not there: documents have an address that asks who may read them.

    What Django would open is decided first, so no spelling of a path leads past the list of folders.
    """
    opened = posixpath.normpath(path).lstrip("/")
    if "\\" in opened or opened.partition("/")[0] not in settings.PUBLIC_MEDIA:
        raise Http404
    return serve(request, opened, document_root=settings.MEDIA_ROOT)

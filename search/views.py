"""The search page, and the same results as JSON."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.navigation import Link
from core.readers import Reader, reader_of

from .queries import Query, Results, search


@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found for the words in the address."""
    reader = reader_of(request)
    query, found = _search(reader)
    context = {
        "query": query,
        "results": found,
        "noindex": bool(query.text),
        "crumbs": [Link(_("Search"), "", current=True)],
        "alternates": _addresses(reader),
        "carried": urlencode({"q": query.text}) if query.text else "",
    }
    return render(request, "search/search.html", context)


@require_safe
def results_json(request: HttpRequest) -> JsonResponse:
    """The same for programs: `{"count", "results": [{"id", "title", "url", "type", "locale", "date"}]}`."""
    _query, found = _search(reader_of(request))
    fields = ("id", "title", "url", "type", "locale", "date")
    results = [{name: getattr(result, name) for name in fields} for result in found.results] if found else []
    return JsonResponse({"count": found.count if found else 0, "results": results})


def _search(reader: Reader) -> tuple[Query, Results | None]:
    """(what was typed, what was found); nothing is looked for where nothing was typed."""
    query = Query.read(reader.parameters.get("q", ""))
    return query, search(query, reader, reader.parameters.get("page")) if query.text else None


def _addresses(reader: Reader) -> dict[str, str]:
    found = {}
    for locale in reader.locales:
        with translation.override(locale.language_code):
            found[locale.language_code] = reverse("search")
    return found

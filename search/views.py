"""The search page, and the same results for programs: as JSON, as a feed, and for a browser's own search box."""

from collections.abc import Callable
from dataclasses import replace
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles.citing.cited import MAX_ITEMS
from articles.citing.files import format_of, list_as_file
from core.navigation import Link, address_in, addresses_of_family
from core.numbers import is_key
from core.readers import Reader, reader_of

from . import feeds, log, related
from .help import help_for
from .queries import Query, Result, Results, matching, newest, search
from .reading import MAX_CHARACTERS, NO_CHOICES, Choices
from .titles import titles

# The page tells a search in less: MAX_CHARACTERS of at most four bytes, each of which is sent as three signs.
MOST_BYTES = 16 * 2**10


def small(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, for whom nothing is read of what says that it is larger than any search, or nothing sensible: 413.

    Where no length is said, a server of WSGI gives nothing to read.
    """

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        if not is_key(length) or int(length) > MOST_BYTES:
            return HttpResponse(status=413)
        return view(request)

    return answer


@require_safe
def results_page(request: HttpRequest) -> HttpResponse:
    """The form, and below it what was found for the words in the address."""
    reader = reader_of(request)
    query, found = _search(reader)
    context = {
        "query": query,
        "results": found,
        "plain_query": NO_CHOICES.address(query),
        "suggestion_query": NO_CHOICES.address(query, q=found.suggestion) if found else "",
        "feed_query": found.choices.address(query, sort="") if found else "",
        "is_counted": found and not found.choices.parameters() and "page" not in request.GET,
        "help": help_for(found, reader) if found and found.is_empty else None,
        "noindex": bool(query.text),
        "crumbs": [Link(_("Search"), "", current=True)],
        "alternates": _addresses(reader),
        "carried": found.choices.address(query) if found else "",
    }
    return render(request, "search/search.html", context)


@require_safe
def results_json(request: HttpRequest) -> JsonResponse:
    """The same for programs.

    `{"count", "promoted", "results", "related", "other_language", "suggestion"}`, each result as
    `{"id", "title", "url", "type", "locale", "date", "highlight", "through"}`.
    """
    _query, found = _search(reader_of(request))
    if found is None:
        nothing = {"count": 0, "promoted": [], "results": [], "related": [], "other_language": [], "suggestion": ""}
        return JsonResponse(nothing)
    return JsonResponse(
        {
            "count": found.count,
            "promoted": _told(found.promoted),
            "results": _told(found.results),
            "related": _told(found.related),
            "other_language": _told(found.other_language),
            "suggestion": found.suggestion,
        }
    )


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest pages that this search finds, as an Atom feed; one without entries where nothing is asked for."""
    reader = reader_of(request)
    query, choices = _query(reader), replace(_choices(reader), by_date=True)
    found = newest(query, reader, choices) if query.text else []
    address = f"{reverse('search')}?{choices.address(query)}"
    language = choices.values.get("language", reader.locale.language_code)
    atom = feeds.atom(request, address, query.text, found, language)
    return HttpResponse(atom.writeString("utf-8"), content_type=atom.content_type)


@require_safe
def references(request: HttpRequest, ending: str) -> HttpResponse:
    """What a search finds, as it is filtered, as a file for reference managers: its first thousand."""
    reader, kind = reader_of(request), format_of(ending)
    query = _query(reader)
    found = matching(query, reader, _choices(reader)) if query.text else []
    return list_as_file(found[:MAX_ITEMS], kind, _("Search"), reader, request)


@require_safe
def titles_json(request: HttpRequest) -> JsonResponse:
    """What the words typed so far may become, as OpenSearch has it: `[words, titles, descriptions, addresses]`."""
    typed = request.GET.get("q", "")
    found = titles(typed, reader_of(request))
    told = [typed[:MAX_CHARACTERS], [title for title, _url in found], [], [url for _title, url in found]]
    return JsonResponse(told, safe=False, content_type="application/x-suggestions+json")


@require_safe
def like(request: HttpRequest, pk: int) -> HttpResponse:
    """Articles on the same as one, as a page: it needs no script, and is longer than the list below the article."""
    reader = reader_of(request)
    language = reader.locale.language_code
    article = get_object_or_404(related.articles(reader, language), pk=pk)
    context = {
        "article": article,
        "url": article.get_url(request) or "",
        "related": related.related_to(pk, reader, language, related.MOST_ON_A_PAGE),
        "noindex": True,
        "alternates": addresses_of_family(reader, article, "search_like"),
    }
    context["crumbs"] = [Link(article.title, context["url"]), Link(_("On the same subject"), "", current=True)]
    return render(request, "search/like.html", context)


@require_safe
def like_list(request: HttpRequest, pk: int) -> HttpResponse:
    """The same for a script that puts it below the article; empty where there is nothing to tell. Three queries."""
    found = related.related_to(pk, reader_of(request), get_language())
    return render(request, "search/includes/related.html", {"related": found})


@require_safe
def description(request: HttpRequest) -> HttpResponse:
    """What a browser or a program must know to search here, in this language."""
    addresses = {
        kind: request.build_absolute_uri(reverse(name))
        for kind, name in (("html", "search"), ("atom", "search_feed"), ("json", "search_titles"))
    }
    context = {"addresses": addresses, "own": request.build_absolute_uri(), "language": get_language()}
    return render(request, "search/opensearch.xml", context, content_type="application/opensearchdescription+xml")


@csrf_exempt
@require_POST
@small
def asked(request: HttpRequest) -> HttpResponse:
    """A reader has the answer to a search: told by the page, so that no reading of it waits for a write.

    It only adds to numbers that say nothing of anybody, so no token is asked for.
    """
    words = Query.read(request.POST.get("q", "")).text
    log.record(words, reader_of(request).locale.language_code, found=request.POST.get("nothing") != "1")
    return HttpResponse(status=204)


@csrf_exempt
@require_POST
@small
def clicked(request: HttpRequest) -> HttpResponse:
    """A reader opened a result. It only adds one to what was searched for today, so no token is asked for."""
    log.click(Query.read(request.POST.get("q", "")).text, reader_of(request).locale.language_code)
    return HttpResponse(status=204)


def _told(results: list[Result]) -> list[dict]:
    fields = ("id", "title", "url", "type", "locale", "date", "highlight", "through")
    return [{name: getattr(result, name) for name in fields} for result in results]


def _query(reader: Reader) -> Query:
    return Query.read(reader.parameters.get("q", ""))


def _choices(reader: Reader) -> Choices:
    """What is chosen; the reader's own language is no choice."""
    found = Choices.read(reader.parameters)
    if found.values.get("language") != reader.locale.language_code:
        return found
    return replace(found, values={name: value for name, value in found.values.items() if name != "language"})


def _search(reader: Reader) -> tuple[Query, Results | None]:
    """(what was typed, what was found); nothing is looked for where nothing was typed."""
    query = _query(reader)
    if not query.text:
        return query, None
    return query, search(query, reader, reader.parameters.get("page"), _choices(reader))


def _addresses(reader: Reader) -> dict[str, str]:
    return {locale.language_code: address_in(locale, "search") for locale in reader.locales}

"""Pages of topics, people and outlets, and the lists of them."""

from django.db.models import prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import catalogue
from articles.browsing import paginate
from articles.listings import Criteria
from core.navigation import Link
from core.pictures import renditions_of
from core.readers import reader_of

NAMES_ON_A_PAGE = 60


@require_safe
def detail(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """One topic, person or outlet, and what there is on, by or from it."""
    reader, shown = reader_of(request), catalogue.KINDS[kind]
    row = catalogue.find(shown, slug, reader.locale)
    if row is None:
        raise Http404
    lists = catalogue.list_links(shown, reader)
    context = {
        shown.folder_name: row,
        "crumbs": [lists[reader.locale.language_code], Link(row.name, "", current=True)],
        "alternates": catalogue.addresses(shown, row.obj, reader),
        "nearest": lists,
        **Criteria.read(shown.folder_name, reader.parameters).context,
    }
    return render(request, f"articles/{shown.folder_name}_detail.html", context)


@require_safe
def index(request: HttpRequest, kind: str) -> HttpResponse:
    """All topics, people or outlets by name."""
    reader, shown = reader_of(request), catalogue.KINDS[kind]
    page_obj = paginate(catalogue.everything(shown, reader.locale), reader, NAMES_ON_A_PAGE)
    if shown.picture:
        prefetch_related_objects([row.obj for row in page_obj], shown.picture, renditions_of(shown.picture))
    counts = catalogue.counts(shown, reader)
    context = {
        "title": shown.title,
        "page_obj": page_obj,
        "rows": [(row, counts.get(row.translation_key, 0)) for row in page_obj],
        "crumbs": [Link(shown.title, "", current=True)],
        "alternates": catalogue.list_addresses(shown, reader),
    }
    return render(request, f"articles/{shown.folder_name}_list.html", context)

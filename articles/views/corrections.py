"""The list of corrections and updates of a language."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles import corrections
from core.navigation import Link, address_in
from core.readers import reader_of


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Each dated note on a public page, the newest first."""
    reader, title = reader_of(request), _("Corrections and updates")
    context = {
        "title": title,
        "page_obj": corrections.listed(reader),
        "crumbs": [Link(title, "", current=True)],
        "alternates": {locale.language_code: address_in(locale, "corrections") for locale in reader.locales},
    }
    return render(request, "articles/corrections.html", context)

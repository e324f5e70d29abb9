"""“Import works”: a file is read, what it would make is shown, and only then made."""

import re
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from articles.importing import fields
from articles.importing.forms import ImportForm
from articles.importing.making import AlreadyMade, make
from articles.importing.plans import plans
from articles.models import Work
from core.signals import IMPORT, refused

NUMBER = re.compile("[0-9]{1,5}")


@require_http_methods(["GET", "HEAD", "POST"])
def import_works(request: HttpRequest) -> HttpResponse:
    """The form; what was sent, item by item; with `confirm`, what was ticked is made as drafts."""
    if not request.user.has_perm("articles.add_work"):
        raise PermissionDenied
    form = ImportForm(request.POST or None, request.FILES or None, initial={"locale": Locale.get_active()})
    if request.method != "POST":
        return _page(request, form=form)
    if not form.is_valid():
        told = " ".join(sentence for sentences in form.errors.values() for sentence in sentences)
        refused.send(import_works, request=request, action=IMPORT, note=told)
        return _page(request, form=form)
    items, locale = form.reading.items, form.cleaned_data["locale"]
    if "confirm" in request.POST:
        chosen = {int(one) for one in request.POST.getlist("item") if NUMBER.fullmatch(one)}
        try:
            made = make(items, chosen=chosen, locale=locale, user=request.user, preview=form.cleaned_data["preview"])
            return _made(request, made)
        except AlreadyMade:
            messages.info(request, _("This was sent more than once: it was made the first time, and nothing twice."))
            return redirect(reverse(Work.snippet_viewset.get_url_name("list")))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    found = plans(items, locale=locale, user=request.user)
    again = ImportForm(initial={"text": form.cleaned_data["text"], "locale": locale, "preview": uuid4()})
    left = [fields.told(*of_file, *plan.facts.left) for plan, of_file in zip(found, form.reading.left, strict=True)]
    return _page(request, form=again, plans=list(zip(found, left, strict=True)), reading=form.reading, locale=locale)


def _made(request: HttpRequest, works: list[Work]) -> HttpResponse:
    if works:
        told = ngettext("%(count)d work was made as a draft.", "%(count)d works were made as drafts.", len(works))
        messages.success(request, told % {"count": len(works)})
    else:
        messages.warning(request, _("No work was made."))
    return redirect(reverse(Work.snippet_viewset.get_url_name("list")))


def _page(request: HttpRequest, **context: Any) -> HttpResponse:
    listed = {
        "url": reverse(Work.snippet_viewset.get_url_name("list")),
        "label": capfirst(Work._meta.verbose_name_plural),
    }
    frame = {
        "page_title": _("Import works"),
        "header_title": _("Import works"),
        "header_icon": "upload",
        "breadcrumbs_items": [listed, {"url": "", "label": _("Import works")}],
    }
    return render(request, "articles/works/import.html", frame | context)

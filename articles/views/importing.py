"""“Import works”: a file is read, what it would make is shown, and only then made."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from types import MappingProxyType
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

from articles.importing import fields, since
from articles.importing.forms import ImportForm
from articles.importing.making import AlreadyMade, Changed, Made, make
from articles.importing.plans import Plan, plans
from articles.models import Work
from core.signals import IMPORT, refused

NUMBER = re.compile("[0-9]{1,5}")
NAMED = 5  # of what was chosen and not made


@dataclass(frozen=True)
class Row:
    """An item as it is shown: what of the file is not taken, what it is known by later, what has changed meanwhile."""

    plan: Plan
    left: list[tuple[str, str, str]]
    ticked: bool
    changed: list[str]

    @property
    def shown(self) -> str:
        return since.shown(self.plan) if self.plan.may_be_made else ""


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
    return _confirmed(request, form) if "confirm" in request.POST else _shown(request, form)


def _confirmed(request: HttpRequest, form: ImportForm) -> HttpResponse:
    """What was ticked is made, or all of it is shown again, with its ticks and with why nothing was made."""
    chosen = {int(one) for one in request.POST.getlist("item") if NUMBER.fullmatch(one)}
    before = {number: request.POST.get(f"shown-{number}", "") for number in chosen}
    told: dict[int, list[str]] = {}
    try:
        found, preview = form.cleaned_data, form.cleaned_data["preview"]
        made = make(form.reading.items, chosen=chosen, locale=found["locale"], user=request.user, preview=preview,
                    shown=before)  # fmt: skip
        return _made(request, made)
    except AlreadyMade:
        messages.info(request, _("This was sent more than once: it was made the first time, and nothing twice."))
        return redirect(reverse(Work.snippet_viewset.get_url_name("list")))
    except Changed as change:
        told, chosen = change.told, chosen - change.done
        messages.warning(
            request,
            _("Nothing was made: something has changed since it was shown. It is told below, and your ticks are kept."),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return _shown(request, form, chosen, told)


def _shown(
    request: HttpRequest,
    form: ImportForm,
    chosen: Collection[int] | None = None,
    told: Mapping[int, list[str]] = MappingProxyType({}),
) -> HttpResponse:
    """What would be made, item by item. Ticked is what is clear, or what was `chosen` before."""
    reading, locale = form.reading, form.cleaned_data["locale"]
    rows = [
        Row(
            plan,
            fields.told(*of_file, *plan.facts.left),
            plan.is_clear if chosen is None else plan.number in chosen,
            told.get(plan.number, []),
        )
        for plan, of_file in zip(plans(reading.items, locale=locale, user=request.user), reading.left, strict=True)
    ]
    again = ImportForm(initial={"text": form.cleaned_data["text"], "locale": locale, "preview": uuid4()})
    return _page(request, form=again, rows=rows, reading=reading, locale=locale)


def _made(request: HttpRequest, made: Made) -> HttpResponse:
    number = len(made.works)
    if number:
        told = ngettext("%(count)d work was made as a draft.", "%(count)d works were made as drafts.", number)
        messages.success(request, told % {"count": number})
    for plan in made.left[:NAMED]:
        why = plan.facts.refusal or _("It is in the catalogue already.")
        messages.warning(
            request, _("“%(title)s” was not made. %(why)s") % {"title": plan.facts.fields["title"], "why": why}
        )
    if (more := len(made.left) - NAMED) > 0:
        told = ngettext("%(count)d more was not made.", "%(count)d more were not made.", more)
        messages.warning(request, told % {"count": more})
    if not number:
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

"""Originals × languages, in one table."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale

from translations import families
from translations.criteria import LONGEST
from translations.reach import reach_of

from .base import QUEUE, TranslationView

PER_PAGE = 50


class MatrixView(TranslationView):
    """Where each original stands in each language. The same queries for ten originals and for ten thousand."""

    template_name = "translations/queue/matrix.html"
    page_title = _("Matrix of languages")
    header_icon = "table"
    http_method_names = ["get", "head", "options"]

    @property
    def header_buttons(self) -> list[Any]:
        return [HeaderButton(_("List"), url=str(QUEUE["url"]), icon_name="list-ul")]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not reach_of(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        locales = list(Locale.objects.order_by("pk"))
        title = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
        source = request.GET.get("source", "")
        source = source if source in {locale.language_code for locale in locales} else ""
        found = families.originals(request.user, title=title, source=source)
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        return self.render_to_response(
            self.get_context_data(
                page_obj=page,
                elided_page_range=page.paginator.get_elided_page_range(page.number),
                families=families.families(page, locales, request.user),
                locales=locales,
                title=title,
                source=source,
            )
        )

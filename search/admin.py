"""The report of what readers search for, in the admin."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.models import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Locale

from core.languages import language_name

from .log import report
from .models import Promotion

PAGE_SIZE = 50
ONLY = ("", "nothing", "clicked")


def may_read(user: Any) -> bool:
    """Editors, as `setup_site` makes them, and administrators."""
    return user.is_active and user.has_perm("search.view_asked")


class PromotionIndexView(IndexView):
    """The list of promoted results, with the language that each is shown in."""

    def get_base_queryset(self) -> QuerySet[Promotion]:
        return Promotion.objects.select_related("page__locale")


class PromotionViewSet(ModelViewSet):
    """Pages that editors put before what a search finds."""

    model = Promotion
    icon = "pick"
    menu_label = _("Promoted results")
    menu_name = "promoted-results"
    menu_order = 900
    add_to_settings_menu = True
    name = "promoted_results"
    copy_view_enabled = False
    inspect_view_enabled = False
    edit_handler = ObjectList([FieldPanel(name) for name in ("words", "page", "place")])
    index_view_class = PromotionIndexView
    list_display = [
        "words",
        "page",
        Column("language", label=_("Language"), accessor=lambda row: language_name(row.page.locale.language_code)),
        "place",
    ]
    list_filter = ["page__locale"]
    search_fields = ["words"]
    ordering = ["words", "place", "pk"]


class AskedView(WagtailAdminTemplateMixin, TemplateView):
    """Oftenest first; `?language=es` for one language, `?only=nothing` or `clicked`."""

    http_method_names = ["get", "head", "options"]
    template_name = "search/admin/asked.html"
    page_title = _("What readers search for")
    header_icon = "search"
    _show_breadcrumbs = True

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        codes = list(Locale.objects.values_list("language_code", flat=True))
        chosen, only = self.request.GET.get("language", ""), self.request.GET.get("only", "")
        chosen, only = chosen if chosen in codes else "", only if only in ONLY else ""
        page_obj = Paginator(report(chosen, only), PAGE_SIZE).get_page(self.request.GET.get("p"))
        rows = [{**row, "language": language_name(row["locale"])} for row in page_obj]
        languages = [(code, language_name(code)) for code in codes]
        return super().get_context_data(
            rows=rows,
            page_obj=page_obj,
            elided_page_range=page_obj.paginator.get_elided_page_range(page_obj.number),
            languages=languages,
            chosen=chosen,
            only=only,
            **kwargs,
        )

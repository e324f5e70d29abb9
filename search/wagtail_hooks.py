"""Registers the report of searches; it decides nothing here."""

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import AskedView, PromotionViewSet, may_read


class AskedMenuItem(MenuItem):
    """Shown to those who may read the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


@hooks.register("register_admin_urls")
def register_asked_url() -> list[URLPattern]:
    return [path("reports/searches/", AskedView.as_view(), name="search_asked")]


@hooks.register("register_admin_viewset")
def register_promotions() -> PromotionViewSet:
    return PromotionViewSet()


@hooks.register("register_reports_menu_item")
def register_asked_menu_item() -> MenuItem:
    url = reverse("search_asked")
    return AskedMenuItem(_("What readers search for"), url, name="search-asked", icon_name="search", order=1100)

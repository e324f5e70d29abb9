"""Wagtail's dialogs that choose a page or type a link, naming to each what they may know of (choosing.py).

Which pages are listed is said by a hook of Wagtail's; no hook is asked about the page that they stand below, about
pages that are asked for by number or address, and about titles that only a draft has.
"""

import json
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access
from wagtail.admin.views import chooser
from wagtail.models import Page
from wagtail.utils.urlpatterns import decorate_urlpatterns

from .choosing import known_to, name_publicly, nameable_pages
from .numbers import is_key


class TitleColumn(chooser.PageTitleColumn):
    """The first of a row to be drawn that tells its draft's title."""

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        """Of the page as it may be named."""
        name_publicly(instance, parent_context["request"])
        return super().get_cell_context_data(instance, parent_context)


class ParentColumn(chooser.ParentPageColumn):
    """The page above, where it may be named: what is public may stand below a draft."""

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        """With no page where it may not."""
        context = super().get_cell_context_data(instance, parent_context)
        above, request = context["value"], parent_context["request"]
        if not above.live and above not in known_to(request):
            return {**context, "value": None}
        name_publicly(above, request)
        return context


class NamedColumns:
    """Columns that tell titles, each in place of Wagtail's own."""

    @cached_property
    def columns(self) -> list[chooser.Column]:
        """Wagtail's, in their order."""
        return [self._named(column) for column in super().columns]

    def _named(self, column: chooser.Column) -> chooser.Column:
        if isinstance(column, chooser.PageTitleColumn):
            return TitleColumn(column.name, label=column.label, is_multiple_choice=column.is_multiple_choice)
        if isinstance(column, chooser.ParentPageColumn):
            return ParentColumn(column.name, label=column.label)
        return column


class BrowseView(NamedColumns, chooser.BrowseView):
    """The pages below a page."""

    def filter_object_list(self, pages: QuerySet) -> QuerySet:
        """Of a page that may be named; 404 where another was asked for, else from the root."""
        if not nameable_pages(Page.objects.filter(pk=self.parent_page.pk), self.request).exists():
            if self.kwargs.get("parent_page_id"):
                raise Http404
            self.parent_page = Page.get_first_root_node()
            pages = self.get_object_list()
        return super().filter_object_list(pages)


class SearchView(NamedColumns, chooser.SearchView):
    """The pages of all trees whose titles have the words."""


class ChosenMultipleView(chooser.ChosenMultipleView):
    """Some pages by their numbers; what names none, or the root, names nothing."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Wagtail 8.0 answers 500 to what is no number, and to the root, which stands below nothing."""
        asked = [pk for pk in request.GET.getlist("id") if is_key(pk)]
        request.GET = request.GET.copy()
        below = Page.objects.filter(pk__in=asked, depth__gt=1).values_list("pk", flat=True)
        request.GET.setlist("id", list(below))
        return super().get(request)

    def render_chosen_response(self, result: list[dict[str, Any]]) -> HttpResponse:
        """Those that may be named."""
        asked = Page.objects.filter(pk__in=[one["id"] for one in result])
        found = {page.pk: page for page in nameable_pages(asked, self.request)}
        for page in found.values():
            name_publicly(page, self.request)
        told = [one | {"adminTitle": found[one["id"]].draft_title} for one in result if one["id"] in found]
        return super().render_chosen_response(told)


class ExternalLinkView(chooser.ExternalLinkView):
    """A typed address; one of a page of ours becomes a link to that page."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """It stays an address where the title that would be shown may not be known."""
        if f"{self.form_prefix}-{self.link_url_field_name}" not in request.POST:
            return self.get(request)  # Wagtail 8.0 answers 500
        response = super().post(request)
        told = json.loads(response.content)
        pk = (told.get("internal") or told.get("result") or {}).get("id")
        return response if pk is None or self._may_be_named(pk) else chooser.BaseLinkFormView.post(self, request)

    def _may_be_named(self, pk: int) -> bool:
        page = nameable_pages(Page.objects.filter(pk=pk), self.request).first()
        return page is not None and (page.draft_title == page.title or page in known_to(self.request))


# In the place of Wagtail's, which stand after them.
urlpatterns = [
    path("choose-page/", BrowseView.as_view(), name="wagtailadmin_choose_page"),
    path("choose-page/<key:parent_page_id>/", BrowseView.as_view(), name="wagtailadmin_choose_page_child"),
    path("choose-page/search/", SearchView.as_view(), name="wagtailadmin_choose_page_search"),
    path("choose-page/chosen-multiple/", ChosenMultipleView.as_view(), name="wagtailadmin_choose_page_chosen_multiple"),
    path("choose-external-link/", ExternalLinkView.as_view(), name="wagtailadmin_choose_page_external_link"),
]
urlpatterns = decorate_urlpatterns(decorate_urlpatterns(urlpatterns, require_admin_access), never_cache)

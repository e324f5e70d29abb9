"""The list of translations: what waits, for whom, since when; everything in its address."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import Button, HeaderButton

from translations import criteria, listing, phrases
from translations.criteria import Criteria
from translations.forms.queue import QueueFilterSet
from translations.models import QueueItem
from translations.reach import reach_of
from translations.states import Tab

from .base import get_item
from .bulk import offered_to
from .columns import columns
from .export import QueueExport
from .rows import rows_of
from .tabs import empty_words, tabs

PER_PAGE = 50


class IndexView(QueueExport, BaseListingView):
    """Items that the user may see. 50 rows or 10,000 items behind them cost the same queries."""

    model = QueueItem
    template_name = "translations/queue/index.html"
    results_template_name = "translations/queue/results.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations:index"
    index_results_url_name = "translations:index_results"
    is_searchable = True
    paginate_by = PER_PAGE
    table_classname = "listing full-width translation-queue"
    http_method_names = ["get", "head", "options"]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.reach = reach_of(request.user)
        if not self.reach:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[Any]:
        return columns()

    @cached_property
    def asked(self) -> Criteria:
        """What stands in the address."""
        return Criteria.from_query(self.request.GET)

    @cached_property
    def counts(self) -> dict[str, listing.Tally]:
        return listing.counts(self.request.user, self.asked)

    @cached_property
    def wanted(self) -> Criteria:
        """What was asked for, in the tab that this person lands on where none was named."""
        if self.asked.tab:
            return self.asked
        tab = criteria.ALL if self.asked.is_narrowed else listing.default_tab(self.reach, self.counts)
        return self.asked.within(tab)

    # ------------------------------------------------------------------ rows
    def get_queryset(self) -> models.QuerySet[QueueItem]:
        return listing.matching(self.request.user, self.wanted)

    def get_paginator(self, queryset: Any, per_page: int, **kwargs: Any) -> Any:
        paginator = super().get_paginator(queryset, per_page, **kwargs)
        paginator.count = self.counts[self.wanted.tab].items  # counted already
        paginator.items_count_label = phrases.items(paginator.count)
        return paginator

    def get_table(self, object_list: Any) -> Any:
        return super().get_table(rows_of(object_list, self.request.user))

    @cached_property
    def ordering(self) -> str:
        return self.asked.ordering

    @cached_property
    def filters(self) -> QueueFilterSet:
        return QueueFilterSet(wanted=self.asked, request=self.request)

    @cached_property
    def search_query(self) -> str:
        return self.asked.q

    @cached_property
    def is_filtering(self) -> bool:
        return self.asked.is_narrowed

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        how = request.GET.get("export")
        return self.as_file(self.get_queryset(), how) if how in self.KNOWN else super().get(request, *args, **kwargs)

    # ------------------------------------------------------------------ furniture
    @property
    def header_buttons(self) -> list[Any]:
        matrix = HeaderButton(_("Matrix"), url=reverse("translations:matrix"), icon_name="table")
        new = HeaderButton(_("New translation"), url=reverse("translations:new"), icon_name="plus")
        return [new, matrix] if self.reach.is_for_editors else [matrix]

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        by_priority = self.wanted.address(ordering="-priority")
        return [
            *super().header_more_buttons,
            Button(_("Download JSON"), url=self.get_export_url("json"), icon_name="download", priority=110),
            Button(_("Most urgent first"), url=f"?{by_priority}", icon_name="order-up", priority=10),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        to_review = self.wanted.tab == Tab.TO_REVIEW and self.reach.reviews
        return super().get_context_data(
            **kwargs,
            tabs=tabs(self.wanted, self.counts),
            wanted=self.wanted,
            empty_words=empty_words(self.wanted),
            originals=listing.waiting_originals(self.request.user) if to_review else [],
            bulk_actions=offered_to(self.request.user),
            select_all=pgettext("translations", "Select all in this list"),
        )


@require_safe
def item_review(request: HttpRequest, pk: int) -> HttpResponse:
    """To the open review of an item; to the item where there is none, for instance because it was decided just now."""
    item = get_item(request, pk)
    standing = getattr(item, "standing", None)
    review = listing.open_review(item) if standing else None
    return redirect("translations:review", review.pk) if review else redirect("translations:edit", item.pk)

"""“New translation”: which page? Any that the user may edit, whatever its language."""

from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.models import Locale, Page
from wagtail.permission_policies.pages import PagePermissionPolicy

from translations.criteria import LONGEST
from translations.finding import found_by, is_found_by
from translations.listing import visible_items
from translations.models import QueueItem
from translations.reach import reach_of

from .base import HOME, QUEUE


class PageColumn(BaseColumn):
    """A cell of the page's own."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"translations/queue/cells/new_{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        return {"page": instance, "column": self}


class NewView(BaseListingView):
    """Originals that lack a language, the newest first; each leads to the screen that opens it.

    Those that are public, in review or scheduled can be opened; of a draft the list says what comes first.
    """

    model = Page
    page_title = _("New translation")
    header_icon = "wagtail-localize-language"
    index_url_name = "translations:new"
    template_name = "translations/queue/new.html"
    results_template_name = "translations/queue/new_results.html"
    paginate_by = 50
    table_classname = "listing full-width translation-queue"
    http_method_names = ["get", "head", "options"]
    breadcrumbs_items = [HOME, QUEUE]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not reach_of(request.user).starts:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def columns(self) -> list[BaseColumn]:
        return [
            PageColumn("title", label=_("Title"), classname="title"),
            PageColumn("languages", label=_("Not yet in")),
            PageColumn("status", label=_("Status")),
            PageColumn("action", label=_("Next step")),
        ]

    @cached_property
    def locales(self) -> list[Locale]:
        return list(Locale.objects.order_by("pk"))

    @cached_property
    def title(self) -> str:
        """What was searched for."""
        return self.request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]

    @cached_property
    def source(self) -> str:
        """The language of the originals, "" for any."""
        code = self.request.GET.get("source", "")
        return code if code in {locale.language_code for locale in self.locales} else ""

    def get_queryset(self) -> models.QuerySet[Page]:
        editable = PagePermissionPolicy().instances_user_has_permission_for(self.request.user, "change")
        pages = editable.filter(depth__gt=1, alias_of=None).exclude(translation_key__in=self._complete())
        pages = pages.exclude(models.Exists(self._started_into()))
        if self.title:
            pages = pages.filter(self._named(pages))
        if self.source:
            pages = pages.filter(locale__language_code=self.source)
        pages = pages.annotate_approved_schedule().prefetch_workflow_states().select_related("content_type", "locale")
        newest = Coalesce("first_published_at", "latest_revision_created_at")
        return pages.order_by(newest.desc(nulls_last=True), "-pk")

    def _named(self, pages: models.QuerySet[Page]) -> models.Q:
        """Which of them are found by what was searched for, as in the list; drafts, which it does not know, by their
        own titles. One query."""
        family = {"translation_key": models.OuterRef("translation_key"), "source_locale": models.OuterRef("locale")}
        known = visible_items(self.request.user).filter(found_by(self.title), **family)
        public = models.Q(title__icontains=self.title) | models.Exists(known)
        drafts = pages.filter(live=False).values_list("pk", "draft_title")
        found = [pk for pk, title in drafts if is_found_by(self.title, title)]
        return models.Q(live=True) & public | models.Q(pk__in=found)

    def _complete(self) -> models.QuerySet:
        """Families that stand in every language already."""
        families = Page.objects.filter(depth__gt=1).values("translation_key")
        return families.annotate(rows=models.Count("pk")).filter(rows__gte=len(self.locales)).values("translation_key")

    @staticmethod
    def _started_into() -> models.QuerySet:
        return QueueItem.objects.exclude(started_at=None).filter(
            alone_since=None,
            translation_key=models.OuterRef("translation_key"),
            target_locale=models.OuterRef("locale"),
        )

    def get_table(self, object_list: Any) -> Any:
        pages = list(object_list)
        keys = {page.translation_key for page in pages}
        there: dict[Any, set[int]] = {}
        for key, locale in Page.objects.filter(translation_key__in=keys).values_list("translation_key", "locale_id"):
            there.setdefault(key, set()).add(locale)
        for page in pages:
            page.missing = [one for one in self.locales if one.pk not in there[page.translation_key]]
            page.may_start = page.live or page.workflow_in_progress or page.approved_schedule
        return super().get_table(pages)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, title=self.title, source=self.source, locales=self.locales)

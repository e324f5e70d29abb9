"""“Translate …” for the pages that are ticked in Wagtail's explorer, and for what stands below them."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.models import Page

from core.numbers import is_key
from translations import starting
from translations.forms.bulk import StartPagesForm

from .base import way_back
from .starting import begin


class TranslatePagesAction(PageBulkAction):
    """Opens pages for translation in the background (starting.py)."""

    display_name = gettext_lazy("Translate…")
    aria_label = gettext_lazy("Open the selected pages for translation")
    action_type = "translate"
    action_priority = 60
    template_name = "translations/queue/bulk.html"
    form_class = StartPagesForm

    def __init__(self, request: HttpRequest, model: type[Page]) -> None:
        super().__init__(request, model)
        self.next_url = way_back(request) or reverse("wagtailadmin_explore_root")

    @classmethod
    def get_queryset(cls, model: type[Page], object_ids: Any) -> list[Page]:
        """Pages by the numbers in the address, whoever wrote them."""
        pks = [pk for pk in object_ids if is_key(pk)]
        return list(Page.objects.filter(pk__in=pks, depth__gt=1).select_related("content_type", "locale"))

    def check_perm(self, page: Page) -> bool:
        return page.permissions_for_user(self.request.user).can_edit()

    def object_context(self, obj: Page) -> dict[str, Any]:
        return {"item": obj}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["items_with_no_access"] = [one["item"] for one in context["items_with_no_access"]]
        return context | {"title": str(self.display_name).rstrip("…"), "question": self.aria_label}

    def prepare_action(self, objects: list[Page], objects_without_access: Any) -> HttpResponse:
        form: StartPagesForm = self.cleaned_form
        pages = list(objects)
        if form.cleaned_data["with_descendants"]:
            pages += starting.below(objects, self.request.user)
        wanted = [(page, form.chosen()) for page in sorted(pages, key=lambda page: page.path)]
        return begin(self, wanted, with_parents=form.cleaned_data["with_parents"])

    @classmethod
    def execute_action(cls, objects: list[Page], **kwargs: Any) -> tuple[int, int]:
        """Never reached: `prepare_action` answers."""
        return 0, 0

"""The report of what was refused and what became public, for administrators."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from translations import acts

from .base import HOME, TranslationView


def may_read(user: Any) -> bool:
    """Whoever looks after accounts."""
    return user.is_active and user.has_perm("accounts.change_user")


class ActsView(TranslationView):
    """Newest first; `?refused` leaves out what was done."""

    template_name = "translations/acts.html"
    page_title = _("Publications and refusals")
    header_icon = "history"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, {"url": "", "label": self.page_title}]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        refused_only = "refused" in request.GET
        page, rows = acts.page_of(request.GET.get("page"), refused_only=refused_only)
        query = "refused" if refused_only else ""
        return self.render_to_response(
            self.get_context_data(page_obj=page, rows=rows, refused_only=refused_only, query=query)
        )

"""The list of what one was told."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from core.numbers import is_key
from translations import notifications

from .base import HOME, TranslationView

PER_PAGE = 50


class NoticesView(TranslationView):
    """One's own notices, newest first; a POST marks one of them as read, or all."""

    template_name = "translations/notices.html"
    page_title = _("Notices")
    header_icon = "mail"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [HOME, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page = Paginator(notifications.for_user(request.user), PER_PAGE).get_page(request.GET.get("page"))
        context = self.get_context_data(
            page_obj=page,
            notices=notifications.worded(page.object_list),
            has_unread=notifications.unread(request.user).exists(),
        )
        return self.render_to_response(context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        pk = request.POST.get("notice", "")
        if not pk:
            notifications.mark_read(request.user)
        elif is_key(pk):
            notifications.mark_read(request.user, int(pk))
        return redirect("translations:notices")

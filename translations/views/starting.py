"""How far the opening of many translations is, and what became of each."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from translations.models import BulkStart

from .base import TranslationView


class StartingView(TranslationView):
    """Loads itself anew until all is done, with or without scripts."""

    template_name = "translations/queue/starting.html"
    page_title = _("Open for translation")
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, pk: int, **kwargs: Any) -> HttpResponse:
        job = get_object_or_404(BulkStart, pk=pk)
        if job.user_id != request.user.pk and not request.user.is_superuser:
            raise PermissionDenied
        context = self.get_context_data(job=job, total=len(job.todo), tried=len(job.done))
        # The browser's own way of asking again, which needs no script and stands in no markup.
        return self.render_to_response(context, headers={} if job.finished_at else {"Refresh": "2"})

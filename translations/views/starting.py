"""How far the opening of many translations is, and what became of each."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction

from translations import starting, tasks
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


def begin(action: BulkAction, wanted: list[tuple[Any, list[Any]]], *, with_parents: bool) -> HttpResponse:
    """Hand (row, locales) over to the background, and lead to the page that tells how far it is."""
    request = action.request
    try:
        job = starting.ask(user=request.user, wanted=wanted, with_parents=with_parents)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(action.next_url)
    tasks.start_many.enqueue(job.pk)
    return redirect("translations:starting", job.pk)


def tell_of_the_gone(request: HttpRequest, left: int) -> None:
    """Say how many of those that were ticked are in the queue no more."""
    ticked = {pk for pk in request.GET.getlist("id") if pk.isdecimal()}
    if (gone := len(ticked) - left) > 0:
        told = ngettext(
            "%(count)d of those that were ticked is not in the list any more: it was deleted, or stands in the "
            "language already.",
            "%(count)d of those that were ticked are not in the list any more: they were deleted, or stand in the "
            "language already.",
            gone,
        )
        messages.warning(request, told % {"count": gone})

"""What a passage said before, and the way back to it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translations import acts, localize, marks, services, sides
from translations.desk import record
from translations.desk.saving import Overtaken, Refused, restore
from translations.exceptions import CannotTranslate, InReview
from translations.forms.translation import version
from translations.localize import MAX_DIGITS
from translations.models import QueueItem, SegmentEdit
from translations.people import name_of

from .passage import PassageView

MOST = 100


class SegmentHistoryView(PassageView):
    """The texts of one passage, newest first, for those who see the item; whoever may write gives one back."""

    template_name = "translations/segment_history.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return _("History of a passage")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        edit = get_object_or_404(SegmentEdit, pk=_number(request.POST.get("edit")), item=self.item)
        made_from = request.POST.get("version", "")
        try:
            restore(item=self.item, user=request.user, edit=edit, pk=self.segment.pk, made_from=made_from)
        except Overtaken:
            messages.error(request, _("Someone else changed this text meanwhile. Read it, then decide."))
            return self.render_to_response(self.get_context_data(), status=409)
        except Refused as refusal:
            acts.record(request, acts.GATE, str(refusal))
            messages.error(request, " ".join(refusal.sentences))
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, _("Restored. Nothing is public yet."))
        return redirect(self.back_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        now = self.passage()
        return super().get_context_data(
            **kwargs,
            version=version(now),
            edits=_told(self.item, now),
            may_write=_may_write(self.item, self.request.user),
        )


def _number(given: Any) -> int:
    text = str(given)
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS):
        raise Http404
    return int(text)


def _told(item: QueueItem, segment: localize.TextSegment) -> list[dict[str, Any]]:
    """The newest MOST texts, each with what it changed of the one before."""
    found = list(record.edits(item, segment)[: MOST + 1])
    texts = [marks.to_text(one.target, one.source) for one in found] + [""]
    return [
        {
            "edit": one,
            "who": name_of(one.user),
            "text": texts[at],
            "runs": sides.runs(texts[at + 1], texts[at]),
            "is_present": at == 0,
        }
        for at, one in enumerate(found[:MOST])
    ]


def _may_write(item: QueueItem, user: Any) -> bool:
    try:
        services.check_writable(item, user)
    except (PermissionDenied, InReview, CannotTranslate):
        return False
    return True

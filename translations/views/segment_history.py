"""What a passage said before, and the way back to it."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.numbers import is_key
from translations import acts, localize, marks, pairs, services
from translations.desk import record
from translations.desk.saving import Overtaken, Refused, restore
from translations.exceptions import CannotTranslate, InReview
from translations.models import QueueItem, SegmentEdit
from translations.people import name_of
from translations.storing import read_again_sentence, version

from .passage import PassageView

MOST = 100
# Of these, so many beside the box; the page has them all.
MOST_BESIDE = 5


class SegmentHistoryView(PassageView):
    """The texts of one passage, newest first, for those who see the item; whoever may write gives one back."""

    template_name = "translations/segment_history.html"
    part_name = "translations/segment_history_part.html"
    header_icon = "history"

    def get_page_title(self) -> str:
        return _("History of a passage")

    def passage(self) -> localize.TextSegment | None:
        """The passage as it is stored now, out of all that stand beside it."""
        self.segments = services.segments(self.item)
        return next((one for one in self.segments if one.pk == self.segment_pk), None)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        edit = get_object_or_404(SegmentEdit, pk=_number(request.POST.get("edit")), item=self.item)
        made_from = request.POST.get("version", "")
        try:
            restore(item=self.item, user=request.user, edit=edit, pk=self.segment.pk, made_from=made_from)
        except Overtaken as overtaken:
            messages.error(request, read_again_sentence(overtaken.segment or self.segment, request.user))
            return self.render_to_response(self.get_context_data(), status=409)
        except Refused as refusal:
            acts.record(request, acts.GATE, str(refusal))
            messages.error(request, " ".join(refusal.sentences))
            return self.render_to_response(self.get_context_data(), status=422)
        messages.success(request, _("Restored. Nothing is public yet."))
        return redirect(self.back_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        most = MOST_BESIDE if self.is_part() else MOST
        now = self.segment if self.request.method == "GET" else self.passage() or self.segment
        return super().get_context_data(
            **kwargs,
            version=version(now),
            edits=_told(self.item, now, most),
            earlier=_told_earlier(record.earlier(self.item, now, self.segments)[:most]),
            may_write=_may_write(self.item, self.request.user),
        )


def _number(given: Any) -> int:
    if not is_key(given):
        raise Http404
    return int(given)


def _told(item: QueueItem, segment: localize.TextSegment, most: int) -> list[dict[str, Any]]:
    """The newest texts, each with what it changed of the one before."""
    found = list(record.edits(item, segment)[: most + 1])
    texts = [marks.to_text(one.target, one.source) for one in found] + [""]
    return [
        {
            "edit": one,
            "who": name_of(one.user),
            "text": texts[at],
            "runs": pairs.runs(texts[at + 1], texts[at]),
            "is_present": at == 0,
        }
        for at, one in enumerate(found[:most])
    ]


def _told_earlier(edits: Iterable[SegmentEdit]) -> list[dict[str, Any]]:
    """The newest texts of what the original said there before."""
    return [
        {
            "edit": one,
            "who": name_of(one.user),
            "source": marks.to_text(one.source),
            "text": marks.to_text(one.target, one.source),
        }
        for one in edits
    ]


def _may_write(item: QueueItem, user: Any) -> bool:
    try:
        services.check_writable(item, user)
    except (PermissionDenied, InReview, CannotTranslate):
        return False
    return True

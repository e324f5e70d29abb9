"""One passage of an item, saved by a program on the page; what it answers is JSON."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.images.widgets import AdminImageChooser

from core.numbers import is_key
from translations import acts, marks, pairs, people
from translations.desk.cards import said
from translations.desk.leads import Leads, named_marks
from translations.desk.saving import Overtaken, Refused, Saved, said_before, store_segment
from translations.desk.values import save_value, store_value
from translations.exceptions import CannotTranslate, InReview
from translations.localize import TextSegment
from translations.storing import version

from .base import get_item, lock_item


class SegmentView(View):
    """POST `target`, as typed with marks, and `version`, that which it was made from. `shown` may name passages that
    stand beside it on the page, with blanks between: none of those is what became of this one. `edit` may name the
    earlier text of the passage, out of its history, that was put into the box.

    200 `{version, checks, progress, said, at, also}`, `at` the time as the history writes it, and `made`, what was made
    of an address typed in a form that none can have; 409 `{theirs, yours, version, segment, source, marks}` where it
    was made from another text than the one that is stored by now, `own` where the same user stored that, in another
    tab, or `by`, who did, `differs`, [kind, text] of each run of words from `yours` to `theirs`, and `changed`, the
    same of the original, where that says something else by now; 422 `{errors, yours}` by the gate, and 403, 423 and
    409 `{errors, yours}` where the user may not write, nobody may now, or there is no translation left.

    An image or an address is saved so too, by its own key: `target` is the key of the image, or the address. `picture`
    is the image that is stored by now, as Wagtail's chooser takes it.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int, segment: str) -> HttpResponse:
        if "target" not in request.POST:  # blank would take a text away; nothing was sent at all, or in another form
            get_item(request, pk)
            return JsonResponse({"errors": [_("No text was sent: nothing is changed.")], "yours": ""}, status=422)
        typed = request.POST["target"]
        try:
            saved = _save(request, pk, segment, typed)
        except PermissionDenied:
            acts.record(request, acts.DENIED, f"{request.method} {request.resolver_match.view_name}")
            return JsonResponse({"errors": [_("You may not write to this translation.")], "yours": typed}, status=403)
        except Overtaken as conflict:
            return JsonResponse(_conflict(conflict, typed) | _what_changed(conflict, segment), status=409)
        except Refused as refusal:
            acts.record(request, acts.GATE, str(refusal))
            return JsonResponse({"errors": refusal.sentences, "yours": typed}, status=422)
        except (InReview, CannotTranslate) as refusal:
            acts.record(request, type(refusal).__name__, refusal.message)
            return JsonResponse({"errors": [str(refusal.message)], "yours": typed}, status=refusal.status)
        return JsonResponse(_saved(saved))


def _save(request: HttpRequest, item_pk: int, pk: str, typed: str) -> Saved:
    given = {"user": request.user, "pk": pk, "typed": typed, "made_from": request.POST.get("version", "")}
    if is_key(pk) and not typed.strip():
        return save_value(item=get_item(request, item_pk), **given)
    with transaction.atomic():
        item = lock_item(request, item_pk)
        if is_key(pk):
            return store_value(item=item, **given)
        shown, edit = request.POST.get("shown", "").split(), request.POST.get("edit", "")
        return store_segment(item=item, shown=shown, edit=edit, **given)


def _saved(saved: Saved) -> dict[str, Any]:
    return {
        "version": saved.version,
        "checks": [vars(one) for one in saved.checks],
        "progress": vars(saved.progress),
        "said": said(saved.progress),
        "at": date_format(timezone.localtime(), "TIME_FORMAT"),
        "also": _also(saved.also) if saved.also else None,
    } | ({"made": saved.made} if saved.made else {})


def _also(segment: TextSegment) -> dict[str, str]:
    text = marks.to_text(segment.target, segment.source)
    return {"segment": segment.pk, "target": text, "version": version(segment)}


def _what_changed(conflict: Overtaken, pk: str) -> dict[str, Any]:
    """What the original changed in a passage, word by word; nothing where it is the same passage."""
    before = said_before([pk]).get(pk) if conflict.segment and conflict.segment_pk != pk else None
    if before is None:
        return {}
    return {"changed": _told(pairs.runs(before, marks.to_text(conflict.segment.source)))}


def _told(runs: list[pairs.Run]) -> list[list[str]]:
    return [[run.kind, run.text] for run in runs]


def _conflict(conflict: Overtaken, typed: str) -> dict[str, Any]:
    now = conflict.segment
    by = people.names_of([now.updated_by]) if now and conflict.theirs and not conflict.is_own else {}
    differs = _told(pairs.runs_from(typed, conflict.theirs)) if now else []
    return {
        "theirs": conflict.theirs,
        "yours": typed,
        "version": conflict.version,
        "segment": conflict.segment_pk,
        "source": marks.to_text(now.source) if now else "",
        "marks": [[one.number, one.name, one.to] for one in named_marks(now, Leads.of([now]))] if now else [],
        **({"own": True} if conflict.is_own else {}),
        **({"by": by[now.updated_by]} if by else {}),
        **({"differs": differs} if differs else {}),
        **({"picture": AdminImageChooser().get_value_data(conflict.picture)} if conflict.picture else {}),
    }

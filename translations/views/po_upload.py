"""The upload of a PO file, in the place of wagtail-localize's, for superusers (see middleware.py)."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages

from translations import acts, localize, outside, po

from .base import way_back


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Take a file in and say what became of it. A file that cannot be read is refused with a sentence, never stored."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    translation = get_object_or_404(localize.Translation, pk=translation_id)
    file = request.FILES.get("file")
    try:
        if file is None:
            raise po.Unreadable(_("Choose a PO file."))
        # Never more than one byte beyond what is allowed is read.
        found = outside.import_file(translation=translation, user=request.user, data=file.read(po.MAX_BYTES + 1))
    except po.Unreadable as refusal:
        acts.record(request, acts.FILE, str(refusal))
        messages.error(request, str(refusal))
    else:
        _report(request, found)
    return redirect(way_back(request) or reverse("wagtailadmin_home"))


def _report(request: HttpRequest, found: outside.Imported) -> None:
    messages.success(
        request,
        ngettext("%(count)d text was imported.", "%(count)d texts were imported.", found.stored)
        % {"count": found.stored},
    )
    left = found.refused + found.unknown + found.unfinished
    if left:
        sentence = _("Not used: %(unfinished)d fuzzy or obsolete, %(unknown)d unknown here, %(refused)d refused.")
        sentence %= {"unfinished": found.unfinished, "unknown": found.unknown, "refused": found.refused}
        messages.warning(request, sentence)
        if found.refused:
            acts.record(request, acts.GATE, sentence)

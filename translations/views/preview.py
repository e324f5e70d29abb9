"""A draft as readers would see it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Revision, TranslatableMixin
from wagtail.utils.decorators import xframe_options_sameorigin_override

from translations import guard
from translations.digests import shown_digest
from translations.exceptions import StaleReview
from translations.models import QueueItem
from translations.permissions import may_edit, may_review, may_translate
from translations.sight import may_see


@require_safe
@xframe_options_sameorigin_override
def preview(request: HttpRequest, revision_id: int) -> HttpResponse:
    """A revision as readers would see it, for those who may edit, translate or review the object.

    With `seen`, answers 409 if the content is no longer what that digest names: a frame never shows
    something else than the form beside it approves.
    """
    revision = get_object_or_404(Revision, pk=revision_id)
    obj = revision.content_object
    if obj is None or not may_preview(request.user, obj):
        raise PermissionDenied
    if request.GET.get("seen") and request.GET["seen"] != shown_digest(revision):
        raise StaleReview(_("Open the review again to read the text as it is now."))
    draft = revision.as_object()
    asked = request.GET.get("mode", "")
    known = {mode for mode, _name in draft.preview_modes}
    return draft.make_preview_request(request, asked if asked in known else draft.default_preview_mode)


def may_preview(user: Any, obj: Any, item: QueueItem | None = None) -> bool:
    """Whether a user may see an object as it would be: who may edit, translate or review it.

    `item` is that of a target, where it has just been read.
    """
    if may_review(user, obj) or may_edit(user, obj):
        return True
    if item is None and isinstance(obj, TranslatableMixin):
        item = guard.item_of(obj)
    if item is None or not may_translate(user, item.target_locale_id, item.source_locale_id):
        return False
    return may_see(user, item)


def previews_of(draft: Any, url: str) -> list[tuple[str, str]]:
    """(what it is, address) of each way in which readers would see a draft; "" where there is but one."""
    modes = draft.preview_modes
    return [(str(name), f"{url}&mode={mode}") for mode, name in modes] if len(modes) > 1 else [("", url)]

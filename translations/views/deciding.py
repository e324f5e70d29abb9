"""What the desk and the whole review share: whether a decision can be taken as it was sent, and what is told of it."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.log_actions import registry as log_registry

from translations import approving, credits
from translations.forms.review import ReviewForm
from translations.models import ReviewTaskState

from . import still_right_links


def is_said(form: ReviewForm, action: str) -> bool:
    """Whether a decision can be taken as it was sent; what is missing, or stands against it, is put on the form."""
    asked = len(form.segments())
    if form.is_valid() and action == "reject" and not (form.cleaned_data["comment"].strip() or asked):
        form.add_error("comment", _("Say what is to be changed: the translator or editor has only this."))
    if form.is_valid() and action == "approve" and asked:
        form.add_error(None, _asked_sentence(asked))
    return form.is_valid()


def _asked_sentence(asked: int) -> str:
    """Why an approval is refused while its reviewer asks for changes: nobody would hear of them."""
    return ngettext(
        "You ask for a change at %(count)s passage: request changes, or empty its comment.",
        "You ask for a change at %(count)s passages: request changes, or empty their comments.",
        asked,
    ) % {"count": asked}


def conclude(request: HttpRequest, row: Any, action: str) -> None:
    """Tell a reviewer what came of the decision; `row` as it is stored by now."""
    if action == "approve":
        messages.success(request, approving.outcome(row))
        still_right_links.offer(request, row)
    else:
        messages.success(request, _("Sent back with your comment."))


def handed_in(obj: Any, state: ReviewTaskState) -> tuple[datetime, str]:
    """When it was handed in, and what was said to the reviewer. A review that goes on with another draft, in which a
    reviewer's corrections are, was handed in no later."""
    entry = (
        log_registry.get_logs_for_instance(obj)
        .filter(action="translations.submit", timestamp__gte=state.workflow_state.created_at)
        .order_by("-timestamp")
        .first()
    )
    return (entry.timestamp, (entry.data or {}).get("note", "")) if entry else (state.started_at, "")


def translators_of(draft: Any, reviewer: Any) -> list[str]:
    """Whom readers are told of as its translators, once this reviewer has approved it: not of the reviewer beside
    others (credits.store)."""
    names = [name for found in credits.translators_of([draft]) for name in found]
    return [name for name in names if name != reviewer.get_full_name().strip()] or names

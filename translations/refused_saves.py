"""What Wagtail's own forms turn down without an error: a save of what is locked, and a publication by who may not
publish, of which they keep a draft. Asked before the form is looked at, as the form itself asks; the report is told."""

from typing import Any

from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext as in_wagtails_words
from wagtail.models import DraftStateMixin, LockableMixin, Page

from core.publishing import PUBLISH

from . import acts
from .exceptions import InReview
from .permissions import may_publish

CANCEL = "action-cancel-workflow"


def note_edit(request: HttpRequest, row: models.Model) -> None:
    """Of a form that was sent for a page or snippet. Of a snippet in a language that is not theirs, whoever may publish
    others hears elsewhere (direct.py)."""
    if request.method != "POST":
        return
    if isinstance(row, LockableMixin) and _is_locked(row, request):
        acts.record(request, InReview.__name__, _locked(row))
    elif isinstance(row, DraftStateMixin) and not may_publish(request.user, row, anywhere=True):
        _note_publication(request)


def note_translation(request: HttpRequest) -> None:
    """Of a form of Wagtail's that was sent for a translation; whoever sent it is told that nothing of it was taken."""
    told = _("Nothing was saved there: a translation is edited here.")
    acts.record(request, acts.EDITOR, told)
    messages.warning(request, told)


def note_new_page(request: HttpRequest, parent: Page) -> None:
    """Of a form that was sent for a page below `parent`."""
    if not parent.permissions_for_user(request.user).can_publish_subpage():
        _note_publication(request)


def note_new_snippet(request: HttpRequest, model: type[models.Model]) -> None:
    """Of a form that was sent for a snippet of a kind."""
    if issubclass(model, DraftStateMixin) and not may_publish(request.user, model(), anywhere=True):
        _note_publication(request)


def _note_publication(request: HttpRequest) -> None:
    if request.POST.get(PUBLISH):
        acts.record(request, acts.PUBLICATION, _("Who may not publish here saves a draft."))


def _is_locked(row: Any, request: HttpRequest) -> bool:
    """Whether a lock holds: but for whoever takes back what they handed in, which is done all the same."""
    lock = row.get_lock()
    if lock is None or not lock.for_user(request.user):
        return False
    handed_in = getattr(row, "current_workflow_state", None) if request.POST.get(CANCEL) else None
    return handed_in is None or not handed_in.user_can_cancel(request.user)


def _locked(row: models.Model) -> str:
    """The sentence that the form answers with."""
    if isinstance(row, Page):
        return in_wagtails_words("The page could not be saved as it is locked.")
    told = {"model_name": row._meta.verbose_name}
    return capfirst(in_wagtails_words("The %(model_name)s could not be saved as it is locked") % told)

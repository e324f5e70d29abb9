"""Take, hand back, assign, due date, priority, newer draft: each an address to which a button sends."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages

from translations import acts, newer, people, reporting
from translations.exceptions import Refusal
from translations.forms.people import AssignForm, DueForm, HandBackForm, PriorityForm
from translations.models import QueueItem
from translations.permissions import may_assign, may_translate
from translations.queue import Row
from translations.states import State, is_for_translators

from .base import get_item, way_back

IDS = "people_%s"  # the form of the texts stands on the same page


class ActView(View):
    """One act on one item, by POST; leads back to `next`, or to the item.

    What is refused is said where `next` leads; without it a page of its own says it.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.item: QueueItem = get_item(request, pk)
        form = self.get_form()
        back = way_back(request)
        if form is not None and not form.is_valid():
            messages.error(request, " ".join(error for found in form.errors.values() for error in found))
            if not people.may_manage(request.user, self.item):
                acts.record_denial(request)
            return redirect(back or item_url(self.item))
        try:
            messages.success(request, self.act(form.cleaned_data if form else {}))
        except Refusal as refusal:
            if not back:
                raise
            acts.record(request, type(refusal).__name__, refusal.message)
            messages.error(request, f"{refusal.title}. {refusal.message}")
        return redirect(back or item_url(self.item))

    def get_form(self) -> forms.Form | None:
        return None

    def act(self, data: dict[str, Any]) -> str:
        """Do it; return the sentence that says so."""
        raise NotImplementedError


class TakeView(ActView):
    """One says that one works on it."""

    def act(self, data: dict[str, Any]) -> str:
        people.take(item=self.item, user=self.request.user)
        return _("Taken. Others see that it is with you.")


class HandBackView(ActView):
    """Puts it back for others."""

    def get_form(self) -> forms.Form:
        return HandBackForm(self.request.POST)

    def act(self, data: dict[str, Any]) -> str:
        people.hand_back(item=self.item, user=self.request.user, note=data["note"])
        return _("Put back for others.")


class NewerView(ActView):
    """Takes a newer draft of the original over; in the form of the texts a button does, which stores those first."""

    def act(self, data: dict[str, Any]) -> str:
        newer.take_over_draft(item=self.item, user=self.request.user)
        return newer_taken_over()


class AssignView(ActView):
    """Gives it to somebody, or to nobody."""

    def get_form(self) -> forms.Form:
        return AssignForm(self.request.POST, item=self.item)

    def act(self, data: dict[str, Any]) -> str:
        people.assign(item=self.item, assignee=data["assignee"], user=self.request.user)
        if data["assignee"] is None:
            return _("Put back for others.")
        return _("Assigned to %(name)s.") % {"name": people.name_of(data["assignee"])}


class DueView(ActView):
    """Sets its date, or takes it away."""

    def get_form(self) -> forms.Form:
        return DueForm(self.request.POST, item=self.item)

    def act(self, data: dict[str, Any]) -> str:
        people.set_due(item=self.item, due=data["due"], user=self.request.user)
        return _("Due date stored.")


class PriorityView(ActView):
    """Says how urgent it is."""

    def get_form(self) -> forms.Form:
        return PriorityForm(self.request.POST, item=self.item)

    def act(self, data: dict[str, Any]) -> str:
        people.set_priority(item=self.item, priority=data["priority"], user=self.request.user)
        return _("Priority stored.")


def newer_taken_over() -> str:
    """The sentence that says so."""
    return _("The newer draft is taken over. What it left as it was keeps its translation.")


def item_url(item: QueueItem) -> str:
    """The item's own screen; of one that nobody began, the list."""
    return reverse("translations:edit", args=[item.pk]) if item.started_at else reverse("translations:index")


def acts_for(row: Row, user: Any) -> dict[str, Any]:
    """What the user may do about whose an item is, for includes/item_people.html; what is in review is with those
    who review it, and given to nobody else."""
    item = row.item
    manages = may_assign(user, item, row.source)
    translates = may_translate(user, item.target_locale_id, item.source_locale_id)
    is_open = is_for_translators(row.state, row.flags)
    return {
        "has_it": item.assignee_id == user.pk,
        "is_overdue": reporting.is_overdue(item, timezone.localdate(), row.standing),
        "assignee_name": people.name_of(item.assignee),
        "may_take": translates and item.assignee_id is None and is_open,
        "hand_back": HandBackForm(auto_id=IDS) if item.assignee_id == user.pk and is_open else None,
        "assign": AssignForm(item=item, auto_id=IDS) if manages and row.state != State.IN_REVIEW else None,
        "due": DueForm(item=item, auto_id=IDS) if manages else None,
        "priority": PriorityForm(item=item, auto_id=IDS) if manages else None,
    }

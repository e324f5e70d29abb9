"""Take, hand back, assign, due date, priority: each an address to which a button sends; and an item's history."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request

from translations import drafts, history, people
from translations.forms.people import AssignForm, DueForm, HandBackForm, PriorityForm
from translations.models import QueueItem
from translations.permissions import may_translate

from .base import TranslationView, get_item

IDS = "people_%s"  # the form of the texts stands on the same page


class ActView(View):
    """One act on one item, by POST; leads back to `next`, or to the item."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.item: QueueItem = get_item(request, pk)
        form = self.get_form()
        if form is None or form.is_valid():
            messages.success(request, self.act(form.cleaned_data if form else {}))
        else:
            messages.error(request, " ".join(error for found in form.errors.values() for error in found))
        return redirect(get_valid_next_url_from_request(request) or item_url(self.item))

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


class HistoryView(TranslationView):
    """All that happened to an item, newest first, for those who see the item."""

    template_name = "translations/history.html"
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = get_item(request, self.pk)
        self.row = drafts.find_source(self.item) or drafts.find_target(self.item)
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("History")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page, events = history.page_of(self.item, request.GET.get("page"))
        back = item_url(self.item) if self.item.started_at else ""
        return self.render_to_response(
            self.get_context_data(item=self.item, row=self.row, page_obj=page, events=events, back_url=back)
        )


def item_url(item: QueueItem) -> str:
    """The item's own screen; of one that nobody began, the list."""
    return reverse("translations:edit", args=[item.pk]) if item.started_at else reverse("translations:index")


def acts_for(item: QueueItem, user: Any) -> dict[str, Any]:
    """What the user may do about whose an item is, for includes/item_people.html."""
    manages = people.may_manage(user, item)
    translates = may_translate(user, item.target_locale_id, item.source_locale_id)
    return {
        "has_it": item.assignee_id == user.pk,
        "assignee_name": people.name_of(item.assignee),
        "may_take": translates and item.assignee_id is None,
        "hand_back": HandBackForm(auto_id=IDS) if item.assignee_id == user.pk else None,
        "assign": AssignForm(item=item, auto_id=IDS) if manages else None,
        "due": DueForm(item=item, auto_id=IDS) if manages else None,
        "priority": PriorityForm(item=item, auto_id=IDS) if manages else None,
    }

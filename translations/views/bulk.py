"""Bulk actions of the list, as Wagtail's listings have them: what somebody may not do to an item is said, not done."""

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import get_snippet_models

from core.numbers import is_key
from translations import (
    acknowledge,
    acts,
    criteria,
    drafts,
    listing,
    older,
    people,
    phrases,
    unwanted,
    vouching,
)
from translations.criteria import Criteria
from translations.exceptions import Refusal, StaleReview
from translations.forms import bulk as asked
from translations.models import QueueItem
from translations.permissions import may_translate
from translations.reach import may_start, reach_of
from translations.states import Flag, State

from .base import way_back
from .export import QueueExport
from .starting import begin, tell_of_the_gone


class QueueAction(BulkAction):
    """What they share: items that the user sees, a form, one act for each, a word on those that were refused."""

    models = [QueueItem]
    template_name = "translations/queue/bulk.html"
    form_class = forms.Form
    button: Any = ""  # what the form's own button says, where that is not the name of the action
    icon = "wagtail-localize-language"
    who: Any = gettext_lazy("Editors may do this, and reviewers of the language.")  # told of what is refused

    def __init__(self, request: HttpRequest, model: type[QueueItem]) -> None:
        super().__init__(request, model)
        self.next_url = way_back(request) or reverse("translations:index")

    @classmethod
    def offered_to(cls, user: Any) -> bool:
        """Whether the list shows somebody the button: may they do it to anything? Each item is asked of by itself."""
        reach = reach_of(user)
        return reach.is_for_editors or bool(reach.reviews)

    def get_actionable_objects(self) -> tuple[list[QueueItem], dict[str, list[QueueItem]]]:
        items = self._chosen()
        allowed = [item for item in items if self.check_perm(item)]
        return allowed, {"items_with_no_access": [item for item in items if item not in allowed]}

    def _chosen(self) -> list[QueueItem]:
        """The items of the address that the user sees; “all” are those of the list that it was chosen in."""
        given = self.request.GET.getlist("id")
        if "all" in given:
            return list(listing.matching(self.request.user, self._criteria()))
        pks = [int(pk) for pk in given if is_key(pk)]
        return list(listing.visible_items(self.request.user).filter(pk__in=pks).order_by(*listing.order_of("")))

    def _criteria(self) -> Criteria:
        wanted = Criteria.from_query(QueryDict(urlsplit(self.next_url).query))
        if wanted.tab:
            return wanted
        found = listing.counts(self.request.user, wanted)
        landed = criteria.ALL if wanted.is_narrowed else listing.default_tab(reach_of(self.request.user), found)
        return wanted.within(landed)

    def check_perm(self, obj: QueueItem) -> bool:
        return reach_of(self.request.user).manages(obj)

    def act(self, item: QueueItem, form: forms.Form) -> None:
        """Do it to one item. Raises what the service raises."""
        raise NotImplementedError

    def prepare_action(self, objects: list[QueueItem], objects_without_access: Any) -> HttpResponse:
        done, refused = attempt(objects, lambda item: self.act(item, self.cleaned_form))
        if done:
            text = ngettext("%(count)d translation was changed.", "%(count)d translations were changed.", done)
            messages.success(self.request, text % {"count": done})
        for title, reason in refused:
            messages.error(self.request, _("“%(title)s”: %(reason)s") % {"title": title, "reason": reason})
            acts.record(self.request, acts.DENIED, f"{self.request.method} {self.action_type}: {reason}")
        if objects_without_access["items_with_no_access"]:
            acts.record_denial(self.request)
        return redirect(self.next_url)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "title": str(self.display_name).rstrip("…"),
            "question": self.aria_label,
            "button": self.button,
            "who": self.who,
        }

    @classmethod
    def execute_action(cls, objects: list[QueueItem], **kwargs: Any) -> tuple[int, int]:
        """Never reached: `prepare_action` answers."""
        return 0, 0


def changes_snippets(user: Any) -> bool:
    """Whether somebody may edit a kind of snippet that is translated."""
    kinds = (model for model in get_snippet_models() if issubclass(model, TranslatableMixin))
    return any(user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}") for model in kinds)


def attempt(items: Iterable[QueueItem], act: Callable[[QueueItem], None]) -> tuple[int, list[tuple[str, str]]]:
    """Do something to each item; how many went well, and (title, reason) of those that were refused."""
    done, refused = 0, []
    for item in items:
        try:
            act(item)
        except PermissionDenied as error:
            refused.append((item.standing.title, str(error) or _("This is not allowed.")))
        except Refusal as refusal:
            refused.append((item.standing.title, str(refusal.message)))
        except ValidationError as error:
            refused.append((item.standing.title, " ".join(error.messages)))
        else:
            done += 1
    return done, refused


class TakeAction(QueueAction):
    display_name = gettext_lazy("Take")
    aria_label = gettext_lazy("Take the selected translations")
    action_type = "take"
    who = gettext_lazy("Whoever translates into the language may take it.")
    action_priority = 10

    @classmethod
    def offered_to(cls, user: Any) -> bool:
        return any(may_translate(user, locale_id) for locale_id in reach_of(user).targets)

    def check_perm(self, obj: QueueItem) -> bool:
        return may_translate(self.request.user, obj.target_locale_id)

    def act(self, item: QueueItem, form: forms.Form) -> None:
        people.take(item=item, user=self.request.user)


class AssignAction(QueueAction):
    display_name = gettext_lazy("Assign…")
    aria_label = gettext_lazy("Assign the selected translations")
    action_type = "assign"
    action_priority = 20
    form_class = asked.AssignForm

    def get_form_kwargs(self) -> dict[str, Any]:
        targets = {item.target_locale_id for item in self.get_actionable_objects()[0]}
        return super().get_form_kwargs() | {"targets": targets}

    def act(self, item: QueueItem, form: forms.Form) -> None:
        people.assign(item=item, assignee=form.cleaned_data["assignee"], user=self.request.user)


class DueAction(QueueAction):
    display_name = gettext_lazy("Due date…")
    aria_label = gettext_lazy("Set the due date of the selected translations")
    action_type = "due"
    action_priority = 30
    form_class = asked.DueForm
    button = gettext_lazy("Set the date")

    def act(self, item: QueueItem, form: forms.Form) -> None:
        people.set_due(item=item, due=form.cleaned_data["due"], user=self.request.user)


class PriorityAction(QueueAction):
    display_name = gettext_lazy("Priority…")
    aria_label = gettext_lazy("Set the priority of the selected translations")
    action_type = "priority"
    action_priority = 40
    form_class = asked.PriorityForm
    button = gettext_lazy("Set the priority")

    def act(self, item: QueueItem, form: forms.Form) -> None:
        people.set_priority(item=item, priority=form.cleaned_data["priority"], user=self.request.user)


class StillRightAction(QueueAction):
    display_name = gettext_lazy("Still right…")
    aria_label = gettext_lazy("Say that the selected translations are still right")
    action_type = "still_right"
    who = gettext_lazy("It is said of a public translation whose original has changed, by its translators and editors.")
    action_priority = 50
    form_class = asked.StillRightForm
    button = gettext_lazy("Call them still right")

    @classmethod
    def offered_to(cls, user: Any) -> bool:
        return TakeAction.offered_to(user) or bool(reach_of(user).edits) or changes_snippets(user)

    def check_perm(self, obj: QueueItem) -> bool:
        return Flag.STALE in obj.standing.flags and vouching.kind_for(self.request.user, obj) is not None

    def get_initial(self) -> dict[str, Any]:
        states = older.states_of(self.get_actionable_objects()[0])
        return {"seen": asked.StillRightForm.names(states)}

    def prepare_action(self, objects: list[QueueItem], objects_without_access: Any) -> HttpResponse:
        """Nothing is said of any while the original of one is another than the page showed: that is read first."""
        changed = self.cleaned_form.changed_since(older.states_of(objects))
        if not changed:
            return super().prepare_action(objects, objects_without_access)
        titles = ", ".join(_("“%(title)s”") % {"title": one.standing.title} for one in objects if one.pk in changed)
        refusal = StaleReview(
            ngettext(
                "This original has changed since: %(titles)s. Read what changed, then say it again.",
                "These originals have changed since: %(titles)s. Read what changed, then say it again.",
                len(changed),
            )
            % {"titles": titles}
        )
        acts.record(self.request, type(refusal).__name__, refusal.message)
        messages.error(self.request, refusal.message)
        again = self.form_class(initial=self.get_initial() | {"reason": self.cleaned_form.cleaned_data["reason"]})
        return self.render_to_response(self.get_context_data(form=again), status=refusal.status)

    def object_context(self, obj: QueueItem) -> dict[str, Any]:
        changes = phrases.Changes.of(obj.standing)
        return super().object_context(obj) | {"sentence": phrases.sentence(changes)}

    def act(self, item: QueueItem, form: forms.Form) -> None:
        acknowledge.acknowledge_item(
            item=item,
            user=self.request.user,
            kind=vouching.kind_for(self.request.user, item),
            reason=form.cleaned_data["reason"],
        )


class WantedAction(QueueAction):
    display_name = gettext_lazy("Whether to translate…")
    aria_label = gettext_lazy("Say of the selected originals whether they are to be translated")
    action_type = "wanted"
    action_priority = 65
    form_class = asked.WantedForm
    button = gettext_lazy("Store")

    def act(self, item: QueueItem, form: forms.Form) -> None:
        if form.cleaned_data["wanted"]:
            unwanted.want(item=item, user=self.request.user)
        else:
            unwanted.give_up(item=item, user=self.request.user, reason=form.cleaned_data["reason"])


class ExportAction(QueueAction):
    """What is selected as a file: whoever sees an item may take its facts along."""

    display_name = gettext_lazy("Export…")
    aria_label = gettext_lazy("Download the selected translations as a file")
    action_type = "export"
    action_priority = 70
    form_class = asked.ExportForm
    button = gettext_lazy("Download")

    @classmethod
    def offered_to(cls, user: Any) -> bool:
        return True

    def check_perm(self, obj: QueueItem) -> bool:
        return True

    def prepare_action(self, objects: list[QueueItem], objects_without_access: Any) -> HttpResponseBase:
        return QueueExport().as_file(objects, self.cleaned_form.cleaned_data["how"])


class StartAction(QueueAction):
    display_name = gettext_lazy("Open for translation…")
    aria_label = gettext_lazy("Open the selected originals for translation")
    action_type = "start"
    who = gettext_lazy("Whoever may edit the original opens it, once.")
    action_priority = 60
    form_class = asked.StartForm

    @classmethod
    def offered_to(cls, user: Any) -> bool:
        return bool(reach_of(user).starts) or changes_snippets(user)

    def check_perm(self, obj: QueueItem) -> bool:
        return obj.standing.state == State.MISSING and may_start(self.request.user, reach_of(self.request.user), obj)

    def prepare_action(self, objects: list[QueueItem], objects_without_access: Any) -> HttpResponse:
        found = [(drafts.find_source(item), [item.target_locale]) for item in objects]
        wanted = [(row, locales) for row, locales in found if row is not None]
        tell_of_the_gone(self.request, len(wanted) + sum(map(len, objects_without_access.values())))
        return begin(self, wanted, with_parents=self.cleaned_form.cleaned_data["with_parents"])


ACTIONS = (
    TakeAction,
    AssignAction,
    DueAction,
    PriorityAction,
    StillRightAction,
    StartAction,
    WantedAction,
    ExportAction,
)


def offered_to(user: Any) -> list[dict[str, Any]]:
    """The actions of the list that somebody may do to anything, as templates take them: no button leads to refusals
    only."""
    return [
        {"type": action.action_type, "name": action.display_name, "says": action.aria_label}
        for action in ACTIONS
        if action.offered_to(user)
    ]

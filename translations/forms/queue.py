"""The filters of the list, as the drop-down of Wagtail's listings shows them; criteria.py says what they mean."""

from collections.abc import Iterable
from typing import Any

import django_filters
from django import forms
from django.apps import apps
from django.http import QueryDict
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import DraftStateMixin, TranslatableMixin, WorkflowMixin

from core.languages import language_name
from translations import criteria, listing
from translations.criteria import Criteria
from translations.models import QueueItem
from translations.queue_filters import registered
from translations.reach import reach_of
from translations.states import Flag, State

DUE = (
    (criteria.OVERDUE, gettext_lazy("Overdue")),
    (criteria.WEEK, gettext_lazy("In the next seven days")),
    (criteria.NO_DATE, gettext_lazy("No date")),
)
SEVERITIES = (
    (criteria.URGENT, gettext_lazy("Corrections and updates")),
    (criteria.FACT, gettext_lazy("Numbers, dates, names, links")),
    (criteria.WORDING, gettext_lazy("Wording")),
    (criteria.FORM, gettext_lazy("Punctuation")),
)


class QueueFilterSet(WagtailFilterSet):
    """One choice in each of the filters that the address can hold. One query and those of registered filters."""

    class Meta:
        model = QueueItem
        fields: list[str] = []

    def __init__(self, *, wanted: Criteria, request: Any, **kwargs: Any) -> None:
        user = request.user
        people = [(str(person.pk), name_of(person)) for person in listing.assignees(user)]
        offered = {
            "pair": (_("Languages"), pairs(user)),
            "kind": (_("Type"), kinds()),
            "assignee": (_("Assignee"), [(criteria.ME, _("Me")), (criteria.NOBODY, _("Nobody")), *people]),
            "due": (_("Due"), DUE),
            "state": (_("State"), State.choices),
            "flag": (_("Mark"), Flag.choices),
            "severity": (_("What changed"), SEVERITIES),
        }
        offered |= {one.name: (one.label, list(one.choices())) for one in registered()}
        data = QueryDict(mutable=True)
        for name, (label, choices) in offered.items():
            if value := wanted.parameters.get(name, ""):
                data[name] = value
                offered[name] = (label, with_value(choices, value))
        super().__init__(data, request=request, **kwargs)
        for name, (label, choices) in offered.items():
            self.filters[name] = django_filters.ChoiceFilter(
                label=label, choices=choices, empty_label=_("Any"), widget=forms.RadioSelect
            )
        self.is_valid()  # always: what was asked for is offered


def with_value(choices: Iterable[tuple[Any, Any]], value: str) -> list[tuple[Any, Any]]:
    """Choices with one that the address asks for: if nobody offers it, nothing matches, and it shows why."""
    choices = list(choices)
    if value in {str(key) for key, _words in choices}:
        return choices
    return [*choices, (value, _("“%(value)s”, not known here") % {"value": value})]


def name_of(user: Any) -> str:
    """A person's name as colleagues know it."""
    return user.get_full_name() or user.get_username()


def pairs(user: Any) -> list[tuple[str, str]]:
    """The pairs of languages of which a user sees items. No query, beside the user's reach."""
    reach = reach_of(user)
    return [
        (f"{source}:{target}", f"{capfirst(language_name(source))} → {language_name(target)}")
        for source_pk, source in reach.codes
        for target_pk, target in reach.codes
        if source != target and {(None, target_pk), (source_pk, target_pk)} & reach.pairs
    ]


def kinds() -> list[tuple[str, str]]:
    """Models whose rows are items: those with drafts, review and languages. No query."""
    needed = (TranslatableMixin, DraftStateMixin, WorkflowMixin)
    models = [model for model in apps.get_models() if all(issubclass(model, part) for part in needed)]
    named = [(model._meta.label_lower, str(capfirst(model._meta.verbose_name))) for model in models]
    return sorted((one for one in named if one[0] != "wagtailcore.page"), key=lambda one: one[1])

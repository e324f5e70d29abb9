"""What bulk actions ask for."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.languages import language_name
from translations.models import Priority

from .people import due_field
from .queue import name_of
from .wanted import WHY, reason_field


class PersonField(forms.ModelChoiceField):
    """A person by name."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class AssignForm(forms.Form):
    """To whom; nobody puts the items back for all."""

    assignee = PersonField(label=_("Assignee"), queryset=None, required=False, empty_label=_("Nobody"))

    def __init__(self, *args: Any, targets: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = get_user_model().objects.filter(is_active=True, groups__locale_roles__locale__in=targets)
        self.fields["assignee"].queryset = people.distinct().order_by("first_name", "last_name", "username")


class DueForm(forms.Form):
    """Until when; an empty date takes it away."""

    due = due_field(help_text=_("Leave it empty to take the date away."))


class PriorityForm(forms.Form):
    """How urgent."""

    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int, initial=Priority.HIGH)


class StillRightForm(forms.Form):
    """Why what is public need not change; `seen` names the state of each original that was shown, as “pk:digest”."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the history of each translation."),
    )

    @staticmethod
    def names(states: Mapping[int, str]) -> str:
        """States by pk, as the page sends them along."""
        return " ".join(f"{pk}:{state}" for pk, state in states.items())

    def changed_since(self, states: Mapping[int, str]) -> set[int]:
        """Of the items with these states, those that were shown in another state, or not at all."""
        shown = set(self.cleaned_data["seen"].split())
        return {pk for pk, state in states.items() if f"{pk}:{state}" not in shown}


class WantedForm(forms.Form):
    """Whether the originals are to be translated, and where they are not, why."""

    wanted = forms.TypedChoiceField(
        label=_("Decision"),
        choices=[("", _("Not to be translated")), ("1", _("To be translated after all"))],
        coerce=bool,
        empty_value=False,
        required=False,
        initial="",
        widget=forms.RadioSelect,
    )
    reason = reason_field(required=False)

    def clean(self) -> dict[str, Any]:
        """What is given up is given up for a reason."""
        found = super().clean() or {}
        if not found.get("wanted") and "reason" in found and not found["reason"]:
            self.add_error("reason", WHY)
        return found


class ExportForm(forms.Form):
    """As what kind of file."""

    how = forms.ChoiceField(
        label=_("Format"),
        choices=[("xlsx", _("Excel (XLSX)")), ("csv", "CSV"), ("json", "JSON")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )


class StartForm(forms.Form):
    """Whether missing pages above are opened too."""

    with_parents = forms.BooleanField(
        label=_("Open the pages above, too, where they do not exist in the language"), required=False, initial=True
    )


class StartPagesForm(StartForm):
    """Into which languages; and whether what stands below goes along."""

    locales = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)
    with_descendants = forms.BooleanField(label=_("With all public pages below them"), required=False)
    field_order = ["locales", "with_descendants", "with_parents"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.locales = {locale.language_code: locale for locale in Locale.objects.order_by("pk")}
        choices = [(code, capfirst(language_name(code))) for code in self.locales]
        self.fields["locales"].choices = choices

    def chosen(self) -> list[Locale]:
        """The locales that were ticked."""
        return [self.locales[code] for code in self.cleaned_data["locales"]]

"""Forms of the queue's people: whose an item is, and how somebody wants to be told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from translations import credits
from translations.models import Notification, Priority, QueueItem, Translator
from translations.people import LONGEST_NOTE, candidates, name_of


class PersonField(forms.ModelChoiceField):
    """A colleague by name."""

    def label_from_instance(self, obj: Any) -> str:
        return name_of(obj)


class HandBackForm(forms.Form):
    """A word for whoever comes next."""

    note = forms.CharField(
        label=_("A word for whoever takes it next"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AssignForm(forms.Form):
    """To whom; to nobody puts it back."""

    assignee = PersonField(None, label=_("Assigned to"), required=False, empty_label=_("nobody"))

    def __init__(self, *args: Any, item: QueueItem, **kwargs: Any) -> None:
        super().__init__(*args, initial={"assignee": item.assignee_id}, **kwargs)
        self.fields["assignee"].queryset = candidates(item)


class DayInput(forms.DateInput):
    """The browser's own field for a day: it takes no words. Wagtail's makes today of them, and says nothing."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def due_field(**options: Any) -> forms.DateField:
    """Until when; what is no day is refused with a sentence, for a browser may have no field for days."""
    told = {"invalid": _("This is no date. Write it like 2030-01-31, or leave it empty.")}
    return forms.DateField(label=_("Due"), required=False, widget=DayInput, error_messages=told, **options)


class DueForm(forms.Form):
    """Until when."""

    due = due_field()

    def __init__(self, *args: Any, item: QueueItem, **kwargs: Any) -> None:
        super().__init__(*args, initial={"due": item.due}, **kwargs)


class PriorityForm(forms.Form):
    """How urgent."""

    priority = forms.TypedChoiceField(label=_("Priority"), choices=Priority.choices, coerce=int)

    def __init__(self, *args: Any, item: QueueItem, **kwargs: Any) -> None:
        super().__init__(*args, initial={"priority": item.priority}, **kwargs)


class NoticesForm(forms.ModelForm):
    """How often letters come, of what one is told, and whether readers are told one's name."""

    wanted = forms.MultipleChoiceField(
        label=_("Tell me of"),
        choices=Notification.Kind,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("What is not ticked is neither shown in the admin nor mailed."),
    )

    class Meta:
        model = Translator
        fields = ("digest", "is_named")
        labels = {"digest": _("Letters about translations")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["wanted"] = [kind for kind in Notification.Kind.values if kind not in self.instance.muted]

    def save(self, commit: bool = True) -> Translator:
        """Store what is not wanted: a kind that is new one day is told to all."""
        self.instance.muted = [kind for kind in Notification.Kind.values if kind not in self.cleaned_data["wanted"]]
        saved = super().save(commit)
        credits.consent_changed(saved.user, is_named=saved.is_named)
        return saved

"""When things become public together, and why."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

LONGEST_NOTE = 2_000


class MomentInput(forms.DateTimeInput):
    """The browser's own field for a moment: it takes no words. Wagtail's makes of them the moment that it is."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment in the user's time zone; says so where clocks make an hour missing, or twice."""

    def to_python(self, value: Any) -> datetime | None:
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            if getattr(error, "code", "") == "ambiguous_timezone":
                raise forms.ValidationError(
                    _("The clocks change on that day: this time does not exist, or exists twice. Choose another.")
                ) from error
            raise


class TogetherForm(forms.Form):
    """Now, or at a time to come."""

    when = MomentField(
        label=gettext_lazy("When"),
        required=False,
        widget=MomentInput,
        help_text=gettext_lazy("Leave it empty to publish now."),
    )
    note = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_when(self) -> datetime | None:
        when = self.cleaned_data["when"]
        if when is not None and when <= timezone.now():
            raise forms.ValidationError(_("Choose a time to come."))
        return when

"""What is asked of somebody who says that translations are still right, and of one who takes it back."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from translations.acknowledge import LONGEST_REASON


class RevokeForm(forms.Form):
    """Why it is taken back."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Say why.")},
    )


class StillRightForm(forms.Form):
    """Of which translations, why, and of which state of the original (`seen`)."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the history of each translation."),
        error_messages={"required": _("Say why the translations are still right.")},
    )
    items = forms.TypedMultipleChoiceField(
        label=_("Translations"), coerce=int, error_messages={"required": _("Tick at least one translation.")}
    )
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, pks: Iterable[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = [(pk, pk) for pk in pks]

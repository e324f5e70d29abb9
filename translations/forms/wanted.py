"""Why an original is not to be translated."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from translations.unwanted import LONGEST_REASON

WHY = _("Say why it is not to be translated.")


def reason_field(**options: Any) -> forms.CharField:
    """The reason, for whoever asks later."""
    return forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_REASON,
        error_messages={"required": WHY},
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stands in the history of the original."),
        **options,
    )


class GiveUpForm(forms.Form):
    """Why nobody is asked for a translation any more."""

    reason = reason_field()

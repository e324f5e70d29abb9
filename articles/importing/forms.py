"""What an import asks for."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Locale

from .reading import MAX_BYTES, Unreadable, read, text_of


class ImportForm(forms.Form):
    """A file or pasted text, and the language of the people and outlets that are new. `reading` is what it holds.

    `preview` is the number of what was shown, which is made once.
    """

    file = forms.FileField(
        label=gettext_lazy("File"), required=False, help_text=gettext_lazy("BibTeX, RIS or CSL-JSON, in UTF-8.")
    )
    text = forms.CharField(
        label=gettext_lazy("Or its text"), required=False, strip=False, widget=forms.Textarea(attrs={"rows": 8})
    )
    locale = forms.ModelChoiceField(
        label=gettext_lazy("Language of new people and outlets"),
        queryset=Locale.objects.order_by("pk"),
        empty_label=None,
        help_text=gettext_lazy("They can be translated from there."),
    )
    preview = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        try:
            cleaned["text"] = self._text(cleaned.get("file"), cleaned.get("text") or "")
            self.reading = read(cleaned["text"])
        except Unreadable as refusal:
            raise ValidationError(str(refusal)) from refusal
        return cleaned

    @staticmethod
    def _text(file: UploadedFile | None, typed: str) -> str:
        if file is not None:
            return text_of(file.read(MAX_BYTES + 1))
        if not typed.strip():
            raise Unreadable(_("Choose a file, or paste its text."))
        return typed

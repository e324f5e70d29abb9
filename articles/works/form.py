"""The form of a work: it shows another with the same DOI or address before anything is saved."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from articles.doi import normalise_doi
from core.publishing import SaysWhyNotPublic

from .same import with_same_address, with_same_doi


class WorkForm(SaysWhyNotPublic, WagtailAdminModelForm):
    """`is_another` says that somebody has looked at the other work, and that this one is not it."""

    is_another = forms.BooleanField(
        label=_("It is another work"),
        required=False,
        help_text=_("Tick it where two works stand at one address, as two chapters of a book may."),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        self._refuse_the_same_doi(cleaned.get("doi") or "")
        if not cleaned.get("url_is_home") and not cleaned.get("is_another"):
            self._ask_about_the_same_address(cleaned.get("url") or "")
        return cleaned

    def _refuse_the_same_doi(self, typed: str) -> None:
        try:
            other = with_same_doi(normalise_doi(typed), self.instance.pk)
        except ValueError:
            return  # the model says so
        if other:
            self.add_error("doi", _told(_("This DOI is that of {work}."), other))

    def _ask_about_the_same_address(self, address: str) -> None:
        other = with_same_address(address, self.instance.pk)
        if other:
            self.add_error(
                "url", _told(_("{work} stands at this address. If this is another work, say so below."), other)
            )


def _told(sentence: str, other) -> ValidationError:
    """The sentence with a link to the other work, which opens beside the form."""
    link = format_html(
        '<a href="{}" target="_blank">{}</a>',
        reverse(other.snippet_viewset.get_url_name("edit"), args=[other.pk]),
        other,
    )
    return ValidationError(format_html(str(sentence), work=link))

"""The form of a work: it shows another with the same DOI or address, its editions' too, before anything is saved."""

from collections.abc import Iterator

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from articles.doi import normalise_doi
from core.publishing import SaysWhyNotPublic

from .addresses import address_of, normalise_address
from .same import with_same_address, with_same_doi

AT_THIS_ADDRESS = _("{work} stands at this address. If this is another work, say so below.")


class WorkForm(SaysWhyNotPublic, WagtailAdminModelForm):
    """`is_another` says that somebody has looked at the other work, and that this one is not it."""

    is_another = forms.BooleanField(
        label=_("It is another work"),
        required=False,
        help_text=_(
            "Tick it where two works stand at one address, as two chapters of a book may, or two forms of one, as on a "
            "page in two languages."
        ),
    )

    def clean(self) -> dict:
        cleaned = super().clean()
        self._refuse_the_same_doi(cleaned.get("doi") or "", asks=not cleaned.get("is_another"))
        if not cleaned.get("url_is_home") and not cleaned.get("is_another"):
            self._ask_about_the_same_address("url", cleaned.get("url") or "")
        if not cleaned.get("is_another"):
            self._ask_about_editions(cleaned)
        return cleaned

    def _ask_about_editions(self, cleaned: dict) -> None:
        """The address of an edition is compared with other works, with the original, and with the editions above it."""
        own = {address_of(_doi(cleaned.get("doi") or ""))}
        own |= {normalise_address(cleaned.get("url") or "")} if not cleaned.get("url_is_home") else set()
        for form in self._edition_forms():
            address = form.cleaned_data.get("url") or ""
            place = normalise_address(address)
            if not place or form.cleaned_data.get("url_is_home"):
                continue
            other = with_same_address(address, self.instance.pk)
            if other:
                form.add_error("url", _told(AT_THIS_ADDRESS, other))
            elif place in own:
                form.add_error(
                    "url", _("Another form of this work stands at this address. If that is so, say so below.")
                )
            own.add(place)

    def _edition_forms(self) -> Iterator[forms.ModelForm]:
        """Those that can be read and are to stay; a form of some facts only has none."""
        formset = getattr(self, "formsets", {}).get("editions")
        for form in formset.forms if formset is not None and self.is_bound else ():
            if form.is_valid() and not formset._should_delete_form(form):
                yield form

    def _refuse_the_same_doi(self, typed: str, *, asks: bool) -> None:
        """Refuse the DOI of another work; of one that only stands at its address, ask."""
        doi = _doi(typed)
        other = with_same_doi(doi, self.instance.pk)
        if other:
            self.add_error("doi", _told(_("This DOI is that of {work}."), other))
        elif doi and asks:
            self._ask_about_the_same_address("doi", f"https://{address_of(doi)}")

    def _ask_about_the_same_address(self, field: str, address: str) -> None:
        other = with_same_address(address, self.instance.pk)
        if other:
            self.add_error(field, _told(AT_THIS_ADDRESS, other))


def _doi(typed: str) -> str:
    """The DOI in one form; "" for what is none: the model says so."""
    try:
        return normalise_doi(typed)
    except ValueError:
        return ""


def _told(sentence: str, other) -> ValidationError:
    """The sentence with a link to the other work, which opens beside the form."""
    link = format_html(
        '<a href="{}" target="_blank">{}</a>',
        reverse(other.snippet_viewset.get_url_name("edit"), args=[other.pk]),
        other,
    )
    return ValidationError(format_html(str(sentence), work=link))

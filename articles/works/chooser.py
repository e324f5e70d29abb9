"""The dialog that chooses a work, and makes one for who may add works."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale
from wagtail.snippets.views.chooser import SnippetCreateView

from articles.models import Work
from core.choosers import LocalisedSnippetChooser, LocalisedSnippetChooserViewSet, NamedChooseView

from .new import NewWorkForm, language_for
from .once import OneAfterTheOther

LANGUAGE = "page_language"


class WorkChooser(LocalisedSnippetChooser):
    """Hands the title on between a page and its new work, so that nobody types it twice, and the page's language."""

    page_language = ""  # the form of a page says it (core.pages.EditorialPageForm)

    def get_chooser_modal_url(self) -> str:
        """Of the dialog for a page in that language."""
        url = super().get_chooser_modal_url()
        return f"{url}?{urlencode({LANGUAGE: self.page_language})}" if self.page_language else url

    @property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["js/new-work.js"])


class ForSomebody:
    """The form of a new work must know whose it is."""

    def get_creation_form_kwargs(self) -> dict[str, Any]:
        """Also who asks, since not everybody may add people and outlets, and the language of their page."""
        language = language_for(self.request.GET.get(LANGUAGE) or Locale.get_active().language_code)
        initial = {"language": language} if language else {}
        return {**super().get_creation_form_kwargs(), "for_user": self.request.user, "initial": initial}


class WorkChooseView(ForSomebody, NamedChooseView):
    """The dialog."""


class WorkCreateView(OneAfterTheOther, ForSomebody, SnippetCreateView):
    """Makes what the dialog was told, as a draft, and chooses it."""

    def save_form(self, form: NewWorkForm) -> Work:
        return form.make()


class WorkChooserViewSet(LocalisedSnippetChooserViewSet):
    """Offers a new work beside those that there are."""

    base_widget_class = WorkChooser
    choose_view_class = WorkChooseView
    create_view_class = WorkCreateView
    creation_form_class = NewWorkForm
    creation_tab_label = _("New work")
    create_action_label = _("Make the work as a draft")
    create_action_clicked_label = _("Making it…")

"""Choosers whose texts follow the reader's language, and whose rows may be named to whoever asks (choosing.py).

Wagtail 8.0 puts “Choose outlet” together once, when the first form is made, in the language of whoever
asked for it; every later reader gets that language. Delete when `AdminSnippetChooser.__init__` and
`AdminPageChooser.__init__` keep their texts lazy.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import ModelChoiceField
from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.snippets.views import chooser
from wagtail.snippets.widgets import AdminSnippetChooser

from .choosing import nameable_rows
from .numbers import is_key


def _about(pattern: str, model: type) -> str:
    return gettext(pattern) % {"object": model._meta.verbose_name}


def _page_of_kind(model: type) -> str:
    return f"{gettext('Choose a page')} ({capfirst(model._meta.verbose_name)})"


_about_lazily = lazy(_about, str)
_page_of_kind_lazily = lazy(_page_of_kind, str)


class LocalisedSnippetChooser(AdminSnippetChooser):
    """`AdminSnippetChooser` with lazy texts."""

    def __init__(self, model: type | None = None, **kwargs: Any) -> None:
        super().__init__(model=model, **kwargs)
        self.choose_one_text = _about_lazily("Choose %(object)s", self.model)
        self.choose_another_text = _about_lazily("Choose another %(object)s", self.model)
        self.link_to_chosen_text = _about_lazily("Edit this %(object)s", self.model)


class NoCreateView(CreateView):
    """Our choosers offer no form for new rows, and Wagtail 8.0.1 answers 500 to one that is sent all the same.

    Delete when it does not.
    """

    http_method_names = ["get", "head", "options"]


class NamedRows:
    """Lists the rows that may be named."""

    def get_object_list(self) -> QuerySet:
        return nameable_rows(super().get_object_list(), self.request.user)


class NamedChooseView(NamedRows, chooser.ChooseView):
    """The dialog."""


class NamedChooseResultsView(NamedRows, chooser.ChooseResultsView):
    """What a search in it finds."""


class NamedChosenView(chooser.SnippetChosenView):
    """A row by its number."""

    def get_object(self, pk: str) -> Model:
        """Raise DoesNotExist, which is answered with 404, for one that may not be named."""
        if not is_key(pk):
            raise self.model_class.DoesNotExist
        return nameable_rows(self.model_class.objects.all(), self.request.user).get(pk=pk)


class NamedChosenMultipleView(chooser.SnippetChosenMultipleView):
    """Some rows by their numbers: those that may be named."""

    def get_objects(self, pks: list[str]) -> QuerySet:
        return nameable_rows(super().get_objects([pk for pk in pks if is_key(pk)]), self.request.user)


class LocalisedSnippetChooserViewSet(chooser.SnippetChooserViewSet):
    """Puts `LocalisedSnippetChooser` into every form that chooses the snippet; for snippets with drafts."""

    choose_view_class = NamedChooseView
    choose_results_view_class = NamedChooseResultsView
    chosen_view_class = NamedChosenView
    chosen_multiple_view_class = NamedChosenMultipleView
    create_view_class = NoCreateView
    base_widget_class = LocalisedSnippetChooser


class LocalisedPageChooser(AdminPageChooser):
    """`AdminPageChooser` of one kind of page, with a lazy text."""

    def __init__(self, target_models: Any = None, **kwargs: Any) -> None:
        super().__init__(target_models=target_models, **kwargs)
        if len(self.target_models) == 1:
            self.choose_one_text = _page_of_kind_lazily(self.model)


class KeyChoiceField(ModelChoiceField):
    """A page of one kind, chosen by its number. It is that of the row of all pages, and of such a number Django does
    not ask whether it is too large for the database."""

    def to_python(self, value: Any) -> Model | None:
        """Raise ValidationError for what can be no number, as for one that is not there."""
        if value not in self.empty_values and not isinstance(value, Model) and not is_key(value):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(value)

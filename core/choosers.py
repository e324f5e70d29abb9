"""Choosers whose texts follow the reader's language.

Wagtail 8.0 puts “Choose outlet” together once, when the first form is made, in the language of whoever
asked for it; every later reader gets that language. Delete when `AdminSnippetChooser.__init__` and
`AdminPageChooser.__init__` keep their texts lazy.
"""

from typing import Any

from django.utils.functional import lazy
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.admin.views.generic.chooser import CreateView
from wagtail.admin.widgets import AdminPageChooser
from wagtail.snippets.views.chooser import SnippetChooserViewSet
from wagtail.snippets.widgets import AdminSnippetChooser


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


class LocalisedSnippetChooserViewSet(SnippetChooserViewSet):
    """Puts `LocalisedSnippetChooser` into every form that chooses the snippet."""

    create_view_class = NoCreateView
    base_widget_class = LocalisedSnippetChooser


class LocalisedPageChooser(AdminPageChooser):
    """`AdminPageChooser` of one kind of page, with a lazy text."""

    def __init__(self, target_models: Any = None, **kwargs: Any) -> None:
        super().__init__(target_models=target_models, **kwargs)
        if len(self.target_models) == 1:
            self.choose_one_text = _page_of_kind_lazily(self.model)

"""What is the same for both kinds of server: a mixin in front of Wagtail's own backend classes.

Of Wagtail's classes the way to the server is used: its client, its index with aliases, bulk writes and the
rebuilding beside the old index. What a query means is said once for all engines, in search/backend.py.
"""

from copy import copy, deepcopy
from typing import Any

from django.db.models import Model
from modelsearch.backends.base import get_model_root
from modelsearch.utils import deep_update
from wagtail.models import Locale, Page

from search import backend as database

from .analysis import settings_of
from .answers import Unanswered
from .asking import rest
from .indexes import Indexes, Rebuilder
from .ranking import rank

READING = 2  # seconds that a reader waits before the database answers instead


class Compiler(database.Compiler):
    """Wagtail's `search()` with this backend. Other models than pages are found in the database."""

    def rank(self, *args: Any) -> tuple:
        """The engine that is asked."""
        if get_model_root(self.queryset.model) is not Page:
            return super().rank(*args)
        try:
            return rank(self.backend, *args)
        except Unanswered as error:
            rest(error)
            return super().rank(*args)


class Backend:
    """A server with one index per language. `errors` are what its client raises."""

    settings: dict[str, Any] = {}  # what INDEX_SETTINGS adds; the rest is made for each language
    autocomplete_query_compiler_class = database.AutocompleteCompiler
    results_class = database.Results
    errors: tuple[type[Exception], ...] = ()
    root: type[Model] = Page

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__(params)
        self.rebuilder_class = Rebuilder
        self.query_compiler_class = type("Compiler", (Compiler,), {"backend": self})

    def msearch(self, lines: list[dict[str, Any]]) -> Any:
        """Several searches in one request, as a reader waits for them."""
        raise NotImplementedError

    def name_of(self, code: str) -> str:
        """The name under which the index of a language is searched."""
        return f"{self.index_prefix}{self.root._meta.label_lower.replace('.', '_')}_{code.lower()}"

    def index_of(self, code: str) -> Any:
        """The index of a language, with its analyser."""
        own = copy(self)
        own.settings = deep_update(deepcopy(settings_of(code)), self.settings)
        return self.index_class(own, self.name_of(code))

    def get_index_for_model(self, model: type[Model]) -> Indexes:
        """One index per language of the site for pages; none for anything else."""
        codes = Locale.objects.order_by("pk").values_list("language_code", flat=True)
        parts = {code: self.index_of(code) for code in codes} if get_model_root(model) is self.root else {}
        return Indexes(self, parts)

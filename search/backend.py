"""The index behind Wagtail's own search: `WAGTAILSEARCH_BACKENDS`. The admin's lists and choosers use it.

Queries of Wagtail's are answered as sets of rows with a score. A word is sought in every language of the site
at once, for an editor looks for a page in whichever tree it stands.
"""

from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import cached_property
from modelsearch import query as queries
from modelsearch.backends.base import (
    BaseIndex,
    BaseSearchBackend,
    BaseSearchQueryCompiler,
    BaseSearchResults,
    FilterFieldError,
)
from wagtail.models import Locale

from .engine import beginnings, postings
from .engine.asked import question
from .engine.ranking import rank

EVERYTHING = 1_000_000
Scores = dict[int, float]


class Index(BaseIndex):
    """Writes; see engine/postings.py."""

    def add_items(self, model: type[Model], items: Iterable[Model]) -> None:
        """Put rows in as the database has them now, which may be newer than `items`."""
        postings.write(model, [item.pk for item in items])

    def delete_item(self, item: Model) -> None:
        """Take out a row that was deleted."""
        postings.forget(type(item), item.pk)

    def reset(self) -> None:
        """Take everything out."""
        postings.reset()

    def start(self) -> "Index":
        """`update_index` begins: what is gone is taken out; then every row is looked at, while readers search."""
        postings.erase(list(postings.strays().values_list("pk", flat=True)))
        return self

    def finish(self) -> None:
        """`update_index` ends."""
        postings.settle()


class Compiler(BaseSearchQueryCompiler):
    """A query of Wagtail's as scores by row."""

    DEFAULT_OPERATOR = "and"
    HANDLES_ORDER_BY_EXPRESSIONS = True
    rank = staticmethod(rank)

    @cached_property
    def scores(self) -> Scores | None:
        """Which rows answer, and how well; None for all of them."""
        return self._of(self.query)

    def _of(self, query: queries.SearchQuery) -> Scores | None:
        if isinstance(query, queries.MatchAll):
            return None
        if isinstance(query, queries.PlainText | queries.Fuzzy):
            return self._words(query.query_string, every=query.operator == "and")
        if isinstance(query, queries.Phrase):
            return self._words("", phrases=[query.query_string])
        if isinstance(query, queries.Boost):
            return self._of(query.subquery)
        if isinstance(query, queries.Not):
            return self._without(self._of(query.subquery))
        parts = [self._of(part) for part in query.subqueries]
        return _all(parts) if isinstance(query, queries.And) else _any(parts)

    def _without(self, scores: Scores | None) -> Scores:
        unwanted = scores if scores is not None else dict.fromkeys(self._pks(), 0.0)
        return {pk: 0.0 for pk in self._pks() if pk not in unwanted}

    def _pks(self) -> list[int]:
        return list(self.queryset.order_by().values_list("pk", flat=True))

    def _words(self, text: str, phrases: Iterable[str] = (), every: bool = True) -> Scores:
        found: Scores = {}
        for language in self._languages():
            asked, ranked = self.rank(question(language, text, phrases), self.queryset, [language], EVERYTHING)
            for hit in (*ranked[language].hits, *ranked[language].others):
                if not every or all(hit.mask & group for group in asked.groups):
                    found[hit.object_id] = hit.score
        return found

    def _languages(self) -> list[str]:
        """Each is read in its own way; "" is what stands in no language in particular."""
        return (
            list(Locale.objects.values_list("language_code", flat=True))
            if hasattr(self.queryset.model, "locale")
            else [""]
        )


class AutocompleteCompiler(Compiler):
    """Rows whose names have words that begin so."""

    def _words(self, text: str, phrases: Iterable[str] = (), every: bool = True) -> Scores:
        return beginnings.scores(" ".join([text, *phrases]), self.queryset)


def _all(parts: list[Scores | None]) -> Scores | None:
    narrow = [part for part in parts if part is not None]
    if not narrow:
        return None
    return {pk: sum(part[pk] for part in narrow) for pk in narrow[0] if all(pk in part for part in narrow)}


def _any(parts: list[Scores | None]) -> Scores | None:
    if any(part is None for part in parts):
        return None
    total: Counter = Counter()
    for part in parts:
        total.update(part)
    return dict(total)


class Results(BaseSearchResults):
    """Rows in their order; the first use asks the index, a slice only fetches its own."""

    supports_facet = True

    def _ordered(self) -> QuerySet | list[int]:
        scores, queryset = self.query_compiler.scores, self.query_compiler.queryset
        if scores is None:
            return queryset
        if self.query_compiler.order_by_relevance:
            return sorted(scores, key=lambda pk: (-scores[pk], -pk))
        return queryset.filter(pk__in=list(scores)) if queryset.query.order_by else sorted(scores, reverse=True)

    def _do_search(self) -> list[Model]:
        ordered = self._ordered()
        if isinstance(ordered, QuerySet):
            rows = list(ordered[self.start : self.stop])
        else:
            pks = ordered[self.start : self.stop]
            by_pk = {row.pk: row for row in self.query_compiler.queryset.order_by().filter(pk__in=pks)}
            rows = [by_pk[pk] for pk in pks if pk in by_pk]
        if self._score_field:
            for row in rows:
                setattr(row, self._score_field, (self.query_compiler.scores or {}).get(row.pk))
        return rows

    def _do_count(self) -> int:
        scores = self.query_compiler.scores
        found = self.query_compiler.queryset.count() if scores is None else len(scores)
        return max(0, (found if self.stop is None else min(found, self.stop)) - self.start)

    def facet(self, field_name: str) -> OrderedDict[Any, int]:
        """How many rows have each value of a field, most first."""
        if self.query_compiler._get_filterable_field(field_name) is None:
            model = self.query_compiler.queryset.model.__name__
            raise FilterFieldError(f"{model}.search_fields has no FilterField {field_name!r}.", field_name=field_name)
        rows, scores = self.query_compiler.queryset.order_by(), self.query_compiler.scores
        rows = rows if scores is None else rows.filter(pk__in=list(scores))
        return OrderedDict(Counter(rows.values_list(field_name, flat=True)).most_common())


class SearchBackend(BaseSearchBackend):
    """What Wagtail is given; one for SQLite and for PostgreSQL."""

    query_compiler_class = Compiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
    results_class = Results
    rebuilder_class = staticmethod(lambda index: index)
    # A write is undone as a whole and told to the log; `search_check` mends it. Nobody's publication fails for it.
    catch_indexing_errors = True

"""The way to the server: one client for each process, no long wait, and nobody keeps knocking where nobody answers."""

import logging
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import EmptyResultSet
from django.core.signals import setting_changed
from django.db import connection
from django.db.models import QuerySet
from modelsearch.backends import InvalidSearchBackendError
from wagtail.search.backends import get_search_backend

from search.engine.ranking import condition

from .address import NAME
from .answers import Answer, Unanswered, answers

if TYPE_CHECKING:
    from .backends import Backend

logger = logging.getLogger("search")

RESTING = "search.server.rests"
REST = 30  # seconds in which a server that did not answer is not asked again
SEEN = "SELECT d.object_id FROM {source} WHERE {rows}"
SOURCE = {
    "postgresql": "unnest(%s::bigint[]) AS d(object_id)",
    "sqlite": "(SELECT value AS object_id FROM json_each(%s)) d",
}


def is_configured() -> bool:
    """Whether a setting names a server."""
    return NAME in settings.WAGTAILSEARCH_BACKENDS


@lru_cache(maxsize=1)
def configured() -> "Backend":
    """Wagtail's backend for readers, kept: each new one opens connections of its own."""
    return get_search_backend(NAME)


def _forget(setting: str, **kwargs: Any) -> None:
    if setting == "WAGTAILSEARCH_BACKENDS":
        configured.cache_clear()


setting_changed.connect(_forget, dispatch_uid="search.server.asking")


def is_resting() -> bool:
    """Whether the server did not answer a moment ago."""
    return bool(cache.get(RESTING))


def server() -> "Backend | None":
    """The backend to be asked now: none where none is configured, or where it did not answer a moment ago."""
    if not is_configured() or is_resting():
        return None
    try:
        return configured()
    except InvalidSearchBackendError as error:  # its library is not installed: `manage.py check` says so
        rest(error)
        return None


def rest(why: Exception) -> None:
    """The server did not answer: the log is told, and it is left alone for a while."""
    logger.error("the search server did not answer, the database does for %s seconds: %s", REST, why)
    cache.set(RESTING, True, REST)


def ask(backend: "Backend", searches: Sequence[tuple[str, dict[str, Any]]]) -> list[Answer]:
    """The answers to searches, each (language, body), in one request. Unanswered is all that it raises."""
    if not searches:
        return []
    lines = [line for code, body in searches for line in ({"index": backend.name_of(code)}, body)]
    try:
        response = backend.msearch(lines)
    except backend.errors as error:
        raise Unanswered(f"{type(error).__name__}: {error}") from error
    return answers(response, len(searches))


class Gate:
    """Which of the pages that the server named are among `rows` now. Each is asked of the database once."""

    def __init__(self, rows: QuerySet) -> None:
        self.seen: set[int] = set()
        self._looked: set[int] = set()
        self._statement = ""
        try:
            among, self._parameters = condition(rows)
            self._statement = SEEN.format(source=SOURCE[connection.vendor], rows=among)
        except EmptyResultSet:
            pass

    def look(self, pks: Iterable[int]) -> None:
        """Ask for those that were not asked for yet. One query; none where there are none."""
        new = sorted(set(pks) - self._looked)
        self._looked.update(new)
        if not new or not self._statement:
            return
        told = new if connection.vendor == "postgresql" else str(new)
        with connection.cursor() as cursor:
            cursor.execute(self._statement, [told, *self._parameters])
            self.seen.update(pk for [pk] in cursor.fetchall())

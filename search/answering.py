"""Which engine answers a reader: the index in the database, or a server where a setting names one.

A server that does not answer costs nobody a result: the database answers, and the log is told. What is shown of a
page, suggestions, and what crosses from one language to the other come from the database with either engine.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from wagtail.models import Page

from .engine import beginnings, likeness, ranking
from .engine.asked import Question
from .engine.ranking import RELATED, Ranked
from .server import asking
from .server import likeness as likeness_by_server
from .server import ranking as ranking_by_server
from .server.answers import Unanswered


def rank(
    asked: Question, pages: QuerySet[Page], locales: Sequence[str], related: int = RELATED, beside: str | None = None
) -> tuple[Question, dict[str, Ranked]]:
    """See engine/ranking.py, which says what is told; server/ranking.py tells the same."""
    return _told(ranking_by_server.rank, ranking.rank, asked, pages, locales, related, beside)


def alike(pk: int, pages: QuerySet[Page], locale: str, number: int) -> list[Page]:
    """See engine/likeness.py."""
    return _told(likeness_by_server.alike, likeness.alike, pk, pages, locale, number)


def nearest(text: str, pages: QuerySet[Page], locale: str, number: int) -> list[int]:
    """See engine/beginnings.py."""
    return _told(likeness_by_server.nearest, beginnings.nearest, text, pages, locale, number)


def _told(of_server: Callable[..., Any], of_database: Callable[..., Any], *arguments: Any) -> Any:
    backend = asking.server()
    if backend is not None:
        try:
            return of_server(backend, *arguments)
        except Unanswered as error:
            asking.rest(error)
    return of_database(*arguments)

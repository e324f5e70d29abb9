"""Wagtail's own search beside ours, in one run on SQLite: 2,000 posts, the same questions, results as on a first page.

Its time hangs on what the database's planner makes of its statement. Where pages of one type are searched, the full
text index is entered anew for each page of that type; where pages of all types are, once. So both are told.
"""

import random
import statistics
from collections.abc import Callable, Sequence
from typing import Any

from . import library
from .measure import Bar, time_of
from .search import Asked, ask, asked, asked_briefly

SIZE = 2_000
QUESTIONS = 20
TIMES = 50  # as often as ours is done while Wagtail's is done once


def theirs(model: type, locales: dict[str, Any]) -> Callable[[Asked], Any]:
    """Asks as a site made with `wagtail start` does: the default search of live pages, here of one language."""
    from django.core.paginator import Paginator
    from wagtail.search.backends import get_search_backend

    backend = get_search_backend("wagtail.search.backends.database")

    def first_page(one: Asked) -> Any:
        code, words, _filters = one
        found = Paginator(backend.search(words, model.objects.live().filter(locale=locales[code])), 10)
        return found.count, list(found.get_page(1))

    return first_page


def milliseconds(work: Callable[[Asked], Any], questions: Sequence[Asked]) -> float:
    """The median of one question."""
    work(questions[0])  # fills caches; not counted
    return statistics.median(1000 * time_of(lambda one=one: work(one)) for one in questions)


def run() -> tuple[list[str], list[Bar]]:
    """Fill the database, index it twice, ask both."""
    from django.core.management import call_command
    from django.db import connection
    from wagtail.models import Locale, Page
    from wagtail.search.backends import get_search_backend

    from articles.models import BlogPostPage
    from home.setup import setup_site

    if connection.vendor != "sqlite":
        return ["Wagtail's own search is measured beside ours on SQLite alone."], []
    setup_site()
    print(f"Filling the database with {SIZE:,} posts …", flush=True)
    library.fill_with_posts(SIZE // len(library.CODES))
    call_command("update_index", verbosity=0)
    index = get_search_backend("wagtail.search.backends.database").get_index_for_model(BlogPostPage)
    index.add_items(BlogPostPage, list(BlogPostPage.objects.all()))
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    lines, shares = [f"A search of {SIZE:,} posts, ours and Wagtail's, in milliseconds of the median:"], {}
    for name, every in (("questions and keywords", asked(SIZE // 2)), ("one word or two", asked_briefly(SIZE // 2))):
        some = [(code, words, {}) for code, words, _filters in random.Random(8).sample(every, QUESTIONS)]
        ours = milliseconds(ask, some)
        one, each = (milliseconds(theirs(model, locales), some) for model in (BlogPostPage, Page))
        lines.append(f"  {name}: ours {ours:.1f}; Wagtail's of posts {one:.1f}, of all pages {each:.1f}")
        shares[name] = ours / one
    what = "of the time of Wagtail's, for questions and keywords among posts"
    return lines, [Bar(what, shares["questions and keywords"], 1 / TIMES)]

"""What readers search for, by day and language, for the report: words and numbers, nothing of who asked.

What looks like a person's own data (an address for mail, a long number) is not kept, nor what is longer than
a few words. No search waits for it: the page tells it when the reader has the answer.
"""

import datetime
import logging
import re
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import F, Q, QuerySet, Sum
from django.utils import timezone

from language.folding import clean

from .models import Asked

MOST_WORDS = 8
MOST_CHARACTERS = 100
MOST_ROWS = 5_000  # of one day: whoever sends rubbish does not fill the disk
PERSONAL = re.compile(r"@|\d(?:[\s().-]*\d){6}")

logger = logging.getLogger("search")


def kept(text: str) -> str:
    """`text` as it is kept; "" where it is not."""
    words = clean(text).lower().split()
    told = " ".join(words)
    is_kept = 0 < len(words) <= MOST_WORDS and len(told) <= MOST_CHARACTERS and not PERSONAL.search(told)
    return told if is_kept else ""


def record(text: str, locale: str, *, found: bool) -> None:
    """Count a search. One write; at most six queries for words that are new today.

    Where nothing is to be kept, what was kept before goes.
    """
    words = kept(text) if settings.SEARCH_DAYS else ""
    nothing = int(not found)
    try:
        if not settings.SEARCH_DAYS:
            forget()
        if not words:
            return
        if _today(locale, words).update(times=F("times") + 1, nothing=F("nothing") + nothing):
            return
        with transaction.atomic():
            forget()
            if Asked.objects.filter(day=timezone.localdate()).count() < MOST_ROWS:
                Asked.objects.create(locale=locale, day=timezone.localdate(), words=words, times=1, nothing=nothing)
    except DatabaseError:  # another search for the same words was quicker, or the database is busy
        logger.info("a search was not counted", exc_info=True)


def click(text: str, locale: str) -> None:
    """Count that a result was opened, after a search that was counted today. One write."""
    try:
        _today(locale, kept(text)).update(clicks=F("clicks") + 1)
    except DatabaseError:
        logger.info("an opened result was not counted", exc_info=True)


def forget() -> int:
    """Delete what is older than the setting says; returns how many rows that were."""
    return Asked.objects.filter(day__lte=_forgotten()).delete()[0]


def report(locale: str = "", only: str = "") -> QuerySet[Asked, dict[str, Any]]:
    """What is searched for, oftenest first, over all days kept; `only` "nothing" or "clicked". One query.

    What is to be forgotten is told no more, though it is deleted with the next search only.
    """
    rows = Asked.objects.filter(Q(locale=locale) if locale else Q(), day__gt=_forgotten()).values("locale", "words")
    rows = rows.annotate(asked=Sum("times"), without=Sum("nothing"), opened=Sum("clicks"))
    narrow = {"nothing": Q(without__gt=0), "clicked": Q(opened__gt=0)}.get(only, Q())
    first = {"nothing": "-without", "clicked": "-opened"}.get(only, "-asked")
    return rows.filter(narrow).order_by(first, "-asked", "words", "locale")


def _forgotten() -> datetime.date:
    """The last day of which nothing is kept."""
    return timezone.localdate() - datetime.timedelta(days=settings.SEARCH_DAYS)


def _today(locale: str, words: str) -> QuerySet[Asked]:
    return Asked.objects.filter(locale=locale, day=timezone.localdate(), words=words)

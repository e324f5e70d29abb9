"""A search as an Atom feed: whoever follows it learns of each new page that answers."""

import datetime
import re
from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from .results import Result

# What XML has no sign for; a text that was pasted may hold it.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def atom(request: HttpRequest, address: str, words: str, results: Sequence[Result], language: str) -> Atom1Feed:
    """The results of a search in the order they have. `address` is that of the search page."""
    feed = Atom1Feed(
        title=printable(_("Search: %(words)s") % {"words": words}) if words else _("Search"),
        link=request.build_absolute_uri(address),
        description="",
        language=language,
        feed_url=request.build_absolute_uri(),
        feed_guid=request.build_absolute_uri(),
    )
    for result in results:
        url = request.build_absolute_uri(result.url)
        feed.add_item(
            title=printable(result.title),
            link=url,
            description=printable(result.highlight),
            unique_id=url,
            pubdate=_moment(result.date) or result.published,
            updateddate=result.published or _moment(result.date) or timezone.now(),
        )
    return feed


def printable(text: str) -> str:
    """`text` without signs that XML cannot hold."""
    return _UNPRINTABLE.sub(" ", text.encode("utf-8", "replace").decode())


def _moment(date: datetime.date | None) -> datetime.datetime | None:
    """The beginning of a day, where the site is."""
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time())) if date else None

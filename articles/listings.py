"""Lists of articles: which list a page is, and what its address asks for. Knows no models: they use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest

POSTS = "posts"
PUBLICATIONS = "publications"
FILTERS = {POSTS: ("topic", "author", "year"), PUBLICATIONS: ("topic", "author", "year", "outlet")}
MAX_VALUE_LENGTH = 200


@dataclass(frozen=True)
class Criteria:
    """What an address asks of a list: filter -> value, as typed. Values are compared, never sent to the database."""

    values: Mapping[str, str]

    @classmethod
    def read(cls, kind: str, parameters: Mapping[str, str]) -> "Criteria":
        """The filters of this kind of list that are set; others, and empty ones, are ignored."""
        given = {name: parameters.get(name, "").strip()[:MAX_VALUE_LENGTH] for name in FILTERS[kind]}
        return cls({name: value for name, value in given.items() if value})

    def asks(self, name: str, value: object) -> bool:
        """Whether this value of a filter is the one that is asked for."""
        return self.values.get(name) == str(value)

    @property
    def query(self) -> str:
        """The same as part of an address, to be followed by another parameter: “topic=peace&”, or nothing."""
        return f"{urlencode(self.values)}&" if self.values else ""


class ListingPageMixin(models.Model):
    """An index page that lists its locale's posts or publications, newest first (see browsing.py)."""

    listing_kind = ""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        """A filtered list is not for search engines: it is a part of the whole one."""
        context = super().get_context(request, *args, **kwargs)
        criteria = Criteria.read(self.listing_kind, request.GET)
        return {**context, "noindex": bool(criteria.values), "carried": urlencode(criteria.values)}

"""Lists of articles: which list a page is, and what its address asks for. Knows no models: they use it."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest

POSTS = "posts"
PUBLICATIONS = "publications"
# By kind of list; the last three are those of a row of the catalogue, by the name of its model.
FILTERS = {
    POSTS: ("topic", "author", "year"),
    PUBLICATIONS: ("topic", "author", "year", "outlet", "kind", "language"),
    "topic": ("year", "kind"),
    "person": ("topic", "year", "kind"),
    "outlet": ("topic", "year", "kind"),
}
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

    @property
    def context(self) -> dict[str, object]:
        """What the frame of a page must know: a filtered list is a part of the whole one, so not for search engines,
        and the way to another language takes the filters along."""
        return {"noindex": bool(self.values), "carried": urlencode(self.values)}


class ListingPageMixin(models.Model):
    """An index page that lists its locale's posts or publications, newest first (see browsing.py)."""

    listing_kind = ""

    class Meta:
        abstract = True

    def get_context(self, request: HttpRequest, *args, **kwargs) -> dict:
        context = super().get_context(request, *args, **kwargs)
        return {**context, **Criteria.read(self.listing_kind, request.GET).context}

"""OpenSearch, by Wagtail's own backend for it. Needs requirements/opensearch.txt."""

from typing import Any

from opensearchpy.exceptions import OpenSearchException
from wagtail.search.backends.opensearch3 import OpenSearch3Index, OpenSearch3SearchBackend

from .backends import READING, Backend
from .indexes import IndexMixin


class Index(IndexMixin, OpenSearch3Index):
    """The index of one language."""


class SearchBackend(Backend, OpenSearch3SearchBackend):
    """What Wagtail is given for readers."""

    index_class = Index
    errors = (OpenSearchException,)

    def msearch(self, lines: list[dict[str, Any]]) -> Any:
        """Several searches in one request."""
        return self.es.msearch(body=lines, params={"request_timeout": READING})

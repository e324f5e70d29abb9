"""Elasticsearch, by Wagtail's own backend for it. Needs requirements/elasticsearch.txt."""

from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError
from elasticsearch.helpers import BulkIndexError
from wagtail.search.backends.elasticsearch9 import Elasticsearch9Index, Elasticsearch9SearchBackend

from .backends import READING, Backend
from .documents import mapping
from .indexes import IndexMixin


class Index(IndexMixin, Elasticsearch9Index):
    """The index of one language."""

    def put_mapping(self) -> None:
        """Say how documents are read."""
        self.es.indices.put_mapping(index=self.name, **mapping())


class SearchBackend(Backend, Elasticsearch9SearchBackend):
    """What Wagtail is given for readers."""

    index_class = Index
    errors = (ApiError, TransportError, BulkIndexError)

    def msearch(self, lines: list[dict[str, Any]]) -> Any:
        """Several searches in one request."""
        return self.es.options(request_timeout=READING).msearch(searches=lines)

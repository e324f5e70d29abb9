"""Wagtail's own backend classes for such servers with a client that talks to the stand-in: no library is needed."""

from typing import Any

from modelsearch.backends.elasticsearchbase import ElasticsearchBaseIndex, ElasticsearchBaseSearchBackend

from search.server.backends import Backend
from search.server.indexes import IndexMixin

from .stand_in import Index, NotFound, Refused, StandIn

SERVER = StandIn()
READERS = {"BACKEND": "tests.search.server.client", "INDEX_PREFIX": "tandem_"}


class Indices:
    """What the client has for indexes."""

    def create(self, index: str, settings: dict[str, Any]) -> None:
        SERVER.knock()
        SERVER.made[index] = Index(settings)

    def delete(self, index: str) -> None:
        SERVER.knock()
        if SERVER.made.pop(index, None) is None:
            raise NotFound(index)

    def refresh(self, index: str) -> None:
        SERVER.knock()
        SERVER.index(index)

    def exists_alias(self, name: str) -> bool:
        return name in SERVER.aliases

    def get_alias(self, name: str) -> dict[str, Any]:
        return {SERVER.aliases[name]: {}}

    def put_alias(self, name: str, index: str) -> None:
        SERVER.aliases[name] = index

    def put_mapping(self, index: str, body: dict[str, Any]) -> None:
        SERVER.index(index).mapping = body


class Client:
    """As Wagtail makes one."""

    def __init__(self, hosts: list[Any], timeout: int, **options: Any) -> None:
        self.indices = Indices()

    def delete(self, index: str, id: str) -> None:
        SERVER.knock()
        if SERVER.index(index).documents.pop(id, None) is None:
            raise NotFound(id)


class ServerIndex(IndexMixin, ElasticsearchBaseIndex):
    """The index of one language."""


class SearchBackend(Backend, ElasticsearchBaseSearchBackend):
    """Of no kind in particular."""

    client_class = Client
    index_class = ServerIndex
    use_new_elasticsearch_api = True
    NotFoundError = NotFound
    errors = (Refused,)

    def msearch(self, lines: list[dict[str, Any]]) -> Any:
        return SERVER.msearch(lines)

    def bulk(self, client: Client, actions: list[dict], index: str, ignore_status: tuple = (), **how: Any) -> None:
        told = SERVER.bulk(actions, index, **how)
        if bad := [status for status in told if status >= 300 and status not in ignore_status]:
            raise Refused(f"bulk: {bad}")

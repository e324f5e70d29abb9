"""The address of a search server, as `SEARCH_URL` has it, made into what Wagtail is given. Pure."""

from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

NAME = "readers"  # of the backend; editors' searches stay with "default"
# Kind -> the library that talks to it; requirements/<kind>.txt installs it.
CLIENTS = {"opensearch": "opensearchpy", "elasticsearch": "elasticsearch"}
SCHEMES = {kind + end: (kind, web) for kind in CLIENTS for end, web in (("", "https"), ("+http", "http"))}
PORT = 9200
PATIENCE = 10  # seconds, for writing; a reader waits less


def backends_of(url: str) -> dict[str, dict[str, Any]]:
    """The entry for WAGTAILSEARCH_BACKENDS; none where no server is named. ValueError says what is wrong with it."""
    if not url:
        return {}
    parts = urlsplit(url)
    if parts.scheme not in SCHEMES or not parts.hostname:
        raise ValueError("it reads opensearch://name:password@host:9200/prefix, or elasticsearch://… with the same.")
    prefix = parts.path.strip("/")
    if parts.query or parts.fragment or not all(sign in "abcdefghijklmnopqrstuvwxyz0123456789-_" for sign in prefix):
        raise ValueError("after the host stands a prefix for the names of the indexes: small letters, digits, - and _.")
    kind, web = SCHEMES[parts.scheme]
    host, options = _way(kind, web, parts)
    return {
        NAME: {
            "BACKEND": f"search.server.{kind}",
            "HOSTS": [host],
            "INDEX_PREFIX": f"{prefix}_" if prefix else "",
            "TIMEOUT": PATIENCE,
            "OPTIONS": {"max_retries": 0, "retry_on_timeout": False, **options},
        }
    }


def _way(kind: str, web: str, parts: SplitResult) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the host, further options), as the library of this kind takes them: certificates are looked at, always."""
    login = (unquote(parts.username), unquote(parts.password or "")) if parts.username else None
    host: dict[str, Any] = {"host": parts.hostname, "port": parts.port or PORT}
    if kind == "elasticsearch":
        return {**host, "scheme": web}, {"basic_auth": login} if login else {}
    is_safe = web == "https"
    return {**host, "use_ssl": is_safe, "verify_certs": is_safe, "http_auth": login}, {}


def missing_client(backends: Mapping[str, Mapping[str, Any]]) -> str:
    """The kind of the server for readers whose library is not installed; "" where nothing is missing."""
    kind = kind_of(backends[NAME]["BACKEND"]) if NAME in backends else ""
    return kind if kind and find_spec(CLIENTS[kind]) is None else ""


def kind_of(backend: str) -> str:
    """“opensearch” or “elasticsearch”, of a backend as `backends_of` names it."""
    return backend.rpartition(".")[2]

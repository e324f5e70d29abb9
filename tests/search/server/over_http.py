"""The stand-in behind a port of this machine, for the libraries that talk to a server."""

import json
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from .stand_in import Index, NotFound, Refused, StandIn


class Handler(BaseHTTPRequestHandler):
    """The few addresses that we and Wagtail's classes use."""

    server_of_all: StandIn
    product = "Elasticsearch"  # its library talks to nothing that does not say so
    protocol_version = "HTTP/1.1"

    def log_message(self, *args: Any) -> None:
        """Nothing is told."""

    def _act(self) -> None:
        where = urlsplit(self.path)
        length = int(self.headers.get("Content-Length") or 0)
        text = self.rfile.read(length).decode()
        asked = {name: values[-1] for name, values in parse_qs(where.query).items()}
        try:
            status, told = self._answer(where.path, text, asked)
        except NotFound as error:
            status, told = 404, {"error": {"type": "not_found", "reason": str(error)}, "status": 404}
        except Refused as error:
            status, told = 503, {"error": {"type": "refused", "reason": str(error)}, "status": 503}
        body = b"" if self.command == "HEAD" else json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", self.headers.get("Accept", "").split(",")[0] or "application/json")
        self.send_header("X-Elastic-Product", self.product)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked did not wait
            self.wfile.write(body)

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _act  # noqa: N815

    def _answer(self, path: str, text: str, asked: dict[str, str]) -> tuple[int, Any]:
        for pattern, answer in WAYS.items():
            method, _space, way = pattern.partition(" ")
            if self.command in method.split("|") and (match := re.fullmatch(way, path)):
                return answer(self.server_of_all, text, asked, *match.groups())
        raise AssertionError(f"{self.command} {path} is not known to the stand-in")


def _create(server: StandIn, text: str, asked: dict, name: str) -> tuple[int, Any]:
    server.knock()
    told = json.loads(text)
    assert set(told) == {"settings"}, told.keys()
    server.made[name] = Index(told["settings"])
    return 200, {"acknowledged": True, "index": name}


def _drop(server: StandIn, text: str, asked: dict, name: str) -> tuple[int, Any]:
    if server.made.pop(name, None) is None:
        raise NotFound(name)
    return 200, {"acknowledged": True}


def _map(server: StandIn, text: str, asked: dict, name: str) -> tuple[int, Any]:
    server.index(name).mapping = json.loads(text)
    return 200, {"acknowledged": True}


def _refresh(server: StandIn, text: str, asked: dict, name: str) -> tuple[int, Any]:
    server.knock()
    server.index(name)
    return 200, {"_shards": {"failed": 0}}


def _alias(server: StandIn, text: str, asked: dict, index: str, name: str) -> tuple[int, Any]:
    server.index(index)
    server.aliases[name] = index
    return 200, {"acknowledged": True}


def _aliased(server: StandIn, text: str, asked: dict, name: str) -> tuple[int, Any]:
    if name not in server.aliases:
        raise NotFound(name)
    return 200, {server.aliases[name]: {"aliases": {name: {}}}}


def _bulk(server: StandIn, text: str, asked: dict, name: str) -> tuple[int, Any]:
    lines, actions = [json.loads(line) for line in text.splitlines() if line], []
    while lines:
        [(kind, head)] = lines.pop(0).items()
        actions.append({"_op_type": kind, "_id": head["_id"], **({} if kind == "delete" else lines.pop(0))})
    kinds = [action["_op_type"] for action in actions]
    told = server.bulk(actions, name, require_alias=asked.get("require_alias") == "true")
    items = [{kind: {"_id": action["_id"], "status": status}} for kind, action, status in
             zip(kinds, actions, told, strict=True)]  # fmt: skip
    return 200, {"errors": any(status >= 300 for status in told), "items": items, "took": 1}


def _delete(server: StandIn, text: str, asked: dict, name: str, pk: str) -> tuple[int, Any]:
    if server.index(name).documents.pop(pk, None) is None:
        raise NotFound(pk)
    return 200, {"result": "deleted"}


def _search(server: StandIn, text: str, asked: dict) -> tuple[int, Any]:
    return 200, server.msearch([json.loads(line) for line in text.splitlines() if line])


WAYS = {
    r"POST|GET /_msearch": _search,
    r"POST|PUT /([^/]+)/_bulk": _bulk,
    r"POST|GET /([^/]+)/_refresh": _refresh,
    r"PUT|POST /([^/]+)/_mappings?": _map,
    r"PUT|POST /([^/]+)/_alias(?:es)?/([^/]+)": _alias,
    r"GET|HEAD /_alias/([^/]+)": _aliased,
    r"DELETE /([^/]+)/_doc/([^/]+)": _delete,
    r"PUT /([^/_][^/]*)": _create,
    r"DELETE /([^/_][^/]*)": _drop,
}


@contextmanager
def over_http(server: StandIn) -> Iterator[int]:
    """The port on which the stand-in answers."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), type("Own", (Handler,), {"server_of_all": server}))
    http.daemon_threads = True
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    try:
        yield http.server_port
    finally:
        http.shutdown()
        http.server_close()

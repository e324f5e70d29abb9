"""A request is read as UTF-8, whatever it says of itself: no name of a charset is a 500, and none loses a letter."""

from io import BytesIO
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import reverse

from mysite.wsgi import application
from tests import factories

CHARSETS = pytest.mark.parametrize(
    "charset",
    ["idna", "punycode", '"undefined"', "hex", "rot13", "zlib", "utf-7", "utf-16", "latin-1", "x" * 300, ""],
)
# A word of a form, and a byte that is no letter.
SENT = {
    "application/x-www-form-urlencoded": b"username=Jos%C3%A9&password=%FF",
    'multipart/form-data; boundary="x"': (
        b'--x\r\nContent-Disposition: form-data; name="username"\r\n\r\nJos\xc3\xa9\r\n'
        b'--x\r\nContent-Disposition: form-data; name="password"\r\n\r\n\xff.\r\n--x--\r\n'
    ),
}


@pytest.fixture(autouse=True)
def stays_connected():
    """As in Django's own client: the end of a request ends no connection of a test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def answer(method: str, url: str, content_type: str, sent: bytes = b"", **headers: str) -> tuple[int, str]:
    """Status and text that a server gets for a browser."""
    path, _mark, query = url.partition("?")
    told: list[str] = []
    environ = {
        "REQUEST_METHOD": method,
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "CONTENT_TYPE": content_type,
        "CONTENT_LENGTH": str(len(sent)),
        "HTTP_HOST": "localhost",
        "wsgi.input": BytesIO(sent),
        **headers,
    }
    setup_testing_defaults(environ)
    parts = application(environ, lambda status, headers, *rest: told.append(status))
    text = b"".join(parts).decode()
    getattr(parts, "close", lambda: None)()
    return int(told[0].split()[0]), text


@CHARSETS
@pytest.mark.parametrize("kind", SENT)
def test_a_form_is_read_and_shown_again(site, charset, kind) -> None:
    token = {"HTTP_COOKIE": f"csrftoken={'a' * 32}", "HTTP_X_CSRFTOKEN": "a" * 32}
    status, text = answer("POST", reverse("wagtailadmin_login"), f"{kind}; charset={charset}", SENT[kind], **token)
    assert status == 200
    assert 'value="José"' in text


@CHARSETS
@pytest.mark.parametrize(("code", "search"), [("en", "search"), ("es", "buscar")])
def test_a_search_is_read_and_answered(site, charset, code, search) -> None:
    factories.post(getattr(site, code), "Nuestro Sáhara")
    status, text = answer("GET", f"/{code}/{search}/?q=S%C3%A1hara", f"text/html;CharSet = {charset} ; a=b")
    assert status == 200
    assert "Nuestro" in text

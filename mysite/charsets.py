"""Every request is read as UTF-8, in which all our pages ask for answers.

A request may name another charset, and one that is none of text (`idna`, `zlib`). Django looks at what was sent with
it before any middleware is asked, and would answer 500.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

_NAMED = re.compile(r""";\s*charset\s*=\s*("[^"]*"|[^;]*)""", re.IGNORECASE)

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def as_utf8(application: Application) -> Application:
    """The same WSGI application, to which no request names a charset."""

    def read(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        named = environ.get("CONTENT_TYPE", "")
        return application(environ | {"CONTENT_TYPE": _NAMED.sub("", named)}, start_response)

    return read

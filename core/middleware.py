"""Tells of uploads that were refused: forms refuse them, and know of no request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .signals import UPLOAD, refused
from .uploads import REFUSED


class RefusedUploadsMiddleware:
    """Sends `refused` once a request, with each sentence that a form gave as its reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sentences: list[str] = []
        token = REFUSED.set(sentences)
        try:
            response = self.get_response(request)
        finally:
            REFUSED.reset(token)
        if sentences:
            refused.send(type(self), request=request, action=UPLOAD, note=" ".join(dict.fromkeys(sentences)))
        return response

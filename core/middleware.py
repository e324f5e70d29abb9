"""Tells of uploads that were refused, and of files that were not moved: forms refuse them, and know of no request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from .signals import refused
from .uploads import REFUSED


class RefusedUploadsMiddleware:
    """Sends `refused` once a request and kind of refusal, with each sentence that a form gave as its reason."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        told: dict[str, list[str]] = {}
        token = REFUSED.set(told)
        try:
            response = self.get_response(request)
        finally:
            REFUSED.reset(token)
        for action, sentences in told.items():
            refused.send(type(self), request=request, action=action, note=" ".join(dict.fromkeys(sentences)))
        return response

"""Tells of uploads that were refused, and of files that were not moved: forms refuse them, and know of no request. And
logs which collection was moved, of which Wagtail tells nobody."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from . import filing
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


class CollectionMovesMiddleware(MiddlewareMixin):
    """Looks where a collection stands before its form is sent and after: its screen has no hook, a move no signal."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        match = request.resolver_match
        if match.view_name == "wagtailadmin_collections:edit" and request.method == "POST":
            request.collection_stood_in = filing.place_of(kwargs["pk"])

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        before = getattr(request, "collection_stood_in", None)
        if before is not None and response.status_code == 302:
            filing.log_new_place(request.resolver_match.kwargs["pk"], before, request.user)
        return response

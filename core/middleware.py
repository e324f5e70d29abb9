"""Where old addresses lead; and what forms, which know of no request, tell nobody of: uploads that were refused, files
that were not moved, collections that were."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlparse

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.utils.deprecation import MiddlewareMixin
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from . import filing
from .redirects import may_be_told
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


class PublicRedirectMiddleware(MiddlewareMixin):
    """In the place of Wagtail's, which tells everybody the address of any page: one that was taken down gets the slug
    of its next draft at once.

    What may not be told is not found, as if nothing led there.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """A page that is not found may have stood there, or, as in Wagtail, at the address without its question."""
        if response.status_code != 404:
            return response
        asked = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
        for path in dict.fromkeys((asked, urlparse(asked).path)):
            found = get_redirect(request, path)
            if found is not None and may_be_told(found, request) and found.link is not None:
                return (HttpResponsePermanentRedirect if found.is_permanent else HttpResponseRedirect)(found.link)
        return response

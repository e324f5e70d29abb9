"""The headers by which a browser refuses what we never meant to send."""

from typing import Any

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase


class HeadersMiddleware(CSPMiddleware):
    """A content security policy and its kin on every answer: the admin's below its address, else the readers'.

    A preview is made by a second run through all middleware, with the address of the page: what comes
    out carries the readers' policy, and the first run leaves that as it is. It may stand in a frame of
    this host, as may whatever says so in X-Frame-Options; nothing else may.
    """

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if parts.config is None and request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
            parts.config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        if getattr(request, "is_preview", False) or response.get("X-Frame-Options") == "SAMEORIGIN":
            parts.replace = {**(parts.replace or {}), "frame-ancestors": [SELF]}
        return parts

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        for name, value in settings.HEADERS.items():
            response.headers.setdefault(name, value)
        return super().process_response(request, response)

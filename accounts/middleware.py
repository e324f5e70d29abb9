"""Whoever must have a second factor is led to it before any screen of the admin."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin

from . import factors

# What one needs to get in, to get a factor, and to leave.
OPEN = {
    "account_reauthenticate",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_logout",
    "wagtailadmin_sprite",
}


class SecondFactorMiddleware(MiddlewareMixin):
    """Judges by the pattern that an address was resolved to: no way of writing the address gets around it."""

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Redirect to the choice of factors; a script is refused."""
        match = request.resolver_match
        if not match.route.startswith(settings.ADMIN_PATH) or request.user.is_anonymous:
            return None
        if match.view_name in OPEN or match.view_name.startswith("mfa_"):
            return None
        if not factors.is_required_of(request.user) or factors.has(request.user):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        return redirect("mfa_index")

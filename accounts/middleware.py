"""Whoever must have a second factor is led to it before any screen of the admin; and sessions end."""

import time
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
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


BEGAN = "began"


class SessionEndMiddleware(MiddlewareMixin):
    """Ends a session SESSION_COOKIE_AGE after its sign-in, whatever was written into it since.

    Django counts from the last write, and writing is easy: confirming the password is one.
    """

    def process_request(self, request: HttpRequest) -> None:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.user.is_anonymous:
            return
        now, began = time.time(), request.session.get(BEGAN)
        if began is None:
            request.session[BEGAN] = now
        elif not 0 <= now - began < settings.SESSION_COOKIE_AGE:
            logout(request)


class SecondFactorMiddleware(MiddlewareMixin):
    """Judges by the pattern that an address was resolved to: no way of writing the address gets around it.

    Outside the admin whoever owes a factor is nobody yet: they read what everybody reads, and what is private
    leads them to it.
    """

    def process_view(self, request: HttpRequest, *view: Any) -> HttpResponse | None:
        """Redirect to the choice of factors; a script is refused."""
        match = request.resolver_match
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or request.user.is_anonymous:
            return None
        if not match.route.startswith(settings.ADMIN_PATH):
            if factors.is_required_of(request.user) and not factors.has(request.user):
                request.user, request.owes_a_factor = AnonymousUser(), True
            return None
        if match.view_name in OPEN or match.view_name.startswith("mfa_"):
            return None
        if not factors.is_required_of(request.user) or factors.has(request.user):
            return None
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            raise PermissionDenied
        return redirect("mfa_index")

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Who is asked to sign in for want of a factor is led to it: the login would lead them back."""
        asked_in = urlsplit(response.headers.get("Location", "")).path.endswith("/login/")
        return redirect("mfa_index") if asked_in and getattr(request, "owes_a_factor", False) else response

"""Signing in, and taking a lost factor away from somebody."""

from typing import Any

from allauth.account.utils import perform_login
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages
from wagtail.admin.forms.auth import LoginForm
from wagtail.admin.views.account import LoginView as WagtailLoginView

from . import factors, throttle
from .models import User
from .signals import DENIED, refused


class LoginView(WagtailLoginView):
    """Wagtail's, then allauth's: after the right password the second factor is asked for, if there is one."""

    def get_redirect_url(self) -> str:
        """Where `next` leads, within this site. A word without a slash is none: Django would take it for the name of a
        view, and fail where there is none."""
        found = super().get_redirect_url()
        return found if "/" in found else ""

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Sign in, or lead on to the second factor."""
        user = form.get_user()
        response = perform_login(self.request, user, redirect_url=self.get_success_url())
        self.request.session.set_expiry(settings.SESSION_COOKIE_AGE if form.cleaned_data["remember"] else 0)
        throttle.remember(self.request, response, user.get_username())
        return response


class ResetFactorsView(View):
    """A superuser takes away the factors of somebody who has lost them; asks first."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For superusers, and not for themselves: whoever is signed in has a screen for that."""
        self.person = get_object_or_404(User, pk=kwargs["pk"])
        if not request.user.is_superuser or self.person == request.user:
            refused.send(type(self), request=request, action=DENIED, note=f"{request.method} reset_factors")
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Say what will happen."""
        return render(request, "accounts/reset.html", {"person": self.person, "has_factor": factors.has(self.person)})

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it."""
        factors.reset(self.person, by=request.user)
        text = _("%(name)s now signs in with the password alone.")
        messages.success(request, text % {"name": self.person.get_username()})
        return redirect("wagtailusers_users:edit", pk)

"""The forms of signing in: Wagtail's and allauth's, with labels that are translated and tries that are counted."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.forms import ReauthenticateForm
from allauth.core import context
from allauth.mfa.base import forms as codes
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.auth import LoginForm as WagtailLoginForm
from wagtail.admin.forms.auth import PasswordChangeForm as WagtailPasswordChangeForm
from wagtail.admin.forms.auth import PasswordResetForm as WagtailPasswordResetForm

from . import throttle

LABELS = {
    "code": _("Code from the app, or a recovery code"),
    "name": _("Name of the key"),
    "password": _("Password"),
}


class LoginForm(WagtailLoginForm):
    """Wagtail's, whose password field has no label and so says its English name in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].label = LABELS["password"]

    def clean(self) -> dict[str, Any]:
        """Let allauth ask for the user: it counts the tries."""
        name, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if name and password:
            self.user_cache = get_adapter().authenticate(self.request, username=name, password=password)
            if self.user_cache is None:
                raise self.get_invalid_login_error()
        return self.cleaned_data


class PasswordResetForm(WagtailPasswordResetForm):
    """Answers the same to known and unknown addresses, and to one too many."""

    def save(self, **options: Any) -> None:
        """Send the mail, if there is somebody to send it to; one too many is told to whoever keeps a record."""
        request, email = options["request"], self.cleaned_data["email"]
        if throttle.reset_is_allowed(request, email):
            super().save(**options)
        else:
            throttle.refuse_mail(request, email)

    def get_users(self, email: str) -> list[Any]:
        """Those of the address; where there is nobody, a stand-in whose letter is written and goes to nobody.

        Otherwise the time of the answer would tell which addresses have an account.
        """
        return list(super().get_users(email)) or [get_user_model()(pk=0)]


class PasswordChangeForm(WagtailPasswordChangeForm):
    """The old password is tried as often as one that somebody signs in with, and counted with those."""

    def clean_old_password(self) -> str:
        """Once a request: the screen makes the form anew to show what is wrong with it."""
        request = context.request
        if not hasattr(request, "old_password_error"):
            request.old_password_error = self._try(request)
        if request.old_password_error:
            raise request.old_password_error
        return self.cleaned_data["old_password"]

    def _try(self, request: HttpRequest) -> ValidationError | None:
        tried = throttle.count(request, self.user.get_username())
        if tried is None:
            return get_adapter().validation_error("too_many_login_attempts")
        try:
            super().clean_old_password()
        except ValidationError as error:
            return error
        tried.rollback()
        return None


class Labelled:
    """Labels of ours on the fields that have one; no placeholder, which would say the same again."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, label in LABELS.items():
            if field := self.fields.get(name):
                field.label = label
                field.widget.attrs.pop("placeholder", None)


class Counted:
    """Codes are counted by allauth; one too many of them is told as one too many passwords is."""

    def clean_code(self) -> str:
        try:
            return super().clean_code()
        except ValidationError as error:
            if error.code in ("too_many_login_attempts", "rate_limited"):
                throttle.refuse(context.request, self.user.get_username())
            raise


class CodeForm(Labelled, Counted, codes.AuthenticateForm):
    """The second step of signing in."""


class ConfirmByCodeForm(Labelled, Counted, codes.ReauthenticateForm):
    """A code, before factors are changed."""


class ConfirmByPasswordForm(Labelled, ReauthenticateForm):
    """The password, before factors are changed."""


class ActivateAppForm(Labelled, Counted, ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code from the app")


class AddKeyForm(Labelled, AddWebAuthnForm):
    """A new key and its name."""


class RenameKeyForm(Labelled, EditWebAuthnForm):
    """Another name for a key."""

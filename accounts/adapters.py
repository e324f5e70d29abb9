"""What allauth asks this site about: how tries are counted, where people go, what they are told."""

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from . import throttle
from .models import User

TOO_MANY = _("Too many attempts. Wait 15 minutes, then try again.")

ALTERNATIVES = {
    "reauthenticate": _("Use the password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a security key or passkey"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sign-in with a name and a password, nothing else: nobody signs up, no mail address is confirmed."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
        "incorrect_password": _("That is not the password."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made in the admin."""
        return False

    def get_login_stages(self) -> list[str]:
        """After the password comes the second factor, if there is one."""
        return ["allauth.mfa.stages.AuthenticateStage"]

    def get_reauthentication_methods(self, user: User) -> list[dict]:
        """The ways of confirming who one is, in our words."""
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": ALTERNATIVES[method["id"]]} for method in methods]

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address behind as many proxies as are trusted; with fewer of them on the way, the last one's."""
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            return request.META.get("REMOTE_ADDR", "")

    def pre_authenticate(self, request: HttpRequest, **credentials: str) -> None:
        """Count the try before the password is looked at; refuse one too many, whoever it names."""
        # allauth takes back what stands under this name when the password was right.
        self._login_failed_rl_usage = throttle.count(request, credentials["username"])
        if self._login_failed_rl_usage is None:
            raise self.validation_error("too_many_login_attempts")


class FactorAdapter(DefaultMFAAdapter):
    """Second factors, named after the site and the user name."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": _("Add an authenticator app or a key first."),
        "incorrect_code": _("That did not match. Try again with a new code."),
    }

    def get_totp_label(self, user: User) -> str:
        """What the app shows beside the code."""
        return user.get_username()

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white: on the dark theme's ground no camera reads it."""
        return qrcode.make(url, image_factory=SvgPathFillImage).to_string(encoding="unicode")

    def _get_user_identifier(self, user: User) -> str:
        return user.get_username()

    def _get_site_name(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A name for a key whose owner gives none."""
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return gettext("Key %(number)d") % {"number": number}

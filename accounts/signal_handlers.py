"""Changes of one's own factors are logged."""

from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from wagtail.log_actions import log

from .models import User

ADDED = "accounts.second_factor_added"
REMOVED = "accounts.second_factor_removed"
RENEWED = "accounts.recovery_codes_renewed"


def log_added(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Somebody has a new app, key or set of codes."""
    log(instance=user, action=ADDED, user=user, data={"type": authenticator.type})


def log_removed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Somebody has given up an app, a key or the codes."""
    log(instance=user, action=REMOVED, user=user, data={"type": authenticator.type})


def log_renewed(user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Somebody's recovery codes are others now."""
    log(instance=user, action=RENEWED, user=user, data={"type": authenticator.type})


def connect() -> None:
    """Called once, when the app is ready."""
    signals.authenticator_added.connect(log_added)
    signals.authenticator_removed.connect(log_removed)
    signals.authenticator_reset.connect(log_renewed)

"""Changes of one's own factors are logged."""

import time
from typing import Any

from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from wagtail.log_actions import log

from .middleware import BEGAN
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


def note_beginning(request: Any, **kwargs: Any) -> None:
    """A session begins with a sign-in: its end is counted from there (middleware.py)."""
    request.session[BEGAN] = time.time()


def connect() -> None:
    """Called once, when the app is ready."""
    user_logged_in.connect(note_beginning)
    signals.authenticator_added.connect(log_added)
    signals.authenticator_removed.connect(log_removed)
    signals.authenticator_reset.connect(log_renewed)

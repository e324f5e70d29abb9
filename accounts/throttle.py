"""How often a password may be tried, that of a user or of a private page, and a reset asked for.

A try counts before the password is looked at, so that many at once gain nothing; one that succeeds is
taken back. Two counts: a name from an address, and a name from anywhere, for those who have many
addresses. There is none of an address alone: behind a proxy or in an office everybody has the same, and
one bad guest would lock all of them out. A browser in which somebody has signed in before is counted by
itself: no stranger's tries keep its owner out.

Counts are kept in the cache: processes that share none count each for themselves (docs/operators.md).
"""

import logging
import secrets
from typing import Any

from allauth.core.internal import ratelimit  # the public one takes nothing back
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from .signals import PAGE_PASSWORD, RESET_MAIL, SIGN_IN, refused

logger = logging.getLogger(__name__)

# The rates stand in the settings of this app, under these names.
APP = "allauth.account"
FROM_AN_ADDRESS = "password_from_an_address"
FROM_ANYWHERE = "password_from_anywhere"
RESET = "reset_mail"
PAGE_FROM_AN_ADDRESS = "page_password_from_an_address"
PAGE_FROM_ANYWHERE = "page_password_from_anywhere"

KNOWN = "known"  # the cookie that marks a browser
KNOWN_AGE = 90 * 24 * 60 * 60


class Try:
    """One try that was counted."""

    def __init__(self, usages: list[Any]) -> None:
        self.usages = usages

    def rollback(self) -> None:
        """It was no failure."""
        for usage in self.usages:
            usage.rollback()


def count(request: HttpRequest, name: str) -> Try | None:
    """Count a try of a name's password; None where it is one too many."""
    name = name.strip().casefold()
    found = _count(request, name, FROM_AN_ADDRESS, FROM_ANYWHERE)
    if found is None:
        refuse(request, name)
    return found


def count_for_page(request: HttpRequest, name: str) -> Try | None:
    """The same of the password of a private page or collection, which `name` stands for: all its readers share it."""
    found = _count(request, name, PAGE_FROM_AN_ADDRESS, PAGE_FROM_ANYWHERE)
    if found is None:
        address = ratelimit.get_ip(request)
        logger.warning("Too many tries of the password of %s, from %s", name, address)
        refused.send(count_for_page, request=request, action=PAGE_PASSWORD, note=f"{name} ({address})")
    return found


def _count(request: HttpRequest, name: str, from_an_address: str, from_anywhere: str) -> Try | None:
    address = ratelimit.get_ip(request)  # of IPv6 the network: a visitor has all addresses in it
    browser = known_browser(request, name)
    counts = [(from_an_address, f"{browser or address} {name}")]
    if not browser:
        counts.append((from_anywhere, name))
    usages = []
    for action, key in counts:
        usage = ratelimit.consume(request, app=APP, action=action, key=key)
        if not usage:
            return None
        usages.append(usage)
    return Try(usages)


def refuse(request: HttpRequest, name: str) -> None:
    """Tell the server's log, and whoever keeps a record, that a name was tried once too often."""
    address = ratelimit.get_ip(request)
    logger.warning("Too many tries to sign in as %.100r, from %s", name, address)
    refused.send(refuse, request=request, action=SIGN_IN, note=f"{name[:100]} ({address})")


def reset_is_allowed(request: HttpRequest, email: str) -> bool:
    """Whether one more mail may be sent: nobody's mailbox is filled from our form."""
    return bool(ratelimit.consume(request, app=APP, action=RESET, key=email.casefold()))


def refuse_mail(request: HttpRequest, email: str) -> None:
    """Tell the same of one mail too many; the answer is that of a mail that is sent."""
    address = ratelimit.get_ip(request)
    logger.warning("Too many letters for a new password asked for %.100r, from %s", email, address)
    refused.send(refuse_mail, request=request, action=RESET_MAIL, note=f"{email[:100]} ({address})")


def known_browser(request: HttpRequest, name: str) -> str:
    """The mark of a browser in which this name has signed in; empty where it has not, or somebody made it up."""
    value = request.get_signed_cookie(KNOWN, default="", salt=KNOWN, max_age=KNOWN_AGE)
    mark, _, owner = value.partition(" ")
    return mark if owner == name else ""


def remember(request: HttpRequest, response: HttpResponse, name: str, path: str = "") -> None:
    """Mark the browser, after the right password; the mark is sent below `path`, if none is named the admin’s."""
    name = name.casefold()
    mark = known_browser(request, name) or secrets.token_urlsafe(12)
    response.set_signed_cookie(
        KNOWN,
        f"{mark} {name}",
        salt=KNOWN,
        max_age=KNOWN_AGE,
        path=path or f"/{settings.ADMIN_PATH}",
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )

"""What somebody does who signs in: types a password, reads a code off an app."""

import base64
import hmac
import struct
import time
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

PASSWORD = "bilingual-demo"


def sign_in(client: Client, name: str, password: str = PASSWORD, **options: Any) -> HttpResponse:
    """Send the sign-in form; `address` and `forwarded` say where from."""
    extra = {}
    if "address" in options:
        extra["REMOTE_ADDR"] = options.pop("address")
    if "forwarded" in options:
        extra["HTTP_X_FORWARDED_FOR"] = options.pop("forwarded")
    data = {"username": name, "password": password, **options}
    return client.post(reverse("wagtailadmin_login"), data, **extra)


def is_in(client: Client) -> bool:
    """Whether the first screen of the admin opens."""
    return client.get(reverse("wagtailadmin_home")).status_code == 200


def totp(secret: str, at: float | None = None) -> str:
    """The code that an app shows (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time() if at is None else at) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    offset = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[offset : offset + 4])[0] & 0x7FFFFFFF) % 10**6:06}"


def confirm(client: Client) -> None:
    """Say once more who one is, as is asked before factors are changed."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def enrol(client: Client) -> str:
    """Set up an app, signed in; returns its secret."""
    confirm(client)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": totp(secret)})
    assert response.status_code == 302, response.context["form"].errors
    return secret

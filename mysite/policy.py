"""What browsers are told to refuse, for each of the two parts: what readers see, and the admin.

Neither allows `unsafe-inline` or `unsafe-eval`; docs/decisions/0006 says how the admin does without. Pure.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from csp.constants import NONCE, NONE, SELF

Directives = dict[str, list[Any]]

# Host of a player as its provider names it -> the host that it is shown from, when a reader asks for it.
# An address of any other host stays a plain link.
EMBED_PLAYERS = {
    "www.youtube.com": "www.youtube-nocookie.com",
    "www.youtube-nocookie.com": "www.youtube-nocookie.com",
    "player.vimeo.com": "player.vimeo.com",
    "geo.dailymotion.com": "geo.dailymotion.com",
    "embed.ted.com": "embed.ted.com",
    "w.soundcloud.com": "w.soundcloud.com",
    "open.spotify.com": "open.spotify.com",
}

_BOTH: Directives = {
    "default-src": [NONE],
    "script-src": [SELF],
    "style-src": [SELF],
    "font-src": [SELF],
    "connect-src": [SELF],
    "manifest-src": [SELF],
    "form-action": [SELF],
    "base-uri": [NONE],
    "object-src": [NONE],
    "frame-ancestors": [NONE],
}

# Features of the browser that no page of ours asks for, nor a player in it. Sound, full screen and
# picture in picture are left to the players.
PERMISSIONS = ("camera", "display-capture", "geolocation", "microphone", "midi", "payment", "usb")


def public(players: Mapping[str, str]) -> Directives:
    """For readers: nothing but what this host serves, and the players that a reader opens."""
    return _BOTH | {
        "img-src": [SELF],
        "media-src": [SELF],
        "frame-src": sorted({f"https://{host}" for host in players.values()}) or [NONE],
    }


def admin() -> Directives:
    """For the admin: its previews are frames of this host, and a picture is shown before it is sent.

    The nonce is for style elements that scripts make (static/js/admin-start.js), not for scripts.
    """
    return _BOTH | {
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "media-src": [SELF],
        "frame-src": [SELF],
    }


def headers(permissions: Iterable[str] = PERMISSIONS) -> dict[str, str]:
    """What is the same for every answer and Django has no setting for."""
    return {
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in permissions),
        "Cross-Origin-Resource-Policy": "same-origin",
    }

"""Addresses on the web as what they lead to, so that one work is not entered twice. Pure."""

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

# What is added to an address to count where a reader came from.
COUNTING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|source)$", re.IGNORECASE)


def normalise_address(address: str) -> str:
    """The address without what does not change where it leads: scheme, “www.”, final slash, part of the page,
    parameters that only count; "" for blank, and for what is no address."""
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    if not host:
        return ""
    kept = sorted((key, value) for key, value in parse_qsl(parts.query, True) if not COUNTING.match(key))
    return f"{host}{port}{parts.path.rstrip('/')}{'?' if kept else ''}{urlencode(kept)}"


def is_https(address: str) -> bool:
    """Whether an address leads to a host by https, with nothing in it that a head of ours should not repeat."""
    try:
        parts = urlsplit(address)
        known = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False
    return known and not any(sign.isspace() or not sign.isprintable() or sign in "\\<>\"'`" for sign in address)

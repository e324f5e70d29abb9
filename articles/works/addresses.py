"""Addresses on the web as what they lead to, so that one work is not entered twice. Pure."""

import re
import unicodedata
from contextlib import suppress
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from articles.doi import normalise_doi

# What is added to an address to count where a reader came from.
COUNTING = re.compile(r"^(utm_\w+|fbclid|gclid|msclkid|igshid|mc_cid|mc_eid|ref|source)$", re.IGNORECASE)
RESOLVER = "doi.org"
ENCODED = re.compile("%[0-9a-fA-F]{2}")
NOT_ENCODED = re.compile("%(?![0-9a-fA-F]{2})")
# Unreserved signs, and one that is written either way: in RIS a “;” has to be encoded.
EITHER_WAY = re.compile("[A-Za-z0-9._~;-]")


def normalise_address(address: str) -> str:
    """The address without what does not change where it leads: scheme, “www.”, final slash, part of the page,
    parameters that only count, how a sign is encoded; "" for blank, and for what is no address."""
    shown = "".join(sign for sign in address if unicodedata.category(sign) != "Cf")
    try:
        parts = urlsplit(shown.strip())
        host = _host(parts.hostname or "")
        port = f":{parts.port}" if parts.port not in (None, 80, 443) else ""
    except ValueError:
        return ""
    if not host or any(sign.isspace() for sign in host):
        return ""
    path = _path(parts.path).rstrip("/")
    if host in (RESOLVER, f"dx.{RESOLVER}") and not port and (doi := doi_of(f"{RESOLVER}{path}")):
        return address_of(doi)
    kept = sorted((key, value) for key, value in parse_qsl(parts.query, True) if not COUNTING.match(key))
    return f"{host}{port}{path}{'?' if kept else ''}{urlencode(kept, errors='replace')}"


def address_of(doi: str) -> str:
    """The normalised address that leads to a normalised DOI; "" for none."""
    return f"{RESOLVER}/{_path(doi)}".rstrip("/") if doi else ""


def doi_of(address: str) -> str:
    """The DOI that a normalised address leads to; "" for any other."""
    try:
        return normalise_doi(address) if address.startswith(f"{RESOLVER}/") else ""
    except ValueError:
        return ""


def hosts_of(address: str) -> set[str]:
    """The spellings of the host of a normalised address: as the network knows it, and as people read it."""
    host = re.split("[/?]", address, maxsplit=1)[0]
    try:
        return {host, host.encode("ascii").decode("idna")}
    except UnicodeError:
        return {host}


def _host(host: str) -> str:
    """Without “www.”, in the letters that the network knows."""
    with suppress(UnicodeError):
        host = host.encode("idna").decode("ascii").lower()
    host = re.sub(r"^(www\.)+", "", host)
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    """Every sign encoded that must be, in capitals, and none that need not be (RFC 3986 §6.2.2), nor a “;”."""
    whole = quote(NOT_ENCODED.sub("%25", path), safe="%/:@!$&'()*+,;=~", errors="replace")
    return ENCODED.sub(lambda found: _least(found[0]), whole)


def _least(encoded: str) -> str:
    sign = unquote(encoded)
    return sign if EITHER_WAY.fullmatch(sign) else encoded.upper()


def is_https(address: str) -> bool:
    """Whether an address leads to a host by https, with nothing in it that a head of ours should not repeat."""
    try:
        parts = urlsplit(address)
        known = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        return False
    return known and not any(sign.isspace() or not sign.isprintable() or sign in "\\<>\"'`" for sign in address)

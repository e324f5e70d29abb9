"""What a reader sees of a film or a recording that stands elsewhere, before anything is asked of that place."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.conf import settings
from wagtail.embeds.blocks import EmbedValue
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed


@dataclass(frozen=True)
class Facade:
    """A title, who has it, where it stands, and the player that a click opens; no player: a link is all."""

    url: str
    title: str
    provider: str
    player: str = ""


class _Frames(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "iframe":
            self.addresses.append(dict(attrs).get("src") or "")


def player_address(html: str, players: Mapping[str, str]) -> str:
    """Where the player stands that a provider's markup frames, on the host that `players` gives for its own.

    Nothing else of the markup is used: another host, another scheme, a port, a name before the host or a
    frame more than one is no player.
    """
    addresses = _Frames(html).addresses
    if len(addresses) != 1:
        return ""
    try:
        parts = urlsplit(addresses[0].strip())
    except ValueError:
        return ""
    if parts.scheme not in ("https", "") or parts.netloc not in players:
        return ""
    return parts._replace(scheme="https", netloc=players[parts.netloc], fragment="").geturl()


def facade(value: EmbedValue) -> Facade:
    """What was fetched when an editor saved the address; a reader's request never asks another site. One query."""
    host = urlsplit(value.url).hostname or value.url
    stored = Embed.objects.filter(hash=get_embed_hash(value.url, value.max_width, value.max_height)).first()
    if stored is None:
        return Facade(value.url, value.url, host)
    player = player_address(stored.html, settings.EMBED_PLAYERS)
    return Facade(value.url, stored.title or value.url, stored.provider_name or host, player)

"""A film of another site: nothing of that site is on the page, until a reader asks for it."""

import datetime

import pytest
from django.conf import settings
from wagtail.embeds.embeds import get_embed_hash
from wagtail.embeds.models import Embed

from core.embeds import player_address
from tests import factories
from tests.reading import by_class, every, one, read, text

PLAYERS = {"www.youtube.com": "www.youtube-nocookie.com", "player.vimeo.com": "player.vimeo.com"}
ADDRESS = "https://www.youtube.com/watch?v=film"
FRAME = '<iframe width="200" height="113" src="{}" allowfullscreen title="A film"></iframe>'
WORDS = {
    "en": ("YouTube learns of your visit only once you load this.", "Load from YouTube: A film"),
    "es": ("YouTube sabrá de la visita solo cuando se cargue este contenido.", "Cargar desde YouTube: A film"),
}


def fetched(html: str, **fields: str) -> Embed:
    """What an editor's saving left behind."""
    known = {"title": "A film", "provider_name": "YouTube", "type": "video"} | fields
    now = datetime.datetime.now(datetime.UTC)
    return Embed.objects.create(
        url=ADDRESS, max_width=720, html=html, hash=get_embed_hash(ADDRESS, 720), last_updated=now, **known
    )


@pytest.mark.parametrize(
    ("named", "shown"),
    [
        ("https://www.youtube.com/embed/x?feature=oembed", "https://www.youtube-nocookie.com/embed/x?feature=oembed"),
        ("https://player.vimeo.com/video/1?h=a&amp;b=c#t", "https://player.vimeo.com/video/1?h=a&b=c"),
        ("//player.vimeo.com/video/1", "https://player.vimeo.com/video/1"),
    ],
)
def test_a_player_is_shown_from_the_host_that_is_allowed_for_it(named, shown) -> None:
    assert player_address(FRAME.format(named), PLAYERS) == shown


@pytest.mark.parametrize(
    "named",
    [
        "http://www.youtube.com/embed/x",
        "javascript:alert(1)",
        "javascript://www.youtube.com/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://evil.example/embed/x",
        "https://www.youtube.com.evil.example/x",
        "https://www.youtube.com@evil.example/x",
        "https://me:password@www.youtube.com/x",
        "https://www.youtube.com:8443/x",
        "https://www.youtube.com\\@evil.example/x",
        "https://[www.youtube.com/x",
        "/embed/x",
        "embed/x",
        "",
    ],
)
def test_any_other_address_is_no_player(named) -> None:
    assert player_address(FRAME.format(named), PLAYERS) == ""


@pytest.mark.parametrize(
    "html", ["", "<p>Words</p><script src='https://platform.example/x.js'></script>", "<iframe></iframe>", "<ifr"]
)
def test_markup_without_a_frame_is_no_player(html) -> None:
    assert player_address(html, PLAYERS) == ""


def test_of_two_frames_neither_is_the_player() -> None:
    one_of_ours = FRAME.format("https://www.youtube.com/embed/x")
    assert player_address(one_of_ours + FRAME.format("https://player.vimeo.com/video/1"), PLAYERS) == ""


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_reader_sees_what_it_is_who_has_it_and_where_it_stands(client, site, code) -> None:
    fetched(FRAME.format("https://www.youtube.com/embed/film"))
    post = factories.post(getattr(site, code), body=[("embed", ADDRESS)])
    [shown] = by_class(read(client, post.get_url()), "embed")
    assert (text(one(shown, "p", class_="embed__note")), text(one(shown, "button"))) == WORDS[code]
    link = one(shown, "a", href=ADDRESS)
    assert text(link) == "A film"
    assert text(one(shown, "p", class_="embed__link")) == "A film (YouTube)"
    assert one(shown, "button").get("data-player") == "https://www.youtube-nocookie.com/embed/film"


def test_nothing_of_another_site_is_on_the_page(client, site) -> None:
    hostile = '<script src="https://platform.example/x.js"></script><img src="https://platform.example/x.png">'
    fetched(FRAME.format("https://www.youtube.com/embed/film") + hostile)
    page = read(client, factories.post(site.en, body=[("embed", ADDRESS)]).get_url())
    assert not every(page, "iframe")
    sources = [element.get("src") for element in page.iter() if element.get("src")]
    assert [source for source in sources if not source.startswith(("/static/", "/media/"))] == []


def test_what_no_allowed_player_shows_is_a_link_and_brings_no_script(client, site) -> None:
    fetched(FRAME.format("https://evil.example/embed/film"), provider_name="")
    [shown] = by_class(read(client, factories.post(site.en, body=[("embed", ADDRESS)]).get_url()), "embed")
    assert not every(shown, "button")
    assert not every(shown, "script")
    assert text(shown) == "A film (www.youtube.com)"


def test_hostile_words_of_a_provider_are_words(client, site) -> None:
    fetched(FRAME.format("https://www.youtube.com/embed/film"), title='"><script>alert(1)</script>')
    [shown] = by_class(read(client, factories.post(site.en, body=[("embed", ADDRESS)]).get_url()), "embed")
    assert [script.get("src") for script in every(shown, "script")] == ["/static/js/embeds.js"]
    assert text(one(shown, "a")) == '"><script>alert(1)</script>'


def test_browsers_may_frame_the_allowed_players_and_nothing_else(client, site) -> None:
    policy = client.get("/en/").headers["Content-Security-Policy"]
    frames = next(part for part in policy.split("; ") if part.startswith("frame-src "))
    assert frames.split()[1:] == sorted({f"https://{host}" for host in settings.EMBED_PLAYERS.values()})

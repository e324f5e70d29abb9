"""The whole story with real clicks: written, reviewed, translated, reviewed, read and found, in each direction."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from articles.models import BlogPostPage, PublicationPage, Work
from tests import factories
from tests.translations import story

from . import steps

PEACE = {
    "language": "en",
    "title": "For a Truly Global Peace Agenda in a Multipolar World",
    "outlet": "AsiaGlobal Online",
    "url": "https://www.asiaglobalonline.hku.hk",
    "author": "Cecilia Milesi",
    "affiliation": "Asia Global Institute",
    "edition_language": "es",
    "edition_title": "Por una agenda de paz",
    "edition_url": "https://www.opendemocracy.net/en/democraciaabierta/",
    "edition_url_is_home": True,
    "edition_outlet": "openDemocracy",
    "topic": "Peace",
}
COOPERATION = PEACE | {
    "title": "The role of South-South Cooperation",
    "outlet": "United Nations System Staff College",
    "url": "https://www.unssc.org",
    "edition_title": "El papel de la cooperación Sur-Sur",
}
WRITTEN = {
    "en": {
        "works": [
            PEACE | {"summary": "Power has no single address any more, and peace needs a table with more chairs."},
            COOPERATION | {"summary": "Countries of the South exchange what they learnt, and peace gains."},
        ],
        "post": {
            "title": "After the conference: two articles",
            "intro": "Two articles, two languages.",
            "text": "Representatives of 160 countries met in Buenos Aires.",
        },
        "word": "representatives",
    },
    "es": {
        "works": [
            PEACE | {"summary": "El poder ya no tiene un solo domicilio, y la paz necesita una mesa más grande."},
            COOPERATION | {"summary": "Los países del Sur intercambian lo aprendido, y la paz lo aprovecha."},
        ],
        "post": {
            "title": "Después de la conferencia: dos artículos",
            "intro": "Dos artículos, dos lenguas.",
            "text": "Representantes de 160 países se reunieron en Buenos Aires.",
        },
        "word": "representantes",
    },
}


def dictionary(source: str, target: str) -> dict[str, str]:
    """What the translator types for each passage of the source."""
    ours, theirs = WRITTEN[source], WRITTEN[target]
    words = {ours["post"][key]: theirs["post"][key] for key in ours["post"]}
    return words | {a["summary"]: b["summary"] for a, b in zip(ours["works"], theirs["works"], strict=True)}


@pytest.fixture
def catalogue(site, request) -> None:
    """What the editor chooses from."""
    locale = getattr(site, request.getfixturevalue("source")).locale
    for name in (PEACE["outlet"], COOPERATION["outlet"], "openDemocracy"):
        factories.outlet(locale, name)
    factories.person(locale, "Cecilia Milesi", role="Author")
    factories.topic(locale, "Peace")


@pytest.mark.parametrize(
    ("source", "target", "language"), [("en", "es", "spanish"), ("es", "en", "english")], ids=["en→es", "es→en"]
)
def test_the_story(new_page, site, catalogue, troubles, source, target, language) -> None:
    story.people(site)
    tree, written = getattr(site, source), WRITTEN[source]

    editor = new_page()
    steps.sign_in(editor, "editor")
    for work in written["works"]:
        steps.write_work(editor, work)
        steps.write_publication(editor, tree.publications.pk, work)
    steps.write_post(editor, tree.blog.pk, written["post"], [work["title"] for work in written["works"]])
    assert not BlogPostPage.objects.live().exists()

    reviewer = new_page()
    steps.sign_in(reviewer, f"reviewer_{source}")
    assert steps.approve_all(reviewer) == 3
    assert Work.objects.filter(live=True).count() == 2
    post = BlogPostPage.objects.live().get()

    steps.open_for_translation(editor, f"/admin/pages/{post.pk}/edit/", language)
    translator = new_page()
    steps.sign_in(translator, f"translator_{target}")
    # The post, its two publications, their topic, author and three outlets.
    assert steps.translate_all(translator, dictionary(source, target)) == 8
    assert PublicationPage.objects.live().count() == 2

    second = new_page()
    steps.sign_in(second, f"reviewer_{target}")
    assert steps.approve_all(second) == 8

    reader = new_page()
    reader.goto(post.url)
    read_in_both_languages(reader, source, target)
    find(reader, target)
    assert troubles == []


def read_in_both_languages(reader: Page, source: str, target: str) -> None:
    """The switcher leads to the same post; the edition in the reader's language stands first."""
    for code in (source, target):
        if code == target:
            reader.locator(f"header a[hreflang={target}]").click()
        written: dict[str, Any] = WRITTEN[code]
        expect(reader.locator("html")).to_have_attribute("lang", code)
        expect(reader.locator("h1")).to_have_text(written["post"]["title"])
        expect(reader.locator("ol.work-list > li")).to_have_count(2)
        expect(reader.locator("main")).to_contain_text(written["works"][0]["summary"])
        first_edition = reader.locator("ol.work-list > li").first.locator(".edition__link").first
        expect(first_edition).to_have_attribute("hreflang", code)


def find(reader: Page, code: str) -> None:
    """A word of the translation finds it from the search in the header."""
    reader.locator("input[name=q]").first.fill(WRITTEN[code]["word"])
    reader.keyboard.press("Enter")
    expect(reader.locator("html")).to_have_attribute("lang", code)
    expect(reader.locator(".result__title").first).to_have_text(WRITTEN[code]["post"]["title"])

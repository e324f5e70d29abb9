"""The frame of each page: language, head, ways to the other language, and nothing inline."""

from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from core.languages import language_name
from tests import factories
from tests.reading import by_class, every, one, read, text
from tests.translations import story
from tools.lint_templates import problems, templates
from translations import services

LANGUAGES = ["en", "es"]
BOTH_WAYS = [("en", "es"), ("es", "en")]
OWN_NAME = {"en": "English", "es": "Español"}


# ---------------------------------------------------------------- language and head
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_says_its_language_and_direction(client, site, language):
    html = one(read(client, f"/{language}/"), "html")
    assert (html.get("lang"), html.get("dir")) == (language, "ltr")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_is_the_pages_and_then_the_sites(client, site, language):
    page = factories.standard(getattr(site, language), "Alpha & Omega")
    title = text(one(read(client, page.get_url()), "title"))
    assert title == f"Alpha & Omega – {settings.WAGTAIL_SITE_NAME}"


def test_the_description_is_the_editors(client, site):
    page = factories.standard(site.en, search_description="What “this” is & is not.")
    meta = one(read(client, page.get_url()), "meta", name="description")
    assert meta.get("content") == "What “this” is & is not."


def test_the_canonical_address_has_no_query_string(client, site):
    page = factories.standard(site.en)
    link = one(read(client, page.get_url() + "?utm_source=x&q=y"), "link", rel="canonical")
    assert link.get("href") == f"http://testserver{page.get_url()}"


def test_colour_schemes_and_small_screens_are_announced(client, site):
    page = read(client, "/en/")
    assert one(page, "meta", name="color-scheme").get("content") == "light dark"
    assert one(page, "meta", name="viewport").get("content") == "width=device-width, initial-scale=1"


# ---------------------------------------------------------------- the other language
@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_the_switcher_leads_to_the_same_page_in_the_other_language(client, site, here, there):
    page = factories.post(getattr(site, here), "First")
    twin = factories.twin(page, getattr(site, there), title="Segunda")
    shown = read(client, page.get_url())
    link = one(shown, "a", hreflang=there, class_="languages__link")
    assert (link.get("href"), link.get("lang"), link.text) == (twin.get_url(), there, OWN_NAME[there])
    assert link.get("aria-current") is None
    assert one(shown, "a", hreflang=here, class_="languages__link").get("aria-current") == "true"


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_the_switcher_says_in_the_readers_language_that_a_page_is_not_there_yet(client, site, here, there):
    page = factories.post(getattr(site, here), "Alone")
    shown = read(client, page.get_url())
    link = one(shown, "a", hreflang=there, class_="languages__link is-missing")
    assert link.get("href") == getattr(site, there).blog.get_url()
    note = one(shown, "span", id=f"not-yet-{there}")
    assert link.get("aria-describedby") == note.get("id")
    with translation.override(here):
        words = gettext("Not available in %(language)s.") % {"language": language_name(there)}
    assert words in text(note)
    assert getattr(site, there).blog.title in text(note)


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_a_translation_that_is_a_draft_counts_as_not_there(client, site, here, there):
    page = factories.post(getattr(site, here))
    twin = factories.twin(page, getattr(site, there), title="Borrador")
    twin.unpublish()
    shown = read(client, page.get_url())
    assert twin.get_url() not in {link.get("href") for link in every(shown, "a")}
    assert not every(shown, "link", rel="alternate", hreflang=there)


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_search_engines_learn_of_live_translations(client, site, here, there):
    page = factories.post(getattr(site, here), "First")
    twin = factories.twin(page, getattr(site, there), title="Segunda")
    shown = read(client, page.get_url())
    addresses = {link.get("hreflang"): link.get("href") for link in every(shown, "link", rel="alternate")}
    urls = {here: f"http://testserver{page.get_url()}", there: f"http://testserver{twin.get_url()}"}
    assert addresses == {**urls, "x-default": urls["en"]}


def test_the_default_of_search_engines_is_never_a_page_that_is_missing(client, site):
    page = factories.post(site.es)
    assert not every(read(client, page.get_url()), "link", hreflang="x-default")


@pytest.mark.parametrize(("here", "there"), BOTH_WAYS)
def test_a_translation_is_introduced_as_one_above_its_title_and_an_original_is_not(client, site, here, there):
    admin = factories.user(superuser=True)
    item = story.open_post(site, here, there, admin)
    services.save_translation(item=item, user=admin, texts=story.typed(item))
    services.submit_translation(item=item, user=admin)
    story.approve(services.target_of(item), admin)
    original, target = services.source_of(item), services.target_of(item)
    shown = one(read(client, target.get_url()), "main")
    assert "notice" in shown[0].get("class")
    assert every(shown[0], "a", href=original.get_url(), hreflang=here)
    assert not by_class(read(client, original.get_url()), "notice")


# ---------------------------------------------------------------- landmarks and ways
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_has_landmarks_a_way_past_them_and_search(client, site, language):
    page = read(client, f"/{language}/")
    main = one(page, "main")
    assert every(page, "a")[0].get("href") == f"#{main.get('id')}"
    one(page, "header", class_="masthead")
    one(page, "footer")
    names = [nav.get("aria-label") for nav in every(page, "nav")]
    assert len(names) == len(set(names)) >= 3
    form = one(page, "form", role="search")
    assert form.get("action").startswith(f"/{language}/")
    field = one(page, "input", name="q")
    assert one(page, "label", **{"for": field.get("id")}).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_marks_where_the_reader_is(client, site, language):
    tree = getattr(site, language)
    page = read(client, factories.post(tree).get_url())
    current = [link for link in every(page, "a", class_="menu__link") if link.get("aria-current")]
    assert [link.get("href") for link in current] == [tree.blog.get_url()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_breadcrumb_leads_home_and_ends_here(client, site, language):
    tree = getattr(site, language)
    page = read(client, factories.post(tree, "Here").get_url())
    links = [link.get("href") for link in every(page, "a", class_="breadcrumb__link")]
    assert links == [tree.home.get_url(), tree.blog.get_url()]
    assert one(page, "span", aria_current="page").text == "Here"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_foot_leads_to_the_lists_in_the_readers_language(client, site, language):
    page = read(client, f"/{language}/")
    links = [link.get("href") for link in every(page, "a", class_="footer__link")]
    assert len(links) == 5
    assert all(href.startswith(f"/{language}/") for href in links[:4])
    assert all(client.get(href).status_code == 200 for href in links[:4])


def test_editors_get_their_bar_and_readers_do_not(client, site):
    assert "wagtail-userbar" not in client.get("/en/").content.decode()
    client.force_login(factories.user(superuser=True))
    assert "wagtail-userbar" in client.get("/en/").content.decode()


# ---------------------------------------------------------------- what a strict policy will forbid
@pytest.mark.parametrize("path", templates(settings.BASE_DIR), ids=lambda path: path.stem)
def test_no_template_holds_inline_script_style_or_handlers(path: Path):
    assert not [problem for _, problem in problems(path.read_text(), path.suffix) if "inline" in problem]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_as_served_holds_inline_script_style_or_handlers(client, site, language):
    for page in (factories.post(getattr(site, language)), factories.publication(getattr(site, language))):
        shown = read(client, page.get_url())
        assert not every(shown, "style")
        assert not [
            element
            for element in every(shown, "script")
            if not element.get("src") and element.get("type") != "application/ld+json"
        ]
        names = {name for element in shown.iter() for name in element.attrib}
        assert not {name for name in names if name == "style" or name.startswith("on")}

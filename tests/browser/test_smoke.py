"""The browser, the server and the database work together."""

import pytest

from tests import factories

from .accessibility import assert_accessible
from .chromium import chromium

LANGUAGES = ("en", "es")


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_home_page_opens_without_an_error(page, troubles, code):
    answer = page.goto(f"/{code}/")
    assert answer.status == 200
    assert page.locator("html").get_attribute("lang") == code
    assert page.locator("main").count() == 1
    assert troubles == []


@pytest.mark.parametrize(("locale", "code"), [("en-GB", "en"), ("es-MX", "es")])
def test_the_browsers_language_leads_to_its_tree(new_page, locale, code):
    page = new_page(locale=locale)
    page.goto("/")
    assert page.url.endswith(f"/{code}/")


def test_the_style_sheets_arrive(page):
    page.goto("/en/")
    rules = page.evaluate("Array.from(document.styleSheets).map(sheet => sheet.cssRules.length)")
    assert len(rules) > 3
    assert all(rules)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_home_page_is_accessible(new_page, code, scheme):
    page = new_page(color_scheme=scheme)
    page.goto(f"/{code}/")
    assert_accessible(page)


def test_what_a_test_writes_is_what_the_browser_reads(page, site, troubles):
    post = factories.post(site.en, "A post from the test")
    page.goto(post.url)
    assert page.locator("h1").inner_text() == "A post from the test"
    assert troubles == []


def test_troubles_are_noticed(page, troubles):
    page.goto("/en/nowhere/")
    page.evaluate("console.error('Broken')")
    assert any(trouble.startswith("404") for trouble in troubles)
    assert "console: Broken" in troubles


def test_a_page_without_a_name_for_its_picture_is_not_accessible(page):
    page.set_content("<html lang='en'><title>Test</title><main><h1>Test</h1><img src='x.png'></main></html>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(page)


def test_somebody_logged_in_sees_the_admin(page, log_in, troubles, settings):
    log_in(page, factories.user("boss", superuser=True))
    page.goto(f"/{settings.ADMIN_PATH}")
    page.wait_for_load_state("networkidle")
    assert "login" not in page.url
    assert page.locator("#wagtail-sidebar").count() == 1
    assert troubles == []


@pytest.mark.parametrize(
    ("names", "environ", "found"),
    [
        (["chromium"], {}, "chromium"),
        (["google-chrome", "chromium-browser"], {}, "chromium-browser"),
        ([], {}, ""),
        (["chromium", "mine"], {"CHROMIUM": "mine"}, "mine"),
        (["chromium"], {"CHROMIUM": "/not/there"}, ""),
        (["chromium"], {"CHROMIUM": ""}, "chromium"),
    ],
)
def test_chromium_is_found_by_its_usual_names(tmp_path, names, environ, found):
    for name in names:
        (tmp_path / name).touch(mode=0o755)
    assert chromium({"PATH": str(tmp_path), **environ}) == (found and str(tmp_path / found))

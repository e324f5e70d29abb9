"""Nobody is kept out: WCAG 2.2 AA, as far as a program can tell, on each page and on each screen that we add."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test.signals import template_rendered
from playwright.sync_api import Page, expect

from . import everything
from .accessibility import OF_COLOUR, violations

BOTH_WAYS = [("en", "es"), ("es", "en")]
# Wagtail's own furniture is not ours to judge, nor are the messages that it shows above our screens.
OURS = {"within": "main", "without": ".messages"}

# Shown to readers, and in Wagtail's dialog over its own editor.
ELSEWHERE = {"translations/notice.html", "translations/review_modal.html"}


def in_each_scheme(page: Page, name: str, **part: str) -> list[str]:
    """What axe finds on the open page in light, and what the dark scheme adds to it: it changes nothing but colour."""
    page.emulate_media(color_scheme="light")
    found = violations(page, **part)
    page.emulate_media(color_scheme="dark")
    found_in_dark = violations(page, only=OF_COLOUR, **part)
    return [f"{name}: {one}" for one in found] + [f"{name}, dark: {one}" for one in found_in_dark]


@pytest.fixture
def rendered():
    """The names of our templates that were rendered meanwhile, included ones among them."""
    names = set()

    def note(sender, template, **_more):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def never_seen(rendered: set[str]) -> list[str]:
    """Templates of the translation path for the admin that no screen of these showed."""
    folder = settings.BASE_DIR / "translations" / "templates"
    ours = {str(file.relative_to(folder)) for file in folder.rglob("*.html")}
    return sorted(ours - rendered - ELSEWHERE)


def report(found: list[str]) -> str:
    return "\n".join(["Not everybody can use this:", *found])


A_BAR_THAT_STAYS = """<!doctype html><html lang="en"><title>Bar</title><style>
  body { margin: 0 } button { display: block; block-size: 24px }
  footer { position: sticky; inset-block-end: 0; inline-size: 9rem; margin-block-start: %s }
  footer button { block-size: 60px; inline-size: 100%% }
</style><main>%s<footer><button>Save</button></footer></main></html>"""


@pytest.mark.parametrize(("above", "found"), [("0", 0), ("-60px", 1)])
def test_what_a_bar_lies_over_is_too_small_only_where_nobody_can_scroll_it_from_there(page, above, found) -> None:
    page.set_content(A_BAR_THAT_STAYS % (above, "<button>Press</button>" * 60))
    assert len(violations(page, only=["target-size"])) == found
    assert page.viewport_size == {"width": 1280, "height": 900}


@pytest.mark.parametrize(("code", "other"), BOTH_WAYS)
def test_public_pages_are_accessible_and_quiet_and_ask_no_other_host(
    new_page, live_server, site, troubles, code, other
) -> None:
    page = new_page(reduced_motion="reduce")
    hosts, found = set(), []
    page.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
    for name, address in everything.public_site(site, code, other).items():
        page.goto(address)
        assert page.locator("html").get_attribute("lang") == code
        found += in_each_scheme(page, name)
    assert found == [], report(found)
    assert hosts == {urlsplit(live_server.url).netloc}
    wanted = f"404 {live_server.url}/{code}/nowhere/"
    assert [trouble for trouble in troubles if not trouble.startswith("console: Failed to load")] == [wanted]


@pytest.mark.parametrize("interface", ["en", "es"])
def test_what_we_add_to_the_admin_is_accessible(new_page, log_in, site, rendered, interface) -> None:
    shown, found = everything.desk(site, interface), []
    translator, reviewer = new_page(reduced_motion="reduce"), new_page(reduced_motion="reduce")
    log_in(translator, shown.translator)
    log_in(reviewer, shown.reviewer)
    for page, addresses in ((translator, shown.for_translator), (reviewer, shown.for_reviewer)):
        for name, address in addresses.items():
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == interface
            found += in_each_scheme(page, name, **OURS)
    for part, address in shown.inside_wagtails.items():
        reviewer.goto(address)
        everything.open_side_panel(reviewer)
        expect(reviewer.locator(part).first).to_be_visible()
        found += in_each_scheme(reviewer, part, within=part)
    for page, act in (
        (translator, everything.open_what_stands_beside),
        (translator, everything.fill_wrongly),
        (translator, everything.save_what_is_closed),
        (translator, everything.save_when_signed_out),
        (reviewer, everything.ask_what_becomes),
        (reviewer, everything.ask_for_yesterday),
        (reviewer, everything.lift_without_a_reason),
    ):
        act(page, shown)
        found += in_each_scheme(page, act.__name__, **OURS)
    assert found == [], report(found)
    assert never_seen(rendered) == []

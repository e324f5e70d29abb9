"""Nobody is kept out: WCAG 2.2 AA, as far as a program can tell, on each page and on each screen that we add."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from . import everything
from .accessibility import OF_COLOUR, violations

BOTH_WAYS = [("en", "es"), ("es", "en")]
# Wagtail's own furniture is not ours to judge, nor are the messages that it shows above our screens.
OURS = {"within": "main", "without": ".messages"}


def in_each_scheme(page: Page, name: str, **part: str) -> list[str]:
    """What axe finds on the open page in light, and what the dark scheme adds to it: it changes nothing but colour."""
    page.emulate_media(color_scheme="light")
    found = violations(page, **part)
    page.emulate_media(color_scheme="dark")
    found_in_dark = violations(page, only=OF_COLOUR, **part)
    return [f"{name}: {one}" for one in found] + [f"{name}, dark: {one}" for one in found_in_dark]


def report(found: list[str]) -> str:
    return "\n".join(["Not everybody can use this:", *found])


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
def test_what_we_add_to_the_admin_is_accessible(new_page, log_in, site, interface) -> None:
    shown, found = everything.desk(site, interface), []
    translator, reviewer = new_page(reduced_motion="reduce"), new_page(reduced_motion="reduce")
    log_in(translator, shown.translator)
    log_in(reviewer, shown.reviewer)
    for page, addresses in ((translator, shown.for_translator), (reviewer, shown.for_reviewer)):
        for name, address in addresses.items():
            page.goto(address)
            assert page.locator("html").get_attribute("lang") == interface
            found += in_each_scheme(page, name, **OURS)
    everything.fill_wrongly(translator, shown)
    found += in_each_scheme(translator, "form with errors", **OURS)
    everything.save_what_is_closed(translator, shown)
    found += in_each_scheme(translator, "refusal, 423", **OURS)
    everything.ask_what_becomes(reviewer, shown)
    found += in_each_scheme(reviewer, "what becomes of the translations", **OURS)
    assert found == [], report(found)

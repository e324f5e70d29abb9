"""A real Chromium against a real server with its own database connections.

`page` opens addresses of the site (`page.goto("/en/")`); `new_page(color_scheme="dark")` gives another
with other properties; `log_in(page, user)` spares the login form; `troubles` lists what went wrong in
the console or the network meanwhile.
"""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Browser, Page, expect, sync_playwright

from .chromium import ARGUMENTS, HOW_TO_GET, chromium

PATIENCE = 15_000  # milliseconds that anything is waited for, on a machine that does other things too
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser test, and is left out where there is no browser."""
    for item in items:
        if item.path.is_relative_to(settings.BASE_DIR / "tests" / "browser"):
            item.add_marker(pytest.mark.browser)
            if "live_server" in item.fixturenames and not chromium():
                item.add_marker(pytest.mark.skip(reason=HOW_TO_GET))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of a worker."""
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright's sync API runs an event loop in this thread; Django would refuse the database there.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chrome = playwright.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
        yield chrome
        chrome.close()


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    """Each test has a database and a media folder of its own: what the last one cached is not there any more."""
    cache.clear()


@pytest.fixture(autouse=True)
def _no_autosave(settings) -> None:
    """Wagtail answers the autosave of a half-filled form with 400, whenever the typing was slow enough for one."""
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


@pytest.fixture
def troubles() -> list[str]:
    """Errors of the console, uncaught exceptions, and answers of 400 or more, as they happen."""
    return []


@pytest.fixture
def new_page(browser, live_server, site, troubles) -> Iterator[Callable[..., Page]]:
    """Opens a page with cookies, language and preferences of its own."""
    contexts = []

    def make(**options: Any) -> Page:
        defaults = {"base_url": live_server.url, "locale": "en-GB", "viewport": {"width": 1280, "height": 900}}
        context = browser.new_context(**{**defaults, **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and troubles.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: troubles.append(f"exception: {error}"))
        page.on("response", lambda answer: answer.status >= 400 and troubles.append(f"{answer.status} {answer.url}"))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def page(new_page) -> Page:
    """A page in a fresh browser, in English, at 1280 × 900."""
    return new_page()


@pytest.fixture
def log_in(live_server) -> Callable[[Page, Any], None]:
    """Puts a session of the user into the page's browser, without the login form."""

    def enter(page: Page, user: Any) -> None:
        client = Client()
        client.force_login(user)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": client.cookies[settings.SESSION_COOKIE_NAME].value}
        page.context.add_cookies([{**cookie, "url": live_server.url}])

    return enter

"""WCAG 2.2 AA, as far as a program can tell."""

from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# How much of a page lies beyond the screen: of the document, or of the part that scrolls in Wagtail's admin.
BEYOND = """() => [document.scrollingElement, ...document.querySelectorAll("main")]
  .reduce((most, one) => Math.max(most, one.scrollHeight - one.clientHeight), 0)"""
OF_COLOUR = ["color-contrast", "link-in-text-block"]


@contextmanager
def whole(page: Page) -> Iterator[None]:
    """The page on a screen on which nothing of it has to be scrolled.

    What stays at the head or the foot of a screen lies over whatever is scrolled below it, and axe takes what it covers
    for too small a target. Here it lies over nothing, unless over what nobody can scroll from below it either.
    """
    size = page.viewport_size
    if beyond := page.evaluate(BEYOND):
        page.set_viewport_size({**size, "height": size["height"] + beyond})
    yield
    if beyond:
        page.set_viewport_size(size)


def violations(page: Page, within: str = "", without: str = "", only: list[str] | None = None) -> list[str]:
    """Each violation that axe finds, with the element.

    `within` and `without` are selectors of parts to look at and to leave out; `only` names the rules to apply.
    """
    page.wait_for_load_state()
    part = {name: [selector] for name, selector in (("include", within), ("exclude", without)) if selector}
    rules = {"type": "rule", "values": only} if only else {"type": "tag", "values": TAGS}
    if not page.evaluate("'ourAxe' in window"):  # Wagtail's admin brings an axe of another version
        page.evaluate(AXE)
        page.evaluate("() => { window.ourAxe = window.axe }")
    options = {"runOnly": rules, "resultTypes": ["violations"], "iframes": False}
    with whole(page):
        results = page.evaluate(
            "([part, options]) => ourAxe.run(part, options)", [part or {"include": ["html"]}, options]
        )
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html'][:200]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page: Page, within: str = "") -> None:
    """Fail with each violation that axe finds on the page, or in the part that the selector names."""
    found = violations(page, within)
    assert not found, "\n".join([f"{page.url} is not accessible:", *found])

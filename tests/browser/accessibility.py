"""WCAG 2.2 AA, as far as a program can tell."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

AXE = Axe().axe_script
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OF_COLOUR = ["color-contrast", "link-in-text-block"]


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
    results = page.evaluate("([part, options]) => ourAxe.run(part, options)", [part or {"include": ["html"]}, options])
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n    {node['html'][:200]}"
        for violation in results["violations"]
        for node in violation["nodes"]
    ]


def assert_accessible(page: Page, within: str = "") -> None:
    """Fail with each violation that axe finds on the page, or in the part that the selector names."""
    found = violations(page, within)
    assert not found, "\n".join([f"{page.url} is not accessible:", *found])

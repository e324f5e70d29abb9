"""A reader without a mouse."""

from playwright.sync_api import Locator, Page

# How the element that has the focus is drawn, and whether something lies over all of it once the page came to rest.
FOCUS = """async () => {
  const element = document.activeElement, style = getComputedStyle(element);
  const shows = (x, y) => element.contains(document.elementFromPoint(x, y));
  const seen = () => {
    const box = element.getBoundingClientRect(), x = box.left + Math.min(box.width / 2, 20);
    return shows(x, box.top + 3) || shows(x, box.top + box.height / 2) || shows(x, box.bottom - 3);
  };
  const name = element.outerHTML.slice(0, 120), end = element === document.body;
  for (let wait = 0; wait < 40 && !seen(); wait++) await new Promise(requestAnimationFrame);
  const elsewhere = element.localName === "iframe"; // what has the focus is inside, and not ours to draw
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  return { name, end, drawn: outlined || elsewhere, seen: elsewhere || seen() };
}"""


def tab_to(page: Page, selector: str, limit: int = 80) -> Locator:
    """Press Tab until an element of the selector has the focus."""
    wanted = page.locator(selector).and_(page.locator(":focus"))
    for _ in range(limit):
        page.keyboard.press("Tab")
        if wanted.count():
            return wanted
    raise AssertionError(f"{page.url}: no way to {selector} by keyboard")


def unseen_focus(page: Page, limit: int = 200) -> list[str]:
    """Go through the page with Tab; the stops at which the focus is not drawn, or something lies over it."""
    found = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["end"]:
            break
        if not (stop["drawn"] and stop["seen"]):
            found.append(f"{'covered' if stop['drawn'] else 'not drawn'}: {stop['name']}")
    return found

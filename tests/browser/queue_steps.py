"""What translators do in the list of translations, click by click. Each step leaves the page where they would be."""

from playwright.sync_api import Locator, Page, expect

# Wagtail puts the ticked rows into the links of a menu when that is wholly there, a third of a second after the click.
WAIT_FOR_THE_MENU = """() => {
  window.menuShown = new Promise(done => document.addEventListener("w-dropdown:shown", () => done(), {once: true}));
}"""


def open_list(page: Page) -> None:
    """By the menu, whatever number stands beside its name."""
    page.locator(".sidebar").get_by_role("link", name="Translations").click()
    expect(page.locator(".translation-tabs")).to_be_visible()


def open_tab(page: Page, label: str, count: int) -> None:
    """A tab that holds so many."""
    page.locator(".translation-tabs").get_by_role("link", name=f"{label} {count}").click()
    expect(page.locator(".translation-tabs [aria-current=page]")).to_contain_text(f"{label} {count}")


def rows(page: Page) -> Locator:
    return page.locator(".translation-queue tbody tr")


def row(page: Page, title: str) -> Locator:
    """The row of the item with this title."""
    return rows(page).filter(has=page.get_by_role("link", name=title, exact=True))


def narrow(page: Page, name: str, choice: str) -> None:
    """Choose in one of the filters."""
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name=name).click()
    page.get_by_label(choice, exact=True).check()
    expect(page.locator("[data-w-active-filter-id]")).to_contain_text(choice)
    page.keyboard.press("Escape")


def choose_act(page: Page, title: str, act: str) -> None:
    """Tick one row and choose what to do with it, from the bar that appears."""
    row(page, title).get_by_role("checkbox").check()
    link = page.locator("[data-bulk-action-button]", has_text=act)
    if not link.is_visible():
        page.evaluate(WAIT_FOR_THE_MENU)
        page.locator(".bulk-actions-choices").get_by_role("button", name="More").click()
        page.evaluate("window.menuShown")
    link.click()


def passages(page: Page) -> dict[str, Locator]:
    """The boxes of the form, by the words of the original; what is folded away is opened."""
    page.locator("details.desk-fold").evaluate_all("all => all.forEach(one => (one.open = true))")
    found = page.locator(".translation__row:not(.translation__row--value)").all()
    return {one.locator(".translation__source").inner_text(): one.locator("textarea") for one in found}

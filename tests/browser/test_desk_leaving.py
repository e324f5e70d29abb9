"""Who was about to leave the desk: where the browser does not say whether anybody stayed, nothing typed is lost."""

import pytest
from playwright.sync_api import Page, expect

from translations.desk import talk

from .test_desk import card, desk, stored, wait_until_stored

__all__ = ["desk"]

PATIENCE = 30_000  # how long the desk waits until it takes it that somebody stayed


@pytest.fixture
def page(desk, new_page) -> Page:
    """The desk in a browser without the Navigation API, whose clock can be put forward."""
    page = new_page(reduced_motion="reduce")
    page.add_init_script("Object.defineProperty(window, 'navigation', { value: undefined })")
    page.clock.install()
    desk.enter(page=page)
    assert page.evaluate("window.navigation === undefined")
    return page


def save_without_answer(page: Page, desk) -> None:
    """Press Save; no answer comes, and whoever pressed it stops waiting for one."""
    page.route(f"**/translations/{desk.item.pk}/", lambda route: None)
    with page.expect_request(lambda request: request.is_navigation_request()):
        page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)
    page.context.new_cdp_session(page).send("Page.stopLoading")


def test_who_stops_a_save_goes_on_writing_and_after_a_while_it_is_stored(desk, page) -> None:
    save_without_answer(page, desk)
    title = card(page, "Two works").locator("textarea").first
    title.press_sequentially("Written after all")
    page.keyboard.press("Control+s")
    page.clock.fast_forward(PATIENCE - 5_000)
    assert "title" not in stored(desk.item)
    page.clock.fast_forward(5_000)
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Written after all"


def test_what_was_written_while_it_waits_is_offered_when_the_page_is_opened_again(desk, page) -> None:
    save_without_answer(page, desk)
    card(page, "Two works").locator("textarea").first.press_sequentially("Kept here")
    page.unroute_all()
    page.goto("about:blank")
    assert "title" not in stored(desk.item)
    desk.enter(page=page)
    expect(page.get_by_text("Kept here")).to_be_visible()
    page.get_by_role("button", name="Put it into the box").click()
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Kept here"


def test_who_stays_for_a_comment_that_was_not_sent_goes_on_writing(desk, page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    title = page.locator("[data-segment]").first
    title.locator("[data-talk]").click()
    title.locator("[data-comment]").fill("Half a thought")
    page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(1000)
    assert asked == ["beforeunload"]
    title.locator("textarea").first.fill("Written after all")
    page.keyboard.press("Control+s")
    page.clock.fast_forward(PATIENCE)
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Written after all"
    expect(title.locator("[data-comment]")).to_have_value("Half a thought")
    assert not talk.comments_of(desk.item).exists()

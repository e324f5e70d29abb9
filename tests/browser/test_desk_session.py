"""The desk when the session or the connection is lost while somebody writes: nothing is, and it is said what to do."""

import pytest
from playwright.sync_api import Page, expect

from .accessibility import assert_accessible
from .test_desk import card, desk, open_address, stored, wait_until_stored

__all__ = ["desk"]


def status(page: Page):
    return page.locator("[data-status]")


@pytest.fixture
def sign_in(live_server, settings):
    """Signs somebody in in another tab of the same browser, by its form: the token of every open page is stale then."""

    def enter(page: Page, user) -> None:
        user.set_password("correct horse battery")
        user.save()
        other = page.context.new_page()
        other.goto("/admin/login/")
        other.locator("[name=login], [name=username]").first.fill(user.username)
        other.locator("[name=password]").fill("correct horse battery")
        other.keyboard.press("Enter")
        other.wait_for_url(lambda url: "login" not in url)
        other.close()

    return enter


def sign_out(page: Page) -> None:
    page.context.clear_cookies()


def test_who_was_signed_out_signs_in_in_another_tab_and_it_is_stored_by_itself(desk, sign_in) -> None:
    page = desk.enter()
    sign_out(page)
    box = card(page, "Two works").locator("textarea")
    box.fill("Written meanwhile")
    expect(status(page)).to_contain_text("You are signed out. Your text is kept in this browser")
    assert "title" not in stored(desk.item)
    sign_in(page, services_user(desk))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Written meanwhile"


def services_user(desk):
    return getattr(desk.people, f"translator_{desk.item.target_locale.language_code}")


def test_a_stale_token_is_no_trouble_at_all_for_texts_comments_and_buttons(desk, sign_in) -> None:
    page = desk.enter()
    sign_in(page, services_user(desk))
    title = card(page, "Two works")
    title.locator("textarea").fill("Stored")
    wait_until_stored(page)
    sign_in(page, services_user(desk))
    title.locator("[data-talk]").click()
    title.locator("[data-comment]").fill("Who?")
    title.locator("[data-say]").click()
    expect(title.get_by_text("Your comment stands.")).to_be_visible()
    sign_in(page, services_user(desk))
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()


def test_nothing_is_stored_in_the_name_of_somebody_else_who_signs_in(desk, sign_in) -> None:
    page = desk.enter()
    sign_out(page)
    sign_in(page, desk.people.admin)
    card(page, "Two works").locator("textarea").fill("Mine alone")
    expect(status(page)).to_contain_text("Somebody else is signed in in this browser now")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(status(page)).to_contain_text("Nothing was sent. Somebody else is signed in")
    expect(card(page, "Two works").locator("textarea")).to_have_value("Mine alone")
    assert "title" not in stored(desk.item)


def test_save_and_submit_without_a_connection_stay_on_the_page_and_say_so(desk) -> None:
    page = desk.enter()
    title = card(page, "Two works").locator("textarea")
    page.locator("#id_note").fill("Please hurry")
    page.context.set_offline(True)
    title.fill("Without a line")
    for name in ("Save", "Submit for review"):
        page.get_by_role("button", name=name, exact=True).click()
        expect(status(page)).to_contain_text("Nothing was sent. No connection. Your text is kept in this browser.")
        expect(title).to_have_value("Without a line")
        expect(page.locator("#id_note")).to_have_value("Please hurry")
    page.context.set_offline(False)
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert stored(desk.item)["title"] == "Without a line"
    expect(page.locator("#id_note")).to_have_value(
        "Please hurry"
    )  # it goes with the translation, when that is handed in


def test_leaving_asks_for_an_address_that_is_not_stored_also_after_a_refusal(desk) -> None:
    page = desk.enter()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    address = open_address(page)
    address.fill("javascript:alert(1)")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert asked == []
    expect(page.locator(".translation__row--value input").first).to_have_value("javascript:alert(1)")
    page.locator("[data-segment] textarea").first.click()
    page.reload()
    assert asked == ["beforeunload"]


def test_without_javascript_what_was_typed_before_the_session_was_lost_is_sent_once_more(
    desk, new_page, sign_in
) -> None:
    page = desk.enter(page=new_page(java_script_enabled=False))
    title = card(page, "Two works").locator("textarea")
    title.fill("Written meanwhile")
    sign_out(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is still here")
    expect(page.locator("textarea[readonly]").first).to_have_value("Written meanwhile")
    sign_in(page, services_user(desk))
    page.get_by_role("button", name="Send it once more").click()
    expect(page.get_by_text("You are signed in as")).to_be_visible()
    page.get_by_role("button", name="Send it once more").click()
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()
    assert stored(desk.item)["title"] == "Written meanwhile"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_that_gives_back_can_be_read_by_everybody(desk, new_page, width, scheme) -> None:
    page = desk.enter(page=new_page(viewport={"width": width, "height": 800}, color_scheme=scheme))
    card(page, "Two works").locator("textarea").fill("Written meanwhile")
    sign_out(page)
    page.on("dialog", lambda dialog: dialog.accept())  # leaving with what is not stored
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form[data-desk]'))")  # past the script
    expect(page.get_by_role("heading", level=1)).to_have_text("What you typed is still here")
    assert_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

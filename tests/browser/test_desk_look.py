"""How the desk looks: what stands side by side is set alike, and a small screen is left to the text."""

import re

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from .accessibility import assert_accessible
from .test_desk import desk, hand_in, type_all

__all__ = ["desk"]

# How many lines the bar that stays takes, by the upper edges of what stands in it.
ROWS = """bar => {
  const parts = [...bar.querySelectorAll("[data-said], [data-reading], [data-status]:not(:empty), .button")];
  const seen = parts.filter(one => one.checkVisibility() && !one.closest("[popover]") && one.clientWidth > 1);
  const middles = seen.map(one => one.getBoundingClientRect()).map(({ y, height }) => y + height / 2);
  return [...new Set(middles.sort((a, b) => a - b).filter((y, at, all) => !at || y - all[at - 1] > 12))].length;
}"""


def speaks(user, code: str) -> None:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})


def size(place) -> str:
    return place.evaluate("place => getComputedStyle(place).fontSize")


def test_what_a_reviewer_may_do_at_a_passage_is_set_alike(desk) -> None:
    hand_in(desk)
    title = desk.enter("reviewer").locator("[data-segment]").first
    assert size(title.locator(".desk-ask summary")) == size(title.locator("[data-talk]"))


def small(desk, new_page, **options) -> Page:
    return new_page(viewport={"width": 360, "height": 640}, reduced_motion="reduce", **options)


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("part", ["translator", "reviewer"])
def test_on_a_small_screen_the_bar_takes_two_lines_at_most(desk, new_page, part, code) -> None:
    type_all(desk)
    speaks(getattr(desk.people, f"{part}_{desk.item.target_locale.language_code}"), code)
    page = desk.enter(part, small(desk, new_page))
    bar = page.locator(".translation__actions")
    assert page.locator("button[name=approve]").count() == (part == "reviewer")
    assert bar.evaluate(ROWS) <= 2
    page.locator("[data-segment] textarea").first.fill("Dos")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-segment] [data-saved]").first).not_to_be_empty()
    expect(page.locator("[data-status]")).to_contain_text(re.compile(r"\d"))  # it says when
    assert bar.evaluate(ROWS) <= 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert_accessible(page, "form.translation")


@pytest.mark.parametrize("code", ["en", "es"])
def test_so_does_that_of_a_reviewer_who_decides(desk, new_page, code) -> None:
    hand_in(desk)
    speaks(getattr(desk.people, f"reviewer_{desk.item.target_locale.language_code}"), code)
    page = desk.enter("reviewer", small(desk, new_page))
    assert page.locator(".translation__actions").evaluate(ROWS) <= 2
    page.locator("button[name=decide]").click()
    expect(page.locator("button[value=approve]")).to_be_visible()
    assert page.locator(".translation__actions").evaluate(ROWS) <= 2


def test_what_does_not_hand_in_stands_behind_a_button_of_the_small_bar(desk, new_page) -> None:
    page = desk.enter(page=small(desk, new_page))
    keys = page.locator("[data-keys-button]")
    expect(keys).to_be_hidden()
    page.get_by_role("button", name="More", exact=True).press("Enter")
    expect(keys).to_be_visible()
    assert_accessible(page, "form.translation")
    page.keyboard.press("Escape")
    expect(keys).to_be_hidden()
    page.get_by_role("button", name="More", exact=True).click()
    keys.click()
    expect(page.get_by_role("dialog", name="Keys", exact=True)).to_be_visible()
    page.get_by_role("button", name="Close", exact=True).click()
    expect(keys).to_be_hidden()  # what it covered can be read again


def test_the_page_beside_the_text_is_at_hand_on_a_small_screen_too_and_goes_where_it_came(desk, new_page) -> None:
    page = desk.enter(page=small(desk, new_page))
    button = page.get_by_role("button", name="The page beside the text")
    button.click()
    expect(page.locator(".desk-page")).to_be_visible()
    assert_accessible(page, "form.translation")
    button.click()
    expect(page.locator(".desk-page")).to_be_hidden()


def test_without_javascript_the_preview_stands_there_too(desk, new_page) -> None:
    page = desk.enter(page=small(desk, new_page, java_script_enabled=False))
    preview = page.get_by_role("link", name="Preview the saved draft")
    expect(preview).to_be_hidden()
    page.get_by_role("button", name="More", exact=True).click()
    expect(preview).to_be_visible()


def test_on_a_wide_screen_nothing_stands_behind_a_button(desk) -> None:
    page = desk.enter()
    expect(page.get_by_role("button", name="More", exact=True)).to_be_hidden()
    expect(page.locator("[data-keys-button]")).to_be_visible()


def test_a_reviewer_who_corrects_what_is_accepted_has_it_to_read_again(desk) -> None:
    hand_in(desk)
    page = desk.enter("reviewer")
    said = page.locator("[data-reading]")
    with page.expect_navigation():
        page.locator("[data-segment] button[name=accept]").first.click()
    expect(said).to_contain_text("Passages accepted: 1 of ")
    page.locator("[data-segment][data-state=accepted] textarea").first.fill("Corrected")
    page.keyboard.press("Control+s")
    expect(said).to_contain_text("Passages accepted: 0 of ")
    again = said.inner_text()
    page.reload()
    expect(said).to_have_text(again)

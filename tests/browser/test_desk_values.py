"""Pictures and addresses on the desk: folded, reached and stored like the passages that they stand among."""

from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.translations import story
from translations import services

from . import steps
from .accessibility import assert_accessible
from .test_desk import card, desk, open_address, wait_until_stored

__all__ = ["desk"]


@pytest.fixture(params=story.DIRECTIONS, ids="→".join)
def pictured(site, request, new_page, log_in) -> SimpleNamespace:
    """An item with a picture, and `enter`, by which its translator comes to it."""
    source, target = request.param
    people = story.people(site)
    hero = {"hero_image": factories.picture("A hall"), "hero_alt": "A hall"}
    item = story.open_post(site, source, target, people.editor, **hero)

    def enter() -> Page:
        page = new_page(reduced_motion="reduce")
        log_in(page, getattr(people, f"translator_{target}"))
        page.goto(f"/admin/translations/{item.pk}/")
        return page

    return SimpleNamespace(item=item, people=people, enter=enter)


def own(item, kind: type):
    return next(one.target for one in services.values(item) if isinstance(one.source, kind))


def status(page: Page):
    return page.locator("[data-status]")


def test_one_key_shows_them_and_folds_them_with_all_that_is_done(desk) -> None:
    page = desk.enter()
    address = page.locator("[data-value]").first
    expect(address).to_be_hidden()
    expect(page.locator(".desk-fold summary").filter(has_text="https://www.un.org").first).to_be_visible()
    work = card(page, "Two works")
    work.focus()
    page.keyboard.press("w")
    expect(address).to_be_visible()
    expect(status(page)).to_have_text("All passages are shown.")
    assert_accessible(page, "form.translation")
    page.keyboard.press("w")
    expect(address).to_be_hidden()
    expect(status(page)).to_have_text("Only what needs work is shown.")
    expect(page.locator(".translation__row--value:visible")).to_have_count(0)


def test_an_address_is_reached_written_and_stored_by_keyboard_beside_its_passage(desk, troubles) -> None:
    page = desk.enter()
    passage = card(page, "Buenos Aires")
    passage.focus()
    page.keyboard.press("j")
    address = page.locator("[data-value]:focus")
    expect(address).to_have_count(1)
    expect(address.locator("legend")).to_contain_text("link {1}")
    for key in "yaqcshomw1":  # of a passage alone, or of the page: none of them does anything to an address
        if key != "w":
            page.keyboard.press(key)
    expect(address).to_have_count(1)
    page.keyboard.press("Enter")
    page.keyboard.type("https://www.un.org/es/inicio")
    expect(address.or_(page.locator("[data-value]:focus-within")).locator("[data-saved]")).to_contain_text("Not saved")
    page.keyboard.press("Control+Enter")
    wait_until_stored(page)
    assert own(desk.item, str) == "https://www.un.org/es/inicio"
    expect(page.locator("[data-segment]:focus-within")).to_have_count(1)  # on, to what needs work
    held = page.locator("[data-value]").first
    expect(held.get_by_text("Leave it empty to use the original’s.")).to_be_visible()
    page.reload()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk:'))") == []
    assert troubles == []


def test_a_refused_address_is_told_at_its_box_and_asked_for_when_somebody_leaves(desk) -> None:
    page = desk.enter()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    address = open_address(page)
    address.fill("javascript:alert(1)")
    page.keyboard.press("Tab")
    expect(page.locator("[data-value] [data-errors] .error-message").first).to_be_visible()
    assert own(desk.item, str) is None
    page.reload()
    assert asked == ["beforeunload"]
    expect(page.get_by_text("javascript:alert(1)")).to_be_visible()  # offered, kept in this browser


def test_of_two_addresses_one_is_chosen(desk) -> None:
    page = desk.enter()
    address = open_address(page)
    pk = next(one.pk for one in services.values(desk.item) if isinstance(one.source, str))
    services.save_translation(item=desk.item, user=desk.people.admin, texts={}, overrides={pk: "https://theirs.org"})
    address.fill("https://mine.org")
    page.keyboard.press("Tab")
    row = page.locator("[data-value]").first
    expect(row.get_by_text("https://theirs.org")).to_be_visible()
    assert_accessible(page, "form.translation")
    row.get_by_role("button", name="Take theirs").click()
    expect(address).to_have_value("https://theirs.org")
    assert own(desk.item, str) == "https://theirs.org"


def test_a_picture_that_is_chosen_is_stored_by_itself(pictured, troubles) -> None:
    garden = factories.picture("A garden")
    page = pictured.enter()
    row = page.locator("[data-value]").filter(has=page.locator("img")).first
    row.evaluate("row => row.closest('details')?.setAttribute('open', '')")
    row.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")  # on the button that chooses
    dialog = page.locator(".modal-content").last
    dialog.get_by_role("link", name="A garden").first.click()
    wait_until_stored(page)
    assert own(pictured.item, int) == garden.pk
    assert troubles == []
    page.reload()
    row.evaluate("row => row.closest('details')?.setAttribute('open', '')")
    expect(row.locator(".chooser__title").first).to_contain_text("A garden")


@pytest.mark.parametrize("is_kept", [True, False])
def test_of_two_pictures_one_is_chosen(pictured, is_kept) -> None:
    garden, pond = factories.picture("A garden"), factories.picture("A pond")
    page = pictured.enter()
    row = page.locator("[data-value]").filter(has=page.locator("img")).first
    row.evaluate("row => row.closest('details')?.setAttribute('open', '')")
    pk = row.get_attribute("data-value")
    services.save_translation(item=pictured.item, user=pictured.people.admin, texts={}, overrides={pk: pond.pk})
    row.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.locator(".modal-content").last.get_by_role("link", name="A garden").first.click()
    expect(row.locator("[data-theirs]")).to_have_text("A pond")
    row.get_by_role("button", name="Keep mine" if is_kept else "Take theirs").click()
    mine = garden if is_kept else pond
    expect(row.locator("[data-theirs]")).to_have_count(0)
    expect(row.locator(".chooser__title").first).to_contain_text(mine.title)
    steps.until(lambda: own(pictured.item, int) == mine.pk)
    page.reload()
    row.evaluate("row => row.closest('details')?.setAttribute('open', '')")
    expect(row.locator(".chooser__title").first).to_contain_text(mine.title)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_they_and_the_marks_that_lead_there_can_be_read_by_everybody(desk, new_page, width, scheme) -> None:
    page = desk.enter(page=new_page(viewport={"width": width, "height": 800}, color_scheme=scheme))
    page.goto(f"{page.url}?show=all")
    expect(page.get_by_role("button", name="{1} link https://www.un.org/en")).to_be_visible()
    assert_accessible(page, "form.translation")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

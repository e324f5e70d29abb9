"""What the desk keeps in the browser until it is stored, and what it says and shows once another text is."""

from playwright.sync_api import Page, expect

from translations import services
from translations.desk import acceptance
from translations.digests import shown_digest
from translations.storing import version

from .accessibility import assert_accessible
from .test_desk import card, desk, hand_in, keep_in_browser, stored, take_over, type_all, wait_until_stored

__all__ = ["desk"]


def kept(page: Page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk:'))")


def test_a_text_whose_original_was_reworded_is_offered_at_the_passage_as_it_is_now(desk) -> None:
    type_all(desk)
    page = desk.enter()
    box = card(page, "Buenos Aires")
    take_over(desk, "<b>160</b>", "170")
    box.locator("textarea").fill("Se reunieron en {1}Buenos Aires{/1}.")
    page.keyboard.press("Control+s")
    expect(box.get_by_role("button", name="Keep mine")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())  # without a choice
    page.reload()
    found = card(page, "Buenos Aires").locator("[data-found]")
    expect(found).to_contain_text("Se reunieron en {1}Buenos Aires{/1}.")
    expect(found).to_contain_text("the original said something else then")
    expect(page.locator("[data-lost]")).to_be_hidden()
    assert_accessible(page, "form.translation")
    found.get_by_role("button", name="Put it into the box").click()
    wait_until_stored(page)
    assert "Se reunieron en {1}Buenos Aires{/1}." in [
        one.target.replace('<a id="a1">', "{1}").replace("</a>", "{/1}") for one in services.segments(desk.item)
    ]
    assert kept(page) == []


def test_a_passage_whose_accepted_text_is_corrected_is_called_accepted_no_more(desk, troubles) -> None:
    hand_in(desk)
    one = services.segments(desk.item)[0]
    acceptance.accept(item=desk.item, user=desk.people.admin, segment_pk=one.pk, seen=version(one))
    page = desk.enter("reviewer")
    page.goto(f"{page.url}?show=all")
    passage = page.locator(f"[data-segment='{one.pk}']")
    expect(passage.locator(".desk-closed")).to_contain_text("You can still correct it")
    passage.locator("textarea").first.fill("Corrected")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    expect(passage.locator(".desk-closed")).to_have_count(0)
    expect(passage.get_by_role("button", name="Open to translators again")).to_have_count(0)
    with page.expect_navigation():
        passage.get_by_role("button", name="Accept").click()
    expect(passage).to_have_attribute("data-state", "accepted")
    assert acceptance.accepted(desk.item, services.segments(desk.item)).keys() == {one.pk}
    assert troubles == []


def test_a_note_that_was_not_sent_is_offered_when_the_form_is_opened_again(desk) -> None:
    page = desk.enter()
    note = page.get_by_label("Note to the reviewer")
    note.fill("The second paragraph was hard.")
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    found = page.locator(".translation__note [data-found]")
    expect(found).to_contain_text("The second paragraph was hard.")
    found.get_by_role("button", name="Put it into the box").click()
    expect(note).to_have_value("The second paragraph was hard.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    expect(note).to_have_value("The second paragraph was hard.")
    assert kept(page) == []


def test_what_was_kept_is_shown_while_the_translation_is_closed_and_offered_when_it_is_open_again(desk) -> None:
    page = desk.enter()
    one = services.segments(desk.item)[0]
    keep_in_browser(page, desk, {one.pk: "Typed too late"})
    hand_in(desk)
    page.reload()
    shown = page.locator("[data-kept]")
    expect(shown).to_contain_text("offered when the translation is open again")
    expect(shown.locator("blockquote")).to_have_text("Typed too late")
    assert_accessible(page, "main")
    target = services.target_of(desk.item)
    state, seen = target.current_workflow_task_state, shown_digest(target.latest_revision)
    state.task.specific.on_action(state, desk.people.admin, "reject", seen=seen, comment="Not yet.")
    page.reload()
    expect(shown).to_have_count(0)
    expect(page.locator("[data-found]")).to_contain_text("Typed too late")


def test_once_another_text_is_stored_nobody_is_asked_whether_the_old_one_stays(desk) -> None:
    type_all(desk)
    take_over(desk, "others", "people")
    page = desk.enter()
    passage = card(page, "Buenos Aires")
    stays = passage.locator("[name=keep], [name=use]")
    expect(stays).to_be_visible()
    passage.locator("textarea").fill("Se reunieron en {1}Buenos Aires{/1} {2}160{/2}.")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    expect(stays).to_be_hidden()
    passage.locator("textarea").fill("")
    page.keyboard.press("Control+s")
    expect(stays).to_be_visible()
    assert "Se reunieron" not in "".join(stored(desk.item).values())


def test_nothing_moves_below_the_pointer_when_a_passage_says_that_it_is_saved(desk) -> None:
    page = desk.enter()
    passage, button = card(page, "What it says"), page.get_by_role("button", name="Submit for review")
    passages = page.locator("[data-segment], [data-value]")
    before = passages.evaluate_all("all => all.map(one => one.offsetHeight)"), button.bounding_box()
    passage.locator("textarea").fill("T")
    expect(passage.locator("[data-saved]")).to_contain_text("Not saved yet")
    wait_until_stored(page)
    expect(passage.locator("[data-saved]")).to_contain_text("Saved at")
    assert (passages.evaluate_all("all => all.map(one => one.offsetHeight)"), button.bounding_box()) == before

"""What stands beside a passage of the desk: comments and history in their place, by keyboard, and nothing lost."""

import pytest
from playwright.sync_api import expect

from translations import services
from translations.desk import talk

from .accessibility import assert_accessible
from .test_desk import card, changed, desk, stored, wait_until_stored

__all__ = ["desk"]


def said(desk) -> list[tuple[str, bool]]:
    return [(one.text, one.resolved_at is not None) for one in talk.comments_of(desk.item)]


def test_a_comment_is_written_and_resolved_beside_its_box_by_keyboard_alone(desk, troubles) -> None:
    page = desk.enter()
    title = page.locator("[data-segment]").first
    title.focus()
    page.keyboard.press("c")
    expect(title.locator("[data-comment]")).to_be_focused()
    page.keyboard.type("Which works?")
    page.keyboard.press("Control+Enter")
    expect(title.get_by_text("Your comment stands.")).to_be_visible()
    expect(title.locator("[data-talk]")).to_contain_text("1 open comment")
    assert said(desk) == [("Which works?", False)]
    assert_accessible(page, "form.translation")
    title.get_by_role("button", name="Resolve").press("Enter")
    expect(title.locator("[data-talk]")).to_contain_text("Comment …")
    assert said(desk) == [("Which works?", True)]
    page.keyboard.press("Escape")
    expect(title).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-segment]").nth(1).locator("[data-comment]")).to_be_visible()
    assert troubles == []


def test_what_waits_for_an_answer_stands_open_at_the_passage_that_somebody_comes_to(desk) -> None:
    passage = services.segments(desk.item)[0]
    talk.say(item=desk.item, user=desk.people.editor, segment=passage, text="Which works?")
    page = desk.enter()
    title, other = page.locator("[data-segment]").first, page.locator("[data-segment]").nth(1)
    title.locator("textarea").first.focus()
    expect(title.get_by_text("Which works?")).to_be_visible()
    expect(title.locator("textarea").first).to_be_focused()
    other.locator("textarea").first.focus()
    page.wait_for_timeout(600)
    expect(other.locator("[data-content]").first).to_be_hidden()


def test_a_comment_that_was_not_sent_is_not_lost(desk) -> None:
    page = desk.enter()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    title = page.locator("[data-segment]").first
    title.locator("[data-talk]").click()
    comment = title.locator("[data-comment]")
    comment.fill("Half a thought")
    title.locator("[data-about-original]").press("Enter")  # would send the form around it
    page.route("**/comments/**", lambda route: route.abort())
    title.get_by_role("button", name="Comment", exact=True).click()
    expect(title.get_by_text("This could not be done now.")).to_be_visible()
    title.locator("[data-talk]").click()
    title.locator("[data-talk]").click()
    expect(comment).to_have_value("Half a thought")
    page.evaluate("location.reload()")
    page.wait_for_timeout(500)
    assert asked == ["beforeunload"]
    expect(comment).to_have_value("Half a thought")
    assert said(desk) == []


def test_an_earlier_text_is_put_into_the_box_from_its_history(desk, troubles) -> None:
    pk = services.segments(desk.item)[0].pk
    for text in ("First text", "", "Second text", ""):
        services.save_translation(item=desk.item, user=desk.people.admin, texts={pk: text})
    page = desk.enter()
    title = page.locator("[data-segment]").first
    title.focus()
    page.keyboard.press("h")
    expect(title.get_by_text("Taken away.").first).to_be_visible()
    assert_accessible(page, "form.translation")
    title.locator("[data-write='First text']").click()
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "First text"
    assert troubles == []


@pytest.mark.parametrize(("width", "beside"), [(1280, True), (360, False)])
def test_it_stands_beside_the_box_where_there_is_room_and_else_below(desk, width, beside) -> None:
    changed(desk, "160", "170")
    page = desk.enter()
    page.set_viewport_size({"width": width, "height": 800})
    body = card(page, "Buenos Aires")
    box, side = body.locator("textarea").bounding_box(), body.locator(".desk-side").bounding_box()
    assert (side["x"] >= box["x"] + box["width"]) == beside
    assert (side["y"] >= box["y"] + box["height"]) == (not beside)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1280, 1000, 360])
def test_progress_and_words_left_stay_in_sight_with_the_page_open(desk, width) -> None:
    page = desk.enter()
    page.set_viewport_size({"width": width, "height": 700})
    page.get_by_role("button", name="The page beside the text").click()
    said, beside = page.locator(".desk-bar [data-said]"), page.locator(".desk-page")
    for place in (page.locator("[data-segment]").first, page.locator("[data-segment]").last):
        place.locator("textarea").first.focus()
        page.evaluate("document.activeElement.scrollIntoView({ block: 'nearest' })")
        expect(said).to_be_in_viewport(ratio=1)
        covered = said.evaluate(
            "said => { const { x, y, height } = said.getBoundingClientRect();"
            " return !said.contains(document.elementFromPoint(x + 5, y + height / 2)); }"
        )
        assert not covered
        bar, page_box = said.bounding_box(), beside.bounding_box()
        assert width >= 1200 or 0 <= page_box["y"] - bar["y"] - bar["height"] < 24
    page.locator("button[name=save]").scroll_into_view_if_needed()
    expect(page.locator("button[name=save]")).to_be_in_viewport(ratio=1)

"""What stands beside a passage of the desk: comments and history in their place, by keyboard, and nothing lost."""

import pytest
from playwright.sync_api import expect
from wagtail.users.models import UserProfile

from translations import services
from translations.desk import talk

from .accessibility import assert_accessible
from .test_desk import card, changed, desk, hand_in, stored, take_over, wait_until_stored

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


def test_a_colleague_is_called_by_a_click_on_their_name(desk, troubles) -> None:
    page, name = desk.enter(), f"reviewer_{desk.item.target_locale.language_code}"
    title = page.locator("[data-segment]").first
    title.focus()
    page.keyboard.press("c")
    expect(title.locator("[data-comment]")).to_be_focused()
    page.keyboard.type("Ask")
    title.get_by_text("Who can be called").click()
    title.get_by_role("button", name=f"@{name}").click()
    expect(title.locator("[data-comment]")).to_have_value(f"Ask @{name} ")
    expect(title.locator("[data-comment]")).to_be_focused()
    assert_accessible(page, "form.translation")
    page.keyboard.type("which works.")
    page.keyboard.press("Control+Enter")
    expect(title.get_by_text("Your comment stands.")).to_be_visible()
    assert said(desk) == [(f"Ask @{name} which works.", False)]
    assert troubles == []


def test_what_a_reviewer_asks_for_and_did_not_send_is_offered_when_they_come_back(desk, troubles) -> None:
    hand_in(desk)
    page = desk.enter("reviewer")
    page.on("dialog", lambda dialog: dialog.accept())
    title = page.locator("[data-segment]").first
    title.focus()
    page.keyboard.press("q")
    expect(title.locator(".desk-ask textarea")).to_be_focused()
    page.keyboard.type("Another word")
    page.reload()
    expect(title.get_by_text("Another word", exact=True)).to_be_visible()
    assert_accessible(page, "form.translation")
    title.get_by_role("button", name="Put it into the box").click()
    expect(title.locator(".desk-ask textarea")).to_have_value("Another word")
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    page.reload()
    expect(title.locator(".desk-ask textarea")).to_have_value("Another word")
    expect(page.locator("[data-found]")).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk:'))") == []
    assert troubles == []


def test_keys_lead_on_from_the_buttons_of_the_bar(desk) -> None:
    page = desk.enter()
    page.get_by_role("button", name="The page beside the text").press("Enter")
    page.keyboard.press("n")
    expect(page.locator("[data-segment]").first).to_be_focused()


def test_how_two_texts_differ_is_told_of_what_was_sent_alone(desk) -> None:
    page = desk.enter()
    title, pk = card(page, "Two works"), services.segments(desk.item)[0].pk
    services.save_translation(item=desk.item, user=desk.people.admin, texts={pk: "Theirs"})
    title.locator("textarea").first.fill("Mine")
    page.keyboard.press("Control+s")
    expect(title.locator("[data-differs]")).to_be_visible()
    title.locator("textarea").first.press_sequentially(" again")
    expect(title.locator("[data-differs]")).to_be_hidden()
    expect(title.get_by_text("Theirs", exact=True)).to_be_visible()


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


def test_who_stays_on_the_page_for_a_comment_that_was_not_sent_goes_on_writing(desk) -> None:
    page = desk.enter()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    title = page.locator("[data-segment]").first
    title.focus()
    page.keyboard.press("c")
    expect(title.locator("[data-comment]")).to_be_focused()
    page.keyboard.type("Half a thought")
    page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)
    page.wait_for_timeout(1000)
    assert asked == ["beforeunload"]
    title.locator("textarea").first.fill("Written after all")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Written after all"
    title.locator("[data-say]").click()
    expect(title.get_by_text("Your comment stands.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()
    assert said(desk) == [("Half a thought", False)]


def test_who_stops_a_save_that_is_under_way_goes_on_writing(desk) -> None:
    page = desk.enter()
    page.route(f"**/translations/{desk.item.pk}/", lambda route: None)  # no answer comes
    title = page.locator("[data-segment]").first.locator("textarea").first
    with page.expect_request(lambda request: request.is_navigation_request()):
        page.get_by_role("button", name="Save", exact=True).click(no_wait_after=True)
    page.context.new_cdp_session(page).send("Page.stopLoading")
    title.press_sequentially("Written after all")
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Written after all"


def asked_at_a_passage(desk):
    """What a reviewer reads: the first passage, with an open comment."""
    hand_in(desk)
    passage = services.segments(desk.item)[0]
    talk.say(item=desk.item, user=desk.people.editor, segment=passage, text="Which works?")
    page = desk.enter("reviewer")
    return page, page.locator("[data-segment]").first


def test_the_key_of_comments_leads_into_the_box_also_where_they_stand_open(desk, troubles) -> None:
    page, title = asked_at_a_passage(desk)
    title.focus()
    expect(title.get_by_text("Which works?")).to_be_visible()
    for _again in range(2):
        page.keyboard.press("c")
        expect(title.locator("[data-comment]")).to_be_focused()
        page.keyboard.type("a")
        page.keyboard.press("Escape")
        expect(title).to_be_focused()
    expect(title.locator("[data-comment]")).to_have_value("aa")
    expect(title).to_have_attribute("data-state", "done")
    assert troubles == []


def test_while_the_comments_are_on_their_way_no_letter_is_a_command(desk) -> None:
    page, title = asked_at_a_passage(desk)
    held = []
    page.route("**/comments/*", lambda route: held.append(route))
    title.focus()
    page.keyboard.type("cand what about this", delay=20)
    held[0].continue_()
    page.unroute("**/comments/*")
    expect(title.locator("[data-comment]")).to_be_focused()
    page.keyboard.type("So be it")
    page.wait_for_timeout(1200)  # an answer that was asked for before would take it away
    expect(title.locator("[data-comment]")).to_have_value("So be it")
    expect(title).to_have_attribute("data-state", "done")
    assert not desk.item.segment_edits.filter(accepted_at__isnull=False).exists()


def test_an_unsent_comment_goes_on_with_its_box_when_the_original_changes(desk) -> None:
    passage = services.segments(desk.item)[0]
    talk.say(item=desk.item, user=desk.people.editor, segment=passage, text="Which works?")
    page = desk.enter()
    title = page.locator("[data-segment]").first
    title.locator("[data-talk]").click()
    title.locator("[data-comment]").fill("Half a thought")
    title.locator("textarea").first.press_sequentially("Dos")
    take_over(desk, "Two works", "Three works")
    page.keyboard.press("Control+s")
    title.get_by_role("button", name="Keep mine").click()
    wait_until_stored(page)
    expect(title.locator("[data-comment]")).to_have_value("Half a thought")
    expect(title.locator("[data-comment]")).to_be_visible()
    expect(title.get_by_text("Which works?")).to_have_count(0)
    expect(title.get_by_role("button", name="Resolve")).to_have_count(0)
    title.locator("[data-say]").click()
    expect(title.get_by_text("Your comment stands.")).to_be_visible()
    now = services.segments(desk.item)[0]
    assert [one.text for one in talk.of_passage(desk.item, now)] == ["Half a thought"]


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
    expect(title.locator(".translation-events li").first).to_contain_text("Restored")  # it is read anew
    assert desk.item.segment_edits.filter(path="title").last().origin == "restored"
    page.reload()
    page.locator("summary").filter(has_text="First text").click()  # what is done is folded
    title.focus()
    expect(title.locator(".translation-events li").first).to_contain_text("Restored")
    title.locator("textarea").fill("First text of mine")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    edits = desk.item.segment_edits.filter(path="title").order_by("pk")
    assert [one.origin for one in edits][-2:] == ["restored", "typed"]
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


# A passage whose link to its comments stands just above the bar, as far down as one can see it.
ABOVE_THE_BAR = "link => link.scrollIntoView({ block: 'end' })"
# How far an element reaches below the upper edge of the bar that stays, once the page came to rest.
COVERED = """async element => {
  const edge = () => element.getBoundingClientRect().bottom;
  for (let last = null; last !== edge(); await new Promise(done => setTimeout(done, 150))) last = edge();
  return Math.max(0, edge() - document.querySelector(".translation__actions").getBoundingClientRect().top);
}"""


@pytest.mark.parametrize("by", ["click", "key"])
@pytest.mark.parametrize("width", [1280, 360])
def test_comments_are_led_into_sight_with_their_buttons_above_the_bar(desk, width, by) -> None:
    page = desk.enter()
    page.set_viewport_size({"width": width, "height": 640})
    passage = page.locator("[data-segment]").first
    link = passage.locator("[data-talk]")
    if by == "key":
        passage.focus()
    link.evaluate(ABOVE_THE_BAR)
    if by == "key":
        page.keyboard.press("c")
    else:
        link.evaluate("link => link.click()")
    comment = passage.locator("[data-comment]")
    expect(comment).to_be_focused()
    assert passage.locator("[data-say]").evaluate(COVERED) == 0
    assert comment.evaluate(COVERED) == 0
    if by == "key":  # the second time it stands open already
        page.keyboard.press("Escape")
        link.evaluate(ABOVE_THE_BAR)
        page.keyboard.press("c")
        expect(comment).to_be_focused()
        assert passage.locator("[data-say]").evaluate(COVERED) == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("code", ["en", "es"])
def test_on_a_small_screen_the_bar_leaves_four_fifths_to_the_text(desk, new_page, code, scheme) -> None:
    def opened(part: str):
        user = getattr(desk.people, f"{part}_{desk.item.target_locale.language_code}")
        UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})
        page = new_page(viewport={"width": 360, "height": 640}, color_scheme=scheme, reduced_motion="reduce")
        return desk.enter(part, page=page)

    page = opened("translator")
    page.locator("[data-segment] textarea").first.fill("Dos obras")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-status]")).to_contain_text(":")  # when it was saved
    for name in ("submit", "save"):
        expect(page.locator(f".translation__actions button[name={name}]")).to_be_in_viewport(ratio=1)
    expect(page.locator(".desk-bar [data-said]")).to_be_in_viewport(ratio=1)
    assert height_of_bar(page) <= 640 * 0.2
    assert_accessible(page, ".translation__actions")
    hand_in(desk)
    page = opened("reviewer")
    page.goto(f"{page.url}?decision=1")
    expect(page.locator("button[value=approve]")).to_be_in_viewport(ratio=1)
    assert height_of_bar(page) <= 640 * 0.21


def height_of_bar(page) -> float:
    return page.locator(".translation__actions").bounding_box()["height"]

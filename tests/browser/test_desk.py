"""The desk: nothing typed is lost, nothing is typed twice, nothing needs the mouse."""

import json
from types import SimpleNamespace

import pytest
from playwright.sync_api import Page, expect

from tests.translations import story
from translations import marks, services
from translations.desk import acceptance, talk
from translations.forms.translation import version

from . import steps
from .accessibility import assert_accessible
from .keyboard import tab_to


@pytest.fixture(params=story.DIRECTIONS, ids="→".join)
def desk(site, request, new_page, log_in) -> SimpleNamespace:
    """An item opened in each direction, and `enter`, by which one of its people comes to it."""
    source, target = request.param
    people = story.people(site)
    item = story.open_post(site, source, target, people.editor)

    def enter(part: str = "translator", page: Page | None = None) -> Page:
        page = page or new_page(reduced_motion="reduce")
        log_in(page, getattr(people, f"{part}_{target}"))
        page.goto(f"/admin/translations/{item.pk}/")
        return page

    return SimpleNamespace(item=item, people=people, enter=enter)


def stored(item) -> dict[str, str]:
    found = services.segments(item)
    return {one.path.split(".")[0]: marks.to_text(one.target, one.source) for one in found if one.target}


def type_all(desk) -> None:
    """Somebody else has typed all passages."""
    services.save_translation(item=desk.item, user=desk.people.admin, texts=story.typed(desk.item))


def hand_in(desk) -> None:
    """Somebody else has typed all and handed it in."""
    type_all(desk)
    services.submit_translation(item=desk.item, user=desk.people.admin)


def card(page: Page, words: str):
    return page.locator("[data-segment]").filter(has_text=words).first


def open_address(page: Page):
    """The box of the first address, which is folded while something is to do."""
    address = page.locator(".translation__row--value input:not([type=hidden])").first
    address.evaluate("box => box.closest('details')?.setAttribute('open', '')")
    return address


# Whether an element can be seen: nothing lies over its middle.
IS_ON_TOP = """element => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return element.contains(document.elementFromPoint(x + width / 2, y + height / 2));
}"""


def wait_until_stored(page: Page) -> None:
    expect(page.locator("[data-status]")).to_contain_text("Saved at")


def test_what_is_typed_is_stored_by_itself_and_there_when_the_page_is_opened_again(desk) -> None:
    page = desk.enter()
    title = card(page, "Two works")
    title.locator("textarea").press_sequentially("Otra cosa")
    expect(title.locator("[data-saved]")).to_contain_text("Not saved yet")
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Otra cosa"
    expect(title.locator("[data-state-word]")).to_contain_text("Written")
    expect(page.locator("[data-said]")).to_contain_text("2 of ")
    page.reload()
    expect(page.locator("textarea").first).to_have_value("Otra cosa")
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk:'))") == []


def test_of_two_who_write_one_passage_the_second_sees_both_and_chooses(desk) -> None:
    page = desk.enter()
    title = card(page, "Two works")
    pk = services.segments(desk.item)[0].pk
    for theirs, button, left in (("First", "Keep mine", "Mine 1"), ("Second", "Take theirs", "Second")):
        services.save_translation(item=desk.item, user=desk.people.admin, texts={pk: theirs})
        title.locator("textarea").fill(f"Mine {1 if button == 'Keep mine' else 2}")
        expect(title.get_by_text(theirs, exact=True)).to_be_visible()
        expect(title.get_by_text("Stored by admin:")).to_be_visible()
        expect(title.locator("[data-differs] del")).to_contain_text("Mine")
        expect(title.locator("[data-differs] ins")).to_contain_text(theirs)
        assert stored(desk.item)["title"] == theirs
        assert_accessible(page, "form.translation")
        title.get_by_role("button", name=button).click()
        expect(title.locator("textarea")).to_have_value(left)
        expect(title.locator(".translation__theirs")).to_have_count(0)
        if button == "Keep mine":
            wait_until_stored(page)
        assert stored(desk.item)["title"] == left


def test_what_is_refused_or_waits_for_a_choice_is_the_next_that_needs_work(desk) -> None:
    type_all(desk)
    page = desk.enter()
    title, intro = card(page, "Two works"), card(page, "About Two works")
    intro.locator("textarea").fill("{9}x{/9}")
    page.keyboard.press("Control+s")
    expect(intro.locator("[data-errors]")).to_contain_text("is not one of the original’s")
    expect(intro.locator("[data-state-word]")).to_be_hidden()  # it says Written of what is stored
    title.focus()
    page.keyboard.press("n")
    expect(intro).to_be_focused()
    intro.locator("textarea").fill(stored(desk.item)["intro"])
    expect(intro.locator("[data-errors]")).to_be_empty()
    expect(intro.locator("[data-state-word]")).to_contain_text("Written")
    title.focus()
    page.keyboard.press("n")
    expect(page.locator("[data-status]")).to_have_text("No other passage needs work.")


@pytest.mark.parametrize("width", [360, 1280])
def test_two_texts_stand_where_who_wrote_one_of_them_sees_both(desk, new_page, width) -> None:
    page = desk.enter(page=new_page(viewport={"width": width, "height": 800}, reduced_motion="reduce"))
    last = page.locator("[data-segment] textarea:visible").last
    pk = last.evaluate("box => box.name.replace('text-', '')")
    services.save_translation(item=desk.item, user=desk.people.admin, texts={pk: "Theirs"})
    last.fill("Mine")
    page.keyboard.press("Control+s")
    take = page.get_by_role("button", name="Take theirs")
    expect(take).to_be_visible()
    steps.until(lambda: take.evaluate(IS_ON_TOP))
    assert page.get_by_text("Theirs", exact=True).evaluate(IS_ON_TOP)


def test_a_conflict_elsewhere_is_told_by_the_name_of_its_passage_and_the_keys_lead_there(desk) -> None:
    page = desk.enter()
    title, pk = card(page, "Two works"), services.segments(desk.item)[0].pk
    services.save_translation(item=desk.item, user=desk.people.admin, texts={pk: "Theirs"})
    title.locator("textarea").fill("Mine")
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-status]")).to_contain_text("Title “Two works…”: Someone else changed this text")
    assert not title.evaluate("card => card.contains(document.activeElement)")
    last = page.locator("[data-segment]:visible").last
    last.focus()
    page.keyboard.press("n")  # from the top again
    expect(title).to_be_focused()


def test_without_a_connection_nothing_is_lost_and_it_is_stored_when_it_is_back(desk) -> None:
    page = desk.enter()
    page.context.set_offline(True)
    card(page, "Two works").locator("textarea").fill("Without a line")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-status]")).to_contain_text("No connection. Your text is kept in this browser.")
    assert "title" not in stored(desk.item)
    page.context.set_offline(False)
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Without a line"


def test_a_site_that_answers_with_an_error_is_no_lost_connection_and_is_asked_again(desk) -> None:
    page = desk.enter()
    page.clock.install()
    page.route("**/segments/**", lambda route: route.fulfill(status=500, body="<h1>Error</h1>"))
    card(page, "Two works").locator("textarea").fill("Kept meanwhile")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-status]")).to_contain_text("The site could not store this now")
    page.unroute("**/segments/**")
    page.clock.run_for(11_000)
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Kept meanwhile"


def test_what_could_not_be_stored_is_offered_when_the_page_is_opened_again(desk) -> None:
    page = desk.enter()
    page.route("**/segments/**", lambda route: route.abort())
    card(page, "Two works").locator("textarea").fill("Kept here")
    expect(page.locator("[data-status]")).to_contain_text("No connection")
    page.unroute("**/segments/**")
    page.goto("about:blank")
    desk.enter(page=page)
    expect(page.get_by_text("Kept here")).to_be_visible()
    page.get_by_role("button", name="Put it into the box").click()
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Kept here"


def test_what_the_gate_refuses_is_told_at_the_box_and_stays_in_it(desk) -> None:
    page = desk.enter()
    body = card(page, "Buenos Aires")
    body.locator("textarea").fill("{9}")
    page.keyboard.press("Control+s")
    expect(body.locator(".error-message").first).to_be_visible()
    expect(body.locator("textarea")).to_have_value("{9}")
    assert "body" not in stored(desk.item)


def test_a_page_is_translated_and_handed_in_by_keyboard_alone(desk, troubles) -> None:
    page = desk.enter()
    texts = story.typed(desk.item)
    boxes = page.locator("[data-segment]")
    tab_to(page, "[data-segment] textarea")
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    page.keyboard.press("Enter")  # on “Close”
    expect(keys).to_be_hidden()
    expect(boxes.first).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(boxes.count()):
        focused = page.locator("[data-segment]:focus-within")
        pk = focused.get_attribute("data-segment")
        page.keyboard.press("ControlOrMeta+a")
        page.keyboard.insert_text(texts[pk])
        page.keyboard.press("Control+Enter")
        if page.locator("button[name=submit]:focus").count():
            break
        wait_until_stored(page)
    wait_until_stored(page)
    expect(page.locator("button[name=submit]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Submitted for review. Nothing is public until a reviewer approves it.")).to_be_visible()
    assert page.url.endswith("/admin/translations/")
    assert services.target_of(desk.item).workflow_in_progress
    assert {one.pk: marks.to_text(one.target, one.source) for one in services.segments(desk.item)} == texts
    assert troubles == []


def test_single_letters_act_on_a_passage_and_are_letters_in_its_box(desk) -> None:
    page = desk.enter()
    title = page.locator("[data-segment]").first
    title.locator("textarea").focus()
    page.keyboard.type("jk")
    expect(title.locator("textarea")).to_have_value("jk")
    page.keyboard.press("Escape")
    expect(title).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("[data-segment]").nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("s")
    expect(title.locator("textarea")).to_have_value("jk")  # a text of one's own is written over when asked twice
    page.keyboard.press("s")
    expect(title.locator("textarea")).to_have_value("Two works")
    page.keyboard.press("Control+z")
    expect(title.locator("textarea")).to_have_value("jk")


def test_keys_lead_in_from_anywhere_and_on_from_a_link_of_a_passage(desk) -> None:
    page = desk.enter()
    passages = page.locator("[data-segment]")
    assert page.evaluate("document.activeElement === document.body")
    page.keyboard.press("n")
    expect(passages.first).to_be_focused()
    page.keyboard.press("h")
    expect(passages.first.locator("[data-history]")).to_be_focused()
    page.keyboard.press("j")
    expect(passages.nth(1)).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    expect(passages.first).to_be_focused()


def test_where_nothing_is_to_do_the_key_leads_to_the_first_passage(desk, troubles) -> None:
    hand_in(desk)
    story.approve(services.target_of(desk.item), desk.people.admin)
    page = desk.enter()
    page.keyboard.press("n")
    expect(page.locator("[data-segment]").first).to_be_focused()
    assert troubles == []


def test_a_passage_that_the_keys_lead_to_stands_whole_above_the_bar(desk) -> None:
    page = desk.enter()
    page.set_viewport_size({"width": 1280, "height": 720})
    page.keyboard.press("n")
    for _ in range(page.locator("[data-segment]").count() - 1):
        page.keyboard.press("j")
        page.wait_for_function("""() => {
          const { top, bottom } = document.activeElement.getBoundingClientRect();
          return top >= 0 && bottom <= document.querySelector(".translation__actions").getBoundingClientRect().top;
        }""")


def test_a_mark_is_put_around_what_is_selected_by_key_or_by_click_and_can_be_undone(desk) -> None:
    page = desk.enter()
    body = card(page, "Buenos Aires")
    box = body.locator("textarea")
    box.fill("Ciudad")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.press("Escape")
    page.keyboard.press("m")
    page.keyboard.press("1")
    expect(box).to_have_value("{1}Ciudad{/1}")
    page.keyboard.press("Control+z")
    expect(box).to_have_value("Ciudad")
    page.keyboard.press("End")
    body.get_by_role("button", name="{2} bold").click()
    expect(box).to_have_value("Ciudad{2}{/2}")
    body.get_by_role("button", name="{2} bold").click()  # once is all the original has
    expect(page.locator("[data-status]")).to_have_text("The mark {2} stands in the text already.")
    expect(box).to_have_value("Ciudad{2}{/2}")


@pytest.mark.parametrize("by", ["key", "click"])
def test_a_mark_around_nothing_waits_for_its_words_with_the_caret_between(desk, by) -> None:
    page = desk.enter()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/segments/" in request.url else None)
    body = card(page, "Buenos Aires")
    box = body.locator("textarea")
    box.focus()
    page.keyboard.type("Se reunieron en ")
    if by == "key":
        page.keyboard.press("Escape")
        expect(body.locator(".error-message")).to_be_visible()  # who leaves the box is told at once that a link lacks
        sent.clear()
        page.keyboard.type("m1")
    else:
        body.get_by_role("button", name="{1} link").click()
    expect(box).to_have_value("Se reunieron en {1}{/1}")
    expect(box).to_be_focused()
    expect(page.locator("[data-status]")).to_contain_text("Write the words that the mark {1} stands around")
    page.wait_for_timeout(2_000)  # longer than it takes until what is typed is stored
    assert sent == []
    page.keyboard.type("Buenos Aires")
    expect(box).to_have_value("Se reunieron en {1}Buenos Aires{/1}")
    wait_until_stored(page)
    assert "Se reunieron en {1}Buenos Aires{/1}" in texts(desk.item)


def test_the_keys_are_shown_by_a_button(desk) -> None:
    page = desk.enter()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert_accessible(page, "#desk-keys")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_leaving_asks_only_for_what_is_not_stored(desk) -> None:
    page = desk.enter()
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    card(page, "Two works").locator("textarea").fill("Stored")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    page.reload()
    assert asked == []
    page.locator("#id_note").fill("Never sent")
    page.reload()
    assert asked == ["beforeunload"]


def test_what_is_done_is_folded_while_something_is_to_do(desk) -> None:
    pk = services.segments(desk.item)[0].pk
    services.save_translation(item=desk.item, user=desk.people.admin, texts={pk: "Hecho"})
    page = desk.enter()
    box = page.locator(f"#id_text-{pk}")
    expect(box).to_be_hidden()
    assert_accessible(page, "form.translation")
    page.locator("summary").filter(has_text="Title").click()
    expect(box).to_be_visible()
    assert box.evaluate("box => box.offsetWidth <= box.parentElement.offsetWidth")
    page.locator(".desk-show a").click()
    expect(box).to_be_visible()


def texts(item) -> list[str]:
    return [marks.to_text(one.target, one.source) for one in services.segments(item) if one.target]


def changed(desk, old: str, new: str) -> None:
    """The public original says something else in one place; the translation of before is public."""
    item = desk.item
    services.save_translation(item=item, user=desk.people.admin, texts=story.typed(item))
    services.submit_translation(item=item, user=desk.people.admin)
    story.approve(services.target_of(item), desk.people.admin)
    take_over(desk, old, new)


def take_over(desk, old: str, new: str) -> None:
    source = services.source_of(desk.item)
    body = [{**block, "value": replaced(block["value"], old, new)} for block in source.body.get_prep_value()]
    source.title = source.title.replace(old, new)
    source.body = source.body.stream_block.to_python(body)
    source.save_revision().publish()
    services.take_over(item=desk.item)


def replaced(value, old: str, new: str):
    if isinstance(value, str):
        return value.replace(old, new)
    return {name: inner.replace(old, new) if isinstance(inner, str) else inner for name, inner in value.items()}


def test_a_changed_word_takes_twelve_typed_characters_at_most(desk) -> None:
    changed(desk, "160", "170")
    page = desk.enter()
    body = card(page, "Buenos Aires")
    box = body.locator("textarea")
    before = box.input_value()
    assert "160" in before
    expect(body.get_by_text("The old translation, not checked yet")).to_be_visible()
    typed: list[str] = []

    def press(*keys: str) -> None:
        for key in keys:
            typed.append(key)
            page.keyboard.press(key)

    box.focus()
    page.evaluate("at => document.activeElement.setSelectionRange(at, at)", before.index("160") + 2)
    press("Backspace", "7", "Control+Enter")
    wait_until_stored(page)
    expect(body.get_by_text("The old translation, not checked yet")).to_be_hidden()
    assert len(typed) <= 12
    assert before.replace("160", "170") in texts(desk.item)


def test_still_right_is_one_key(desk) -> None:
    changed(desk, "with", "beside")
    page = desk.enter()
    body = card(page, "Buenos Aires")
    before = body.locator("textarea").input_value()
    body.focus()
    with page.expect_navigation():
        page.keyboard.press("y")
    assert before in texts(desk.item)


def test_after_the_last_that_is_still_right_the_keyboard_stands_where_something_can_be_done(desk) -> None:
    changed(desk, "with", "beside")
    page = desk.enter()
    card(page, "Buenos Aires").focus()
    with page.expect_navigation():
        page.keyboard.press("y")
    expect(page.locator("[data-status]")).to_contain_text("There is nothing to hand in.")
    expect(card(page, "Buenos Aires")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("Mejor: ")
    page.keyboard.press("Control+Enter")
    expect(page.locator("button[name=submit]")).to_be_focused()


def test_the_preview_shows_what_was_saved_by_itself(desk) -> None:
    page = desk.enter()
    title = card(page, "Two works")
    title.locator("textarea").fill("Saved by itself")
    wait_until_stored(page)
    title.focus()
    with page.context.expect_page() as opened:
        page.keyboard.press("p")
    expect(opened.value.locator("h1")).to_have_text("Saved by itself")


def test_what_readers_never_had_stays_by_the_same_key(desk) -> None:
    type_all(desk)
    take_over(desk, "with", "beside")
    page = desk.enter()
    body = card(page, "Buenos Aires")
    before = body.locator("textarea").input_value()
    assert before not in texts(desk.item)
    body.focus()
    with page.expect_navigation():
        page.keyboard.press("y")
    assert before in texts(desk.item)


def test_the_old_translation_is_not_stored_by_itself_nor_by_leaving_its_box(desk) -> None:
    """Not after a while, not by a chord, not after a change that is taken back; emptied, it comes back by one key."""
    changed(desk, "160", "170")
    page = desk.enter()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if "/segments/" in request.url else None)
    body = card(page, "Buenos Aires")
    box, unchecked = body.locator("textarea"), body.get_by_text("The old translation, not checked yet")
    before = box.input_value()
    box.focus()
    page.keyboard.press("Control+s")
    expect(page.locator("[data-status]")).to_contain_text("Not stored: this is the old translation")
    page.keyboard.press("End")
    page.keyboard.type("x")
    expect(unchecked).to_be_hidden()
    page.keyboard.press("Backspace")
    expect(unchecked).to_be_visible()
    expect(body.locator("[data-state-word]")).to_contain_text("Original changed")
    box.fill("")
    expect(unchecked).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("o")
    expect(box).to_have_value(before)
    expect(unchecked).to_be_visible()
    page.wait_for_timeout(2_000)  # longer than it takes until what is typed is stored
    assert sent == []
    assert before not in texts(desk.item)
    page.reload()  # and nothing asks
    expect(box).to_have_value(before)
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk:'))") == []


def test_a_review_that_began_meanwhile_is_told_and_the_text_stays_in_the_box(desk) -> None:
    page = desk.enter()
    hand_in(desk)
    title = card(page, "Two works")
    title.locator("textarea").fill("Too late")
    page.keyboard.press("Control+s")
    expect(title.locator(".error-message").first).to_contain_text("being reviewed")
    expect(title.locator("textarea")).to_have_value("Too late")
    assert stored(desk.item)["title"] == "Two works T"
    assert_accessible(page, "form.translation")


def test_a_new_original_that_comes_while_typing_is_shown_beside_the_text(desk) -> None:
    page = desk.enter()
    title = page.locator("[data-segment]").first
    title.locator("textarea").press_sequentially("Dos")
    take_over(desk, "Two works", "Three works")
    title.locator("textarea").press_sequentially(" obras")
    page.keyboard.press("Control+s")
    expect(title.get_by_text("The original says now:")).to_be_visible()
    expect(title.locator("[data-source]")).to_contain_text("Three works")
    expect(title.locator("[data-source] del")).to_have_text("removed: Two")
    expect(title.locator("[data-source] ins")).to_have_text("added: Three")
    assert_accessible(page, "form.translation")
    title.get_by_role("button", name="Keep mine").click()
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Dos obras"
    expect(title.locator(".desk-side ins")).to_have_text("added: Three")  # for as long as somebody writes there
    assert_accessible(page, "form.translation")


def test_of_several_paragraphs_the_one_that_was_written_in_goes_on_and_its_neighbour_stays(desk) -> None:
    second = "Two mediators carry a copy of it each morning."
    take_over(desk, " others.</p>", f" others.</p><p>{second}</p><p>Nobody else does.</p>")
    type_all(desk)
    others = {one.source: one.target for one in services.segments(desk.item) if one.source != second}
    page = desk.enter()
    box = card(page, second)
    box.locator("textarea").fill("Mine")
    take_over(desk, "Two mediators", "Four mediators")
    page.keyboard.press("Control+s")
    expect(box.locator("[data-source]")).to_contain_text("Four mediators")
    box.get_by_role("button", name="Keep mine").click()
    expect(box.locator("[data-saved]")).to_contain_text("Saved at")
    now = {one.source: one.target for one in services.segments(desk.item)}
    assert now.pop(second.replace("Two", "Four")) == "Mine"
    assert now == others


def test_the_page_stands_beside_the_text_and_each_leads_to_the_other(desk, troubles) -> None:
    type_all(desk)
    page = desk.enter()
    page.get_by_role("button", name="The page beside the text").click()
    frame = page.frame_locator("[data-page] iframe")
    frame.locator("h1 [data-desk-passage]").click()
    expect(frame.locator("wagtail-userbar")).to_have_count(0)  # it would lie over the text
    title = page.locator("[data-segment]").first
    expect(title.locator("textarea")).to_be_focused()
    expect(frame.locator("h1 .desk-here")).to_be_visible()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text("Shown at once")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    expect(frame.locator("h1")).to_contain_text("Shown at once")
    frame.locator("a").first.click(force=True)
    expect(frame.locator("h1")).to_contain_text("Shown at once")
    assert troubles == []


def test_a_reviewer_accepts_by_key_and_the_passage_is_closed_to_the_translator(desk, new_page) -> None:
    hand_in(desk)
    page = desk.enter("reviewer")
    title = page.locator("[data-segment]").first
    title.focus()
    with page.expect_navigation():
        page.keyboard.press("a")
    expect(page.locator("[data-segment]").first).to_have_attribute("data-state", "accepted")
    assert_accessible(page, "form.translation")
    services.target_of(desk.item).current_workflow_state.cancel(user=desk.people.admin)
    other = desk.enter()
    other.goto(f"/admin/translations/{desk.item.pk}/?show=all")
    expect(other.locator("[data-segment] textarea").first).to_have_attribute("readonly", "")
    expect(other.get_by_text("has accepted this passage").first).to_be_visible()


def test_a_reviewer_goes_by_keys_through_what_changes_decides_there_and_never_leaves_the_screen(desk, troubles) -> None:
    hand_in(desk)
    *accepted, _last_but_one, _last = services.segments(desk.item)
    for one in accepted:
        acceptance.accept(item=desk.item, user=desk.people.admin, segment_pk=one.pk, seen=version(one))
    page = desk.enter("reviewer")
    waiting = page.locator("[data-segment][data-state=done]")
    expect(waiting).to_have_count(2)
    second = waiting.nth(1).get_attribute("data-segment")
    waiting.first.focus()
    page.keyboard.press("q")
    expect(page.locator(f"#comment-{waiting.first.get_attribute('data-segment')}")).to_be_focused()
    page.keyboard.type("q")
    page.keyboard.press("Escape")
    expect(waiting.first).to_be_focused()
    page.keyboard.press("q")
    page.keyboard.press("Backspace")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator(f"[data-segment='{second}']")).to_be_focused()
    page.keyboard.press("n")
    for left in (1, 0):
        with page.expect_navigation():
            page.keyboard.press("a")
        expect(waiting).to_have_count(left)
        expect(waiting.first if left else page.locator("button[name=decide]")).to_be_focused()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    comment = page.get_by_label("Comment", exact=True)
    page.keyboard.press("Tab")
    expect(comment).to_be_focused()
    approve = page.get_by_role("button", name="Approve and publish")
    tab_to(page, "[name=decision][value=approve]", limit=2)  # past the page beside the text
    expect(approve).to_be_focused()
    assert_accessible(page, "form.translation")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("Approved and published.")).to_be_visible()
    assert services.target_of(desk.item).live
    assert troubles == []


def test_what_a_reviewer_asks_for_at_a_passage_comes_back_to_the_translator_there(desk) -> None:
    hand_in(desk)
    page = desk.enter("reviewer")
    passage = card(page, "Buenos Aires")
    passage.get_by_text("Ask for a change").click()
    passage.locator("textarea[name^=comment-]").fill("Which year?")
    page.get_by_role("button", name="Save, and on to the decision").click()
    expect(page.get_by_role("heading", name="Decision")).to_be_in_viewport()
    expect(passage.locator("textarea[name^=comment-]")).to_have_value("Which year?")
    page.get_by_role("button", name="Request changes").click()
    expect(page.get_by_text("Sent back with your comment.")).to_be_visible()
    other = desk.enter()
    expect(card(other, "Buenos Aires").get_by_text("Which year?")).to_be_visible()


def keep_in_browser(page: Page, desk, texts: dict[str, str]) -> None:
    user = getattr(desk.people, f"translator_{desk.item.target_locale.language_code}")
    for pk, text in texts.items():
        name, kept = f"desk:{user.pk}:{desk.item.pk}:{pk}", json.dumps({"text": text, "at": 1_700_000_000_000})
        page.evaluate("([name, kept]) => localStorage.setItem(name, kept)", [name, kept])


def test_no_text_that_was_kept_in_the_browser_goes_before_somebody_has_decided_about_it(desk) -> None:
    """Several whose passages are gone, and one in whose box another is typed."""
    page = desk.enter()
    title = services.segments(desk.item)[0]
    keep_in_browser(page, desk, {"999998-1": "Lost one", "999999-1": "Lost two", title.pk: "Kept for the title"})
    page.reload()
    for text in ("Lost one", "Lost two", "Kept for the title"):
        expect(page.get_by_text(text)).to_be_visible()
    assert_accessible(page, "form.translation")
    card(page, "Two works").locator("textarea").fill("Another")
    wait_until_stored(page)
    page.reload()
    for text in ("Lost one", "Lost two", "Kept for the title"):
        expect(page.get_by_text(text)).to_be_visible()
    page.get_by_role("button", name="Put it into the box").click()
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Kept for the title"
    for _ in range(2):
        page.locator("[data-lost]").get_by_role("button", name="Throw away").first.click()
    expect(page.locator("[data-lost]")).to_be_hidden()
    assert page.evaluate("Object.keys(localStorage).filter(name => name.startsWith('desk:'))") == []


def test_nothing_of_the_old_passage_stays_with_a_box_that_goes_on_for_the_new_one(desk) -> None:
    type_all(desk)
    old = next(one for one in services.segments(desk.item) if "Buenos Aires" in one.source)
    talk.say(item=desk.item, user=desk.people.editor, segment=old, text="Which one?")
    page = desk.enter("reviewer")
    box = card(page, "Buenos Aires")
    expect(box.locator("[data-mark]")).to_have_count(2)
    take_over(desk, "<b>160</b>", "170")
    new = next(one for one in services.segments(desk.item) if "Buenos Aires" in one.source)
    assert new.pk != old.pk
    box.locator("textarea").fill("Se reunieron en {1}Buenos Aires{/1}.")
    page.keyboard.press("Control+s")
    box.get_by_role("button", name="Keep mine").click()
    expect(box.locator("[data-saved]")).to_contain_text("Saved at")
    expect(box.locator("[data-mark]")).to_have_text(["{1} link https://www.un.org/en"])
    expect(box.locator("[data-talk]")).to_contain_text("Comment …")
    expect(box.locator("button[name=accept]")).to_have_count(0)
    assert old.pk not in box.evaluate("box => box.outerHTML")
    box.locator("textarea").fill("Se reunieron en ")
    box.get_by_role("button", name="{1} link").click()
    expect(box.locator("textarea")).to_have_value("Se reunieron en {1}{/1}")
    assert talk.waiting(desk.item)

"""The desk as somebody uses it: its keys where they are looked for, and what it says when an original changes."""

import pytest
from playwright.sync_api import Page, expect
from wagtail.images import get_image_model

from tests import factories
from translations import services
from translations.desk import acceptance
from translations.forms.translation import version

from .accessibility import assert_accessible
from .test_desk import card, changed, desk, hand_in, open_address, stored, story, take_over, type_all, wait_until_stored

__all__ = ["desk"]


def status(page: Page):
    return page.locator("[data-status]")


def test_a_question_mark_shows_the_keys_of_the_desk_and_no_others(desk, troubles) -> None:
    page = desk.enter()
    ours, others = page.get_by_role("dialog", name="Keys", exact=True), page.locator("#keyboard-shortcuts-dialog")
    for place in ("[data-segment]", "button[name=save]", "body"):
        page.locator(place).first.evaluate(
            "place => place === document.body ? document.activeElement.blur() : place.focus()"
        )
        page.keyboard.press("?")
        expect(ours).to_be_visible()
        page.keyboard.press("?")
        expect(others).to_be_hidden()
        page.keyboard.press("Escape")
        expect(ours).to_be_hidden()
    page.locator("[data-segment] textarea").first.focus()
    page.keyboard.type("?")
    expect(page.locator("[data-segment] textarea").first).to_have_value("?")
    expect(ours).to_be_hidden()
    assert troubles == []


def test_the_keys_are_shown_from_the_top_on_a_small_screen(desk) -> None:
    page = desk.enter()
    page.set_viewport_size({"width": 360, "height": 640})
    page.locator("[data-segment]").first.focus()
    page.keyboard.press("?")
    expect(page.locator("#desk-keys-title")).to_be_in_viewport()


def test_without_shortcuts_in_the_account_a_question_mark_shows_nothing_of_the_desk(desk) -> None:
    page = desk.enter()
    page.locator("form[data-desk]").evaluate("form => delete form.dataset.keys")
    page.locator("[data-segment]").first.focus()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys", exact=True)).to_be_hidden()


def test_a_letter_leads_to_the_button_that_hands_in_and_enter_presses_it(desk) -> None:
    type_all(desk)
    page = desk.enter()
    page.locator("[data-segment] textarea").first.focus()
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("button[name=submit]")).to_be_focused()
    assert not services.target_of(desk.item).workflow_in_progress
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert services.target_of(desk.item).workflow_in_progress


def overtaken(desk, typed: str) -> Page:
    """A title is typed while the original gets another one."""
    page = desk.enter()
    title = page.locator("[data-segment]").first
    title.locator("textarea").press_sequentially(typed)
    take_over(desk, "Two works", "Three works")
    page.keyboard.press("Control+s")
    expect(title.get_by_text("The original says now:")).to_be_visible()
    return page


def test_who_is_overtaken_by_the_original_alone_is_told_so(desk) -> None:
    page = overtaken(desk, "Dos")
    title = page.locator("[data-segment]").first
    expect(status(page)).to_have_text("The original changed meanwhile. Choose which text stays.")
    expect(title.get_by_text("Someone else changed")).to_have_count(0)
    expect(title.get_by_text("Stored by someone else:")).to_be_hidden()
    assert_accessible(page, "form.translation")
    title.get_by_role("button", name="Start with an empty box").click()
    expect(title.locator("textarea")).to_have_value("")
    expect(status(page)).to_have_text("")
    expect(title.locator("[data-state-word]")).to_have_text("To do")


def test_a_box_that_goes_on_for_a_new_passage_leads_to_its_comments(desk, troubles) -> None:
    page = overtaken(desk, "Dos")
    title = page.locator("[data-segment]").first
    title.get_by_role("button", name="Keep mine").click()
    wait_until_stored(page)
    assert stored(desk.item)["title"] == "Dos"
    troubles.clear()  # the 409 of the conflict
    for link in ("[data-talk]", "[data-history]"):
        assert page.request.get(title.locator(link).get_attribute("href")).status == 200


def test_when_theirs_is_taken_nothing_is_left_to_choose(desk) -> None:
    page = desk.enter()
    pk = services.segments(desk.item)[0].pk
    services.save_translation(item=desk.item, user=desk.people.admin, texts={pk: "Theirs"})
    title = card(page, "Two works")
    title.locator("textarea").fill("Mine")
    page.keyboard.press("Control+s")
    expect(status(page)).to_contain_text("Someone else changed this text meanwhile")
    title.get_by_role("button", name="Take theirs").click()
    expect(title.locator("textarea")).to_have_value("Theirs")
    expect(status(page)).to_have_text("")


@pytest.mark.parametrize(("part", "offered"), [("translator", False), ("reviewer", True)])
def test_what_would_write_into_an_accepted_passage_is_offered_to_its_reviewer_alone(desk, part, offered) -> None:
    hand_in(desk)
    one = next(one for one in services.segments(desk.item) if "Buenos Aires" in one.source)
    acceptance.accept(item=desk.item, user=desk.people.admin, segment_pk=one.pk, seen=version(one))
    services.target_of(desk.item).current_workflow_state.cancel(user=desk.people.admin)
    page = desk.enter(part)
    page.goto(f"/admin/translations/{desk.item.pk}/?show=all")
    accepted = page.locator(f"[data-segment='{one.pk}']")
    tools = accepted.locator("[data-copy], [data-mark]")
    assert tools.count() == 3
    assert [tool.is_visible() for tool in tools.all()] == [offered] * 3
    expect(page.locator("[data-segment]").first.locator("[data-copy]")).to_be_visible()


FORM_SIZE = "() => new URLSearchParams(new FormData(document.querySelector('form[data-desk]'))).toString().length"


def test_a_form_that_is_too_large_goes_without_what_is_stored_already(desk, settings, troubles) -> None:
    type_all(desk)
    page = desk.enter()
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = page.evaluate(FORM_SIZE)
    page.reload()
    page.locator("#id_note").fill("Longer by this.")
    with page.expect_navigation():
        page.locator("button[name=submit]").click()
    assert services.target_of(desk.item).workflow_in_progress
    assert troubles == []


def test_what_is_too_large_is_told_and_stays_in_its_box(desk, settings) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    page = desk.enter()
    title = page.locator("[data-segment]").first
    title.locator("textarea").fill("x" * 2_000)
    page.keyboard.press("Control+s")
    expect(title.locator(".error-message")).to_contain_text("too large to be stored")
    page.locator("button[name=save]").click()
    expect(status(page)).to_contain_text("Not sent: the form is too large.")
    expect(title.locator("textarea")).to_have_value("x" * 2_000)
    expect(title.locator("textarea")).to_be_enabled()
    assert "title" not in stored(desk.item)
    page.on("dialog", lambda dialog: dialog.accept())  # leaving with what is not stored
    page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form[data-desk]'))")  # past the script
    expect(page.get_by_role("heading", level=1)).to_have_text("This is too much at once")
    page.go_back()
    expect(page.get_by_text("x" * 2_000)).to_be_visible()


def test_without_javascript_a_changed_word_is_all_that_is_typed_and_the_rest_is_still_right(desk, new_page) -> None:
    changed(desk, "Two works", "Two tasks")
    take_over(desk, "with", "beside")
    page = desk.enter(page=new_page(java_script_enabled=False))
    waiting = page.locator("[data-state=changed]")
    number, title = waiting.count(), waiting.first
    assert number > 1
    before = title.locator("textarea").input_value()
    expect(title.get_by_text("The old translation, not checked yet")).to_be_visible()
    page.locator("button[name=save]").click()
    expect(waiting).to_have_count(number)
    title.locator("textarea").fill(before.replace("works", "tasks"))
    page.locator("button[name=save]").click()
    expect(waiting).to_have_count(number - 1)
    assert stored(desk.item)["title"] == before.replace("works", "tasks")
    for left in range(number - 1, 0, -1):
        expect(waiting).to_have_count(left)
        waiting.first.get_by_role("button", name="Still right").click()
    expect(waiting).to_have_count(0)
    assert services.what_is_missing(desk.item) == []
    page.locator("[data-talk]").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Comments on a passage")


@pytest.mark.parametrize("width", [360, 1280])
def test_without_javascript_no_empty_menu_covers_list_form_or_review(desk, new_page, width) -> None:
    type_all(desk)
    page = desk.enter(page=new_page(java_script_enabled=False, viewport={"width": width, "height": 800}))
    empty = page.locator("#wagtail-sidebar")
    expect(empty).to_be_hidden()
    page.locator("[data-segment] textarea").first.click(trial=True, position={"x": 5, "y": 5})
    page.goto("/admin/translations/?tab=all")
    expect(empty).to_be_hidden()
    page.get_by_role("link", name="Two works").first.click(trial=True)
    services.submit_translation(item=desk.item, user=desk.people.admin)
    desk.enter("reviewer", page)
    page.goto(f"/admin/translations/{desk.item.pk}/review/")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review of")
    expect(empty).to_be_hidden()
    page.get_by_role("button", name="Approve and publish").click(trial=True, position={"x": 2, "y": 5})
    assert page.locator("main").bounding_box()["x"] == 0


def test_a_text_of_ones_own_is_written_over_by_the_original_only_when_asked_twice(desk, troubles) -> None:
    page = desk.enter()
    title = card(page, "Two works")
    box = title.locator("textarea")
    box.fill("My own words")
    wait_until_stored(page)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(status(page)).to_have_text(
        "Your own text stands in the box. The same once more writes the original over it."
    )
    expect(box).to_have_value("My own words")
    page.keyboard.press("j")  # something else meanwhile: it is asked again
    page.keyboard.press("k")
    expect(title).to_be_focused()
    page.keyboard.press("s")
    expect(box).to_have_value("My own words")
    page.keyboard.press("s")
    expect(box).to_have_value("Two works")
    page.keyboard.press("ControlOrMeta+z")
    expect(box).to_have_value("My own words")
    title.locator("[data-copy]").click()
    expect(box).to_have_value("My own words")
    title.locator("[data-copy]").click()
    expect(box).to_have_value("Two works")
    assert troubles == []


def test_the_original_goes_into_an_empty_box_at_once_and_over_an_old_text_that_nobody_touched(desk) -> None:
    page = desk.enter()
    title = card(page, "Two works")
    title.focus()
    page.keyboard.press("s")
    expect(title.locator("textarea")).to_have_value("Two works")
    wait_until_stored(page)
    changed(desk, "Two works", "Two tasks")
    page.reload()
    title = card(page, "Two tasks")
    expect(title).to_have_attribute("data-unchecked", "")
    title.focus()
    page.keyboard.press("s")
    expect(title.locator("textarea")).to_have_value("Two tasks")


def test_one_key_shows_all_passages_or_only_what_needs_work(desk, troubles) -> None:
    first = services.segments(desk.item)[0].pk
    services.save_translation(item=desk.item, user=desk.people.admin, texts={first: "Hecho"})
    page = desk.enter()
    done = page.locator(f"#id_text-{first}")
    expect(done).to_be_hidden()
    work = page.locator("[data-segment][data-state=to_do]").first
    work.focus()
    page.keyboard.press("w")
    expect(done).to_be_visible()
    expect(status(page)).to_have_text("All passages are shown.")
    expect(work).to_be_focused()
    page.locator(f"#passage-{first}").focus()
    page.keyboard.press("w")
    expect(done).to_be_hidden()
    expect(work).to_be_focused()  # its own passage is hidden now
    page.goto(f"{page.url}?show=all")
    expect(done).to_be_visible()
    work.focus()
    pk = work.get_attribute("data-segment")
    with page.expect_navigation():
        page.keyboard.press("w")
    expect(done).to_be_hidden()
    expect(page.locator(f"#passage-{pk}")).to_be_focused()
    page.locator(f"#id_text-{pk}").focus()
    page.keyboard.press("w")
    expect(page.locator(f"#id_text-{pk}")).to_have_value("w")  # in a box it is a letter
    assert troubles == []


def test_what_is_made_of_an_address_is_said_and_stands_in_its_box(desk) -> None:
    page = desk.enter()
    slug = page.locator("[data-segment]").filter(has=page.locator("textarea[spellcheck=false]")).first
    slug.locator("textarea").fill("Año Nuevo!")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    expect(slug.locator("textarea")).to_have_value("ano-nuevo")
    expect(slug.locator("[data-checks]")).to_contain_text("“ano-nuevo” was made of what you typed")


def test_ones_own_other_tab_is_not_called_somebody_else(desk) -> None:
    page = desk.enter()
    other = page.context.new_page()
    other.goto(page.url)
    for tab, text in ((page, "In the first"), (other, "In the second")):
        card(tab, "Two works").locator("textarea").fill(text)
        if tab is page:
            wait_until_stored(tab)
    title = card(other, "Two works")
    expect(status(other)).to_contain_text("You changed this text elsewhere meanwhile")
    expect(title.get_by_text("Stored by you elsewhere:")).to_be_visible()
    expect(other.get_by_text("Someone else").locator("visible=true")).to_have_count(0)
    title.get_by_role("button", name="Take the stored one").click()
    expect(title.locator("textarea")).to_have_value("In the first")


def test_a_text_that_was_taken_away_elsewhere_is_said_to_be_nobodys(desk) -> None:
    title = services.segments(desk.item)[0]
    services.save_translation(item=desk.item, user=desk.people.admin, texts={title.pk: "First"})
    page = desk.enter()
    page.goto(f"{page.url}?show=all")
    services.save_translation(item=desk.item, user=desk.people.admin, texts={title.pk: ""})
    card(page, "Two works").locator("textarea").fill("Second")
    expect(status(page)).to_contain_text("The stored text was taken away meanwhile.")
    expect(page.get_by_text("Someone else").locator("visible=true")).to_have_count(0)
    expect(card(page, "Two works").get_by_role("button", name="Start with an empty box")).to_be_visible()


def test_on_a_small_screen_escape_leads_to_the_passage_and_not_to_the_menu(desk) -> None:
    page = desk.enter()
    page.set_viewport_size({"width": 360, "height": 800})
    page.reload()
    title = card(page, "Two works")
    title.locator("textarea").focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)  # the menu takes the focus a little later
    expect(title).to_be_focused()
    page.keyboard.press("c")
    expect(title.locator("[data-comment]")).to_be_focused()
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    expect(title).to_be_focused()


def test_on_a_small_screen_escape_leads_out_of_what_a_reviewer_asks_for_and_not_to_the_menu(desk) -> None:
    hand_in(desk)
    page = desk.enter("reviewer")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(f"/admin/translations/{desk.item.pk}/?decision=1")
    title = card(page, "Two works")
    title.get_by_text("Ask for a change").click()
    title.locator("textarea[name^=comment-]").focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    expect(title).to_be_focused()
    comment = page.get_by_label("Comment", exact=True)
    comment.focus()
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)
    expect(comment).to_be_focused()


def test_without_javascript_another_picture_is_chosen_on_a_page_of_its_own(desk, new_page, site) -> None:
    tree = getattr(site, desk.item.source_locale.language_code)
    post = factories.post(tree, "Illustrated", hero_image=factories.picture("Hero"), hero_alt="A hall")
    item = services.start_translation(source=post, locale=desk.item.target_locale, user=desk.people.editor)
    factories.picture("A garden")
    for scripts in (True, False):
        page = desk.enter(page=new_page(java_script_enabled=scripts))
        page.goto(f"/admin/translations/{item.pk}/")
        choose = page.get_by_role("button", name="Choose an image", exact=True)
        elsewhere = page.get_by_role("button", name="Save, and choose another picture")
        page.locator("summary").filter(has_text="Hero").click()  # what is done is folded while something is to do
        expect(choose if scripts else elsewhere).to_be_visible()
        expect(elsewhere if scripts else choose).to_be_hidden()
    page.locator("[data-segment] textarea").first.fill("Typed before")
    elsewhere.click()
    page.get_by_label("Words of the title").fill("garden")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("button", name="A garden")).to_have_count(1)
    expect(page.get_by_role("button", name="Hero")).to_have_count(0)
    page.get_by_role("button", name="A garden").click()
    expect(page.get_by_text("The picture is stored. Nothing is public yet.")).to_be_visible()
    assert page.url.partition("#")[2].startswith("value-")
    expect(page.locator("[data-segment] textarea").first).to_have_value("Typed before")
    [own] = [one.target for one in services.values(item) if isinstance(one.source, int)]
    assert get_image_model().objects.get(pk=own).title == "A garden"


def test_what_was_said_of_a_review_that_has_ended_stands_there_to_be_copied(desk) -> None:
    hand_in(desk)
    page = desk.enter("reviewer")
    title = card(page, "Two works")
    title.get_by_text("Ask for a change").click()
    title.locator("textarea[name^=comment-]").fill("Which year?")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved as a draft.")).to_be_visible()
    story.approve(services.target_of(desk.item), desk.people.admin)
    page.reload()
    expect(page.get_by_text("The review ended before you sent what you said of it")).to_be_visible()
    expect(page.get_by_text("Which year?")).to_be_visible()
    assert_accessible(page, "main")


def test_the_chord_that_saves_does_so_in_every_box_of_the_form(desk, troubles) -> None:
    page = desk.enter()
    address = open_address(page)
    address.fill("https://www.un.org/es")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    assert "https://www.un.org/es" in [one.target for one in services.values(desk.item)]
    title = page.locator("[data-segment]").first
    title.locator("textarea").first.press_sequentially("Dos")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    wait_until_stored(page)
    assert troubles == []


def test_the_chord_that_saves_keeps_what_a_reviewer_says(desk, troubles) -> None:
    hand_in(desk)
    page = desk.enter("reviewer")
    title = page.locator("[data-segment]").first
    title.focus()
    page.keyboard.press("q")
    page.keyboard.type("Another word")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(title).to_be_focused()
    expect(title.locator(".desk-ask textarea")).to_have_value("Another word")
    page.goto(f"{page.url}?decision=1")
    page.locator("#decision textarea").fill("Nearly there")
    with page.expect_navigation():
        page.keyboard.press("Control+s")
    expect(page.locator("#decision textarea")).to_have_value("Nearly there")
    assert troubles == []


# The edges of a row's label, of its first line of text on either side, and of itself.
EDGES = """row => {
  const edges = element => {
    const range = document.createRange();
    range.selectNodeContents(element);
    const { top, bottom } = range.getClientRects()[0];
    return { top, bottom, size: getComputedStyle(element).fontSize };
  };
  const names = ["legend", ".translation__source", ".translation__target > div[lang]"];
  const parts = names.map(name => row.querySelector(name));
  return [row.getBoundingClientRect().top, ...parts.map(part => part && edges(part))];
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_label_stands_with_its_passage_and_a_check_has_its_sign(desk, new_page, width) -> None:
    texts = story.typed(desk.item)
    title = services.segments(desk.item)[0].pk
    services.save_translation(item=desk.item, user=desk.people.admin, texts=texts | {title: "Seis obras 7"})
    page = desk.enter(page=new_page(viewport={"width": width, "height": 800}))
    for row in page.locator(".translation__row").all():
        top, label, source, _none = row.evaluate(EDGES)
        assert label["top"] - top >= 12
        assert 0 <= source["top"] - label["bottom"] <= 20
    check = page.locator(".desk-checks li").first
    assert "⚠" in check.evaluate("check => getComputedStyle(check).listStyleType")
    address = open_address(page)
    box = page.locator("[data-segment] textarea").first
    size = "place => getComputedStyle(place).fontSize"
    assert address.evaluate(size) == box.evaluate(size)


def test_of_a_closed_translation_both_sides_are_set_alike(desk) -> None:
    hand_in(desk)
    page = desk.enter()
    for row in page.locator("[data-segment]").all():
        _top, _label, source, text = row.evaluate(EDGES)
        assert source["size"] == text["size"]
        assert abs(source["bottom"] - text["bottom"]) < 1

"""A day of a translator's queue with real clicks, in each direction: from the first screen to the public page."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from playwright.sync_api import Page, expect

from tests import factories
from tests.translations import story
from tests.translations.conftest import republish
from translations import people as acts
from translations import services

from . import queue_steps as queue
from . import steps

WRITTEN = {
    "en": {
        "title": "After the conference",
        "intro": "Delegates of 150 countries met in Buenos Aires.",
        "changed": "Delegates of 160 countries met in Buenos Aires.",
        "slip": "Delegates of 106 countries met in Buenos Aires.",
        "heading": "They will meet again.",
        "topic": "Water, land and air",
        "topic with a comma": "Water, land, and air",
        "third": "A new start",
    },
    "es": {
        "title": "Después de la conferencia",
        "intro": "Delegados de 150 países se reunieron en Buenos Aires.",
        "changed": "Delegados de 160 países se reunieron en Buenos Aires.",
        "slip": "Delegados de 106 países se reunieron en Buenos Aires.",
        "heading": "Volverán a reunirse.",
        "topic": "Agua, tierra y aire",
        "topic with a comma": "Agua, tierra, y aire",
        "third": "Un nuevo comienzo",
    },
}


@pytest.fixture(params=story.DIRECTIONS, ids="→".join)
def day(request, site) -> SimpleNamespace:
    """Overnight a number changed in one original and a comma in another; a third is assigned to the translator."""
    source, target = request.param
    people, ours, theirs = story.people(site), WRITTEN[source], WRITTEN[target]
    tree, locale = getattr(site, source), getattr(site, target).locale
    translator, reviewer = getattr(people, f"translator_{target}"), getattr(people, f"reviewer_{target}")

    def public(row: Any) -> Any:
        item = services.start_translation(source=row, locale=locale, user=people.editor)
        words = dict(zip(ours.values(), theirs.values(), strict=True))
        texts = {one.pk: words.get(one.source, "the-address") for one in services.segments(item)}
        assert services.save_translation(item=item, user=translator, texts=texts) == {}
        services.submit_translation(item=item, user=translator)
        story.approve(services.target_of(item), reviewer)
        return item

    post = factories.post(tree, ours["title"], intro=ours["intro"], body=[("heading", ours["heading"])])
    topic = factories.topic(tree.locale, ours["topic"], slug="water")
    item, _held = public(post), public(topic)
    republish(post, intro=ours["changed"])
    republish(topic, name=ours["topic with a comma"])
    third = factories.post(tree, ours["third"])
    begun = services.start_translation(source=third, locale=locale, user=people.editor)
    acts.assign(item=begun, assignee=translator, user=people.editor)
    return SimpleNamespace(
        source=source, target=target, ours=ours, theirs=theirs, url=services.target_of(item).get_url(),
        translator=translator.username, reviewer=reviewer.username,
    )  # fmt: skip


def test_a_day_of_the_queue(new_page, log_in, troubles, day) -> None:
    translator, reviewer, reader = new_page(), new_page(), new_page()
    steps.sign_in(translator, day.translator)
    look_at_what_waits(translator, day)
    take_it_and_translate_what_changed(translator, day)
    put_another_back(translator, day)
    say_that_a_third_is_still_right(translator, day)
    hand_in(translator, day)

    log_in(reviewer, get_user_model().objects.get(username=day.reviewer))
    reviewer.goto("/admin/")
    ask_for_changes(reviewer, day)
    mend_what_was_asked(translator, day)
    expect_readers_to_see(reader, day, "intro")
    approve(reviewer, day)
    expect_readers_to_see(reader, day, "changed")
    read_the_history(translator, day)
    assert troubles == []


def test_the_work_itself_needs_no_scripts(new_page, troubles, day) -> None:
    """Take, type, save, still right, hand in, ask for changes at a passage, mend, approve; only forms and links."""
    translator, reviewer, reader = (new_page(java_script_enabled=False) for _ in range(3))
    steps.sign_in(translator, day.translator)
    steps.sign_in(reviewer, day.reviewer)
    open_tab_by_address(translator, "stale")
    take_it_and_translate_what_changed(translator, day)
    open_tab_by_address(translator, "stale")
    queue.row(translator, day.ours["topic with a comma"]).get_by_role("checkbox").check()
    translator.get_by_role("button", name="Still right…").click()
    confirm_that_it_is_still_right(translator)
    open_tab_by_address(translator, "stale")
    submit_for_review(translator, day)
    open_tab_by_address(reviewer, "to_review")
    queue.row(reviewer, day.ours["title"]).get_by_role("link", name="Review").click()
    request_changes(reviewer)
    open_tab_by_address(translator, "changes_requested")
    revise(translator, day)
    expect_readers_to_see(reader, day, "intro")
    open_tab_by_address(reviewer, "to_review")
    read_and_approve(reviewer, day)
    expect_readers_to_see(reader, day, "changed")
    assert troubles == []


def open_tab_by_address(page: Page, tab: str) -> None:
    """Where there is no menu, since that is made by a script."""
    page.goto(f"/admin/translations/?tab={tab}")
    expect(page.locator(".translation-queue")).to_be_visible()
    expect(page.locator(".capabilitymessage")).to_be_hidden()  # that JavaScript is required is not true here


def look_at_what_waits(page: Page, day: SimpleNamespace) -> None:
    """On the first screen, what is theirs; by the menu to the list; its tab and a filter; why each is there."""
    panel = page.locator(".translation-home")
    expect(panel.get_by_role("link", name=day.ours["third"])).to_be_visible()
    page.get_by_role("link", name="Translations (1)").click()
    queue.open_tab(page, "Stale", 2)
    words = len(day.ours["changed"].split())
    why = f"1 number and 1 sentence changed · {words}\N{NO-BREAK SPACE}words"
    expect(queue.row(page, day.ours["title"])).to_contain_text(why)
    expect(queue.row(page, day.ours["topic with a comma"])).to_contain_text("Punctuation in 1 sentence changed")
    queue.narrow(page, "What changed", "Numbers, dates, names, links")
    expect(queue.rows(page)).to_have_count(1)


def take_it_and_translate_what_changed(page: Page, day: SimpleNamespace) -> None:
    """Only the sentence that changed is to be done: its old translation stands there; a slip of the hand goes in."""
    queue.row(page, day.ours["title"]).get_by_role("link", name=day.ours["title"], exact=True).click()
    page.get_by_role("button", name="Take").click()
    expect(page.get_by_text("You have this translation")).to_be_visible()
    passages = queue.passages(page)
    unchecked = [text for text, box in passages.items() if "start-" in (box.get_attribute("aria-describedby") or "")]
    assert unchecked == [day.ours["changed"]]
    assert passages[day.ours["changed"]].input_value() == day.theirs["intro"]
    assert passages[day.ours["heading"]].input_value() == day.theirs["heading"]
    passages[day.ours["changed"]].fill(day.theirs["slip"])
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".messages .success")).to_contain_text("Nothing is public yet")


def put_another_back(page: Page, day: SimpleNamespace) -> None:
    """With a word for whoever comes next."""
    queue.open_list(page)
    queue.open_tab(page, "Mine", 2)
    queue.row(page, day.ours["third"]).get_by_role("link", name=day.ours["third"], exact=True).click()
    page.get_by_text("Put back for others…").click()
    page.get_by_label("A word for whoever takes it next").fill("It needs somebody who knows the law.")
    page.get_by_role("button", name="Put back", exact=True).click()
    expect(page.get_by_text("With nobody")).to_be_visible()
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator(".translation-events")).to_contain_text("It needs somebody who knows the law.")


def say_that_a_third_is_still_right(page: Page, day: SimpleNamespace) -> None:
    """A comma in the original is no work in the other language."""
    queue.open_list(page)
    queue.open_tab(page, "Stale", 2)
    title = day.ours["topic with a comma"]
    queue.choose_act(page, title, "Still right…")
    confirm_that_it_is_still_right(page)
    queue.open_tab(page, "Stale", 1)
    queue.open_tab(page, "Done", 1)
    expect(queue.row(page, title)).to_contain_text("Nothing to do")


def confirm_that_it_is_still_right(page: Page) -> None:
    page.get_by_label("Reason").fill("Only a comma.")
    page.get_by_role("button", name="Still right").click()
    expect(page.locator(".messages .success")).to_contain_text("1 translation was changed")


def hand_in(page: Page, day: SimpleNamespace) -> None:
    queue.open_tab(page, "Stale", 1)
    submit_for_review(page, day)
    queue.open_tab(page, "To review", 1)


def submit_for_review(page: Page, day: SimpleNamespace) -> None:
    queue.row(page, day.ours["title"]).get_by_role("link", name="Update").click()
    page.get_by_label("Note to the reviewer").fill("One number.")
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messages .success")).to_contain_text("until a reviewer approves it")
    expect(page.locator(".messages > ul")).to_have_css("opacity", "1")  # without scripts too


def ask_for_changes(page: Page, day: SimpleNamespace) -> None:
    """From the first screen to the review: what goes, what comes; and a comment at the passage."""
    page.locator(".translation-home").get_by_role("link", name=day.ours["title"]).click()
    request_changes(page)


def request_changes(page: Page) -> None:
    expect(page.locator(".translation-note").first).to_contain_text("One number.")
    expect(page.locator(".translation-pairs__table").first.locator("del")).to_contain_text(["150", "150"])
    expect(page.locator(".translation-pairs__table").first.locator("ins")).to_contain_text(["160", "106"])
    page.locator(".translation-pairs__comment summary").first.click()
    page.get_by_label("Comment on", exact=False).first.fill("The original says 160.")
    page.locator("#decision").get_by_label("Comment").fill("Almost.")
    page.get_by_role("button", name="Request changes").click()
    expect(page.locator(".messages .success")).to_be_visible()


def mend_what_was_asked(page: Page, day: SimpleNamespace) -> None:
    """A notice tells of it, the tab holds it, and the form opens with the comment where it belongs."""
    page.get_by_role("link", name="Notices").click()
    expect(page.locator(".translation-notice").first).to_contain_text(f"Changes requested by {day.reviewer}")
    expect(page.locator(".translation-notice").first).to_contain_text(day.ours["title"])
    queue.open_list(page)
    queue.open_tab(page, "Changes requested", 1)
    revise(page, day)


def revise(page: Page, day: SimpleNamespace) -> None:
    queue.row(page, day.ours["title"]).get_by_role("link", name="Revise").click()
    expect(page.get_by_role("note").first).to_contain_text("Almost.")
    asked = page.locator(".translation__row").filter(has_text="The original says 160.")
    expect(asked.locator("textarea")).to_have_value(day.theirs["slip"])
    asked.locator("textarea").fill(day.theirs["changed"])
    page.get_by_role("button", name="Submit for review").click()
    expect(page.locator(".messages .success")).to_be_visible()


def approve(page: Page, day: SimpleNamespace) -> None:
    queue.open_list(page)
    expect(page.locator("[aria-current=page]", has_text="To review 1")).to_be_visible()
    read_and_approve(page, day)


def read_and_approve(page: Page, day: SimpleNamespace) -> None:
    queue.row(page, day.ours["title"]).get_by_role("link", name="Review").click()
    expect(page.get_by_text("Asked for before:")).to_be_visible()
    expect(page.frame_locator("iframe").locator("main")).to_contain_text(day.theirs["changed"])
    page.get_by_role("button", name="Approve and publish").click()
    expect(page.locator(".messages .success")).to_be_visible()


def expect_readers_to_see(page: Page, day: SimpleNamespace, passage: str) -> None:
    page.goto(day.url)
    expect(page.locator("html")).to_have_attribute("lang", day.target)
    expect(page.locator("main")).to_contain_text(day.theirs[passage])
    expect(page.locator("h1")).to_have_text(day.theirs["title"])


def read_the_history(page: Page, day: SimpleNamespace) -> None:
    """All of it, newest first, with who and why."""
    queue.open_list(page)
    queue.open_tab(page, "Done", 2)
    queue.row(page, day.ours["title"]).get_by_role("link", name=day.ours["title"], exact=True).click()
    page.get_by_role("link", name="History", exact=True).click()
    expect(page.locator(".translation-events")).to_be_visible()
    events = [text.split("\n") for text in page.locator(".translation-events > li").all_inner_texts()]
    told = [(lines[0], next(line for line in lines if " · " in line).split(" · ")[0]) for lines in reversed(events)]
    acts = [one for one in told if one[0] in {what for what, _who in expected(day)}]
    assert acts == expected(day)
    expect(page.locator(".translation-events")).to_contain_text("One number.")
    expect(page.locator(".translation-events")).to_contain_text("Almost.")


def expected(day: SimpleNamespace) -> list[tuple[str, str]]:
    """What happened since the original was written, oldest first, and by whom."""
    translator, reviewer = day.translator, day.reviewer
    handed_in = [("Translation saved as a draft", translator), ("Translation submitted for review", translator)]
    approved = [("Approved", reviewer), ("Published", reviewer)]
    return [
        ("Original published", "by itself"),
        ("Translation started", "editor"),
        *handed_in,
        *approved,
        ("Changed original taken over", "by itself"),  # Wagtail writes down a publication when all is done
        ("Original published", "by itself"),
        ("Taken", translator),
        *handed_in,
        ("Changes requested", reviewer),
        *handed_in,
        *approved,
    ]

"""The queue fits its screen: tabs in one row, the matrix in a region of its own, a bar with what one may do."""

import datetime

import pytest
from playwright.sync_api import Page, expect
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations import story
from tests.translations.queued import KINDS, queued
from translations.models import QueueItem, Release

from . import queue_steps

LIST = "/admin/translations/"
ROWS_OF_TABS = "() => new Set([...document.querySelectorAll('.translation-tabs li')].map(tab => tab.offsetTop)).size"
TABS = len(KINDS) + 2  # with All and Mine
SIDEWAYS = """region => [document.documentElement.scrollWidth <= innerWidth, region.scrollWidth > region.clientWidth]"""


@pytest.fixture
def crowd(site):
    """Twenty items in each tab, in each direction."""
    for source, target in story.DIRECTIONS:
        for tab in KINDS:
            queued(getattr(site, source), getattr(site, target), tab, number=20)
    return story.people(site)


def entered(log_in, page: Page, user, code: str) -> Page:
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": code})
    log_in(page, user)
    return page


@pytest.mark.parametrize("code", ["en", "es"])
def test_all_tabs_stand_in_one_row_and_none_is_hidden(page, crowd, log_in, code) -> None:
    entered(log_in, page, crowd.admin, code).goto(LIST)
    expect(page.locator(".translation-tabs li")).to_have_count(TABS)
    assert page.evaluate(ROWS_OF_TABS) == 1
    for tab in page.locator(".translation-tabs li").all():
        expect(tab).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("code", "name"), [("en", "Originals and where"), ("es", "Los originales y su estado")])
def test_the_matrix_scrolls_in_a_region_that_has_a_name_and_takes_the_keys(
    new_page, crowd, log_in, site, code, name
) -> None:
    factories.post(site.en, "Two works")
    page = new_page(viewport={"width": 360, "height": 800})
    entered(log_in, page, crowd.admin, code).goto(f"{LIST}matrix/")
    region = page.get_by_role("region", name=name)
    assert region.evaluate(SIDEWAYS) == [True, True]
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.activeElement.scrollLeft > 0")


@pytest.mark.parametrize(("source", "target"), story.DIRECTIONS)
def test_words_are_no_due_date_and_a_translator_has_no_button_for_one(
    page, new_page, site, log_in, source, target
) -> None:
    day = datetime.date(2031, 1, 31)
    people = story.people(site)
    item = queued(getattr(site, source), getattr(site, target), "stale", title="Two works", item={"due": day})[0]
    entered(log_in, page, getattr(people, f"reviewer_{target}"), target).goto(f"{LIST}?tab=all")
    queue_steps.choose_act(page, "Two works", {"en": "Due date", "es": "Fecha límite"}[target])
    box = page.locator("input[name=due]")
    box.click()
    page.keyboard.type("martes")
    assert box.input_value() == ""
    page.keyboard.press("Escape")
    box.fill("2031-02-01")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{LIST}**")
    assert QueueItem.objects.get(pk=item.pk).due == datetime.date(2031, 2, 1)
    other = entered(log_in, new_page(), getattr(people, f"translator_{target}"), target)
    other.goto(f"{LIST}?tab=all")
    queue_steps.row(other, "Two works").get_by_role("checkbox").check()
    bar = other.locator("[data-bulk-action-footer] [data-bulk-action-button]")
    expect(bar).to_have_count(3)
    for button in bar.all():
        expect(button).to_be_visible()


@pytest.mark.parametrize(("source", "target"), story.DIRECTIONS)
def test_a_time_that_is_half_typed_publishes_nothing(page, site, log_in, source, target) -> None:
    """An empty field means now: words and halves of a time must not end up as one."""
    people = story.people(site)
    tree = getattr(site, source)
    post = factories.post(tree, "Two works", live=False)
    post.get_workflow().start(post, people.editor)
    entered(log_in, page, people.admin, target)
    page.goto(f"{LIST}together/articles/blogpostpage/{post.pk}/")
    box = page.locator("input[name=when]")
    box.click()
    page.keyboard.type("0131")
    page.locator("main form button[type=submit]").last.click()
    assert box.evaluate("box => [box.value, box.validity.badInput]") == ["", True]
    post.refresh_from_db()
    assert not post.live
    assert not Release.objects.exists()
    box.fill("2031-01-31T09:30")
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("main .help-info[role=status]")).to_contain_text("2031")
    assert Release.objects.get().status == Release.Status.SCHEDULED

"""`make_bulk_content`: forty pages as the product's own services would have left them, made in a batch."""

from io import StringIO
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Page

from articles.models import BlogIndexPage, BlogPostPage, Topic
from home.bulk import make as making
from home.bulk.desk import index_pages
from home.bulk.make import how_many, make
from home.bulk.plan import Plan, Stage
from home.bulk.words import words
from tests.translations import story
from tests.translations.conftest import republish
from translations import drafts, guard, localize, rebuild, services
from translations.models import Original, QueueItem, Standing
from translations.states import Flag, State, Tab

NUMBER = 40
STATES = {
    Stage.MISSING: State.MISSING,
    Stage.TO_TRANSLATE: State.TO_TRANSLATE,
    Stage.IN_PROGRESS: State.IN_PROGRESS,
    Stage.MACHINE: State.MACHINE,
    Stage.READY: State.READY,
    Stage.IN_REVIEW: State.IN_REVIEW,
    Stage.CHANGES_REQUESTED: State.CHANGES_REQUESTED,
    Stage.CURRENT: State.CURRENT,
    Stage.UNPUBLISHED: State.CURRENT,
}


def built(site: Any) -> Any:
    site.people = story.people(site)
    site.made = make(NUMBER)
    return site


def items() -> dict[int, QueueItem]:
    """The items by the number of their page."""
    numbers = {Plan(number).translation_key: number for number in range(NUMBER)}
    related = ("standing", "source_locale", "target_locale", "content_type", "assignee")
    return {numbers[item.translation_key]: item for item in QueueItem.objects.select_related(*related)}


def staged(stage: Stage, source: str = "en") -> QueueItem:
    number = next(n for n in range(NUMBER) if Plan(n).stage is stage and Plan(n).source == source)
    return items()[number]


def test_there_are_as_many_items_as_were_asked_for(world):
    assert QueueItem.objects.count() == how_many() == NUMBER == world.made["originals"]


def test_the_queue_says_the_truth_about_them(world):
    out = StringIO()
    call_command("translation_queue", "--check", stdout=out)
    assert "the queue is the truth" in out.getvalue()


def test_what_is_remembered_is_what_a_rebuild_finds(world):
    before = list(Standing.objects.order_by("pk").values())
    assert rebuild.rebuild() == 0
    assert list(Standing.objects.order_by("pk").values()) == before


def test_every_page_stands_where_its_plan_says(world):
    for number, item in items().items():
        plan = Plan(number)
        assert (item.source_locale.language_code, item.target_locale.language_code) == (plan.source, plan.target)
        if plan.stage is Stage.STALE:
            assert Flag.STALE in item.standing.flags
        else:
            assert item.standing.state == STATES[plan.stage]


def test_no_tab_is_empty(world):
    assert set(Standing.objects.values_list("tab", flat=True)) == {tab.value for tab in Tab if tab}


def test_stale_ones_changed_in_one_place_or_got_one_more(world):
    stale = Standing.objects.filter(tab=Tab.STALE)
    found = {(one.segments_changed, one.segments_new) for one in stale}
    assert found <= {(1, 0), (0, 1)}
    assert {one.severity for one in stale} - {0}


def test_the_digest_of_each_original_is_that_of_its_row(world):
    """Else each check would have to read all texts out of all rows again."""
    for original in Original.objects.all():
        row = Page.objects.get(translation_key=original.translation_key, locale=original.locale_id).specific
        assert guard.row_digest(row) == original.content_digest


def test_the_tree_is_whole(world):
    assert not any(Page.find_problems())


def test_wagtail_localize_would_have_stored_the_same(world):
    item = staged(Stage.READY)
    source = services.source_of(item)
    stored = localize.source_of(source)
    segments = [(one.path, one.source) for one in services.segments(item)]
    stored.refresh_segments()
    assert [(one.path, one.source) for one in services.segments(item)] == segments
    assert [(row["path"], row["text"]) for row in localize.reflection(source).segments] == segments
    assert localize.frozen_reflection(stored).digest == localize.reflection(source).digest


@pytest.mark.parametrize("source", ["en", "es"])
def test_a_translator_goes_on_where_the_generator_stopped(world, source):
    item = staged(Stage.READY, source)
    translator = getattr(world.people, f"translator_{item.target_locale.language_code}")
    reviewer = getattr(world.people, f"reviewer_{item.target_locale.language_code}")
    services.submit_translation(item=item, user=translator)
    story.approve(services.target_of(item), reviewer)
    item.standing.refresh_from_db()
    assert (item.standing.state, item.standing.is_public) == (State.CURRENT, True)


@pytest.mark.parametrize("source", ["en", "es"])
def test_an_open_review_can_be_decided(world, source):
    item = staged(Stage.IN_REVIEW, source)
    reviewer = getattr(world.people, f"reviewer_{item.target_locale.language_code}")
    story.approve(services.target_of(item), reviewer)
    item.standing.refresh_from_db()
    assert item.standing.tab == Tab.DONE


def test_what_is_public_was_approved_as_it_is(world):
    for stage in (Stage.CURRENT, Stage.STALE):
        target = services.target_of(staged(stage))
        assert guard.is_approved(target.live_revision)


def test_an_original_that_is_edited_makes_its_translation_stale(world):
    item = staged(Stage.CURRENT)
    republish(services.source_of(item), title="Another title, 3")
    item.standing.refresh_from_db()
    assert Flag.STALE in item.standing.flags


def test_missing_ones_can_be_started(world):
    item = staged(Stage.MISSING)
    started = services.start_translation(
        source=services.source_of(item), locale=item.target_locale, user=world.people.editor
    )
    assert drafts.find_target(started).title == services.source_of(item).title


def test_a_reader_gets_the_pages(world, client):
    target = services.target_of(staged(Stage.CURRENT))
    answer = client.get(target.get_url())
    assert answer.status_code == 200
    number = next(number for number, item in items().items() if item == staged(Stage.CURRENT))
    assert words(number, "es").title in answer.text


def test_they_stand_below_index_pages_of_their_own(world):
    assert index_pages().count() == 4
    assert not BlogPostPage.objects.child_of(world.en.blog).exists()
    assert not BlogIndexPage.objects.filter(slug__startswith="bulk-", show_in_menus=True).exists()


def test_nobody_can_sign_in_as_the_people_of_the_generator(world):
    people = get_user_model().objects.filter(username__startswith="bulk-")
    assert len(people) == 8
    assert not any(person.has_usable_password() or person.is_superuser for person in people)


def test_assignees_translate_the_pair_of_their_items(world):
    assigned = [item for item in items().values() if item.assignee]
    assert assigned
    assert all(item.assignee.username.startswith(f"bulk-{item.target_locale.language_code}-") for item in assigned)


def test_a_second_run_makes_what_is_missing(world, monkeypatch):
    monkeypatch.setattr(making, "BATCH", 3)
    told: list[int] = []
    assert make(NUMBER) == {}
    assert make(NUMBER + 5, told.append)["originals"] == 5
    assert how_many() == NUMBER + 5
    assert told == [NUMBER + 3, NUMBER + 5]
    assert list(rebuild.check()) == []
    assert Topic.objects.filter(slug__startswith="bulk-").count() == 22


def test_the_index_page_of_the_queue_lists_them(world, client):
    client.force_login(world.people.admin)
    answer = client.get(reverse("translations:index"))
    assert [len(answer.context["object_list"]), answer.context["paginator"].count] == [NUMBER, NUMBER]


def test_the_demo_is_never_mixed_with_them(world, settings):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="generated pages"):
        call_command("load_demo")


def test_a_check_asks_no_more_of_eighty_than_of_forty(world):
    asked = []
    for number in (NUMBER, 2 * NUMBER):
        make(number)
        with CaptureQueriesContext(connection) as queries:
            assert list(rebuild.check()) == []
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 40

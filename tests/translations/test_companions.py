"""A work that was never public becomes public with its first page exactly as it was shown, by whatever way and time."""

import json
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Revision
from wagtail.test.utils.form_data import querydict_from_html

from articles.models import Work
from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import approving, embargo, releases, services
from translations.digests import shown, shown_digest
from translations.exceptions import CannotPublish, InReview, NotReady, StaleReview
from translations.models import Companion, RefusedAct, Release, companion

READ, UNREAD = "What the reviewer read", "Unread by anybody"
LATER = datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def kept_page(kept_scene):
    """A never-public publication of a never-public work, in review in the source's language."""
    page = factories.publication(kept_scene.source, work=factories.work(READ, live=False), live=False)
    page.get_workflow().start(page, kept_scene.editor)
    return fresh(page)


@pytest.fixture
def page(kept_page, db):
    return deepcopy(kept_page)


def work() -> Work:
    return Work.objects.get()


def rewrite(title: str = UNREAD, **fields) -> Revision:
    """What an editor saves into the work's draft."""
    return new_draft(work(), title=title, **fields)


def timed(page, when=LATER):
    """The same page in review, with a time to come."""
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = when
    draft.save_revision()
    return fresh(page)


def reader_is_shown(client, page, words: str) -> bool:
    client.logout()
    return words in client.get(fresh(page).get_url()).content.decode()


# ------------------------------------------------------------------ at its time
def test_what_is_saved_after_the_approval_is_not_public_at_the_time(scene, page, at, client) -> None:
    story.approve(timed(page), scene.other_reviewer)
    assert not fresh(page).live
    rewrite()
    at(LATER + timedelta(minutes=5))
    call_command("publish_scheduled")
    assert fresh(page).live
    assert (work().live, work().title) == (True, READ)
    assert work().get_latest_revision_as_object().title == UNREAD
    assert work().has_unpublished_changes
    assert reader_is_shown(client, page, READ)
    assert not reader_is_shown(client, page, UNREAD)


def test_what_was_overwritten_under_its_revision_is_refused_and_reported_once(scene, page, at) -> None:
    story.approve(timed(page), scene.other_reviewer)
    draft = work().get_latest_revision_as_object()
    draft.title = UNREAD
    draft.save_revision(overwrite_revision=work().latest_revision)
    at(LATER + timedelta(minutes=5))
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert not fresh(page).live
    assert not work().live
    assert [act.action for act in RefusedAct.objects.all()] == ["release"]
    assert "have both reviewed" in RefusedAct.objects.get().note.lower()


def test_what_was_purged_is_refused_where_it_says_something_else_by_now(scene, page, at) -> None:
    story.approve(timed(page), scene.other_reviewer)
    rewrite()
    call_command("purge_revisions")
    at(LATER + timedelta(minutes=5))
    call_command("publish_scheduled")
    assert not fresh(page).live
    assert RefusedAct.objects.count() == 1


def test_what_was_purged_and_saved_again_with_the_same_words_is_public(scene, page, at) -> None:
    story.approve(timed(page), scene.other_reviewer)
    rewrite()
    rewrite(READ)
    call_command("purge_revisions")
    at(LATER + timedelta(minutes=5))
    call_command("publish_scheduled")
    assert (fresh(page).live, work().live, work().title) == (True, True, READ)


def test_who_schedules_by_right_schedules_the_work_as_it_is(scene, page, at) -> None:
    timed(page).latest_revision.publish(user=scene.admin)
    rewrite()
    at(LATER + timedelta(minutes=5))
    call_command("publish_scheduled")
    assert (fresh(page).live, work().title) == (True, READ)


def test_a_work_with_a_time_of_its_own_is_not_left_behind(scene, page) -> None:
    rewrite(READ, go_live_at=LATER)
    with pytest.raises(CannotPublish):
        story.approve(fresh(page), scene.other_reviewer)
    with pytest.raises(CannotPublish):
        fresh(page).latest_revision.publish(user=scene.admin)
    assert not fresh(page).live


# ------------------------------------------------------------------ at once
def test_what_is_saved_between_the_decision_and_the_publication_is_not_public(scene, page) -> None:
    companion.pin(page.latest_revision, shown(page.latest_revision))
    rewrite()
    page.latest_revision.publish()
    assert (work().live, work().title) == (True, READ)


def test_an_approval_of_before_this_was_kept_brings_no_work_along(scene, page) -> None:
    story.approve(timed(page), scene.other_reviewer)
    Companion.objects.all().delete()
    with pytest.raises(CannotPublish):
        embargo.publish(embargo.retimed(fresh(page).scheduled_revision, None), scene.admin)
    assert not work().live


def edit_form(client, page) -> dict:
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    return querydict_from_html(html, form_id="page-edit-form") | {"body-count": "0", "corrections-count": "0"}


@pytest.mark.parametrize("seen", ["", "old"])
def test_an_edit_of_the_page_does_not_excuse_a_work_that_changed(scene, page, client, seen) -> None:
    read = shown_digest(page.latest_revision)
    client.force_login(scene.other_reviewer)
    data = edit_form(client, page)
    rewrite()
    sent = {"comment": ""} | ({"seen": read} if seen else {})
    data |= {
        "title": "With a comma,",
        "action-workflow-action": "true",
        "workflow-action-name": "approve",
        "workflow-action-extra-data": json.dumps(sent),
    }
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert answer.status_code == 409
    assert not fresh(page).live
    assert not work().live


def test_an_edit_that_names_another_work_is_no_proof_that_the_other_was_read(scene, page) -> None:
    other = factories.work(UNREAD, live=False)
    draft = page.get_latest_revision_as_object()
    draft.work = other
    draft.save_revision(user=scene.other_reviewer)
    state = fresh(page).current_workflow_task_state
    with pytest.raises(StaleReview):
        state.task.specific.on_action(state, scene.other_reviewer, "approve", seen=shown_digest(page.latest_revision))
    assert not fresh(other).live


def test_wagtails_modal_shows_no_work_and_so_decides_nothing_about_one(scene, page, client) -> None:
    client.force_login(scene.other_reviewer)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    html = json.loads(client.get(url).content)["html"]
    assert shown_digest(page.latest_revision) not in html
    assert reverse("translations:review", args=[state.pk]) in html
    client.post(url, {"comment": "", "seen": ""})
    assert not fresh(page).live
    form = client.get(reverse("translations:review", args=[state.pk])).content.decode()
    assert shown_digest(page.latest_revision) in form


# ------------------------------------------------------------------ together, lifted, held
def test_together_brings_the_work_as_it_was_shown_at_the_click(scene, page, at) -> None:
    chosen = {one.key: one.seen for one in releases.proposed(page, scene.admin)}
    rewrite()
    with pytest.raises(StaleReview):
        releases.publish_together(source=page, user=scene.admin, seen=chosen)
    chosen = {one.key: one.seen for one in releases.proposed(page, scene.admin)}
    releases.publish_together(source=page, user=scene.admin, seen=chosen, when=LATER)
    rewrite("Newer still")
    at(LATER + timedelta(minutes=5))
    call_command("publish_scheduled")
    assert Release.objects.get().status == Release.Status.DONE
    assert (fresh(page).live, work().title) == (True, UNREAD)


@pytest.fixture
def held(scene, page):
    """Its translation: approved, and waiting for it."""
    item = services.start_translation(source=page, locale=scene.target.locale, user=scene.editor)
    item = services.people.assign(item=item, assignee=scene.translator, user=scene.editor)
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    return item


def test_lifted_and_followed_translations_bring_what_was_approved(scene, page, held) -> None:
    rewrite()
    embargo.lift(item=held, user=scene.admin, reason="Asked for.")
    assert services.target_of(held).live
    assert (work().live, work().title) == (True, READ)


def test_a_held_translation_follows_its_original_with_the_work_of_the_original(scene, page, held) -> None:
    rewrite("As the second reviewer read it")
    story.approve(fresh(page), scene.other_reviewer)
    assert services.target_of(held).live
    assert work().title == "As the second reviewer read it"


def test_the_form_of_a_translation_shows_no_work_and_so_approves_none(scene, page) -> None:
    item = services.start_translation(source=page, locale=scene.target.locale, user=scene.admin)
    item = services.people.assign(item=item, assignee=scene.admin, user=scene.admin)
    scene.save(item, user=scene.admin)
    with pytest.raises(CannotPublish):
        approving.submit_and_approve(item=item, user=scene.admin)
    assert not services.target_of(item).workflow_in_progress


# ------------------------------------------------------------------ a lock on the work
def lock(row, by) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(locked=True, locked_by=by, locked_at=timezone.now())


def test_a_work_that_another_has_locked_keeps_its_page_back(scene, page, at) -> None:
    lock(work(), scene.editor)
    with pytest.raises(InReview):
        story.approve(page, scene.other_reviewer)
    chosen = {one.key: one.seen for one in releases.proposed(page, scene.admin)}
    with pytest.raises(NotReady):
        releases.publish_together(source=page, user=scene.admin, seen=chosen)
    Work.objects.update(locked=False)
    story.approve(timed(page), scene.other_reviewer)
    lock(work(), scene.editor)
    at(LATER + timedelta(minutes=5))
    call_command("publish_scheduled")
    assert not fresh(page).live
    assert RefusedAct.objects.count() == 1

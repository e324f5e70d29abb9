"""Approve what you saw: what a reviewer was shown becomes public, or nothing does."""

import json
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.log_actions import LogContext
from wagtail.models import Task, TaskState, Workflow, WorkflowState, WorkflowTask
from wagtail.test.utils.form_data import querydict_from_html

from articles.models import Work
from tests import factories
from tests.translations import story
from tests.translations.conftest import stored
from translations import services
from translations.digests import shown_digest
from translations.exceptions import CannotPublish, StaleReview
from translations.models import ReviewTaskState


@pytest.fixture
def item(scene):
    """A translation in review."""
    item = scene.start(scene.post("Two works"))
    scene.save(item)
    scene.submit(item)
    return item


def decide(target, user, action: str = "approve", **given) -> None:
    state = target.current_workflow_task_state
    given.setdefault("seen", shown_digest(target.latest_revision))
    state.task.specific.on_action(state, user, action, **given)


def fresh(row):
    return type(row)._base_manager.get(pk=row.pk)


def assert_nothing_happened(target) -> None:
    now = fresh(target)
    assert stored(now) == stored(target)
    assert now.live is target.live
    assert now.workflow_in_progress


# ------------------------------------------------------------------ translations
def test_what_was_shown_becomes_public_by_review_alone_and_the_reviewer_stands_in_the_log(scene, item, client) -> None:
    target = services.target_of(item)
    decide(target, scene.reviewer)
    target = fresh(target)
    assert target.live
    assert target.title == "Two works T"
    assert client.get(target.get_url()).status_code == 200
    state = ReviewTaskState.objects.get()
    assert (state.status, state.finished_by) == (TaskState.STATUS_APPROVED, scene.reviewer)
    assert state.locale == scene.target.locale
    assert target.live_revision == state.revision


@pytest.mark.parametrize("kind", ["topic", "person", "outlet"])
def test_snippets_become_public_the_same_way(scene, kind) -> None:
    build = getattr(factories, kind)
    item = scene.start(build(scene.source.locale, **({"bio": "Writes."} if kind == "person" else {})))
    scene.save(item)
    target = scene.submit(item)
    assert not target.live
    decide(target, scene.reviewer)
    assert fresh(target).live


def test_a_text_rewritten_after_the_form_was_shown_is_not_approved(scene, item) -> None:
    target = services.target_of(item)
    seen = shown_digest(target.latest_revision)
    target = scene.save(item, " sneaked", user=scene.admin)
    with pytest.raises(StaleReview) as refusal:
        decide(target, scene.reviewer, seen=seen)
    assert refusal.value.url == reverse("translations:review", args=[target.current_workflow_task_state.pk])
    assert_nothing_happened(target)


@pytest.mark.parametrize("action", ["approve", "reject"])
def test_a_text_overwritten_under_the_same_revision_is_not_decided(scene, item, action) -> None:
    target = services.target_of(item)
    seen, revision = shown_digest(target.latest_revision), target.latest_revision
    draft = revision.as_object()
    draft.title = "Sneaked"
    draft.save_revision(user=scene.translator, overwrite_revision=revision)
    assert fresh(target).latest_revision_id == revision.pk
    with pytest.raises(StaleReview):
        decide(target, scene.reviewer, action, seen=seen)
    assert_nothing_happened(target)


@pytest.mark.parametrize("seen", [None, "", "0" * 64, 5, ["x"]])
def test_a_decision_without_proof_of_what_was_shown_is_refused(scene, item, seen) -> None:
    target = services.target_of(item)
    with pytest.raises(StaleReview):
        decide(target, scene.reviewer, seen=seen)
    assert_nothing_happened(target)


def test_nobody_but_a_reviewer_of_its_language_decides(scene, item) -> None:
    target = services.target_of(item)
    gone = factories.user("gone", f"Reviewers ({scene.target.locale.language_code})", is_active=False)
    for person in (scene.other_reviewer, scene.translator, scene.editor, gone):
        for action in ("approve", "reject"):
            with pytest.raises(PermissionDenied):
                decide(target, person, action)
        assert target.current_workflow_task_state.task.specific.get_actions(target, person) == []
    assert_nothing_happened(target)


def test_a_review_named_at_the_address_of_another_page_is_judged_by_its_own(scene, item, client) -> None:
    target = services.target_of(item)
    own = factories.post(scene.source, "In my language", live=False)
    own.get_workflow().start(own, scene.editor)
    url = reverse("wagtailadmin_pages:workflow_action", args=[own.pk, "approve", target.current_workflow_task_state.pk])
    client.force_login(scene.other_reviewer)
    client.post(url, {"seen": shown_digest(target.latest_revision), "comment": ""})
    assert_nothing_happened(target)


def test_a_decided_review_cannot_be_decided_again(scene, item) -> None:
    target = services.target_of(item)
    state, seen = target.current_workflow_task_state, shown_digest(target.latest_revision)
    state.task.specific.on_action(state, scene.reviewer, "reject", seen=seen)
    with pytest.raises(StaleReview):
        state.task.specific.on_action(state, scene.reviewer, "approve", seen=seen)
    assert not fresh(target).live


def test_changes_can_be_requested_with_a_comment(scene, item) -> None:
    target = services.target_of(item)
    decide(target, scene.reviewer, "reject", comment="The title!")
    assert fresh(target).current_workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert ReviewTaskState.objects.get().comment == "The title!"
    assert not fresh(target).live


def test_wagtails_own_modal_carries_the_proof(scene, item, client) -> None:
    target = services.target_of(item)
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[target.pk, "approve", target.current_workflow_task_state.pk]
    )
    client.force_login(scene.reviewer)
    html = json.loads(client.get(url).content)["html"]
    assert shown_digest(target.latest_revision) in html
    client.post(url, {"seen": shown_digest(target.latest_revision), "comment": ""})
    assert fresh(target).live


def test_a_slug_taken_since_the_draft_refuses_the_approval_and_leaves_the_review_open(scene, item) -> None:
    target = services.target_of(item)
    factories.post(scene.target, "Taken", slug=target.latest_revision.content["slug"])
    with pytest.raises(CannotPublish) as refusal:
        decide(target, scene.reviewer)
    assert refusal.value.status == 409
    assert_nothing_happened(target)
    story.approve(scene.save(item, user=scene.reviewer), scene.reviewer)
    assert fresh(target).live


def test_a_topics_slug_taken_since_the_draft_refuses_the_approval(scene) -> None:
    item = scene.start(factories.topic(scene.source.locale, "Peace"))
    scene.save(item, slug="paz")
    target = scene.submit(item)
    factories.topic(scene.target.locale, "Paz")
    with pytest.raises(CannotPublish):
        decide(target, scene.reviewer)
    assert_nothing_happened(target)


# ------------------------------------------------------------------ a work becomes public with its first page
@pytest.fixture
def with_work(scene):
    """A never-live publication on a never-live work, in review in the source's language."""
    page = factories.publication(scene.source, work=factories.work("Facts", live=False), live=False)
    page.get_workflow().start(page, scene.editor)
    return fresh(page)


def test_a_work_becomes_public_with_its_first_page(scene, with_work) -> None:
    decide(with_work, scene.other_reviewer)
    assert fresh(with_work).live
    assert Work.objects.get().live
    assert Work.objects.get().live_revision is not None


def test_neither_becomes_public_where_the_page_cannot(scene, with_work, monkeypatch) -> None:
    factories.publication(scene.source, "Other", slug=with_work.slug + "-x")
    type(with_work).objects.filter(pk=with_work.pk).update(slug=with_work.slug + "-y")
    draft = with_work.latest_revision
    draft.content["slug"] = with_work.slug + "-x"
    draft.save()
    with pytest.raises(CannotPublish):
        decide(with_work, scene.other_reviewer)
    assert not fresh(with_work).live
    assert not Work.objects.get(title="Facts").live


def test_a_work_that_changed_since_it_was_shown_is_not_approved(scene, with_work) -> None:
    seen = shown_digest(with_work.latest_revision)
    work = Work.objects.get()
    work.title = "Sneaked facts"
    work.save_revision()
    with pytest.raises(StaleReview):
        decide(with_work, scene.other_reviewer, seen=seen)
    assert not Work.objects.get().live
    assert fresh(with_work).workflow_in_progress


def test_a_work_is_reviewed_by_reviewers_of_any_language_and_shows_in_their_list(scene) -> None:
    work = factories.work("Facts", live=False)
    work.get_workflow().start(work, scene.editor)
    for person in (scene.reviewer, scene.other_reviewer):
        assert TaskState.objects.reviewable_by(person).count() == 1
    assert not TaskState.objects.reviewable_by(scene.translator).exists()
    decide(work, scene.reviewer)
    assert fresh(work).live


# ------------------------------------------------------------------ originals, in Wagtail's own editor
@pytest.mark.parametrize("changes", [{}, {"title": "Corrected by the reviewer"}])
def test_a_reviewer_edits_and_approves_an_original_in_one_act(scene, client, changes) -> None:
    page = factories.post(scene.source, "As written", live=False)
    page.get_workflow().start(page, scene.editor)
    client.force_login(scene.other_reviewer)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form")
    data.update(
        {
            "body-count": "0",
            "corrections-count": "0",
            "action-workflow-action": "true",
            "workflow-action-name": "approve",
            "workflow-action-extra-data": json.dumps({"seen": shown_digest(page.latest_revision), "comment": ""}),
        }
    )
    data["title"] = changes.get("title", page.title)
    client.post(url, data)
    assert fresh(page).live
    assert fresh(page).title == changes.get("title", "As written")


def in_review_with_a_picture(scene):
    picture = factories.picture("A hall", credit="Ana Sol")
    page = factories.post(scene.source, "As written", live=False, hero_image=picture, hero_alt="A hall")
    page.get_workflow().start(page, scene.editor)
    return page, picture


@pytest.mark.parametrize("seen", [None, "0", "as shown"])
def test_an_edit_of_ones_own_is_no_proof_of_anything_later(scene, seen) -> None:
    page, picture = in_review_with_a_picture(scene)
    with LogContext(user=scene.other_reviewer):
        page.title = "Corrected"
        page.save_revision(user=scene.other_reviewer, log_action=True)
    page = fresh(page)
    seen = shown_digest(page.latest_revision) if seen == "as shown" else seen
    picture.credit = "Somebody else"
    picture.save()
    with pytest.raises(StaleReview), LogContext(user=scene.other_reviewer):
        decide(page, scene.other_reviewer, seen=seen)
    assert not fresh(page).live


def test_nor_is_one_in_the_same_act_where_something_else_changed_since_it_was_shown(scene) -> None:
    page, picture = in_review_with_a_picture(scene)
    seen = shown_digest(page.latest_revision)
    picture.credit = "Somebody else"
    picture.save()
    with LogContext(user=scene.other_reviewer):
        page.title = "Corrected"
        page.save_revision(user=scene.other_reviewer, log_action=True)
        with pytest.raises(StaleReview):
            decide(fresh(page), scene.other_reviewer, seen=seen)
    assert not fresh(page).live


@pytest.mark.parametrize("name", ["go_live_at", "expire_at"])
def test_a_time_that_the_reviewer_was_told_of_and_that_is_another_now_is_not_approved(scene, client, name) -> None:
    page = factories.post(scene.source, "As written", live=False)
    setattr(page, name, timezone.now() + timedelta(days=30))
    page.save_revision(user=scene.editor)
    page.get_workflow().start(fresh(page), scene.editor)
    page = fresh(page)
    client.force_login(scene.other_reviewer)
    html = client.get(reverse("translations:review", args=[page.current_workflow_task_state.pk])).content.decode()
    assert date_format(timezone.localtime(getattr(page.latest_revision.as_object(), name)), "DATETIME_FORMAT") in html
    seen = shown_digest(page.latest_revision)
    draft = page.latest_revision.as_object()
    setattr(draft, name, None)
    draft.save_revision(user=scene.editor, overwrite_revision=page.latest_revision)
    with pytest.raises(StaleReview):
        decide(fresh(page), scene.other_reviewer, seen=seen)
    assert not fresh(page).live


def test_what_a_slower_reviewer_said_is_given_back(scene, item, client) -> None:
    target = services.target_of(item)
    url = reverse("translations:review", args=[target.current_workflow_task_state.pk])
    seen = shown_digest(target.latest_revision)
    decide(target, scene.reviewer)
    client.force_login(scene.admin)
    answer = client.post(url, {"reject": "", "seen": seen, "comment": "All of it <b>anew</b>."})
    assert answer.status_code == 409
    assert "All of it &lt;b&gt;anew&lt;/b&gt;." in answer.content.decode()


def test_an_original_edited_by_another_since_is_not_approved(scene) -> None:
    page = factories.post(scene.source, "As written", live=False)
    page.get_workflow().start(page, scene.editor)
    seen = shown_digest(page.latest_revision)
    page.title = "Sneaked"
    page.save_revision(user=scene.editor)
    with pytest.raises(StaleReview):
        decide(fresh(page), scene.other_reviewer, seen=seen)
    assert not fresh(page).live


def test_each_reviewer_sees_the_open_reviews_of_their_language(scene, item) -> None:
    assert TaskState.objects.reviewable_by(scene.reviewer).count() == 1
    assert TaskState.objects.reviewable_by(scene.admin).count() == 1
    for person in (scene.other_reviewer, scene.translator, scene.editor):
        assert not TaskState.objects.reviewable_by(person).exists()


def test_a_workflow_without_a_review_of_ours_asks_for_publish_permission(scene) -> None:
    page = factories.post(scene.source, live=False)
    workflow, task = Workflow.objects.create(name="Other"), Task.objects.create(name="Other")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    state = workflow.start(page, scene.editor)
    with pytest.raises(PublishPermissionError):
        state.current_task_state.approve(user=scene.editor)
    assert not fresh(page).live
    WorkflowState.objects.get().current_task_state.approve(user=scene.admin)
    assert fresh(page).live

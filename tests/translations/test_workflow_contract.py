"""What guard.py, finish.py and models/review.py rely on in Wagtail 8.0's workflow and page model.

Beside test_localize_contract.py: an upgrade that changes this fails here, by name.
"""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page, Revision, TaskState, WorkflowState
from wagtail.signals import published, unpublished

from tests import factories
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh, undone
from translations import finish, guard, services
from translations.digests import BOOKKEEPING
from translations.models import ReviewTask, ReviewTaskState


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    kept_scene.save(item, title="Read and liked")
    kept_scene.submit(item)
    return item


@pytest.fixture
def item(kept_item, scene):
    """A translation in review."""
    return deepcopy(kept_item)


# ------------------------------------------------------------------ guard.py
def test_every_name_that_the_digest_leaves_out_is_a_column_or_a_known_key() -> None:
    """A column that Wagtail renames would quietly count as content, and no approval would hold."""
    columns = {field.name for field in Page._meta.get_fields()} | {"pk", "approved_schedule", "wagtail_admin_comments"}
    assert columns >= BOOKKEEPING


@pytest.mark.parametrize(
    "name", ["live", "live_revision", "alias_of", "go_live_at", "expire_at", "first_published_at", "owner"]
)
def test_whether_a_row_is_live_is_never_harmless_by_mistake(name) -> None:
    assert (name in guard.HARMLESS) is (name not in ("live", "live_revision", "alias_of"))


# ------------------------------------------------------------------ finish.py, models/review.py
def test_the_setting_for_the_end_of_a_workflow_is_used() -> None:
    assert WorkflowState.on_finish is finish.publish_approved_state


def test_wagtails_view_lets_a_review_be_named_at_another_pages_address(scene, item, client) -> None:
    """It asks by id alone; the task refuses by the object that the review is about."""
    own = factories.post(scene.source, live=False)
    own.get_workflow().start(own, scene.editor)
    state = services.target_of(item).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[own.pk, "approve", state.pk])
    client.force_login(scene.other_reviewer)
    assert client.get(url).status_code == 200  # mended upstream once this is a refusal
    with pytest.raises(PermissionDenied):
        state.task.specific.on_action(state, scene.other_reviewer, "approve", seen="")


def test_cancelling_to_resume_starts_a_review_of_the_latest_revision(scene, item) -> None:
    target = services.target_of(item)
    old, revision = target.current_workflow_task_state, new_draft(target, title="Newer")
    old.cancel(user=scene.admin, resume=True)
    new = fresh(target).current_workflow_task_state
    assert (new.revision, new.workflow_state) == (revision, old.workflow_state)
    assert fresh(old).status == TaskState.STATUS_CANCELLED
    assert isinstance(new.specific, ReviewTaskState)


def test_disabling_a_task_finishes_what_waits_in_it(scene, item, monkeypatch) -> None:
    """The reason why `finish` asks for a decision."""
    finished = []
    monkeypatch.setattr(WorkflowState, "on_finish", lambda state, user=None: finished.append(state))
    with undone():
        ReviewTask.objects.get().deactivate(user=scene.admin)
    assert [state.content_object.pk for state in finished] == [services.target_of(item).pk]


# ------------------------------------------------------------------ embargo.py, scheduling.py
def scheduled(row, when):
    """A draft with a time, as the edit form leaves it."""
    revision = new_draft(row, go_live_at=when)
    revision.publish(skip_permission_checks=True)
    return fresh(revision)


def test_the_time_in_the_content_counts_and_not_the_revisions_own(scene) -> None:
    """The reason why another time needs another revision."""
    now = timezone.now()
    row = factories.post(scene.source, live=False)
    revision = scheduled(row, now + timedelta(days=3))
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=now - timedelta(days=1))
    fresh(revision).publish()
    assert not fresh(row).live
    assert fresh(revision).approved_go_live_at > now


def test_scheduling_what_was_never_public_sends_published_too(scene) -> None:
    """The receivers ask whether the row is live."""
    heard = []

    def listen(sender, instance, **kwargs) -> None:
        heard.append(instance.live)

    published.connect(listen)
    try:
        scheduled(factories.post(scene.source, live=False), timezone.now() + timedelta(days=3))
    finally:
        published.disconnect(listen)
    assert heard[-1] is False


def test_publication_cancels_an_open_review(scene, item) -> None:
    """The reason why an approval that a newer hand-in overtook is not used."""
    source = services.source_of(item)
    source.get_workflow().start(source, scene.editor)
    fresh(source).latest_revision.publish()
    assert fresh(source).current_workflow_state is None


def test_unscheduling_tells_nobody(scene) -> None:
    """The reason why the command asks again."""
    row = factories.post(scene.source, live=False)
    scheduled(row, timezone.now() + timedelta(days=3))
    heard = []

    def listen(sender, instance, **kwargs) -> None:
        heard.append(instance)

    for signal in (published, unpublished):
        signal.connect(listen)
    try:
        row.revisions.update(approved_go_live_at=None)
    finally:
        for signal in (published, unpublished):
            signal.disconnect(listen)
    assert heard == []


def test_a_copied_task_state_keeps_what_is_ours(scene, item) -> None:
    state = services.target_of(item).current_workflow_task_state.specific
    state.content_digest, state.segment_comments = "x" * 64, [{"segment": "1-1", "path": "title", "comment": "C"}]
    state.save()
    copy = state.copy(update_attrs={"revision": services.target_of(item).latest_revision})
    assert isinstance(copy, ReviewTaskState)
    assert (copy.content_digest, copy.segment_comments) == (state.content_digest, state.segment_comments)


# ------------------------------------------------------------------ views/decide.py
@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_wagtails_confirmations_ask_our_hooks_before_they_act(scene, item, client, name) -> None:
    """A response of a hook ends the act; so the question can stand there."""
    source = services.source_of(item)
    client.force_login(scene.admin)
    answer = HttpResponse("asked")
    with hooks.register_temporarily(f"before_{name}_page", lambda request, page: answer):
        assert client.post(reverse(f"wagtailadmin_pages:{name}", args=[source.pk])).content == b"asked"
    assert fresh(source).live

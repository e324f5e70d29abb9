"""Nothing of a translation becomes public unreviewed, whatever way is tried and whoever tries it.

Each way is walked twice: where the guard stands nothing is public; where it is taken away the same
steps do publish. A way that publishes nothing either way would prove nothing.
"""

import itertools
from copy import deepcopy
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Task, TaskState
from wagtail.test.utils.form_data import querydict_from_html

from tests import factories
from tests.translations import story, ways
from tests.translations.conftest import new_draft, stored
from tests.translations.ways import UNREAD, fresh, public, read, undone
from translations import drafts, guard, localize, services
from translations.digests import shown_digest
from translations.exceptions import NotApproved
from translations.models import QueueItem, ReviewTask, ReviewTaskState


@pytest.fixture(scope="module", autouse=True)
def shared(kept_scene):
    first, (update, _target) = (
        kept_scene.start(kept_scene.post("Three works")),
        kept_scene.live(kept_scene.post("One work")),
    )
    for item in (first, update):
        kept_scene.save(item, title=UNREAD)
    return first, update


@pytest.fixture
def update(shared, db):
    """A public translation with a newer draft in which nobody has read the title."""
    return deepcopy(shared[1])


@pytest.fixture
def first(shared, db):
    """A translation that was never public, all typed, not handed in."""
    return deepcopy(shared[0])


@pytest.fixture
def walk(first, update, client, monkeypatch, django_capture_on_commit_callbacks):
    """Tries ways on both: nothing public for any of the users, public for the last of them where nothing guards."""

    def tried(way, attempt):
        """The answer of a screen; None where Python raised. What follows a commit has happened."""
        try:
            with django_capture_on_commit_callbacks(execute=True):
                return way(attempt)
        except NotApproved:
            return None

    def walk(found, users, items) -> None:
        forms = {}
        for way, item, user in itertools.product(found, items, users):
            before = public(services.target_of(item))
            client.force_login(user)
            attempt = ways.Attempt(client, user, item, monkeypatch, forms)
            with undone():
                response = tried(way, attempt)
                assert response is None or response.status_code in (302, 403), way
                assert way not in ways.PYTHON or response is None, way
                if way in ways.LED_AWAY:
                    assert response.url == reverse("translations:edit", args=[item.pk]), way
                row = attempt.target
                assert row.live is (item is update), way
                assert read(row)[1] == before[1][1], way
                if row.live:
                    assert stored(row) == before[0], way
            with undone(), attempt.as_an_original():
                tried(way, attempt)
                assert attempt.target.live, way
                assert read(attempt.target)[1] != before[1][1], way

    return walk


def test_no_screen_makes_unread_text_public(scene, first, update, walk) -> None:
    walk(ways.SCREENS, (scene.reviewer, scene.admin), (first, update))
    walk([ways.bulk_publishing_the_page_above], (scene.reviewer, scene.admin), (first,))


def test_no_screen_of_superusers_does_either(scene, first, update, walk) -> None:
    walk(ways.SUPERUSER_SCREENS, (scene.admin,), (first, update))


def test_no_call_makes_unread_text_public(scene, first, update, walk) -> None:
    walk(ways.PYTHON, (scene.admin,), (first, update))


# ------------------------------------------------------------------ the review itself, ended by other means
def test_disabling_the_task_decides_nothing_and_leaves_it_on(scene, update, client) -> None:
    """Wagtail would approve and publish whatever waits in a task that is disabled."""
    target = scene.submit(update)
    before = public(target)
    client.force_login(scene.admin)
    url = reverse("wagtailadmin_workflows:disable_task", args=[ReviewTask.objects.get().pk])
    assert client.post(url).status_code == 403
    for task in (ReviewTask.objects.get(), Task.objects.get()):
        with pytest.raises(NotApproved):
            task.deactivate(user=scene.admin)
    assert public(target) == before
    assert Task.objects.get().active
    assert ReviewTaskState.objects.latest("pk").status == TaskState.STATUS_IN_PROGRESS
    story.approve(fresh(target), scene.reviewer)
    Task.objects.get().deactivate(user=scene.admin)
    assert not Task.objects.get().active


def test_ending_a_review_without_a_decision_publishes_nothing(scene, update) -> None:
    target = scene.submit(update)
    before = public(target)
    with pytest.raises(NotApproved), transaction.atomic():
        target.current_workflow_task_state.approve(user=scene.admin)  # past on_action: nothing was shown
    target.current_workflow_task_state.cancel(user=scene.admin)  # the review begins anew
    assert fresh(target).workflow_in_progress
    fresh(target).current_workflow_state.workflow.deactivate(user=scene.admin)
    assert not fresh(target).workflow_in_progress
    assert public(target) == before


# ------------------------------------------------------------------ schedules
def test_unread_text_cannot_be_scheduled(scene, first, update, client, monkeypatch) -> None:
    later = timezone.now() + timedelta(days=1)
    for item in (first, update):
        target = services.target_of(item)
        revision = new_draft(target, go_live_at=later)
        with pytest.raises(NotApproved), transaction.atomic():
            revision.publish(user=scene.admin, skip_permission_checks=True)
        client.force_login(scene.reviewer)
        attempt = ways.Attempt(client, scene.reviewer, item, monkeypatch)
        data = attempt.page_form() | {"go_live_at": later.strftime("%Y-%m-%d %H:%M")}
        with attempt.past_our_form():
            assert client.post(attempt.edit_url, data).status_code == 403
        assert not target.revisions.exclude(approved_go_live_at=None).exists()
        with attempt.as_an_original():
            client.post(attempt.edit_url, data)
        assert target.revisions.exclude(approved_go_live_at=None).exists()


def test_what_was_approved_may_be_scheduled(scene, update) -> None:
    target = services.target_of(update)
    revision = target.live_revision
    revision.approved_go_live_at = timezone.now() + timedelta(days=1)
    revision.save()
    assert fresh(target).approved_schedule


# ------------------------------------------------------------------ snippets
@pytest.mark.parametrize(("kind", "name"), [("topic", "name"), ("person", "bio"), ("outlet", "name")])
def test_snippets_are_guarded_the_same_way(scene, kind, name, client, monkeypatch) -> None:
    build = getattr(factories, kind)
    item, target = scene.live(build(scene.source.locale, **({"bio": "Writes."} if kind == "person" else {})))
    scene.save(item, **{name: UNREAD})
    before, meta = public(target), type(target)._meta
    url = reverse(f"wagtailsnippets_{meta.app_label}_{meta.model_name}:edit", args=[target.pk])
    attempt = ways.Attempt(client, scene.reviewer, item, monkeypatch)
    attempt.detach()
    client.force_login(scene.reviewer)
    with attempt.as_an_original():
        html = client.get(url).content.decode()
    form = querydict_from_html(html, form_index=html[: html.index('name="slug"')].count("<form") - 1)
    form.update({"action-publish": "1"})
    for user in (scene.reviewer, scene.admin):
        client.force_login(user)
        assert client.post(url, form).status_code == 302
        with attempt.past_our_form(), undone():
            assert client.post(url, form).status_code == 403
        assert public(target) == before
    localize.Translation.objects.update(enabled=True)
    for call in (
        lambda: fresh(target).latest_revision.publish(user=scene.admin, skip_permission_checks=True),
        lambda: attempt.translation.save_target(publish=True),
        lambda: _saved(fresh(target), **{name: UNREAD}),
    ):
        with pytest.raises(NotApproved), transaction.atomic():
            call()
        assert public(target) == before
    attempt.detach()
    with attempt.as_an_original():
        client.post(url, form)
    assert UNREAD.encode() in read(target)[1]


def _saved(row, **fields) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()


# ------------------------------------------------------------------ what passes
def test_taking_down_moving_and_locking_need_no_review(scene) -> None:
    item, target = scene.live(factories.standard(scene.source, "About", body=story.BODY[:2]))
    scene.save(item, title=UNREAD)
    target.locked = True
    target.save()
    fresh(target).save()
    fresh(target).save(update_fields=["locked"])
    Page.objects.get(pk=target.pk).save()
    fresh(target).move(factories.standard(scene.target, "Elsewhere"), pos="last-child", user=scene.admin)
    moved = fresh(target)
    assert (moved.live, moved.title, read(moved)[0]) == (True, "About T", 200)
    moved.locked = False
    moved.save()
    moved.unpublish(user=scene.reviewer)
    assert read(moved)[0] == 404


def test_what_was_approved_may_be_put_back_after_it_was_taken_down(scene, update) -> None:
    target = services.target_of(update)
    approved = target.live_revision
    target.unpublish(user=scene.reviewer)
    with pytest.raises(NotApproved), transaction.atomic():
        fresh(target).latest_revision.publish(user=scene.admin)
    approved.publish(user=scene.admin)
    assert fresh(target).title == "One work T"


def test_originals_are_not_guarded_even_in_a_translations_tree(scene) -> None:
    scene.live(scene.post("Two works"))
    for tree in (scene.source, scene.target):
        page = factories.post(tree, "My own", live=False)
        page.live, page.title = True, "My own words"
        page.save()
        new_draft(page, title="Other words").publish(user=scene.admin)
        later = new_draft(page, go_live_at=timezone.now() + timedelta(days=1))
        later.publish(user=scene.admin)
        assert (fresh(page).title, fresh(page).approved_schedule) == ("Other words", True)


def test_the_source_of_a_translation_is_not_guarded(scene, update) -> None:
    source = services.source_of(update)
    source.intro = "Changed at once."
    source.save()
    new_draft(source, intro="Changed again.").publish(user=scene.admin)
    assert fresh(source).intro == "Changed again."


# ------------------------------------------------------------------ what was public before there was a guard
def test_a_translation_public_at_installation_keeps_what_it_says_and_nothing_else(scene) -> None:
    source = scene.post("Two works")
    target = factories.twin(source, scene.target, title="Hand made", slug="hand-made")
    localize.create_translation(source, scene.target.locale)
    item = QueueItem.objects.get(translation_key=source.translation_key)
    assert item.accepted_digest == guard.row_digest(target)
    fresh(target).save()
    fresh(target).unpublish()
    assert read(target)[0] == 404
    fresh(target).latest_revision.publish(user=scene.admin)
    assert b"Hand made" in read(target)[1]
    before = public(target)
    for call in (
        lambda: new_draft(target, title=UNREAD).publish(user=scene.admin),
        lambda: drafts.write_draft(item, scene.translator).publish(user=scene.admin),
    ):
        with pytest.raises(NotApproved), transaction.atomic():
            call()
    assert public(target) == before


def test_a_mirror_public_at_installation_has_nothing_accepted(scene) -> None:
    source = scene.post("Two works")
    source.copy_for_translation(scene.target.locale, alias=True)
    localize.create_translation(source, scene.target.locale)
    assert QueueItem.objects.get(translation_key=source.translation_key).accepted_digest == ""


# ------------------------------------------------------------------ what an approval holds for
def test_an_approved_revision_whose_content_was_overwritten_is_not_approved(scene) -> None:
    _item, target = scene.live(scene.post("Two works"))
    revision = target.live_revision
    assert guard.is_approved(revision)
    target.unpublish()
    before = public(target)
    draft = revision.as_object()
    draft.title = UNREAD
    overwritten = draft.save_revision(user=scene.translator, overwrite_revision=revision)
    assert overwritten.pk == revision.pk
    assert not guard.is_approved(overwritten)
    with pytest.raises(NotApproved), transaction.atomic():
        overwritten.publish(user=scene.admin)
    assert public(target) == before


def test_neither_an_open_nor_a_rejected_review_is_an_approval(scene, update) -> None:
    target = scene.submit(update)
    state = target.current_workflow_task_state
    assert not guard.is_approved(target.latest_revision)
    state.task.specific.on_action(state, scene.reviewer, "reject", seen=shown_digest(target.latest_revision))
    assert not guard.is_approved(fresh(target).latest_revision)
    assert not guard.is_approved(None)

"""Wagtail's screens of a review say no title to whom the review is nothing."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowTask

from tests import factories
from translations.models import RefusedAct

pytestmark = pytest.mark.any_database

TITLE = "Canarybird"
# Reviewers of any language change topics.
STRANGERS = [
    *(("page", part) for part in ("translator", "other_translator", "other_reviewer")),
    *(("topic", part) for part in ("translator", "other_translator")),
]


@pytest.fixture
def rows(scene) -> SimpleNamespace:
    """A page and a topic that are not in review, and others that are, where `scene.reviewer` decides."""
    tree = scene.target
    made = SimpleNamespace(
        page=factories.post(tree, f"{TITLE} page", live=False),
        topic=factories.topic(tree.locale, f"{TITLE} topic", live=False),
        reviewed_page=factories.post(tree, f"{TITLE} of a review", live=False),
        reviewed_topic=factories.topic(tree.locale, f"{TITLE} of a review", live=False),
    )
    for row in (made.reviewed_page, made.reviewed_topic):
        row.get_workflow().start(row, scene.editor)
    return made


def screens(row: Any, state: TaskState) -> list[str]:
    """The three, of a page or a snippet."""
    namespace = "wagtailadmin_pages" if isinstance(row, Page) else row.snippet_viewset.get_url_name("edit")[:-5]
    views = ("workflow_action", "collect_workflow_action_data")
    found = [reverse(f"{namespace}:{view}", args=[quote(row.pk), "reject", state.pk]) for view in views]
    return [*found, reverse(f"{namespace}:workflow_preview", args=[quote(row.pk), state.task_id])]


def asked_for(rows: SimpleNamespace, kind: str) -> list[str]:
    """The screens of what is not in review, and of what is."""
    reviewed = getattr(rows, f"reviewed_{kind}")
    state = reviewed.current_workflow_task_state
    return [*screens(getattr(rows, kind), state), *screens(reviewed, state)]


def said(response) -> str:
    messages = " ".join(str(message) for message in getattr(response.wsgi_request, "_messages", ()))
    return f"{response.content.decode()} {messages}"


@pytest.mark.parametrize(("kind", "part"), STRANGERS)
def test_who_may_not_know_of_it_is_turned_away_without_a_title(client, scene, rows, kind, part) -> None:
    client.force_login(getattr(scene, part))
    for url in asked_for(rows, kind):
        for ask in (client.get, client.post):
            response = ask(url)
            assert (response.status_code, response.url) == (302, reverse("wagtailadmin_home"))
            assert TITLE not in said(response)
        assert RefusedAct.objects.filter(user=getattr(scene, part), label=url).exists()


@pytest.mark.parametrize("kind", ["page", "topic"])
@pytest.mark.parametrize("part", ["editor", "reviewer", "admin"])
def test_who_works_on_it_is_told_that_it_is_in_no_review(client, scene, rows, kind, part) -> None:
    client.force_login(getattr(scene, part))
    for url in asked_for(rows, kind)[:3]:
        response = client.get(url)
        assert f"{TITLE} {kind}" in said(response)
        assert "not currently awaiting moderation" in said(response)


@pytest.mark.parametrize("kind", ["page", "topic"])
def test_its_reviewer_gets_the_form_and_the_preview(client, scene, rows, kind) -> None:
    client.force_login(scene.reviewer)
    assert [client.get(url).status_code for url in asked_for(rows, kind)[3:]] == [200, 200, 200]


@pytest.mark.parametrize("kind", ["page", "topic"])
def test_so_does_who_has_a_task_in_it_without_any_right(client, scene, kind) -> None:
    """Where a site adds a task of another kind."""
    group = Group.objects.create(name="Second look")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    task = GroupApprovalTask.objects.create(name="Second look")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Second look")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    row = factories.post(scene.target, live=False) if kind == "page" else factories.topic(scene.target.locale)
    workflow.start(row, scene.editor)
    asked = screens(row, row.current_workflow_task_state)
    client.force_login(factories.user("", "Second look"))
    assert [client.get(url).status_code for url in asked] == [200, 200, 200]
    client.force_login(scene.translator)
    assert [client.get(url).status_code for url in asked] == [302, 302, 302]


def test_the_anonymous_are_led_to_the_login(client, rows) -> None:
    for url in (*asked_for(rows, "page"), *asked_for(rows, "topic")):
        assert client.get(url).url.startswith(reverse("wagtailadmin_login"))

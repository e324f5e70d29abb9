"""The ways by which content of a translation could become public past its review, and what readers get.

Each takes an `Attempt`. Ways through screens return the response; ways in Python raise.
"""

from contextlib import contextmanager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, Revision, Task, Workflow, WorkflowPage, WorkflowTask
from wagtail.test.utils.form_data import querydict_from_html

from tests.translations.conftest import stored
from translations import guard, services, wagtail_hooks

UNREAD = "Nobody read this"


@dataclass
class Attempt:
    """Someone signed in, at a target whose newest draft nobody approved."""

    client: Any
    user: Any
    item: Any
    monkeypatch: pytest.MonkeyPatch
    forms: dict = field(default_factory=dict)

    @property
    def target(self) -> Any:
        return services.target_of(self.item)

    @property
    def translation(self) -> Any:
        return services.translation_of(self.item)

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.target.pk])

    @contextmanager
    def as_an_original(self) -> Any:
        """Neither guard nor hook know the row as a translation."""
        with self.monkeypatch.context() as patch:
            patch.setattr(guard, "item_of", lambda row: None)
            yield

    @contextmanager
    def past_our_form(self) -> Any:
        """Wagtail's and wagtail-localize's editors open; the guard stands."""
        with self.monkeypatch.context() as patch:
            patch.setattr(wagtail_hooks, "guard", SimpleNamespace(item_of=lambda row: None))
            yield

    def detach(self) -> None:
        """What “stop translation” does: Wagtail's own editor is then used."""
        translation = self.translation
        translation.enabled = False
        translation.save()

    def page_form(self) -> dict:
        """What Wagtail's editor would send; it takes long to read, so it is read once for each target."""
        self.detach()
        if self.target.pk not in self.forms:
            with self.as_an_original():
                html = self.client.get(self.edit_url).content.decode()
            data = querydict_from_html(html, form_id="page-edit-form")
            data.update({"body-count": "0", "corrections-count": "0", "action-publish": "action-publish"})
            self.forms[self.target.pk] = data.dict()
        return self.forms[self.target.pk]


def fresh(row: Any) -> Any:
    """The row as it is stored now."""
    return type(row)._base_manager.get(pk=row.pk)


def read(row: Any) -> tuple[int, bytes]:
    """What somebody who is not signed in gets of a row: nothing, where the answer is that it is not there."""
    row = fresh(row)
    with translation.override(row.locale.language_code):
        url = row.get_url() if isinstance(row, Page) else row.get_absolute_url()
    response = Client().get(url)
    if response.status_code == 404:
        assert UNREAD.encode() not in response.content
        return 404, b""
    return response.status_code, response.content


def public(row: Any) -> tuple:
    """All that must not move: the stored row and what is read."""
    return stored(row), read(row)


@contextmanager
def undone() -> Any:
    """As if it had not happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


# ------------------------------------------------------------------ screens
def wagtails_editor(attempt: Attempt) -> Any:
    return attempt.client.post(attempt.edit_url, attempt.page_form())


def wagtails_editor_past_our_form(attempt: Attempt) -> Any:
    data = attempt.page_form()
    with attempt.past_our_form():
        return attempt.client.post(attempt.edit_url, data)


def reverting_and_publishing(attempt: Attempt) -> Any:
    url = reverse("wagtailadmin_pages:revisions_revert", args=[attempt.target.pk, attempt.target.latest_revision_id])
    return attempt.client.post(url, attempt.page_form())


def reverting_past_our_form(attempt: Attempt) -> Any:
    url = reverse("wagtailadmin_pages:revisions_revert", args=[attempt.target.pk, attempt.target.latest_revision_id])
    data = attempt.page_form()
    with attempt.past_our_form():
        return attempt.client.post(url, data)


def localizes_editor(attempt: Attempt) -> Any:
    return attempt.client.post(attempt.edit_url, {"action": "publish"})


def localizes_editor_past_our_form(attempt: Attempt) -> Any:
    with attempt.past_our_form():
        return attempt.client.post(attempt.edit_url, {"action": "publish"})


def _bulk(attempt: Attempt, page: Page, **data: str) -> Any:
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return attempt.client.post(f"{url}?id={page.pk}", data)


def bulk_publishing(attempt: Attempt) -> Any:
    return _bulk(attempt, attempt.target)


def bulk_publishing_the_page_above(attempt: Attempt) -> Any:
    return _bulk(attempt, attempt.target.get_parent(), include_descendants="on")


def localizes_sync(attempt: Attempt) -> Any:
    url = reverse("wagtail_localize:update_translations", args=[attempt.translation.source_id])
    return attempt.client.post(url, {"publish_translations": "on"})


def converting_to_a_mirror(attempt: Attempt) -> Any:
    return attempt.client.post(reverse("wagtail_localize:convert_to_alias", args=[attempt.target.pk]))


# ------------------------------------------------------------------ Python
def _changed(row: Any) -> Any:
    row.title, row.live = "Nobody read this", True
    return row


def saving_the_row(attempt: Attempt) -> None:
    _changed(attempt.target).save()


def saving_some_columns(attempt: Attempt) -> None:
    _changed(attempt.target).save(update_fields=["title", "live", "draft_title"])


def saving_the_base_page(attempt: Attempt) -> None:
    _changed(Page.objects.get(pk=attempt.target.pk)).save()


def saving_it_deferred(attempt: Attempt) -> None:
    _changed(Page.objects.get(pk=attempt.target.pk).specific_deferred).save()


def publishing_the_revision(attempt: Attempt) -> None:
    attempt.target.latest_revision.publish(user=attempt.user, skip_permission_checks=True)


def the_publish_action(attempt: Attempt) -> None:
    action = PublishPageRevisionAction(attempt.target.latest_revision, user=attempt.user)
    action.execute(skip_permission_checks=True)


def localizes_save_target(attempt: Attempt) -> None:
    attempt.translation.save_target(user=attempt.user, publish=True)


def localizes_save_target_without_publishing(attempt: Attempt) -> None:
    """It writes the draft into the row: on a public one, everybody reads it; the other is published after it."""
    attempt.translation.save_target(user=attempt.user, publish=False)
    if not attempt.target.live:
        publishing_the_revision(attempt)


def a_schedule_written_past_us(attempt: Attempt) -> None:
    due = timezone.now() - timezone.timedelta(minutes=1)
    Revision.objects.filter(pk=attempt.target.latest_revision_id).update(approved_go_live_at=due)
    call_command("publish_scheduled")


def a_workflow_nearer_in_the_tree(attempt: Attempt) -> None:
    workflow, task = Workflow.objects.create(name="Nearer"), Task.objects.create(name="Nearer")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.create(workflow=workflow, page=attempt.target.get_parent())
    state = attempt.target.get_workflow().start(attempt.target, attempt.user)
    assert state.workflow == workflow
    state.current_task_state.approve(user=attempt.user)


SCREENS = [
    wagtails_editor,
    wagtails_editor_past_our_form,
    reverting_and_publishing,
    reverting_past_our_form,
    localizes_editor,
    localizes_editor_past_our_form,
    bulk_publishing,
]
# Here the hook answers before the guard has to.
LED_AWAY = [wagtails_editor, reverting_and_publishing, localizes_editor]
SUPERUSER_SCREENS = [localizes_sync, converting_to_a_mirror]
PYTHON = [
    saving_the_row,
    saving_some_columns,
    saving_the_base_page,
    saving_it_deferred,
    publishing_the_revision,
    the_publish_action,
    localizes_save_target,
    localizes_save_target_without_publishing,
    a_schedule_written_past_us,
    a_workflow_nearer_in_the_tree,
]

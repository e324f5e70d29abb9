"""Each act that makes something public, or takes it away from readers, is in the report with whoever it was."""

from datetime import timedelta
from html import unescape

import html5lib
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from tests import factories
from tests.translations import story
from tests.translations.advance import approve_original, source_of, target_of, waiting
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import embargo, releases

WHEN = timezone.now().replace(microsecond=0) + timedelta(days=3)
DUE = WHEN + timedelta(minutes=1)


def told(client, scene) -> list[tuple[str, str, str]]:
    """The rows of the report, newest first: who, what, where."""
    client.force_login(scene.admin)
    html = client.get(reverse("translations:acts")).content.decode()
    rows = html5lib.parse(html, namespaceHTMLElements=False).findall(".//main//tbody/tr")
    cells = [[unescape("".join(cell.itertext())) for cell in row] for row in rows]
    return [tuple(row[1:4]) for row in cells]


def name_of(user) -> str:
    return user.get_full_name() or user.get_username()


# ------------------------------------------------------------------ at its time
def test_what_becomes_public_at_its_time_does_so_by_whoever_chose_the_time(client, scene, at) -> None:
    item = waiting(scene)
    approve_original(scene, source_of(item), go_live_at=WHEN)
    embargo.schedule(embargo.held(target_of(item)), WHEN, scene.reviewer)
    at(DUE)
    call_command("publish_scheduled")
    rows = told(client, scene)
    for row, user in ((source_of(item), scene.other_reviewer), (target_of(item), scene.reviewer)):
        assert (name_of(user), "Published at its time", row.title) in rows


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_what_expires_is_taken_down_by_the_schedule(client, scene, at, kind) -> None:
    row = scene.post("It was") if kind == "page" else factories.topic(scene.source.locale, "It was")
    new_draft(row, expire_at=WHEN).publish()
    at(DUE)
    call_command("publish_scheduled")
    assert not fresh(row).live
    assert ("The schedule: its time had come", "Taken down at its time", "It was") in told(client, scene)


def unseen(scene) -> Page:
    """A page that was never public, of a work that never was."""
    return factories.publication(scene.source, work=factories.work("Along with it", live=False), live=False)


def publication(scene, when=WHEN) -> Page:
    """The same in review, with the time that it asks for."""
    page = unseen(scene)
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = when
    draft.save_revision()
    page = fresh(page)
    page.get_workflow().start(page, scene.editor)
    return fresh(page)


def who_published_the_work() -> list:
    return [entry.user for entry in ModelLogEntry.objects.filter(action="wagtail.publish", label="Along with it")]


def test_a_work_that_becomes_public_with_its_page_at_a_time_does_so_by_whoever_approved(scene, at) -> None:
    page = publication(scene)
    story.approve(page, scene.other_reviewer)
    assert not who_published_the_work()
    at(DUE)
    call_command("publish_scheduled")
    assert fresh(page).live
    assert who_published_the_work() == [scene.other_reviewer]


def test_and_by_whoever_scheduled_without_a_review(client, scene, at) -> None:
    page = unseen(scene)
    new_draft(page, go_live_at=WHEN).publish(user=scene.admin)
    at(DUE)
    call_command("publish_scheduled")
    assert who_published_the_work() == [scene.admin]
    assert (name_of(scene.admin), "Published", "Along with it") in told(client, scene)


def test_and_by_whoever_chose_to_publish_it_together_with_others(scene, at) -> None:
    page = publication(scene, when=None)
    seen = {one.key: one.seen for one in releases.proposed(page, scene.admin)}
    releases.publish_together(source=page, user=scene.admin, seen=seen, when=WHEN)
    at(DUE)
    call_command("publish_scheduled")
    assert who_published_the_work() == [scene.admin]


def test_at_once_it_is_whoever_publishes(client, scene) -> None:
    page = unseen(scene)
    client.force_login(scene.admin)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={page.pk}")
    assert who_published_the_work() == [scene.admin]


def test_who_has_no_account_any_more_is_not_called_a_guest(client, scene) -> None:
    somebody = factories.user("gone")
    new_draft(scene.post("It is"), title="It is new").publish(user=somebody, skip_permission_checks=True)
    PageLogEntry.objects.filter(user=somebody).update(user=10**6)
    assert ("An account that was deleted", "Published", "It is new") in told(client, scene)

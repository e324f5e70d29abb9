"""A lock holds for what becomes public and for what is said of it, by whatever way and time."""

from contextlib import suppress
from copy import deepcopy
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from wagtail.models import Page

from tests.translations import story
from tests.translations.conftest import republish
from tests.translations.ways import fresh
from translations import acknowledge, localize, releases, services
from translations.acknowledge import Kind
from translations.exceptions import InReview, NotReady
from translations.models import QueueItem, RefusedAct


@pytest.fixture(scope="module")
def kept_update(kept_scene):
    return kept_scene.live(kept_scene.post("One work"))[0]


def lock(item, by) -> None:
    Page.objects.filter(pk=services.target_of(item).pk).update(locked=True, locked_by=by)


def strings() -> list:
    return list(localize.StringTranslation.objects.order_by("pk").values_list("pk", "data"))


# ------------------------------------------------------------------ what is said of it
@pytest.fixture
def stale(scene, kept_update):
    """A public translation whose original says something else by now."""
    item = deepcopy(kept_update)
    republish(services.source_of(item), intro="Another introduction.")
    return QueueItem.objects.get(pk=item.pk)


def said(item) -> tuple:
    return strings(), list(item.acknowledgements.values_list("pk", "revoked_at"))


@pytest.mark.parametrize("kind", [Kind.STILL_RIGHT, Kind.MINOR])
def test_nothing_is_said_of_a_translation_that_another_has_locked(scene, stale, client, kind) -> None:
    lock(stale, scene.admin)
    user = scene.translator if kind == Kind.STILL_RIGHT else scene.reviewer
    before = said(stale)
    with pytest.raises(InReview):
        acknowledge.acknowledge_item(item=stale, user=user, kind=kind, reason="Commas.")
    intro = next(one.pk for one in services.segments(stale) if one.path == "intro")
    with pytest.raises(InReview):
        acknowledge.acknowledge_segment(item=stale, user=scene.translator, segment_pk=intro)
    client.force_login(user)
    url = reverse("wagtail_bulk_action", args=["translations", "queueitem", "still_right"])
    client.post(f"{url}?id={stale.pk}", {"reason": "Commas."})
    assert said(stale) == before
    Page.objects.filter(pk=services.target_of(stale).pk).update(locked=False)
    acknowledge.acknowledge_item(item=stale, user=user, kind=kind, reason="Commas.")
    assert said(stale) != before


def test_nor_is_it_taken_back(scene, stale) -> None:
    word = acknowledge.acknowledge_item(item=stale, user=scene.translator, kind=Kind.STILL_RIGHT)
    lock(stale, scene.admin)
    before = said(stale)
    with pytest.raises(InReview):
        acknowledge.revoke(acknowledgement=word, user=scene.translator)
    assert said(stale) == before


# ------------------------------------------------------------------ what becomes public
@pytest.fixture
def held(scene):
    """A translation that was approved before its original, which is in review, and the original."""
    source = scene.post("Later", live=False)
    source.get_workflow().start(source, scene.editor)
    item = scene.start(fresh(source))
    item = services.people.assign(item=item, assignee=scene.translator, user=scene.editor)
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    return item, fresh(source)


def test_what_another_has_locked_is_not_lifted(scene, held, client) -> None:
    item, _source = held
    lock(item, scene.editor)
    client.force_login(scene.admin)
    url = reverse("translations:lift", args=[item.pk])
    assert client.post(url, {"translations-reason": "Asked for."}).status_code == 423
    assert not services.target_of(item).live
    assert QueueItem.objects.get(pk=item.pk).embargo_lifted_at is None


def test_it_does_not_follow_its_original_and_the_report_says_so(scene, held) -> None:
    item, source = held
    lock(item, scene.editor)
    story.approve(source, scene.other_reviewer)
    assert fresh(source).live
    assert not services.target_of(item).live
    assert RefusedAct.objects.get().action == "InReview"
    Page.objects.update(locked=False)
    chosen = {one.key: one.seen for one in releases.proposed(fresh(source), scene.admin) if one.revision}
    releases.publish_together(source=fresh(source), user=scene.admin, seen=chosen)
    assert services.target_of(item).live


def test_it_is_not_published_together_with_others(scene, held) -> None:
    item, source = held
    chosen = {one.key: one.seen for one in releases.proposed(source, scene.admin)}
    lock(item, scene.editor)
    with pytest.raises(NotReady) as refusal:
        releases.publish_together(source=source, user=scene.admin, seen=chosen)
    assert [one.row.pk for one in refusal.value.lacking] == [services.target_of(item).pk]
    assert not fresh(source).live


@pytest.mark.parametrize("which", ["original", "translation"])
def test_nor_at_its_time_where_it_was_locked_since(scene, held, at, which) -> None:
    item, source = held
    when = datetime(2030, 1, 1, 12, tzinfo=UTC)
    chosen = {one.key: one.seen for one in releases.proposed(source, scene.admin)}
    releases.publish_together(source=source, user=scene.admin, seen=chosen, when=when)
    row = source if which == "original" else services.target_of(item)
    Page.objects.filter(pk=row.pk).update(locked=True, locked_by=scene.editor)
    at(when + timedelta(minutes=1))
    with suppress(CommandError):
        call_command("publish_scheduled")
    assert not fresh(source).live
    assert not services.target_of(item).live
    assert RefusedAct.objects.count() == 1


def test_bulk_publication_leaves_a_locked_draft_alone(scene, client) -> None:
    """With what stands below it too; who holds the lock goes on."""
    page = scene.post("Locked", live=False)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_by=scene.editor)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.force_login(scene.other_reviewer)
    for asked in (page.pk, scene.source.blog.pk):
        assert client.post(f"{url}?id={asked}", {"include_descendants": "on"}).status_code == 423
        assert not fresh(page).live
    Page.objects.filter(pk=page.pk).update(locked_by=scene.other_reviewer)
    client.post(f"{url}?id={page.pk}", {})
    assert fresh(page).live

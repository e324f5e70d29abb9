"""What is due becomes public, originals first, one family in one transaction; what is broken stops nothing else."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command, get_commands
from django.utils import timezone
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, PageLogEntry, Revision

from tests import factories
from tests.translations.advance import approve_original, in_review, source_of, target_of, waiting
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import embargo
from translations.models import RefusedAct

WHEN = timezone.now().replace(microsecond=0) + timedelta(days=3)
DUE = WHEN + timedelta(minutes=1)


@pytest.fixture
def pair(scene):
    """An original and its translation, both scheduled for the same time."""
    item = waiting(scene)
    approve_original(scene, source_of(item), go_live_at=WHEN)
    embargo.schedule(embargo.held(target_of(item)), WHEN, scene.reviewer)
    assert not source_of(item).live
    assert embargo.scheduled_for(target_of(item)) == WHEN
    return item


def scheduled(row, when=WHEN, **fields):
    """A draft of an original, on Wagtail's schedule."""
    new_draft(row, go_live_at=when, **fields).publish(skip_permission_checks=True)
    return fresh(row)


def test_the_command_of_this_name_is_ours() -> None:
    assert get_commands()["publish_scheduled"] == "translations"


def test_before_the_time_nothing_happens(pair, at) -> None:
    at(WHEN - timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not source_of(pair).live
    assert not target_of(pair).live


def test_at_one_time_the_original_comes_first_and_its_translation_with_it(pair, at) -> None:
    at(DUE)
    call_command("publish_scheduled")
    assert source_of(pair).live
    assert target_of(pair).live
    entries = PageLogEntry.objects.filter(action="wagtail.publish.scheduled").order_by("pk")
    assert [entry.page_id for entry in entries] == [source_of(pair).pk, target_of(pair).pk]


def test_the_log_says_who_had_scheduled_it(scene, pair, at) -> None:
    at(DUE)
    call_command("publish_scheduled")
    for row, user in ((source_of(pair), scene.other_reviewer), (target_of(pair), scene.reviewer)):
        entry = log_registry.get_logs_for_instance(row).filter(action="wagtail.publish.scheduled").get()
        assert entry.user == user


def test_a_translation_whose_original_was_taken_off_the_schedule_waits(scene, pair, at, capsys) -> None:
    source_of(pair).revisions.update(approved_go_live_at=None)
    at(DUE)
    call_command("publish_scheduled")
    target = target_of(pair)
    assert not target.live
    assert embargo.scheduled_for(target) is None
    assert embargo.held(target) is not None
    assert "It waits for its original." in capsys.readouterr().err
    at(DUE + timedelta(days=1))
    source_of(pair).latest_revision.publish()
    assert source_of(pair).live or embargo.scheduled_for(source_of(pair))


def test_what_nobody_approved_is_taken_off_the_schedule_and_told(scene, pair, at, capsys) -> None:
    other = waiting(scene, in_review(scene, "Three works"))
    approve_original(scene, source_of(other), go_live_at=WHEN)
    draft = new_draft(target_of(other), title="Nobody read this")
    Revision.objects.filter(pk=draft.pk).update(approved_go_live_at=WHEN)
    at(DUE)
    call_command("publish_scheduled")
    assert source_of(other).live
    assert "Nobody read this" not in (target_of(other).title, Page.objects.get(pk=target_of(other).pk).title)
    assert not Revision.objects.exclude(approved_go_live_at=None).exists()
    assert "Nobody read this: It is not approved." in capsys.readouterr().err
    assert RefusedAct.objects.filter(action="release", label="Nobody read this").exists()
    assert target_of(pair).live  # what came after it was not stopped


def test_one_broken_family_stops_no_other_and_is_public_in_no_part(scene, pair, at, monkeypatch, capsys) -> None:
    healthy = scheduled(factories.post(scene.source, "Healthy", live=False), WHEN + timedelta(seconds=30))
    model, publish = type(target_of(pair)), embargo.publish

    def broken(revision, user, **options):
        if revision.object_id == str(target_of(pair).pk):
            raise RuntimeError("the disk is full")
        publish(revision, user, **options)

    monkeypatch.setattr(embargo, "publish", broken)
    at(DUE)
    with pytest.raises(CommandError, match="1 could not"):
        call_command("publish_scheduled")
    assert model.objects.get(pk=healthy.pk).live
    assert not source_of(pair).live
    assert not target_of(pair).live
    assert "the disk is full" in capsys.readouterr().err
    monkeypatch.setattr(embargo, "publish", publish)
    call_command("publish_scheduled")
    assert source_of(pair).live
    assert target_of(pair).live


def test_an_address_that_was_taken_meanwhile_breaks_its_own_family_only(scene, at) -> None:
    topic = factories.topic(scene.source.locale, "Peace", live=False)
    scheduled(topic, slug="peace")
    other = scheduled(factories.topic(scene.source.locale, "War", live=False), WHEN + timedelta(seconds=30))
    factories.topic(scene.source.locale, "Another", slug="taken")
    Revision.objects.filter(pk=fresh(topic).latest_revision_id).update(
        content=fresh(topic).latest_revision.content | {"slug": "taken"}
    )
    at(DUE)
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    assert not fresh(topic).live
    assert fresh(other).live


def test_what_has_expired_is_taken_down_with_or_without_trouble(scene, at, monkeypatch) -> None:
    first, second = factories.post(scene.source, "First"), factories.post(scene.source, "Second")
    Page.objects.filter(pk__in=[first.pk, second.pk]).update(expire_at=WHEN)
    unpublish = Page.unpublish

    def broken(self, *args, **kwargs):
        if self.pk == first.pk:
            raise RuntimeError("no")
        return unpublish(self, *args, **kwargs)

    monkeypatch.setattr(Page, "unpublish", broken)
    at(DUE)
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    assert fresh(first).live
    assert not fresh(second).live
    assert fresh(second).expired


def test_an_expired_original_leaves_its_translation_to_whoever_decides(scene, at) -> None:
    item, _target = scene.live(scene.post())
    Page.objects.filter(pk=source_of(item).pk).update(expire_at=WHEN)
    at(DUE)
    call_command("publish_scheduled")
    assert not source_of(item).live
    assert target_of(item).live


def test_a_dry_run_changes_nothing(pair, at, capsys) -> None:
    at(DUE)
    call_command("publish_scheduled", "--dryrun")
    assert "Two works" in capsys.readouterr().out
    assert not source_of(pair).live


def test_late_by_days_it_is_the_same(pair, at) -> None:
    at(DUE + timedelta(days=9))
    call_command("publish_scheduled")
    call_command("publish_scheduled")
    assert source_of(pair).live
    assert target_of(pair).live
    assert PageLogEntry.objects.filter(action="wagtail.publish.scheduled").count() == 2

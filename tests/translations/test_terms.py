"""Until when, how urgent, whom it calls: asked of people only while there is something for them to do."""

import datetime

import pytest
from django.utils import timezone

from tests.translations import story
from tests.translations.advance import in_review, waiting
from tests.translations.conftest import republish
from tests.translations.queued import queued
from translations import acknowledge, listing, notifications, people, reporting, services
from translations.models import Acknowledgement, Notification, Priority, QueueItem, Standing
from translations.states import Flag, Tab

DAY = datetime.timedelta(days=1)
Kind = Notification.Kind


def give(item, user, days: int = 2) -> None:
    """Assigned long ago, and due soon."""
    then, due = timezone.now() - 99 * DAY, timezone.localdate() + days * DAY
    QueueItem.objects.filter(pk=item.pk).update(
        assignee=user, assigned_at=then, created_at=then, last_act_at=then, due=due, priority=Priority.URGENT
    )
    Standing.objects.filter(item=item).update(since=then)


def terms(item) -> tuple:
    return QueueItem.objects.values_list("due", "priority").get(pk=item.pk)


# ---------------------------------------------------------------- whoever can do nothing
def test_what_is_approved_and_waits_is_neither_reminded_of_nor_put_back(scene) -> None:
    item = waiting(scene, in_review(scene, "Held works"))
    give(item, scene.translator)
    assert notifications.remind() == 0
    assert people.return_idle(days=30) == 0


@pytest.mark.parametrize("decided", [[], [Flag.SOURCE_UNPUBLISHED]])
def test_nobody_is_called_to_a_translation_whose_original_was_taken_down(scene, decided) -> None:
    source = scene.post()
    item = scene.start(source)
    source.unpublish()
    QueueItem.objects.filter(pk=item.pk).update(decided=decided)
    services.standings.refresh([item])
    give(item, scene.translator)
    assert Standing.objects.get(item=item).tab == ("" if decided else Tab.TO_DECIDE)
    assert notifications.remind() == 0
    assert people.return_idle(days=30) == 0
    assert listing.waiting_for(scene.translator) == 0


def test_what_somebody_decides_waits_for_them_if_it_is_theirs(scene) -> None:
    queued(scene.source, scene.target, Tab.TO_DECIDE, item={"assignee": scene.reviewer})
    assert listing.waiting_for(scene.reviewer) == 1


def test_a_word_after_the_approval_is_work_that_has_a_deadline(scene) -> None:
    item = waiting(scene, in_review(scene, "Held works"))
    scene.save(item, intro="Another word")
    assert Flag.WAITS in Standing.objects.get(item=item).flags
    give(item, scene.translator)
    assert notifications.remind() == 1
    assert people.return_idle(days=30) == 1


# ---------------------------------------------------------------- what is done
def test_with_the_approval_the_date_and_the_priority_are_over(scene) -> None:
    item = scene.start(scene.post())
    people.set_due(item=item, due=timezone.localdate() + DAY, user=scene.editor)
    people.set_priority(item=item, priority=Priority.HIGH, user=scene.editor)
    scene.publish(item)
    assert terms(item) == (None, Priority.NORMAL)
    republish(services.source_of(item), intro="Something else.")
    later = listing.all_items().get(pk=item.pk)
    assert later.standing.tab == Tab.STALE
    assert not reporting.is_overdue(later, timezone.localdate() + 90 * DAY)


def test_they_stay_where_the_original_changed_during_the_review(scene) -> None:
    item = scene.start(scene.post())
    scene.save(item)
    target = scene.submit(item)
    republish(services.source_of(item), intro="Something else.")
    give(item, scene.translator)
    story.approve(target, scene.reviewer)
    assert Standing.objects.get(item=item).tab == Tab.STALE
    assert terms(item) == (timezone.localdate() + 2 * DAY, Priority.URGENT)


def test_they_are_over_where_the_translation_is_called_right_and_stay_where_some_of_it_is(scene) -> None:
    item, _target = scene.live(scene.post("Peace, slowly", intro="Peace is slow, they say."))
    give(item, scene.translator)
    republish(services.source_of(item), title="Peace slowly", intro="Peace is slow they say.")
    services.take_over(item=item)
    acknowledge.acknowledge_segment(item=item, user=scene.translator, segment_pk=scene.pk(item, "intro"))
    assert terms(item)[1] == Priority.URGENT
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=Acknowledgement.Kind.MINOR, reason="A comma")
    assert terms(item) == (None, Priority.NORMAL)


# ---------------------------------------------------------------- what is so no more
def unread(item) -> list[str]:
    return list(Notification.objects.filter(item=item, kind=Kind.STALE, read_at=None).values_list("user__username"))


@pytest.fixture
def told(scene, django_capture_on_commit_callbacks):
    """A public translation whose translator was told that its original changed."""
    item, _target = scene.live(scene.post("Peace, slowly", intro="Peace is slow, they say."))
    people.assign(item=item, assignee=scene.translator, user=scene.editor)
    with django_capture_on_commit_callbacks(execute=True):
        republish(services.source_of(item), intro="Peace is slow they say.")
    assert len(unread(item)) == 1
    return item


def test_nobody_reads_of_a_change_that_was_undone(scene, told, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        republish(services.source_of(told), intro="Peace is slow, they say.")
    assert unread(told) == []
    with django_capture_on_commit_callbacks(execute=True):
        republish(services.source_of(told), intro="Peace is quick.")
    assert len(unread(told)) == 1


def test_nobody_reads_of_a_change_that_was_called_minor(scene, told) -> None:
    acknowledge.acknowledge_item(item=told, user=scene.editor, kind=Acknowledgement.Kind.MINOR, reason="A comma")
    assert unread(told) == []


def test_nobody_reads_of_a_change_after_the_one_passage_was_called_right(scene, told) -> None:
    services.take_over(item=told)
    assert len(unread(told)) == 1
    acknowledge.acknowledge_segment(item=told, user=scene.translator, segment_pk=scene.pk(told, "intro"))
    assert unread(told) == []


def test_what_else_was_told_is_left_to_be_read(scene, told) -> None:
    acknowledge.acknowledge_item(item=told, user=scene.editor, kind=Acknowledgement.Kind.MINOR, reason="A comma")
    assert notifications.unread(scene.translator).filter(kind=Kind.ASSIGNED).exists()

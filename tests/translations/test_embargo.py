"""A translation is never public before its original, unless somebody with the right says so, and why."""

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision

from tests import factories
from tests.long import LONG
from tests.translations import story
from tests.translations.advance import approve_original, give_to_translator, in_review, source_of, target_of, waiting
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh, read, undone
from translations import embargo, services, sight
from translations.exceptions import CannotTranslate, UnderEmbargo
from translations.models import Basis, QueueItem, ReviewTaskState
from translations.views.history import unschedule_url

LATER = timedelta(days=3)


def acts_of(row, action):
    return list(log_registry.get_logs_for_instance(row).filter(action=action))


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    return waiting(kept_scene, in_review(kept_scene, "Held works"))


@pytest.fixture
def item(kept_item, scene):
    """A translation, approved before its original."""
    return deepcopy(kept_item)


# ------------------------------------------------------------------ a source that no reader has seen yet
def test_an_original_in_review_is_opened_for_translation_as_it_was_handed_in(scene) -> None:
    source = factories.post(scene.source, "First words", live=False, body=story.BODY)
    new_draft(source, title="Second words")
    source = fresh(source)
    source.get_workflow().start(source, scene.editor)
    frozen = fresh(source).latest_revision
    new_draft(source, title="Third words")
    item = scene.start(fresh(source))
    titles = [segment.source for segment in services.segments(item) if segment.path == "title"]
    assert titles == ["Second words"]
    assert (item.basis, item.basis_revision) == (Basis.DRAFT, frozen)
    assert item.baselines.get().source_revision == frozen
    assert not target_of(item).live


def test_a_draft_that_nobody_handed_in_is_not_opened(scene) -> None:
    source = factories.post(scene.source, live=False)
    with pytest.raises(CannotTranslate, match="not public yet"):
        scene.start(source)


def test_only_who_may_see_the_draft_sees_the_item(scene, client) -> None:
    item = scene.start(in_review(scene, "Secret plans"))
    url = reverse("translations:edit", args=[item.pk])
    preview = reverse("translations:preview", args=[target_of(item).latest_revision_id])
    seeing = {scene.editor: True, scene.reviewer: True, scene.translator: False, scene.other_translator: False}
    for user, sees in seeing.items():
        client.force_login(user)
        assert (client.get(url).status_code == 200) is sees, user
        listed = client.get(reverse("translations:index"), {"tab": "all"})
        assert ("Secret plans" in listed.content.decode()) is sees, user
        if user in (scene.editor, scene.translator):
            assert (client.get(preview).status_code == 200) is sees, user
    with pytest.raises(PermissionDenied):
        services.save_translation(item=item, user=scene.translator, texts={})
    give_to_translator(scene, item)
    client.force_login(scene.translator)
    assert client.get(url).status_code == 200
    assert "Secret plans" in client.get(reverse("translations:index")).content.decode()


def test_who_is_shown_what_costs_the_same_for_one_draft_and_for_many(scene, django_assert_max_num_queries) -> None:
    for number in range(3):
        scene.start(in_review(scene, f"Secret {number}"))
        for user in (scene.translator, scene.editor, scene.admin):
            user = type(user).objects.get(pk=user.pk)
            list(user.groups.all())
            with django_assert_max_num_queries(8):
                hidden = sight.hidden_from(user)
            assert len(hidden) == (number + 1 if user == scene.translator else 0)


def test_once_its_original_is_public_the_item_is_like_any_other(scene, item) -> None:
    approve_original(scene, source_of(item))
    stored = QueueItem.objects.get(pk=item.pk)
    assert (stored.basis, stored.basis_revision) == (Basis.PUBLISHED, None)
    assert target_of(item).live
    services.check_writable(stored, scene.translator)


# ------------------------------------------------------------------ held
def test_what_is_approved_before_its_original_is_not_public(scene, item) -> None:
    target = target_of(item)
    assert not target.live
    assert read(target)[0] == 404
    assert embargo.held(target).revision == target.latest_revision
    assert [entry.user for entry in acts_of(target, "translations.hold")] == [scene.reviewer]


def test_the_form_says_that_it_waits(scene, item, client) -> None:
    client.force_login(scene.translator)
    html = client.get(reverse("translations:edit", args=[item.pk])).content.decode()
    assert "It waits for its original" in html
    assert "Publish before the original" not in html


def test_the_reviewer_is_told_that_it_is_approved_and_not_public(scene, client) -> None:
    item = scene.start(in_review(scene))
    give_to_translator(scene, item)
    scene.save(item)
    target = scene.submit(item)
    client.force_login(scene.reviewer)
    url = reverse("translations:review", args=[target.current_workflow_task_state.pk])
    seen = client.get(url).context["seen"]
    answer = client.post(url, {"approve": "", "seen": seen, "comment": ""}, follow=True)
    assert "Approved. It becomes public when its original does." in answer.content.decode()


def test_it_follows_its_original_and_the_log_says_who_approved_it(scene, item) -> None:
    approve_original(scene, source_of(item))
    target = target_of(item)
    assert (source_of(item).live, target.live) == (True, True)
    assert [entry.user for entry in acts_of(target, "wagtail.publish")] == [scene.reviewer]
    assert embargo.held(target) is None


def test_one_that_says_something_else_than_its_original_by_then_goes_back_to_work(scene, item) -> None:
    approve_original(scene, source_of(item), intro="A figure was taken out.")
    target = target_of(item)
    assert source_of(item).live
    assert not target.live
    assert embargo.held(target) is None
    assert len(acts_of(target, "translations.unhold")) == 1


def test_one_that_is_handed_in_anew_waits_for_its_new_approval(scene, item) -> None:
    scene.save(item, title="Better")
    scene.submit(item)
    approve_original(scene, source_of(item))
    assert not target_of(item).live
    assert target_of(item).workflow_in_progress
    story.approve(target_of(item), scene.reviewer)
    assert (target_of(item).live, target_of(item).title) == (True, "Better")


def test_what_was_taken_down_does_not_come_back_with_its_original(scene, item) -> None:
    approve_original(scene, source_of(item))
    target_of(item).unpublish()
    source_of(item).unpublish()
    source_of(item).latest_revision.publish()
    assert not target_of(item).live


def test_a_target_that_cannot_be_public_does_not_keep_its_original_back(scene, item, monkeypatch) -> None:
    slug = target_of(item).latest_revision.content["slug"]
    factories.post(scene.target, "In its place", slug=slug)
    approve_original(scene, source_of(item))
    assert source_of(item).live
    assert not target_of(item).live
    assert embargo.held(target_of(item)) is not None


@pytest.mark.parametrize("way", ["bulk", "revision", "row"])
def test_no_way_makes_it_public_before_its_original(scene, item, client, way) -> None:
    target = target_of(item)
    client.force_login(scene.reviewer)
    with undone():
        if way == "bulk":
            url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
            client.post(f"{url}?id={target.pk}")
        elif way == "revision":
            with pytest.raises(UnderEmbargo):
                target.latest_revision.publish(user=scene.admin)
        else:
            row = target.latest_revision.as_object()
            row.live, row.live_revision = True, target.latest_revision
            with pytest.raises(UnderEmbargo):
                row.save()
    assert not target_of(item).live


def test_an_update_of_a_public_translation_does_not_wait(scene) -> None:
    """It is public already: a correction of it must not."""
    item, _target = scene.live(scene.post())
    source_of(item).unpublish()
    scene.save(item, title="Corrected")
    story.approve(scene.submit(item), scene.reviewer)
    assert (target_of(item).live, target_of(item).title) == (True, "Corrected")


# ------------------------------------------------------------------ scheduled with it
def test_a_translation_of_a_scheduled_original_gets_its_time(scene) -> None:
    source, when = in_review(scene), timezone.now().replace(microsecond=0) + LATER
    item = scene.start(source)
    give_to_translator(scene, item)
    approve_original(scene, source, go_live_at=when)
    assert not source_of(item).live
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    target = target_of(item)
    assert not target.live
    assert embargo.scheduled_for(target) == when
    assert target.latest_revision.translation_baseline.item == item
    with pytest.raises(services.InReview, match="scheduled"):
        services.check_writable(item, scene.translator)


def test_one_with_a_time_loses_it_where_its_original_becomes_public_with_other_words(scene, item) -> None:
    """What was taken out of a draft before anybody read it must not become public in the other language."""
    embargo.schedule(embargo.held(target_of(item)), timezone.now() + LATER, scene.admin)
    approve_original(scene, source_of(item), intro="A figure was taken out.")
    assert source_of(item).live
    target = target_of(item)
    assert embargo.scheduled_for(target) is None
    assert embargo.held(target) is None
    assert not target.live


def test_one_that_was_held_follows_an_original_that_was_scheduled_since(scene, item, at) -> None:
    when = timezone.now() + LATER
    approve_original(scene, source_of(item), go_live_at=when)
    assert not target_of(item).live
    at(when + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert (source_of(item).live, target_of(item).live) == (True, True)


@pytest.fixture
def timed(scene):
    """A translation that was scheduled with its original, for the same time."""
    source = in_review(scene)
    approve_original(scene, source, go_live_at=timezone.now() + 3 * LATER)
    item = waiting(scene, fresh(source))
    assert embargo.scheduled_for(target_of(item)) == embargo.scheduled_for(source_of(item))
    return item


def reschedule(scene, item, when, **changes) -> None:
    """The editor gives the original another time, or with None publishes it at once."""
    draft = source_of(item).get_latest_revision_as_object()
    for name, value in {"go_live_at": when, **changes}.items():
        setattr(draft, name, value)
    draft.save_revision(user=scene.editor).publish(user=scene.admin)


def test_the_form_says_who_takes_it_off_the_schedule_and_they_can(scene, timed, client) -> None:
    address = reverse("translations:edit", args=[timed.pk])
    client.force_login(scene.translator)
    assert "once a reviewer has taken it off the schedule, in its history" in client.get(address).content.decode()
    target = target_of(timed)
    revision = target.revisions.exclude(approved_go_live_at=None).get()
    client.force_login(scene.reviewer)
    off = reverse("wagtailadmin_pages:revisions_unschedule", args=[target.pk, revision.pk])
    history = reverse("wagtailadmin_pages:history", args=[target.pk])
    assert off in client.get(history).content.decode()
    client.post(off)
    scene.save(timed, title="Better")
    target = scene.submit(timed)
    reschedule(scene, timed, None)
    story.approve(target, scene.reviewer)
    assert (target_of(timed).live, target_of(timed).title) == (True, "Better")


def test_its_history_leads_reviewers_who_publish_there_to_the_button_and_nobody_else(scene, timed, client) -> None:
    target = target_of(timed)
    revision = target.revisions.exclude(approved_go_live_at=None).get()
    off = reverse("wagtailadmin_pages:revisions_unschedule", args=[target.pk, revision.pk])
    history = reverse("translations:history", args=[timed.pk])
    for user, offered in ((scene.translator, False), (scene.reviewer, True)):
        client.force_login(user)
        assert (off in client.get(history).content.decode()) is offered
    client.post(off)
    assert embargo.scheduled_for(target) is None
    assert off not in client.get(history).content.decode()


def test_a_topic_is_taken_off_the_schedule_on_the_screen_of_its_kind(scene) -> None:
    topic = factories.topic(scene.target.locale, live=False)
    revision = topic.save_revision()
    assert unschedule_url(scene.reviewer, topic) == unschedule_url(scene.reviewer, None) == ""
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() + LATER)
    address = reverse("wagtailsnippets_articles_topic:revisions_unschedule", args=[topic.pk, revision.pk])
    assert unschedule_url(scene.reviewer, topic) == address
    assert unschedule_url(scene.other_reviewer, topic) == unschedule_url(scene.translator, topic) == ""


@pytest.mark.parametrize("by_hand", [True, False])
def test_one_with_a_time_follows_an_original_that_is_public_sooner(scene, timed, at, by_hand) -> None:
    soon = timezone.now() + LATER
    reschedule(scene, timed, None if by_hand else soon)
    assert target_of(timed).live is by_hand
    at(soon + timedelta(minutes=1))
    call_command("publish_scheduled")
    target = target_of(timed)
    assert (source_of(timed).live, target.live) == (True, True)
    assert embargo.scheduled_for(target) is None
    assert len(acts_of(target, "wagtail.publish")) == 1


def test_one_with_a_time_does_not_follow_an_original_that_is_public_sooner_with_other_words(scene, timed) -> None:
    reschedule(scene, timed, None, intro="A figure was taken out.")
    target = target_of(timed)
    assert (source_of(timed).live, target.live) == (True, False)
    assert embargo.scheduled_for(target) is None
    assert len(acts_of(target, "translations.unhold")) == 1


def test_one_of_an_original_that_is_put_off_waits_for_it(scene, timed, at) -> None:
    reschedule(scene, timed, timezone.now() + 5 * LATER)
    for number, is_public in ((4, False), (6, True)):
        at(timezone.now() + number * LATER)
        call_command("publish_scheduled")
        assert (source_of(timed).live, target_of(timed).live) == (is_public, is_public)


# ------------------------------------------------------------------ unless somebody with the right says so
def chief(scene):
    user = factories.user("chief", f"Reviewers ({scene.target.locale.language_code})")
    user.user_permissions.add(Permission.objects.get(codename="lift_embargo"))
    return user


def test_who_holds_the_right_says_why_and_it_is_public(scene, item, client) -> None:
    user = chief(scene)
    client.force_login(user)
    url = reverse("translations:lift", args=[item.pk])
    assert client.get(url).status_code == 200
    assert client.post(url, {"translations-reason": "  "}).status_code == 422
    assert not target_of(item).live
    client.post(url, {"translations-reason": "The press\x00 has it."})  # no database need take such a sign
    assert (source_of(item).live, target_of(item).live) == (False, True)
    [entry] = acts_of(target_of(item), "translations.lift_embargo")
    assert (entry.user, entry.comment) == (user, "The press has it.")
    assert QueueItem.objects.get(pk=item.pk).embargo_lifted_by == user


def test_others_may_not(scene, item, client) -> None:
    only_the_permission = factories.user("only", f"Translators ({scene.target.locale.language_code})")
    only_the_permission.user_permissions.add(Permission.objects.get(codename="lift_embargo"))
    url = reverse("translations:lift", args=[item.pk])
    for user in (scene.editor, scene.translator, scene.reviewer, scene.other_reviewer, only_the_permission):
        client.force_login(user)
        client.post(url, {"translations-reason": "Because."})
        with pytest.raises(PermissionDenied):
            embargo.lift(item=item, user=user, reason="Because.")
        assert not target_of(item).live


def test_said_before_the_approval_it_holds_for_the_approval(scene) -> None:
    item = scene.start(in_review(scene))
    give_to_translator(scene, item)
    embargo.lift(item=item, user=scene.admin, reason="Agreed with the author.")
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    assert target_of(item).live


def test_it_lifts_nothing_where_nothing_is_in_the_way(scene) -> None:
    item, _target = scene.live(scene.post())
    with pytest.raises(CannotTranslate, match="Nothing keeps"):
        embargo.lift(item=item, user=scene.admin, reason="Because.")


def test_once_taken_down_it_has_to_be_said_again(scene, item) -> None:
    embargo.lift(item=item, user=scene.admin, reason="Because.")
    target_of(item).unpublish()
    assert QueueItem.objects.get(pk=item.pk).embargo_lifted_at is None
    with pytest.raises(UnderEmbargo):
        target_of(item).latest_revision.publish()


# ------------------------------------------------------------------ whatever the clock does
ZONES = ["Europe/Madrid", "America/New_York", "Australia/Lord_Howe", "UTC"]
# Around the hours that a spring leaves out and an autumn has twice.
TURNS = [
    datetime(2027, 3, 28, 1, 0),
    datetime(2027, 10, 31, 1, 0),
    datetime(2027, 3, 14, 6, 0),
    datetime(2027, 4, 3, 15),
]
ACTS = ["schedule source", "schedule target", "unschedule source", "run", "run", "publish source", "take down source"]

moments = st.builds(
    lambda turn, minutes, zone, fold: (turn + timedelta(minutes=minutes)).replace(tzinfo=ZoneInfo(zone), fold=fold),
    st.sampled_from(TURNS),
    st.integers(-180, 180),
    st.sampled_from(ZONES),
    st.integers(0, 1),
)
steps = st.lists(st.tuples(st.sampled_from(ACTS), moments), min_size=2, max_size=6)


@pytest.fixture(scope="module")
def topic_item(kept_scene):
    """A topic and its translation, approved while the topic was not public: cheap to publish, hundreds of times."""
    scene = kept_scene
    topic = factories.topic(scene.source.locale, "Peace")
    item = scene.start(topic)
    topic.unpublish()
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    return item


@settings(
    max_examples=250 if LONG else 25,  # twice, once for each direction
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=steps)
def test_by_no_schedule_is_a_translation_public_before_its_original(topic_item, db, at, steps) -> None:
    """Random schedules (500 with LONG=1): due, unscheduled, published by hand, released late, in any time zone."""
    with undone():
        was_public = False
        for act, moment in sorted(steps, key=lambda step: step[1].astimezone(UTC)):
            at(moment.astimezone(UTC))
            source, target = source_of(topic_item), target_of(topic_item)
            take(act, source, target, moment)
            was_public = was_public or source_of(topic_item).live
            assert was_public or not target_of(topic_item).live
        at(datetime(2028, 1, 1, tzinfo=UTC))
        run()
        assert was_public or source_of(topic_item).live or not target_of(topic_item).live


def take(act, source, target, moment) -> None:
    soon = moment.astimezone(UTC) + timedelta(minutes=45)
    if act == "schedule source":
        embargo.publish(embargo.retimed(source.latest_revision, soon), None)
    elif act == "schedule target" and not target.live:
        state = embargo.approval_of(target, spent=True)
        if state:
            embargo.schedule(state, soon, None)
    elif act == "unschedule source":
        source.revisions.update(approved_go_live_at=None)  # as Wagtail does it: nobody hears of it
    elif act == "publish source":
        embargo.retimed(source.latest_revision, None).publish()
    elif act == "take down source":
        source.unpublish()
    elif act == "run":
        run()


def run() -> None:
    try:
        call_command("publish_scheduled")
    except CommandError as error:
        raise AssertionError from error


def test_approvals_are_copied_with_what_they_prove(scene, item) -> None:
    """A revision with another time and the same words is approved; with other words it is not."""
    state = embargo.held(target_of(item))
    timed = embargo.retimed(state.revision, timezone.now() + LATER)
    assert timed.pk != state.revision_id
    assert embargo.guard.is_approved(timed)
    timed.content = timed.content | {"title": "Sneaked"}
    timed.save()
    assert not embargo.guard.is_approved(timed)
    assert ReviewTaskState.objects.filter(revision=timed).count() == 1

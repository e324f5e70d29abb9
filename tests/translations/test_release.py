"""Publish together: all of it as one act, or at one time, or nothing."""

from copy import deepcopy
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, PageLogEntry
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations import story
from tests.translations.advance import give_to_translator, in_review, source_of, target_of, waiting
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import embargo, rebuild, releases
from translations.exceptions import CannotPublish, NotReady, StaleReview
from translations.models import Release, Standing
from translations.states import Flag, State, Tab
from translations.views.decide import ASKED

WHEN = timezone.now().replace(microsecond=0) + timedelta(days=3)


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    return waiting(kept_scene, in_review(kept_scene, "Held works"))


@pytest.fixture
def item(kept_item, scene):
    """A post in review, its translation approved."""
    return deepcopy(kept_item)


@pytest.fixture(scope="module")
def kept_listing(kept_scene):
    scene = kept_scene
    publication = factories.publication(scene.source, "On a listed work", live=False)
    publication.get_workflow().start(publication, scene.editor)
    listed = waiting(scene, fresh(publication))
    post = in_review(scene, "Announces it", publications=[publication])
    return waiting(scene, post), listed


@pytest.fixture
def listing(kept_listing, scene):
    """A post that lists a publication; both in review, both translations approved."""
    return deepcopy(kept_listing)


def seen_of(scene, item, user=None):
    found = releases.proposed(source_of(item), user or scene.admin)
    return {one.key: one.seen for one in found}


def together(scene, item, user=None, **options):
    user = user or scene.admin
    seen = options.pop("seen", None) or seen_of(scene, item, user)
    return releases.publish_together(source=source_of(item), user=user, seen=seen, **options)


def url_of(item):
    row = source_of(item)
    return reverse("translations:together", args=[row._meta.app_label, row._meta.model_name, row.pk])


# ------------------------------------------------------------------ as one act
def test_a_post_and_its_translation_become_public_as_one_act(scene, item) -> None:
    release = together(scene, item, note="After the press conference.")
    assert (source_of(item).live, target_of(item).live) == (True, True)
    assert (release.status, release.created_by) == (Release.Status.DONE, scene.admin)
    assert [member.content_object.pk for member in release.members.all()] == [source_of(item).pk, target_of(item).pk]
    for row in (source_of(item), target_of(item)):
        [entry] = log_registry.get_logs_for_instance(row).filter(action="translations.together")
        assert (entry.user, entry.comment) == (scene.admin, "After the press conference.")


@pytest.mark.parametrize("when", [None, WHEN], ids=["now", "later"])
def test_the_log_says_whether_it_was_done_at_once_or_set_for_a_time(scene, item, when) -> None:
    together(scene, item, **({"when": when} if when else {}))
    [entry] = log_registry.get_logs_for_instance(target_of(item)).filter(action="translations.together")
    said = str(entry.message)
    if when is None:
        assert said == "Published together with others"
    else:
        assert said.startswith("Scheduled to be published together with others: ")
        assert str(timezone.localtime(when).year) in said


def test_what_it_lists_comes_first_and_originals_before_translations(scene, listing) -> None:
    post, listed = listing
    together(scene, post)
    rows = {one.pk for item in listing for one in (source_of(item), target_of(item))}
    entries = PageLogEntry.objects.filter(action="wagtail.publish", page_id__in=rows).order_by("pk")
    published = list(entries.values_list("page_id", flat=True))
    assert sorted(published) == sorted(rows)
    order = {pk: place for place, pk in enumerate(published)}
    assert order[source_of(listed).pk] < order[source_of(post).pk]


def test_one_that_lacks_its_approval_keeps_all_of_it_back_and_is_named(scene, item) -> None:
    other = source_of(item)
    scene.save(item, title="Newer")
    scene.submit(item)
    with pytest.raises(NotReady) as refusal:
        together(scene, item)
    assert [one.row.pk for one in refusal.value.lacking] == [target_of(item).pk]
    assert not fresh(other).live
    assert not target_of(item).live
    assert not Release.objects.exists()


def test_what_a_model_refuses_rolls_everything_back(scene, item) -> None:
    factories.post(scene.target, "In its place", slug=target_of(item).latest_revision.content["slug"])
    with pytest.raises(CannotPublish):
        together(scene, item)
    assert not source_of(item).live
    assert not target_of(item).live
    assert not Release.objects.exists()


def test_without_the_translation_the_original_goes_alone(scene, item) -> None:
    scene.save(item, title="Newer")
    scene.submit(item)
    seen = {key: value for key, value in seen_of(scene, item).items() if key.endswith(f"-{source_of(item).pk}")}
    together(scene, item, seen=seen)
    assert source_of(item).live
    assert not target_of(item).live


def test_a_translation_is_never_released_without_its_original(scene, item) -> None:
    seen = {key: value for key, value in seen_of(scene, item).items() if key.endswith(f"-{target_of(item).pk}")}
    with pytest.raises(NotReady):
        together(scene, item, seen=seen)
    assert not target_of(item).live


def test_what_was_changed_since_it_was_shown_is_not_released(scene, item) -> None:
    seen = seen_of(scene, item)
    new_draft(source_of(item), search_description="Sneaked in")
    with pytest.raises((StaleReview, NotReady)):
        together(scene, item, seen=seen)
    assert not source_of(item).live


def test_a_translation_of_other_words_than_become_public_is_not_ready(scene, item) -> None:
    new_draft(source_of(item), intro="A figure was taken out.")
    lacking = [one.lacks for one in releases.proposed(source_of(item), scene.admin) if one.item]
    assert lacking == ["Its original was changed since it was translated."]


def test_only_who_may_publish_the_original_releases_it(scene, item, client) -> None:
    for user in (scene.editor, scene.translator, scene.reviewer, scene.other_translator):
        with pytest.raises(NotReady):
            together(scene, item, user=user)
        client.force_login(user)
        client.post(url_of(item), {"member": list(seen_of(scene, item))})
        assert not source_of(item).live
        assert not target_of(item).live
    together(scene, item, user=scene.other_reviewer)
    assert target_of(item).live


def test_a_published_family_has_nothing_to_release(scene) -> None:
    item, _target = scene.live(scene.post())
    with pytest.raises(CannotPublish, match="public already"):
        together(scene, item)


# ------------------------------------------------------------------ the screen
def fill(client, item, **more):
    page = client.get(url_of(item))
    found = [row["one"] for row in page.context["rows"] if not row["one"].is_public]
    return (
        {"member": [one.key for one in found], "note": "", "when": ""}
        | {f"seen-{one.key}": one.seen for one in found}
        | more
    )


def test_the_screen_proposes_the_family_and_publishes_it(scene, item, client) -> None:
    client.force_login(scene.admin)
    html = client.get(url_of(item)).content.decode()
    assert "Held works T" in html
    answer = client.post(url_of(item), fill(client, item), follow=True)
    assert "Published, all of it." in answer.content.decode()
    assert target_of(item).live


def test_the_screen_names_what_lacks_approval_with_its_link(scene, item, client) -> None:
    scene.save(item, title="Newer")
    target = scene.submit(item)
    client.force_login(scene.admin)
    html = client.get(url_of(item)).content.decode()
    assert "It is in review." in html
    ticked = [row["is_fixed"] or row["is_chosen"] for row in client.get(url_of(item)).context["rows"]]
    lacks = [bool(row["one"].lacks) for row in client.get(url_of(item)).context["rows"]]
    assert ticked == [not lacking for lacking in lacks]
    assert any(lacks)
    assert reverse("translations:review", args=[target.current_workflow_task_state.pk]) in html
    answer = client.post(url_of(item), fill(client, item))
    assert answer.status_code == 409
    assert not source_of(item).live


def test_the_button_is_on_originals_of_those_who_may(scene, item, client) -> None:
    client.force_login(scene.admin)
    assert url_of(item) in client.get(reverse("wagtailadmin_explore", args=[source_of(item).pk])).content.decode()
    html = client.get(reverse("wagtailadmin_explore", args=[target_of(item).pk])).content.decode()
    assert "translations/together/" not in html


@pytest.mark.parametrize(
    ("zone", "moment", "said"),
    [
        ("Europe/Madrid", "2027-03-28 02:30", "The clocks change"),
        ("Europe/Madrid", "2027-10-31 02:30", "The clocks change"),
        ("UTC", "2020-01-01 00:00", "Choose a time to come."),
        ("UTC", "yesterday", "Enter a valid date/time."),
        ("UTC", "\x00", "Null characters"),
    ],
)
def test_a_time_that_is_none_is_refused_with_a_sentence(scene, item, client, zone, moment, said) -> None:
    UserProfile.objects.update_or_create(user=scene.admin, defaults={"current_time_zone": zone})
    client.force_login(scene.admin)
    answer = client.post(url_of(item), fill(client, item, when=moment))
    assert answer.status_code == 422
    assert said in answer.content.decode() or moment == "\x00"
    assert not Release.objects.exists()


@pytest.mark.parametrize("zone", ["UTC", "Europe/Madrid", "America/Bogota"])
def test_a_time_is_taken_as_browsers_send_it_in_the_zone_of_who_chose_it(scene, item, client, zone) -> None:
    UserProfile.objects.update_or_create(user=scene.admin, defaults={"current_time_zone": zone})
    client.force_login(scene.admin)
    assert 'type="datetime-local" name="when"' in client.get(url_of(item)).content.decode()
    client.post(url_of(item), fill(client, item, when="2031-01-31T09:30"))
    assert Release.objects.get().when == datetime(2031, 1, 31, 9, 30, tzinfo=ZoneInfo(zone))


@pytest.mark.parametrize("strange", [{"member": ["x"]}, {"member": ["\x00"]}, {"note": "x" * 2001}, {"member": []}])
def test_strange_answers_break_nothing(scene, item, client, strange) -> None:
    client.force_login(scene.admin)
    assert client.post(url_of(item), fill(client, item) | strange).status_code in (302, 409, 422)


# ------------------------------------------------------------------ at one time
def test_at_one_time_all_of_it_becomes_public(scene, listing, at) -> None:
    post, _listed = listing
    release = together(scene, post, when=WHEN)
    rows = [row for item in listing for row in (source_of(item), target_of(item))]
    assert not any(fresh(row).live for row in rows)
    assert {embargo.scheduled_for(row) for row in rows} == {WHEN}
    at(WHEN + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert all(fresh(row).live for row in rows)
    release.refresh_from_db()
    assert release.status == Release.Status.DONE
    users = PageLogEntry.objects.filter(action="wagtail.publish.scheduled").values_list("user_id", flat=True)
    assert set(users) == {scene.admin.pk}


def test_one_part_that_fails_keeps_all_of_it_back_and_says_why(scene, listing, at, capsys) -> None:
    post, _listed = listing
    release = together(scene, post, when=WHEN)
    target = target_of(post)
    Page.objects.filter(pk=factories.post(scene.target, "In its place").pk).update(
        slug=target.latest_revision.content["slug"]
    )
    at(WHEN + timedelta(minutes=1))
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    rows = [row for item in listing for row in (source_of(item), target_of(item))]
    assert not any(fresh(row).live for row in rows)
    assert not any(embargo.scheduled_for(row) for row in rows)
    release.refresh_from_db()
    assert release.status == Release.Status.FAILED
    assert release.problem
    assert release.problem in capsys.readouterr().err
    call_command("publish_scheduled")  # and is not tried again
    assert not any(fresh(row).live for row in rows)


def test_a_part_that_somebody_took_off_the_schedule_keeps_all_of_it_back(scene, listing, at) -> None:
    post, listed = listing
    release = together(scene, post, when=WHEN)
    embargo.unschedule(source_of(listed).revisions.exclude(approved_go_live_at=None).get(), scene.admin)
    at(WHEN + timedelta(minutes=1))
    with pytest.raises(CommandError):
        call_command("publish_scheduled")
    release.refresh_from_db()
    assert "taken off the schedule" in release.problem
    assert not any(fresh(row).live for item in listing for row in (source_of(item), target_of(item)))


def test_who_may_takes_it_off_the_schedule_and_translations_wait_again(scene, item, client, at) -> None:
    release = together(scene, item, when=WHEN)
    url = reverse("translations:cancel_release", args=[release.pk])
    for user in (scene.editor, scene.translator, scene.reviewer):
        client.force_login(user)
        client.post(url)
        assert Release.objects.get().status == Release.Status.SCHEDULED
        with pytest.raises(PermissionDenied):
            releases.cancel(release=release, user=user)
    client.force_login(scene.other_reviewer)
    assert "all of it becomes public then" in client.get(url_of(item)).content.decode()
    assert client.get(url).status_code == 405
    client.post(url)
    assert Release.objects.get().status == Release.Status.CANCELLED
    assert embargo.held(target_of(item)) is not None
    at(WHEN + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert not source_of(item).live
    with pytest.raises(CannotPublish):
        releases.cancel(release=release, user=scene.admin)
    together(scene, item)
    assert target_of(item).live


def test_a_cancelled_time_does_not_come_back_with_the_next_approval(scene, item) -> None:
    """Nothing of it becomes public by itself on that day; what is approved since is public at once."""
    releases.cancel(release=together(scene, item, when=WHEN), user=scene.admin)
    source = source_of(item)
    assert source.get_latest_revision_as_object().go_live_at is None
    assert target_of(item).get_latest_revision_as_object().go_live_at is None
    source.get_workflow().start(source, scene.editor)
    story.approve(fresh(source), scene.other_reviewer)
    assert embargo.scheduled_for(source_of(item)) is None
    assert (source_of(item).live, target_of(item).live) == (True, True)


def test_a_translation_handed_in_anew_after_a_cancelled_time_is_public_once_it_is_approved(scene, item) -> None:
    releases.cancel(release=together(scene, item, when=WHEN), user=scene.admin)
    scene.save(item, title="Newer")
    target = scene.submit(item)
    source_of(item).latest_revision.publish()
    story.approve(target, scene.reviewer)
    assert embargo.scheduled_for(target_of(item)) is None
    assert (target_of(item).live, target_of(item).title) == (True, "Newer")


def test_an_approval_that_was_waiting_is_not_lost_when_the_time_changes(scene) -> None:
    item = scene.start(in_review(scene))
    give_to_translator(scene, item)
    scene.save(item)
    story.approve(scene.submit(item), scene.reviewer)
    first = together(scene, item, when=WHEN)
    releases.cancel(release=first, user=scene.admin)
    together(scene, item, when=WHEN + timedelta(days=1))
    assert embargo.scheduled_for(target_of(item)) == WHEN + timedelta(days=1)
    assert embargo.approval_of(target_of(item)) is not None


@pytest.mark.parametrize("choice", ["keep", "down"])
def test_after_a_cancelled_time_it_is_public_with_no_newer_draft_and_done_when_kept(
    scene, item, client, choice
) -> None:
    """The translation follows its original with a revision of its own: the release makes no second one after it."""
    releases.cancel(release=together(scene, item, when=WHEN), user=scene.admin)
    release = together(scene, item)
    target, standing = target_of(item), Standing.objects.get(item=item)
    assert target.latest_revision_id == target.live_revision_id
    assert not target.has_unpublished_changes
    assert target.live_revision_id in release.members.values_list("revision_id", flat=True)
    assert (standing.state, standing.flags, standing.tab) == (State.CURRENT, [], Tab.DONE)
    client.force_login(scene.admin)
    said = {ASKED: "1", f"target-{item.pk}": choice, "translations-reason": "It was wrong."}
    client.post(reverse("wagtailadmin_pages:unpublish", args=[source_of(item).pk]), said)
    kept = choice == "keep"
    assert (source_of(item).live, target_of(item).live) == (False, kept)
    standing.refresh_from_db()
    assert standing.flags == [Flag.SOURCE_UNPUBLISHED]
    assert (standing.state, standing.tab) == ((State.CURRENT, Tab.DONE) if kept else (State.READY, Tab.NONE))
    assert list(rebuild.check()) == []


# ------------------------------------------------------------------ approvals that were used
def test_what_was_taken_down_is_released_again_only_by_who_may_publish_it(scene, item) -> None:
    """The approval was used once; to use it again is an act of somebody with the right on the translation."""
    together(scene, item)
    target_of(item).unpublish()
    source_of(item).unpublish()
    lacking = {one.row.pk: one.lacks for one in releases.proposed(source_of(item), scene.other_reviewer)}
    assert lacking[source_of(item).pk] == ""
    assert lacking[target_of(item).pk] == "It is not approved yet."
    together(scene, item)
    assert (source_of(item).live, target_of(item).live) == (True, True)


def test_what_somebody_else_has_locked_is_not_released(scene, item) -> None:
    Page.objects.filter(pk=source_of(item).pk).update(locked=True, locked_by=scene.editor)
    with pytest.raises(NotReady) as refusal:
        together(scene, item)
    assert [one.lacks for one in refusal.value.lacking] == ["Somebody else has locked it."]
    assert not source_of(item).live


def test_a_snippet_and_its_translation_are_released_as_pages_are(scene) -> None:
    topic = factories.topic(scene.source.locale, "Peace", live=False)
    topic.get_workflow().start(topic, scene.editor)
    item = waiting(scene, fresh(topic))
    assert not target_of(item).live
    together(scene, item)
    assert (source_of(item).live, target_of(item).live) == (True, True)


def test_a_listed_page_that_is_public_is_left_as_it_is(scene) -> None:
    publication = factories.publication(scene.source, "On a work")
    before = publication.live_revision_id
    item = waiting(scene, in_review(scene, publications=[publication]))
    [listed] = [one for one in releases.proposed(source_of(item), scene.admin) if one.is_listed]
    assert listed.is_public
    together(scene, item)
    assert fresh(publication).live_revision_id == before


def test_a_draft_whose_time_was_set_goes_now_when_it_is_released_now(scene, item) -> None:
    new_draft(source_of(item), go_live_at=WHEN)
    together(scene, item)
    assert source_of(item).live
    assert source_of(item).go_live_at is None
    assert embargo.scheduled_for(source_of(item)) is None


def test_a_translation_has_no_such_screen_of_its_own(scene, item, client) -> None:
    client.force_login(scene.admin)
    row = target_of(item)
    url = reverse("translations:together", args=[row._meta.app_label, row._meta.model_name, row.pk])
    assert client.get(url).status_code == 404
    work = factories.work("Facts")
    assert client.get(reverse("translations:together", args=["articles", "work", work.pk])).status_code == 404


@pytest.mark.parametrize("number", ["9" * 19, "9" * 40, "0"])
def test_numbers_that_name_no_release_are_not_found(scene, client, number) -> None:
    client.force_login(scene.admin)
    assert client.post(f"/admin/translations/releases/{number}/cancel/").status_code == 404

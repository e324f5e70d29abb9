"""What people are told of items: at once in the admin, gathered by mail, in their own language, if they want."""

import datetime
from copy import deepcopy
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations import story
from tests.translations.conftest import republish
from tests.translations.queued import not_started, stand
from translations import mail_digests, notifications, people, services
from translations.digests import shown_digest
from translations.models import LocaleRole, Notification, QueueItem, Translator
from translations.states import Flag, State, Tab

DAY = datetime.timedelta(days=1)
MADRID = ZoneInfo("Europe/Madrid")
Kind = Notification.Kind
DRAFT = "Zeitgeistwort"


@pytest.fixture(scope="module")
def shared(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    kept_scene.save(item, f" {DRAFT}")
    stand(item, title="Two works")
    return item


@pytest.fixture
def item(shared, db):
    """A draft that is all typed; its title says what no notice may say."""
    return deepcopy(shared)


def told(kind: str = "", **wanted) -> set[str]:
    """Who was told, by user name."""
    found = Notification.objects.filter(**wanted)
    return {notice.user.username for notice in (found.filter(kind=kind) if kind else found)}


def reject(target, reviewer, comment="Say it better.") -> None:
    state = target.current_workflow_task_state
    state.task.specific.on_action(
        state.specific, reviewer, "reject", seen=shown_digest(target.latest_revision), comment=comment
    )


def hour(day: int, hours: int, minutes: int = 0) -> datetime.datetime:
    """A moment of November 2026 in Madrid; the 2nd is a Monday."""
    return datetime.datetime(2026, 11, day, hours, minutes, tzinfo=MADRID)


def tell_at(moment, user, item, kind=Kind.STALE) -> Notification:
    notice = Notification.objects.create(user=user, item=item, kind=kind)
    Notification.objects.filter(pk=notice.pk).update(created_at=moment)
    return notice


def prefer(user, language="en", digest=Translator.Digest.DAILY, muted=()) -> None:
    profile = UserProfile.get_for_user(user)
    profile.preferred_language, profile.current_time_zone = language, "Europe/Madrid"
    profile.save()
    Translator.objects.update_or_create(user=user, defaults={"digest": digest, "muted": list(muted)})


# ---------------------------------------------------------------- as it happens
def test_whoever_is_given_an_item_hears_of_it_but_not_whoever_takes_one(scene, item) -> None:
    people.assign(item=item, assignee=scene.translator, user=scene.editor)
    notice = Notification.objects.get()
    assert (notice.user, notice.kind, notice.data) == (scene.translator, "assigned", {"by": scene.editor.pk})
    people.hand_back(item=item, user=scene.translator)
    people.take(item=item, user=scene.translator)
    assert Notification.objects.count() == 1
    assert notifications.unread(scene.translator).count() == 0  # the assignment is no more


def test_reviewers_of_the_language_hear_of_what_waits_and_others_do_not(scene, item) -> None:
    scene.submit(item)
    assert scene.reviewer.username in told("to_review")
    assert not {scene.other_reviewer.username, scene.translator.username, scene.editor.username} & told("to_review")


def test_a_reviewers_correction_calls_nobody_a_second_time(scene, item) -> None:
    factories.user("second reviewer", *scene.reviewer.groups.values_list("name", flat=True))
    first = scene.submit(item).current_workflow_task_state.pk
    assert told("to_review") == {scene.reviewer.username, "second reviewer"}
    before = Notification.objects.count()
    scene.save(item, " corrected", user=scene.reviewer)
    assert services.target_of(item).current_workflow_task_state.pk != first
    assert Notification.objects.count() == before


def test_sent_back_and_approved_reach_whoever_has_it_and_whoever_handed_it_in(scene, item) -> None:
    second = factories.user("second", *scene.translator.groups.values_list("name", flat=True))
    people.assign(item=item, assignee=second, user=scene.editor)
    reject(scene.submit(item), scene.reviewer)
    assert told("returned") == {second.username, scene.translator.username}
    assert told("to_review", read_at=None) == set()
    story.approve(scene.submit(item), scene.reviewer)
    assert told("approved") == {second.username, scene.translator.username}
    assert told("returned", read_at=None) == set()  # handed in again: nobody needs to read it


def test_a_withdrawn_submission_calls_no_reviewer_any_more(scene, item) -> None:
    target = scene.submit(item)
    target.current_workflow_state.cancel(user=scene.translator)
    assert told("to_review", read_at=None) == set()


def test_whoever_has_the_item_hears_that_the_original_changed_once(
    scene, item, django_capture_on_commit_callbacks
) -> None:
    people.take(item=item, user=scene.translator)
    target = scene.publish(item)
    source = services.source_of(item)

    def change(words) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            stand(item, State.READY, Tab.STALE, flags=[Flag.STALE])
            republish(source, intro=words)

    change("Changed.")
    change("Changed again.")
    assert told("stale") == {scene.translator.username}
    assert Notification.objects.filter(kind="stale").count() == 1
    notifications.mark_read(scene.translator)
    change("And again.")
    assert Notification.objects.filter(kind="stale").count() == 2
    assert target is not None


def test_of_what_nobody_has_nobody_is_told_one_by_one(scene, item, django_capture_on_commit_callbacks) -> None:
    scene.publish(item)
    Notification.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        stand(item, State.READY, Tab.STALE, flags=[Flag.STALE])
        republish(services.source_of(item), intro="Changed.")
    assert not Notification.objects.exists()


def test_what_somebody_does_not_want_to_hear_of_is_not_told(scene, item) -> None:
    prefer(scene.translator, muted=["assigned"])
    people.assign(item=item, assignee=scene.translator, user=scene.editor)
    assert not Notification.objects.exists()


# ---------------------------------------------------------------- deadlines
def due(item, days: int, user) -> None:
    QueueItem.objects.filter(pk=item.pk).update(due=timezone.localdate() + days * DAY, assignee=user)


@pytest.mark.parametrize(("days", "expected"), [(8, []), (7, [7]), (5, [7]), (3, [7]), (2, [2]), (0, [2]), (-1, [])])
def test_a_deadline_is_told_seven_and_two_days_before(scene, item, days, expected) -> None:
    due(item, days, scene.translator)
    notifications.remind()
    notifications.remind()
    assert [notice.data["days"] for notice in Notification.objects.filter(kind="due")] == expected


def test_as_it_comes_nearer_it_is_told_twice_in_all(scene, item) -> None:
    due(item, 7, scene.translator)
    today = timezone.localdate()
    for passed in range(9):
        notifications.remind(today + passed * DAY)
    assert [notice.data["days"] for notice in Notification.objects.filter(kind="due").order_by("pk")] == [7, 2]
    assert notifications.unread(scene.translator).count() == 1  # the second stands for both


def test_a_new_date_is_told_anew(scene, item) -> None:
    due(item, 7, scene.translator)
    notifications.remind()
    due(item, 6, scene.translator)
    notifications.remind()
    assert Notification.objects.filter(kind="due").count() == 2


@pytest.mark.parametrize(("state", "tab"), [(State.IN_REVIEW, Tab.TO_REVIEW), (State.CURRENT, Tab.DONE)])
def test_what_is_out_of_its_translators_hands_has_no_deadline(scene, item, state, tab) -> None:
    due(item, 2, scene.translator)
    stand(item, state, tab)
    assert notifications.remind() == 0


# ---------------------------------------------------------------- reading
@pytest.mark.parametrize("language", ["en", "es"])
def test_each_kind_of_notice_has_words_in_both_languages(scene, item, language) -> None:
    data = {"by": scene.editor.pk, "due": "2026-12-24", "days": 7}
    for kind in Kind:
        Notification.objects.create(user=scene.translator, item=item, kind=kind, data=data)
    for reason in ("role", "idle"):
        Notification.objects.create(
            user=scene.translator, item=item, kind=Kind.POOL, data={"reason": reason, "days": 2}
        )
    with translation.override("en"):
        english = [notice.sentence for notice in notifications.worded(notifications.for_user(scene.translator))]
    with translation.override(language):
        said = [notice.sentence for notice in notifications.worded(notifications.for_user(scene.translator))]
    assert len(set(said)) == len(Kind) + 2
    assert (set(said) & set(english) == set()) is (language == "es")


def test_notices_cost_the_same_for_one_and_for_a_hundred(scene, item, django_assert_num_queries) -> None:
    for count in (1, 100):
        for _ in range(count):
            Notification.objects.create(user=scene.translator, item=item, kind=Kind.STALE, data={"by": scene.editor.pk})
        with django_assert_num_queries(2):
            notifications.worded(Notification.objects.filter(user=scene.translator))


def test_a_notice_says_nothing_of_a_draft(scene, item, client) -> None:
    reject(scene.submit(item), scene.reviewer, comment=f"{DRAFT} is wrong.")
    client.force_login(scene.translator)
    notices = client.get(reverse("translations:notices")).content.decode()
    assert "Two works" in notices
    assert DRAFT not in notices
    prefer(scene.translator, digest=Translator.Digest.AT_ONCE)
    mail.outbox.clear()
    mail_digests.send_digests()
    assert DRAFT not in mail.outbox[0].body


def test_whoever_may_not_see_an_item_any_more_is_shown_no_notice_of_it(scene, item, client) -> None:
    people.assign(item=item, assignee=scene.translator, user=scene.editor)
    LocaleRole.objects.filter(group__user=scene.translator).delete()
    user = type(scene.translator).objects.get(pk=scene.translator.pk)
    prefer(user, digest=Translator.Digest.AT_ONCE)
    client.force_login(user)
    assert "Two works" not in client.get(reverse("translations:notices")).content.decode()
    assert mail_digests.send_digests() == 0


def test_one_marks_ones_own_as_read_and_nobody_elses(scene, item) -> None:
    mine = tell_at(timezone.now(), scene.translator, item)
    other = tell_at(timezone.now(), scene.reviewer, item)
    client, address = Client(), reverse("translations:notices")
    client.force_login(scene.translator)
    for pk in (other.pk, "x", "9" * 40, "-1", "١"):
        assert client.post(address, {"notice": pk}).status_code == 302
    assert Notification.objects.filter(read_at=None).count() == 2
    client.post(address, {"notice": mine.pk})
    assert list(Notification.objects.filter(read_at=None)) == [other]
    client.post(address)
    assert list(Notification.objects.filter(read_at=None)) == [other]


def test_the_number_of_new_notices_stands_in_the_menu_and_on_the_dashboard(scene, item, client) -> None:
    client.force_login(scene.translator)
    home = reverse("wagtailadmin_home")
    assert "Two works" not in client.get(home).content.decode()
    tell_at(timezone.now(), scene.translator, item)
    page = client.get(home).content.decode()
    assert "Notices (1)" in page
    assert "Two works" in page


# ---------------------------------------------------------------- by mail
@pytest.mark.parametrize(
    ("digest", "written", "run", "sent"),
    [
        ("at_once", hour(4, 9), hour(4, 9, 1), True),
        ("daily", hour(4, 9), hour(4, 23), False),
        ("daily", hour(4, 9), hour(5, 6, 59), False),
        ("daily", hour(4, 9), hour(5, 7), True),
        ("daily", hour(4, 9), hour(6, 18), True),
        ("weekly", hour(4, 9), hour(8, 23), False),
        ("weekly", hour(4, 9), hour(9, 7), True),
        ("weekly", hour(4, 9), hour(11, 12), True),
        ("never", hour(4, 9), hour(29, 9), False),
    ],
)
def test_letters_come_as_often_as_one_chose(scene, item, digest, written, run, sent) -> None:
    prefer(scene.translator, digest=digest)
    tell_at(written, scene.translator, item)
    mail.outbox.clear()
    assert mail_digests.send_digests(run) == len(mail.outbox) == int(sent)
    assert mail_digests.send_digests(run + datetime.timedelta(seconds=5)) == 0


def test_many_notices_are_one_letter_and_at_most_one_a_day(scene, item) -> None:
    prefer(scene.translator)
    mail.outbox.clear()
    for number in range(96):  # a notice and a run each half hour, for two days
        moment = hour(4, 0) + number * datetime.timedelta(minutes=30)
        tell_at(moment, scene.translator, item)
        mail_digests.send_digests(moment)
    assert len(mail.outbox) == 2


def test_nothing_to_tell_no_letter(scene, item) -> None:
    prefer(scene.translator, digest="at_once")
    mail.outbox.clear()
    assert mail_digests.send_digests() == 0
    notice = tell_at(timezone.now(), scene.translator, item)
    notifications.mark_read(scene.translator, notice.pk)
    tell_at(timezone.now() - 31 * DAY, scene.translator, item)
    assert mail_digests.send_digests() == 0
    assert mail.outbox == []


@pytest.mark.parametrize(("language", "words"), [("en", "The original has changed"), ("es", "El original ha cambiado")])
def test_a_letter_is_in_its_readers_language_and_leads_to_the_item(scene, item, settings, language, words) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    prefer(scene.translator, language=language, digest="at_once")
    tell_at(timezone.now(), scene.translator, item)
    other = scene.start(factories.post(scene.source, "Four works"))
    stand(other, State.READY, Tab.STALE, title="Four works")
    mail.outbox.clear()
    mail_digests.send_digests()
    [letter] = mail.outbox
    assert letter.to == [scene.translator.email]
    assert words in letter.body
    assert f"https://www.example.org/admin/translations/{item.pk}/" in letter.body
    assert ("Besides, 1 translation" if language == "en" else "Además, 1 traducción") in letter.body
    assert "Four works" not in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_hostile_title_makes_no_line_of_its_own(scene, item) -> None:
    prefer(scene.translator, digest="at_once")
    stand(item, title="Peace\r\nBcc: evil@example.org\n\nClick here")
    tell_at(timezone.now(), scene.translator, item)
    mail.outbox.clear()
    mail_digests.send_digests()
    assert "“Peace Bcc: evil@example.org Click here”" in mail.outbox[0].body
    assert "\n" not in mail.outbox[0].subject


def test_nor_does_the_name_that_somebody_gave_themselves(scene, item) -> None:
    prefer(scene.translator, digest="at_once")
    scene.editor.first_name = "Eve\r\n\nYour account is closed: https://evil.example\u2028"
    scene.editor.save()
    Notification.objects.create(user=scene.translator, item=item, kind=Kind.ASSIGNED, data={"by": scene.editor.pk})
    mail.outbox.clear()
    mail_digests.send_digests()
    lines = mail.outbox[0].body.splitlines()
    assert sum("evil.example" in line for line in lines) == 1
    assert any(line.startswith("Assigned to you by Eve Your account") for line in lines)


def test_a_letter_that_cannot_be_written_stops_no_other(scene, item) -> None:
    for user, address in ((scene.translator, "bad\r\nBcc: evil@example.org"), (scene.reviewer, "good@example.org")):
        prefer(user, digest="at_once")
        type(user).objects.filter(pk=user.pk).update(email=address)
        tell_at(timezone.now(), user, item)
    mail.outbox.clear()
    assert mail_digests.send_digests() == 1
    assert mail.outbox[0].to == ["good@example.org"]


def test_cron_tells_of_deadlines_and_sends_letters_in_one_command(scene, item, capsys) -> None:
    prefer(scene.translator, digest="at_once")
    due(item, 2, scene.translator)
    mail.outbox.clear()
    call_command("send_notices")
    call_command("send_notices")
    assert len(mail.outbox) == 1
    assert "1 deadlines told, 1 letters written" in capsys.readouterr().out


# ---------------------------------------------------------------- the account, the group
def account(user, **data) -> tuple:
    client = Client()
    client.force_login(user)
    profile = UserProfile.get_for_user(user)
    data = {
        "name_email-first_name": "Ana",
        "name_email-last_name": "Ruiz",
        "name_email-email": user.email,
        "locale-preferred_language": profile.preferred_language,
        "locale-current_time_zone": "",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        **data,
    }
    return client, client.post(reverse("wagtailadmin_account"), data)


def test_a_translator_chooses_how_often_and_of_what(scene, item) -> None:
    wanted = [kind for kind in Kind.values if kind != "stale"]
    data = {"translation_notices-digest": "weekly", "translation_notices-wanted": wanted}
    client, response = account(scene.translator, **data)
    assert response.status_code == 302
    chosen = Translator.objects.get(user=scene.translator)
    assert (chosen.digest, chosen.muted) == ("weekly", ["stale"])
    assert 'value="weekly" selected' in client.get(reverse("wagtailadmin_account")).content.decode()


def test_what_is_no_choice_is_refused(scene, item) -> None:
    _client, response = account(scene.translator, **{"translation_notices-digest": "hourly"})
    assert response.status_code == 200
    assert not Translator.objects.exists()


def test_whoever_is_never_told_anything_is_not_asked(scene, site) -> None:
    stranger = factories.user("stranger")
    stranger.user_permissions.add(Permission.objects.get(codename="access_admin"))
    for user, asked in ((stranger, False), (scene.editor, True), (scene.translator, True)):
        client = Client()
        client.force_login(user)
        shown = client.get(reverse("wagtailadmin_account")).content.decode()
        assert ("translation_notices" in shown) is asked


def test_an_item_that_nobody_began_leads_to_the_list(scene, db) -> None:
    item = not_started(factories.post(scene.source, "Five works"), scene.target.locale)
    tell_at(timezone.now(), scene.translator, item)
    [notice] = notifications.worded(notifications.for_user(scene.translator))
    assert notice.url == reverse("translations:index")

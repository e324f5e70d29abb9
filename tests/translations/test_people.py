"""Whose an item is: taken by one, handed back with a word, assigned by those who may, lost with the role."""

import datetime
from copy import deepcopy

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import PageLogEntry

from tests import factories
from tests.translations.queued import not_started, stand
from translations import people, services
from translations.exceptions import CannotAssign, CannotTranslate, TakenAlready
from translations.models import LocaleRole, Notification, Priority, QueueItem, Standing
from translations.permissions import may_translate
from translations.reach import reach_of
from translations.states import State, Tab

DAY = datetime.timedelta(days=1)


@pytest.fixture(scope="module")
def shared(kept_scene):
    """A started item, and one that nobody began."""
    second = factories.user("second", f"Translators ({kept_scene.target.locale.language_code})", first_name="Ana")
    started = kept_scene.start(kept_scene.post("Two works"))
    waiting = not_started(factories.post(kept_scene.source, "Three works"), kept_scene.target.locale)
    return started, waiting, second


@pytest.fixture
def second(shared, db):
    return deepcopy(shared[2])


@pytest.fixture(params=["started", "not started"])
def item(shared, db, request):
    return deepcopy(shared[0 if request.param == "started" else 1])


@pytest.fixture
def started(shared, db):
    return deepcopy(shared[0])


def holder(item):
    return QueueItem.objects.get(pk=item.pk).assignee


def logged(item) -> list:
    """Action, user and data of the acts of the queue about an item, oldest first."""
    entries = PageLogEntry.objects.filter(data__item=item.pk).order_by("timestamp", "pk")
    return [(entry.action, entry.user, entry.data) for entry in entries]


def lose(user, group: str) -> None:
    user.groups.remove(Group.objects.get(name=group))


def group_of(scene) -> str:
    return f"Translators ({scene.target.locale.language_code})"


# ---------------------------------------------------------------- take
def test_a_translator_takes_an_item_and_it_is_theirs(scene, item) -> None:
    taken = people.take(item=item, user=scene.translator)
    assert holder(item) == taken.assignee == scene.translator
    assert taken.assigned_at is not None
    assert taken.last_act_at is not None
    assert logged(item) == [("translations.take", scene.translator, {"item": item.pk})]


def test_the_second_hears_the_name_of_the_first(scene, item, second) -> None:
    people.take(item=item, user=second)
    with pytest.raises(TakenAlready, match="Ana"):
        people.take(item=item, user=scene.translator)
    assert holder(item) == second


def test_taking_ones_own_again_changes_nothing(scene, item) -> None:
    first = people.take(item=item, user=scene.translator)
    again = people.take(item=item, user=scene.translator)
    assert again.assigned_at == first.assigned_at
    assert len(logged(item)) == 1


def test_nobody_takes_what_they_do_not_translate(scene, item) -> None:
    for user in (scene.other_translator, scene.editor, factories.user("nobody")):
        with pytest.raises(PermissionDenied):
            people.take(item=item, user=user)
    assert holder(item) is None


def test_what_is_not_wanted_in_a_language_is_not_taken(scene, shared) -> None:
    item = shared[1]
    QueueItem.objects.filter(pk=item.pk).update(not_wanted_at=timezone.now())
    with pytest.raises(CannotTranslate):
        people.take(item=item, user=scene.translator)


def test_an_item_that_is_gone_is_told_and_is_no_error(scene, item) -> None:
    QueueItem.objects.filter(pk=item.pk).delete()
    with pytest.raises(CannotTranslate):
        people.take(item=item, user=scene.translator)


# ---------------------------------------------------------------- hand back
def test_an_item_is_handed_back_with_a_word(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    people.hand_back(item=item, user=scene.translator, note=" The quotations are not mine to judge.\x00 ")
    assert holder(item) is None
    action, user, data = logged(item)[-1]
    assert (action, user) == ("translations.hand_back", scene.translator)
    assert data["note"] == "The quotations are not mine to judge."
    assert not Notification.objects.exists()


def test_the_word_stands_in_the_form_until_somebody_has_it(scene, second, client) -> None:
    item = scene.start(scene.post("Another"))
    people.take(item=item, user=scene.translator)
    people.hand_back(item=item, user=scene.translator, note="Ask a <b>lawyer</b>.")
    form = reverse("translations:edit", args=[item.pk])
    client.force_login(second)
    assert "Ask a &lt;b&gt;lawyer&lt;/b&gt;." in client.get(form).content.decode()
    people.take(item=item, user=second)
    assert "lawyer" not in client.get(form).content.decode()
    people.hand_back(item=item, user=second)
    assert "lawyer" not in client.get(form).content.decode()


def test_those_who_assign_put_an_item_back_and_its_translator_hears_of_it(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    people.hand_back(item=item, user=scene.reviewer)
    assert holder(item) is None
    assert Notification.objects.get().user == scene.translator


def test_nobody_hands_back_what_others_have(scene, item, second) -> None:
    people.take(item=item, user=scene.translator)
    for user in (second, scene.other_translator):
        with pytest.raises(PermissionDenied):
            people.hand_back(item=item, user=user)
    assert holder(item) == scene.translator


def test_what_nobody_has_is_not_handed_back(scene, item) -> None:
    with pytest.raises(CannotAssign):
        people.hand_back(item=item, user=scene.editor)
    with pytest.raises(PermissionDenied):
        people.hand_back(item=item, user=scene.translator)


# ---------------------------------------------------------------- assign, due, priority
def test_editors_reviewers_and_administrators_assign(scene, item, second) -> None:
    for user in (scene.editor, scene.reviewer, scene.admin):
        for one in (scene.translator, second):
            people.assign(item=item, assignee=one, user=user)
            assert holder(item) == one
    action, user, data = logged(item)[-1]
    assert (action, user, data["name"]) == ("translations.assign", scene.admin, "Ana")


def test_an_item_is_assigned_over_the_head_of_its_translator_who_hears_of_it(scene, item, second) -> None:
    people.take(item=item, user=scene.translator)
    people.assign(item=item, assignee=second, user=scene.editor)
    told = {(notice.user, notice.kind) for notice in Notification.objects.filter(read_at=None)}
    assert told == {(second, "assigned"), (scene.translator, "pool")}


def test_translators_assign_nothing_and_set_no_dates(scene, item, second) -> None:
    people.take(item=item, user=scene.translator)
    with pytest.raises(PermissionDenied):
        people.assign(item=item, assignee=second, user=scene.translator)
    with pytest.raises(PermissionDenied):
        people.set_due(item=item, due=timezone.localdate(), user=scene.translator)
    with pytest.raises(PermissionDenied):
        people.set_priority(item=item, priority=Priority.HIGH, user=scene.translator)


def test_an_item_is_assigned_only_to_those_who_translate_the_pair(scene, item, second) -> None:
    second.is_active = False
    for one in (scene.other_translator, scene.editor, second):
        with pytest.raises(CannotAssign):
            people.assign(item=item, assignee=one, user=scene.editor)
    assert holder(item) is None


def test_assigned_to_nobody_is_handed_back(scene, item) -> None:
    people.assign(item=item, assignee=scene.translator, user=scene.editor)
    people.assign(item=item, assignee=None, user=scene.editor)
    assert holder(item) is None


def test_a_date_and_a_priority_are_set_logged_and_taken_away(scene, item) -> None:
    day = timezone.localdate() + DAY
    people.set_due(item=item, due=day, user=scene.editor)
    people.set_due(item=item, due=day, user=scene.editor)
    people.set_priority(item=item, priority=Priority.URGENT, user=scene.editor)
    fresh = QueueItem.objects.get(pk=item.pk)
    assert (fresh.due, fresh.priority) == (day, Priority.URGENT)
    people.set_due(item=item, due=None, user=scene.editor)
    found = [(action, data.get("due"), data.get("priority")) for action, _user, data in logged(item)]
    expected = [("set_due", day.isoformat(), None), ("set_priority", None, 2), ("set_due", "", None)]
    assert found == [(f"translations.{action}", *rest) for action, *rest in expected]


def test_a_day_that_is_past_and_a_priority_that_is_none_are_refused(scene, item) -> None:
    with pytest.raises(CannotAssign):
        people.set_due(item=item, due=timezone.localdate() - DAY, user=scene.editor)
    with pytest.raises(CannotAssign):
        people.set_priority(item=item, priority=99, user=scene.editor)


def test_who_can_be_chosen_are_those_who_translate_the_pair(scene, item, second) -> None:
    found = set(people.candidates(item))
    assert {scene.translator, scene.reviewer, second} <= found
    assert not {scene.other_translator, scene.editor} & found


# ---------------------------------------------------------------- pairs
def test_a_pair_is_translated_in_its_direction_only(scene, item, site) -> None:
    """Whoever translates from another language neither sees the item nor takes it."""
    LocaleRole.objects.filter(group__name=group_of(scene)).update(source_locale=scene.target.locale)
    user = type(scene.translator).objects.get(pk=scene.translator.pk)
    assert may_translate(user, scene.target.locale.pk)
    assert not may_translate(user, scene.target.locale.pk, scene.source.locale.pk)
    assert not QueueItem.objects.filter(reach_of(user).items()).exists()
    with pytest.raises(PermissionDenied):
        people.take(item=item, user=user)
    assert user not in people.candidates(item)


def test_a_pair_that_is_theirs_is_seen_and_taken(scene, item) -> None:
    LocaleRole.objects.filter(group__name=group_of(scene)).update(source_locale=scene.source.locale)
    user = type(scene.translator).objects.get(pk=scene.translator.pk)
    assert item in QueueItem.objects.filter(reach_of(user).items())
    assert user in people.candidates(item)
    people.take(item=item, user=user)
    assert holder(item) == user


def test_the_text_of_another_pair_is_not_written(scene, started) -> None:
    LocaleRole.objects.filter(group__name=group_of(scene)).update(source_locale=scene.target.locale)
    user = type(scene.translator).objects.get(pk=scene.translator.pk)
    with pytest.raises(PermissionDenied):
        services.save_translation(item=started, user=user, texts=scene.texts(started))


# ---------------------------------------------------------------- who loses the role
def losses(scene) -> dict:
    """Ways to lose an item, by name."""
    user = scene.translator

    def deactivated() -> None:
        user.is_active = False
        user.save()

    return {
        "left the group": lambda: lose(user, group_of(scene)),
        "left all groups": user.groups.clear,
        "deactivated": deactivated,
        "group deleted": Group.objects.get(name=group_of(scene)).delete,
        "role taken away": lambda: LocaleRole.objects.get(group__name=group_of(scene)).delete(),
        "thrown out of it": lambda: Group.objects.get(name=group_of(scene)).user_set.clear(),
    }


WAYS = ["left the group", "left all groups", "deactivated", "group deleted", "role taken away", "thrown out of it"]


@pytest.mark.parametrize("way", WAYS)
def test_who_may_no_longer_translate_has_no_item_any_more(scene, item, way, django_capture_on_commit_callbacks) -> None:
    people.take(item=item, user=scene.translator)
    with django_capture_on_commit_callbacks(execute=True):
        losses(scene)[way]()
    assert holder(item) is None
    assert logged(item)[-1][0] == "translations.release"


def test_a_pair_that_is_changed_takes_the_item_away(scene, item, django_capture_on_commit_callbacks) -> None:
    people.take(item=item, user=scene.translator)
    with django_capture_on_commit_callbacks(execute=True):
        role = LocaleRole.objects.get(group__name=group_of(scene))
        role.source_locale = scene.target.locale
        role.save()
    assert holder(item) is None


def test_who_keeps_the_role_keeps_the_item(scene, item, django_capture_on_commit_callbacks) -> None:
    people.take(item=item, user=scene.translator)
    with django_capture_on_commit_callbacks(execute=True):
        scene.translator.groups.add(Group.objects.get(name="Editors"))
        lose(scene.translator, "Editors")
        scene.translator.save()
    assert holder(item) == scene.translator


def test_a_sign_in_looks_for_no_lost_items(scene, client, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks() as called:
        client.force_login(scene.translator)
    assert people.release_lost not in called


def test_one_who_lost_the_role_stands_in_nobodys_way(scene, item, second) -> None:
    people.take(item=item, user=second)
    lose(second, group_of(scene))
    people.take(item=item, user=scene.translator)
    assert holder(item) == scene.translator


# ---------------------------------------------------------------- idle
def still_for(item, days: float) -> None:
    then = timezone.now() - days * DAY
    QueueItem.objects.filter(pk=item.pk).update(last_act_at=then, assigned_at=then, created_at=then)
    Standing.objects.filter(item=item).update(since=then)


def test_what_stands_still_goes_back_and_its_translator_hears_of_it(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    still_for(item, 14.1)
    assert people.return_idle(days=14) == 1
    assert holder(item) is None
    notice = Notification.objects.get()
    assert (notice.user, notice.kind, notice.data) == (scene.translator, "pool", {"reason": "idle", "days": 14})
    assert logged(item)[-1][0] == "translations.return_idle"
    assert people.return_idle(days=14) == 0


def test_what_moved_within_the_time_stays(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    still_for(item, 13.9)
    assert people.return_idle(days=14) == 0
    still_for(item, 20)
    people.touch(item)
    assert people.return_idle(days=14) == 0
    assert holder(item) == scene.translator


@pytest.mark.parametrize(("state", "tab"), [(State.IN_REVIEW, Tab.TO_REVIEW), (State.CURRENT, Tab.DONE)])
def test_what_waits_for_a_reviewer_or_is_done_is_not_idle(scene, item, state, tab) -> None:
    people.take(item=item, user=scene.translator)
    still_for(item, 99)
    stand(item, state, tab, since=timezone.now() - 99 * DAY)
    assert people.return_idle(days=14) == 0


def test_time_counts_anew_from_the_day_on_which_there_is_something_to_do_again(scene, item) -> None:
    """A translator whose page was fine for a year has as long as others when the original changes."""
    people.take(item=item, user=scene.translator)
    still_for(item, 365)
    stand(item, State.READY, Tab.STALE, since=timezone.now() - DAY)
    assert people.return_idle(days=14) == 0
    stand(item, State.READY, Tab.STALE, since=timezone.now() - 15 * DAY)
    assert people.return_idle(days=14) == 1


def test_nothing_goes_back_unless_the_site_wants_it(scene, item, settings, capsys) -> None:
    people.take(item=item, user=scene.translator)
    still_for(item, 999)
    call_command("return_idle_items")
    assert holder(item) == scene.translator
    assert "TANDEM_IDLE_DAYS" in capsys.readouterr().out
    settings.IDLE_DAYS = 30
    call_command("return_idle_items")
    assert holder(item) is None


def test_the_command_puts_back_what_was_lost_too(scene, item, settings) -> None:
    people.take(item=item, user=scene.translator)
    type(scene.translator).objects.filter(pk=scene.translator.pk).update(is_active=False)
    call_command("return_idle_items")
    assert holder(item) is None


def test_saving_and_handing_in_are_acts(scene, started) -> None:
    people.take(item=started, user=scene.translator)
    still_for(started, 20)
    scene.save(started)
    assert people.return_idle(days=14) == 0
    still_for(started, 20)
    scene.submit(started)
    assert people.return_idle(days=14) == 0


def test_a_deleted_account_leaves_its_items_to_others(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    scene.translator.delete()
    assert holder(item) is None

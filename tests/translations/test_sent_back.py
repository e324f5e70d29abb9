"""What a reviewer sends back is in somebody's list: theirs who has it, or theirs who handed it in."""

from copy import deepcopy

import pytest
from django.urls import reverse
from wagtail.models import PageLogEntry
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations.test_notifications import reject, told
from translations import criteria, history, listing, people, services
from translations.criteria import Criteria
from translations.models import QueueItem
from translations.states import Tab


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    kept_scene.save(item)
    return item


@pytest.fixture
def item(kept_item, scene):
    """A translation that is all typed and with nobody."""
    return deepcopy(kept_item)


def holder(item):
    return QueueItem.objects.get(pk=item.pk).assignee


def mine(user) -> list[int]:
    return [one.pk for one in listing.matching(user, Criteria(tab=criteria.MINE))]


def test_what_nobody_has_goes_back_to_whoever_handed_it_in(scene, item) -> None:
    reject(scene.submit(item), scene.reviewer)
    assert holder(item) == scene.translator
    assert mine(scene.translator) == [item.pk]
    assert listing.matching(scene.translator, Criteria(tab=Tab.CHANGES_REQUESTED)).count() == 1
    assert listing.waiting_for(scene.translator) == 1
    assert told("assigned") == set()  # once is enough
    assert told("returned") == {scene.translator.username}


def test_what_somebody_has_stays_with_them(scene, item) -> None:
    second = factories.user("second", *scene.translator.groups.values_list("name", flat=True))
    people.assign(item=item, assignee=second, user=scene.editor)
    reject(scene.submit(item), scene.reviewer)
    assert holder(item) == second
    assert mine(scene.translator) == []


def test_of_two_who_handed_it_in_the_later_gets_it_and_both_are_told(scene, item) -> None:
    second = factories.user("second", *scene.translator.groups.values_list("name", flat=True))
    reject(scene.submit(item), scene.reviewer)
    people.hand_back(item=item, user=scene.translator)
    services.submit_translation(item=item, user=second)
    reject(services.target_of(item), scene.reviewer)
    assert holder(item) == second
    assert told("returned", read_at=None) == {second.username, scene.translator.username}


@pytest.mark.parametrize("lost", ["role", "account"])
def test_who_may_not_translate_it_any_more_gets_nothing_back(scene, item, lost) -> None:
    target = scene.submit(item)
    if lost == "role":
        scene.translator.groups.clear()
    else:
        type(scene.translator).objects.filter(pk=scene.translator.pk).update(is_active=False)
    reject(target, scene.reviewer)
    assert holder(item) is None


def test_who_put_it_back_is_not_given_it_again_until_they_hand_it_in(scene, item) -> None:
    reject(scene.submit(item), scene.reviewer)
    people.hand_back(item=item, user=scene.translator, note="I am away.")
    assert holder(item) is None
    scene.save(item, " better")
    assert holder(item) is None


@pytest.mark.parametrize(("code", "words"), [("en", "again, who had handed it in"), ("es", "quien la había enviado")])
def test_the_history_says_so_in_both_languages(scene, item, client, code, words) -> None:
    reject(scene.submit(item), scene.reviewer)
    entry = PageLogEntry.objects.get(action="translations.give_back")
    assert (entry.user, entry.data["item"]) == (scene.reviewer, item.pk)
    assert any(entry.message == event.what for event in history.page_of(item)[1])
    UserProfile.objects.update_or_create(user=scene.editor, defaults={"preferred_language": code})
    client.force_login(scene.editor)
    html = client.get(reverse("translations:history", args=[item.pk])).content.decode()
    assert words in html
    assert str(scene.translator) in html

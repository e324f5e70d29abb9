"""The bar of bulk actions has the buttons of what its reader may do, and no other; the server is asked all the same."""

from copy import deepcopy

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from tests import factories
from tests.translations.conftest import republish
from tests.translations.queued import not_started
from tests.translations.test_bulk import address, fresh, said
from translations import services, standings
from translations.models import Priority
from translations.views.bulk import ACTIONS, offered_to

EVERY = ["take", "assign", "due", "priority", "still_right", "start", "wanted", "export"]
OFFERED = {
    "admin": EVERY,
    "editor": ["assign", "due", "priority", "still_right", "start", "wanted", "export"],
    "translator": ["take", "still_right", "export"],
    "reviewer": EVERY,  # they may edit topics and people, and so open those
}


@pytest.fixture(scope="module")
def kept_items(kept_scene):
    scene = kept_scene
    waiting = not_started(factories.post(scene.source, "Three works"), scene.target.locale)
    topic = not_started(factories.topic(scene.source.locale, "A topic"), scene.target.locale)
    stale, _target = scene.live(scene.post("Two works"))
    republish(services.source_of(stale), intro="Other words.")
    standings.refresh([waiting, topic, stale])
    return [waiting, topic, stale]


@pytest.fixture
def items(kept_items, scene):
    return deepcopy(kept_items)


def path_of(name: str) -> str:
    return reverse("wagtail_bulk_action", args=["translations", "queueitem", name])


@pytest.mark.parametrize("who", OFFERED)
def test_one_is_shown_what_one_may_do_with_a_script_and_without(client, scene, items, who) -> None:
    client.force_login(getattr(scene, who))
    html = client.get(reverse("translations:index") + "?tab=all").content.decode()
    bar = html[html.index('data-bulk-action-footer="QUEUEITEM"') :]
    form = html[html.index('id="queue-bulk"') : html.index("</form>", html.index('id="queue-bulk"'))]
    for name in EVERY:
        expected = name in OFFERED[who]
        assert (f'href="{path_of(name)}"' in bar) == expected, name
        assert (f'formaction="{path_of(name)}"' in form) == expected, name


@pytest.mark.parametrize("who", OFFERED)
def test_nothing_that_somebody_may_do_to_an_item_is_kept_from_them(client, scene, items, who) -> None:
    user = getattr(scene, who)
    client.force_login(user)
    allowed = [name for name in EVERY if client.get(address(name, *items)).context["items"]]
    assert allowed == [action["type"] for action in offered_to(user)] == OFFERED[who]


def test_an_editor_who_translates_takes_too(scene, items) -> None:
    scene.editor.groups.add(*scene.translator.groups.all())
    assert [action["type"] for action in offered_to(fresh_user(scene.editor))] == EVERY


def test_who_may_change_a_kind_of_snippet_opens_it_without_a_right_on_pages(client, scene, items) -> None:
    scene.translator.user_permissions.add(Permission.objects.get(codename="change_topic"))
    user = fresh_user(scene.translator)
    assert [action["type"] for action in offered_to(user)] == ["take", "still_right", "start", "export"]
    client.force_login(user)
    shown = client.get(address("start", *items)).context
    assert [one["item"].pk for one in shown["items"]] == [items[1].pk]


def test_a_button_that_is_not_shown_is_refused_by_the_server_still(client, scene, items) -> None:
    client.force_login(scene.translator)
    response = client.post(address("priority", items[2]), {"priority": "2"})
    assert fresh(items[2]).priority == Priority.NORMAL
    assert said(response) == []


def test_the_bar_has_every_action_that_is_registered(scene) -> None:
    assert [action.action_type for action in ACTIONS] == EVERY


def fresh_user(user):
    return type(user).objects.get(pk=user.pk)

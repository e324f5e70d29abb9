"""“The translations are still right”: offered to who publishes a small change, said with a reason, taken back."""

from copy import deepcopy

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from articles.models import Topic
from tests import factories
from tests.reading import one, parse, text
from tests.translations import story
from tests.translations.conftest import republish, stored
from tests.translations.queued import queued
from tests.translations.test_every_door import form_of
from translations import acknowledge, services
from translations.models import Acknowledgement, QueueItem, RefusedAct, Standing
from translations.states import Flag, State, Tab

NO_BODY = {"body-count": "0", "corrections-count": "0"}
KIND = Acknowledgement.Kind


@pytest.fixture(scope="module")
def kept_stale(kept_scene):
    item, target = kept_scene.live(kept_scene.post("Peace, slowly", intro="Peace is slow, they say."))
    republish(services.source_of(item), intro="Peace is slow they say.")
    return item, target


@pytest.fixture
def stale(kept_stale, scene):
    """A public translation whose original has lost a comma since."""
    return deepcopy(kept_stale)


def entered(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address(item) -> str:
    row = services.source_of(item)
    return reverse("translations:still_right", args=[row._meta.app_label, row._meta.model_name, row.pk])


def say(client: Client, *items, reason: str = "A comma", url: str = "", **more):
    url = url or address(items[0])
    seen = client.get(url).context["seen"]
    return client.post(url, {"items": [item.pk for item in items], "reason": reason, "seen": seen} | more)


def said(response) -> str:
    return " ".join(str(message) for message in response.wsgi_request._messages)


def flags(item) -> list[str]:
    return Standing.objects.get(item=item).flags


# ---------------------------------------------------------------- offered
def published(client: Client, url: str, **changes: str) -> str:
    """What Wagtail's editor says after a publication."""
    response = client.post(url, form_of(client, url) | {"action-publish": "action-publish"} | changes)
    assert response.status_code == 302
    return said(response)


def test_whoever_publishes_a_small_change_of_a_page_is_asked_with_a_button(scene) -> None:
    item, _target = scene.live(factories.post(scene.source, "War, quickly"))
    row = services.source_of(item)
    url = reverse("wagtailadmin_pages:edit", args=[row.pk])
    client = entered(scene.admin)
    told = published(client, url, **NO_BODY)
    assert address(item) not in told
    told = published(client, url, title="War quickly", **NO_BODY)
    assert "1 translation says what the original said before" in told
    assert address(item) in told


def test_whoever_publishes_a_small_change_of_a_topic_is_asked_too(scene) -> None:
    item, _target = scene.live(factories.topic(scene.source.locale, "Peace, slowly"))
    url = reverse("wagtailsnippets_articles_topic:edit", args=[services.source_of(item).pk])
    told = published(entered(scene.admin), url, name="Peace slowly")
    assert Topic.objects.filter(name="Peace slowly").exists()
    assert address(item) in told


def test_a_reviewer_who_approves_a_change_of_an_original_is_asked(scene, stale) -> None:
    item, _target = stale
    row = services.source_of(item)
    row.title = "Peace slowly"
    row.save_revision(user=scene.editor)
    row.get_workflow().start(row, scene.editor)
    state = type(row).objects.get(pk=row.pk).current_workflow_task_state
    url = reverse("translations:review", args=[state.pk])
    client = entered(scene.admin)
    seen = client.get(url).context["seen"]
    assert address(item) in said(client.post(url, {"approve": "", "seen": seen, "comment": ""}))


def test_who_may_not_say_it_is_not_asked_and_gets_no_screen(scene, stale) -> None:
    item, _target = stale
    assert entered(scene.translator).get(address(item)).status_code == 200
    for client in (entered(scene.other_translator), Client()):
        assert client.get(address(item)).status_code == 302
        assert client.post(address(item), {"items": item.pk, "reason": "A comma"}).status_code == 302
    assert not Acknowledgement.objects.exists()


def test_the_editor_of_a_page_finds_it_later_in_the_side_panel(scene, stale) -> None:
    item, _target = stale
    url = reverse("wagtailadmin_pages:edit", args=[services.source_of(item).pk])
    assert address(item) in entered(scene.editor).get(url).content.decode()
    acknowledge.acknowledge_item(item=item, user=scene.editor, kind=KIND.MINOR, reason="A comma")
    assert address(item) not in entered(scene.editor).get(url).content.decode()


# ---------------------------------------------------------------- said
def test_an_editor_ticks_says_why_and_nothing_public_changes(scene, stale) -> None:
    item, target = stale
    before, client = stored(target), entered(scene.editor)
    html = client.get(address(item)).content.decode()
    assert "unctuation" in html
    response = say(client, item)
    assert response.url == reverse("wagtailadmin_pages:edit", args=[services.source_of(item).pk])
    assert "1 translation is called up to date" in said(response)
    assert stored(target) == before
    assert Standing.objects.get(item=item).state == State.CURRENT
    word = Acknowledgement.objects.get()
    assert (word.kind, word.user, word.reason) == (KIND.MINOR, scene.editor, "A comma")
    assert "No public translation says anything else" in client.get(address(item)).content.decode()


def test_a_translator_says_it_of_their_language_as_their_own_word(scene, stale) -> None:
    item, _target = stale
    say(entered(scene.translator), item)
    assert Acknowledgement.objects.get().kind == KIND.STILL_RIGHT


@pytest.mark.parametrize(("reason", "ticks"), [("", True), ("   ", True), ("A comma", False), ("x" * 501, True)])
def test_without_a_reason_or_a_tick_nothing_is_said_and_nothing_typed_is_lost(scene, stale, reason, ticks) -> None:
    item, _target = stale
    client = entered(scene.editor)
    data = {"reason": reason, "seen": client.get(address(item)).context["seen"]} | ({"items": item.pk} if ticks else {})
    response = client.post(address(item), data)
    assert response.status_code == 422
    assert text(one(parse(response.content.decode()), "textarea", name="reason")) == reason.strip()
    assert not Acknowledgement.objects.exists()


@pytest.mark.parametrize("items", [["x"], ["-1"], ["9" * 40], ["\x00"], ["<b>"], ["999999999"]])
def test_nonsense_is_refused_and_says_nothing(scene, stale, items) -> None:
    item, _target = stale
    client = entered(scene.editor)
    data = {"reason": "A comma", "seen": client.get(address(item)).context["seen"], "items": items}
    assert client.post(address(item), data).status_code == 422
    assert not Acknowledgement.objects.exists()


def test_what_changed_meanwhile_is_read_first(scene, stale) -> None:
    item, _target = stale
    client = entered(scene.editor)
    seen = client.get(address(item)).context["seen"]
    republish(services.source_of(item), title="In 2031 there is war")
    response = client.post(address(item), {"reason": "A comma", "items": item.pk, "seen": seen})
    assert response.status_code == 409
    assert "has changed since" in response.content.decode()
    assert not Acknowledgement.objects.exists()


def test_which_of_them_was_refused_and_why_stands_beside_it_and_the_others_are_done(scene) -> None:
    third = Locale.objects.create(language_code="pt")
    topic = factories.topic(scene.source.locale, "Peace, slowly")
    good, _target = scene.live(topic)
    other = services.start_translation(source=topic, locale=third, user=scene.admin)
    services.save_translation(item=other, user=scene.admin, texts=scene.texts(other))
    services.submit_translation(item=other, user=scene.admin)
    story.approve(services.target_of(other), scene.admin)
    row = republish(topic, name="Peace slowly")
    acknowledge.localize.StringTranslation.objects.filter(locale=third, translation_of__data="Peace, slowly").delete()
    client = entered(scene.admin)
    response = say(client, good, other)
    assert response.status_code == 409
    assert "no older translation" in response.content.decode()
    assert (Flag.STALE in flags(good), Flag.STALE in flags(other)) == (False, True)
    assert RefusedAct.objects.filter(action="CannotTranslate").exists()
    assert row.name == "Peace slowly"


def test_of_what_is_being_reviewed_it_cannot_be_said(scene, stale) -> None:
    item, _target = stale
    services.take_over(item=item)
    scene.save(item)
    scene.submit(item)
    client = entered(scene.editor)
    html = client.get(address(item)).content.decode()
    assert "It is being reviewed" in html
    assert one(parse(html), "input", name="items").get("disabled") is not None
    assert say(client, item).status_code == 409
    assert not Acknowledgement.objects.exists()


def test_the_screen_and_the_panel_cost_the_same_for_2_and_for_10_languages(scene, settings) -> None:
    post = scene.post("Water")
    costs: dict[str, list[int]] = {"screen": [], "panel": []}
    for codes in (["pt", "fr"], ["de", "it", "nl", "pl", "sv", "da", "fi", "cs"]):
        for code in codes:
            locale = Locale.objects.create(language_code=code)
            QueueItem.objects.filter(translation_key=post.translation_key, target_locale=locale).delete()
            tree = type("Tree", (), {"locale": locale})
            wanted = {"translation_key": post.translation_key}
            queued(scene.source, tree, Tab.STALE, item=wanted, source_pk=str(post.pk), title=post.title)
        urls = {
            "screen": reverse("translations:still_right", args=["articles", "blogpostpage", post.pk]),
            "panel": reverse("wagtailadmin_pages:edit", args=[post.pk]),
        }
        client = entered(scene.editor)
        for name, url in urls.items():
            assert client.get(url).status_code == 200
            with CaptureQueriesContext(connection) as captured:
                html = client.get(url).content.decode()
            costs[name].append(len(captured))
            assert html.count("Original changed") + html.count("words") >= len(codes)
    assert costs["screen"][0] == costs["screen"][1], costs
    assert costs["panel"][0] == costs["panel"][1], costs


# ---------------------------------------------------------------- taken back
def history(client: Client, item) -> str:
    return client.get(reverse("translations:history", args=[item.pk])).content.decode()


def test_it_is_taken_back_on_the_history_with_a_reason(scene, stale) -> None:
    item, _target = stale
    client = entered(scene.editor)
    assert address(item) in history(client, item)
    say(client, item)
    word = Acknowledgement.objects.get()
    url = reverse("translations:revoke", args=[word.pk])
    assert url in history(client, item)
    assert "Say why" in said(client.post(url, {"reason": " "}))
    assert Flag.STALE not in flags(item)
    response = client.post(url, {"reason": "It was more than a comma"})
    assert response.url == reverse("translations:history", args=[item.pk])
    html = history(client, item)
    assert "It was more than a comma" in html
    assert url not in html
    assert Flag.STALE in flags(item)
    assert client.post(url, {"reason": "Twice"}).status_code == 409


def test_the_button_is_there_only_for_who_may_and_while_it_can_be(scene, stale) -> None:
    item, _target = stale
    word = acknowledge.acknowledge_item(item=item, user=scene.editor, kind=KIND.MINOR, reason="A comma")
    url = reverse("translations:revoke", args=[word.pk])
    translator = entered(scene.translator)
    html = history(translator, item)
    assert "A comma" in html
    assert url not in html
    assert translator.post(url, {"reason": "No"}).status_code == 302
    assert Acknowledgement.objects.filter(pk=word.pk, revoked_at=None).exists()
    republish(services.source_of(item), title="Peace, very slowly")
    services.take_over(item=item)
    scene.save(item, title="Very")
    target = scene.submit(item)
    client = entered(scene.editor)
    assert url not in history(client, item)
    story.approve(target, scene.reviewer)
    assert url not in history(client, item)
    assert client.post(url, {"reason": "Late"}).status_code == 409

"""Many items at once: what is asked of each, what is refused of some, and what is left alone."""

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations.conftest import republish
from tests.translations.queued import one_of_each, queued
from translations import people, services
from translations.exceptions import CannotTranslate
from translations.models import Acknowledgement, BulkStart, Priority, QueueItem, Standing
from translations.states import Tab
from translations.views import bulk

NEXT = "/admin/translations/?tab=all"


def address(action: str, *items, **parameters: str) -> str:
    url = reverse("wagtail_bulk_action", args=["translations", "queueitem", action])
    pks = "&".join(f"id={getattr(item, 'pk', item)}" for item in items)
    return f"{url}?{pks}&next={parameters.get('next', NEXT)}"


def said(response) -> list[str]:
    return [str(message).strip() for message in response.wsgi_request._messages]


def seen_on(page) -> str:
    return page.context["form"]["seen"].value()


def say_it(client, *items, reason: str):
    url = address("still_right", *items)
    return client.post(url, {"reason": reason, "seen": seen_on(client.get(url))})


def fresh(item) -> QueueItem:
    return QueueItem.objects.get(pk=item.pk)


def test_a_reviewer_assigns_dates_and_ranks_what_they_selected(client, scene) -> None:
    chosen = queued(scene.source, scene.target, Tab.STALE, number=2)
    left = queued(scene.source, scene.target, Tab.STALE)[0]
    client.force_login(scene.reviewer)
    for action, data, name, value in (
        ("assign", {"assignee": scene.translator.pk}, "assignee", scene.translator),
        ("due", {"due": "2030-01-31"}, "due", datetime.date(2030, 1, 31)),
        ("priority", {"priority": "2"}, "priority", Priority.URGENT),
    ):
        url = address(action, *chosen)
        assert client.get(url).status_code == 200
        response = client.post(url, data)
        assert response.url == NEXT
        assert said(response) == ["2 translations were changed."]
        assert [getattr(fresh(item), name) for item in chosen] == [value, value]
        assert getattr(fresh(left), name) == getattr(left, name)


def test_a_translator_takes_but_does_not_assign(client, scene) -> None:
    item = queued(scene.source, scene.target, Tab.STALE)[0]
    client.force_login(scene.translator)
    client.post(address("assign", item), {"assignee": scene.translator.pk})
    assert fresh(item).assignee is None
    client.post(address("take", item))
    assert fresh(item).assignee == scene.translator


def test_only_people_of_the_language_are_offered(client, scene) -> None:
    item = queued(scene.source, scene.target, Tab.STALE)[0]
    client.force_login(scene.reviewer)
    offered = client.get(address("assign", item)).context["form"].fields["assignee"].queryset
    assert scene.translator in offered
    assert scene.other_translator not in offered
    response = client.post(address("assign", item), {"assignee": scene.other_translator.pk})
    assert response.status_code == 200
    assert response.context["form"].errors
    assert fresh(item).assignee is None


def test_items_that_one_does_not_see_are_not_there(client, scene) -> None:
    other = queued(scene.target, scene.source, Tab.STALE, title="Hidden title")[0]
    client.force_login(scene.reviewer)
    url = address("priority", other)
    assert "Hidden title" not in client.get(url).content.decode()
    client.post(url, {"priority": "2"})
    assert fresh(other).priority == Priority.NORMAL


def test_all_of_a_list_are_those_that_its_filters_show(client, scene) -> None:
    items = one_of_each(scene.source, scene.target)
    client.force_login(scene.reviewer)
    client.post(address("priority", "all", next="/admin/translations/?tab=stale"), {"priority": "1"})
    assert {tab for tab, item in items.items() if fresh(item).priority} == {Tab.STALE}
    client.post(address("priority", "all", next="/admin/translations/"), {"priority": "1"})
    assert {tab for tab, item in items.items() if fresh(item).priority} == {Tab.STALE, Tab.TO_REVIEW}


@pytest.mark.parametrize("pk", ["x", "-1", "9" * 40, "１", "%00", ""])
def test_nonsense_selects_nothing(client, scene, pk) -> None:
    client.force_login(scene.editor)
    for action in bulk.ACTIONS:
        url = address(action.action_type, pk)
        assert "Nothing is selected." in client.get(url).content.decode()
        assert client.post(url, {"priority": "x", "due": "x", "assignee": "x"}).status_code in (200, 302)


def test_what_is_refused_for_one_is_said_and_the_others_are_done(client, scene, monkeypatch) -> None:
    first, second, third = queued(scene.source, scene.target, Tab.STALE, number=3)

    def take(*, item, user):
        if item == second:
            raise CannotTranslate("Somebody was faster.")
        if item == third:
            raise PermissionDenied
        QueueItem.objects.filter(pk=item.pk).update(assignee=user)

    monkeypatch.setattr(people, "take", take)
    client.force_login(scene.translator)
    response = client.post(address("take", first, second, third))
    assert said(response) == [
        "1 translation was changed.",
        f"“{second.standing.title}”: Somebody was faster.",
        f"“{third.standing.title}”: This is not allowed.",
    ]
    assert fresh(first).assignee == scene.translator


def test_only_what_is_stale_can_be_still_right(client, scene, monkeypatch) -> None:
    items = one_of_each(scene.source, scene.target)
    vouched = []
    monkeypatch.setattr(bulk.acknowledge, "acknowledge_item", lambda **given: vouched.append(given))
    client.force_login(scene.translator)
    say_it(client, *items.values(), reason="Checked.")
    (given,) = vouched
    assert given == {"item": items[Tab.STALE], "user": scene.translator, "kind": "still_right", "reason": "Checked."}


def test_an_editor_calls_it_a_minor_edit(client, scene) -> None:
    item, _target = scene.live(scene.post(intro="Peace is slow, they say."))
    republish(services.source_of(item), intro="Peace is slow they say.")
    client.force_login(scene.editor)
    say_it(client, item, reason="A comma.")
    said = Acknowledgement.objects.get()
    assert (said.kind, said.user, said.reason) == ("minor", scene.editor, "A comma.")
    assert Standing.objects.get(item=item).tab == Tab.DONE


def test_what_changed_since_it_was_shown_is_named_and_read_first(client, scene) -> None:
    changed, same = (scene.live(scene.post(f"{name}, slowly"))[0] for name in ("War", "Peace"))
    for item in (changed, same):
        republish(services.source_of(item), title=str(services.source_of(item)).replace(",", ""))
    client.force_login(scene.editor)
    page = client.get(address("still_right", changed, same))
    assert page.content.decode().count("unctuation in 1 sentence") == 2
    republish(services.source_of(changed), title="War, in 2031")
    sent = {"reason": "A comma.", "seen": seen_on(page)}
    response = client.post(address("still_right", changed, same), sent)
    assert response.status_code == 409
    assert said(response) == ["This original has changed since: “War, in 2031”. Read what changed, then say it again."]
    assert response.context["form"]["reason"].value() == "A comma."
    assert not Acknowledgement.objects.exists()
    again = client.post(address("still_right", changed, same), sent | {"seen": seen_on(response)})
    assert again.status_code == 302
    assert Acknowledgement.objects.filter(item=same).exists()
    for times, nonsense in enumerate(("", "x", f"{changed.pk}:", "\x00:1 9:9")):
        republish(services.source_of(same), title="Peace slowly slowly" + "." * times)
        response = client.post(address("still_right", same), {"reason": "A comma.", "seen": nonsense})
        assert response.status_code in (200, 409)
    assert Acknowledgement.objects.filter(item=same).count() == 1


@pytest.mark.parametrize("action", ["assign", "due", "priority", "still_right", "start"])
def test_what_is_refused_says_who_may(client, scene, action) -> None:
    item = queued(scene.source, scene.target, Tab.IN_PROGRESS)[0]
    client.force_login(scene.translator)
    shown = client.get(address(action, item)).content.decode()
    who = next(one.who for one in bulk.ACTIONS if one.action_type == action)
    assert f"This cannot be done with these: {who}" in shown


@pytest.mark.parametrize("typed", ["next Tuesday", "mañana", "31/02/2030", "2030-02-31", "12"])
@pytest.mark.parametrize(("code", "words"), [("en", "This is no date."), ("es", "Esto no es una fecha.")])
def test_what_is_no_date_is_refused_with_a_sentence_and_no_date_is_set(client, scene, typed, code, words) -> None:
    """Wagtail's own field would make today of it before it is sent."""
    day = datetime.date(2030, 1, 1)
    item = queued(scene.source, scene.target, item={"due": day})[0]
    UserProfile.objects.update_or_create(user=scene.reviewer, defaults={"preferred_language": code})
    client.force_login(scene.reviewer)
    assert re.search(
        r'<input[^>]*type="date"[^>]*name="due"|<input[^>]*name="due"[^>]*type="date"', _form(client, item)
    )
    answer = client.post(address("due", item), {"due": typed})
    assert words in answer.content.decode()
    assert fresh(item).due == day


def _form(client, item) -> str:
    return client.get(address("due", item)).content.decode()


def test_a_date_can_be_taken_away_again(client, scene) -> None:
    item = queued(scene.source, scene.target, item={"due": datetime.date(2030, 1, 1)})[0]
    client.force_login(scene.reviewer)
    client.post(address("due", item), {"due": ""})
    assert fresh(item).due is None


# ------------------------------------------------------------------ opening many
def test_an_editor_opens_what_they_selected_and_is_told_of_each(client, scene) -> None:
    good, taken = scene.post("Good"), scene.post("Taken")
    items = [
        queued(scene.source, scene.target, item={"translation_key": row.translation_key}, source_pk=str(row.pk))[0]
        for row in (good, taken)
    ]
    factories.twin(taken, scene.target, slug="taken-2")
    items[1] = queued(
        scene.source, scene.target, item={"translation_key": taken.translation_key}, source_pk=str(taken.pk)
    )[0]
    client.force_login(scene.editor)
    response = client.post(address("start", *items), {"with_parents": "on"}, follow=True)
    job = BulkStart.objects.get()
    assert response.redirect_chain[-1][0] == reverse("translations:starting", args=[job.pk])
    assert [one["title"] for one in job.opened] == ["Good"]
    assert not job.failed
    assert [one["title"] for one in job.there] == ["Taken"]
    assert "In the language already" in response.content.decode()
    assert "Refresh" not in response
    assert fresh(items[0]).started_at
    assert not fresh(items[1]).started_at


@pytest.mark.parametrize("code", ["en", "es"])
def test_what_went_between_the_question_and_the_answer_is_counted(client, scene, code) -> None:
    topics = [factories.topic(scene.source.locale) for _each in range(3)]
    items = [QueueItem.objects.get(translation_key=topic.translation_key) for topic in topics]
    UserProfile.objects.update_or_create(user=scene.editor, defaults={"preferred_language": code})
    client.force_login(scene.editor)
    url = address("start", *items)
    topics[0].delete()
    factories.twin(topics[1], scene.target)
    response = client.post(url, {"with_parents": "on"}, follow=True)
    told = {"en": "2 of those that were ticked are not in the list", "es": "2 de las marcadas ya no están en la lista"}
    assert told[code] in response.content.decode()
    assert [one["title"] for one in BulkStart.objects.get().opened] == [topics[2].name]


def test_a_translator_opens_nothing(client, scene) -> None:
    post = scene.post()
    item = queued(scene.source, scene.target, item={"translation_key": post.translation_key}, source_pk=str(post.pk))[0]
    for user in (scene.translator, scene.reviewer):
        client.force_login(user)
        client.post(address("start", item), {"with_parents": "on"})
    assert not fresh(item).started_at
    assert not BulkStart.objects.filter(done__gt=[]).exists()


def test_the_button_of_each_form_says_what_it_does(scene, client) -> None:
    item = queued(scene.source, scene.target)[0]
    client.force_login(scene.admin)
    said = {"take": "Take", "assign": "Assign", "due": "Set the date", "priority": "Set the priority"}
    chosen = [(f"translations/queueitem/{name}", item.pk, words) for name, words in said.items()]
    for address, pk, words in [*chosen, ("wagtailcore/page/translate", scene.source.blog.pk, "Translate")]:
        page = client.get(f"/admin/bulk/{address}/?id={pk}&next=/admin/").content.decode()
        assert re.search(rf'value="{words}"|>\s*{words}\s*</button>', page), address

"""Who is signed out, or signed in anew, while they write loses nothing; and no other site gains anything by it."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.reading import main, parse, text
from tests.translations import story
from tests.translations.test_views_edit import form_data
from translations import services

FROM_HERE = {"headers": {"Sec-Fetch-Site": "same-origin"}}


@pytest.fixture
def strict():
    return Client(enforce_csrf_checks=True)


def address(item):
    return reverse("translations:edit", args=[item.pk])


def title(item):
    return services.segments(item)[0]


def typed(item, words="Mein <b>Titel</b>"):
    return form_data(item, {title(item).pk: words}) | {"note": "Please hurry", "save": ""}


def given_back(answer):
    return [one.text for one in parse(answer.content.decode()).iter("textarea") if one.get("readonly") is not None]


def sent_again(answer):
    """What the button of the page sends, in a browser."""
    page = parse(answer.content.decode())
    fields = [one for one in page.iter("textarea") if one.get("name")]
    token = next(one.get("value") for one in page.iter("input") if one.get("name") == "csrfmiddlewaretoken")
    return {one.get("name"): one.text or "" for one in fields} | {"csrfmiddlewaretoken": token}


def test_who_is_signed_out_is_given_back_what_they_typed_and_led_to_the_login(client, item) -> None:
    answer = client.post(address(item), typed(item), **FROM_HERE)
    assert answer.status_code == 403
    assert "Mein <b>Titel</b>" in given_back(answer)
    assert "Please hurry" in given_back(answer)
    page = answer.content.decode()
    assert f"/admin/login/?next={address(item)}" in page
    assert "Mein <b>" not in page
    assert title(item).target == ""


def test_who_signs_in_in_another_tab_stores_it_with_one_button(strict, scene, item) -> None:
    strict.force_login(scene.translator)
    form = strict.get(address(item))
    stale = form.context["csrf_token"]
    strict.logout()
    first = strict.post(address(item), typed(item) | {"csrfmiddlewaretoken": str(stale)}, **FROM_HERE)
    assert "signed out" in text(main(parse(first.content.decode())))
    strict.force_login(scene.translator)
    strict.cookies["csrftoken"] = "x" * 32  # another secret: Django makes one with each sign-in
    second = strict.post(address(item), sent_again(first), **FROM_HERE)
    assert second.status_code == 403
    assert "signed in as" in text(main(parse(second.content.decode())))
    assert title(item).target == ""
    third = strict.post(address(item), sent_again(second), **FROM_HERE)
    assert third.status_code == 302
    assert "Mein" in title(item).target


def test_a_page_of_another_site_gets_djangos_answer_and_no_token(strict, scene, item) -> None:
    strict.force_login(scene.translator)
    for headers in (
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {},
    ):
        answer = strict.post(address(item), typed(item), headers=headers)
        assert answer.status_code == 403
        assert "Mein" not in answer.content.decode()
        assert "csrfmiddlewaretoken" not in answer.content.decode()
    assert title(item).target == ""


def test_a_missing_token_stores_nothing_whoever_sends_it(strict, scene, item) -> None:
    strict.force_login(scene.translator)
    answer = strict.post(address(item), typed(item), headers={"Origin": "http://testserver"})
    assert answer.status_code == 403
    assert "Mein <b>Titel</b>" in given_back(answer)
    assert title(item).target == ""


def test_an_old_translation_that_nobody_touched_is_not_called_typed(client, item) -> None:
    from translations.storing import version_of

    pk = title(item).pk
    data = {f"text-{pk}": "Alt", f"start-{pk}": version_of("Alt"), "note": "x"}
    assert given_back(client.post(address(item), data, **FROM_HERE)) == ["x"]


def test_what_stood_in_its_box_already_is_not_called_typed(client, scene, item) -> None:
    scene.save(item, " & T")
    data = form_data(item, {title(item).pk: "Neu"})
    found = given_back(client.post(address(item), data, **FROM_HERE))
    assert "Neu" in found
    assert [one for one in found if one.endswith("& T") and "{1}" not in one] == []


def test_a_comment_and_a_decision_are_given_back_too(client, scene, item) -> None:
    talk = reverse("translations:talk", args=[item.pk, title(item).pk])
    assert given_back(client.post(talk, {"text": "Who?"}, **FROM_HERE)) == ["Who?"]
    review = reverse("translations:review", args=[1])
    assert given_back(client.post(review, {"comment": "All", "comment-1-1": "One"}, **FROM_HERE)) == ["All", "One"]


def test_where_nothing_was_typed_the_login_is_asked_for_as_ever(client, item) -> None:
    assert client.post(address(item), {"save": ""}, **FROM_HERE).status_code == 302
    assert client.get(address(item)).status_code == 302


def test_the_page_is_in_the_language_of_whoever_is_signed_in(strict, scene, item) -> None:
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=scene.translator, preferred_language="es")
    strict.force_login(scene.translator)
    answer = strict.post(address(item), typed(item), **FROM_HERE)
    assert "Lo que ha escrito sigue aquí" in answer.content.decode()


# ---------------------------------------------------------------- the token for scripts
def test_a_fresh_token_is_given_to_who_is_signed_in_and_holds(strict, scene, item) -> None:
    strict.force_login(scene.translator)
    told = strict.get(reverse("translations:token"), **FROM_HERE)
    assert told["Cache-Control"].startswith("max-age=0")
    assert told.json()["user"] == scene.translator.pk
    segment = reverse("translations:segment", args=[item.pk, title(item).pk])
    data = {"target": "Titel", "version": typed(item)[f"was-{title(item).pk}"]}
    assert strict.post(segment, data, **FROM_HERE).status_code == 403
    assert strict.post(segment, data | {"csrfmiddlewaretoken": told.json()["token"]}, **FROM_HERE).status_code == 200


def test_the_token_is_given_to_no_other_site_and_to_nobody_who_is_signed_out(client, scene) -> None:
    assert client.get(reverse("translations:token"), **FROM_HERE).status_code == 302
    client.force_login(scene.translator)
    for site in ("cross-site", "same-site", "none"):
        answer = client.get(reverse("translations:token"), headers={"Sec-Fetch-Site": site})
        assert answer.status_code != 200
        assert "token" not in answer.content.decode()
    assert client.post(reverse("translations:token"), **FROM_HERE).status_code == 405


# ---------------------------------------------------------------- the note
def test_a_note_waits_in_the_form_until_it_is_handed_in(client, scene, item) -> None:
    client.force_login(scene.translator)
    texts = story.typed(item)
    data = form_data(item, texts) | {"note": "Mind the title"}
    client.post(address(item), data | {"save": ""})
    client.logout()
    client.force_login(scene.translator)
    assert client.get(address(item)).context["form"]["note"].value() == "Mind the title"
    client.post(address(item), form_data(item, texts) | {"note": "Mind the title", "submit": ""})
    assert services.target_of(item).workflow_in_progress
    assert client.get(address(item)).context["form"]["note"].value() == ""


def test_a_note_that_comes_too_late_is_given_back(client, scene, item) -> None:
    client.force_login(scene.translator)
    scene.save(item)
    data = form_data(item, {title(item).pk: "Zu spät"}) | {"note": "Mind the title", "submit": ""}
    scene.submit(item)
    answer = client.post(address(item), data)
    assert answer.status_code == 423
    assert "Mind the title" in answer.content.decode()

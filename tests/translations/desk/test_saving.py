"""One passage saved by itself: stored, or refused with its text given back; never lost, never over another's."""

import pytest
import time_machine
from django.urls import reverse
from wagtail.models import Page
from wagtail.users.models import UserProfile

from core import addresses
from tests import factories
from tests.reading import by_class, one, parse
from tests.reading import text as read_text
from tests.translations import story
from tests.translations.conftest import republish
from tests.translations.test_views_edit import form_data
from translations import marks, services
from translations.forms.translation import version
from translations.models import QueueItem, RefusedAct
from translations.states import Flag


def at(item, path):
    return next(one for one in services.segments(item) if one.path == path)


def text(item, path):
    one = at(item, path)
    return marks.to_text(one.target, one.source) if one.target else ""


@pytest.fixture
def send(client, scene, item):
    """Saves the passage at a path as a program on the page would: made from what is stored now, or from `was`."""

    def post(path, target, was=None, user=None, pk=None, **more):
        client.force_login(user or scene.translator)
        segment = at(item, path) if pk is None else None
        address = reverse("translations:segment", args=[item.pk, pk or segment.pk])
        return client.post(address, {"target": target, "version": version(segment) if was is None else was, **more})

    return post


def test_a_saved_passage_is_stored_and_answered_with_what_comes_next(send, item) -> None:
    answer = send("title", "Dos obras")
    assert answer.status_code == 200
    said = answer.json()
    assert text(item, "title") == "Dos obras"
    assert said["version"] == version(at(item, "title"))
    assert said["checks"] == []
    slug = at(item, "slug")
    assert said["also"] == {"segment": slug.pk, "target": "dos-obras", "version": version(slug)}
    assert said["said"].startswith(f"2 of {said['progress']['total']} passages · ")
    standing = QueueItem.objects.get(pk=item.pk).standing
    assert said["progress"] == {
        "done": 2,
        "total": standing.segments_total,
        "words_to_do": standing.words_to_do,
        "percent": standing.percent,
    }


@pytest.mark.parametrize(("language", "said"), [("en", "5:30 p.m."), ("es", "17:30")])
def test_a_save_names_its_time_as_the_history_does(client, send, scene, item, language, said) -> None:
    profile = UserProfile.get_for_user(scene.translator)
    profile.preferred_language, profile.current_time_zone = language, "America/Lima"
    profile.save()
    with time_machine.travel("2026-05-04T22:30Z", tick=False):
        assert send("title", "Dos obras").json()["at"] == said
        page = client.get(reverse("translations:segment_history", args=[item.pk, at(item, "title").pk]))
    assert said in page.content.decode()


def test_of_two_marks_alike_the_answer_names_the_one_that_was_typed_away(client, scene) -> None:
    item = scene.start(republish(scene.post("Marked"), body=[("rich_text", "<p><b>One</b> and <b>two</b></p>")]))
    passage = next(one for one in services.segments(item) if one.source.startswith("<b>"))
    client.force_login(scene.translator)
    address = reverse("translations:segment", args=[item.pk, passage.pk])
    answer = client.post(address, {"target": "Uno y {2}dos{/2}", "version": version(passage)})
    assert [check["message"] for check in answer.json()["checks"]] == ["The mark {1} is not used."]


def test_an_address_that_was_made_of_a_title_follows_it_until_somebody_writes_one(send, item) -> None:
    assert send("title", "Cinco preg").json()["also"]["target"] == "cinco-preg"
    assert send("title", "Cinco preguntas").json()["also"]["target"] == text(item, "slug") == "cinco-preguntas"
    assert send("slug", "mine").status_code == 200
    assert send("title", "Seis preguntas").json()["also"] is None
    assert text(item, "slug") == "mine"


def test_that_of_a_public_translation_stays(send, scene, item) -> None:
    assert send("title", "Cinco preguntas").status_code == 200
    scene.publish(item, title="Cinco preguntas", slug="cinco-preguntas")
    assert send("title", "Seis preguntas").json()["also"] is None
    assert text(item, "slug") == "cinco-preguntas"


def test_saving_passages_writes_no_draft_and_leaves_the_public_page_as_it_is(send, scene, item) -> None:
    target = scene.publish(item)
    before = Page.objects.filter(pk=target.pk).values().get()
    assert send("title", "Otro título").status_code == 200
    assert Page.objects.filter(pk=target.pk).values().get() == before
    assert services.target_of(item).latest_revision_id == target.latest_revision_id
    assert Flag.BEHIND in QueueItem.objects.get(pk=item.pk).standing.flags
    scene.submit(item)
    assert services.target_of(item).latest_revision.content["title"] == "Otro título"


def test_of_two_who_save_the_same_passage_the_second_gets_both_texts(send, scene, item) -> None:
    was = version(at(item, "title"))
    assert send("title", "Theirs").status_code == 200
    answer = send("title", "Mine", was=was, user=scene.reviewer)
    assert answer.status_code == 409
    said = answer.json()
    assert (said["theirs"], said["yours"]) == ("Theirs", "Mine")
    assert text(item, "title") == "Theirs"
    assert send("title", "Mine", was=said["version"], user=scene.reviewer).status_code == 200
    assert text(item, "title") == "Mine"


def test_the_second_is_told_who_was_first_and_how_the_two_texts_differ(send, scene, item) -> None:
    was = version(at(item, "title"))
    scene.translator.first_name, scene.translator.last_name = "Ana", "Ruiz"
    scene.translator.save()
    send("title", "The two works of Ana")
    said = send("title", "The three works of Ana", was=was, user=scene.reviewer).json()
    assert said["by"] == "Ana Ruiz"
    assert said["differs"] == [["same", "The "], ["removed", "three"], ["added", "two"], ["same", " works of Ana"]]
    for nothing in ("", "word " * 100_000):  # no passage holds so much
        assert "differs" not in send("title", nothing, was=was, user=scene.reviewer).json()
    scene.translator.delete()
    assert "by" not in send("title", "The three works of Ana", was=was, user=scene.reviewer).json()


def test_two_who_write_the_same_are_in_no_conflict(send, item) -> None:
    was = version(at(item, "title"))
    send("title", "The same")
    assert send("title", "The same", was=was).status_code == 200


def test_what_was_typed_for_an_older_original_comes_back_beside_the_new_one(send, scene, item) -> None:
    old = at(item, "title")
    source = services.source_of(item)
    source.title = "Three works"
    source.save_revision().publish()
    services.take_over(item=item)
    answer = send("title", "Dos obras", was=version(old), pk=old.pk)
    assert answer.status_code == 409
    said = answer.json()
    assert said["yours"] == "Dos obras"
    assert (said["source"], said["segment"]) == ("Three works", at(item, "title").pk)
    assert send("title", "Tres obras", was=said["version"], pk=said["segment"]).status_code == 200


@pytest.mark.parametrize("pk", ["1-1", "0", "x", "9" * 40, "9" * 40 + "-1", "-", "%00"])
def test_a_passage_that_never_was_is_a_conflict_with_nothing(send, pk) -> None:
    answer = send("title", "Mine", was="x", pk=pk)
    assert answer.status_code == 409
    assert answer.json() == {"theirs": "", "yours": "Mine", "version": "", "segment": "", "source": "", "marks": []}


@pytest.mark.parametrize(
    "hostile", ["{9}", "a\x00b", "\u202eabc", "x" * 60_000, "{1}", "{/1}", "<b>{2}</b>" * 9 + "\x07"]
)
def test_what_the_gate_refuses_comes_back_with_the_reason(send, item, hostile) -> None:
    answer = send("title", hostile)
    assert answer.status_code == 422
    said = answer.json()
    assert said["yours"] == hostile
    assert said["errors"]
    assert text(item, "title") == ""


@pytest.mark.parametrize("typed", ["{}", " {} ", "¡{}!"])
def test_an_address_of_a_part_of_the_site_is_refused_as_the_form_refuses_it(client, scene, typed) -> None:
    item = scene.start(factories.standard(scene.source, "About us"))
    slug, code = at(item, "slug"), scene.target.locale.language_code
    address = typed.format(addresses.segment("search", code))
    client.force_login(scene.translator)
    url = reverse("translations:segment", args=[item.pk, slug.pk])
    answer = client.post(url, {"target": address, "version": version(slug)})
    assert answer.status_code == 422
    assert answer.json()["errors"] == ["This address belongs to a part of the site. Choose another slug."]
    assert answer.json()["yours"] == address
    assert text(item, "slug") == ""
    assert RefusedAct.objects.get().action == "gate"


def test_below_another_page_such_an_address_is_free(send, scene, item) -> None:
    address = addresses.segment("search", scene.target.locale.language_code)
    assert send("slug", address).status_code == 200
    assert text(item, "slug") == address


def test_no_address_of_a_part_of_the_site_is_made_of_a_title(client, scene) -> None:
    item = scene.start(factories.standard(scene.source, "About us"))
    title, word = at(item, "title"), addresses.segment("search", scene.target.locale.language_code)
    client.force_login(scene.translator)
    url = reverse("translations:segment", args=[item.pk, title.pk])
    answer = client.post(url, {"target": word.capitalize(), "version": version(title)})
    assert answer.json()["also"]["target"] == text(item, "slug") == f"{word}-2"
    assert services.save_translation(item=item, user=scene.translator, texts={}) == {}


def test_markup_is_text(send, item) -> None:
    assert send("title", "<script>alert(1)</script>").status_code == 200
    assert at(item, "title").target == "&lt;script&gt;alert(1)&lt;/script&gt;"


def test_blank_takes_a_text_away(send, item) -> None:
    send("title", "Dos obras")
    answer = send("title", "  ")
    assert answer.status_code == 200
    assert text(item, "title") == ""
    assert [one["kind"] for one in answer.json()["checks"]] == ["empty"]


@pytest.mark.parametrize("sent", [{}, {"text": "Mine"}, "json"])
def test_a_request_that_sends_no_text_takes_none_away(send, client, item, sent) -> None:
    send("title", "Dos obras")
    title = at(item, "title")
    address = reverse("translations:segment", args=[item.pk, title.pk])
    if sent == "json":
        given = {"target": "Mine", "version": version(title)}
        answer = client.post(address, given, content_type="application/json")
    else:
        answer = client.post(address, sent | {"version": version(title)})
    assert answer.status_code == 422
    assert answer.json() == {"errors": ["No text was sent: nothing is changed."], "yours": ""}
    assert text(item, "title") == "Dos obras"


def test_who_may_not_write_stores_nothing(send, scene, item) -> None:
    for user in (scene.editor, scene.other_translator):
        answer = send("title", "Mine", user=user)
        assert answer.status_code == 403
        assert answer.json() == {"errors": ["You may not write to this translation."], "yours": "Mine"}
    assert text(item, "title") == ""


def test_in_review_a_translator_stores_nothing_and_the_reviewer_may(send, scene, item) -> None:
    scene.save(item)
    scene.submit(item)
    answer = send("title", "Late")
    assert answer.status_code == 423
    assert answer.json()["yours"] == "Late"
    assert send("title", "Mended", user=scene.reviewer).status_code == 200


def test_nobody_writes_into_what_another_has_locked(send, scene, item) -> None:
    Page.objects.filter(pk=services.target_of(item).pk).update(locked=True, locked_by=scene.admin)
    assert send("title", "Mine").status_code == 423
    assert text(item, "title") == ""


def test_a_text_that_looks_wrong_is_stored_and_told(send, scene, item) -> None:
    body = next(one for one in services.segments(item) if "Buenos" in one.source)
    answer = send(body.path, marks.to_text(body.source).replace("160", "150"), pk=body.pk, was=version(body))
    assert answer.status_code == 200
    assert {one["kind"] for one in answer.json()["checks"]} == {"numbers"}
    assert all(one["message"] for one in answer.json()["checks"])


def test_it_is_posted_only(client, scene, item) -> None:
    client.force_login(scene.translator)
    assert client.get(reverse("translations:segment", args=[item.pk, "1-1"])).status_code == 405


def test_the_story_ends_with_what_was_saved(send, scene, item) -> None:
    for segment in services.segments(item):
        send(segment.path, marks.to_text(segment.source) + " T", was=version(segment), pk=segment.pk)
    send("slug", "two-works-t", was=version(at(item, "slug")))
    story.approve(scene.submit(item), scene.reviewer)
    assert services.target_of(item).live
    assert services.target_of(item).title == "Two works T"


# ---------------------------------------------------------------- one's own other tab
def test_what_one_stored_in_another_tab_is_called_ones_own(send, scene, item) -> None:
    was = version(at(item, "title"))
    send("title", "In the first tab")
    said = send("title", "In the second", was=was).json()
    assert (said["theirs"], said["yours"], said["own"]) == ("In the first tab", "In the second", True)
    assert "own" not in send("title", "By another", was=was, user=scene.reviewer).json()


def test_the_form_tells_who_was_first_and_how_the_two_texts_differ(client, scene, item) -> None:
    client.force_login(scene.reviewer)
    address, pk = reverse("translations:edit", args=[item.pk]), at(item, "title").pk
    data = form_data(item, {pk: "The three works"}, save="")
    services.save_translation(item=item, user=scene.translator, texts={pk: "The two works"})
    told, *_others = by_class(parse(client.post(address, data).content.decode()), "translation__theirs")
    assert read_text(told.find("p")) == f"Stored by {scene.translator.username}:"
    assert read_text(one(told, "del", class_="diff")).endswith("three")
    assert read_text(one(told, "ins", class_="diff")).endswith("two")


def test_the_form_calls_it_ones_own_too(client, scene, item) -> None:
    client.force_login(scene.translator)
    address = reverse("translations:edit", args=[item.pk])
    sent = form_data(item, {at(item, "title").pk: "In the second"})
    client.post(address, form_data(item, {at(item, "title").pk: "In the first"}))
    answer = client.post(address, sent)
    assert answer.status_code == 409
    said = read_text(one(parse(answer.content.decode()), "form", id="translation-form"))
    assert "You changed this text elsewhere meanwhile" in said
    assert "Stored by you elsewhere:" in said
    assert "omeone else" not in said
    client.force_login(scene.reviewer)
    said = read_text(one(parse(client.post(address, sent).content.decode()), "form", id="translation-form"))
    assert "Someone else changed this text meanwhile." in said
    assert f"Stored by {scene.translator.username}:" in said


# ---------------------------------------------------------------- an address that none can have
@pytest.mark.parametrize(("typed", "made"), [("Año Nuevo!", "ano-nuevo"), ("Dos_Obras", "dos_obras"), ("a b", "a-b")])
def test_what_was_made_of_an_address_is_answered_and_said(send, item, typed, made) -> None:
    said = send("slug", typed).json()
    assert said["made"] == made == text(item, "slug")
    assert said["version"] == version(at(item, "slug"))
    (check,) = said["checks"]
    assert check["kind"] == "address"
    assert f"“{made}” was made of what you typed" in check["message"]


@pytest.mark.parametrize("typed", ["ano-nuevo", " ano-nuevo ", ""])
def test_of_an_address_as_it_can_be_nothing_is_said(send, typed) -> None:
    said = send("slug", typed).json()
    assert "made" not in said
    assert [one["kind"] for one in said["checks"] if one["kind"] == "address"] == []


def test_a_title_may_be_written_as_no_address_can(send) -> None:
    assert "made" not in send("title", "Año Nuevo!").json()


def test_the_form_says_what_was_made_of_an_address(client, scene, item) -> None:
    client.force_login(scene.translator)
    address = reverse("translations:edit", args=[item.pk])
    page = client.post(address, form_data(item, {at(item, "slug").pk: "Año Nuevo!"}), follow=True)
    assert "“ano-nuevo” was made of what you typed" in page.content.decode()
    page = client.post(address, form_data(item, {at(item, "title").pk: "Año Nuevo!"}), follow=True)
    assert "was made of what you typed" not in page.content.decode()


@pytest.mark.parametrize("way", ["by itself", "by the form"])
def test_bytes_that_are_no_text_are_refused_and_not_stored_as_something_else(client, scene, item, way) -> None:
    client.force_login(scene.translator)
    one = services.segments(item)[0]
    url = reverse("translations:edit", args=[item.pk])
    name, sent = f"text-{one.pk}", f"was-{one.pk}={version(one)}"
    if way == "by itself":
        url, name, sent = f"{url}segments/{one.pk}/", "target", f"version={version(one)}"
    answer = client.post(url, f"{name}=%ED%A0%80x&{sent}", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422
    assert "lost on its way" in answer.content.decode()
    assert services.segment(item, one.pk).target == one.target

"""Originals × languages in one table, a page that finds new work, and what waits on the first screen."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale

from tests import factories
from tests.reading import by_class, parse, text
from tests.translations.queued import one_of_each, queued
from translations import families
from translations.models import LocaleRole, QueueItem
from translations.reach import reach_of
from translations.states import Tab
from translations.views.panels import QueuePanel

URL = "/admin/translations/matrix/"
NEW = "/admin/translations/new/"


def page(client, url: str, **parameters: str):
    response = client.get(url, parameters)
    assert response.status_code == 200
    return parse(response.content.decode())


def table(client, **parameters: str) -> list[list[str]]:
    """The cells of the matrix, line by line."""
    (found,) = by_class(page(client, URL, **parameters), "translation-matrix")
    return [[text(cell) for cell in line] for line in found.iter("tr")]


@pytest.mark.parametrize(
    ("tab", "fields", "words"),
    [
        (Tab.TO_TRANSLATE, {}, "○ Not translated"),
        (Tab.STALE, {}, "◐ Original changed · 41 words"),
        (Tab.IN_PROGRESS, {}, "◔ In progress, 50 %"),
        (Tab.TO_REVIEW, {}, "◑ In review"),
        (Tab.TO_REVIEW, {"words_to_read": 120, "words_to_do": 7}, "◑ In review · 120 words to read"),
        (Tab.TO_REVIEW, {"flags": ["stale"], "words_to_read": 41}, "◑ In review · 41 words to read"),
        (Tab.CHANGES_REQUESTED, {}, "◒ Changes requested"),
        (Tab.TO_DECIDE, {}, "! To decide"),
        (Tab.DONE, {}, "● Published, up to date"),
        (Tab.NONE, {"state": "missing", "flags": ["not_wanted"]}, "– Not to be translated"),
    ],
    ids=str,
)
def test_each_cell_says_a_word_beside_its_symbol(client, scene, tab, fields, words) -> None:
    queued(scene.source, scene.target, tab, title="Water", **fields)
    client.force_login(scene.admin)
    head, line = table(client)
    cells = dict(zip(head, line, strict=True))
    names = {"en": "English", "es": "Spanish"}
    assert cells["Title"].startswith("Water")
    assert cells[names[scene.source.locale.language_code]] == "■ Original"
    assert cells[names[scene.target.locale.language_code]].replace("\xa0", " ").startswith(words)


def test_a_cell_leads_on_for_those_who_may_follow(client, scene) -> None:
    missing = queued(scene.source, scene.target, title="A")[0]
    started = queued(scene.source, scene.target, Tab.STALE, title="B")[0]
    start = reverse("translations:start", args=["articles", "blogpostpage", missing.standing.source_pk])
    edit = reverse("translations:edit", args=[started.pk])
    for user, expected in ((scene.editor, [start, edit]), (scene.translator, [edit])):
        client.force_login(user)
        (found,) = by_class(page(client, URL), "translation-matrix")
        assert [link.get("href") for link in found.iter("a")] == expected


def test_translations_of_one_original_stand_in_one_line(client, scene) -> None:
    third = Locale.objects.create(language_code="pt")
    key = uuid.uuid4()
    queued(scene.source, scene.target, Tab.STALE, title="Water", item={"translation_key": key})
    queued(scene.source, third, Tab.DONE, title="Water", item={"translation_key": key})
    client.force_login(scene.admin)
    _head, line = table(client, q="Water")
    assert len(line) == 4
    client.force_login(scene.translator)
    _head, line = table(client, q="Water")
    assert line[-1] == "– No translation"
    assert [families.originals(user, title="Water").count() for user in (scene.admin, scene.translator)] == [1, 1]


def test_an_original_shows_to_who_sees_but_a_later_one_of_its_translations(client, scene) -> None:
    third = Locale.objects.create(language_code="pt")
    key = uuid.uuid4()
    queued(scene.source, scene.target, Tab.STALE, title="Water", item={"translation_key": key})
    queued(scene.source, third, Tab.DONE, title="Water", item={"translation_key": key})
    group = Group.objects.create(name="Portuguese")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    LocaleRole.objects.create(group=group, locale=third, role=LocaleRole.Role.TRANSLATE)
    user = get_user_model().objects.create(username="lusa")
    user.groups.add(group)
    client.force_login(user)
    _head, line = table(client, q="Water")
    assert line[0].startswith("Water")
    assert line[-1].startswith("● Published, up to date")


def test_the_matrix_is_searched_and_says_when_it_is_empty(client, scene) -> None:
    client.force_login(scene.editor)
    assert "There is no public original yet." in text(page(client, URL))
    queued(scene.source, scene.target, title="Water")
    queued(scene.target, scene.source, title="Agua")
    assert len(table(client)) == 3
    assert [line[0] for line in table(client, q="WAT")][1].startswith("Water")
    assert [line[0] for line in table(client, source=scene.target.locale.language_code)][1].startswith("Agua")
    assert "No original matches." in text(page(client, URL, q="\x00nothing"))


@pytest.mark.parametrize("question", ["Africa", "áfrica", "constitucion", "la África", "const afri"])
def test_titles_are_found_as_in_the_list_without_accents_and_in_any_order(client, scene, question) -> None:
    sought = "África y la Constitución"
    scene.post(sought)
    scene.post("Asia y la Constituyente")
    for title in (f"{sought} (draft)", "Asia y la Constituyente (draft)"):
        factories.post(scene.source, title, live=False)
    client.force_login(scene.editor)
    assert [line[0].removesuffix("Post") for line in table(client, q=question)[1:]] == [sought]
    titles = [text(cell.find(".//span")) for cell in by_class(page(client, NEW, q=question), "title")[1:]]
    assert sorted(titles) == [sought, f"{sought} (draft)"]


@pytest.mark.parametrize("value", ["'\"<>", "\x00", "-1", "9" * 40, "x" * 5000], ids=ascii)
@pytest.mark.parametrize("url", [URL, NEW])
def test_nonsense_in_the_address_is_answered_with_a_page(client, scene, url, value) -> None:
    client.force_login(scene.editor)
    for name in ("q", "source", "p", "ordering"):
        assert client.get(url, {name: value}).status_code == 200


def test_the_matrix_costs_the_same_for_ten_originals_and_for_hundreds(client, scene) -> None:
    client.force_login(scene.editor)
    costs = set()
    for number in (10, 300):
        queued(scene.source, scene.target, Tab.STALE, number=number)
        client.get(URL)
        with CaptureQueriesContext(connection) as captured:
            assert len(table(client)) == min(number, 50) + 1
        costs.add(len(captured))
    assert len(costs) == 1
    assert costs.pop() <= 17


# ------------------------------------------------------------------ new work
def test_pages_that_lack_a_language_are_found_in_any_direction(client, scene) -> None:
    there, here = scene.post("There"), factories.post(scene.target, "Here")
    started = scene.post("Started")
    scene.start(started)
    draft = factories.post(scene.source, "Draft", live=False)
    client.force_login(scene.editor)
    found = page(client, NEW)
    links = {link.get("href") for link in found.iter("a")}
    for post in (there, here):
        assert reverse("translations:start", args=["articles", "blogpostpage", post.pk]) in links
    for post in (started, draft, started.get_translation(scene.target.locale)):
        assert reverse("translations:start", args=["articles", "blogpostpage", post.pk]) not in links
    assert "Here" not in text(page(client, NEW, source=scene.source.locale.language_code).find(".//main"))
    assert "No page matches." in text(page(client, NEW, q="nothing"))


def test_finding_new_work_costs_the_same_for_few_and_for_many(client, scene) -> None:
    client.force_login(scene.editor)
    costs = set()
    for number in (2, 10):
        for _ in range(number):
            factories.post(scene.source)
        client.get(NEW)
        with CaptureQueriesContext(connection) as captured:
            client.get(NEW)
        costs.add(len(captured))
    assert len(costs) == 1


# ------------------------------------------------------------------ the first screen
def panel(client):
    (found,) = by_class(page(client, "/admin/"), "translation-home")
    return found


def test_the_first_screen_says_what_waits_for_each_part(client, scene) -> None:
    one_of_each(scene.source, scene.target)
    queued(
        scene.source, scene.target, Tab.STALE, title="Late", item={"assignee": scene.translator, "due": "2020-01-01"}
    )
    told = {}
    for user in (scene.translator, scene.reviewer, scene.editor):
        client.force_login(user)
        told[user] = text(panel(client))
    assert "My translations 1 translation Late" in told[scene.translator]
    assert "1 of yours is overdue" in told[scene.translator]
    assert "Waiting for review" not in told[scene.translator]
    assert "Waiting for review 1 translation" in told[scene.reviewer]
    assert [words for words in told.values() if "1 wants a decision" in words] == [told[scene.reviewer]]
    assert "Behind their original 2 translations" in told[scene.editor]


def test_the_first_screen_tells_nobody_to_decide_what_they_may_not(client, scene) -> None:
    """Somebody reviews one language and translates into the other, whose items they see too."""
    one_of_each(scene.source, scene.target)
    code = scene.target.locale.language_code
    scene.other_reviewer.groups.add(Group.objects.get(name=f"Translators ({code})"))
    client.force_login(scene.other_reviewer)
    told = text(panel(client))
    assert "Waiting for review 0 translations" in told
    assert "decision" not in told
    queued(scene.target, scene.source, Tab.TO_REVIEW, title="Theirs")
    told = text(panel(client))
    assert "Waiting for review 1 translation Theirs" in told


def test_the_first_screen_costs_the_same_however_much_waits(client, scene) -> None:
    client.force_login(scene.admin)
    costs = set()
    for number in (6, 60):
        QueueItem.objects.all().delete()
        for tab in (Tab.STALE, Tab.TO_REVIEW):
            queued(scene.source, scene.target, tab, number=number, item={"assignee": scene.admin})
        client.get("/admin/")
        with CaptureQueriesContext(connection) as captured:
            client.get("/admin/")
        costs.add(len(captured))
    assert len(costs) == 1


def test_the_panel_asks_5_times_of_whoever_has_all_parts(rf, scene) -> None:
    one_of_each(scene.source, scene.target)
    queued(scene.source, scene.target, Tab.STALE, title="Late", item={"assignee": scene.admin, "due": "2020-01-01"})
    request = rf.get("/admin/")
    request.user = get_user_model().objects.get(pk=scene.admin.pk)
    reach_of(request.user)
    with CaptureQueriesContext(connection) as captured:
        found = QueuePanel().get_context_data({"request": request})
    assert len(found["sections"]) == 3
    assert len(captured) <= 5, [one["sql"][:200] for one in captured]


def test_one_without_a_part_has_no_panel(client, scene) -> None:
    group = Group.objects.create(name="Guests")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(factories.user("guest", "Guests"))
    assert by_class(page(client, "/admin/"), "translation-home") == []

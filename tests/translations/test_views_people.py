"""The buttons on an item's own screen, and the pairs on a group's form: what they do, and what hostile input gets."""

import datetime
from copy import deepcopy
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations import story
from tests.translations.queued import not_started
from translations import people
from translations.models import LocaleRole, Priority, QueueItem

HOSTILE = ["", "x", "-9", "9" * 30, "\x00", "١", "<b>", "2020-13-45", "1e9"]


@pytest.fixture(scope="module")
def shared(kept_scene):
    return kept_scene.start(kept_scene.post("Two works"))


@pytest.fixture
def item(shared, db):
    return deepcopy(shared)


def entered(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def send(user, item, act: str, **data):
    return entered(user).post(reverse(f"translations:{act}", args=[item.pk]), data)


def screen(user, item) -> str:
    return entered(user).get(reverse("translations:edit", args=[item.pk])).content.decode()


def now(item) -> QueueItem:
    return QueueItem.objects.get(pk=item.pk)


# ---------------------------------------------------------------- the buttons
def test_a_translator_takes_an_item_and_puts_it_back_with_a_word(scene, item) -> None:
    take, back = (reverse(f"translations:{act}", args=[item.pk]) for act in ("take", "hand_back"))
    page = screen(scene.translator, item)
    assert take in page
    assert back not in page
    assert send(scene.translator, item, "take").url == reverse("translations:edit", args=[item.pk])
    page = screen(scene.translator, item)
    assert "You have this translation" in page
    assert take not in page
    assert back in page
    send(scene.translator, item, "hand_back", note="The title is odd.")
    assert now(item).assignee is None


def test_whose_it_is_is_seen_by_others_who_have_no_button_for_it(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    page = screen(scene.editor, item)
    assert f"With {scene.translator.username}" in page
    assert reverse("translations:take", args=[item.pk]) not in page
    second = factories.user("second", f"Translators ({scene.target.locale.language_code})")
    assert reverse("translations:assign", args=[item.pk]) not in screen(second, item)
    answer = send(second, item, "take")
    assert answer.status_code == 409
    assert f"{scene.translator.username} has taken this translation." in answer.content.decode()


@pytest.mark.parametrize("state", ["in review", "done"])
def test_what_is_with_a_reviewer_or_done_is_neither_offered_nor_given_to_anybody_who_takes_it(
    scene, item, state
) -> None:
    scene.save(item)
    target = scene.submit(item)
    if state == "done":
        story.approve(target, scene.reviewer)
    for user in (scene.translator, scene.reviewer):
        assert reverse("translations:take", args=[item.pk]) not in screen(user, item)
        answer = send(user, item, "take")
        assert answer.status_code == 409
        assert "There is nothing to translate now: it is with a reviewer, or done." in answer.content.decode()
        bulk = reverse("wagtail_bulk_action", args=["translations", "queueitem", "take"])
        entered(user).post(f"{bulk}?id={item.pk}&next=/admin/translations/")
        assert now(item).assignee is None


@pytest.mark.parametrize("state", ["in review", "done"])
def test_who_has_what_is_with_a_reviewer_or_done_is_not_offered_to_put_it_back(scene, item, state) -> None:
    people.take(item=item, user=scene.translator)
    back = reverse("translations:hand_back", args=[item.pk])
    scene.save(item)
    assert back in screen(scene.translator, item)
    target = scene.submit(item)
    if state == "done":
        story.approve(target, scene.reviewer)
    assert back not in screen(scene.translator, item)


def test_an_editor_assigns_sets_a_date_and_a_priority_on_the_items_screen(scene, item) -> None:
    day = timezone.localdate() + datetime.timedelta(days=5)
    page = screen(scene.editor, item)
    assert f'<option value="{scene.translator.pk}">' in page
    assert f'<option value="{scene.other_translator.pk}">' not in page
    send(scene.editor, item, "assign", assignee=scene.translator.pk)
    send(scene.editor, item, "due", due=day.isoformat())
    send(scene.editor, item, "priority", priority=2)
    found = now(item)
    assert (found.assignee, found.due, found.priority) == (scene.translator, day, Priority.URGENT)
    page = screen(scene.editor, item)
    assert f'value="{day.isoformat()}"' in page
    assert "Priority: Urgent" in page
    send(scene.editor, item, "assign", assignee="")
    send(scene.editor, item, "due", due="")
    assert (now(item).assignee, now(item).due) == (None, None)


@pytest.mark.parametrize("typed", HOSTILE)
@pytest.mark.parametrize(("act", "field"), [("assign", "assignee"), ("due", "due"), ("priority", "priority")])
def test_hostile_input_gets_an_answer_and_changes_nothing(scene, item, act, field, typed) -> None:
    before = now(item)
    assert send(scene.editor, item, act, **{field: typed}).status_code in (302, 400)
    after = now(item)
    assert (after.assignee, after.due, after.priority) == (before.assignee, before.due, before.priority)


def test_a_note_that_is_too_long_is_refused_and_the_item_stays(scene, item) -> None:
    people.take(item=item, user=scene.translator)
    assert send(scene.translator, item, "hand_back", note="x" * 2_001).status_code == 302
    assert now(item).assignee == scene.translator


def test_back_leads_where_one_came_from_and_to_no_other_site(scene, item) -> None:
    queue = reverse("translations:index")
    assert send(scene.translator, item, "take", next=queue).url == queue
    for evil in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        assert "evil" not in send(scene.translator, item, "take", next=evil).url


def test_from_an_item_that_nobody_began_back_leads_to_the_list(scene, site) -> None:
    item = not_started(factories.post(scene.source, "Three works"), scene.target.locale)
    assert send(scene.translator, item, "take").url == reverse("translations:index")
    assert now(item).assignee == scene.translator


def test_an_address_with_an_endless_number_is_no_error(scene, item) -> None:
    client = entered(scene.admin)
    for act in ("take", "assign", "history"):
        assert client.post(f"/admin/translations/{'9' * 40}/{act}/").status_code == 404


# ---------------------------------------------------------------- the group's form
def group_form(group: Group, *rows: dict) -> dict:
    """What the form of a group sends: its name, no pages, and these roles."""
    data = {"name": group.name, "permissions": []}
    for prefix in ("page_permissions", "image_permissions", "document_permissions", "collection_permissions"):
        data |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0, f"{prefix}-MIN_NUM_FORMS": 0}
    data |= {"collection_management_permissions-TOTAL_FORMS": 0, "collection_management_permissions-INITIAL_FORMS": 0}
    held = sum("id" in row for row in rows)
    data |= {"locale_roles-TOTAL_FORMS": len(rows), "locale_roles-INITIAL_FORMS": held}
    for number, row in enumerate(rows):
        data |= {f"locale_roles-{number}-{name}": value for name, value in row.items()}
    return data


def held_by(group: Group) -> set:
    return set(LocaleRole.objects.filter(group=group).values_list("role", "locale", "source_locale"))


@pytest.fixture
def group(scene) -> Group:
    return Group.objects.get(name=f"Translators ({scene.target.locale.language_code})")


def save_group(user, group: Group, *rows: dict):
    return entered(user).post(reverse("wagtailusers_groups:edit", args=[group.pk]), group_form(group, *rows))


@pytest.fixture
def administrator(scene):
    return factories.user("administrator", "Site administrators")


def test_an_administrator_binds_a_group_to_a_pair_of_languages(scene, item, group, administrator) -> None:
    role = LocaleRole.objects.get(group=group)
    row = {
        "id": role.pk,
        "role": "translate",
        "locale": scene.target.locale.pk,
        "source_locale": scene.target.locale.pk,
    }
    assert save_group(administrator, group, row).status_code == 200  # a language into itself
    row["source_locale"] = scene.source.locale.pk
    assert save_group(administrator, group, row).status_code == 302
    assert held_by(group) == {("translate", scene.target.locale.pk, scene.source.locale.pk)}
    page = entered(administrator).get(reverse("wagtailusers_groups:edit", args=[group.pk])).content.decode()
    assert "Translated from" in page


def test_roles_are_added_and_taken_away(scene, group, administrator) -> None:
    role = LocaleRole.objects.get(group=group)
    gone = {"id": role.pk, "role": "translate", "locale": scene.target.locale.pk, "DELETE": "on"}
    added = {"role": "review", "locale": scene.source.locale.pk}
    assert save_group(administrator, group, gone, added).status_code == 302
    assert held_by(group) == {("review", scene.source.locale.pk, None)}


def test_a_group_without_roles_is_saved_as_before(scene, administrator) -> None:
    editors = Group.objects.get(name="Editors")
    assert save_group(administrator, editors, {"role": "", "locale": "", "source_locale": ""}).status_code == 302
    assert held_by(editors) == set()


def test_a_role_twice_or_a_reviewer_of_one_original_language_is_refused(scene, administrator) -> None:
    editors = Group.objects.get(name="Editors")
    once = {"role": "translate", "locale": scene.target.locale.pk}
    assert save_group(administrator, editors, once, once).status_code == 200
    bound = {"role": "review", "locale": scene.target.locale.pk, "source_locale": scene.source.locale.pk}
    assert save_group(administrator, editors, bound).status_code == 200
    for typed in HOSTILE[1:]:
        assert save_group(administrator, editors, {"role": typed, "locale": typed}).status_code == 200
    assert held_by(editors) == set()


def test_nobody_else_gives_roles(scene, group) -> None:
    row = {"role": "review", "locale": scene.target.locale.pk}
    for user in (scene.editor, scene.translator, scene.reviewer):
        assert save_group(user, group, row).status_code == 302
    assert ("review", scene.target.locale.pk, None) not in held_by(group)


@pytest.mark.parametrize("word", ["nowhere", "9" * 40, "a\x00b", "²", '{"a":1}', "wagtailadmin_logout", "?x"])
def test_a_way_back_that_is_a_word_leads_to_the_item(scene, item, word) -> None:
    """Django takes a word for the name of a view, and fails where there is none."""
    here = reverse("translations:edit", args=[item.pk])
    assert send(scene.editor, item, "due", due="", next=word).url == here
    assert send(scene.editor, item, "due", due="x", next=word).url == here
    bulk = reverse("wagtail_bulk_action", args=["translations", "queueitem", "priority"])
    answer = entered(scene.editor).post(f"{bulk}?{urlencode({'id': item.pk, 'next': word})}", {"priority": 2})
    assert answer.url == reverse("translations:index")


@pytest.mark.parametrize(("code", "words"), [("en", "This is no date."), ("es", "Esto no es una fecha.")])
def test_what_is_no_date_is_refused_with_a_sentence_and_the_date_stays(scene, item, code, words) -> None:
    day = timezone.localdate() + datetime.timedelta(days=3)
    people.set_due(item=item, due=day, user=scene.editor)
    UserProfile.objects.update_or_create(user=scene.editor, defaults={"preferred_language": code})
    assert f'type="date" name="due" value="{day.isoformat()}"' in screen(scene.editor, item)
    client = entered(scene.editor)
    answer = client.post(reverse("translations:due", args=[item.pk]), {"due": "next Tuesday"}, follow=True)
    assert words in answer.content.decode()
    assert now(item).due == day

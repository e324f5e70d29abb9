"""Who sees an item whose original no reader has seen: nobody by its translation alone."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from tests import factories
from tests.translations.advance import give_to_translator, in_review, target_of
from tests.translations.ways import fresh
from translations import sight
from translations.models import Basis, QueueItem


@pytest.fixture
def item(scene):
    """A draft of an original, opened for translation."""
    return scene.start(in_review(scene))


@pytest.fixture
def topic_item(scene):
    """The same of a snippet."""
    topic = factories.topic(scene.source.locale, "Peace", live=False)
    topic.get_workflow().start(topic, scene.editor)
    return scene.start(fresh(topic))


def sees(user, item) -> bool:
    """Asked of the user anew: roles and permissions are remembered for the length of a request."""
    return sight.may_see(type(user).objects.get(pk=user.pk), QueueItem.objects.get(pk=item.pk))


def test_editors_and_reviewers_of_both_sides_see_it(scene, item) -> None:
    for user in (scene.editor, scene.reviewer, scene.other_reviewer, scene.admin):
        assert sees(user, item)


def test_a_translator_sees_it_once_it_is_given_to_them_and_nobody_else_by_that(scene, item) -> None:
    colleague = factories.user("colleague", f"Translators ({scene.target.locale.language_code})")
    assert not sees(scene.translator, item)
    give_to_translator(scene, item)
    assert sees(scene.translator, item)
    assert not sees(colleague, item)
    assert not sees(scene.other_translator, item)


def test_a_permission_on_one_page_is_enough(scene, item) -> None:
    group = Group.objects.create(name="One page")
    change = Permission.objects.get(content_type__app_label="wagtailcore", codename="change_page")
    user = factories.user("one", f"Translators ({scene.target.locale.language_code})")
    user.groups.add(group)
    assert not sees(user, item)
    GroupPagePermission.objects.create(group=group, page=target_of(item).page_ptr, permission=change)
    assert sees(user, item)


def test_the_owner_who_may_add_pages_sees_their_own(scene, item) -> None:
    group = Group.objects.create(name="Writers")
    add = Permission.objects.get(content_type__app_label="wagtailcore", codename="add_page")
    GroupPagePermission.objects.create(group=group, page=scene.source.blog.page_ptr, permission=add)
    user = factories.user("writer")
    user.groups.add(group)
    assert not sees(user, item)
    page = fresh(scene.source.blog).get_children().get(translation_key=item.translation_key)
    type(page).objects.filter(pk=page.pk).update(owner=user)
    assert sees(user, item)


def test_snippets_follow_the_permission_on_their_kind(scene, topic_item) -> None:
    assert sees(scene.editor, topic_item)
    assert not sees(scene.translator, topic_item)
    user = factories.user("cataloguer")
    user.user_permissions.add(Permission.objects.get(codename="change_topic"))
    assert sees(user, topic_item)


def test_what_is_made_of_public_text_is_seen_by_all_and_costs_nothing(scene, django_assert_num_queries) -> None:
    item = scene.start(scene.post())
    assert item.basis == Basis.PUBLISHED
    with django_assert_num_queries(0):
        assert sight.may_see(scene.translator, item)


def test_hidden_are_exactly_those_that_may_not_be_seen(scene, item, topic_item) -> None:
    for user in (scene.editor, scene.translator, scene.reviewer, scene.other_translator, scene.admin):
        user = type(user).objects.get(pk=user.pk)
        hidden = sight.hidden_from(user)
        assert hidden == {one.pk for one in (item, topic_item) if not sees(user, one)}


@pytest.mark.parametrize("name", ["edit", "decide", "lift"])
def test_no_screen_of_the_item_opens_to_who_may_not_see_it(scene, item, client, name) -> None:
    url = reverse(f"translations:{name}", args=[item.pk])
    for user in (scene.translator, scene.other_translator):
        client.force_login(user)
        for response in (client.get(url), client.post(url, {"choice": "down", "translations-reason": "x", "save": ""})):
            assert response.status_code == 302
            assert "Two works" not in str(response.wsgi_request._messages._queued_messages)

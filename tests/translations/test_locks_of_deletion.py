"""What is in review is not deleted by those whom the review keeps from changing it: one, many, or what lies above."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from tests import factories
from translations import locks
from translations.models import RefusedAct

pytestmark = pytest.mark.any_database

SENTENCE = "This is in review. It can be deleted when the review has ended."


def page_urls(page) -> list[str]:
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return [reverse("wagtailadmin_pages:delete", args=[page.pk]), f"{bulk}?id={page.pk}"]


def snippet_urls(row) -> list[str]:
    name = row._meta.model_name
    bulk = reverse("wagtail_bulk_action", args=["articles", name, "delete"])
    return [reverse(f"wagtailsnippets_articles_{name}:delete", args=[row.pk]), f"{bulk}?id={row.pk}"]


def exists(row) -> bool:
    return type(row)._base_manager.filter(pk=row.pk).exists()


def in_review(row, by):
    row.get_workflow().start(row, by)
    return type(row)._base_manager.get(pk=row.pk)


def cleaners(scene):
    group = Group.objects.create(name="Cleaners")
    for codename in ("add_page", "change_page", "publish_page", "bulk_delete_page"):
        permission = Permission.objects.get(codename=codename)
        GroupPagePermission.objects.create(group=group, page=scene.source.home, permission=permission)
    return group


def refused(client, row, urls) -> None:
    for url in urls:
        kept = RefusedAct.objects.count()
        response = client.post(url)
        assert response.status_code == 423, url
        assert SENTENCE in response.content.decode()
        assert exists(row)
        assert RefusedAct.objects.count() == kept + 1
        assert RefusedAct.objects.latest("pk").action == "InReview"


@pytest.mark.parametrize("way", [0, 1], ids=["one", "many"])
def test_its_author_does_not_delete_a_page_in_review(client, scene, way) -> None:
    mine = factories.post(scene.source, "Mine", live=False, owner=scene.editor)
    free = factories.post(scene.source, "Free", live=False, owner=scene.editor)
    page = in_review(mine, scene.editor)
    client.force_login(scene.editor)
    refused(client, page, [page_urls(page)[way]])
    client.post(page_urls(free)[way])
    assert not exists(free)
    page.current_workflow_state.cancel(user=scene.editor)
    client.post(page_urls(page)[way])
    assert not exists(page)


@pytest.mark.parametrize("way", [0, 1], ids=["one", "many"])
def test_whoever_reviews_it_deletes_it_as_before(client, scene, way) -> None:
    for user in (scene.other_reviewer, scene.admin):
        page = in_review(factories.post(scene.source, live=False, owner=user), scene.editor)
        client.force_login(user)
        client.post(page_urls(page)[way])
        assert not exists(page)


@pytest.mark.parametrize("way", [0, 1], ids=["one", "many"])
def test_nor_does_it_go_with_the_page_above_it(client, scene, way) -> None:
    """Here with somebody who may delete whole sections and reviews in the other language."""
    scene.reviewer.groups.add(cleaners(scene))
    page = in_review(factories.post(scene.source, live=False), scene.editor)
    client.force_login(scene.reviewer)
    refused(client, page, [page_urls(scene.source.blog)[way]])
    assert exists(scene.source.blog)


@pytest.mark.parametrize("kind", ["topic", "person", "outlet"])
def test_a_snippet_in_review_is_deleted_by_reviewers_of_its_language_only(client, scene, kind) -> None:
    may = Permission.objects.get(codename=f"delete_{kind}")
    for user in (scene.reviewer, scene.editor, scene.other_reviewer):
        user.user_permissions.add(may)
    row = in_review(getattr(factories, kind)(scene.source.locale, live=False), scene.editor)
    for user in (scene.reviewer, scene.editor):
        client.force_login(user)
        refused(client, row, snippet_urls(row))
    client.force_login(scene.other_reviewer)
    client.post(snippet_urls(row)[0])
    assert not exists(row)


def test_a_work_in_review_is_deleted_by_any_reviewer_only(client, scene) -> None:
    for user in (scene.reviewer, scene.editor):
        user.user_permissions.add(Permission.objects.get(codename="delete_work"))
    work = in_review(factories.work("Facts", live=False), scene.editor)
    client.force_login(scene.editor)
    refused(client, work, snippet_urls(work))
    client.force_login(scene.reviewer)
    client.post(snippet_urls(work)[1])
    assert not exists(work)


def test_asking_costs_the_same_for_few_pages_below_and_for_many(scene) -> None:
    costs = set()
    for number in (1, 10):
        for _ in range(number):
            factories.post(scene.source)
        blog = Page.objects.get(pk=scene.source.blog.pk)
        with CaptureQueriesContext(connection) as captured:
            locks.check_may_be_deleted(blog, scene.editor)
        costs.add(len(captured))
    assert len(costs) == 1

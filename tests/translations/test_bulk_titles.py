"""Bulk screens of Wagtail and ours take any number in their address, and name nobody what is not theirs to know."""

import pytest
from django.urls import reverse

from tests import factories
from tests.translations.conftest import new_draft
from translations.models import RefusedAct

SECRET = "canarybird"


def bulk(kind: str, action: str, *rows) -> str:
    url = reverse("wagtail_bulk_action", args=[*kind.split("."), action])
    return f"{url}?" + "&".join(f"id={row.pk}" for row in rows)


@pytest.fixture
def pages(scene, db):
    draft = factories.post(scene.source, f"{SECRET} one", live=False, slug="one")
    newer = factories.post(scene.source, "A public post")
    new_draft(newer, title=f"{SECRET} two")
    return [draft, newer]


@pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish", "translate"])
def test_pages_that_one_may_not_edit_are_counted_and_not_named(client, scene, pages, action) -> None:
    url = bulk("wagtailcore.page", action, *pages)
    client.force_login(scene.translator)
    html = client.get(url).content.decode()
    assert SECRET not in html
    assert "2 that cannot be named here" in html
    assert RefusedAct.objects.get().user == scene.translator
    assert SECRET not in client.post(url, {}, follow=True).content.decode()


@pytest.mark.parametrize("action", ["publish", "unpublish"])
def test_who_may_edit_a_page_is_told_which_one_they_may_not_publish(client, scene, pages, action) -> None:
    client.force_login(scene.editor)
    html = client.get(bulk("wagtailcore.page", action, *pages)).content.decode()
    assert html.count(SECRET) >= 2
    assert "cannot be named" not in html


def test_all_of_them_are_one_line(client, scene, pages) -> None:
    client.force_login(scene.translator)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    html = client.get(f"{url}?id=all").content.decode()
    assert SECRET not in html
    assert html.count("cannot be named here") == 1


@pytest.mark.parametrize("kind", ["articles.topic", "articles.work", "articles.person", "core.creditedimage"])
def test_rows_that_one_may_not_change_are_counted_and_not_named(client, scene, kind) -> None:
    make = {
        "articles.topic": lambda: factories.topic(scene.source.locale, SECRET, live=False),
        "articles.work": lambda: factories.work(SECRET, live=False),
        "articles.person": lambda: factories.person(scene.source.locale, SECRET, live=False),
        "core.creditedimage": lambda: factories.picture(SECRET),
    }
    url = bulk(kind, "delete", make[kind]())
    client.force_login(scene.translator)
    html = client.get(url).content.decode()
    assert SECRET not in html
    assert "1 that cannot be named here" in html
    client.force_login(scene.admin)
    assert SECRET in client.get(url).content.decode()


@pytest.mark.parametrize("user", ["translator", "editor"])
@pytest.mark.parametrize("action", ["delete", "assign_role", "set_active_state"])
def test_no_name_of_a_user_is_told_to_who_looks_after_none(client, scene, user, action) -> None:
    stranger = factories.user(SECRET)
    client.force_login(getattr(scene, user))
    assert SECRET not in client.get(bulk("accounts.user", action, stranger)).content.decode()


@pytest.mark.parametrize(
    ("kind", "action", "landing"),
    [
        ("translations.queueitem", "priority", "translations:index"),
        ("wagtailcore.page", "translate", "wagtailadmin_explore_root"),
    ],
)
def test_without_a_way_back_a_bulk_action_leads_to_its_list(client, scene, kind, action, landing) -> None:
    client.force_login(scene.admin)
    url = reverse("wagtail_bulk_action", args=[*kind.split("."), action])
    assert client.get(f"{url}?id=1").context["next"] == reverse(landing)
    assert client.get(f"{url}?id=1&next=https://evil.example/").context["next"] == reverse(landing)

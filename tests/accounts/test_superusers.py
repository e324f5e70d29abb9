"""Whoever looks after people does not make themselves more than that: superusers are made by superusers."""

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests import factories
from translations.models import RefusedAct

pytestmark = pytest.mark.any_database

SECRET = "correct-horse-battery"
BULK = ("delete", "assign_role", "set_active_state")


@pytest.fixture
def boss(site: Any) -> User:
    return factories.user("boss", superuser=True)


@pytest.fixture
def other(site: Any) -> User:
    return factories.user("edith", "Editors")


@pytest.fixture
def administrator(site: Any) -> Client:
    client = Client()
    client.force_login(factories.user("martha", "Site administrators"))
    return client


@pytest.fixture
def superuser(boss: User) -> Client:
    client = Client()
    client.force_login(boss)
    return client


def person(name: str, **more: Any) -> dict[str, Any]:
    """What the form of a person sends."""
    known = {"username": name, "email": f"{name}@example.org", "first_name": "A", "last_name": "B", "is_active": "on"}
    return known | {"password1": SECRET, "password2": SECRET} | more


def stored() -> list[tuple]:
    people = User.objects.order_by("pk").values_list("pk", "password", "email", "is_active", "is_superuser")
    return [*people, *User.groups.through.objects.order_by("pk").values_list("user", "group")]


def is_refused(client: Client, url: str, data: dict[str, Any]) -> bool:
    """Whether a POST is turned away, changes nothing, and is kept for the report."""
    before, kept = stored(), RefusedAct.objects.count()
    response = client.post(url, data)
    asked = client.post(url, data, headers={"x-requested-with": "XMLHttpRequest"})
    said = [str(one).strip() for one in response.wsgi_request._messages._queued_messages]
    denied = response.status_code == 302 and "Sorry, you do not have permission to access this area." in said
    return denied and asked.status_code == 403 and stored() == before and RefusedAct.objects.count() == kept + 1


def test_an_administrator_does_not_change_or_delete_a_superuser(administrator, boss):
    edit, delete = (reverse(f"wagtailusers_users:{name}", args=[boss.pk]) for name in ("edit", "delete"))
    assert is_refused(administrator, edit, person("boss"))
    assert is_refused(administrator, delete, {})
    assert administrator.get(edit).status_code == 302


@pytest.mark.parametrize("action", BULK)
def test_nor_in_bulk_nor_anybody_together_with_one(administrator, boss, other, action):
    url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
    data = {"role": Group.objects.get(name="Editors").pk, "mark_as_active": "False"}
    before = stored()
    for asked in (f"?id={boss.pk}", *([f"?id={boss.pk}&id={other.pk}"] if action != "delete" else [])):
        administrator.post(url + asked, data)
        assert stored() == before
    assert RefusedAct.objects.exists()
    administrator.post(f"{url}?id={other.pk}", data)
    assert (stored() != before) == (action != "assign_role")


def test_an_administrator_makes_no_superuser(administrator, other):
    assert is_refused(administrator, reverse("wagtailusers_users:add"), person("new", is_superuser="on"))
    for user in (other, User.objects.get(username="martha")):
        edit = reverse("wagtailusers_users:edit", args=[user.pk])
        assert is_refused(administrator, edit, person(user.username, is_superuser="on"))


def test_an_administrator_finds_the_tick_closed_and_looks_after_all_others(administrator, other):
    add, edit = reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[other.pk])
    for url in (add, edit):
        html = administrator.get(url).content.decode()
        [tick] = re.findall(r'<input[^>]*name="is_superuser"[^>]*>', html)
        assert "disabled" in tick
        assert "None" not in html.partition('id="tab-roles"')[2].partition("</ul>")[0]
    administrator.post(add, person("new"))
    administrator.post(edit, person("edith", first_name="Edith"))
    assert not User.objects.get(username="new").is_superuser
    assert User.objects.get(pk=other.pk).first_name == "Edith"


def test_superusers_make_and_change_superusers(superuser, other):
    add, edit = reverse("wagtailusers_users:add"), reverse("wagtailusers_users:edit", args=[other.pk])
    [tick] = re.findall(r'<input[^>]*name="is_superuser"[^>]*>', superuser.get(edit).content.decode())
    assert "disabled" not in tick
    superuser.post(add, person("new", is_superuser="on"))
    superuser.post(edit, person("edith", is_superuser="on"))
    assert User.objects.filter(is_superuser=True).count() == 3
    superuser.post(reverse("wagtailusers_users:delete", args=[other.pk]))
    assert not User.objects.filter(pk=other.pk).exists()

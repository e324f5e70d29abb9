"""The password of a private page or collection: counted as that of a user is, and what it protects opens to readers."""

import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests import factories
from translations.models import RefusedAct

pytestmark = pytest.mark.any_database

TOO_MANY = {"en": "Too many attempts", "es": "Demasiados intentos"}
PASSWORD = "for those who were told"


@pytest.fixture(params=["en", "es", "documents"])
def door(request, site) -> SimpleNamespace:
    """What is behind the password, where it is typed, and the language in which one is told."""
    if request.param == "documents":
        shut = Collection.get_first_root_node().add_child(name="For members")
        CollectionViewRestriction.objects.create(collection=shut, restriction_type="password", password=PASSWORD)
        file = get_document_model().objects.create(title="Minutes", file=ContentFile(b"x", "a.txt"), collection=shut)
        asked = reverse("wagtaildocs_authenticate_with_password", args=[shut.view_restrictions.get().pk])
        restriction = shut.view_restrictions.get().pk
        return SimpleNamespace(
            behind=file.url, asked=asked, language="en", name=f"collection {shut.pk}", restriction=restriction
        )
    page = factories.post(getattr(site, request.param), "For members", slug="members")
    shut = PageViewRestriction.objects.create(page=page, restriction_type="password", password=PASSWORD)
    with translation.override(request.param):
        asked = reverse("wagtailcore_authenticate_with_password", args=[shut.pk, page.pk])
    return SimpleNamespace(
        behind=page.get_url(), asked=asked, language=request.param, name=f"page {page.pk}", restriction=shut.pk
    )


def said(door: Any, client: Client, typed: str = "a guess", address: str = "203.0.113.9", **more: str) -> str:
    """How a try is answered: `open`, `wrong` or `too many`."""
    data = {"password": typed, "return_url": door.behind}
    answer = client.post(door.asked, data, REMOTE_ADDR=address, **more)
    if answer.status_code == 302:
        return "open" if client.get(door.behind).status_code == 200 else "shut"
    return "too many" if TOO_MANY[door.language] in answer.content.decode() else "wrong"


def test_of_a_hundred_tries_ten_are_looked_at_and_then_the_right_one_is_refused_too(client, door) -> None:
    assert [said(door, client) for _n in range(100)] == ["wrong"] * 10 + ["too many"] * 90
    assert said(door, Client(), PASSWORD) == "too many"
    assert said(door, Client(), PASSWORD, address="198.51.100.7") == "open"


def test_from_many_addresses_a_hundred_an_hour_are_looked_at(client, door) -> None:
    answers = [said(door, client, address=f"203.0.113.{n}") for n in range(120)]
    assert answers == ["wrong"] * 100 + ["too many"] * 20


def test_nobody_is_counted_who_knows_it(door) -> None:
    """A school behind one address."""
    assert {said(door, Client(), PASSWORD) for _n in range(30)} == {"open"}
    assert [said(door, Client()) for _n in range(11)] == ["wrong"] * 10 + ["too many"]


def test_strangers_do_not_keep_out_whoever_was_in_before(door, settings) -> None:
    """In a browser that knows it: the session may be over, and all come through one proxy."""
    mine = Client()
    assert said(door, mine, PASSWORD) == "open"
    assert door.asked.startswith(mine.cookies["known"]["path"])
    assert mine.cookies["known"]["path"].endswith(f"_with_password/{door.restriction}/")
    mine.cookies.pop(settings.SESSION_COOKIE_NAME)
    for _n in range(11):
        said(door, Client())
    assert said(door, Client(), PASSWORD) == "too many"
    assert 'type="password"' in mine.get(door.behind, follow=True).content.decode()
    assert said(door, mine, PASSWORD) == "open"
    assert [said(door, mine) for _n in range(12)] == ["wrong"] * 10 + ["too many"] * 2


def test_one_page_is_not_counted_for_another_nor_for_a_user(client, door, site) -> None:
    for _n in range(11):
        said(door, client)
    other = factories.post(site.en, "For others", slug="others")
    shut = PageViewRestriction.objects.create(page=other, restriction_type="password", password=PASSWORD)
    asked = reverse("wagtailcore_authenticate_with_password", args=[shut.pk, other.pk])
    assert said(SimpleNamespace(behind=other.get_url(), asked=asked, language="en"), client, PASSWORD) == "open"
    factories.user("edith", "Editors")
    login = {"username": "edith", "password": "bilingual-demo"}
    assert client.post(reverse("wagtailadmin_login"), login, REMOTE_ADDR="203.0.113.9").status_code == 302


def test_no_other_page_below_gives_more_tries(client, site) -> None:
    """All pages below one that is private have its password."""
    shut = PageViewRestriction.objects.create(page=site.en.blog, restriction_type="password", password=PASSWORD)
    pages = [site.en.blog, *(factories.post(site.en, f"Post {n}", slug=f"post-{n}") for n in range(3))]
    found = []
    for n in range(16):
        asked = reverse("wagtailcore_authenticate_with_password", args=[shut.pk, pages[n % 4].pk])
        found.append(said(SimpleNamespace(behind=pages[n % 4].get_url(), asked=asked, language="en"), client))
    assert found == ["wrong"] * 10 + ["too many"] * 6


@pytest.mark.parametrize("zeros", [1, 20, 4000])
def test_zeros_before_a_number_give_no_more_tries(client, door, zeros) -> None:
    """Wagtail's own view, which counts nothing, stands behind ours, and takes any number of them."""
    padded = re.sub(r"/(\d+)(?=/)", lambda found: f"/{'0' * zeros}{found[1]}", door.asked)
    written = SimpleNamespace(**vars(door) | {"asked": padded})
    assert [said(written, client) for _n in range(12)] == ["wrong"] * 10 + ["too many"] * 2
    assert said(door, client, PASSWORD) == "too many"


def test_one_too_many_stands_in_the_report_once_for_each_guest(client, door) -> None:
    for _n in range(14):
        said(door, client)
    rows = RefusedAct.objects.filter(action="page-password").values_list("note", "label", "user")
    assert list(rows) == [(f"{door.name} (203.0.113.9)", door.asked, None)]
    client.force_login(factories.user("boss", superuser=True))
    assert "Password of a private page refused" in client.get(reverse("translations:acts")).content.decode()


def test_what_is_not_there_is_not_counted(client, door) -> None:
    assert client.post(door.asked.replace("password/", "password/9")).status_code == 404
    assert client.get(door.asked).status_code == 200

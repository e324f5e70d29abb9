"""Choosers name what readers see, and to those who work on more, that."""

import json
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from articles.models import Topic, Work
from tests import bulk, factories
from tests.core.choosable import HIDDEN, PUBLIC, built
from tests.translations.conftest import new_draft

__all__ = ["built"]  # what `world` is made by

pytestmark = pytest.mark.any_database

STRANGERS = ("translator here", "translator there", "reviewer there")
KNOWING = ("reviewer here", "editor", "administrator", "admin")
BROWSE, SEARCH, LINK = (f"wagtailadmin_choose_page{rest}" for rest in ("", "_search", "_external_link"))
CHOSEN = "wagtailadmin_choose_page_chosen_multiple"


@pytest.fixture(params=["en", "es"])
def found(world, request) -> SimpleNamespace:
    """The tree in which everything stands."""
    return getattr(world, request.param)


@pytest.fixture
def enter(client, world, found):
    """Signs in somebody by their part."""
    places = {"here": found.code, "there": {"en": "es", "es": "en"}[found.code]}

    def entered(part: str):
        name, _, place = part.partition(" ")
        client.force_login(getattr(world.people, f"{name}_{places[place]}" if place else name))
        return client

    return entered


def named(found, response) -> set[str]:
    """The pages whose titles stand in an answer."""
    text = response.content.decode()
    return {name for name in PUBLIC | HIDDEN if f"{found.word} {name}" in text}


def everywhere(client, found) -> set[str]:
    """All that is named by the page chooser, wherever it is opened."""
    seen = set()
    for page in (found.tree.home, found.tree.blog, found.private, found.above, found.once):
        seen |= named(found, client.get(reverse(f"{BROWSE}_child", args=[page.pk])))
    for asked in (
        {"q": found.word},
        {"q": "once"},
        {"q": found.word, "page_type": "articles.blogpostpage", "multiple": 1},
    ):
        seen |= named(found, client.get(reverse(SEARCH), asked))
    pages = [page.pk for page in found.pages.values()]
    return seen | named(found, client.get(reverse(CHOSEN), {"id": pages}))


@pytest.mark.parametrize("part", STRANGERS)
def test_who_has_no_right_on_a_page_is_offered_it_as_readers_see_it_or_not_at_all(found, enter, part) -> None:
    assert everywhere(enter(part), found) == PUBLIC


@pytest.mark.parametrize("part", KNOWING)
def test_who_works_on_them_is_offered_drafts_and_private_pages_by_their_newest_names(found, enter, part) -> None:
    assert everywhere(enter(part), found) == PUBLIC | HIDDEN


@pytest.mark.parametrize("part", [*STRANGERS, *KNOWING])
def test_nobody_looks_below_a_page_that_they_may_not_know_of(found, enter, part) -> None:
    client = enter(part)
    for page in (found.draft, found.private, found.below, found.above):
        status = client.get(reverse(f"{BROWSE}_child", args=[page.pk])).status_code
        assert status == (404 if part in STRANGERS else 200)
    assert client.get(reverse(f"{BROWSE}_child", args=[found.beneath.pk])).status_code == 200
    assert client.get(reverse(f"{BROWSE}_child", args=[999_999])).status_code == 404


@pytest.mark.parametrize("part", [*STRANGERS, *KNOWING])
def test_the_chooser_of_a_kind_opens_above_what_may_not_be_known(found, enter, part) -> None:
    """Wagtail opens it at the page that all of the kind stand below."""
    title, above = f"{found.word} above", found.tree.publications
    factories.publication(found.tree)
    Page.objects.filter(pk=above.pk).update(live=False, title=title, draft_title=title)
    response = enter(part).get(reverse(BROWSE), {"page_type": "articles.publicationpage"})
    opened = json.loads(response.content)["parent_page_id"]
    assert opened == (Page.get_first_root_node().pk if part in STRANGERS else above.pk)
    assert ("above" in named(found, response)) is (part in KNOWING)


TYPED = [("public", ""), ("once", ""), ("once", "?a=b"), ("private", ""), ("private", "#a"), ("below", "")]


@pytest.mark.parametrize("part", [*STRANGERS, *KNOWING])
@pytest.mark.parametrize(("name", "more"), TYPED)
def test_an_address_becomes_a_link_to_a_page_only_where_the_page_may_be_named(found, enter, part, name, more):
    """Wagtail makes links of addresses in the tree that is the site's own; elsewhere they stay what they are."""
    page = getattr(found, name)
    typed = f"{page.full_url}{more}"
    sent = {"external-link-chooser-url": typed, "external-link-chooser-link_text": ""}
    response = enter(part).post(reverse(LINK), sent)
    told = json.loads(response.content)
    result = told.get("internal") or told["result"]
    if found.code == "en" and (part in KNOWING or name == "public"):
        assert result["id"] == page.pk
    else:
        assert "id" not in result
        assert result["url"] == typed
        assert named(found, response) == set()


@pytest.mark.parametrize("right", ["add", "change", "publish", "lock"])
def test_any_right_on_a_page_shows_it_what_stands_below_and_the_way_there(found, client, right) -> None:
    """Of two pages below a draft: the draft too, as in the explorer, and no other."""
    group = Group.objects.create(name="Some")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    held = [found.beneath, factories.standard(SimpleNamespace(home=found.above), "Another", slug="another")]
    for page in held:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=f"{right}_page")
        GroupPagePermission.objects.create(group=group, page=page, permission=permission)
    client.force_login(factories.user("", "Some"))
    assert everywhere(client, found) == PUBLIC | {"above"}
    for page, title, is_shown in ((found.above, "Higher up", True), (found.tree.home, "Highest", False)):
        new_draft(page, title=title)
        response = client.get(reverse(f"{BROWSE}_child", args=[page.pk]))
        assert response.status_code == 200
        assert (title in response.content.decode()) is is_shown


def test_the_chooser_costs_the_same_for_ten_pages_and_for_a_hundred(found, enter) -> None:
    client = enter("reviewer there")
    counts = []
    bulk.posts(found.tree, 25)
    for more in (0, 100):
        bulk.posts(found.tree, more)
        for url in (reverse(f"{BROWSE}_child", args=[found.tree.blog.pk]), f"{reverse(SEARCH)}?q={found.word}"):
            client.get(url)
            with CaptureQueriesContext(connection) as asked:
                assert client.get(url).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


# ------------------------------------------------------------------ snippets
@pytest.mark.parametrize("part", [*STRANGERS, *KNOWING])
def test_snippets_that_are_not_public_are_offered_to_those_who_are_shown_their_list(found, enter, part) -> None:
    client = enter(part)
    knows = part in KNOWING or part.startswith("reviewer")
    for kind, (public, draft) in found.rows.items():
        door = f"wagtailsnippetchoosers_articles_{kind}"
        asked = [reverse(f"{door}:{view}") for view in ("choose", "choose_results")]
        asked += [f"{url}?q={found.word}" for url in asked]
        asked += [f"{reverse(f'{door}:chosen_multiple')}?id={public.pk}&id={draft.pk}"]
        for url in asked:
            assert named(found, client.get(url)) == ({"public", "draft"} if knows else {"public"}), url
        assert client.get(reverse(f"{door}:chosen", args=[public.pk])).status_code == 200
        assert client.get(reverse(f"{door}:chosen", args=[draft.pk])).status_code == (200 if knows else 404)


@pytest.mark.parametrize("model", [Topic, Work])
def test_a_right_to_see_a_kind_is_enough(found, client, model) -> None:
    name = model._meta.model_name
    group = Group.objects.create(name="Some")
    group.permissions.add(*Permission.objects.filter(codename__in=["access_admin", f"view_{name}"]))
    client.force_login(factories.user("", "Some"))
    for kind, (_public, draft) in found.rows.items():
        url = reverse(f"wagtailsnippetchoosers_articles_{kind}:chosen", args=[draft.pk])
        assert client.get(url).status_code == (200 if kind == name else 404)


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 40])
def test_a_number_that_names_no_page_is_not_found(found, enter, number) -> None:
    assert enter("admin").get(f"{reverse(BROWSE)}{number}/").status_code == 404


@pytest.mark.parametrize("number", ["x", "", "²", "-1", "9" * 40, "%00"])
def test_what_is_no_number_names_nothing_in_a_chooser_either(found, enter, number) -> None:
    client = enter("admin")
    for kind in found.rows:
        chooser = f"wagtailsnippetchoosers_articles_{kind}"
        assert client.get(f"{reverse(f'{chooser}:chosen_multiple')}?id={number}").json()["result"] == []
        if number:
            assert client.get(reverse(f"{chooser}:chosen", args=["1"]).replace("/1/", f"/{number}/")).status_code == 404
    assert client.get(f"{reverse(CHOSEN)}?id={number}").json()["result"] == []


def test_the_root_is_no_page_to_be_chosen(enter) -> None:
    root = Page.get_first_root_node()
    answer = enter("admin").get(f"{reverse(CHOSEN)}?id={root.pk}")
    assert answer.json()["result"] == []


def test_a_form_without_its_address_is_asked_again(enter) -> None:
    assert enter("admin").post(reverse(LINK), {}).status_code == 200

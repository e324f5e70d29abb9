"""Old addresses of public pages lead on; those of drafts tell nothing and take nothing away."""

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.redirects import Redirects
from tests import factories
from tests.translations.ways import fresh

OURS = "core.middleware.PublicRedirectMiddleware"
WAGTAILS = "wagtail.contrib.redirects.middleware.RedirectMiddleware"
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["en", "es"])
def tree(site, request):
    return getattr(site, request.param)


@pytest.fixture
def saved(client, site, django_capture_on_commit_callbacks):
    """Sends an editor's form, and what follows a commit follows."""
    editor = factories.user("edith", "Editors")

    def do(name: str, *args: object, **sent: object):
        client.force_login(editor)
        fields = {"intro": "", "body-count": "0", "comments": inline_formset([])}
        with django_capture_on_commit_callbacks(execute=True):
            answer = client.post(reverse(f"wagtailadmin_pages:{name}", args=args), nested_form_data(fields | sent))
        client.logout()
        return answer

    return do


@pytest.fixture
def renamed(django_capture_on_commit_callbacks):
    """Publishes a page under another slug."""

    def do(page: Page, slug: str) -> Page:
        page = Page.objects.get(pk=page.pk).specific
        with django_capture_on_commit_callbacks(execute=True):
            page.slug = slug
            page.save_revision().publish()
        return Page.objects.get(pk=page.pk).specific

    return do


def draft(tree, title: str, **fields: object) -> Page:
    return factories.standard(tree, title, live=False, **fields)


def below(page: Page, title: str, *, live: bool) -> Page:
    made = type(page)(title=title, slug=slugify(title), locale=page.locale, live=live)
    return Page.objects.get(pk=page.pk).add_child(instance=made)


def test_a_draft_that_gets_another_slug_tells_it_under_no_address(client, tree, saved) -> None:
    page = draft(tree, "Draft")
    old = page.get_url()
    assert saved("edit", page.pk, title="Draft", slug="secret-merger").status_code == 302
    assert Page.objects.get(pk=page.pk).slug == "secret-merger"
    assert client.get(old).status_code == 404
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("many", [False, True])
def test_nor_does_one_that_is_moved(client, tree, many, django_capture_on_commit_callbacks) -> None:
    editor = factories.user("edith", "Editors")
    page, parent = draft(tree, "Draft", owner=editor), factories.standard(tree, "Parent")
    old = page.get_url()
    client.force_login(editor)
    url, sent = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, parent.pk]), {}
    if many:
        url, sent = f"/admin/bulk/wagtailcore/page/move/?id={page.pk}", {"chooser": parent.pk}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(url, sent)
    client.logout()
    assert Page.objects.get(pk=page.pk).get_parent().pk == parent.pk
    assert client.get(old).status_code == 404


def test_nobody_takes_with_a_draft_what_leads_to_a_public_page(client, tree, saved, renamed) -> None:
    """Neither by its slug, nor by a second one, nor when it is deleted."""
    page = factories.standard(tree, "Old words")
    old, new = page.get_url(), renamed(page, "new-words").get_url()
    mine = draft(tree, "Mine", slug="old-words", owner=factories.user("owner", "Editors"))
    saved("edit", mine.pk, title="Mine", slug="hijacked")
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)
    Page.objects.get(pk=mine.pk).delete()
    assert client.get(old)["Location"] == new


def test_nor_does_a_public_page_that_stood_there_for_a_while(client, tree, renamed) -> None:
    first, second = factories.standard(tree, "Old words"), factories.standard(tree, "Second")
    old, new = first.get_url(), renamed(first, "new-words").get_url()
    renamed(second, "old-words")
    renamed(second, "elsewhere")
    assert client.get(old)["Location"] == new
    Page.objects.get(pk=first.pk).specific.unpublish()
    renamed(second, "old-words")
    newest = renamed(second, "anywhere").get_url()
    assert client.get(old)["Location"] == newest, "what leads to nothing public makes room"


def test_what_is_public_below_a_page_that_is_renamed_or_moved_leads_on_and_no_draft_does(
    client, tree, renamed, django_capture_on_commit_callbacks
) -> None:
    section, elsewhere = factories.standard(tree, "Section"), factories.standard(tree, "Elsewhere")
    public, hidden = below(section, "Public", live=True), below(section, "Hidden", live=False)
    under = below(hidden, "Under", live=True)
    old = {page.pk: page.get_url() for page in (section, public, hidden, under)}
    renamed(section, "renamed")
    with django_capture_on_commit_callbacks(execute=True):
        Page.objects.get(pk=section.pk).specific.move(Page.objects.get(pk=elsewhere.pk), pos="last-child")
    for page in (section, public, under):
        now = Page.objects.get(pk=page.pk).get_url()
        assert client.get(old[page.pk])["Location"] == now != old[page.pk]
    assert client.get(old[hidden.pk]).status_code == 404
    assert set(Redirect.objects.values_list("redirect_page", flat=True)) == {section.pk, public.pk, under.pk}


# ------------------------------------------------------------------ whoever asks for an address
PRIVATE = {
    PageViewRestriction.LOGIN: {},
    PageViewRestriction.PASSWORD: {"password": "open-sesame"},
    PageViewRestriction.GROUPS: {},
}


def test_what_was_taken_down_tells_under_its_old_address_no_slug_that_is_typed_later(
    client, tree, saved, renamed
) -> None:
    page = factories.standard(tree, "Old words")
    old, new = page.get_url(), renamed(page, "new-words").get_url()
    assert client.get(old)["Location"] == new
    fresh(page).unpublish()
    assert client.get(old).status_code == 404
    assert saved("edit", page.pk, title="Old words", slug="secret-merger").status_code == 302
    for address in (old, f"{old}?utm=1", f"{old}?old=1", new):
        answer = client.get(address)
        assert (answer.status_code, answer.get("Location")) == (404, None)
    assert "secret-merger" not in client.get(old).content.decode()
    again = renamed(page, "known-words").get_url()
    assert client.get(old)["Location"] == again, "public again, it is led to again"


@pytest.mark.parametrize("made", PRIVATE)
@pytest.mark.parametrize("where", ["itself", "above", "mirror"])
def test_the_new_slug_of_a_private_page_is_told_to_those_who_may_read_it(client, tree, renamed, made, where) -> None:
    section = factories.standard(tree, "Section")
    page = below(section, "Old words", live=True)
    led = page.create_alias(parent=tree.home, update_slug="old-mirror") if where == "mirror" else page
    old = led.get_url()
    made_so = fresh(section if where == "above" else page).view_restrictions.create(
        restriction_type=made, **PRIVATE[made]
    )
    if where == "mirror":
        Redirect.add_redirect(old, redirect_to=led, site=Site.objects.get())
        Page.objects.filter(pk=led.pk).update(slug="m", url_path=led.url_path.replace("old-mirror", "m"))
        new = fresh(led).get_url()
    else:
        new = renamed(page, "secret-merger").get_url()
    answer = client.get(old)
    assert (answer.status_code, answer.get("Location")) == (404, None)
    if made == PageViewRestriction.PASSWORD:
        asked = reverse("wagtailcore_authenticate_with_password", args=[made_so.pk, page.pk])
        client.post(asked, {"password": "open-sesame", "return_url": "/"})
    else:
        client.force_login(factories.user("root", superuser=True))
    assert client.get(old)["Location"] == new
    client.logout()
    made_so.delete()
    assert client.get(old)["Location"] == new, "public again, everybody is led to it"


@pytest.mark.parametrize("permanent", [True, False])
def test_what_an_administrator_had_lead_to_an_address_does_and_to_a_draft_does_not(client, tree, permanent) -> None:
    page = draft(tree, "Draft")
    for path, there in (("/gone", "/en/somewhere/"), ("/other", page)):
        Redirect.add_redirect(path, redirect_to=there, is_permanent=permanent)
    Redirect.add_redirect("/gone?page=2", redirect_to="/en/second/", is_permanent=permanent)
    answer = client.get("/gone/?utm=1")
    assert (answer.status_code, answer["Location"]) == (301 if permanent else 302, "/en/somewhere/")
    assert client.get("/gone/?page=2")["Location"] == "/en/second/"
    assert client.get("/other/").status_code == 404


def test_to_ask_costs_two_queries_where_an_address_leads_on_and_none_elsewhere(client, tree, renamed) -> None:
    page = factories.standard(tree, "Old words")
    old, new = page.get_url(), renamed(page, "new-words").get_url()
    theirs = tuple(one if one != OURS else WAGTAILS for one in settings.MIDDLEWARE)
    cost = {}
    for stack in (theirs, settings.MIDDLEWARE):
        with override_settings(MIDDLEWARE=stack):
            other = Client()
            for address in (old, new, "/nowhere/"):
                other.get(address)
                with CaptureQueriesContext(connection) as asked:
                    other.get(address)
                cost.setdefault(address, []).append(len(asked))
    assert cost[old][1] <= cost[old][0] + 2
    assert cost[new][1] == cost[new][0]
    assert cost["/nowhere/"][1] == cost["/nowhere/"][0]


def test_a_section_of_more_pages_than_sqlite_takes_conditions_leaves_them_all(site, tree) -> None:
    """And what a draft left there before makes room."""
    page, draft = factories.standard(tree, "New"), factories.standard(tree, "Draft", live=False)
    where = Site.objects.get()
    Redirect.objects.create(old_path="/old/7", site=where, redirect_page=draft, automatically_created=True)
    made = Redirects(max_size=2000, ignore_conflicts=True)
    for number in range(1500):
        made.add(old_path=f"/old/{number}", site=where, redirect_page=page, automatically_created=True)
    made.process()
    assert Redirect.objects.filter(redirect_page=page).count() == 1500

"""The address of a public page stays, whatever is typed above it by who may not publish there."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from tests import factories

pytestmark = pytest.mark.django_db
REASON = {
    "en": "Public pages stand below this one, and their addresses would change.",
    "es": "Debajo de esta hay páginas publicadas, y sus direcciones cambiarían.",
}


@pytest.fixture(params=["en", "es"])
def tree(site, request):
    return getattr(site, request.param)


@pytest.fixture
def editor(site):
    return factories.user("edith", "Editors")


def typed(client, user, page: Page, slug: str, **headers: str):
    client.force_login(user)
    fields = {"title": page.title, "slug": slug, "intro": "", "body-count": "0", "comments": inline_formset([])}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(fields), **headers)
    client.logout()
    return answer


def with_one_below(page: Page, *, live: bool = True) -> Page:
    made = type(page)(title="Below", slug="below", locale=page.locale, live=live)
    return Page.objects.get(pk=page.pk).add_child(instance=made)


def slug_of(page: Page) -> str:
    return Page.objects.get(pk=page.pk).slug


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_the_slug_of_a_draft_moves_no_public_page_below_it(client, tree, editor, accept) -> None:
    draft = factories.standard(tree, "Draft", live=False)
    address = with_one_below(draft).get_url()
    assert client.get(address).status_code == 200
    answer = typed(client, editor, draft, "defaced", HTTP_ACCEPT=accept)
    assert answer.status_code == (200 if accept == "text/html" else 400)
    assert slug_of(draft) == draft.slug
    assert client.get(address).status_code == 200
    draft.slug = "defaced"
    with LogContext(user=editor), pytest.raises(ValidationError):
        draft.save()


@pytest.mark.parametrize("language", REASON)
def test_the_form_says_why_in_the_language_of_who_types(client, tree, editor, language) -> None:
    profile = UserProfile.get_for_user(editor)
    profile.preferred_language = language
    profile.save()
    draft = factories.standard(tree, "Draft", live=False)
    with_one_below(draft)
    assert REASON[language] in typed(client, editor, draft, "defaced").content.decode()


def test_nor_does_that_of_an_index_that_was_taken_down(client, tree, editor) -> None:
    post = factories.post(tree, "Public post")
    address, index = post.get_url(), tree.blog
    Page.objects.get(pk=index.pk).specific.unpublish()
    typed(client, editor, index, "defaced")
    assert client.get(address).status_code == 200
    typed(client, factories.user("boss", "Site administrators"), index, "renamed")
    assert slug_of(index) == "renamed", "who may publish may"


def test_with_nothing_public_below_it_is_anybodys(client, tree, editor) -> None:
    draft = factories.standard(tree, "Draft", live=False)
    with_one_below(draft, live=False)
    assert typed(client, editor, draft, "another").status_code == 302
    assert slug_of(draft) == "another"

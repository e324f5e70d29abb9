"""Links within texts lead to public pages only."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from tests import factories
from tests.reading import links, main, read, text
from tests.translations.ways import fresh

BOTH = pytest.mark.parametrize("code", ["en", "es"])


def linking(tree, *pages):
    words = "".join(f'<p><a linktype="page" id="{page.pk}">Read {page.pk}</a></p>' for page in pages)
    return factories.post(tree, "Public post", body=[("rich_text", words)])


@BOTH
def test_a_draft_tells_no_address_and_the_words_stay(client, site, code) -> None:
    tree = getattr(site, code)
    draft, public = factories.post(tree, "Secret words", live=False), factories.post(tree, "Known words")
    post = linking(tree, draft, public)
    html = client.get(post.get_url()).content.decode()
    assert "secret-words" not in html
    shown = main(read(client, post.get_url()))
    assert public.get_url() in links(shown)
    assert f"Read {draft.pk}" in text(shown)


@BOTH
def test_what_was_taken_down_tells_none_that_is_typed_later(client, site, code) -> None:
    tree = getattr(site, code)
    linked = factories.standard(tree, "Taken down")
    post = linking(tree, linked)
    assert "taken-down" in client.get(post.get_url()).content.decode()
    fresh(linked).unpublish()
    client.force_login(factories.user("edith", "Editors"))
    fields = {
        "title": "Taken down",
        "slug": "buy-pills",
        "intro": "",
        "body-count": "0",
        "comments": inline_formset([]),
    }
    assert (
        client.post(reverse("wagtailadmin_pages:edit", args=[linked.pk]), nested_form_data(fields)).status_code == 302
    )
    client.logout()
    html = client.get(post.get_url()).content.decode()
    assert "buy-pills" not in html
    assert "taken-down" not in html

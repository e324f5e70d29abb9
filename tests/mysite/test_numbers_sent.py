"""A form that is sent something by hand where a chooser sends a number is shown again and says so."""

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from core.references import files_of
from search.models import Promotion
from tests import factories
from tests.translations.ways import fresh

NUMBERS = pytest.mark.parametrize(
    "number", ["1\x00", "x", "1.5", "9" * 30, "9" * 5000], ids=lambda sent: ascii(sent[:8])
)


@pytest.fixture(params=["en", "es"])
def tree(site, client, request):
    client.force_login(factories.user("boss", "Site administrators"))
    return getattr(site, request.param)


def of_a_post(**sent: object) -> dict:
    rows = {name: inline_formset([]) for name in ("topics", "authors", "publications", "comments")}
    return nested_form_data(
        {"title": "A", "slug": "a", "intro": "", "body-count": "0", "corrections-count": "0", **rows, **sent}
    )


@NUMBERS
def test_a_promoted_result_is_not_made_and_its_form_says_so(client, tree, number) -> None:
    answer = client.post(reverse("promoted_results:add"), {"words": "a b", "page": number, "place": "1"})
    assert answer.status_code == 200
    assert answer.context["form"].errors.keys() == {"page"}
    assert not Promotion.objects.exists()


@NUMBERS
@pytest.mark.parametrize("name", ["hero_image", "topic", "person", "publication"])
def test_a_field_or_a_row_of_a_page_is_shown_again_and_nothing_is_stored(client, tree, number, name) -> None:
    rows = {"topic": "topics", "person": "authors", "publication": "publications"}
    sent = {rows[name]: inline_formset([{name: number}])} if name in rows else {name: number}
    page = factories.post(tree, "A", live=False)
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), of_a_post(**sent))
    assert answer.status_code == 200
    form = answer.context["form"]
    assert form.errors if name not in rows else form.formsets[rows[name]].errors[0]
    assert Page.objects.get(pk=page.pk).latest_revision_id == page.latest_revision_id


@NUMBERS
def test_a_picture_in_a_body_is_none(client, tree, number) -> None:
    page = factories.standard(tree, "A", live=False)
    sent = {"body-count": "1", "body-0-type": "image", "body-0-order": "0", "body-0-deleted": "", "body-0-id": ""}
    sent |= {"body-0-value-image": number, "body-0-value-alt_text": ""}
    fields = {"title": "A", "slug": "a", "intro": "", "comments": inline_formset([])} | sent
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(fields))
    assert files_of(fresh(page).get_latest_revision_as_object()) == set()

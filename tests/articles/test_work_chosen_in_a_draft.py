"""The draft of a public page names a new work: until that draft is approved no reader is told of it."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text

from articles.models import PublicationPage, Work
from tests import factories
from tests.reading import main, read, text
from tests.translations import story

pytestmark = pytest.mark.any_database
BOTH = pytest.mark.parametrize("code", ["en", "es"])


@pytest.fixture
def page(client, site, code):
    client.force_login(factories.user("edith", "Editors"))
    return factories.publication(getattr(site, code), "On rivers", work=factories.work("Of rivers"))


def form(page: PublicationPage, work: Work, **more: str) -> dict[str, str]:
    fields = {
        "title": page.title, "slug": page.slug, "work": work.pk, "summary": rich_text("<p>They flow.</p>"),
        "body-count": "0", "corrections-count": "0", "topics": inline_formset([]), "comments": inline_formset([]),
    }  # fmt: skip
    return nested_form_data(fields | more)


@BOTH
@pytest.mark.parametrize("saved", ["by hand", "by itself", "handed in"])
def test_no_work_becomes_public_by_a_draft_that_names_it(client, page, code, saved) -> None:
    new = factories.work("Of lakes", live=False)
    more = {"action-submit": "1"} if saved == "handed in" else {}
    accepts = {"HTTP_ACCEPT": "application/json"} if saved == "by itself" else {}
    answer = client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, new, **more), **accepts)
    assert answer.status_code == (200 if saved == "by itself" else 302)
    new.refresh_from_db()
    assert (new.live, new.first_published_at) == (False, None)
    told = text(main(read(client, page.url)))
    assert "Of rivers" in told
    assert "Of lakes" not in told
    assert PublicationPage.objects.get().get_latest_revision_as_object().work == new


@BOTH
def test_it_becomes_public_with_the_draft_once_that_is_approved(client, page, code) -> None:
    new = factories.work("Of lakes", live=False)
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form(page, new, **{"action-submit": "1"}))
    story.approve(PublicationPage.objects.get(), factories.user("rita", f"Reviewers ({code})"))
    new.refresh_from_db()
    assert new.live
    assert "Of lakes" in text(main(read(client, page.url)))

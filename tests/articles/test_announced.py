"""What a public post lists stays what its reviewer read, whatever becomes of the draft of a page that it lists."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, querydict_from_html, rich_text

from articles.announced import kept_by, works_announced
from articles.models import PublicationPage, Work
from tests import factories
from tests.reading import main, read, text
from tests.translations.ways import fresh
from translations.digests import shown_digest
from translations.exceptions import StaleReview

BOTH = pytest.mark.parametrize("code", ["en", "es"])


@pytest.fixture
def editor(site):
    return factories.user("edith", "Editors")


@pytest.fixture
def boss(site):
    return factories.user("boss", "Site administrators")


@pytest.fixture
def tree(site, code):
    return getattr(site, code)


@pytest.fixture
def listed(tree, editor) -> PublicationPage:
    """A page that was never public, about a public work."""
    return factories.publication(tree, "Waiting", work=factories.work("Of rivers"), live=False, owner=editor)


@pytest.fixture
def post(tree, listed):
    return factories.post(tree, "Public post", publications=[listed])


def told(client, post) -> str:
    client.logout()
    return text(main(read(client, post.get_url())))


def save(client, page, work, **headers):
    fields = {"title": page.title, "slug": page.slug, "work": work.pk, "summary": rich_text("<p>They flow.</p>")}
    fields |= {
        "body-count": "0",
        "corrections-count": "0",
        "topics": inline_formset([]),
        "comments": inline_formset([]),
    }
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(fields), **headers)


def delete(client, page, how: str):
    if how == "one":
        return client.post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    return client.post(f"{url}?id={page.pk}&next=/admin/")


# ---------------------------------------------------------------- the work
@BOTH
@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_a_draft_of_a_listed_page_does_not_get_another_work(client, listed, post, editor, accept) -> None:
    client.force_login(editor)
    other = factories.work("Of lakes")
    response = save(client, listed, other, HTTP_ACCEPT=accept)
    told_why = {"text/html": "Public post", "application/json": "validation_error"}  # Wagtail's autosave asks to save
    assert told_why[accept] in response.content.decode()
    assert fresh(listed).work.title == "Of rivers"
    assert "Of rivers" in told(client, post)
    assert "Of lakes" not in told(client, post)


@BOTH
def test_nor_in_python(listed, post) -> None:
    listed = fresh(listed)
    listed.work = factories.work("Of lakes")
    with pytest.raises(ValidationError, match="Public post"):
        listed.save()


@BOTH
def test_all_else_of_it_is_edited_and_what_no_public_post_lists_gets_another_work(client, tree, listed, editor) -> None:
    factories.post(tree, "Draft of a post", publications=[listed], live=False)
    client.force_login(editor)
    other = factories.work("Of lakes")
    assert save(client, listed, other).status_code == 302
    assert fresh(listed).work == other


@BOTH
def test_a_public_page_gets_another_work_by_its_review(tree, listed, post) -> None:
    fresh(listed).latest_revision.publish()
    page = fresh(listed).get_latest_revision_as_object()
    page.work = factories.work("Of lakes")
    page.save_revision().publish()
    assert fresh(listed).work.title == "Of lakes"


@BOTH
def test_what_a_post_in_review_lists_is_what_its_reviewer_is_shown(client, tree, listed, editor) -> None:
    reviewer = factories.user("reviewer", f"Reviewers ({tree.locale.language_code})")
    post = factories.post(tree, "Post", publications=[listed], live=False)
    post.get_workflow().start(post, editor)
    seen = shown_digest(fresh(post).latest_revision)
    client.force_login(editor)
    assert save(client, listed, factories.work("Of lakes")).status_code == 302
    state = fresh(post).current_workflow_task_state
    with pytest.raises(StaleReview):
        state.task.specific.on_action(state.specific, reviewer, "approve", seen=seen)
    assert not fresh(post).live


@BOTH
def test_a_post_without_pages_that_wait_is_shown_as_before(tree, django_assert_num_queries) -> None:
    alone = factories.post(tree, "Alone")
    public = factories.post(tree, "Lists", publications=[factories.publication(tree, "Public")])
    drafts = [fresh(post).latest_revision.as_object() for post in (alone, public)]
    with django_assert_num_queries(1):
        assert works_announced(drafts) is None


# ---------------------------------------------------------------- deletion
@BOTH
@pytest.mark.parametrize("how", ["one", "many"])
def test_who_may_not_change_a_public_post_deletes_nothing_that_it_lists(client, listed, post, editor, how) -> None:
    client.force_login(editor)
    response = delete(client, listed, how)
    assert any("Public post" in str(message) for message in response.wsgi_request._messages)
    assert "Of rivers" in told(client, post)


@BOTH
def test_of_what_no_public_post_lists_that_is_asked_in_one_query(tree, editor, django_assert_num_queries) -> None:
    pages = [factories.publication(tree) for _each in range(3)]
    factories.post(tree, publications=pages, live=False)
    with django_assert_num_queries(1):
        assert kept_by(pages, editor) is None


@BOTH
def test_nor_the_page_above_it(client, tree, listed, post, editor) -> None:
    Page.objects.filter(pk=tree.publications.pk).update(live=False, owner=editor)
    client.force_login(editor)
    delete(client, tree.publications, "one")
    assert "Of rivers" in told(client, post)


@BOTH
def test_nor_an_original_that_was_taken_down_of_a_public_translation(client, site, tree, code, editor) -> None:
    other = site.es if code == "en" else site.en
    page = factories.publication(tree, "Rivers", work=factories.work("Of rivers"), owner=editor)
    factories.twin(page, other, title="The twin", slug="twin")
    post = factories.post(other, "Public post", publications=[page])
    fresh(page).unpublish()
    client.force_login(editor)
    delete(client, page, "one")
    assert "The twin" in told(client, post)


@BOTH
def test_nor_what_a_post_lists_that_somebody_else_has_locked(client, listed, post, boss) -> None:
    locker = factories.user("locker", "Site administrators")
    Page.objects.filter(pk=post.pk).update(locked=True, locked_by=locker, locked_at=timezone.now())
    client.force_login(boss)
    delete(client, listed, "one")
    assert "Of rivers" in told(client, post)


@BOTH
def test_who_may_publish_the_post_deletes_it(client, listed, post, boss) -> None:
    client.force_login(boss)
    delete(client, listed, "one")
    assert not PublicationPage.objects.filter(pk=listed.pk).exists()


# ---------------------------------------------------------------- outlets
@BOTH
def test_no_draft_of_a_work_puts_a_public_post_on_the_page_of_an_outlet(client, tree, editor) -> None:
    outlet = factories.outlet(tree.locale, "The Review")
    work = factories.work("Hidden work", live=False)
    factories.post(tree, "Public post", publications=[factories.publication(tree, "Hidden", work=work, live=False)])
    client.force_login(editor)
    url = reverse(Work.snippet_viewset.get_url_name("edit"), args=[work.pk])
    form = querydict_from_html(client.get(url).content.decode(), form_id="w-editor-form")
    form["outlet"] = outlet.pk
    assert client.post(url, form).status_code == 302
    client.logout()
    address = (
        f"/{tree.locale.language_code}/{ {'en': 'outlets', 'es': 'medios'}[tree.locale.language_code] }/{outlet.slug}/"
    )
    assert "Public post" not in client.get(address).content.decode()

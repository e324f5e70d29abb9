"""Nobody is written of a draft who may not see it any more."""

import pytest
from django.urls import reverse
from wagtail.models import Comment, PageSubscription
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from outbox.models import Letter
from tests import factories
from tests.translations.ways import fresh
from translations.digests import shown_digest

BOTH = pytest.mark.parametrize("code", ["en", "es"])


@pytest.fixture
def people():
    """One who may still see it, one who might once."""
    return [factories.user(name, "Editors") for name in ("still", "former")]


def written(mailoutbox) -> str:
    return str([(letter.to, letter.body) for letter in mailoutbox]) + str(list(Letter.objects.values()))


@BOTH
def test_a_comment_is_written_to_those_who_may_edit_the_page(
    client, site, mailoutbox, code, people, django_capture_on_commit_callbacks
) -> None:
    page = factories.standard(getattr(site, code), "Draft", live=False)
    for user in people:
        PageSubscription.objects.create(user=user, page=page, comment_notifications=True)
    people[1].groups.clear()
    client.force_login(factories.user("edith", "Editors"))
    comment = {"text": "Secret word", "contentpath": "title", "position": "", "id": "", "resolved": "", "deleted": ""}
    fields = {"title": "Draft", "slug": page.slug, "intro": "", "body-count": "0"}
    form = fields | {"comments": inline_formset([comment | {"replies": inline_formset([])}])}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(form))
    assert Comment.objects.filter(text="Secret word").exists()
    told = written(mailoutbox)
    assert people[0].email in told
    assert people[1].email not in told


@BOTH
@pytest.mark.parametrize("who", [0, 1])
def test_what_a_reviewer_says_is_written_to_whoever_handed_in_if_they_may_see_it(
    site, mailoutbox, code, people, who, django_capture_on_commit_callbacks
) -> None:
    page = factories.post(getattr(site, code), "Secret title", live=False)
    page.get_workflow().start(page, people[who])
    people[1].groups.clear()
    mailoutbox.clear()
    Letter.objects.all().delete()
    state = fresh(page).current_workflow_task_state
    seen = shown_digest(fresh(page).latest_revision)
    reviewer = factories.user("rita", f"Reviewers ({code})")
    with django_capture_on_commit_callbacks(execute=True):
        state.task.specific.on_action(state.specific, reviewer, "reject", comment="No.", seen=seen)
    assert (people[who].email in written(mailoutbox)) is (who == 0)

"""Nobody's slug moves a public page below it that somebody else has locked."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext
from wagtail.log_actions import LogContext
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data
from wagtail.users.models import UserProfile

from tests import factories
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import services
from translations.exceptions import InReview
from translations.models import RefusedAct

SAID = "which stands below: with another slug here, its address would change."
SENTENCE = f"Someone has locked “%(title)s”, {SAID}"


def locked(page: Page, by) -> Page:
    Page.objects.filter(pk=page.pk).update(locked=by is not None, locked_by=by)
    return page


def address(page: Page) -> str:
    return fresh(page).url_path


@pytest.fixture(params=["original", "translation"])
def section(request, scene):
    """A public section of either tree, what stands below it and is locked, and who may publish there."""
    tree = scene.source if request.param == "original" else scene.target
    section = factories.standard(tree, "Section")
    section.below = Page.objects.get(pk=section.pk).add_child(
        instance=type(section)(title="Below", slug="below", locale=section.locale, live=True)
    )
    section.reviewer = scene.other_reviewer if request.param == "original" else scene.reviewer
    locked(section.below, scene.editor)
    return section


def sent(client, user, page: Page, slug: str, **more: str):
    client.force_login(user)
    fields = {"title": page.title, "slug": slug, "intro": "", "body-count": "0", "comments": inline_formset([])}
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(fields | more))


PUBLISH = {"action-publish": "1"}


@pytest.mark.parametrize("part", ["reviewer", "admin"])
def test_the_form_of_a_section_says_why_it_keeps_its_slug(client, scene, section, part) -> None:
    user, before = section.reviewer if part == "reviewer" else scene.admin, address(section.below)
    answer = sent(client, user, section, "renamed", **PUBLISH)
    assert answer.status_code == 200
    assert [SAID in said for said in answer.context["form"].errors["slug"]] == [True]
    assert "“Below”" in answer.context["form"].errors["slug"][0]
    assert address(section.below) == before
    assert sent(client, user, section, section.slug, **PUBLISH).status_code == 302, "as it is it may be published"
    locked(section.below, user)
    assert sent(client, user, section, "renamed", **PUBLISH).status_code == 302
    assert fresh(section).slug == "renamed", "who holds the lock may"


def test_it_says_so_in_the_language_of_who_types(client, section) -> None:
    profile = UserProfile.get_for_user(section.reviewer)
    profile.preferred_language = "es"
    profile.save()
    said = sent(client, section.reviewer, section, "renamed", **PUBLISH).context["form"].errors["slug"]
    with translation.override("es"):
        assert said == [gettext(SENTENCE) % {"title": "Below"}]


def test_a_draft_of_it_moves_nothing_and_is_stored_until_it_is_unlocked(client, scene, section) -> None:
    before = address(section.below)
    assert sent(client, section.reviewer, section, "renamed").status_code == 302
    assert address(section.below) == before
    bulk = f"{reverse('wagtail_bulk_action', args=['wagtailcore', 'page', 'publish'])}?id={section.pk}"
    assert client.post(bulk).status_code == 423
    assert RefusedAct.objects.filter(action="InReview", user=section.reviewer, note__contains=SAID).exists()
    assert address(section.below) == before
    locked(section.below, None)
    client.post(bulk)
    assert fresh(section).slug == "renamed"


def test_one_that_was_taken_down_keeps_its_slug_too(client, scene, section) -> None:
    Page.objects.filter(pk=section.pk).update(live=False)
    before = address(section.below)
    assert sent(client, section.reviewer, section, "renamed").context["form"].errors.keys() == {"slug"}
    assert address(section.below) == before
    Page.objects.filter(pk=section.below.pk).update(live=False)
    assert sent(client, section.reviewer, section, "renamed").status_code == 302, "a locked draft has no readers"


@pytest.mark.parametrize("clean", [True, False])
def test_nor_does_a_call_of_somebody_get_past_and_a_command_does(scene, section, clean) -> None:
    before, page = address(section.below), fresh(section)
    page.slug = "renamed"
    with LogContext(user=scene.admin), pytest.raises(InReview):
        page.save(clean=clean)
    base = Page.objects.get(pk=section.pk)
    base.slug = "renamed"
    with LogContext(user=scene.admin), pytest.raises(InReview):
        base.save(update_fields=["slug", "url_path"])
    assert address(section.below) == before
    page.save(clean=clean)
    assert address(section.below) != before


def test_nor_an_approved_draft(client, scene) -> None:
    """Of an original, and of a translation whose translator gave it another address."""
    item, target = scene.live(factories.standard(scene.source, "Section"))
    scene.save(item, slug="renamed")
    scene.submit(item)
    original = fresh(services.source_of(item))
    new_draft(original, slug="renamed")
    fresh(original).get_workflow().start(fresh(original), scene.editor)
    for page, reviewer in ((original, scene.other_reviewer), (target, scene.reviewer)):
        child = Page.objects.get(pk=page.pk).add_child(
            instance=type(page)(title="Below", slug="below", locale=page.locale, live=True)
        )
        before = address(locked(child, scene.editor))
        client.force_login(reviewer)
        url = reverse("translations:review", args=[fresh(page).current_workflow_task_state.pk])
        decided = {"approve": "", "seen": client.get(url).context["seen"], "comment": ""}
        answer = client.post(url, decided)
        assert answer.status_code == 423
        assert "“Below”" in answer.content.decode()
        assert address(child) == before
        locked(child, None)
        assert client.post(url, decided).status_code == 302
        assert address(child) != before


def test_nor_one_that_is_due_where_it_was_locked_since(scene, section, at) -> None:
    locked(section.below, None)
    when = datetime(2030, 1, 1, 12, tzinfo=UTC)
    draft = fresh(section)
    draft.slug, draft.go_live_at = "renamed", when
    draft.save_revision().publish(user=scene.admin)
    before = address(locked(section.below, scene.editor))
    at(when + timedelta(minutes=1))
    call_command("publish_scheduled")
    assert address(section.below) == before
    assert RefusedAct.objects.filter(note__contains=SAID).count() == 1
    assert fresh(section).live, "and what is public stays so"

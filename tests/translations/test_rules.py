"""What a work needs keeps it, and each page that tells of it, from the public: by whatever way and whoever tries.

Each way is walked twice: nothing is public while the permission is not noted, and the same steps publish once it is.
"""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from articles.models import PublicationPage, Work
from tests import factories
from tests.translations import story, ways
from tests.translations.advance import give_to_translator
from tests.translations.conftest import new_draft
from tests.translations.ways import Attempt, fresh, undone
from translations import releases, rules, services
from translations.digests import shown_digest
from translations.exceptions import CannotPublish, NotReady
from translations.models import RefusedAct, Release

RECORD = {"permission_by": "The editors", "permission_date": "2026-01-15"}
NEEDED = "needs permission"


class AtAnOriginal(Attempt):
    """A page that is nobody's translation."""

    @property
    def target(self):
        return fresh(self.item)

    def page_form(self) -> dict:
        html = self.client.get(self.edit_url).content.decode()
        return querydict_from_html(html, form_id="page-edit-form").dict() | {
            "body-count": "0",
            "corrections-count": "0",
            "action-publish": "yes",
        }


@pytest.fixture(scope="module")
def kept_page(kept_scene):
    """A summary that was never public, of a work that was not either and needs permission."""
    work = factories.work("Theirs", live=False, rights="needed")
    return factories.publication(kept_scene.source, work=work, live=False)


@pytest.fixture
def page(kept_page, db):
    return deepcopy(kept_page)


@pytest.fixture
def attempt(scene, page, client, monkeypatch):
    client.force_login(scene.admin)
    return AtAnOriginal(client, scene.admin, page, monkeypatch)


def work() -> Work:
    return Work.objects.get()


def note_permission() -> None:
    """The record, in the work's draft and in its row, as an editor saves it while it is not public."""
    new_draft(work(), **RECORD)


def is_public() -> tuple[bool, bool]:
    return PublicationPage.objects.first().live, work().live


def refused(way, *given) -> str:
    """What a way answers: of a screen the page, of Python the refusal."""
    try:
        response = way(*given)
    except CannotPublish as refusal:
        return refusal.message
    return response.content.decode() if response.status_code in (200, 409) else ""


def twice(way, *given) -> None:
    """Walk a way without the permission, then with it."""
    with undone():
        assert NEEDED in refused(way, *given)
        assert is_public() == (False, False)
    note_permission()
    way(*given)
    assert is_public() == (True, True)


# ------------------------------------------------------------------ screens
SCREENS = [
    ways.wagtails_editor,
    ways.reverting_and_publishing,
    ways.bulk_publishing,
    ways.bulk_publishing_the_page_above,
]
PYTHON = [
    ways.saving_the_row,
    ways.saving_some_columns,
    ways.saving_it_deferred,
    ways.publishing_the_revision,
    ways.the_publish_action,
]


@pytest.mark.parametrize("way", [*SCREENS, *PYTHON], ids=lambda way: way.__name__)
def test_no_way_publishes_a_summary_while_its_work_lacks_the_permission(attempt, way) -> None:
    twice(way, attempt)


def test_nor_does_a_save_of_the_base_page(attempt) -> None:
    with pytest.raises(CannotPublish, match=NEEDED):
        ways.saving_the_base_page(attempt)
    assert not fresh(attempt.item).live


def publishing_the_work(row) -> None:
    fresh(row).latest_revision.publish()


def saving_the_work(row) -> None:
    row = fresh(row).get_latest_revision_as_object()
    row.live = True
    row.save()


def scheduling_the_work(row) -> None:
    new_draft(row, go_live_at=timezone.now() + timedelta(days=1)).publish()
    assert work().approved_schedule


@pytest.mark.parametrize("way", [publishing_the_work, saving_the_work], ids=lambda way: way.__name__)
def test_no_way_publishes_the_work_either(scene, page, way) -> None:
    with undone(), pytest.raises(CannotPublish, match=NEEDED):
        way(page.work)
    assert is_public() == (False, False)
    note_permission()
    way(page.work)
    assert is_public() == (False, True)


def test_nor_does_a_schedule_take_it(scene, page) -> None:
    with undone(), pytest.raises(CannotPublish, match=NEEDED):
        scheduling_the_work(page.work)
    with undone(), pytest.raises(CannotPublish, match=NEEDED):
        new_draft(page, go_live_at=timezone.now() + timedelta(days=1)).publish()
    note_permission()
    scheduling_the_work(page.work)


def test_what_was_scheduled_before_the_mark_is_not_public_at_its_time_and_the_report_says_so(scene, page, at) -> None:
    new_draft(work(), rights="unneeded")
    new_draft(page, go_live_at=timezone.now() + timedelta(days=1)).publish()
    new_draft(work(), rights="needed")
    at(timezone.now() + timedelta(days=2))
    call_command("publish_scheduled")
    assert is_public() == (False, False)
    assert NEEDED in RefusedAct.objects.get().note


# ------------------------------------------------------------------ review
def in_review(scene, row):
    row.get_workflow().start(row, scene.editor)
    return fresh(row).current_workflow_task_state


def approving(client, row):
    url = reverse("translations:review", args=[fresh(row).current_workflow_task_state.pk])
    seen = client.get(url).context["seen"]
    return client.post(url, {"seen": seen, "approve": "yes", "comment": ""})


def test_its_review_says_it_before_and_approves_it_only_when_it_is_noted(scene, page, client) -> None:
    for row, reviewer in ((page, scene.other_reviewer), (page.work, scene.reviewer)):
        with undone():
            state = in_review(scene, row)
            client.force_login(reviewer)
            html = client.get(reverse("translations:review", args=[state.pk])).content.decode()
            assert NEEDED in html
            assert 'name="approve"' not in html
            response = approving(client, row)
            assert response.status_code == 409
            assert NEEDED in response.content.decode()
            assert is_public() == (False, False)
            assert fresh(row).current_workflow_task_state.status == "in_progress"
            note_permission()
            assert approving(client, row).status_code == 302
            assert fresh(row).live


def test_wagtails_own_approval_answers_with_the_sentence_too(scene, page, client) -> None:
    state = in_review(scene, page)
    client.force_login(scene.other_reviewer)
    seen = shown_digest(fresh(page).latest_revision)
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = client.post(url, {"seen": seen, "comment": ""})
    assert response.status_code == 409
    assert NEEDED in response.content.decode()
    assert not fresh(page).live


def test_a_workflow_of_somebody_else_publishes_nothing(attempt) -> None:
    with undone(), pytest.raises(CannotPublish, match=NEEDED):
        ways.a_workflow_nearer_in_the_tree(attempt)
    assert is_public() == (False, False)


# ------------------------------------------------------------------ with others
def together(scene, row):
    row = fresh(row)
    seen = {one.key: one.seen for one in releases.proposed(row, scene.admin)}
    return releases.publish_together(source=row, user=scene.admin, seen=seen)


def test_together_with_others_it_is_named_as_what_is_lacking(scene, page, client) -> None:
    client.force_login(scene.admin)
    url = reverse("translations:together", args=["articles", "publicationpage", page.pk])
    assert NEEDED in client.get(url).content.decode()
    with pytest.raises(NotReady) as refusal:
        together(scene, page)
    assert NEEDED in refusal.value.lacking[0].lacks
    note_permission()
    together(scene, page)
    assert is_public() == (True, True)
    assert Release.objects.get().status == Release.Status.DONE


def test_its_translation_waits_too(scene, page) -> None:
    in_review(scene, page)
    item = scene.start(fresh(page))
    give_to_translator(scene, item)
    scene.save(item)
    scene.submit(item)
    with undone(), pytest.raises(CannotPublish, match=NEEDED):
        story.approve(services.target_of(item), scene.reviewer)
    assert not services.target_of(item).live


# ------------------------------------------------------------------ what is public already
@pytest.fixture
def public_page(scene):
    return factories.publication(scene.source, work=factories.work("Public"))


def test_a_public_work_is_not_published_with_the_mark_and_without_the_permission(scene, public_page) -> None:
    marked = new_draft(public_page.work, rights="needed", title="Marked")
    with undone(), pytest.raises(CannotPublish, match=NEEDED):
        marked.publish()
    assert fresh(public_page.work).title == "Public"
    new_draft(public_page.work, rights="needed", title="Marked", **RECORD).publish()
    assert fresh(public_page.work).title == "Marked"


def test_while_its_draft_has_the_mark_nothing_new_is_told_of_it(scene, public_page) -> None:
    new_draft(public_page.work, rights="needed")
    other = factories.publication(scene.target, work=fresh(public_page.work), live=False)
    for row in (public_page, other):
        with undone(), pytest.raises(CannotPublish, match=NEEDED):
            new_draft(row, title="Other").publish()


def test_what_is_public_can_be_locked_moved_and_taken_down(scene, public_page, client) -> None:
    new_draft(public_page.work, rights="needed")
    client.force_login(scene.admin)
    client.post(reverse("wagtailadmin_pages:lock", args=[public_page.pk]))
    assert fresh(public_page).locked
    Page.objects.get(pk=public_page.pk).save()
    page = fresh(public_page)
    page.save()
    assert page.live
    page.unpublish()
    assert not fresh(public_page).live


def test_drafts_are_saved_as_before(scene, page) -> None:
    new_draft(page, title="Other")
    new_draft(page.work, title="Others")
    assert fresh(page.work).get_latest_revision_as_object().title == "Others"


# ------------------------------------------------------------------ for what has no rules
def test_what_says_nothing_of_rules_has_none(scene) -> None:
    topic = factories.topic(scene.source.locale)
    assert (rules.reason(topic), rules.notes(topic)) == ("", [])
    rules.check(topic)

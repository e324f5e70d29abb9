"""What is approved before its original is public: the queue says what it is, and asks no translator for it."""

from copy import deepcopy
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from tests.translations.advance import approve_original, in_review, source_of, target_of, waiting
from translations import embargo, listing, rebuild, reporting
from translations.models import Standing
from translations.states import Flag, State, Tab
from translations.views.rows import rows_of

LATER = timedelta(days=3)


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    return waiting(kept_scene, in_review(kept_scene, "Held works"))


@pytest.fixture
def item(kept_item, scene):
    """A translation, approved before its original."""
    return deepcopy(kept_item)


def standing_of(item) -> Standing:
    return Standing.objects.get(item=item)


def test_the_queue_says_that_it_is_approved_and_asks_no_translator(scene, item) -> None:
    standing = standing_of(item)
    assert (standing.state, standing.flags, standing.tab) == (State.READY, [Flag.WAITS], Tab.DONE)
    assert list(rebuild.check()) == []
    row = rows_of([listing.all_items().get(pk=item.pk)], scene.translator)[0]
    assert (row.action.label, row.may_take, row.may_put_back, row.sentence) == ("Read", False, False, "Nothing to do")
    assert listing.waiting_for(scene.translator) == 0


def test_it_is_told_in_list_matrix_panel_and_exports_in_both_languages(scene, item, client) -> None:
    client.force_login(scene.admin)
    told = {"en": "Approved, waits to be published", "es": "Aprobada, espera su publicación"}
    source = source_of(item)
    for code, words in told.items():
        UserProfile.objects.update_or_create(user=scene.admin, defaults={"preferred_language": code})
        for address in (
            reverse("translations:index") + "?tab=done",
            reverse("translations:matrix"),
            reverse("translations:edit", args=[item.pk]),
            reverse("wagtailadmin_pages:edit", args=[source.pk]),
        ):
            html = client.get(address).content.decode()
            assert words in html, (code, address)
            assert "translation-state--ready" not in html
    (found,) = reporting.rows([listing.all_items().get(pk=item.pk)])
    assert (found["state"], found["flags"]) == ("ready", ["waits"])
    assert "  waits  " in reporting.written([found], "table")
    assert '"waits"' in reporting.written([found], "json")
    assert [one.pk for one in reporting.select(state="waits")] == [item.pk]


def test_once_public_it_waits_no_more(scene, item) -> None:
    approve_original(scene, source_of(item))
    assert standing_of(item).state == State.CURRENT
    assert Flag.WAITS not in standing_of(item).flags


def test_what_is_written_after_the_approval_is_work_as_any_other(scene, item) -> None:
    scene.save(item, " newer")
    standing = standing_of(item)
    assert standing.tab == Tab.IN_PROGRESS
    assert set(standing.flags) == {Flag.WAITS, Flag.BEHIND}
    scene.submit(item)
    assert (standing_of(item).state, standing_of(item).flags) == (State.IN_REVIEW, [])
    assert list(rebuild.check()) == []


def test_one_that_has_a_time_waits_for_it_and_without_it_for_its_original(scene, item, client) -> None:
    revision = embargo.schedule(embargo.approval_of(target_of(item)), timezone.now() + LATER, scene.admin)
    assert (standing_of(item).tab, Flag.WAITS in standing_of(item).flags) == (Tab.DONE, True)
    embargo.unschedule(revision, scene.admin)
    assert (standing_of(item).tab, Flag.WAITS in standing_of(item).flags) == (Tab.DONE, True)
    assert list(rebuild.check()) == []


def test_one_that_goes_back_to_work_is_ready_to_submit_again(scene, item) -> None:
    approve_original(scene, source_of(item), title="Other words")
    assert Flag.WAITS not in standing_of(item).flags
    assert standing_of(item).tab != Tab.DONE
    assert list(rebuild.check()) == []


def test_check_names_it_where_the_queue_forgot_that_it_waits(scene, item) -> None:
    Standing.objects.filter(item=item).update(flags=[], tab=Tab.IN_PROGRESS)
    assert [fault.why for fault in rebuild.check()] == ["tab: 'in_progress', is Tab.DONE; flags: [], is ['waits']"]

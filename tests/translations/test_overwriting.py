"""An autosave goes on in its own revision, and never in one that somebody has decided about."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from wagtail.log_actions import LogContext
from wagtail.models import Revision
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from articles.models import Work
from tests import factories
from tests.reading import main, read, text
from tests.translations import story
from tests.translations.ways import fresh
from translations import hands

READ, UNREAD = "Read by another", "Nobody read this"


def autosave(client: Any, row: Any, title: str, **more: Any) -> dict[str, Any]:
    """The answer that the browser has of an autosave."""
    if isinstance(row, Work):
        url = reverse(Work.snippet_viewset.get_url_name("edit"), args=[row.pk])
        own = {"kind": "book", "language": "en", "url": "", "doi": "", "date": "", "date_precision": "day"}
        own |= {"authors": inline_formset([]), "editions": inline_formset([])}
    else:
        url = reverse("wagtailadmin_pages:edit", args=[row.pk])
        own = {"slug": row.slug, "intro": title, "date": "2026-01-01", "hero_alt": "", "body-count": "0"}
        rows = ("topics", "authors", "publications", "comments")
        own |= {"corrections-count": "0", **{name: inline_formset([]) for name in rows}}
    return client.post(url, nested_form_data({"title": title, **own, **more}), HTTP_ACCEPT="application/json").json()


def publish_in_bulk(client: Any, page: Any) -> None:
    client.post(f"/admin/bulk/wagtailcore/page/publish/?id={page.pk}", {})


@pytest.fixture
def author(scene, client):
    user = factories.user("rita", "Site administrators")
    client.force_login(user)
    return user


@pytest.fixture
def page(scene, author):
    """Public, in words of the author that somebody else has approved."""
    page = scene.post(live=False)
    draft = fresh(page)
    draft.title = READ
    draft.save_revision(user=author)
    fresh(page).get_workflow().start(fresh(page), author)
    story.approve(fresh(page), scene.other_reviewer)
    assert fresh(page).live_revision.user == author
    return fresh(page)


def test_nobody_publishes_their_own_words_by_saving_them_over_what_is_public(client, page, settings) -> None:
    settings.REVIEW_FOUR_EYES = True
    assert autosave(client, page, UNREAD, overwrite_revision_id=page.live_revision_id)["success"]
    publish_in_bulk(client, page)
    assert fresh(page).title == READ
    assert fresh(page).latest_revision.content["title"] == UNREAD


def test_what_was_approved_stays_in_the_history_and_the_next_autosave_goes_on_in_the_new_one(client, page) -> None:
    approved = page.live_revision_id
    first = autosave(client, page, UNREAD, overwrite_revision_id=approved)["revision_id"]
    loaded = {"loaded_revision_id": approved, "loaded_revision_created_at": "then"}
    second = autosave(client, page, "Later", overwrite_revision_id=first, **loaded)["revision_id"]
    assert first == second != approved
    assert Revision.objects.get(pk=approved).content["title"] == READ
    assert fresh(page).latest_revision.content["title"] == "Later"


@pytest.mark.parametrize("is_public", [True, False])
def test_the_same_holds_for_a_work(client, scene, author, settings, is_public) -> None:
    settings.REVIEW_FOUR_EYES = True
    work = factories.work(READ, live=is_public)
    revision = work.save_revision(user=author)
    if is_public:
        revision.publish()
    number = autosave(client, work, UNREAD, overwrite_revision_id=revision.pk)["revision_id"]
    assert (number == revision.pk) is not is_public
    assert not hands.may_publish(fresh(work), author)


def test_readers_of_original_and_translation_are_told_the_same_day_and_text(client, scene) -> None:
    source = scene.post()
    revision = source.save_revision(user=scene.editor)
    revision.publish()
    Revision.objects.filter(pk=revision.pk).update(created_at=datetime(2020, 1, 1, tzinfo=UTC))
    _item, target = scene.live(fresh(source))
    before = [text(main(read(client, one.get_url()))) for one in (source, target)]
    client.force_login(scene.editor)
    assert autosave(client, source, UNREAD, overwrite_revision_id=revision.pk)["success"]
    client.logout()
    assert [text(main(read(client, one.get_url()))) for one in (source, target)] == before


def test_what_was_approved_while_a_form_was_on_its_way_is_refused(page, author) -> None:
    draft, revision = page.get_latest_revision_as_object(), page.live_revision
    draft.title = UNREAD
    with LogContext(user=author), pytest.raises(PermissionDenied):
        draft.save_revision(user=author, overwrite_revision=revision)


def test_nor_one_that_waits_for_its_time_by_any_way(scene) -> None:
    revision = fresh(scene.post(live=False)).latest_revision
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=timezone.now() + timedelta(days=1))
    revision.refresh_from_db()
    revision.content = revision.content | {"title": UNREAD}
    with LogContext(user=scene.admin), pytest.raises(PermissionDenied):
        revision.save()

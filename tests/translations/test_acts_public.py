"""Each act that makes something public, or takes it away from readers, is in the report with whoever it was."""

from datetime import timedelta
from html import unescape

import html5lib
import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction, ModelLogEntry, Page, PageLogEntry

from search.models import Promotion
from tests import factories
from tests.translations import story
from tests.translations.advance import approve_original, source_of, target_of, waiting
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import embargo, releases

WHEN = timezone.now().replace(microsecond=0) + timedelta(days=3)
DUE = WHEN + timedelta(minutes=1)


def told(client, scene) -> list[tuple[str, str, str]]:
    """The rows of the report, newest first: who, what, where."""
    client.force_login(scene.admin)
    html = client.get(reverse("translations:acts")).content.decode()
    rows = html5lib.parse(html, namespaceHTMLElements=False).findall(".//main//tbody/tr")
    cells = [[unescape("".join(cell.itertext())) for cell in row] for row in rows]
    return [tuple(row[1:4]) for row in cells]


def name_of(user) -> str:
    return user.get_full_name() or user.get_username()


# ------------------------------------------------------------------ at its time
def test_what_becomes_public_at_its_time_does_so_by_whoever_chose_the_time(client, scene, at) -> None:
    item = waiting(scene)
    approve_original(scene, source_of(item), go_live_at=WHEN)
    embargo.schedule(embargo.held(target_of(item)), WHEN, scene.reviewer)
    at(DUE)
    call_command("publish_scheduled")
    rows = told(client, scene)
    for row, user in ((source_of(item), scene.other_reviewer), (target_of(item), scene.reviewer)):
        assert (name_of(user), "Published at its time", row.title) in rows


@pytest.mark.parametrize("kind", ["page", "snippet"])
def test_what_expires_is_taken_down_by_the_schedule(client, scene, at, kind) -> None:
    row = scene.post("It was") if kind == "page" else factories.topic(scene.source.locale, "It was")
    new_draft(row, expire_at=WHEN).publish()
    at(DUE)
    call_command("publish_scheduled")
    assert not fresh(row).live
    assert ("The schedule: its time had come", "Taken down at its time", "It was") in told(client, scene)


def unseen(scene) -> Page:
    """A page that was never public, of a work that never was."""
    return factories.publication(scene.source, work=factories.work("Along with it", live=False), live=False)


def publication(scene, when=WHEN) -> Page:
    """The same in review, with the time that it asks for."""
    page = unseen(scene)
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = when
    draft.save_revision()
    page = fresh(page)
    page.get_workflow().start(page, scene.editor)
    return fresh(page)


def who_published_the_work() -> list:
    return [entry.user for entry in ModelLogEntry.objects.filter(action="wagtail.publish", label="Along with it")]


def test_a_work_that_becomes_public_with_its_page_at_a_time_does_so_by_whoever_approved(scene, at) -> None:
    page = publication(scene)
    story.approve(page, scene.other_reviewer)
    assert not who_published_the_work()
    at(DUE)
    call_command("publish_scheduled")
    assert fresh(page).live
    assert who_published_the_work() == [scene.other_reviewer]


def test_and_by_whoever_scheduled_without_a_review(client, scene, at) -> None:
    page = unseen(scene)
    new_draft(page, go_live_at=WHEN).publish(user=scene.admin)
    at(DUE)
    call_command("publish_scheduled")
    assert who_published_the_work() == [scene.admin]
    assert (name_of(scene.admin), "Published", "Along with it") in told(client, scene)


def test_and_by_whoever_chose_to_publish_it_together_with_others(scene, at) -> None:
    page = publication(scene, when=None)
    seen = {one.key: one.seen for one in releases.proposed(page, scene.admin)}
    releases.publish_together(source=page, user=scene.admin, seen=seen, when=WHEN)
    at(DUE)
    call_command("publish_scheduled")
    assert who_published_the_work() == [scene.admin]


def test_at_once_it_is_whoever_publishes(client, scene) -> None:
    page = unseen(scene)
    client.force_login(scene.admin)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{url}?id={page.pk}")
    assert who_published_the_work() == [scene.admin]


def test_who_has_no_account_any_more_is_not_called_a_guest(client, scene) -> None:
    somebody = factories.user("gone")
    new_draft(scene.post("It is"), title="It is new").publish(user=somebody, skip_permission_checks=True)
    PageLogEntry.objects.filter(user=somebody).update(user=10**6)
    assert ("An account that was deleted", "Published", "It is new") in told(client, scene)


# ------------------------------------------------------------------ at once, and as nobody's draft
def test_a_mirror_is_public_at_once_and_so_is_what_is_made_of_it(client, scene) -> None:
    source = scene.post("A hall")
    client.force_login(scene.admin)
    home = {"new_title": "A mirror", "new_slug": "a-mirror", "new_parent_page": scene.source.blog.pk, "alias": "on"}
    client.post(reverse("wagtailadmin_pages:copy", args=[source.pk]), home)
    mirror = Page.objects.get(alias_of=source, slug="a-mirror")
    assert mirror.live
    client.post(reverse("wagtailadmin_pages:convert_alias", args=[mirror.pk]))
    assert Page.objects.get(pk=mirror.pk).alias_of_id is None
    said = [row for row in told(client, scene) if row[0] == name_of(scene.admin)]
    assert said == [
        (name_of(scene.admin), "Mirror of a page made a page of its own", mirror.title),
        (name_of(scene.admin), "Mirror of a page added", mirror.title),
    ]


def secret() -> Collection:
    """A collection whose documents only those read who have signed in."""
    found = Collection.get_first_root_node().add_child(name="Secret")
    CollectionViewRestriction.objects.create(collection=found, restriction_type="login")
    return found


def document(collection: Collection):
    file = ContentFile(b"%PDF-1.4", name="minutes.pdf")
    return get_document_model().objects.create(title="Minutes", file=file, collection=collection)


@pytest.mark.parametrize("kind", ["document", "image"])
def test_files_that_leave_a_collection_together_are_in_the_report_each(client, scene, kind) -> None:
    old, new = secret(), Collection.get_first_root_node()
    files = [document(old) if kind == "document" else factories.picture("Minutes", collection=old) for _n in range(2)]
    there = factories.picture("There already") if kind == "image" else document(new)
    meta = there._meta
    url = reverse("wagtail_bulk_action", args=[meta.app_label, meta.model_name, "add_to_collection"])
    client.force_login(scene.admin)
    client.post(f"{url}?{'&'.join(f'id={file.pk}' for file in [*files, there])}", {"collection": new.pk})
    assert {type(there).objects.get(pk=file.pk).collection for file in files} == {new}
    entries = ModelLogEntry.objects.filter(action="core.move_file").order_by("pk")
    assert [(entry.object_id, entry.user) for entry in entries] == [(str(file.pk), scene.admin) for file in files]
    assert entries[0].message == "Moved from the collection “Secret” to “Root”"
    assert told(client, scene)[:2] == [(name_of(scene.admin), "Moved to another collection", "Minutes")] * 2


PRIVACY = [
    (None, {"restriction_type": "login"}, "Made private"),
    ("login", {"restriction_type": "password", "password": "sesame"}, "Privacy changed"),
    ("login", {"restriction_type": "none"}, "Made public: no longer private"),
]


@pytest.mark.parametrize(("before", "sent", "said"), PRIVACY, ids=[one[2] for one in PRIVACY])
def test_who_may_read_the_documents_of_a_collection_is_in_the_report(client, scene, before, sent, said) -> None:
    collection = secret()
    if before is None:
        CollectionViewRestriction.objects.all().delete()
    ModelLogEntry.objects.all().delete()
    client.force_login(scene.admin)
    answer = client.post(reverse("wagtailadmin_collections:set_privacy", args=[collection.pk]), sent)
    assert answer.json()["step"] == "set_privacy_done"
    assert told(client, scene)[0] == (name_of(scene.admin), said, "Secret")
    assert ModelLogEntry.objects.count() == 1


def test_a_private_collection_that_is_deleted_was_empty_and_makes_nothing_public(client, scene) -> None:
    collection = secret()
    client.force_login(scene.admin)
    client.post(reverse("wagtailadmin_collections:delete", args=[collection.pk]))
    assert not Collection.objects.filter(pk=collection.pk).exists()
    assert "Made public: no longer private" not in [what for _who, what, _where in told(client, scene)]


@pytest.mark.parametrize("is_moved", [True, False])
def test_a_collection_that_is_moved_out_of_a_private_one_is_in_the_report(client, scene, is_moved) -> None:
    old, root = secret(), Collection.get_first_root_node()
    inner = old.add_child(name="Inner")
    client.force_login(scene.admin)
    sent = {"name": "Inner", "parent": root.pk if is_moved else old.pk}
    client.post(reverse("wagtailadmin_collections:edit", args=[inner.pk]), sent)
    assert Collection.objects.get(pk=inner.pk).get_view_restrictions().exists() != is_moved
    moved = (name_of(scene.admin), "Moved to another collection", "Inner")
    assert (moved in told(client, scene)) == is_moved


def test_a_promoted_result_is_in_the_report_from_its_first_day_to_its_last(client, scene) -> None:
    sent = {"words": "the old hall", "page": scene.post("A hall").pk, "place": "1"}
    client.force_login(scene.admin)
    client.post(reverse("promoted_results:add"), sent)
    number = Promotion.objects.get().pk
    client.post(reverse("promoted_results:edit", args=[number]), sent | {"words": "the new hall"})
    client.post(reverse("promoted_results:delete", args=[number]))
    assert not Promotion.objects.exists()
    by = name_of(scene.admin)
    assert told(client, scene)[:3] == [
        (by, "Deleted", "the new hall"),
        (by, "Changed, and public at once", "the new hall"),
        (by, "Added", "the old hall"),
    ]

"""What Wagtail's own forms and our smaller screens refuse is kept with whoever sent it, as all else that is refused."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.test.utils.form_data import querydict_from_html

from articles.models import BlogPostPage, Topic
from tests import factories
from tests.translations.advance import waiting
from tests.translations.conftest import new_draft
from tests.translations.test_acts import assert_shown, kept
from tests.translations.ways import fresh
from translations.drafts import find_target
from translations.models import RefusedAct

PUBLISH = {"action-publish": "1"}
DRAFT_KEPT = "Who may not publish here saves a draft."


def edit(row) -> str:
    if isinstance(row, BlogPostPage):
        return reverse("wagtailadmin_pages:edit", args=[row.pk])
    return reverse("wagtailsnippets_articles_topic:edit", args=[row.pk])


def filled(client, url: str, **more: str) -> dict:
    """A form as it was opened, with another title."""
    html = client.get(url).content.decode()
    form_id = "page-edit-form" if "page-edit-form" in html else "w-editor-form"
    sent = querydict_from_html(html, form_id=form_id).dict()
    streams = {"body-count": "0", "corrections-count": "0"}  # a script writes these into the form
    return sent | streams | {"title": "Another", "slug": "another", "name": "Another"} | more


def made(scene, kind: str):
    return scene.post("A hall") if kind == "page" else factories.topic(scene.source.locale, "A hall")


# ------------------------------------------------------------------ what is locked
LOCKED = {
    "page": "The page could not be saved as it is locked.",
    "snippet": "The topic could not be saved as it is locked",
}


@pytest.mark.parametrize("kind", LOCKED)
def test_a_save_of_what_somebody_else_has_locked(client, scene, kind) -> None:
    row = made(scene, kind)
    type(row).objects.filter(pk=row.pk).update(locked=True, locked_by=scene.editor, locked_at=timezone.now())
    client.force_login(scene.admin)
    for _again in range(2):
        answer = client.post(edit(row), filled(client, edit(row)))
        assert LOCKED[kind] in answer.content.decode()
    assert kept("InReview", scene.admin).note == LOCKED[kind]
    assert_shown(client, "Change refused: locked or in review", LOCKED[kind])


@pytest.mark.parametrize("kind", LOCKED)
def test_a_save_of_what_a_reviewer_has(client, scene, kind) -> None:
    row = made(scene, kind)
    new_draft(row)
    fresh(row).get_workflow().start(fresh(row), scene.admin)
    client.force_login(scene.editor)
    answer = client.post(edit(row), filled(client, edit(row)))
    assert LOCKED[kind] in answer.content.decode()
    kept("InReview", scene.editor)


def test_a_save_of_what_waits_for_its_time(client, scene) -> None:
    row = scene.post("A hall", live=False)
    new_draft(row, go_live_at=timezone.now() + timedelta(days=3)).publish()
    client.force_login(scene.editor)
    client.post(edit(row), filled(client, edit(row)))
    kept("InReview", scene.editor)


@pytest.mark.parametrize("kind", LOCKED)
def test_whoever_takes_back_what_they_handed_in_is_refused_nothing(client, scene, kind) -> None:
    row = made(scene, kind)
    new_draft(row)
    fresh(row).get_workflow().start(fresh(row), scene.editor)
    client.force_login(scene.editor)
    client.post(edit(row), filled(client, edit(row)) | {"action-cancel-workflow": "1"})
    assert not fresh(row).workflow_in_progress
    assert not RefusedAct.objects.exists()


@pytest.mark.parametrize("kind", LOCKED)
def test_to_open_what_is_locked_or_to_save_what_is_not_is_no_refusal(client, scene, kind) -> None:
    row = made(scene, kind)
    client.force_login(scene.editor)
    client.post(edit(row), filled(client, edit(row), title="", name=""))
    type(row).objects.filter(pk=row.pk).update(locked=True, locked_by=scene.admin, locked_at=timezone.now())
    assert client.get(edit(row)).status_code == 200
    assert not RefusedAct.objects.exists()


# ------------------------------------------------------------------ who may not publish
@pytest.mark.parametrize("kind", LOCKED)
def test_a_publication_that_becomes_a_draft(client, scene, kind) -> None:
    row = made(scene, kind)
    client.force_login(scene.editor)
    client.post(edit(row), filled(client, edit(row), **PUBLISH))
    now = fresh(row)
    assert str(now) == "A hall"
    assert str(now.get_latest_revision_as_object()) == "Another"
    assert kept("publication", scene.editor).note == DRAFT_KEPT
    client.force_login(scene.admin)
    assert_shown(client, "Publication refused: no permission", DRAFT_KEPT)


@pytest.mark.parametrize("kind", LOCKED)
def test_or_that_begins_as_one(client, scene, kind) -> None:
    new = {
        "page": reverse("wagtailadmin_pages:add", args=["articles", "blogpostpage", scene.source.blog.pk]),
        "snippet": reverse("wagtailsnippets_articles_topic:add"),
    }
    client.force_login(scene.editor)
    client.post(new[kind], filled(client, new[kind], **PUBLISH))
    drafts = [*BlogPostPage.objects.filter(draft_title="Another"), *Topic.objects.filter(name="Another")]
    assert [row.live for row in drafts] == [False]
    kept("publication", scene.editor)


@pytest.mark.parametrize("kind", LOCKED)
def test_who_may_publish_is_refused_nothing(client, scene, kind) -> None:
    row = made(scene, kind)
    client.force_login(scene.admin)
    client.post(edit(row), filled(client, edit(row), **PUBLISH))
    assert str(fresh(row)) == "Another"
    assert not RefusedAct.objects.exists()


# ------------------------------------------------------------------ a document
def test_a_document_that_may_not_leave_its_private_collection(client, scene) -> None:
    root = Collection.get_first_root_node()
    secret = root.add_child(name="Secret")
    CollectionViewRestriction.objects.create(collection=secret, restriction_type="login")
    file = ContentFile(b"%PDF-1.4", name="minutes.pdf")
    document = get_document_model().objects.create(title="Minutes", file=file, collection=secret)
    client.force_login(scene.editor)
    url = reverse("wagtaildocs:edit", args=[document.pk])
    for _again in range(2):
        client.post(url, {"title": "Minutes", "collection": root.pk, "tags": ""})
    told = "Who may delete this document can make it public; choose a collection as private."
    assert kept("collection", scene.editor).note == told
    client.force_login(scene.admin)
    assert_shown(client, "Move out of a private collection refused", told)


# ------------------------------------------------------------------ our smaller screens
def test_what_is_translated_already_is_not_called_unwanted(client, scene) -> None:
    item, _target = scene.live(scene.post("A hall"))
    client.force_login(scene.reviewer)
    assert client.post(reverse("translations:wanted", args=[item.pk]), {"reason": "Sold out."}).status_code == 409
    assert kept("CannotTranslate", scene.reviewer).note == "It exists in this language already."


def test_no_embargo_is_lifted_without_a_reason(client, scene) -> None:
    item = waiting(scene)
    client.force_login(scene.admin)
    assert client.post(reverse("translations:lift", args=[item.pk]), {"translations-reason": " "}).status_code == 422
    assert kept("CannotTranslate", scene.admin).note == "Say why the translation may be public before its original."


def test_what_cannot_be_opened_for_translation(client, scene) -> None:
    source = scene.post("A hall")
    scene.start(source)
    client.force_login(scene.editor)
    url = reverse("translations:start", args=["articles", "blogpostpage", source.pk])
    client.post(url, {"locale": scene.source.locale.language_code})
    kept("CannotTranslate", scene.editor)


# ------------------------------------------------------------------ what is not edited there
def test_a_form_of_wagtails_that_is_sent_for_a_translation(client, scene) -> None:
    item = waiting(scene, scene.post("A hall"))
    target = find_target(item)
    before = target.latest_revision_id
    client.force_login(scene.admin)
    answer = client.post(edit(target), {"title": "Another"} | PUBLISH, follow=True)
    assert answer.redirect_chain == [(reverse("translations:edit", args=[item.pk]), 302)]
    assert "Nothing was saved there: a translation is edited here." in answer.content.decode()
    assert fresh(target).latest_revision_id == before
    assert_shown(client, "Save refused: a translation has a form of its own", "Nothing was saved there")


def test_to_open_a_translation_there_is_no_refusal(client, scene) -> None:
    item = waiting(scene, scene.post("A hall"))
    client.force_login(scene.admin)
    assert client.get(edit(find_target(item))).status_code == 302
    assert not RefusedAct.objects.exists()

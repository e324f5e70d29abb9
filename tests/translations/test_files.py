"""Who may not publish leaves alone the pictures and documents that readers are shown, or are about to be."""

from copy import deepcopy
from datetime import UTC, datetime

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import APIToken, ModelLogEntry
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry

from core.models import CreditedImage
from tests import factories
from tests.translations import story
from tests.translations.conftest import new_draft
from tests.translations.ways import fresh
from translations import services

LATER = datetime(2030, 1, 1, 12, tzinfo=UTC)
Document = get_document_model()


@pytest.fixture(scope="module")
def kept_public(kept_scene):
    """A public post with a picture."""
    return kept_scene.post("One work", hero_image=factories.picture("Public"), hero_alt="A hall")


@pytest.fixture
def public(kept_public, db):
    return deepcopy(kept_public)


def picture() -> CreditedImage:
    return CreditedImage.objects.get(title="Public")


def sent(title: str = "Defaced") -> dict:
    return {"title": title, "credit": "Bought", "description": "x", "collection": 1, "tags": ""}


def attacks(image) -> dict:
    bulk = "/admin/bulk/core/creditedimage/"
    few = {f"image-{image.pk}-title": "Defaced"}
    return {
        "edit": (reverse("wagtailimages:edit", args=[image.pk]), sent()),
        "delete": (reverse("wagtailimages:delete", args=[image.pk]), {}),
        "edit many": (reverse("wagtailimages:edit_multiple", args=[image.pk]), few),
        "delete many": (reverse("wagtailimages:delete_multiple", args=[image.pk]), {}),
        "bulk delete": (f"{bulk}delete/?id={image.pk}", {}),
        "bulk delete all": (f"{bulk}delete/?id=all", {}),
        "bulk tags": (f"{bulk}add_tags/?id={image.pk}", {"tags": "x"}),
        "bulk collection": (f"{bulk}add_to_collection/?id={image.pk}", {"collection": 1}),
    }


def is_untouched(client, image, user) -> None:
    client.force_login(user)
    for name, (url, data) in attacks(image).items():
        client.post(url, data, headers={"x-requested-with": "XMLHttpRequest"} if "many" in name else {})
        kept = CreditedImage.objects.filter(pk=image.pk).first()
        assert kept, name
        assert (kept.title, kept.credit, kept.tags.count()) == (image.title, "", 0), name


def test_a_picture_of_a_public_page_is_neither_changed_nor_deleted_by_an_editor(scene, public, client) -> None:
    for user in (scene.editor, scene.translator, scene.reviewer):
        is_untouched(client, picture(), user)


def test_nor_is_one_that_the_editor_brought(scene, public, client) -> None:
    CreditedImage.objects.update(uploaded_by_user=scene.editor)
    is_untouched(client, picture(), scene.editor)


@pytest.mark.parametrize("where", ["in review", "scheduled", "held", "snippet"])
def test_nor_one_that_is_about_to_be_public(scene, client, where) -> None:
    image = factories.picture("Awaited")
    if where == "snippet":
        factories.outlet(scene.source.locale, logo=image, live=False)
    else:
        page = scene.post("Later", live=False)
        new_draft(page, hero_image=image, hero_alt="A hall", go_live_at=LATER if where == "scheduled" else None)
        fresh(page).get_workflow().start(fresh(page), scene.editor)
        if where == "scheduled":
            story.approve(fresh(page), scene.other_reviewer)
        if where == "held":
            item = scene.start(fresh(page))
            item = services.people.assign(item=item, assignee=scene.translator, user=scene.editor)
            scene.save(item)
            story.approve(scene.submit(item), scene.reviewer)
            fresh(page).current_workflow_state.cancel()
            new_draft(page, hero_image=None, hero_alt="")
    is_untouched(client, image, scene.editor)


def test_an_editor_edits_and_deletes_what_nobody_is_shown(scene, public, client) -> None:
    client.force_login(scene.editor)
    page = scene.post("A draft", live=False, hero_image=factories.picture("In a draft"), hero_alt="A hall")
    for image in (factories.picture("Free"), page.hero_image):
        client.post(reverse("wagtailimages:edit", args=[image.pk]), sent("Better"))
        assert CreditedImage.objects.get(pk=image.pk).title == "Better"
    one, other, third = (factories.picture(name) for name in ("One", "Other", "Third"))
    client.post(reverse("wagtailimages:delete", args=[one.pk]))
    client.post(f"/admin/bulk/core/creditedimage/delete/?id={other.pk}&id={third.pk}&id={picture().pk}")
    assert not CreditedImage.objects.filter(pk__in=[one.pk, other.pk, third.pk]).exists()
    assert picture().title == "Public"
    deleted = ModelLogEntry.objects.filter(action="wagtail.delete", user=scene.editor)
    assert sorted(deleted.values_list("label", flat=True)) == ["One", "Other", "Third"]


def test_administrators_change_what_is_public(scene, public, client) -> None:
    client.force_login(factories.user("administrator", "Site administrators"))
    client.post(reverse("wagtailimages:edit", args=[picture().pk]), sent("Corrected"))
    assert CreditedImage.objects.filter(title="Corrected").exists()


def test_a_document_that_a_public_page_links_to_is_left_alone_too(scene, client) -> None:
    document = Document.objects.create(title="Public", file=ContentFile(b"%PDF-1.4", name="a.pdf"))
    link = f'<p><a linktype="document" id="{document.pk}">Read</a></p>'
    factories.publication(scene.source, summary=link)
    free = Document.objects.create(title="Free", file=ContentFile(b"%PDF-1.4", name="b.pdf"))
    client.force_login(scene.editor)
    for one in (document, free):
        client.post(reverse("wagtaildocs:edit", args=[one.pk]), {"title": "Defaced", "collection": 1, "tags": ""})
        client.post(f"/admin/bulk/wagtaildocs/document/delete/?id={one.pk}")
    assert list(Document.objects.values_list("title", flat=True)) == ["Public"]


def test_switched_on_the_api_leaves_it_alone(scene, public, client, settings) -> None:
    settings.ROOT_URLCONF = "tests.translations.api_urls"
    _token, key = APIToken.create_token(user=scene.editor, name="x")
    for method, data in (("PATCH", '{"title": "Defaced"}'), ("DELETE", "")):
        answer = client.generic(
            method,
            f"/api/v3/images/{picture().pk}/",
            data,
            content_type="application/json",
            headers={"Authorization": f"Bearer {key}"},
        )
        assert answer.status_code == 403, method
    assert picture().title == "Public"


def queries_of(ask) -> int:
    with CaptureQueriesContext(connection) as seen:
        ask()
    return len(seen)


def test_the_question_costs_at_most_three_queries_more_than_wagtails(scene, public) -> None:
    """Once a request it reads each draft that is in review, at eight queries a post."""
    image, user = factories.picture("Free"), fresh(scene.editor)
    ours = policy_registry.get_by_type(CreditedImage)
    given = CollectionOwnershipPermissionPolicy(
        CreditedImage, auth_model="wagtailimages.Image", owner_field_name="uploaded_by_user"
    )
    asked = lambda policy, one: queries_of(lambda: policy.user_has_any_permission_for_instance(user, ["change"], one))  # noqa: E731
    assert ours.user_has_any_permission_for_instance(user, ["change"], image)  # rights and what waits are known now
    for one in (image, picture()):
        assert asked(ours, one) <= asked(given, one) + 3
    found = []
    for _n in range(3):
        waits = factories.post(scene.source, live=False, hero_image=image, hero_alt="A hall")
        waits.get_workflow().start(waits, scene.editor)
        user = fresh(scene.editor)
        found.append(asked(ours, image))
        assert asked(ours, image) <= asked(given, image) + 3
    assert found[2] - found[1] == found[1] - found[0] <= 8

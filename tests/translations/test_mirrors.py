"""A mirror (an alias, as Wagtail says) is as public as its page, and is made a page of its own by nobody past that."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Page

from core.restricted import private_q
from tests import factories
from tests.translations.conftest import republish
from tests.translations.ways import fresh
from translations.exceptions import CannotPublish, InReview


def mirrored(tree, title: str = "Secret title"):
    """A public page and a mirror of it."""
    page = factories.standard(tree, title)
    return page, fresh(page.create_alias(parent=fresh(tree.home), update_slug="mirror"))


def convert(client, user, mirror: Page):
    client.force_login(user)
    answer = client.post(reverse("wagtailadmin_pages:convert_alias", args=[mirror.pk]))
    client.logout()
    return answer


def restricted(page: Page) -> None:
    page.view_restrictions.create(restriction_type="login")


def test_who_may_not_publish_makes_no_page_of_a_public_mirror(client, scene) -> None:
    """What it mirrors can be made private or taken down later, and the mirror goes with it."""
    for tree in (scene.source, scene.target):
        page, mirror = mirrored(tree)
        assert convert(client, scene.editor, mirror).status_code == 302
        assert fresh(mirror).alias_of_id == page.pk
        with pytest.raises(PermissionDenied):
            ConvertAliasPageAction(fresh(mirror), user=scene.editor).execute(skip_permission_checks=True)
        fresh(page).unpublish()
        assert client.get(mirror.url).status_code == 404
        convert(client, scene.editor, fresh(mirror))
        assert fresh(mirror).alias_of_id is None, "of a draft nobody is a reader"


@pytest.mark.parametrize("depth", [1, 2])
def test_a_mirror_of_what_became_private_is_made_a_page_by_nobody(client, scene, depth) -> None:
    """Nor a mirror of a mirror; neither is found by its new words."""
    for tree in (scene.source, scene.target):
        page, mirror = mirrored(tree)
        if depth == 2:
            mirror = fresh(mirror.create_alias(parent=fresh(tree.home), update_slug="second"))
        restricted(page)
        republish(page, intro="Quokka news")
        assert convert(client, scene.admin, mirror).status_code == 409
        with pytest.raises(CannotPublish, match=page.title):
            ConvertAliasPageAction(fresh(mirror)).execute(skip_permission_checks=True)
        assert client.get(mirror.url).status_code == 302
        assert Page.objects.filter(private_q(), pk=mirror.pk).exists()
        page.view_restrictions.all().delete()
        convert(client, scene.admin, mirror)
        assert fresh(mirror).alias_of_id is None
        assert client.get(mirror.url).status_code == 200


def test_below_what_is_private_it_is_made_one(client, scene) -> None:
    for tree in (scene.source, scene.target):
        page = factories.standard(tree, "Page")
        section = factories.standard(tree, "Section")
        mirror = fresh(page.create_alias(parent=section, update_slug="mirror"))
        restricted(page)
        restricted(section)
        convert(client, scene.admin, mirror)
        assert fresh(mirror).alias_of_id is None
        assert client.get(mirror.url).status_code == 302


def test_a_mirror_that_another_has_locked_stays_one(client, scene) -> None:
    for tree in (scene.source, scene.target):
        page, mirror = mirrored(tree)
        Page.objects.filter(pk=mirror.pk).update(locked=True, locked_by=scene.editor)
        assert convert(client, scene.admin, mirror).status_code == 423
        with pytest.raises(InReview):
            ConvertAliasPageAction(fresh(mirror), user=scene.admin).execute(skip_permission_checks=True)
        assert fresh(mirror).alias_of_id == page.pk


def test_a_copy_of_a_mirror_is_as_private_as_what_that_mirrors(client, scene) -> None:
    for tree in (scene.source, scene.target):
        page, mirror = mirrored(tree)
        restricted(page)
        client.force_login(scene.admin)
        sent = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": tree.home.pk}
        url = reverse("wagtailadmin_pages:copy", args=[mirror.pk])
        assert client.post(url, sent | {"publish_copies": "on"}).status_code == 409
        assert not Page.objects.filter(slug="copy").exists()
        assert client.post(url, sent).status_code == 302
        Page.objects.get(slug="copy").delete()

"""wagtail-localize's own editor stays reachable, for superusers only, and nothing becomes public from there."""

import pytest
from django.urls import reverse

from tests.translations.conftest import stored
from tests.translations.test_still_right_in_form import entered
from translations import outside, services


@pytest.fixture
def item(scene):
    item = scene.start(scene.post())
    scene.save(item)
    return item


def address(scene, item) -> str:
    return outside.own_editor(scene.admin, services.target_of(item))


def test_a_superuser_opens_it_from_our_form(scene, item) -> None:
    client = entered(scene.admin)
    form = client.get(reverse("translations:edit", args=[item.pk])).content.decode()
    assert f'href="{address(scene, item)}"' in form
    opened = client.get(address(scene, item))
    assert opened.status_code == 200
    assert "wagtail_localize/admin/edit_translation.html" in [one.name for one in opened.templates]


def test_all_others_are_led_to_our_form_and_see_no_link(scene, item) -> None:
    ours = reverse("translations:edit", args=[item.pk])
    for user in (scene.translator, scene.reviewer, scene.editor):
        client = entered(user)
        assert "localize=1" not in client.get(ours).content.decode()
        assert outside.own_editor(user, services.target_of(item)) == ""
        answer = client.get(address(scene, item))
        assert "wagtail_localize/admin/edit_translation.html" not in [one.name for one in answer.templates]
        assert answer.status_code == 302


def test_nothing_is_published_from_there(scene, item) -> None:
    before = stored(services.target_of(item))
    for action in ("action-publish", "action-submit", "localize-convert-to-alias"):
        answer = entered(scene.admin).post(address(scene, item), {action: "1"})
        assert answer.url == reverse("translations:edit", args=[item.pk])
    assert stored(services.target_of(item)) == before

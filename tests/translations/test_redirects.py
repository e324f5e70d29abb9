"""An address that readers had leads on: a translation may get another slug, and nobody's link breaks."""

from types import SimpleNamespace

import pytest
from wagtail.contrib.redirects.models import Redirect

from tests import factories
from tests.translations import story
from translations import guard, services


@pytest.fixture
def publish(scene, django_capture_on_commit_callbacks):
    """Publishes a translation through its review; what follows a commit follows."""

    def do(item, **texts):
        with django_capture_on_commit_callbacks(execute=True):
            return scene.publish(item, **texts)

    return do


def path_of(page) -> str:
    page.refresh_from_db()
    return page.get_url()


def test_the_address_is_made_of_the_translated_title(scene) -> None:
    item = scene.start(scene.post())
    title = scene.pk(item, "title")
    services.save_translation(item=item, user=scene.translator, texts={title: "Otra obra más, ¿no?"})
    assert services.target_of(item).get_latest_revision_as_object().slug == "otra-obra-mas-no"


def test_another_address_of_a_public_translation_leaves_a_redirect_once_it_is_public(
    client, scene, publish, django_capture_on_commit_callbacks
) -> None:
    item = scene.start(scene.post())
    target = publish(item, slug="first")
    old = path_of(target)
    scene.save(item, slug="second")
    scene.submit(item)
    assert client.get(old).status_code == 200
    assert not Redirect.objects.filter(old_path=Redirect.normalise_path(old)).exists()
    with django_capture_on_commit_callbacks(execute=True):
        story.approve(services.target_of(item), scene.reviewer)
    new = path_of(target)
    assert new != old
    answer = client.get(old)
    assert (answer.status_code, answer["Location"]) == (301, new)
    publish(item, slug="first")
    assert path_of(target) == old
    assert client.get(old).status_code == 200
    assert client.get(new)["Location"] == old


def test_what_stands_below_it_leaves_one_too(client, scene, publish) -> None:
    above = factories.standard(scene.source, "About us")
    below = factories.standard(SimpleNamespace(home=above), "Licence")
    parent = publish(scene.start(above))
    child = publish(scene.start(below))
    old = path_of(child)
    item = guard.item_of(parent)
    publish(item, slug="who-we-are")
    new = path_of(child)
    assert new != old
    assert client.get(old)["Location"] == new
    assert client.get(new).status_code == 200

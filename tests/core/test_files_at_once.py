"""A picture is kept from the moment when a page that uses it is public, whoever does the tasks."""

import pytest
from django.urls import reverse

from core.models import CreditedImage
from tests import factories

BACKENDS = ["django_tasks.backends.immediate.ImmediateBackend", "django_tasks_db.DatabaseBackend"]


@pytest.mark.django_db
@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize(
    "backend", ["django_tasks.backends.immediate.ImmediateBackend", "django_tasks_db.DatabaseBackend"]
)
def test_an_editor_does_not_change_it_before_a_worker_has_come(client, site, settings, code, backend) -> None:
    settings.TASKS = {"default": {"BACKEND": backend}}
    image = factories.picture("Old hall")
    factories.post(getattr(site, code), "Public post", hero_image=image, hero_alt="A hall")
    client.force_login(factories.user("edith", "Editors"))
    form = {"title": "Another", "credit": "Bought", "description": "x", "collection": 1, "tags": ""}
    client.post(reverse("wagtailimages:edit", args=[image.pk]), form)
    assert CreditedImage.objects.get(pk=image.pk).title == "Old hall"

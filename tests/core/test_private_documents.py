"""A document leaves a private collection by who may delete it, and by nobody else."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(site):
    secret = Collection.get_first_root_node().add_child(name="Secret")
    CollectionViewRestriction.objects.create(collection=secret, restriction_type="login")
    file = ContentFile(b"%PDF-1.4", name="b.pdf")
    return get_document_model().objects.create(title="Free", file=file, collection=secret)


def moved(client, user, document, many: bool):
    root = Collection.get_first_root_node().pk
    url, sent = reverse("wagtaildocs:edit", args=[document.pk]), {"title": "Free", "collection": root, "tags": ""}
    if many:
        url, sent = f"/admin/bulk/wagtaildocs/document/add_to_collection/?id={document.pk}", {"collection": root}
    client.force_login(user)
    client.post(url, sent)
    client.logout()
    return get_document_model().objects.get()


@pytest.mark.parametrize("many", [False, True])
def test_a_document_leaves_no_private_collection_by_an_editor(client, document, many) -> None:
    now = moved(client, factories.user("edith", "Editors"), document, many)
    assert now.collection == document.collection
    assert client.get(now.url).status_code == 302


@pytest.mark.parametrize("many", [False, True])
def test_who_may_delete_it_takes_it_out(client, document, many) -> None:
    now = moved(client, factories.user("boss", "Site administrators"), document, many)
    assert client.get(now.url).status_code == 200

"""Below /media/ there are pictures and nothing else: a document is handed out after asking who reads it."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.http import Http404
from django.test import Client, RequestFactory, override_settings
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction
from wagtail.users.models import UserProfile

from mysite.urls import media_urls, urlpatterns
from mysite.views import media
from tests import factories

with override_settings(SERVE_MEDIA=True):
    urlpatterns = [*media_urls(), *urlpatterns]

SPELLINGS = [
    "documents/secret.txt",
    "/documents/secret.txt",
    "//documents/secret.txt",
    "./documents/secret.txt",
    "documents//secret.txt",
    "documents/./secret.txt",
    "Documents/secret.txt",
    "DOCUMENTS/secret.txt",
    "images/../documents/secret.txt",
    "images/..//documents/secret.txt",
    "original_images/x/../../documents/secret.txt",
    "images/../images/../documents/secret.txt",
    "images\\..\\documents\\secret.txt",
    "%64ocuments/secret.txt",
    "images/%2e%2e/documents/secret.txt",
    "images%2f..%2fdocuments%2fsecret.txt",
    "%2e/documents/secret.txt",
    "documents%2fsecret.txt",
    "documents",
    "documents/",
    "images/../documents",
    "../media/documents/secret.txt",
    "secret.txt",
    "images/\x00/../../documents/secret.txt",
    "",
    ".",
    "..",
]


@pytest.fixture
def secret(site) -> str:
    """The address of a document in a private collection."""
    shut = Collection.get_first_root_node().add_child(name="Shut")
    CollectionViewRestriction.objects.create(collection=shut, restriction_type="login")
    file = ContentFile(b"Nobody reads this.", name="secret.txt")
    (Path(settings.MEDIA_ROOT) / "images").mkdir(parents=True, exist_ok=True)
    (Path(settings.MEDIA_ROOT) / "documents" / "secret.txt").unlink(missing_ok=True)
    document = get_document_model().objects.create(title="S", collection=shut, file=file)
    assert document.file.name == "documents/secret.txt"
    return document.url


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_document_is_not_below_media_however_it_is_spelt(client, secret, spelling) -> None:
    for signed_in in (False, True):
        if signed_in:
            client.force_login(factories.user("anybody"))
        answer = client.get(f"/media/{spelling.replace(chr(0), '%00')}")
        assert answer.status_code in (302, 404)  # an address is led on to the one with a slash, or a language
        assert b"Nobody reads" not in answer.content
    for path_ in {spelling, unquote(spelling)}:
        with pytest.raises(Http404):
            media(RequestFactory().get("/media/"), path_)


@pytest.mark.urls(__name__)
def test_a_document_of_a_private_collection_is_read_at_its_own_address_by_those_who_may(client, secret) -> None:
    assert Client().get(secret).status_code == 302
    client.force_login(factories.user("anybody"))
    assert b"".join(client.get(secret).streaming_content) == b"Nobody reads this."


@pytest.mark.urls(__name__)
def test_each_folder_of_pictures_is_served(client, site) -> None:
    picture = factories.picture("A hall")
    profile = UserProfile.get_for_user(factories.user("ana"))
    profile.avatar.save("me.png", ContentFile(b"me"))
    addresses = [picture.file.url, picture.get_rendition("width-30").url, profile.avatar.url]
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    assert [address.split("/")[2] for address in addresses] == ["original_images", "images", "avatar_images"]


def test_what_the_operator_is_told_to_serve_is_what_we_serve() -> None:
    told = (settings.BASE_DIR / "docs" / "operators.md").read_text()
    assert f"^/media/((?:{'|'.join(settings.PUBLIC_MEDIA)})/" in told

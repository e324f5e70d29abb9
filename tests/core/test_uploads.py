"""What is uploaded harms nobody: refused with a sentence, or kept where no browser runs it."""

import json
import re
import time
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import Collection, UploadedFile
from wagtail.test.utils.form_data import querydict_from_html
from wagtail.users.models import UserProfile

from core.models import CreditedImage
from core.uploads import PictureField
from tests import factories, hostile_files

WAYS = {
    "image": ("wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create"),
    "document": ("wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"),
}
BOUNDARY = "a-line-between-the-parts"
PARAGRAPH = re.compile(r'class="error-message">(.*?)</', re.DOTALL)


def each_way(kind: str):
    return pytest.mark.parametrize("way", WAYS[kind], ids=["add", "add several", "choose"])


def each_file(files):
    rows = [pytest.param(name, content, id=what) for what, name, content in files]
    return pytest.mark.parametrize(("name", "content"), rows)


@pytest.fixture
def editor(client: Client, site: Any) -> Client:
    client.force_login(factories.user("", "Editors"))
    return client


def multipart(fields: dict[str, str], field: str, name: str, content: bytes) -> bytes:
    """A form with a file as somebody may write it: the name goes out byte for byte."""
    lines = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"; filename="{name}"\r\n'
    lines.append(head.encode() + b"Content-Type: image/png\r\n\r\n" + content + b"\r\n")
    return b"".join([*lines, f"--{BOUNDARY}--\r\n".encode()])


def upload(client: Client, way: str, name: str, content: bytes) -> HttpResponse:
    """Send a file on one of the three ways that the admin has for it."""
    prefix = ""
    if "chooser" in way:
        prefix = "image-chooser-upload-" if "images" in way else "document-chooser-upload-"
    field = "files[]" if "multiple" in way else f"{prefix}file"
    fields = {f"{prefix}title": "T", f"{prefix}collection": str(Collection.get_first_root_node().pk)}
    return client.generic(
        "POST",
        reverse(way),
        multipart(fields, field, name, content),
        content_type=f"multipart/form-data; boundary={BOUNDARY}",
    )


def told(response: HttpResponse) -> str:
    """The sentence with which a file was refused; empty if it was not."""
    if not response.headers["Content-Type"].startswith("application/json"):
        markup = response.content.decode()
    else:
        answer = json.loads(response.content)
        if "error_message" in answer:
            return answer["error_message"]
        markup = answer.get("htmlFragment") or answer.get("html") or ""
    return " ".join(" ".join(PARAGRAPH.findall(unescape(markup))).split())


def kept() -> list[str]:
    """Names of all files that are stored, and of all rows."""
    files = [str(path) for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    rows = [
        row.file.name for model in (CreditedImage, get_document_model(), UploadedFile) for row in model.objects.all()
    ]
    return sorted(files + rows)


# ---------------------------------------------------------------- pictures
@each_way("image")
@each_file(hostile_files.images())
def test_a_hostile_picture_is_refused_with_a_sentence_and_leaves_nothing(editor, way, name, content):
    before = kept()
    response = upload(editor, way, name, content)
    assert response.status_code == 200
    assert len(told(response)) > 20, response.content.decode()[:2000]
    assert "None" not in told(response)
    assert kept() == before


def send_portrait(client: Client, name: str, content: bytes) -> tuple[HttpResponse, str]:
    """What somebody's account screen answers to a picture of them, and what is stored then."""
    url = reverse("wagtailadmin_account")
    html = client.get(url).content.decode()
    forms = (querydict_from_html(html, form_index=number).dict() for number in range(html.count("<form")))
    form = next(form for form in forms if "name_email-first_name" in form)
    form |= {"name_email-first_name": "Ana", "name_email-last_name": "Ruiz", "name_email-email": "ana@example.org"}
    file = SimpleUploadedFile(name, content, "image/png")
    response = client.post(url, form | {"avatar-avatar": file})
    return response, UserProfile.objects.get(user=response.wsgi_request.user).avatar.name


@each_file(hostile_files.images())
def test_a_hostile_picture_of_a_person_is_refused_too(editor, name, content):
    response, stored = send_portrait(editor, name, content)
    assert response.status_code == 200
    assert stored == ""
    assert len(told(response)) > 20


def test_a_sound_picture_of_a_person_is_taken(editor):
    response, stored = send_portrait(editor, "me.png", hostile_files.picture())
    assert response.status_code == 302
    assert stored.endswith(".png")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("drawing.svg", hostile_files.SVG, "Not a supported image format. Supported formats: AVIF, GIF"),
        ("photo.jpg", hostile_files.picture(), "The extension does not match the file format (png)"),
        ("cut.png", hostile_files.picture()[:100], "either not an image or a corrupted image"),
        ("large.png", hostile_files.bomb(11_000, 11_000), "too many pixels (121000000). Maximum pixels 40000000"),
        (
            "moving.gif",
            hostile_files.gif(3, (6_000, 6_000)),
            "at least 72000000 in its frames. Maximum pixels 4",
        ),
        ("long.gif", hostile_files.gif(1_001, (8, 8)), "too many frames: more than 1000"),
        ("heavy.png", b"\x00" * (11 * 1024 * 1024), "This file is too big"),
    ],
    ids=["SVG", "PNG as JPEG", "truncated", "megapixels", "large frames", "many frames", "megabytes"],
)
def test_the_sentence_says_why(editor, name, content, reason):
    assert reason in told(upload(editor, "wagtailimages:add", name, content))


def test_a_small_file_of_121_megapixels_is_refused_before_it_is_decoded(editor, monkeypatch):
    content = hostile_files.bomb(11_000, 11_000)
    assert len(content) < 20_000
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", lambda *args: pytest.fail("The picture was decoded."))
    began = time.perf_counter()
    assert "121000000" in told(upload(editor, "wagtailimages:add", "large.png", content))
    assert time.perf_counter() - began < 1


@each_way("image")
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_sound_picture_is_taken(editor, way, kind):
    response = upload(editor, way, f"photo.{kind.lower()}", hostile_files.picture(kind))
    assert told(response) == ""
    assert CreditedImage.objects.get().width == 60


def test_a_picture_of_just_40_megapixels_is_taken(editor):
    assert told(upload(editor, "wagtailimages:add", "wide.png", hostile_files.bomb(8_000, 5_000))) == ""


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("../../x.png", "x.png"),
        ("..\\\\..\\\\x.png", "x.png"),
        ("/etc/cron.d/x.png", "x.png"),
        ("x.php.png", "x"),
        ("x%00.php.png", None),
        ("x\x00.php.png", None),
        ("x\r\nContent-Type: text/html\r\n\r\n.png", None),
        ("=cmd|x.png", None),
        ("<img src=y onerror=alert(1)>.png", None),
        ("photo\u202egnp.exe.png", None),
        ("n" * 250 + ".png", None),
        ("é" * 120 + ".png", None),
    ],
    ids=range(12),
)
@each_way("image")
def test_a_name_leads_nowhere_and_no_name_breaks_the_site(editor, way, name, stored):
    response = upload(editor, way, name, hostile_files.picture())
    assert response.status_code in (200, 302, 400)
    if response.status_code == 400:
        assert not CreditedImage.objects.exists()
        return
    if refusal := told(response):
        assert len(refusal) > 20
        assert not CreditedImage.objects.exists()
        return
    path = Path(CreditedImage.objects.get().file.path)
    assert path.is_relative_to(Path(settings.MEDIA_ROOT) / "original_images")
    assert re.fullmatch(r"[\w.\-]+\.png", path.name)
    assert stored is None or path.name.startswith(stored[0])
    assert editor.get(reverse("wagtailimages:index")).status_code == 200


def test_what_is_hidden_behind_a_picture_does_not_get_into_what_readers_see(editor):
    content = hostile_files.picture() + hostile_files.HTML
    assert told(upload(editor, "wagtailimages:add", "both.png", content)) == ""
    rendition = CreditedImage.objects.get().get_rendition("width-30")
    with rendition.file.open() as file:
        assert b"script" not in file.read()


def test_no_other_picture_takes_the_place_of_one(editor):
    picture = factories.picture("Mine")
    address = reverse("wagtailimages:edit", args=[picture.pk])
    fields = {"title": "T", "collection": str(picture.collection_id)}
    body = multipart(fields, "file", "cut.png", hostile_files.picture()[:100])
    response = editor.generic("POST", address, body, content_type=f"multipart/form-data; boundary={BOUNDARY}")
    assert "corrupted" in told(response)
    assert CreditedImage.objects.get().file.name == picture.file.name


# ---------------------------------------------------------------- documents
@each_way("document")
@each_file(hostile_files.documents())
def test_a_hostile_document_is_refused_with_a_sentence_and_leaves_nothing(editor, way, name, content):
    before = kept()
    response = upload(editor, way, name, content)
    assert response.status_code == 200
    assert len(told(response)) > 20, response.content.decode()[:2000]
    assert kept() == before


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.pdf", hostile_files.PDF),
        ("page.txt", hostile_files.HTML),
        ("page.pdf", hostile_files.HTML),
        ("table.csv", b"=cmd|' /C calc'!A0"),
        ("all.zip", b"PK\x05\x06" + b"\x00" * 18),
        ("año, «mío».pdf", hostile_files.PDF),
        ("x\nSet-Cookie: a=b.pdf", hostile_files.PDF),
        ("x%0d%0aSet-Cookie: a=b.pdf", hostile_files.PDF),
    ],
    ids=["PDF", "HTML as text", "HTML as PDF", "table", "archive", "accents", "line break", "line break in per cent"],
)
@each_way("document")
def test_a_document_is_saved_by_the_browser_and_never_shown_by_it(editor, way, name, content):
    assert told(upload(editor, way, name, content)) == ""
    document = get_document_model().objects.get()
    response = Client().get(document.url)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert not {"text/html", "image/svg+xml", "application/xhtml+xml"} & {response["Content-Type"].split(";")[0]}
    assert "Set-Cookie" not in response.headers
    assert b"".join(response.streaming_content) == content


def test_the_lists_name_what_is_taken_and_no_svg(settings):
    for endings in (settings.WAGTAILIMAGES_EXTENSIONS, settings.WAGTAILDOCS_EXTENSIONS):
        assert not {"svg", "svgz", "html", "htm", "xhtml", "xml", "js", "exe", "php"} & set(endings)


@pytest.mark.parametrize("ending", hostile_files.FILMS)
def test_a_film_of_frames_without_end_is_refused_in_bounded_time(ending):
    field, film = PictureField(), hostile_files.endless(ending)
    began = time.process_time()
    with pytest.raises(ValidationError, match="too many frames: more than 1000"):
        field.to_python(SimpleUploadedFile(f"a.{ending}", film, "image/gif"))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    ("ending", "is_taken"), [("gif", True), ("webp", True), ("jpg", True), ("png", False), ("avif", False)]
)
def test_a_short_film_is_taken_where_wagtail_knows_it(ending, is_taken):
    """It takes no film in a PNG or an AVIF, whatever its length."""
    film = hostile_files.animation(20, (16, 16), hostile_files.FILMS[ending])
    try:
        assert bool(PictureField().to_python(SimpleUploadedFile(f"a.{ending}", film, "image/gif"))) is is_taken
    except ValidationError:
        assert not is_taken

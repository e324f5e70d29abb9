"""PO files by wagtail-localize's upload: read or refused with a sentence, quickly, and nothing half-done counts."""

import random
import tempfile
import time
from copy import deepcopy
from types import SimpleNamespace

import polib
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Page

from tests.long import LONG
from translations import localize, po, services

MUTATIONS = 2_000 if LONG else 300
SECONDS = 2.0
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset={0}\\n"\n"X-WagtailLocalize-TranslationID: {1}\\n"\n\n'


@pytest.fixture(scope="module")
def shared(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    return SimpleNamespace(item=item, paired=services.translation_of(item))


@pytest.fixture
def upload(shared, scene, db, client, tmp_path, monkeypatch):
    """Sends a file as a superuser; gives the words of the answer. No answer takes long or leaves a file."""
    world = deepcopy(shared)
    client.force_login(scene.admin)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    url = reverse("wagtail_localize:upload_pofile", args=[world.paired.pk])

    def send(data: bytes, **extra) -> list[str]:
        started = time.process_time()
        response = client.post(url, {"file": SimpleUploadedFile("a.po", data)} | extra)
        assert time.process_time() - started < SECONDS
        assert response.status_code == 302
        assert list(tmp_path.iterdir()) == []
        return [str(message).strip() for message in response.wsgi_request._messages._queued_messages]

    send.item, send.paired, send.url = world.item, world.paired, url
    return send


def file_of(send, texts: dict[str, str], **flags) -> polib.POFile:
    """The file that the translation exports, with these texts by path; `flags` are those of each entry named."""
    found = send.paired.export_po()
    for entry in found:
        entry.msgstr = texts.get(entry.msgctxt, entry.msgstr)
        entry.flags = flags.get(entry.msgctxt, [])
    return found


def text_at(send, path: str) -> tuple[str, bool]:
    segment = next(one for one in services.segments(send.item) if one.path == path)
    return segment.target, bool(segment.error)


def head(send, charset: str = "utf-8") -> str:
    return HEAD.format(charset, send.paired.uuid)


# ------------------------------------------------------------------ what counts
def test_a_finished_entry_is_stored_and_what_became_of_the_others_is_said(upload, scene) -> None:
    found = file_of(upload, {"title": "Dos obras", "intro": "<b>x</b>"})
    found.append(polib.POEntry(msgid="Nowhere", msgctxt="title", msgstr="x"))
    assert upload(str(found).encode()) == [
        "1 text was imported.",
        "Not used: 0 fuzzy or obsolete, 1 unknown here, 1 refused.",
    ]
    assert text_at(upload, "title") == ("Dos obras", False)
    assert text_at(upload, "intro") == ("<b>x</b>", True)
    assert localize.StringTranslation.objects.get(context__path="title").last_translated_by == scene.admin


def test_a_fuzzy_or_obsolete_entry_never_counts_as_done(upload) -> None:
    found = file_of(upload, {"title": "Dos obras", "intro": "Sobre"}, title=["fuzzy"])
    next(entry for entry in found if entry.msgctxt == "intro").obsolete = True
    assert upload(str(found).encode())[1:] == ["Not used: 2 fuzzy or obsolete, 0 unknown here, 0 refused."]
    assert text_at(upload, "title") == text_at(upload, "intro") == ("", False)
    assert not localize.StringTranslation.objects.exclude(context__path="slug").exists()


@pytest.mark.parametrize("flag", ["fuzzy", "Fuzzy", "FUZZY", "c-format, Fuzzy", "Fuzzy c-format"])
def test_a_fuzzy_entry_is_none_however_the_flag_is_written(upload, flag) -> None:
    found = str(file_of(upload, {"title": "Dos obras"}, title=[flag]))
    assert f"#, {flag}\n" in found
    assert upload(found.encode())[1:] == ["Not used: 1 fuzzy or obsolete, 0 unknown here, 0 refused."]
    assert text_at(upload, "title") == ("", False)


def test_what_is_imported_is_composed_and_public_for_nobody(upload) -> None:
    upload(str(file_of(upload, {"title": "Cooperacio\u0301n"})).encode())
    assert text_at(upload, "title") == ("Cooperaci\u00f3n", False)
    assert not services.target_of(upload.item).live


def test_a_file_of_another_translation_is_not_taken(upload, scene) -> None:
    other = services.translation_of(scene.start(scene.post("Other works", topics=[], authors=[])))
    assert upload(str(other.export_po()).encode()) == ["This file was not exported from this translation."]


# ------------------------------------------------------------------ what may come instead of a file
HOSTILE = {
    "empty": lambda head: b"",
    "blank": lambda head: b"\n \n\t\n",
    "no header": lambda head: b'msgctxt "title"\nmsgid "Two works"\nmsgstr "x"\n',
    "header only": lambda head: head.encode(),
    "no id": lambda head: b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n',
    "latin-1": lambda head: head.replace("utf-8", "latin-1").encode() + 'msgid "a"\nmsgstr "ñ"\n'.encode("latin-1"),
    "wrong charset": lambda head: head.replace("utf-8", "koi8-nothing").encode() + b'msgid "a"\nmsgstr "b"\n',
    "UTF-7": lambda head: head.replace("utf-8", "utf-7").encode() + b'msgctxt "title"\nmsgid "a"\nmsgstr "+ADw-b"\n',
    "UTF-16": lambda head: head.encode("utf-16"),
    "byte order mark": lambda head: b"\xef\xbb\xbf" + head.encode(),
    "huge line": lambda head: (head + 'msgid "a"\nmsgstr "' + "x" * 450_000 + '"\n').encode(),
    "many lines": lambda head: (head + 'msgid "a"\nmsgstr "b"\n' + '""\n' * 150_000).encode(),
    "as many lines as may be": lambda head: (head + 'msgid "a"\nmsgstr "b"\n' + '""\n' * 39_900).encode(),
    "many entries": lambda head: (head + "".join(f'msgid "{n}"\nmsgstr "x"\n' for n in range(4_900))).encode(),
    "truncated": lambda head: (head + 'msgctxt "title"\nmsgid "Two wo').encode(),
    "NUL": lambda head: (head + 'msgctxt "title"\nmsgid "Two works"\nmsgstr "a\0b"\n').encode(),
    "CRLF": lambda head: (head + 'msgctxt "title"\nmsgid "Two works"\nmsgstr "Dos"\n').replace("\n", "\r\n").encode(),
    "no text": lambda head: bytes(range(256)) * 100,
    "a path": lambda head: b"/etc/passwd",
    "plural": lambda head: (head + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\nmsgstr[x] "d"\n').encode(),
    "surrogates": lambda head: head.encode() + b'msgid "a"\nmsgstr "\xed\xa0\x80"\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_file_breaks_anything(upload, name) -> None:
    said = upload(HOSTILE[name](head(upload)))
    assert said
    assert all(said)
    if name == "CRLF":
        assert text_at(upload, "title") == ("Dos", False)
    elif name == "NUL":
        assert text_at(upload, "title")[1]
    else:
        assert text_at(upload, "title") == ("", False)


def test_a_file_beyond_the_cap_is_refused_before_it_is_read(upload, monkeypatch) -> None:
    monkeypatch.setattr(polib, "pofile", lambda *args, **kwargs: pytest.fail("it was parsed"))
    for size in (po.MAX_BYTES + 1, 10_000_000):
        assert upload(b"#" * size) == ["The file is too large: at most 500 kB."]
    assert upload(b'msgid "a"\n' * (po.MAX_ENTRIES + 1)) == ["The file holds too many entries."]
    assert upload(b"\n" * (po.MAX_LINES + 1)) == ["The file holds too many lines."]


def test_no_file_at_all_is_answered_with_a_sentence(upload, client) -> None:
    assert client.post(upload.url).status_code == 302
    assert upload(b"", file="a text") == ["Choose a PO file."]
    assert client.get(upload.url).status_code == 405
    missing = reverse("wagtail_localize:upload_pofile", args=[10**9])
    assert client.post(missing).status_code == 404


def test_chance_breaks_nothing_either(upload) -> None:
    """Bytes left out, doubled, turned over and thrown in: never an error of the server, and never markup."""
    chance = random.Random(3)
    whole = str(file_of(upload, {"title": "Dos obras", "intro": "Sobre", "body": "x"})).encode()
    for _ in range(MUTATIONS):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            place = chance.randrange(len(data))
            act = chance.randrange(4)
            if act == 0:
                del data[place : place + chance.choice((1, 1, 3, 40))]
            elif act == 1:
                data[place] ^= 1 << chance.randrange(8)
            elif act == 2:
                data[place:place] = bytes([chance.randrange(256)])
            else:
                data[place:place] = data[place : place + chance.choice((5, 60))]
        upload(bytes(data))
    for one in services.segments(upload.item):
        assert one.error or "<script" not in one.target


# ------------------------------------------------------------------ locks
def test_a_locked_translation_takes_no_file(upload, scene, client) -> None:
    Page.objects.filter(pk=services.target_of(upload.item).pk).update(locked=True, locked_by=scene.editor)
    data = SimpleUploadedFile("a.po", str(file_of(upload, {"title": "Dos obras"})).encode())
    assert client.post(upload.url, {"file": data}).status_code == 423
    assert text_at(upload, "title") == ("", False)


def test_the_way_back_stays_on_the_site(upload, client) -> None:
    for address, kept in (("/admin/pages/", True), ("https://evil.example/", False), ("//evil.example", False)):
        response = client.post(upload.url, {"file": SimpleUploadedFile("a.po", b""), "next": address})
        assert (response.url == address) is kept

"""Every refusal and every act that makes something public is kept with its user, and administrators read them."""

from copy import deepcopy
from datetime import timedelta
from html import unescape

import html5lib
import pytest
from django.contrib.auth.models import AnonymousUser, Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry, PageViewRestriction
from wagtail.users.models import UserProfile

from tests import factories, hostile_files
from tests.translations.ways import Attempt
from translations import acts, localize, services
from translations.digests import shown_digest
from translations.forms.translation import version
from translations.models import RefusedAct

URL = "translations:acts"


@pytest.fixture(scope="module")
def shared(kept_scene):
    item = kept_scene.start(kept_scene.post("Two works"))
    kept_scene.save(item)
    return item


@pytest.fixture
def item(shared, db):
    return deepcopy(shared)


def kept(action: str, user) -> RefusedAct:
    """The one refusal there is."""
    found = RefusedAct.objects.get()
    assert (found.action, found.user) == (action, user)
    assert found.label.startswith("/")
    assert found.note
    return found


def test_a_text_that_the_gate_refuses(client, scene, item) -> None:
    client.force_login(scene.translator)
    url = reverse("translations:edit", args=[item.pk])
    assert client.post(url, {f"text-{scene.pk(item, 'title')}": "a\u202eb", "save": ""}).status_code == 422
    assert kept("gate", scene.translator).note == "The text holds a direction mark that is never closed."


def send_po(client, item, data: bytes) -> None:
    url = reverse("wagtail_localize:upload_pofile", args=[services.translation_of(item).pk])
    client.post(url, {"file": SimpleUploadedFile("a.po", data)})


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"x", "This is not a PO file."),
        (b"\xff\xfe", "The file is not written in UTF-8."),
        (b"x" * 500_001, "The file is too large: at most 500 kB."),
        (b'msgid ""\nmsgstr ""\n', "This file was not exported from this translation."),
    ],
)
def test_a_po_file(client, scene, item, data, told) -> None:
    client.force_login(scene.admin)
    for _again in range(2):
        send_po(client, item, data)
    assert kept("po-file", scene.admin).note == told
    assert_shown(client, "PO file refused", told)


def test_a_text_of_a_po_file_that_the_gate_refuses(client, scene, item) -> None:
    file = services.translation_of(item).export_po()
    for entry in file:
        entry.msgstr = "a\u202eb" if entry.msgctxt == "title" else ""
    client.force_login(scene.admin)
    send_po(client, item, str(file).encode())
    assert "1 refused" in kept("gate", scene.admin).note


@pytest.mark.parametrize("kind", ["override", "string"])
def test_what_the_gate_refuses_in_the_editor_of_wagtail_localize(client, scene, item, kind) -> None:
    paired = services.translation_of(item)
    rows = localize.OverridableSegment.objects.filter(source=paired.source)
    value = next(one for one in rows if isinstance(one.data, str))
    string = localize.StringSegment.objects.filter(source=paired.source).first()
    bad = "javascript:alert(1)" if kind == "override" else "a\u202eb"
    urls = {"override": ("edit_override", value.pk), "string": ("edit_string_translation", string.pk)}
    name, number = urls[kind]
    url = reverse(f"wagtail_localize:{name}", args=[paired.pk, number])
    client.force_login(scene.admin)
    for _again in range(2):
        answer = client.put(url, f"value={bad}", content_type="application/x-www-form-urlencoded")
        assert answer.status_code in (200, 201)
    note = kept("gate", scene.admin).note
    assert_shown(client, "Text refused", note)
    RefusedAct.objects.all().delete()
    good = "https://example.org/" if kind == "override" else "A text"
    client.put(url, f"value={good}", content_type="application/x-www-form-urlencoded")
    assert not RefusedAct.objects.exists()


UPLOADS = [
    ("wagtailimages:add", "file", "drawing.svg", hostile_files.SVG),
    ("wagtailimages:add", "file", "large.png", hostile_files.bomb(11_000, 11_000)),
    ("wagtailimages:add", "file", "heavy.png", bytes(11 * 1024 * 1024)),
    ("wagtailimages:add_multiple", "files[]", "drawing.svg", hostile_files.SVG),
    ("wagtailimages_chooser:create", "image-chooser-upload-file", "drawing.svg", hostile_files.SVG),
    ("wagtaildocs:add", "file", "page.html", hostile_files.HTML),
    ("wagtaildocs:add", "file", "heavy.pdf", bytes(21 * 1024 * 1024)),
    ("wagtaildocs:add_multiple", "files[]", "page.html", hostile_files.HTML),
    ("wagtaildocs_chooser:create", "document-chooser-upload-file", "page.html", hostile_files.HTML),
    ("wagtailadmin_account", "avatar-avatar", "drawing.svg", hostile_files.SVG),
]


@pytest.mark.parametrize(("name", "field", "file", "data"), UPLOADS, ids=[f"{one[0]} {one[2]}" for one in UPLOADS])
def test_an_upload(client, scene, name, field, file, data) -> None:
    client.force_login(scene.editor)
    named = {field.replace("file", "title"): "T", field.replace("file", "collection"): "1"}
    named |= {"title": "T", "collection": "1", "name_email-email": "a@example.org"}
    named |= {"name_email-first_name": "A", "name_email-last_name": "B"}
    for _again in range(2):
        client.post(reverse(name), named | {field: SimpleUploadedFile(file, data)})
    note = kept("upload", scene.editor).note
    assert len(note) > 20
    client.force_login(scene.admin)
    assert_shown(client, "Upload refused", note)


def test_a_form_without_a_file_is_no_refusal(client, scene, db) -> None:
    client.force_login(scene.editor)
    for name in ("wagtailimages:add", "wagtaildocs:add"):
        assert client.post(reverse(name), {"title": "T"}).status_code == 200
    assert not RefusedAct.objects.exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("@a{" * 2_000, "This file has more than 1000 entries. Import it in parts."),
        ("x" * 500_001, "This is larger than 500 kB. Import it in parts."),
        ('[{"title": "A', "This file is broken: it cannot be read."),
        ("prose", "This is neither BibTeX nor RIS nor CSL-JSON."),
    ],
)
def test_an_import_of_works(client, scene, text, told) -> None:
    client.force_login(scene.editor)
    for _again in range(2):
        client.post(reverse("import_works"), {"text": text, "locale": scene.source.locale.pk})
    assert kept("import", scene.editor).note == told
    client.force_login(scene.admin)
    assert_shown(client, "Import of works refused", told)


def assert_shown(client, *said: str) -> None:
    """The report says it."""
    html = unescape(client.get(reverse(URL), {"refused": ""}).content.decode())
    assert [words for words in said if words not in html] == []


def test_an_address_of_wagtail_localize(client, scene, item) -> None:
    client.force_login(scene.translator)
    client.post(reverse("wagtail_localize:convert_to_alias", args=[services.target_of(item).pk]))
    assert kept("localize", scene.translator).note == "wagtail_localize:convert_to_alias"


def test_a_write_to_what_is_locked(client, scene, item) -> None:
    Page.objects.filter(pk=services.target_of(item).pk).update(locked=True, locked_by=scene.editor)
    client.force_login(scene.admin)
    url = reverse("wagtail_localize:upload_pofile", args=[services.translation_of(item).pk])
    client.post(url, {"file": SimpleUploadedFile("a.po", b"x")})
    kept("InReview", scene.admin)


def test_a_publication_that_nobody_approved(client, scene, item, monkeypatch) -> None:
    client.force_login(scene.reviewer)
    attempt = Attempt(client, scene.reviewer, item, monkeypatch)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert client.post(f"{url}?id={attempt.target.pk}").status_code == 403
    kept("NotApproved", scene.reviewer)


def test_a_decision_about_another_text(client, scene, item) -> None:
    state = scene.submit(item).current_workflow_task_state
    client.force_login(scene.reviewer)
    url = reverse("translations:review", args=[state.pk])
    assert client.post(url, {"approve": "", "seen": "0" * 64}).status_code == 409
    kept("StaleReview", scene.reviewer)


@pytest.mark.parametrize("name", ["edit", "review", "preview", "acts", "start"])
def test_a_screen_that_is_not_for_them(client, scene, item, name) -> None:
    target, stranger = scene.submit(item), scene.other_translator
    source = services.source_of(item)
    numbers = {
        "edit": [item.pk],
        "review": [target.current_workflow_task_state.pk],
        "preview": [target.latest_revision_id],
    }
    numbers |= {"acts": [], "start": ["articles", "blogpostpage", source.pk]}
    client.force_login(stranger)
    response = client.get(reverse(f"translations:{name}", args=numbers[name]))
    assert response.url == reverse("wagtailadmin_home")  # answered as before
    assert kept("denied", stranger).note == f"GET translations:{name}"


def test_the_list_of_translations_for_somebody_without_a_part_in_it(client, site, db) -> None:
    guest = factories.user("guest")
    guest.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(guest)
    client.get(reverse("translations:index"))
    kept("denied", guest)


def test_the_factors_of_somebody_else(client, scene, db) -> None:
    client.force_login(scene.editor)
    client.post(reverse("reset_factors", args=[scene.reviewer.pk]))
    assert kept("denied", scene.editor).note == "POST reset_factors"


def test_a_move_that_would_show_a_title(client, scene, item, db) -> None:
    client.force_login(scene.translator)
    client.get(reverse("wagtailadmin_pages:move_confirm", args=[services.source_of(item).pk, scene.source.blog.pk]))
    assert kept("denied", scene.translator).note == "GET wagtailadmin_pages:move_confirm"


TURNED_AWAY = [
    ("translator", "/admin/pages/{page}/edit/", {"action-publish": "1"}),
    ("translator", "/admin/pages/{page}/unpublish/", {}),
    ("translator", "/admin/pages/{page}/delete/", {}),
    ("translator", "/admin/pages/{page}/lock/", {}),
    ("translator", "/admin/snippets/articles/topic/edit/{topic}/", {"name": "x"}),
    ("translator", "/admin/images/{picture}/", {"title": "x"}),
    ("translator", "/admin/users/", None),
    ("translator", "/admin/bulk/wagtailcore/page/publish/?id={page}", {}),
    ("translator", "/admin/bulk/translations/queueitem/assign/?id={item}", {"assignee": ""}),
    ("editor", "/admin/pages/{page}/unpublish/", {}),
    ("editor", "/admin/pages/{page}/privacy/", {"restriction_type": "none"}),
    ("editor", "/admin/bulk/wagtailcore/page/publish/?id={page}", {}),
]


@pytest.mark.parametrize(("part", "url", "data"), TURNED_AWAY, ids=[f"{part} {url}" for part, url, _ in TURNED_AWAY])
@pytest.mark.parametrize("language", ["en", "es"])
def test_whoever_is_turned_away_from_a_screen_of_wagtail(client, scene, item, part, url, data, language) -> None:
    """Once a request, in either language; asked again within the hour, it is the same."""
    user = getattr(scene, part)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    rows = {"page": services.source_of(item).pk, "item": item.pk}
    rows |= {"topic": factories.topic(scene.source.locale, "T").pk, "picture": factories.picture("P").pk}
    client.force_login(user)
    for _again in range(2):
        client.get(url.format(**rows)) if data is None else client.post(url.format(**rows), data)
    assert kept("denied", user).label == url.format(**rows).partition("?")[0]


def test_nobody_who_has_an_account_fills_the_table_either(client, scene, item, monkeypatch) -> None:
    monkeypatch.setattr(acts, "DENIALS_PER_HOUR", 3)
    client.force_login(scene.translator)
    for number in range(5):
        client.get(f"/admin/users/edit/{number}/")
        client.get("/admin/users/")
    assert RefusedAct.objects.count() <= 3


@pytest.mark.parametrize("way", ["passage", "passage of others", "form", "talk", "localize", "decision"])
def test_nor_by_any_other_refusal(client, scene, item, way, monkeypatch) -> None:
    """The same is kept once; what differs has an end for each person and kind of refusal."""
    monkeypatch.setattr(acts, "DENIALS_PER_HOUR", 3)
    client.force_login(scene.other_translator if way == "passage of others" else scene.translator)
    edit, titles = reverse("translations:edit", args=[item.pk]), services.segments(item)[:5]
    bad = "\x07"
    sent_of = lambda one: {"target": bad, "version": version(one)}  # noqa: E731
    sent = {
        "passage": [(reverse("translations:segment", args=[item.pk, one.pk]), sent_of(one)) for one in titles],
        "form": [(edit, {f"text-{one.pk}": bad, "save": ""}) for one in titles],
        "talk": [(reverse("translations:talk", args=[item.pk, one.pk]), {"text": bad}) for one in titles],
        "localize": [(f"/admin/localize/translate/{number}/preview/", {}) for number in range(5)],
        "decision": [(f"/admin/translations/{item.pk}/assign/", {"assignee": number}) for number in range(5)],
    }
    sent["passage of others"] = sent["passage"]
    for url, data in sent[way] * 2:
        assert client.post(url, data).status_code in (302, 403, 409, 422)
    assert 0 < RefusedAct.objects.count() <= 3
    url, data = sent[way][0]
    RefusedAct.objects.all().delete()
    for _n in range(3):
        client.post(url, data)
    assert RefusedAct.objects.count() == 1


def test_what_is_done_and_allowed_is_no_refusal(client, scene, item) -> None:
    client.force_login(scene.editor)
    for url in ("/admin/", "/admin/pages/", f"/admin/pages/{services.source_of(item).pk}/edit/"):
        assert client.get(url).status_code in (200, 302)
    assert not RefusedAct.objects.exists()


def test_what_is_public_at_once_is_in_the_report(client, scene, item) -> None:
    source, picture = services.source_of(item), factories.picture("A hall")
    PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    client.force_login(scene.admin)
    client.post(f"/admin/pages/{source.pk}/privacy/", {"restriction_type": "none"})
    client.post(f"/admin/images/{picture.pk}/", {"title": "Another hall", "collection": 1, "tags": "", "credit": "x"})
    html = client.get(reverse(URL)).content.decode()
    assert "Made public: no longer private" in html
    assert "Changed, and public at once" in html


def refused_guest(rf, note: str) -> None:
    request = rf.post("/admin/login/")
    request.user = AnonymousUser()
    acts.record(request, "sign-in", note)


def test_guests_fill_no_table(rf, db) -> None:
    """The same is kept once an hour, and a hundred of all of them together."""
    for number in range(150):
        refused_guest(rf, f"guest{number // 2} (203.0.113.1)")
    assert RefusedAct.objects.count() == 75
    for number in range(150):
        refused_guest(rf, f"other{number} (203.0.113.1)")
    assert RefusedAct.objects.count() == 100
    RefusedAct.objects.update(timestamp=timezone.now() - timedelta(minutes=61))
    refused_guest(rf, "guest0 (203.0.113.1)")
    assert RefusedAct.objects.count() == 101


def test_guests_keep_nobody_out_of_the_report(client, rf, scene, item) -> None:
    for number in range(120):
        refused_guest(rf, f"guest{number}")
    client.force_login(scene.editor)
    for _again in range(2):
        client.get(reverse(URL))
    assert RefusedAct.objects.filter(user=scene.editor).count() == 1


def test_old_refusals_are_forgotten_when_asked_and_what_became_public_is_not(scene, item, capsys) -> None:
    refused_acts(scene.translator, 3)
    published = PageLogEntry.objects.count()
    old, older, _new = RefusedAct.objects.order_by("pk")
    for row, days in ((old, 29), (older, 31)):
        RefusedAct.objects.filter(pk=row.pk).update(timestamp=timezone.now() - timedelta(days=days))
    call_command("purge_refusals", days=30)
    assert "1 refusals older than 30 days deleted" in capsys.readouterr().out
    assert older.pk not in RefusedAct.objects.values_list("pk", flat=True)
    assert RefusedAct.objects.count() == 2
    assert PageLogEntry.objects.count() == published


@pytest.mark.parametrize("days", [0, -1, 10**9])
def test_no_slip_of_the_finger_forgets_them_all(scene, db, days) -> None:
    refused_acts(scene.translator, 1)
    with pytest.raises(CommandError, match="from 1 to 36500"):
        call_command("purge_refusals", days=days)
    assert RefusedAct.objects.count() == 1


def test_an_approval_stands_in_wagtails_log_with_the_reviewer_and_both_are_in_the_report(client, scene, item) -> None:
    target = scene.submit(item)
    client.force_login(scene.reviewer)
    seen = shown_digest(target.latest_revision)
    url = reverse("translations:review", args=[target.current_workflow_task_state.pk])
    client.post(url, {"approve": "", "seen": seen, "comment": ""})
    users = dict(PageLogEntry.objects.filter(page=target.pk).values_list("action", "user"))
    assert users["wagtail.publish"] == users["wagtail.workflow.approve"] == scene.reviewer.pk
    client.force_login(scene.admin)
    html = client.get(reverse(URL)).content.decode()
    for said in ("Published", "Approved", scene.reviewer.username, "Two works T"):
        assert said in html
    assert "Two works T" not in client.get(reverse(URL), {"refused": ""}).content.decode()


def refused_acts(user, number: int) -> None:
    RefusedAct.objects.bulk_create(
        RefusedAct(user=user, action="gate", label=f"/{one}/", note="<b>Why</b>") for one in range(number)
    )


def test_the_report_costs_the_same_for_ten_rows_and_for_a_hundred(client, scene, db) -> None:
    client.force_login(scene.admin)
    client.get(reverse(URL))
    found = []
    for number in (10, 90):
        refused_acts(factories.user(), number)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(URL)).status_code == 200
        found.append(len(queries))
    assert found[0] == found[1]


def test_the_report_is_a_table_that_can_be_heard_and_turned_over(client, scene) -> None:
    refused_acts(scene.translator, 60)
    client.force_login(scene.admin)
    document = parse_main(client.get(reverse(URL), {"refused": ""}).content.decode())
    assert document.find(".//caption") is not None
    assert len(document.findall(".//th[@scope='col']")) == 5
    assert len(document.findall(".//tbody/tr")) == 50
    assert document.find(".//tbody//b") is None  # what was refused is text
    assert document.find(".//a[@rel='next']").get("href") == "?page=2&refused"
    for number in ("2", "99", "x", "-1"):
        assert client.get(reverse(URL), {"page": number}).status_code == 200


def parse_main(html: str):
    """The main part of a screen."""
    return html5lib.parse(html, namespaceHTMLElements=False).find(".//main")


def test_the_report_stands_in_the_menu_of_administrators_only(client, scene, site) -> None:
    chief = factories.user("administrator", "Site administrators")
    for user, shown in ((scene.admin, True), (chief, True), (scene.editor, False), (scene.reviewer, False)):
        client.force_login(user)
        assert (reverse(URL) in client.get("/admin/").content.decode()) is shown
        assert (client.get(reverse(URL)).status_code == 200) is shown

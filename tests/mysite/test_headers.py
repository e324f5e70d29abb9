"""What browsers are told to refuse, for readers, in the admin, in previews and in files."""

import re
from pathlib import Path

import html5lib
import pytest
import wagtail
import wagtail_localize
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.admin.widgets import AdminPageChooser
from wagtail.admin.widgets.workflows import AdminTaskChooser
from wagtail.documents.models import Document

from mysite.upstream_scripts import mark
from tests import factories
from tests.observatory import directives
from tests.reading import every, one, parse
from tests.translations import story
from translations import services

# Templates of others with a script, a style or a handler in them, each with what becomes of it here.
pytestmark = pytest.mark.any_database

INLINE = re.compile(
    r"<script(?![^>]*(?:\bsrc=|type=.(?:application/json|text/x-)))[^>]*>|<style\b|\sstyle=|\son[a-z]+=[\"']"
)
REPLACED = {
    "wagtailadmin/panels/inline_panel.html",
    "wagtailadmin/panels/multiple_chooser_panel.html",
    "wagtailadmin/widgets/date_input.html",
    "wagtailadmin/widgets/datetime_input.html",
    "wagtailadmin/widgets/time_input.html",
    "wagtail_localize/admin/submit_translation.html",
    "wagtail_localize/admin/update_translations.html",
}
NOT_SHOWN = {
    "wagtailadmin/notifications/base.html": "a letter",
    "wagtailembeds/embed_frontend.html": "we show core/blocks/embed.html",
    "wagtail_localize/admin/edit_translation.html": "translations are edited in our form",
    "wagtail_localize/admin/edit_translatable_alias.html": "some space above a button",
}


def policy(client: Client, address: str) -> dict[str, set[str]]:
    return directives(client.get(address).headers["Content-Security-Policy"])


@pytest.fixture
def boss(site) -> Client:
    """Somebody who may see everything."""
    client = Client()
    client.force_login(factories.user("boss", superuser=True))
    return client


@pytest.mark.parametrize("address", ["/en/", "/es/buscar/", "/en/nowhere/", "/", "/en/search/results.json?q=a"])
def test_readers_get_nothing_but_what_this_host_serves(client, site, address) -> None:
    told = policy(client, address)
    assert told["default-src"] == told["base-uri"] == told["object-src"] == told["frame-ancestors"] == {"'none'"}
    assert {told[f"{part}-src"] == {"'self'"} for part in ("script", "style", "img", "font", "connect")} == {True}
    assert told["form-action"] == {"'self'"}


@pytest.mark.parametrize("address", ["/en/", "/admin/", "/admin/login/", "/admin/pages/", "/admin/images/"])
def test_nothing_unsafe_is_allowed_anywhere(boss, address) -> None:
    assert "unsafe" not in boss.get(address).headers["Content-Security-Policy"]


@pytest.mark.urls("tests.mysite.broken_urls")
@pytest.mark.parametrize(("address", "host", "status"), [("/en/raising/", "testserver", 500), ("/en/", "evil", 400)])
def test_failures_and_refusals_are_as_strict(db, address, host, status) -> None:
    answer = Client(raise_request_exception=False).get(address, HTTP_HOST=host)
    assert answer.status_code == status
    assert directives(answer.headers["Content-Security-Policy"])["default-src"] == {"'none'"}


def test_editors_get_the_readers_policy_on_the_site(boss) -> None:
    assert policy(boss, "/en/") == policy(Client(), "/en/")


def test_each_answer_of_the_admin_has_a_nonce_of_its_own_and_scripts_have_none(boss) -> None:
    first, second = (policy(boss, "/admin/") for _ in range(2))
    assert first["script-src"] == second["script-src"] == {"'self'"}
    assert len(first["style-src"] | second["style-src"]) == 3


def test_previews_stand_in_our_frames_only_and_follow_the_readers_policy(boss, site) -> None:
    page = factories.standard(site.en)
    item = story.open_post(site, "en", "es", factories.user("writer", superuser=True))
    draft = services.target_of(item).latest_revision_id
    edited = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    form = {"title": "A page", "slug": "a-page", "body-count": "0", "comments-TOTAL_FORMS": "0"}
    assert boss.post(edited, form | {"comments-INITIAL_FORMS": "0"}).json()["is_valid"]
    readers = policy(boss, page.get_url())
    for address in (edited, reverse("translations:preview", args=[draft])):
        answer = boss.get(address)
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        told = directives(answer.headers["Content-Security-Policy"])
        assert told == readers | {"frame-ancestors": {"'self'"}}


def test_pages_stand_in_no_frame(client, boss, site) -> None:
    for visitor, address in ((client, "/en/"), (boss, "/en/"), (boss, "/admin/"), (client, "/admin/login/")):
        answer = visitor.get(address)
        assert directives(answer.headers["Content-Security-Policy"])["frame-ancestors"] == {"'none'"}
        assert answer.headers["X-Frame-Options"] == "DENY"


def test_a_document_keeps_the_stricter_policy_of_its_own(client, site, tmp_path) -> None:
    document = Document.objects.create(title="A document", file="a.txt")
    document.file.storage.save("a.txt", factories.picture().file.file)
    answer = client.get(document.url)
    assert answer.status_code == 200
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_files_are_for_this_site_and_features_are_off(client, site) -> None:
    for address in ("/en/", "/static/css/base.css", "/admin/login/"):
        headers = client.get(address).headers
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert "microphone=()" in headers["Permissions-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


# ---------------------------------------------------------------- what stands in place of scripts
def template_names(package: object) -> dict[str, str]:
    """Name -> source of each template of an installed app below the package."""
    found = {}
    for folder in Path(package.__file__).parent.glob("**/templates"):
        app = ".".join(folder.parent.relative_to(Path(package.__file__).parent.parent).parts)
        if app in settings.INSTALLED_APPS:
            found |= {str(path.relative_to(folder)): path.read_text() for path in folder.glob("**/*.html")}
    return found


def test_no_template_of_others_brings_a_script_that_we_do_not_know_of() -> None:
    """Where this fails after an upgrade, the admin would be refused something: see docs/decisions/0006."""
    sources = template_names(wagtail) | template_names(wagtail_localize)
    assert len(sources) > 200
    assert {name for name, source in sources.items() if INLINE.search(source)} == REPLACED | NOT_SHOWN.keys()
    ours = settings.BASE_DIR / "mysite" / "templates"
    assert {name for name in REPLACED if not (ours / name).exists()} == set()


def test_a_screen_full_of_widgets_holds_no_script(boss, site) -> None:
    for address in (
        reverse("wagtailadmin_pages:add", args=["articles", "blogpostpage", site.en.blog.pk]),
        reverse("wagtailsnippets_articles_work:add"),
        reverse("wagtailadmin_workflows:add"),
    ):
        page = html5lib.parse(boss.get(address).content.decode(), namespaceHTMLElements=False)
        inline = [each for each in every(page, "script") if not each.get("src")]
        assert {each.get("type") for each in inline} <= {"application/json"}
        assert not every(page, "style")
        assert {
            name for each in page.iter() for name in each.attrib if name == "style" or name.startswith("on")
        } == set()
        assert every(page, "template")


@pytest.mark.parametrize(
    ("script", "name", "id_", "options"),
    [
        ('new PageChooser("id_a", {"modalUrl": "/x/"});', "PageChooser", "id_a", '{"modalUrl": "/x/"}'),
        ('createTaskChooser("id_b");', "createTaskChooser", "id_b", None),
        ('new Chooser("id_\\u003cc", {"a": "</template>\\"\'"});', "Chooser", "id_<c", '{"a": "</template>\\"\'"}'),
    ],
)
def test_a_mark_says_what_the_script_did(script, name, id_, options) -> None:
    found = one(parse(f"<!doctype html><title>T</title>{mark(script)}"), "template")
    assert (found.get("data-start"), found.get("data-id"), found.get("data-options")) == (name, id_, options)


def test_a_script_that_no_mark_can_stand_for_is_an_error() -> None:
    for script in ("alert(1); alert(2);", "alert(document.cookie);", "window.ran = 1"):
        with pytest.raises(ValueError, match="cannot be started"):
            mark(script)


@pytest.mark.django_db
def test_each_kind_of_chooser_is_a_mark() -> None:
    for widget in (AdminPageChooser(), AdminTaskChooser()):
        shown = widget.render("a", None, {"id": "id_a"})
        assert "<script" not in shown
        assert "data-start=" in shown


def test_wagtail_still_needs_what_is_done_in_its_place() -> None:
    """Where this fails, mysite/upstream_scripts.py or upstream_mail.py can go."""
    admin = Path(wagtail.__file__).parent / "admin"
    assert "<script>{js}</script>" in (admin / "widgets/chooser.py").read_text()
    assert "splitlines" not in (admin / "mail.py").read_text()

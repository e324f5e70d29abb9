"""No English where Spanish is spoken, no Spanish where English is: for readers, and from the editor to the reviewer."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import pytest
import wagtail
from django.contrib.auth.models import Permission
from django.core import mail
from django.template import loader
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import Collection, GroupCollectionPermission, Locale, TaskState
from wagtail_localize import models as localize

from search.models import Promotion
from tests import factories, leaks, spanish_world
from tests.translations import story
from translations import criteria, notifications, services
from translations import people as acts
from translations.digests import shown_digest
from translations.models import BulkStart, QueueItem
from translations.views.bulk import ACTIONS
from translations.views.bulk_pages import TranslatePagesAction

pytestmark = pytest.mark.any_database

SNIPPETS = ("work", "outlet", "person", "topic")
# Titles in the English tree, which Wagtail's screens and the titles of ours show as they are.
ENGLISH_TITLES = {"One", "Two", "Three", "Home", "Publications"}


built = spanish_world.build


def html_of(response: Any) -> str:
    """The markup of an answer; of a dialog's, the markup inside its JSON."""
    content = response.content.decode()
    if response["Content-Type"].startswith("application/json"):
        return json.loads(content).get("html", "")
    return content


def walk(client: Client, addresses: Iterator[str], language: str, statuses: tuple = (200,), **headers: Any) -> None:
    """Read each address; fail with all that is in the wrong language, by address."""
    found = {}
    for address in addresses:
        response = client.get(address, **headers)
        assert response.status_code in statuses, f"{address}: {response.status_code}"
        wrong = leaks.leaks(html_of(response), language, ENGLISH_TITLES)
        if wrong:
            found[address] = wrong
    assert not found, json.dumps(found, ensure_ascii=False, indent=1)


# ---------------------------------------------------------------- readers
def empty_lists(tree: Any, words: dict[str, str]) -> Iterator[str]:
    yield tree.home.get_url()
    yield tree.blog.get_url()
    yield tree.publications.get_url()
    yield from (f"/{tree.locale.language_code}/{words[name]}/" for name in words)


WORDS = {
    "en": {
        "search": "search",
        "topics": "topics",
        "authors": "authors",
        "outlets": "outlets",
        "corrections": "corrections",
    },
    "es": {
        "search": "buscar",
        "topics": "temas",
        "authors": "autores",
        "outlets": "medios",
        "corrections": "correcciones",
    },
}


@pytest.mark.parametrize("language", ["es", "en"])
def test_empty_lists_speak_one_language(client, site, language):
    walk(client, empty_lists(getattr(site, language), WORDS[language]), language)


def public_pages(site: Any, world: spanish_world.World) -> Iterator[str]:
    yield from empty_lists(site.es, WORDS["es"])
    yield world.post.get_url()
    yield world.publication.get_url()
    yield services.target_of(world.stale).get_url()
    for row in (world.topic, world.author, world.outlet):
        with translation.override("es"):
            yield row.get_absolute_url()
    blog, search = site.es.blog.get_url(), "/es/buscar/"
    yield f"{blog}?topic={world.topic.slug}"
    yield f"{blog}?year=1999"
    yield f"{site.es.publications.get_url()}?outlet={world.outlet.slug}&year=2019"
    Promotion.objects.create(words="por dónde empezar", page=world.post)
    yield f"{site.es.publications.get_url()}?kind={world.work.kind}&language={world.work.language}"
    with translation.override("es"):
        yield f"{world.outlet.get_absolute_url()}?kind={world.work.kind}"
    yield f"{search}?q=obra"
    yield f"{search}?q=por+dónde+empezar"
    yield f"{search}?q=obra+xyzzy"
    yield f"{search}?q=xyzzy"
    yield f"{search}?q={'obra+' * 60}"


def test_no_english_on_the_pages_of_spanish_readers(client, site, world):
    walk(client, public_pages(site, world), "es")


def test_no_english_on_long_lists_and_rare_pages(client, site, world):
    for number in range(21):
        factories.post(site.es, f"Obra {number}", intro="Un texto.")
    bare = factories.publication(site.es, "Otra obra", summary="<p>Dice.</p>")
    bare.work.unpublish()
    addresses = [f"{site.es.blog.get_url()}?page=2", "/es/buscar/?q=obra&page=2", bare.get_url()]
    addresses.append(factories.standard(site.es, "Acerca de", body=spanish_world.BODY[:4]).get_url())
    walk(client, iter(addresses), "es")


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_error_pages_speak_one_language(client, site, language):
    walk(client, iter([f"/{language}/nada/"]), language, statuses=(404,))
    with translation.override(language):
        assert not leaks.leaks(loader.render_to_string("500.html", {"site_name": "Tandem"}), language)


def test_no_spanish_on_the_pages_of_english_readers(client, site):
    topic, author = factories.topic(site.en.locale, "Peace"), factories.person(site.en.locale, "Ann Lee", role="editor")
    outlet = factories.outlet(site.en.locale, "The South Review")
    work = factories.work(
        "A work", authors=(author,), outlet=outlet, date="2019-05-01", editions=({"kind": "extract"},)
    )
    publication = factories.publication(site.en, "A summary", work=work, topics=[topic])
    post = factories.post(site.en, "A post", topics=[topic], authors=[author], publications=[publication])
    addresses = [*empty_lists(site.en, WORDS["en"]), post.get_url(), publication.get_url(), "/en/search/?q=work"]
    addresses += [row.get_absolute_url() for row in (topic, author, outlet)]
    addresses += [f"{site.en.blog.get_url()}?year=1999", "/en/search/?q=xyzzy"]
    walk(client, iter(addresses), "en")


def test_index_pages_have_spanish_titles(client, site):
    assert (site.es.home.title, site.es.blog.title, site.es.publications.title) == ("Inicio", "Blog", "Publicaciones")
    assert "Publicaciones" in leaks.texts(client.get("/es/").content.decode(), "es")


# ---------------------------------------------------------------- the screens that Tandem adds
def test_no_english_on_the_translators_screens(client, world):
    client.force_login(world.people.translator_es)
    edit = [reverse("translations:edit", args=[item.pk]) for item in (world.fresh, world.stale, world.in_review)]
    walk(client, iter([reverse("translations:index"), *edit]), "es")


def queue_screens(world: spanish_world.World) -> Iterator[str]:
    queue = reverse("translations:index")
    yield from (f"{queue}?tab={tab}" for tab in criteria.TABS)
    yield from (f"{queue}?tab={tab}&q=nada&due=week&pair=en:es" for tab in criteria.TABS)
    yield from (reverse(f"translations:{name}") for name in ("matrix", "new"))
    yield from (reverse(f"translations:{name}") + "?q=nada" for name in ("matrix", "new"))
    items = "&".join(f"id={item.pk}" for item in QueueItem.objects.all())
    for action in (*ACTIONS, TranslatePagesAction):
        model = "page" if action is TranslatePagesAction else "queueitem"
        app = "wagtailcore" if model == "page" else "translations"
        bulk = reverse("wagtail_bulk_action", args=[app, model, action.action_type])
        yield from (f"{bulk}?{chosen}" for chosen in (items, f"id={world.post.pk}", "id=0"))
    done = {"title": "Uno", "lang": "es", "locale": "en"}
    failed = BulkStart.objects.create(user=world.people.editor, todo=[1], done=[done | {"item": None, "reason": "No."}])
    yield reverse("translations:starting", args=[failed.pk])
    BulkStart.objects.update(finished_at=failed.created_at, done=[done | {"item": world.fresh.pk, "reason": ""}])
    yield reverse("translations:starting", args=[failed.pk])


def test_no_english_in_the_queue(client, world):
    client.force_login(world.people.editor)
    walk(client, queue_screens(world), "es")


def test_no_english_in_what_bulk_actions_say(client, world):
    client.force_login(world.people.admin)
    items = "&".join(f"id={item.pk}" for item in QueueItem.objects.all())
    for action in ACTIONS:
        url = reverse("wagtail_bulk_action", args=["translations", "queueitem", action.action_type]) + f"?{items}"
        for data in ({"due": "x", "priority": "x", "assignee": "x"}, {"priority": "1"}):
            response = client.post(url, data, follow=True)
            assert not leaks.leaks(html_of(response), "es", ENGLISH_TITLES), action


def test_no_english_in_what_a_translator_is_told(client, world):
    client.force_login(world.people.translator_es)
    address = reverse("translations:edit", args=[world.fresh.pk])
    title, *_ = services.segments(world.fresh)
    refused = {f"text-{title.pk}": "Uno\x07 {9}", f"was-{title.pk}": "otra", "text-999999": "texto perdido"}
    for data in (refused, {f"text-{title.pk}": "Uno"}, {"submit": "1"}):
        response = client.post(address, data, follow=True)
        assert not leaks.leaks(html_of(response), "es", ENGLISH_TITLES), data


def test_no_english_in_what_stands_beside_a_passage(client, world):
    client.force_login(world.people.translator_es)
    title, *_ = services.segments(world.stale)
    talk, history = (
        reverse(f"translations:{name}", args=[world.stale.pk, title.pk]) for name in ("talk", "segment_history")
    )
    for data in ({"text": "Dos, @nadie.", "about_original": "on"}, {"text": ""}, {"resolve": ""}):
        for address in (talk, f"{talk}?part"):
            response = client.post(address, data, follow=True)
            assert not leaks.leaks(html_of(response), "es", ENGLISH_TITLES), data
    for address in (talk, history):
        for part in ("", "?part"):
            assert not leaks.leaks(html_of(client.get(address + part)), "es", ENGLISH_TITLES), address + part


def test_no_english_on_the_reviewers_screens(client, world):
    client.force_login(world.people.reviewer_es)
    target = services.target_of(world.in_review)
    state = target.current_workflow_task_state
    review = reverse("translations:review", args=[state.pk])
    modal = reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", state.pk])
    walk(client, iter([reverse("translations:index"), review, modal, modal.replace("approve", "reject")]), "es")
    stale = client.post(review, {"approve": "1", "seen": "0" * 64, "comment": "Bien."})
    assert stale.status_code == 409
    assert not leaks.leaks(html_of(stale), "es", ENGLISH_TITLES)
    sent_back = client.post(
        review, {"reject": "1", "seen": shown_digest(target.latest_revision), "comment": "Falta un dato."}, follow=True
    )
    assert not leaks.leaks(html_of(sent_back), "es", ENGLISH_TITLES)
    walk(client, iter([reverse("translations:edit", args=[world.in_review.pk])]), "es")


def test_no_english_in_what_people_are_told_and_on_what_they_did(client, world):
    everyone = world.people
    acts.assign(item=world.fresh, assignee=everyone.translator_es, user=everyone.editor)
    acts.set_due(item=world.fresh, due=timezone.localdate(), user=everyone.editor)
    acts.set_priority(item=world.fresh, priority=2, user=everyone.editor)
    notifications.remind()
    acts.hand_back(item=world.fresh, user=everyone.editor, note="Otra persona.")
    histories = [reverse("translations:history", args=[item.pk]) for item in (world.fresh, world.stale)]
    for name in ("translator_es", "reviewer_es", "editor"):
        client.force_login(getattr(everyone, name))
        addresses = [reverse("translations:notices"), reverse("wagtailadmin_home"), *histories]
        walk(client, iter([*addresses, reverse("translations:edit", args=[world.fresh.pk])]), "es")
    for act in ("take", "assign", "due", "priority"):
        address = reverse(f"translations:{act}", args=[world.fresh.pk])
        for data in ({"priority": "1"}, {"due": "x", "priority": "x", "assignee": "x"}):
            assert not leaks.leaks(html_of(client.post(address, data, follow=True)), "es", ENGLISH_TITLES), act


def test_no_english_on_the_form_of_a_group_and_each_permission_can_be_given(client, world):
    client.force_login(world.people.admin)
    group = world.people.translator_es.groups.get()
    root = Collection.get_first_root_node()
    for name in ("choose_image", "add_collection"):
        permission = Permission.objects.get(codename=name)
        GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)
    add, edit = reverse("wagtailusers_groups:add"), reverse("wagtailusers_groups:edit", args=[group.pk])
    walk(client, iter([add, edit]), "es")
    said = leaks.texts(client.get(edit).content.decode(), "es")
    named = {"Eliminar: medio", "Idioma", "Traducción", "Seleccionar imágenes en selectores", "Colección"}
    named |= {"Puede bloquear", "Puede publicar", "Puede publicar una traducción antes que su original"}
    assert named <= said, named - said


def test_no_english_on_the_screens_that_open_a_translation(client, site, world):
    client.force_login(world.people.editor)
    start = reverse("translations:start", args=["articles", "blogpostpage", world.post.pk])
    walk(client, iter([start, reverse("translations:index"), reverse("translations:new")]), "es")
    for data in ({}, {"locale": "en", "listed": "1"}, {"locale": "en"}):
        assert not leaks.leaks(html_of(client.post(start, data, follow=True)), "es", ENGLISH_TITLES)
    walk(client, iter([start]), "es")


def test_no_english_where_something_is_refused(client, world):
    client.force_login(world.people.admin)
    target = services.target_of(world.fresh)
    publish = client.post(reverse("wagtailadmin_pages:revisions_revert", args=[target.pk, target.latest_revision_id]))
    gone = client.get(reverse("translations:preview", args=[target.latest_revision_id]) + "?seen=" + "0" * 64)
    for response in (publish, gone):
        assert not leaks.leaks(html_of(response), "es", ENGLISH_TITLES)


# ---------------------------------------------------------------- Wagtail's screens on the same paths
def test_no_english_on_the_way_in(client, site):
    client.cookies["django_language"] = "es"
    addresses = [reverse("wagtailadmin_login"), reverse("wagtailadmin_password_reset")]
    addresses.append(reverse("wagtailadmin_password_reset_done"))
    walk(client, iter(addresses), "es", headers={"accept-language": "es"})
    refused = client.post(addresses[0], {"username": "x", "password": "y"}, headers={"accept-language": "es"})
    assert not leaks.leaks(html_of(refused), "es")


@pytest.mark.parametrize("role", ["editor", "translator_es", "reviewer_es"])
def test_no_english_on_the_first_screen_and_the_account(client, world, role):
    client.force_login(getattr(world.people, role))
    walk(client, iter([reverse("wagtailadmin_home"), reverse("wagtailadmin_account")]), "es")


def page_screens(site: Any, world: spanish_world.World) -> Iterator[str]:
    of_page = ("edit", "history", "usage", "copy", "move", "delete", "unpublish", "workflow_history", "set_privacy")
    yield from (reverse(f"wagtailadmin_pages:{name}", args=[world.post.pk]) for name in of_page)
    yield reverse("wagtailadmin_pages:edit", args=[world.publication.pk])
    yield reverse("wagtailadmin_explore_root")
    yield reverse("wagtailadmin_explore", args=[site.es.blog.pk])
    yield reverse("wagtailadmin_explore", args=[site.es.publications.pk]) + "?q=nada"
    yield reverse("wagtailadmin_pages:add", args=["articles", "blogpostpage", site.es.blog.pk])
    yield reverse("wagtailadmin_pages:add", args=["articles", "publicationpage", site.es.publications.pk])
    yield reverse("wagtailadmin_pages:search") + "?q=obra"
    yield reverse("wagtailadmin_pages:revisions_compare", args=[world.post.pk, "earliest", "latest"])
    yield from (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", act]) + f"?id={world.post.pk}" for act in BULK
    )


BULK = ("delete", "move", "publish", "unpublish")


@pytest.mark.parametrize(("role", "statuses"), [("admin", (200,)), ("editor", (200, 302)), ("reviewer_es", (200, 302))])
def test_no_english_on_page_screens(client, site, world, role, statuses):
    world.post.get_workflow().start(world.post, world.people.editor)
    client.force_login(getattr(world.people, role))
    walk(client, page_screens(site, world), "es", statuses)


def test_no_english_in_what_an_editor_is_told(client, site, world):
    client.force_login(world.people.editor)
    address = reverse("wagtailadmin_pages:add", args=["articles", "blogpostpage", site.es.blog.pk])
    empty = {"body-count": "0", "corrections-count": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0"}
    for name in ("publications", "authors", "topics"):
        empty |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    good = empty | {"title": "Una nueva", "slug": "nueva", "intro": "Un texto.", "date": "2020-01-01"}
    for data in (empty, good | {"hero_image": world.picture.pk}, good, good | {"slug": "dos", "action-submit": "1"}):
        response = client.post(address, data, follow=True)
        assert response.status_code == 200
        assert not leaks.leaks(html_of(response), "es", ENGLISH_TITLES), data


def test_no_english_where_works_are_brought_in(client, world):
    client.force_login(world.people.editor)
    walk(client, iter([reverse("import_works")]), "es")
    odd = {"title": "Una obra", "type": "x", "language": "tlh", "DOI": "x", "URL": "x", "author": [{"literal": "Ana"}]}
    odd |= {"volume": "1" * 99, "container-title": "Otro medio"}
    files = ("", "{", "x", json.dumps([odd, odd | {"title": "Una obra" * 50}, {}, {"title": world.work.title}]))
    for text in files:
        answer = client.post(reverse("import_works"), {"text": text, "locale": world.post.locale_id})
        assert answer.status_code == 200
        assert not leaks.leaks(html_of(answer), "es", ENGLISH_TITLES), text


def snippet_screens(world: spanish_world.World) -> Iterator[str]:
    rows = {"work": world.work, "outlet": world.outlet, "person": world.author, "topic": world.topic}
    for name in SNIPPETS:
        urls = f"wagtailsnippets_articles_{name}"
        yield from (reverse(f"{urls}:{view}") for view in ("list", "add"))
        yield reverse(f"{urls}:list") + "?q=nada"
        yield from (
            reverse(f"{urls}:{view}", args=[rows[name].pk]) for view in ("edit", "history", "usage", "unpublish")
        )
        yield reverse(f"wagtailsnippetchoosers_articles_{name}:choose")


@pytest.mark.parametrize(("role", "statuses"), [("admin", (200,)), ("editor", (200, 302))])
def test_no_english_on_snippet_screens(client, world, role, statuses):
    world.work.get_workflow().start(world.work, world.people.editor)
    client.force_login(getattr(world.people, role))
    walk(client, snippet_screens(world), "es", statuses)


def tool_screens(world: spanish_world.World) -> Iterator[str]:
    for library in ("wagtailimages", "wagtaildocs"):
        yield from (reverse(f"{library}:{view}") for view in ("index", "add_multiple"))
    yield reverse("wagtailimages:edit", args=[world.picture.pk])
    yield reverse("wagtailimages:delete", args=[world.picture.pk])
    yield reverse("wagtailimages_chooser:choose")
    yield reverse("wagtaildocs_chooser:choose")
    yield reverse("wagtailadmin_choose_page")
    for kind in ("external", "email", "phone", "anchor"):
        yield reverse(f"wagtailadmin_choose_page_{kind}_link")
    for report in ("locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages", "page_types_usage"):
        yield reverse(f"wagtailadmin_reports:{report}")
    yield reverse("translations:acts")
    promotion = Promotion.objects.create(words="por dónde empezar", page=world.post)
    yield from (reverse(f"promoted_results:{view}") for view in ("index", "add"))
    yield from (reverse(f"promoted_results:{view}", args=[promotion.pk]) for view in ("edit", "delete", "history"))


@pytest.mark.parametrize(("role", "statuses"), [("admin", (200,)), ("editor", (200, 302))])
def test_no_english_on_other_screens(client, world, role, statuses):
    client.force_login(getattr(world.people, role))
    walk(client, tool_screens(world), "es", statuses)


def test_no_english_in_what_scripts_say(client, world):
    client.force_login(world.people.editor)
    script = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    said = json.loads(re.search(r"const newcatalog = (\{.*?\n  \});", script, re.S)[1])
    english = Path(wagtail.__file__).parent / "admin/locale/en/LC_MESSAGES/djangojs.po"
    needed = [entry.msgid for entry in polib.pofile(str(english)) if not entry.obsolete]
    assert len(needed) > 50
    assert not [message for message in needed if message not in said]


def test_no_english_in_letters(client, world, django_capture_on_commit_callbacks):
    target = services.target_of(world.in_review)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        story.approve(target, world.people.reviewer_es)
    assert TaskState.objects.filter(revision__object_id=str(target.pk), status="approved").exists()
    for letter in mail.outbox:
        lines = [letter.subject, *letter.body.splitlines()]
        assert not [line for line in lines if leaks.is_leak(line.strip(), "en")]


def test_wagtail_still_needs_what_is_done_in_its_place():
    """Where one of these fails, delete the piece of mysite/upstream_words.py, or the template, that it names."""
    admin = Path(wagtail.__file__).parent / "admin"
    assert "import gettext as _" in (admin / "viewsets/chooser.py").read_text(), "CHOOSER_TEXTS"
    forms = (admin / "forms/choosers.py").read_text()
    assert "email_address = forms.EmailField(required=True)" in forms, "FIELD_LABELS"
    assert 'self.fields["locale"] = forms.ChoiceField(\n                choices=' in forms, "_label_locale_filter"
    for module in ("admin/forms/collections.py", "images/forms.py"):
        assert "import gettext as _" in (admin.parent / module).read_text(), "COLUMNS"
    permissions = admin.parent / "users/templates/wagtailusers/groups/includes/formatted_permissions.html"
    assert "{{ content_perms_dict.add.perm.name }}" in permissions.read_text(), "BOXES"
    assert [model._meta.verbose_name for model in (Locale, localize.Translation)] == ["locale", "translation"], (
        "NAMELESS"
    )
    assert 'aria-label="Actions"' in (admin / "templates/wagtailadmin/shared/headers/_actions.html").read_text()
    assert 'value="Search"' in (admin / "templates/wagtailadmin/home.html").read_text(), "HARD_CODED in tests/leaks.py"


# ---------------------------------------------------------------- the reader of leaks itself
def test_a_leak_is_seen():
    page = '<html lang="es"><p>Home</p><p>Two of them</p><a title="Save">x</a><p lang="en">Home</p><p>Blog</p>'
    assert leaks.leaks(page, "es") == ["Home", "Save", "Two of them"]
    assert leaks.leaks('<html lang="en"><body><p>Guardar</p><p>Lo que hay</p><p lang="es">Guardar</p>', "en") == [
        "Guardar",
        "Lo que hay",
    ]

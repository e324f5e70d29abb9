"""The rest of the matrix of rights (matrix_others.py), tried on real objects; a refusal leaves no trace."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation
from wagtail.documents import get_document_model
from wagtail.models import (
    Collection,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
    Revision,
    Task,
    WorkflowState,
)

from articles.models import Outlet, Person, PublicationIndexPage, Topic, Work
from tests import factories
from tests.accounts.signing import confirm
from tests.translations import story, test_matrix
from tests.translations.conftest import new_draft
from tests.translations.doors import Door, doors
from tests.translations.matrix import PARTS
from tests.translations.matrix_others import OF_READERS, OF_THE_CATALOGUE, SIGNING_IN
from tests.translations.test_every_door import form_of
from tests.translations.ways import fresh
from translations import services

pytestmark = pytest.mark.any_database

GONE = 10**9
KINDS = {"topic": Topic, "person": Person, "outlet": Outlet, "work": Work}
DETAILS = {"topic": "topic", "author": "person", "outlet": "outlet"}
DETAILS |= {f"{name}_references": kind for name, kind in DETAILS.items()}
CATALOGUE = {door.name: door for door in doors() if door.namespace.rpartition("_")[2] in KINDS}
KEY = {"name": "Blue", "passwordless": False, "credential": {}}


# ------------------------------------------------------------------ the objects
def rows_of(kind: str, site, people) -> dict[str, Any]:
    """A row of the catalogue in each state."""

    def make(name: str, tree=site.en, **fields: Any):
        title = f"{kind} {name}"
        return (
            factories.work(title, **fields)
            if kind == "work"
            else getattr(factories, kind)(tree.locale, title, **fields)
        )

    rows = {name: make(name, live=name != "draft") for name in ("live", "draft", "locked", "review")}
    new_draft(rows["live"], **{"title" if kind == "work" else "name": "Newer"})
    KINDS[kind].objects.filter(pk=rows["locked"].pk).update(locked=True, locked_by=people.admin)
    rows["review"].get_workflow().start(rows["review"], people.editor)
    if kind == "work":
        rows["facts"] = rows.pop("review")
        rows |= {f"facts-{name}": rows[name] for name in ("live", "locked")}
    else:
        rows |= {"english": rows["live"], "english-locked": rows["locked"], "other": make("other", site.es)}
        item = services.start_translation(source=rows["live"], locale=site.es.locale, user=people.admin)
        services.save_translation(item=item, user=people.admin, texts=story.typed(item))
        rows["target"] = services.target_of(item)
    return {name: fresh(row) for name, row in rows.items()}


def shown(site, people) -> dict[str, Any]:
    """Pages and files, by what readers may see of them."""
    found = {"live": factories.post(site.en, "Live"), "draft": factories.post(site.en, "Draft", live=False)}
    found |= {"other": factories.post(site.es, "Otra"), "private": factories.post(site.en, "Private")}
    found["list"] = site.en.blog
    PageViewRestriction.objects.create(page=found["private"], restriction_type=PageViewRestriction.LOGIN)
    item = story.open_post(site, "en", "es", people.editor)
    services.save_translation(item=item, user=people.admin, texts=story.typed(item))
    found["target"] = services.target_of(item)
    root = Collection.get_first_root_node()
    for name in ("file", "hidden"):
        place = root.add_child(name=name)
        found[name] = get_document_model().objects.create(title=name, file=ContentFile(b"x", "a.txt"), collection=place)
    CollectionViewRestriction.objects.create(collection=place, restriction_type=PageViewRestriction.LOGIN)
    return found


def built(site) -> SimpleNamespace:
    people = story.people(site)
    people.administrator = factories.user("administrator", "Site administrators")
    rows = {kind: rows_of(kind, site, people) for kind in KINDS}
    world = SimpleNamespace(rows=rows, people=people, shown=shown(site, people), clients={}, keys={})
    for part in PARTS:
        world.clients[part] = Client(raise_request_exception=False)
        if part != "anonymous":
            user = getattr(people, part)
            world.clients[part].force_login(user)
            TOTP.activate(user, "JBSWY3DPEHPK3PXP")
            RecoveryCodes.activate(user)
            kind = Authenticator.Type.WEBAUTHN
            world.keys[part] = Authenticator.objects.create(user=user, type=kind, data=KEY).pk
    return world


# ------------------------------------------------------------------ what is tried
def outcome(response: HttpResponse) -> str:
    if response.status_code == 302 and response.url.startswith(reverse("account_reauthenticate")):
        return "confirm" if "/login/" not in response.url else "login"
    return test_matrix.outcome(response)


def stored() -> list:
    """What no refused POST may touch; that somebody looked at their codes is noted on these."""
    factors = Authenticator.objects.order_by("pk").values_list("pk", "user", "type", "data")
    known = [(*row, {key: value for key, value in data.items() if key != "viewed_at"}) for *row, data in factors]
    rows = [list(model.objects.order_by("pk").values()) for model in KINDS.values()]
    return [
        known,
        *rows,
        list(Page.objects.order_by("pk").values_list("pk", "live", "title")),
        Revision.objects.count(),
    ]


# Who gets in is decided before a template is rendered, which would take most of the time.
BLANK = mock.patch.object(TemplateResponse, "rendered_content", "")
REFUSED = {"login", "away", "confirm", "403", "404", "405", "423"}


def differences(world, line: tuple, address: Callable[[str], str], **how: Any) -> list[str]:
    """Who gets another outcome than the line says, with everything undone after each; `how` is for `sent`."""
    method, thing, expected = line
    found, before = [], stored() if method == "POST" else None
    for part, wanted in zip(PARTS, expected, strict=True):
        if wanted not in how.get("only", {wanted}):
            continue
        with transaction.atomic():
            got = sent(world, part, method, address(part), before if wanted in REFUSED else None, **how)
            transaction.set_rollback(True)
        if got != wanted:
            found.append(f"{method} {thing}: {part} gets {got}, not {wanted}")
    return found


def sent(world, part: str, method: str, url: str, before: list | None, *, data=None, ready=None, **how: Any) -> str:
    """The outcome; of a refused POST also that it left no trace. `ready` is called before."""
    cache.clear()  # tries are counted there
    if ready:
        ready(part)
        before = before and stored()
    client = world.clients[part]
    with BLANK:
        response = client.post(url, data or {}) if method == "POST" else client.get(url)
    if before:
        assert stored() == before, f"{part} was refused, and {url} did it all the same"
    return outcome(response)


# ------------------------------------------------------------------ signing in
def anothers(world, part: str) -> str:
    return "translator_es" if part != "translator_es" else "editor"


def signing(world, name: str, thing: str) -> Callable[[str], str]:
    def address(part: str) -> str:
        whose = anothers(world, part) if "anothers" in thing else part
        if name == "reset_factors":
            known = getattr(world.people, whose, world.people.editor).pk
            return reverse(name, args=[GONE if thing == "gone" else known])
        return reverse(
            name, args=[world.keys.get(whose, GONE)] if name.endswith(("edit_webauthn", "remove_webauthn")) else []
        )

    return address


def confirmed(world, thing: str) -> Callable[[str], None]:
    """Whoever is `sure` has just said who they are."""

    def ready(part: str) -> None:
        if part == "anonymous" or not thing.startswith(("sure", "bare")):
            return
        confirm(world.clients[part])
        if thing == "bare":
            Authenticator.objects.filter(user=getattr(world.people, part)).delete()

    return ready


@pytest.mark.parametrize("name", SIGNING_IN)
def test_everybody_has_their_own_factors_and_superusers_take_lost_ones_away(world, name) -> None:
    for line in SIGNING_IN[name]:
        data = {"name": "Green"} if "edit" in name else {}
        ready = confirmed(world, line[1])
        assert differences(world, line, signing(world, name, line[1]), data=data, ready=ready) == []


# ------------------------------------------------------------------ the catalogue
# The buttons of these screens are pressed; nothing is sent to others, which are asked for an outcome only.
FORMS = {"add", "edit", "delete", "unpublish", "confirm_workflow_cancellation", "revisions_unschedule"}
TYPED = {"name": "New", "title": "New", "slug": "new"}


def inside(door: Door, row) -> dict[str, Any]:
    """What stands in an address of the catalogue."""
    state = WorkflowState.objects.filter(object_id=str(row.pk), content_type__model=row._meta.model_name).last()
    known = {"pk": row.pk, "revision_id": row.latest_revision_id, "revision_id_a": "live", "revision_id_b": "latest"}
    known |= {"action_name": "approve", "task_id": Task.objects.first().pk}
    if state:
        known |= {"workflow_state_id": state.pk, "task_state_id": state.current_task_state_id}
    return {name: known.get(name, GONE) for name in door.parameters}


# What is tried of each kind: their screens are the same classes, and what is given takes most of the time.
TRIED = {"topic": REFUSED | {"ok", "200"}, "work": REFUSED | {"ok"}, "person": REFUSED, "outlet": REFUSED}


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_gets_what_the_table_says_of_the_catalogue(world, kind) -> None:
    for door in (one for one in CATALOGUE.values() if one.namespace.endswith(f"_{kind}")):
        view = door.name.rpartition(":")[2]
        for line in OF_THE_CATALOGUE[view]:
            method, thing, _expected = line
            if thing != "-" and thing not in world.rows[kind]:
                continue
            url = reverse(door.name, kwargs=inside(door, world.rows[kind].get(thing, world.rows[kind]["live"])))
            data = (
                form_of(world.clients["admin"], url) | TYPED
                if method == "POST" and view in FORMS and "ok" in TRIED[kind]
                else {}
            )
            assert differences(world, line, lambda _part, url=url: url, data=data, only=TRIED[kind]) == [], door.name


# ------------------------------------------------------------------ what readers reach
def about(page, name: str) -> str:
    """A screen about a page, in its language."""
    more = {
        "cite": {},
        "search_like": {},
        "search_like_list": {},
        "cite_file": {"part": "pages", "ending": "bib"},
        "cite_list": {"part": "pages", "ending": "bib"},
    }
    with translation.override(page.locale.language_code):
        return reverse(name, kwargs={"pk": page.pk, **more[name]})


def publication_on(world, tree_of) -> None:
    """Something to be cited on, by and from what is live: there is no file of nothing."""
    tree = SimpleNamespace(locale=tree_of.locale, publications=PublicationIndexPage.objects.get(locale=tree_of.locale))
    live = {kind: rows["live"] for kind, rows in world.rows.items()}
    work = factories.work("Cited", authors=(live["person"],), outlet=live["outlet"])
    factories.publication(tree, work=work, topics=[live["topic"]])


def of_readers(world, name: str, thing: str) -> str:
    if name in DETAILS:
        row = world.rows[DETAILS[name]][thing]
        if name.endswith("_references") and thing == "live":
            publication_on(world, tree_of=row)
        with translation.override(row.locale.language_code):
            return reverse(name, args=[row.slug, "bib"][: 2 if name.endswith("_references") else 1])
    if name == "search_references":
        return f"{reverse(name, args=['bib'])}?q=live"
    if name.startswith(("cite", "search_like")):
        return about(world.shown[thing], name)
    if thing == "-":
        return f"{reverse(name)}?q=live"
    if name == "wagtailcore_authenticate_with_password":
        return reverse(name, args=[PageViewRestriction.objects.get().pk, world.shown[thing].pk])
    if name == "wagtaildocs_authenticate_with_password":
        return reverse(name, args=[CollectionViewRestriction.objects.get().pk])
    return world.shown[thing].get_url() if name == "wagtail_serve" else world.shown[thing].url


@pytest.mark.parametrize("name", OF_READERS)
def test_readers_get_the_same_whoever_they_are(world, name) -> None:
    for line in OF_READERS[name]:
        url = of_readers(world, name, line[1])
        assert differences(world, line, lambda _part, url=url: url) == []


# ------------------------------------------------------------------ nothing is left out
def test_every_address_of_ours_has_its_lines() -> None:
    """Whose view is in a module of ours, or of the library that signs in."""
    named = {door.name for door in doors()}
    signing_in = {name for name in named if name.startswith(("mfa_", "account_"))} | {"reset_factors"}
    assert signing_in == SIGNING_IN.keys()
    assert {door.name.rpartition(":")[2] for door in CATALOGUE.values()} == OF_THE_CATALOGUE.keys()
    assert {door.name for door in doors() if not door.is_admin} == OF_READERS.keys()
    for table in (SIGNING_IN, OF_THE_CATALOGUE, OF_READERS):
        for name, lines in table.items():
            assert {method for method, _thing, _outcomes in lines} == {"GET", "POST"}, name

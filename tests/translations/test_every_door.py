"""Every other address of the admin: the anonymous get nowhere, and who may not publish changes nothing public."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page
from wagtail.test.utils.form_data import querydict_from_html

from tests import factories
from tests.translations.conftest import Scene, new_draft
from tests.translations.doors import address, doors, furniture
from tests.translations.matrix import MATRIX
from tests.translations.matrix_others import OF_READERS
from tests.translations.ways import fresh

pytestmark = pytest.mark.any_database

# What is there to be reached without a login.
OPEN = {
    "wagtailadmin_login",
    "account_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_password_reset_done",
    "wagtailadmin_password_reset_confirm",
    "wagtailadmin_password_reset_complete",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_sprite",
    "wagtailadmin_logout",
}
OTHERS = [door for door in doors() if door.is_admin and door.name not in MATRIX]
# Tables whose rows no reader is shown.
UNSEEN = (
    "django_session",
    "log",
    "refusedact",
    "editingsession",
    "referenceindex",
    "uploaded",
    "wagtailcore_comment",
    "userprofile",
)
UNREAD = "Nobody read this"


def built(site) -> SimpleNamespace:
    scene = Scene(site, "en", "es")
    things = furniture()
    topic, person = factories.topic(site.en.locale), factories.person(site.en.locale, bio="Writes.")
    outlet = factories.outlet(site.en.locale)
    work = factories.work("A work", outlet=outlet, authors=(person,))
    about = {"hero_image": things.image, "hero_alt": "A hall"}
    source = scene.post("Two works", topics=[topic], authors=[person], **about)
    factories.publication(site.en, "A book", work=work, topics=[topic])
    item, target = scene.live(source)
    waiting = scene.start(scene.post("Waiting", topics=[topic], authors=[person]))
    scene.save(waiting)
    scene.submit(waiting)
    for row in (topic, person, outlet, work):
        new_draft(row, **{"title" if row == work else "name": UNREAD})
    scene.save(item, title=UNREAD)
    new_draft(source, title=UNREAD)
    topic, person, outlet, work, source, target = map(fresh, (topic, person, outlet, work, source, target))
    rows = {"topic": topic, "person": person, "outlet": outlet, "work": work, "source": source, "target": target}
    redirect = Redirect.objects.create(old_path="/x", redirect_link="/y")
    shared = SimpleNamespace(scene=scene, group=Group.objects.first(), locale=site.es.locale, redirect=redirect, **rows)
    shared.__dict__.update(vars(things), user=scene.admin, page=target)
    shared.urls = [page.get_url() for page in Page.objects.filter(live=True, depth__gt=1)]
    shared.urls += [f"/en/topics/{topic.slug}/", f"/en/authors/{person.slug}/", f"/en/outlets/{outlet.slug}/"]
    return shared


def public(world) -> list[bytes]:
    """What the anonymous get of every public page."""
    reader = Client()
    return [reader.get(url).content for url in world.urls]


class Writes:
    """Whether statements change a table that readers could be shown something of."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __call__(self, execute, sql, params, many, context):
        table = sql.split('"')[1] if sql.startswith(("INSERT", "UPDATE", "DELETE")) else ""
        if table and not any(part in table for part in UNSEEN):
            self.found.append(table)
        return execute(sql, params, many, context)


def test_every_address_is_in_one_of_the_lists() -> None:
    """A new one fails here until someone says who may use it."""
    known = {door.name for door in OTHERS} | MATRIX.keys() | OF_READERS.keys()
    assert [door.name for door in doors() if door.name not in known] == []
    assert {
        name for name in MATRIX.keys() | OF_READERS.keys() | OPEN if name not in {door.name for door in doors()}
    } == set()
    assert len(OTHERS) > 250


def test_the_anonymous_get_nowhere(world, client) -> None:
    before = public(world)
    client.raise_request_exception = False
    writes = Writes()
    with connection.execute_wrapper(writes):
        for door in OTHERS:
            if door.name in OPEN:
                continue
            for send in (client.get, client.post):
                response = send(address(door, world), follow=False)
                refused = response.status_code in (401, 403) or "/login/" in response.headers.get("Location", "")
                assert refused, f"{door.name} answered {response.status_code}"
    assert writes.found == []
    assert public(world) == before


def form_of(client: Client, url: str) -> dict:
    """What the largest form of a screen would send, so that a POST is not refused for being empty."""
    response = client.get(url)
    html = response.content.decode(errors="replace") if response.get("Content-Type", "").startswith("text/html") else ""
    if response.status_code != 200 or "<form" not in html:
        return {}
    found: dict = {}
    for number in range(html.count("<form")):
        try:
            data = querydict_from_html(html, form_index=number)
        except ValueError:
            continue
        found = dict(data.lists()) if len(data) > len(found) else found
    return found


PUSHED = {"action-publish": "action-publish", "action": "publish", "include_descendants": "on", "publish_copies": "on"}
PUSHED |= {"body-count": "0", "corrections-count": "0", "summary": "null"}
BULK = [
    (f"/admin/bulk/{kind}/{action}/?id={{{name}}}", f"{name} {action}")
    for kind, name, actions in (
        ("wagtailcore/page", "page", ("publish", "unpublish", "delete", "move")),
        *((f"articles/{name}", name, ("delete",)) for name in ("topic", "person", "outlet", "work")),
        ("wagtaildocs/document", "document", ("delete", "add_to_collection", "add_tags")),
        ("core/creditedimage", "image", ("delete", "add_to_collection", "add_tags")),
    )
    for action in actions
]


# Translators have no right on any page, so that one of the two pages is enough for them.
@pytest.mark.parametrize(
    ("part", "page"),
    [("editor", "target"), ("editor", "source"), ("translator", "target"), ("other_translator", "target")],
)
def test_who_may_not_publish_changes_nothing_that_readers_see(world, client, part, page, monkeypatch) -> None:
    """Each address is asked for its form, which is sent back with every button pressed that publishes."""
    world.page = getattr(world, page)
    world.page.latest_revision_id = type(world.page).objects.get(pk=world.page.pk).latest_revision_id
    before = public(world)
    client.force_login(getattr(world.scene, part))
    client.raise_request_exception = False
    addresses = [(door.name, address(door, world)) for door in OTHERS]
    keys = {
        name: getattr(world, name).pk for name in ("page", "topic", "person", "outlet", "work", "document", "image")
    }
    addresses += [(name, url.format(**keys)) for url, name in BULK]
    wrote = []
    for name, url in addresses:
        if name in OPEN:
            continue
        writes = Writes()
        with transaction.atomic():
            data = form_of(client, url) | PUSHED
            with connection.execute_wrapper(writes):
                client.post(url, data)  # Wagtail answers some with 500, for want of fields that its scripts add
            if writes.found:
                wrote.append(name)
                assert public(world) == before, name
            transaction.set_rollback(True)
    assert public(world) == before
    if part == "editor":
        assert len(wrote) > 10, wrote  # the forms were good ones

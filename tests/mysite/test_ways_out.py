"""No address of ours sends a reader elsewhere because a query, a form or a header says so."""

from collections.abc import Iterator
from itertools import cycle
from types import SimpleNamespace
from urllib.parse import urlencode, urljoin, urlsplit

import html5lib
import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, Workflow

from tests import factories
from tests.reading import every
from tests.translations import story
from translations import localize, services

pytestmark = pytest.mark.any_database

HERE = "http://testserver/en/here/"
EVIL = [
    "https://evil.example/",
    "http://evil.example",
    "//evil.example/",
    "///evil.example/",
    "////evil.example",
    "/\\evil.example/",
    "\\\\evil.example/",
    "\\/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https:\\\\evil.example",
    "http:///evil.example",
    "//testserver@evil.example/",
    "https://testserver:80@evil.example/",
    "https://testserver.evil.example/",
    "https://evil.example\\@testserver/",
    "https://evil.example#@testserver/",
    "https://evil.example?testserver",
    "//evil%E3%80%82example/",
    "//evil。example/",
    "https://[::ffff:203.0.113.1]/",
    "//0x7f.1/",
    "javascript:alert(1)",
    "JaVaScRiPt://testserver/%0aalert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "\x01javascript:alert(1)",
    "java\tscript:alert(1)",
    "\t//evil.example/",
    " //evil.example/",
    "/\t/evil.example/",
    "/\n/evil.example/",
    "\r\nLocation: https://evil.example/",
    "%0d%0aLocation:%20https://evil.example/",
    "https://evil.example/%2f..",
    "ftp://testserver/",
    "///",
    "http://testserver\x00.evil.example/",
]
FORM = {"title": "A page", "slug": "a-page", "body-count": "0", "corrections-count": "0", "name": "A name"}
NAMES = ("next", "return", "return_url", "return_to", "redirect", "redirect_to", "success_url", "url", "back")


def target(address: str) -> tuple[str, str]:
    """Scheme and host of where a browser goes: it drops tabs and breaks, and takes \\ for /."""
    seen = "".join(sign for sign in address if sign not in "\t\r\n").strip("".join(map(chr, range(33))))
    parts = urlsplit(urljoin(HERE, seen.replace("\\", "/")))
    return parts.scheme, parts.netloc


def ways_out(response: HttpResponse) -> list[str]:
    """Where the answer, its links and its forms lead that is not this host; the editors' own content excepted."""
    found = [response.headers.get("Location", ""), response.headers.get("Refresh", "").partition("url=")[2]]
    if response.headers.get("Content-Type", "").startswith("text/html") and not response.streaming:
        page = html5lib.parse(response.content.decode(), namespaceHTMLElements=False)
        for tag, attribute in (("a", "href"), ("form", "action"), ("button", "formaction"), ("meta", "content")):
            found += [each.get(attribute) or "" for each in every(page, tag) if "evil" in (each.get(attribute) or "")]
            found += [each.get(attribute) for each in every(page, tag) if "alert(1)" in (each.get(attribute) or "")]
    leaving = [address for address in found if address and target(address) not in (("http", "testserver"), ("", ""))]
    return leaving + [name for name in response.headers if name.lower() in EVIL]


def attempt(client: Client, method: str, address: str, evil: str, **more: str) -> HttpResponse:
    """Ask, or send, with the address in each field that a view could heed; what it changes is undone."""
    fields = dict.fromkeys(NAMES, evil) | more
    with transaction.atomic():
        response = client.get(address, fields) if method == "get" else client.post(address, fields)
        transaction.set_rollback(True)
    return response


def built(site) -> SimpleNamespace:
    """One of each thing that a view with a way back is about."""
    people = story.people(site)
    item = story.open_post(site, "en", "es", people.editor)
    page = factories.standard(site.en, "A page")
    secret = factories.standard(site.en, "A secret")
    restriction = PageViewRestriction.objects.create(page=secret, restriction_type="password", password="open")
    collection = Collection.get_first_root_node().add_child(name="Private")
    shut = CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="open")
    return SimpleNamespace(
        people=people, item=item, page=page, secret=secret, restriction=restriction, shut=shut, site=site,
        source=localize.source_of(services.source_of(item)), work=factories.work("A work"),
        picture=factories.picture(), document=Document.objects.create(title="A document", file="a.txt"),
        workflow=Workflow.objects.first(), topic=factories.topic(site.en.locale, "Peace"),
    )  # fmt: skip


def views_with_a_way_back(world: SimpleNamespace) -> Iterator[str]:
    """What reads `next` in Wagtail, in wagtail-localize and in Tandem."""
    for name in ("edit", "copy", "delete", "unpublish", "move", "convert_alias", "lock", "unlock", "add_subpage"):
        yield reverse(f"wagtailadmin_pages:{name}", args=[world.page.pk])
    yield reverse("wagtailadmin_pages:add", args=["home", "standardpage", world.site.en.home.pk])
    for action in ("delete", "publish", "unpublish", "move"):
        address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        yield f"{address}?id={world.page.pk}"
    for name, pk in (("work", world.work.pk), ("topic", world.topic.pk)):
        for view in ("edit", "delete", "unpublish", "lock", "unlock"):
            yield reverse(f"wagtailsnippets_articles_{name}:{view}", args=[pk])
    for view in ("edit", "delete"):
        yield reverse(f"wagtailimages:{view}", args=[world.picture.pk])
        yield reverse(f"wagtaildocs:{view}", args=[world.document.pk])
    for view in ("enable", "disable", "edit"):
        yield reverse(f"wagtailadmin_workflows:{view}", args=[world.workflow.pk])
    yield reverse("wagtailadmin_workflows:remove", args=[world.page.pk])
    yield reverse("wagtail_localize:submit_page_translation", args=[world.page.pk])
    yield reverse("wagtail_localize:update_translations", args=[world.source.pk])
    yield reverse("wagtail_localize:convert_to_alias", args=[services.target_of(world.item).pk])
    yield reverse("translations:index")
    yield reverse("translations:edit", args=[world.item.pk])
    yield reverse("translations:start", args=["home", "standardpage", world.page.pk])
    yield reverse("wagtailadmin_login")
    yield reverse("wagtailadmin_account")
    yield reverse("wagtailadmin_dismissibles")


def test_no_screen_sends_an_editor_elsewhere(world) -> None:
    """Each hostile address in turn, so that all of them are tried and each screen gets several."""
    client = Client(raise_request_exception=False)
    client.force_login(world.people.admin)
    turns, found, sent_back = cycle(EVIL), [], 0
    for address in views_with_a_way_back(world):
        for method in ("get", "post", "get", "post", "post"):
            response = attempt(client, method, address, next(turns), **FORM)
            found += [f"{method} {address}: {out}" for out in ways_out(response)]
            sent_back += response.status_code == 302
    assert found == [], "\n".join(found)
    assert sent_back > 50


def test_the_way_back_that_is_ours_is_taken(client, world) -> None:
    client.force_login(world.people.admin)
    unlock = reverse("wagtailadmin_pages:unlock", args=[world.page.pk])
    for address in (unlock, reverse("wagtailadmin_workflows:disable", args=[world.workflow.pk])):
        assert (
            attempt(client, "post", address, "/admin/reports/locked/").headers["Location"] == "/admin/reports/locked/"
        )


@pytest.mark.parametrize("evil", EVIL)
def test_signing_in_and_out_leads_to_the_admin(world, evil) -> None:
    client, login = Client(), reverse("wagtailadmin_login")
    user = world.people.editor
    user.set_password("correct horse battery")
    user.save()
    given = {"username": user.get_username(), "password": "correct horse battery"}
    assert ways_out(attempt(client, "get", login, evil)) == []
    answers = [attempt(client, "post", f"{login}?{urlencode({'next': evil})}", evil, **given)]
    answers.append(attempt(client, "post", login, evil, **given))
    client.force_login(user)
    answers.append(attempt(client, "get", login, evil))
    answers.append(attempt(client, "post", reverse("wagtailadmin_logout"), evil))
    assert [way for answer in answers for way in ways_out(answer)] == []
    assert [answer.status_code for answer in answers] == [302] * 4


@pytest.mark.parametrize("evil", EVIL)
def test_a_password_for_a_page_or_a_document_leads_to_this_site(client, world, evil) -> None:
    page = reverse("wagtailcore_authenticate_with_password", args=[world.restriction.pk, world.secret.pk])
    documents = reverse("wagtaildocs_authenticate_with_password", args=[world.shut.pk])
    for address in (page, documents):
        answer = attempt(client, "post", address, evil, password="open")
        assert answer.status_code in (200, 302)
        assert ways_out(answer) == []


@pytest.mark.parametrize("address", ["/en/", "/en/search/", "/es/buscar/", "/en/nowhere/", "/", "/en/topics/"])
def test_no_page_of_the_site_heeds_a_way_back(client, site, address) -> None:
    for evil in EVIL:
        assert ways_out(client.get(address, dict.fromkeys(NAMES, evil))) == [], evil


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example",
        "//evil.example/en",
        "///evil.example//",
        "/\\evil.example",
        "/%5Cevil.example",
        "/%5C%5Cevil.example/en",
        "/%2F/evil.example",
        "/en//evil.example",
        "/en/%0d%0aLocation:%20https://evil.example",
        "/%0d%0aSet-Cookie:%20a=b",
        "/admin//evil.example",
        "//evil.example/admin",
        "/@evil.example",
        "/.evil.example",
        "/;@evil.example",
        "/en/blog/..//evil.example",
        "//evil.example/%2e%2e",
        "/http://evil.example",
        "/https:evil.example",
    ],
)
@pytest.mark.parametrize("secure", [True, False])
def test_no_path_leads_elsewhere(site, settings, path, secure) -> None:
    settings.SECURE_SSL_REDIRECT = not secure  # the first answer of a server to plain HTTP is a redirect
    response = Client().generic("GET", path, secure=secure)
    host = urlsplit(response.headers.get("Location", "")).netloc
    assert host in ("", "testserver")
    assert target(response.headers.get("Location", ""))[1] in ("", "testserver")
    assert "Set-Cookie" not in response.headers


# ---------------------------------------------------------------- hosts
HOSTS = [
    "evil.example",
    "testserver.evil.example",
    "eviltestserver",
    "testserver@evil.example",
    "testserver:80@evil.example",
    "testserver, evil.example",
    "testserver evil.example",
    "testserver/evil.example",
    "testserver#evil.example",
    "testserver?evil.example",
    "testserver\\evil.example",
    "testserver\r\nX-Evil: 1",
    "testserver\nevil.example",
    "testserver\tevil.example",
    "testserver:evil",
    "testserver:80:80",
    "[::1",
    "[evil.example]",
    "<script>",
    '"><script>alert(1)</script>',
    "test\u017ferver",
    "xn--e1awd7f.example",
    "",
]


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("address", ["/en/", "/", "/admin/login/", "/en/nowhere/", "/admin/password_reset/"])
def test_a_host_that_is_not_ours_is_refused(site, host, address) -> None:
    response = Client(raise_request_exception=False).get(address, HTTP_HOST=host)
    assert response.status_code == 400
    assert "evil" not in response.content.decode() + str(response.headers)


@pytest.mark.parametrize("header", ["X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-Original-URL", "Forwarded"])
@pytest.mark.parametrize("address", ["/en/", "/", "/admin/login/", "/en/nowhere/", "/en/search/?q=peace"])
def test_no_other_header_names_the_host(client, site, header, address) -> None:
    response = client.get(address, headers={header: "host=evil.example" if header == "Forwarded" else "evil.example"})
    assert response.status_code in (200, 302, 404)
    assert "evil" not in response.content.decode() + str(response.headers)


@pytest.mark.parametrize("host", ["testserver:99999", "testserver:0", "TESTSERVER", "testserver.", "testserver:81"])
def test_an_odd_spelling_of_our_host_is_still_ours(site, host) -> None:
    """A port or a capital letter is repeated in the links to this page itself; the host they lead to is ours."""
    page = factories.standard(site.en)
    shown = html5lib.parse(Client().get(page.get_url(), HTTP_HOST=host).content.decode(), namespaceHTMLElements=False)
    links = [each.get("href") for tag in ("a", "link") for each in every(shown, tag)]
    named = {urlsplit(link).netloc.partition(":")[0].lower().rstrip(".") for link in links}
    assert named == {"", "testserver"}

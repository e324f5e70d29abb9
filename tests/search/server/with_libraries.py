"""With the libraries themselves: each request of ours goes over a wire as they send it. Run by `make test-clients`.

No other test needs them, so this file is not among those that `make test` looks for.
"""

import time
from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from wagtail.models import Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from search.server import asking
from search.server.address import backends_of
from tests import factories

from .over_http import over_http
from .stand_in import Refused, StandIn

KINDS = pytest.mark.parametrize("kind", ["opensearch", "elasticsearch"], indirect=True)
CODES = pytest.mark.parametrize("code", ["en", "es"])
LOGIN = "ana:p%40ss"
SEARCH = {"en": "/en/search/", "es": "/es/buscar/"}


@pytest.fixture
def kind(request, site, settings) -> Iterator[StandIn]:
    """The stand-in, asked by the library of a kind of server."""
    server = StandIn()
    cache.delete(asking.RESTING)
    with over_http(server) as port:
        told = backends_of(f"{request.param}+http://{LOGIN}@127.0.0.1:{port}/tandem")
        settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, **told}
        call_command("update_index", backend_name="readers", verbosity=0)
        yield server
    cache.delete(asking.RESTING)


@KINDS
@CODES
def test_a_search_goes_there_and_back(kind, site, client, code) -> None:
    factories.post(getattr(site, code), "Quokka", intro="along the river")
    found = client.get(f"{SEARCH[code]}results.json", {"q": "quokka"}).json()
    assert [result["title"] for result in found["results"]] == ["Quokka"]
    assert client.get(f"{SEARCH[code]}titles.json", {"q": "quo"}).json()[1] == ["Quokka"]
    assert len(kind.searches) >= 3
    assert not cache.get(asking.RESTING)


@KINDS
def test_pages_are_sent_taken_out_and_checked(kind, site) -> None:
    page, other = factories.post(site.es, "Quokka"), factories.post(site.es, "Wombat")
    index = kind.index("tandem_wagtailcore_page_es")
    assert {str(page.pk), str(other.pk)} <= set(index.documents)
    page.unpublish()
    other.delete()
    assert not {str(page.pk), str(other.pk)} & set(index.documents)
    PageViewRestriction.objects.create(page=site.es.blog, restriction_type="login")
    assert str(site.es.blog.pk) not in index.documents
    Page.objects.filter(pk=page.pk).update(live=True)
    index.documents.pop(str(site.es.home.pk))
    out = StringIO()
    call_command("search_check", stdout=out)
    assert f"{site.es.home.pk}: it is missing on the search server" in out.getvalue()
    assert str(site.es.home.pk) in index.documents


@KINDS
def test_indexes_are_made_anew_and_reset(kind, site) -> None:
    before = dict(kind.aliases)
    call_command("update_index", backend_name="readers", verbosity=0)
    assert sorted(kind.made) == sorted(kind.aliases.values())
    assert not set(before.values()) & set(kind.aliases.values())
    get_search_backend("readers").reset_indexes()
    assert kind.index("tandem_wagtailcore_page_en").documents == {}


@KINDS
def test_what_the_library_raises_is_no_readers_trouble(kind, site, client) -> None:
    page = factories.post(site.en, "Quokka")
    kind.trouble = Refused("disk full")
    assert client.get("/en/search/results.json", {"q": "quokka"}).json()["count"] == 1
    assert cache.get(asking.RESTING)
    page.title = "Wombat"
    page.save_revision().publish()
    with pytest.raises(CommandError, match="was not checked"):
        call_command("search_check", stdout=StringIO())


@KINDS
def test_where_nobody_listens_the_database_answers(kind, site, client, settings) -> None:
    factories.post(site.en, "Quokka")
    name = asking.configured().__class__.__module__.rpartition(".")[2]
    settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, **backends_of(f"{name}+http://127.0.0.1:9")}
    assert client.get("/en/search/results.json", {"q": "quokka"}).json()["count"] == 1
    assert cache.get(asking.RESTING)


@KINDS
def test_nobody_waits_long_for_a_server_that_says_nothing(kind, site, client, monkeypatch) -> None:
    factories.post(site.en, "Quokka")
    monkeypatch.setattr(f"{type(asking.configured()).__module__}.READING", 0.3)
    monkeypatch.setattr(kind, "knock", lambda: time.sleep(3))
    began = time.monotonic()
    assert client.get("/en/search/results.json", {"q": "quokka"}).json()["count"] == 1
    assert time.monotonic() - began < 2.5
    assert cache.get(asking.RESTING)


@KINDS
def test_an_index_that_was_never_made_is_not_made_by_a_publication(kind, site) -> None:
    kind.made.clear()
    kind.aliases.clear()
    factories.post(site.en, "Quokka")
    assert kind.made == {}

"""What is on the search server: public pages, each in the index of its language, and nothing else whatever happens."""

import json
import logging
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.search.backends import get_search_backend

from articles.models import Topic
from core.models import CreditedImage
from home.models import StandardPage
from search import signal_handlers
from search.benchmark.throwaway import throwaway_database
from search.models import Document
from search.server import asking
from tests import factories
from tests.search.server.stand_in import Refused, StandIn

CODES = pytest.mark.parametrize("code", ["en", "es"])


def kept(server: StandIn, code: str) -> dict[str, dict]:
    """What the index of a language holds."""
    return server.index(f"tandem_wagtailcore_page_{code}").documents


def is_kept(server: StandIn, page: Page) -> bool:
    return any(str(page.pk) in kept(server, code) for code in ("en", "es"))


def everything(server: StandIn) -> str:
    return json.dumps([index.documents for index in server.made.values()], ensure_ascii=False)


def checked(*arguments: str) -> str:
    out = StringIO()
    call_command("search_check", *arguments, stdout=out)
    return out.getvalue()


# ---------------------------------------------------------------- public pages
@CODES
def test_a_page_stands_in_the_index_of_its_language_alone(server, site, code) -> None:
    page = factories.post(getattr(site, code), "Peace", intro="along the river")
    other = {"en": "es", "es": "en"}[code]
    assert kept(server, code)[str(page.pk)]["summary"] == ["along the river"]
    assert str(page.pk) not in kept(server, other)


@CODES
def test_what_is_published_anew_takes_the_place_of_what_was(server, site, code) -> None:
    page = factories.post(getattr(site, code), "Before")
    page.title = "Afterwards"
    page.save_revision().publish()
    assert kept(server, code)[str(page.pk)]["title"] == ["Afterwards"]


@CODES
def test_no_draft_is_sent(server, site, code) -> None:
    tree = getattr(site, code)
    draft = factories.post(tree, "Quokka", intro="quokka", live=False)
    public = factories.post(tree, "Peace")
    public.title = "Quokka"
    public.save_revision()
    draft.intro = "quokka again"
    draft.save()
    assert not is_kept(server, draft)
    assert "uokka" not in everything(server)


@CODES
def test_what_is_taken_back_or_deleted_goes(server, site, code) -> None:
    tree = getattr(site, code)
    pages = [factories.post(tree, title) for title in ("Unpublished", "Deleted")]
    assert all(is_kept(server, page) for page in pages)
    pages[0].unpublish()
    pages[1].delete()
    assert not any(is_kept(server, page) for page in pages)
    assert "Unpublished" not in everything(server)


def test_a_tree_that_is_deleted_goes_as_a_whole(server, site) -> None:
    page = factories.post(site.en, "Peace")
    Page.objects.get(pk=site.en.blog.pk).delete()
    assert not is_kept(server, page)


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
@CODES
def test_what_becomes_private_goes_with_all_below_it_and_comes_back(server, site, code, kind) -> None:
    tree = getattr(site, code)
    page = factories.post(tree, "Peace")
    restriction = PageViewRestriction.objects.create(page=tree.blog, restriction_type=kind, password="x")
    assert not is_kept(server, page)
    assert str(tree.blog.pk) not in kept(server, code)
    page.save_revision().publish()
    assert not is_kept(server, page)
    restriction.delete()
    assert is_kept(server, page)


def test_what_is_moved_below_a_private_page_goes(server, site) -> None:
    private = factories.standard(site.en, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    page = factories.standard(site.en, "Peace")
    below = page.add_child(instance=StandardPage(title="Below", slug="below", locale=page.locale))
    assert is_kept(server, page)
    assert is_kept(server, below)
    page.move(private, pos="last-child")
    assert not is_kept(server, page)
    assert not is_kept(server, below)


def test_pictures_and_snippets_stay_at_home(server, site) -> None:
    factories.picture("Quokka picture")
    factories.topic(site.en.locale, "Quokka topic")
    assert "uokka" not in everything(server)
    backend = get_search_backend("readers")
    assert backend.get_index_for_model(CreditedImage).parts == backend.get_index_for_model(Topic).parts == {}


@CODES
def test_a_name_that_changes_is_sent_with_the_pages_that_bear_it(server, site, code) -> None:
    tree = getattr(site, code)
    topic = factories.topic(tree.locale, "Water")
    page = factories.post(tree, "Peace", topics=[topic])
    topic.name = "Rivers"
    topic.save_revision().publish()
    assert kept(server, code)[str(page.pk)]["topics"] == ["Rivers"]


def test_editors_find_drafts_and_pictures_as_ever_and_no_server_is_asked(server, site) -> None:
    factories.post(site.en, "Quokka", live=False)
    factories.picture("Quokka")
    server.requests = 0
    assert [page.title for page in Page.objects.search("quokka")] == ["Quokka"]
    assert [image.title for image in CreditedImage.objects.search("quokka")] == ["Quokka"]
    assert server.requests == 0


def test_wagtails_own_search_may_be_told_to_ask_the_server(server, site) -> None:
    page = factories.post(site.en, "Quokka")
    server.searches.clear()
    assert [each.pk for each in Page.objects.live().search("quokka", backend="readers")] == [page.pk]
    assert server.searches
    assert list(Page.objects.none().search("quokka", backend="readers")) == []
    assert Page.objects.search("quokka", backend="readers").facet("locale_id") == {site.en.locale.pk: 1}
    assert [each.pk for each in Page.objects.autocomplete("quo", backend="readers")] == [page.pk]
    image = factories.picture("Quokka")
    assert list(CreditedImage.objects.search("quokka", backend="readers")) == [image]
    assert not asking.is_resting()


def test_wagtails_own_search_is_answered_by_the_database_where_the_server_is_not_there(server, site) -> None:
    page = factories.post(site.en, "Quokka")
    server.trouble = Refused("gone")
    assert [each.pk for each in Page.objects.search("quokka", backend="readers")] == [page.pk]


# ---------------------------------------------------------------- what goes wrong
@CODES
def test_nobodys_publication_fails_for_a_server_and_the_check_mends_it(server, site, caplog, code) -> None:
    tree = getattr(site, code)
    gone, changed = factories.post(tree, "Gone"), factories.post(tree, "Before")
    server.trouble, server.requests = Refused("connection refused"), 0
    with caplog.at_level(logging.ERROR):
        new = factories.post(tree, "New")
        changed.title = "Afterwards"
        changed.save_revision().publish()
        gone.unpublish()
        PageViewRestriction.objects.create(page=factories.standard(tree, "P"), restriction_type="login")
    assert Page.objects.get(pk=new.pk).live
    assert Document.objects.filter(object_id=new.pk).exists()
    assert "connection refused" in caplog.text
    assert server.requests == 1  # nobody waits twice
    assert f"[{new.pk}]: not told to the search server" in caplog.text
    server.trouble = None
    with pytest.raises(CommandError, match="3 differences"):
        checked("--only-look")
    assert not is_kept(server, new)
    told = checked()
    assert f"wagtailcore.page {new.pk}: it is missing on the search server" in told
    assert f"wagtailcore.page {changed.pk}: its text on the search server is not that of the site" in told
    assert f"wagtailcore.page {gone.pk}: it is on the search server and is not public" in told
    assert checked() == "the index is what the site says\n"
    assert kept(server, code)[str(changed.pk)]["title"] == ["Afterwards"]
    assert is_kept(server, new)
    assert not is_kept(server, gone)


def test_the_check_says_that_the_server_was_not_checked(server, site) -> None:
    server.trouble = Refused("connection refused")
    with pytest.raises(CommandError, match=r"was not checked: Refused: connection refused"):
        checked()


def test_the_check_says_what_makes_an_index_that_is_missing(server, site) -> None:
    server.aliases.clear()
    with pytest.raises(CommandError, match=r"index_not_found.*update_index makes"):
        checked()


def test_many_documents_are_checked_in_steps(server, site, monkeypatch) -> None:
    monkeypatch.setattr("search.server.check.STEP", 2)
    for number in range(5):
        factories.post(site.es, f"Peace {number}")
    assert checked() == "the index is what the site says\n"


def test_an_index_that_was_never_made_is_not_made_by_a_publication(server, site) -> None:
    server.made.clear()
    server.aliases.clear()
    factories.post(site.en, "Peace")
    assert server.made == {}


# ---------------------------------------------------------------- update_index
def test_indexes_are_made_anew_beside_the_old_ones(server, site) -> None:
    before = dict(server.aliases)
    page = factories.post(site.en, "Peace")
    out = StringIO()
    call_command("update_index", backend_name="readers", stdout=out)
    assert set(server.aliases) == {"tandem_wagtailcore_page_en", "tandem_wagtailcore_page_es"}
    assert not set(before.values()) & set(server.aliases.values())
    assert sorted(server.made) == sorted(server.aliases.values())
    assert is_kept(server, page)
    assert "none (only public pages are sent to the server)" in out.getvalue()
    assert "tandem_wagtailcore_page_en, tandem_wagtailcore_page_es" in out.getvalue()


def test_each_index_has_the_analyser_of_its_language(server, site) -> None:
    stems = {code: server.index(f"tandem_wagtailcore_page_{code}").settings["analysis"]["filter"]["stem"]["language"]
             for code in ("en", "es")}  # fmt: skip
    assert stems == {"en": "English", "es": "Spanish"}


def test_an_error_of_the_server_stops_update_index_and_leaves_the_old_index(server, site) -> None:
    before = dict(server.aliases)
    server.trouble = Refused("disk full")
    with pytest.raises(Refused):
        call_command("update_index", backend_name="readers", verbosity=0)
    server.trouble = None
    assert server.aliases == before


def test_a_language_that_is_new_gets_its_index_with_update_index(server, site) -> None:
    Locale.objects.create(language_code="fr")
    call_command("update_index", backend_name="readers", verbosity=0)
    assert "tandem_wagtailcore_page_fr" in server.aliases


def test_indexes_can_be_emptied(server, site) -> None:
    factories.post(site.en, "Peace")
    get_search_backend("readers").reset_indexes()
    assert kept(server, "en") == {}


def test_settings_of_ones_own_are_laid_over_ours(server, site, settings) -> None:
    readers = {**settings.WAGTAILSEARCH_BACKENDS["readers"], "INDEX_SETTINGS": {"settings": {"number_of_shards": 3}}}
    settings.WAGTAILSEARCH_BACKENDS = {**settings.WAGTAILSEARCH_BACKENDS, "readers": readers}
    told = get_search_backend("readers").index_of("es").backend.settings["settings"]
    assert told["number_of_shards"] == 3
    assert told["analysis"]["filter"]["stem"]["language"] == "Spanish"


def test_without_a_server_a_restriction_costs_nothing_more(site, django_assert_num_queries) -> None:
    restriction = PageViewRestriction(page=site.en.blog, restriction_type="login")
    with django_assert_num_queries(0):
        signal_handlers.resend_below(restriction)


def test_a_benchmark_neither_asks_the_server_nor_writes_to_it(server, site, monkeypatch) -> None:
    for name in ("create_test_db", "destroy_test_db"):
        monkeypatch.setattr(connection.creation, name, lambda *args, **kwargs: None)
    for name in ("close", "close_pool"):
        monkeypatch.setattr(connection, name, lambda: None, raising=False)
    server.requests = 0
    with throwaway_database():
        page = factories.post(site.en, "Quokka")
        assert not asking.is_configured()
    assert server.requests == 0
    assert not is_kept(server, page)

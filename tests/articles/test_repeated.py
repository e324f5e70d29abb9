"""A page that repeats a work word for word: its canonical address is the work's, and readers are told."""

import json

import pytest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from articles.citing.cited import pages_as_items
from articles.models import PublicationPage
from articles.works.addresses import is_https
from tests import factories
from tests.reading import by_class, every, links, main, read, text

BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
ORIGINAL, TRANSLATED = "https://example.org/original", "https://example.com/translated"


def canonical(document) -> str:
    [link] = every(document, "link", rel="canonical")
    return link.get("href")


def open_graph(document) -> str:
    return next(each.get("content") for each in every(document, "meta") if each.get("property") == "og:url")


def json_ld(document) -> dict:
    [block] = [each for each in every(document, "script") if each.get("type") == "application/ld+json"]
    return json.loads(block.text)


def own(page) -> str:
    return f"http://testserver{page.get_url()}"


def pair(site, here, there, **fields):
    """A page in each language of one work, which is written in `here`."""
    work = factories.work(**{"language": here, "url": ORIGINAL, "verbatim": True, **fields})
    page = factories.publication(getattr(site, here), "Repeated", work=work)
    return page, factories.twin(page, getattr(site, there), title="Translated", slug="translated")


@BOTH_WAYS
def test_each_language_is_led_to_the_whole_work_in_that_language(client, site, here, there) -> None:
    edition = {"language": there, "title": "Elsewhere", "url": TRANSLATED}
    for page, address in zip(pair(site, here, there, editions=(edition,)), (ORIGINAL, TRANSLATED), strict=True):
        document = read(client, page.get_url())
        assert canonical(document) == open_graph(document) == address
        node = json_ld(document)
        assert node["url"] == node["mainEntityOfPage"] == node["sameAs"] == address
        assert node["@id"] == own(page)
        assert page.get_sitemap_urls(RequestFactory().get("/")) == []


@BOTH_WAYS
def test_programs_are_told_who_wrote_and_translated_what_is_repeated(client, site, here, there) -> None:
    ana = factories.person(getattr(site, here).locale, "Ana Sol", sort_name="Sol, Ana")
    edition = {"language": there, "title": "Elsewhere", "url": TRANSLATED, "translator": "Luz Mar"}
    for page, translator in zip(
        pair(site, here, there, authors=(ana,), editions=(edition,)), (None, "Luz Mar"), strict=True
    ):
        node = json_ld(read(client, page.get_url()))
        assert [one["name"] for one in node["author"]] == ["Ana Sol"]
        assert [one["name"] for one in node.get("translator", [])] == ([translator] if translator else [])
        assert node["isBasedOn"][0]["name"] == page.work.title
    summary = factories.publication(getattr(site, here), work=factories.work(authors=(ana,)))
    assert "author" not in json_ld(read(client, summary.get_url()))


@BOTH_WAYS
def test_a_translation_of_ours_is_no_copy_where_the_work_has_none_in_that_language(client, site, here, there) -> None:
    _page, twin = pair(site, here, there)
    document = read(client, twin.get_url())
    assert canonical(document) == open_graph(document) == json_ld(document)["url"] == own(twin)
    assert by_class(main(document), "notice") == []
    assert len(twin.get_sitemap_urls(RequestFactory().get("/"))) == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("en", "First published in The Journal: Original. It is repeated here word for word."),
        ("es", "Publicado por primera vez en The Journal: Original. Aquí se reproduce palabra por palabra."),
    ],
)
def test_the_reader_is_told_where_it_first_appeared(client, site, code, told) -> None:
    tree = getattr(site, code)
    outlet = factories.outlet(tree.locale, "The Journal")
    work = factories.work("Original", language=code, url=ORIGINAL, verbatim=True, outlet=outlet)
    [notice] = by_class(main(read(client, factories.publication(tree, work=work).get_url())), "notice")
    assert text(notice) == told
    assert ORIGINAL in links(notice)


@pytest.mark.parametrize(
    "fields",
    [
        {"verbatim": False},
        {"url": ""},
        {"url_is_home": True},
        {"url": "http://example.org/original"},
        {"url": "javascript:alert(1)"},
        {"url": "https://user@example.org/original"},
        {"url": "https://"},
        {"url": 'https://example.org/"><script>'},
        {"url": "https://["},
    ],
    ids=str,
)
def test_the_page_is_its_own_original_where_no_address_can_be_trusted(client, site, fields) -> None:
    work = factories.work()
    type(work).objects.filter(pk=work.pk).update(**{"language": "en", "url": ORIGINAL, "verbatim": True, **fields})
    work.refresh_from_db()
    page = factories.publication(site.en, work=work)
    document = read(client, page.get_url())
    assert canonical(document) == open_graph(document) == own(page)
    assert len(page.get_sitemap_urls(RequestFactory().get("/"))) == 1


@pytest.mark.parametrize("kind", ["extract", "abridged", "pdf", "audio"])
def test_a_part_or_another_medium_of_the_work_is_not_what_the_page_repeats(client, site, kind) -> None:
    edition = {"language": "es", "kind": kind, "url": TRANSLATED}
    page = factories.publication(site.es, work=factories.work(verbatim=True, language="en", editions=(edition,)))
    assert canonical(read(client, page.get_url())) == own(page)


def test_a_draft_that_says_so_changes_no_public_page(client, site) -> None:
    page = factories.publication(site.en, work=factories.work(language="en", url=ORIGINAL))
    work = page.work
    work.verbatim = True
    work.save_revision()
    assert canonical(read(client, page.get_url())) == own(page)


def test_the_preview_of_a_work_that_was_never_public_shows_the_notice(site) -> None:
    work = factories.work("Original", live=False, language="en", url=ORIGINAL, verbatim=True)
    page = factories.publication(site.en, work=work, live=False)
    assert "First published elsewhere:" in page.make_preview_request().content.decode()


def test_while_the_work_is_taken_back_nothing_of_it_is_told(client, site) -> None:
    page = factories.publication(site.en, work=factories.work(language="en", url=ORIGINAL, verbatim=True))
    page.work.unpublish()
    page.refresh_from_db()
    document = read(client, page.get_url())
    assert canonical(document) == own(page)
    assert ORIGINAL not in links(document)
    assert len(page.get_sitemap_urls(RequestFactory().get("/"))) == 1


@given(st.text(max_size=60))
def test_no_text_breaks_the_look_at_an_address(text) -> None:
    assert not is_https(text) or text.startswith(("https://", "HTTPS://", "Https://"))


@given(st.text(max_size=30))
def test_no_address_brings_a_mark_or_a_space_into_the_head(path) -> None:
    if is_https(f"https://example.org/{path}"):
        assert not set(path) & set("<>\"'` \n\\")


@BOTH_WAYS
def test_files_of_a_page_that_repeats_a_work_name_its_authors_and_its_translator(client, site, here, there) -> None:
    ana = factories.person(getattr(site, here).locale, "Ana Sol", sort_name="Sol, Ana")
    edition = {"language": there, "title": "Elsewhere", "url": TRANSLATED, "translator": "Luz Mar"}
    pages = pair(site, here, there, authors=(ana,), editions=(edition,))
    cite = {"en": "/en/cite/", "es": "/es/citar/"}
    for page, code, translator in zip(pages, (here, there), (None, [{"literal": "Luz Mar"}]), strict=True):
        [item] = json.loads(client.get(f"{cite[code]}{page.pk}/pages.json").content)
        assert item["author"] == [{"family": "Sol", "given": "Ana"}]
        assert item.get("translator") == translator
        assert (item["URL"], item["id"]) == (own(page), f"page-{page.pk}")


def test_pages_that_repeat_works_cost_the_same_however_many_they_are(site, rf, django_assert_num_queries) -> None:
    ana, request = factories.person(site.en.locale, "Ana Sol"), rf.get("/")
    shown = PublicationPage.objects.select_related("locale", "work__outlet")
    for number in (2, 12):
        for _row in range(number):
            work = factories.work(authors=(ana,), language="en", url=ORIGINAL, verbatim=True)
            factories.publication(site.en, work=work)
        pages = list(shown.all())
        pages[0].get_url(request)  # finds the site, once a request
        with django_assert_num_queries(3):
            assert all(item["author"] for item in pages_as_items(pages, request))

"""How readers cite: the screen of references, and files of one page and of a list, in each language."""

import json

import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import bulk, factories
from tests.reading import by_class, every, main, read, text

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
CITE = {"en": "/en/cite/", "es": "/es/citar/"}
WORDS = {"en": ("Cite", "The work that it is about"), "es": ("Citar", "La obra de la que trata")}


@pytest.fixture
def cited(site, code, other):
    """A publication in a language about a work in the other, whose outlet has a name in each."""
    tree, foreign = getattr(site, code), getattr(site, other)
    outlet = factories.outlet(foreign.locale, "Peace Quarterly")
    factories.twin(outlet, tree, name="Trimestral de Paz")
    author = factories.person(foreign.locale, "Ana Sol Luz", sort_name="Sol Luz, Ana")
    work = factories.work("Of rivers", authors=(author,), outlet=outlet, language=other, url="https://example.org/r")
    return factories.publication(tree, "On rivers", work=work)


@BOTH
def test_a_publication_leads_to_references_of_its_work_and_of_itself(client, cited, code, other) -> None:
    page = read(client, cited.url)
    [link] = [each for each in every(main(page), "a") if each.get("href") == f"{CITE[code]}{cited.pk}/"]
    word, heading = WORDS[code]
    assert text(link) == word
    screen = main(read(client, link.get("href")))
    assert text(every(screen, "h2")[0]) == heading
    references = by_class(screen, "reference__text")
    assert [each.get("lang") for each in references] == [other, other, code, code]
    assert text(references[0]).startswith("Sol Luz, A. ")
    # A reference names the outlet as the work itself has it, whatever the reader's language.
    assert all("Peace Quarterly" in text(each) for each in references[:2])
    assert all("on rivers" in text(each).lower() for each in references[2:])


@BOTH
def test_a_post_is_cited_with_its_authors_and_its_date(client, site, code, other) -> None:
    tree = getattr(site, code)
    post = factories.post(tree, "Two works", authors=[factories.person(tree.locale, "Ana Luz", sort_name="Luz, Ana")])
    [record] = rispy.loads(client.get(f"{CITE[code]}{post.pk}/pages.ris").content.decode())
    assert (record["authors"], record["title"], record["language"]) == (["Luz, Ana"], "Two works", code)
    assert record["date"] == post.date.strftime("%Y/%m/%d")
    assert record["urls"] == [f"http://testserver{post.url}"]
    assert client.get(f"{CITE[code]}{post.pk}/works.ris").status_code == 404


@BOTH
def test_a_list_is_taken_along_as_it_is_filtered(client, cited, site, code, other) -> None:
    tree = getattr(site, code)
    factories.publication(tree, "Another")
    outlet = cited.work.outlet
    whole, part = (
        json.loads(client.get(f"{CITE[code]}{tree.publications.pk}/works/list.json{query}").content)
        for query in ("", f"?outlet={outlet.slug}")
    )
    assert {item["title"] for item in whole} == {"Of rivers", "Another"}
    assert [item["title"] for item in part] == ["Of rivers"]
    shown = read(client, f"{tree.publications.url}?outlet={outlet.slug}")
    files = [each.get("href") for each in every(shown, "a") if "/list." in (each.get("href") or "")]
    assert len(files) == 3
    for address in files:
        response = client.get(address)
        assert b"Of rivers" in response.content
        assert b"Another" not in response.content
        assert response["Content-Disposition"].startswith("attachment; ")


@BOTH
def test_nothing_is_cited_that_is_not_public(client, cited, site, code, other) -> None:
    tree = getattr(site, code)
    draft = factories.publication(tree, "A draft", live=False)
    private = factories.post(tree, "Private")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, private):
        for address in ("", "works.bib", "pages.bib"):
            assert client.get(f"{CITE[code]}{page.pk}/{address}").status_code == 404
    for index in (tree.publications, tree.blog):
        for part in ("works", "pages"):
            content = client.get(f"{CITE[code]}{index.pk}/{part}/list.bib").content
            assert b"A draft" not in content
            assert b"Private" not in content
    # A language answers for its own pages.
    assert client.get(f"{CITE[other]}{cited.pk}/").status_code == 404


@BOTH
def test_an_author_whom_nobody_reviewed_is_named_nowhere(client, site, code, other) -> None:
    """As on the page itself; a public row in the other language is enough to be named."""
    tree, elsewhere = getattr(site, code), getattr(site, other)
    hidden = factories.person(tree.locale, "Hidden Person", sort_name="Hidden, Person", live=False)
    known = factories.person(elsewhere.locale, "Known Person", sort_name="Known, Person")
    draft_row = factories.twin(known, tree, name="Old draft name", live=False)
    post = factories.post(tree, "By two", authors=[hidden, draft_row])
    work = factories.work("Of two", authors=(hidden, draft_row))
    publication = factories.publication(tree, "On two", work=work)
    told = ""
    for page, parts in ((post, ["pages"]), (publication, ["works", "pages"])):
        told += client.get(page.url).content.decode() + client.get(f"{CITE[code]}{page.pk}/").content.decode()
        for part in parts:
            for ending in ("bib", "ris", "json"):
                told += client.get(f"{CITE[code]}{page.pk}/{part}.{ending}").content.decode()
                index = page.get_parent()
                told += client.get(f"{CITE[code]}{index.pk}/{part}/list.{ending}").content.decode()
    assert "Hidden" not in told
    assert "Old draft name" not in told
    assert "Known" in told


@BOTH
@pytest.mark.parametrize("address", ["works.exe", "drafts.bib", "works.", "works/list.bib", "pages/list.csv"])
def test_an_address_that_names_nothing_is_not_found(client, cited, code, other, address) -> None:
    assert client.get(f"{CITE[code]}{cited.pk}/{address}").status_code == 404


@BOTH
def test_a_work_that_is_being_revised_is_not_cited(client, cited, code, other) -> None:
    cited.work.unpublish()
    assert client.get(f"{CITE[code]}{cited.pk}/works.bib").status_code == 404
    assert len(by_class(read(client, f"{CITE[code]}{cited.pk}/"), "reference__text")) == 2


@pytest.mark.parametrize(("kind", "part"), [("publications", "works"), ("publications", "pages"), ("blog", "pages")])
def test_a_list_costs_the_same_for_ten_and_for_a_hundred(client, site, kind, part) -> None:
    counts, address = [], f"/en/cite/{getattr(site.en, kind).pk}/{part}/list.json"
    for rows in (10, 90):
        people, outlets = [factories.person(site.en.locale)], [factories.outlet(site.en.locale)]
        bulk.publications(site.en, rows, authors=people, outlets=outlets)
        bulk.posts(site.en, rows, authors=people)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        counts.append(len(queries))
    assert len(json.loads(response.content)) == 100
    assert counts[0] == counts[1]

"""How readers cite: the screen of references, and files of one page and of a list, in each language."""

import datetime
import json

import pytest
import rispy
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from articles.models import PublicationTopic, WorkAuthor
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


LISTS = {
    "en": ("/en/topics/water/", "/en/authors/ana-sol-luz/", "/en/outlets/peace-quarterly/", "/en/search/"),
    "es": ("/es/temas/water/", "/es/autores/ana-sol-luz/", "/es/medios/peace-quarterly/", "/es/buscar/"),
}
NAMES = ("Water", "Ana Sol Luz", "Peace Quarterly")
ROWS = {"topic": 0, "author": 1, "outlet": 2, "search": 3}


@pytest.fixture
def listed(site, cited, code):
    """A publication and a post that announces it, on one topic and by one author, and another of each."""
    tree, work = getattr(site, code), cited.work
    topic = factories.topic(tree.locale, "Water")
    [author], another = [row.person for row in work.authors.all()], factories.work("Of lakes", date="2018-01-01")
    another.outlet = work.outlet
    another.authors.add(WorkAuthor(person=author))
    another.save_revision().publish()
    for page in (cited, factories.publication(tree, "On lakes", work=another)):
        page.topics.add(PublicationTopic(topic=topic))
        page.save_revision().publish()
    factories.post(
        tree, "Rivers", publications=[cited], authors=[author], topics=[topic], date=datetime.date(2020, 5, 6)
    )
    factories.post(tree, "A hidden one on rivers", live=False, authors=[author], topics=[topic], publications=[cited])
    return tree


@BOTH
@pytest.mark.parametrize("row", ROWS)
def test_what_is_on_a_topic_by_an_author_from_an_outlet_or_found_is_taken_along(
    client, listed, code, other, row
) -> None:
    """Works for publications, posts as they are, in the order in which they are shown; and as they are filtered."""
    address = LISTS[code][ROWS[row]]
    asked, filtered = ("?q=rivers", "kind=post") if row == "search" else ("", "year=2018")
    page = main(read(client, f"{address}{asked}"))
    files = {text(link): link.get("href") for link in every(page, "a") if "/list." in (link.get("href") or "")}
    assert list(files) == ["BibTeX", "RIS", "CSL-JSON"]
    items = json.loads(client.get(files["CSL-JSON"]).content)
    shown = by_class(page, "result__title") or by_class(page, "card__title")
    names = {"On rivers": "Of rivers", "On lakes": "Of lakes"}
    assert [item["title"] for item in items] == [names.get(text(each), text(each)) for each in shown]
    assert sorted(item["title"] for item in items) == sorted(
        ["Rivers", "Of rivers"] if row == "search" else ["Rivers", "Of rivers", "Of lakes"]
    )
    assert {item["type"] for item in items} == {"post-weblog", "article-journal"}
    assert len(rispy.loads(client.get(files["RIS"]).content.decode())) == len(items)
    narrowed = main(read(client, f"{address}{asked}{'&' if asked else '?'}{filtered}"))
    [some] = [link.get("href") for link in every(narrowed, "a") if "/list.json" in (link.get("href") or "")]
    response = client.get(some)
    assert [item["title"] for item in json.loads(response.content)] == ["Rivers" if row == "search" else "Of lakes"]
    assert response["Content-Disposition"].startswith("attachment; ")
    assert response["X-Robots-Tag"] == "noindex"


@BOTH
def test_no_file_is_offered_of_nothing_and_none_is_there(client, site, code, other) -> None:
    tree = getattr(site, code)
    for make, name in zip((factories.topic, factories.person, factories.outlet), NAMES, strict=True):
        make(tree.locale, name)
    factories.standard(tree, "About rivers")
    for address in LISTS[code]:
        assert "/list." not in client.get(f"{address}?q=rivers").content.decode()
        for ending in ("bib?q=rivers", "bib", "exe?q=rivers", "bib?q=%00", f"bib?q={'x' * 5000}"):
            assert client.get(f"{address}list.{ending}").status_code == 404
    assert client.get(f"{LISTS[code][0]}nothing/list.bib").status_code == 404


@pytest.mark.parametrize("row", ROWS)
def test_a_file_of_a_topic_an_author_an_outlet_or_a_search_costs_the_same_for_ten_and_for_sixty(
    client, site, row
) -> None:
    topic, person = factories.topic(site.en.locale, "Water"), factories.person(site.en.locale, "Ana Sol Luz")
    outlet, counts = factories.outlet(site.en.locale, "Peace Quarterly"), []
    for rows in (5, 25):
        bulk.publications(site.en, rows, authors=[person], outlets=[outlet], topics=[topic])
        for each in range(rows):
            factories.post(site.en, f"Rivers {rows} {each}", authors=[person], topics=[topic])
        address = f"{LISTS['en'][ROWS[row]]}list.json?q=rivers"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(address)
        counts.append(len(queries))
    assert len(json.loads(response.content)) == {"outlet": 30, "search": 30}.get(row, 60)
    assert counts[0] == counts[1]


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


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 40])
def test_a_number_that_names_no_page_is_not_found(client, site, number) -> None:
    for address in ("", "works.bib", "works/list.bib"):
        for base in CITE.values():
            assert client.get(f"{base}{number}/{address}").status_code == 404
    for base in ("/en/related/", "/es/relacionados/"):
        assert client.get(f"{base}{number}/").status_code == 404

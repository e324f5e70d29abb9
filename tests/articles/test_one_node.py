"""What a page tells of a work more than once, and what several pages tell of it, is one thing to programs."""

import json

import pytest
from rdflib import Graph, Namespace

from tests import factories
from tests.articles.test_linked import ld

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
SCHEMA = Namespace("https://schema.org/")


def told(*nodes) -> Graph:
    """The nodes as one graph, by schema.org's terms without a look at its site."""
    graph = Graph()
    for node in nodes:
        graph.parse(data=json.dumps(node | {"@context": {"@vocab": str(SCHEMA)}}), format="json-ld")
    return graph


def called(graph: Graph, name: str) -> list[str]:
    """By what each thing of that name is known."""
    return sorted({str(thing) for thing, _is, value in graph.triples((None, SCHEMA.name, None)) if str(value) == name})


@pytest.fixture
def pages(site, code, other):
    """A page about a work that has neither DOI nor address, with an edition elsewhere, and a post that lists it."""
    tree = getattr(site, code)
    outlet, press = factories.outlet(tree.locale, "The Journal"), factories.outlet(tree.locale, "The Press")
    author = factories.person(tree.locale, "Ana Sol")
    edition = {"language": other, "title": "Elsewhere", "outlet": press, "translator": "Luz Mar"}
    work = factories.work("Of rivers", authors=(author,), editions=(edition,), outlet=outlet, language=code)
    page = factories.publication(tree, "On rivers", work=work)
    return work, page, factories.post(tree, "News", publications=[page])


@BOTH
def test_a_work_without_doi_or_address_is_one_thing_on_its_page_and_on_the_post_that_lists_it(
    client, pages, code, other
) -> None:
    work, page, post = pages
    nodes = [ld(client, each) for each in (page, post)]
    here = f"http://testserver/#work-{work.pk}"
    assert [each["@id"] for node in nodes for each in node["citation"]] == [here, here]
    graph = told(*nodes)
    assert called(graph, "Of rivers") == [here]
    edition = f"http://testserver/#edition-{work.editions.get().uid}"
    for name in ("Elsewhere", "Ana Sol", "The Journal", "The Press", "Luz Mar"):
        assert len(called(graph, name)) == 1, name
    assert called(graph, "Elsewhere") == [edition]


@BOTH
def test_it_is_the_same_thing_in_each_language(client, site, pages, code, other) -> None:
    work, page, _post = pages
    twin = factories.twin(page, getattr(site, other), title="The other")
    here, there = (ld(client, each)["isBasedOn"][0] for each in (page, twin))
    assert here["inLanguage"] == there["inLanguage"] == code
    assert here["@id"] == there["@id"] == f"http://testserver/#work-{work.pk}"
    assert here["workTranslation"][0]["@id"] == there["workTranslation"][0]["@id"]


@BOTH
def test_its_name_stays_whatever_else_is_told_of_it(client, pages, code, other) -> None:
    work, page, _post = pages
    before = ld(client, page)["isBasedOn"][0]
    work.title = "Of rivers and lakes"
    work.save_revision().publish()
    after = ld(client, page)["isBasedOn"][0]
    assert (before["@id"], before["name"]) == (after["@id"], "Of rivers")
    assert after["name"] == "Of rivers and lakes"
    assert before["workTranslation"][0]["@id"] == after["workTranslation"][0]["@id"]


@BOTH
def test_two_works_without_doi_or_address_are_two(client, site, code, other) -> None:
    tree = getattr(site, code)
    listed = [factories.publication(tree, work=factories.work("Of rivers")) for _each in range(2)]
    known = [each["@id"] for each in ld(client, factories.post(tree, "News", publications=listed))["citation"]]
    assert len(set(known)) == 2


@BOTH
def test_a_work_with_an_address_of_its_own_is_known_by_that(client, site, code, other) -> None:
    page = factories.publication(getattr(site, code), work=factories.work(url="https://example.org/o"))
    node = ld(client, page)
    assert node["isBasedOn"][0]["@id"] == node["citation"][0]["@id"] == "https://example.org/o"

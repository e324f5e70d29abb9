"""What search hands to programs: a feed, a description for browsers, titles for whoever is still typing."""

import datetime
import json
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from search.feeds import printable
from tests import factories

BOTH = pytest.mark.parametrize(
    ("code", "search", "word"), [("en", "/en/search/", "rivers"), ("es", "/es/buscar/", "ríos")]
)
ATOM = "{http://www.w3.org/2005/Atom}"
DESCRIPTION = "{http://a9.com/-/spec/opensearch/1.1/}"


def xml(answer) -> ElementTree.Element:
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.content)


@BOTH
def test_each_search_has_a_feed_of_what_it_finds_the_newest_first(client, site, code, search, word) -> None:
    tree = getattr(site, code)
    topic = factories.topic(tree.locale, "Law")
    for year, title in ((2020, "Old"), (2024, "New"), (2022, "Between")):
        factories.post(
            tree, f"{title} {word}", slug=title, topics=[topic], date=datetime.date(year, 1, 1), intro="<b> & –"
        )
    factories.post(tree, f"Other {word}", date=datetime.date(2025, 1, 1))
    page = client.get(search, {"q": word, "topic": topic.slug})
    address = f"{search}feed.atom?q={'rivers' if code == 'en' else 'r%C3%ADos'}&amp;topic={topic.slug}"
    assert page.content.decode().count(f'href="{address}"') == 2  # in the head, and below the results
    feed = xml(client.get(address.replace("&amp;", "&")))
    assert [title.text for title in feed.iter(f"{ATOM}title")][1:] == [f"{t} {word}" for t in ("New", "Between", "Old")]
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == code
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href").startswith("http://testserver/")
    assert entry.find(f"{ATOM}published").text.startswith("2024-01-01")
    assert "&lt;b&gt;" in entry.find(f"{ATOM}summary").text


@pytest.mark.parametrize(("search", "title"), [("/en/search/", "Search"), ("/es/buscar/", "Buscar")])
def test_a_feed_without_words_has_a_title_of_its_own(client, site, search, title) -> None:
    assert xml(client.get(f"{search}feed.atom")).find(f"{ATOM}title").text == title


@BOTH
def test_a_feed_asks_for_nothing_that_only_the_page_shows(
    client, site, django_assert_num_queries, code, search, word
) -> None:
    tree, other = (site.en, site.es) if code == "en" else (site.es, site.en)
    topic = factories.topic(tree.locale, "Law")
    for number in range(3):
        page = factories.post(tree, f"{word} {number}", topics=[topic], authors=[factories.person(tree.locale)])
        factories.twin(page, other, title=f"{word} twin {number}", slug=f"twin-{number}")
    factories.post(other, f"{word} alone")
    shown = client.get(f"{search}results.json", {"q": word, "sort": "date"}).json()["results"]
    # Locales, restrictions, postings, which may be seen, pages, texts, and the site.
    with django_assert_num_queries(6):
        feed = xml(client.get(f"{search}feed.atom", {"q": word}))
    assert [each.text for each in feed.iter(f"{ATOM}title")][1:] == [result["title"] for result in shown]
    with django_assert_num_queries(7):  # and the topic with its name
        client.get(f"{search}feed.atom", {"q": word, "topic": topic.slug})


@pytest.mark.parametrize("typed", ["", "\0", "\x0b", "😀\x1f", "x" * 10_000, '"]]>'])
def test_whatever_is_typed_gives_a_feed_that_can_be_read(client, site, typed) -> None:
    factories.post(site.en, "Rivers \x0b and \x1f 😀")
    for words in (typed, f"rivers {typed}"):
        feed = xml(client.get("/en/search/feed.atom", {"q": words}))
        assert "\x0b" not in (feed.find(f"{ATOM}title").text or "")
    assert printable("a\x00\ufffeb\ud800") == "a  b?"


@BOTH
def test_a_browser_is_told_how_to_search_in_this_language(client, site, code, search, word) -> None:
    head = client.get(f"/{code}/").content.decode()
    assert 'rel="search" type="application/opensearchdescription+xml"' in head
    assert f'href="{search}opensearch.xml"' in head
    answer = client.get(f"{search}opensearch.xml")
    assert answer["Content-Type"].startswith("application/opensearchdescription+xml")
    told = xml(answer)
    assert told.find(f"{DESCRIPTION}Language").text == code
    assert 0 < len(told.find(f"{DESCRIPTION}ShortName").text) <= 16
    templates = {url.get("type"): url.get("template") for url in told.iter(f"{DESCRIPTION}Url")}
    for kind in ("text/html", "application/atom+xml", "application/x-suggestions+json"):
        address = templates[kind].replace("{searchTerms}", word).removeprefix("http://testserver")
        assert client.get(address).status_code == 200


@BOTH
def test_titles_are_offered_in_the_readers_language_and_only_public_ones(
    client, site, django_assert_num_queries, code, search, word
) -> None:
    trees = {"en": site.en, "es": site.es}
    for other, tree in trees.items():
        factories.post(tree, f"{word} {other}")
    for hidden in ("draft", "private"):
        page = factories.post(trees[code], f"{word} {hidden}", live=hidden != "draft")
        if hidden == "private":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    client.get(f"{search}titles.json", {"q": word})  # where the site stands is remembered
    with django_assert_num_queries(4):  # locales, restrictions, the index, pages
        answer = client.get(f"{search}titles.json", {"q": word[:3].upper()})
    typed, titles, _descriptions, addresses = json.loads(answer.content)
    own = Page.objects.get(title=f"{word} {code}")
    assert (typed, titles, addresses) == (word[:3].upper(), [own.title], [own.get_url()])
    assert answer["Content-Type"] == "application/x-suggestions+json"


@BOTH
def test_the_nearest_titles_are_found_where_they_stand(client, site, code, search, word) -> None:
    tree = getattr(site, code)
    names = ["Many", "A", *(f"Another{number:02}" for number in range(12))]
    pages = {name: factories.post(tree, f"{name} {word} {word[0]}x", slug=name) for name in names}
    whole = factories.post(tree, f"{word} {word[0]}x and so much more that it is the longest of all", slug="whole")
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(f"{search}titles.json", {"q": f"{word} {word[0]}x"})
    found = [whole, pages["A"], pages["Many"], *(pages[f"Another{number:02}"] for number in range(5))]
    assert json.loads(answer.content)[1] == [page.title for page in found]
    [statement] = [each["sql"] for each in queries if "autocomplete" in each["sql"]]
    assert statement.endswith("LIMIT 8")


@pytest.mark.parametrize("typed", ["", "r", '"', "%", "_", "\0", "* NEAR(", "x" * 5_000])
def test_whatever_is_typed_so_far_is_answered(client, site, typed) -> None:
    factories.post(site.en, "Rivers")
    assert json.loads(client.get("/en/search/titles.json", {"q": typed}).content)[1] == []

"""An article leads to others on the same: in its language, public ones alone, and no page waits for them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories
from tests.reading import by_class, links, main, read

CODES = pytest.mark.parametrize("code", ["en", "es"])
SUBJECTS = {"en": ("rivers treaties water", "bridges markets"), "es": ("ríos tratados agua", "puentes mercados")}
OWN = {"en": "lighthouses harbours tides", "es": "faros puertos mareas"}  # of no article of the world
SEARCH = {"en": "/en/search/", "es": "/es/buscar/"}
RELATED = {"en": "related", "es": "relacionados"}


def built(site):
    """In each language three articles on one subject, two on another, and many on none."""
    site.articles = {}
    for code, (rivers, bridges) in SUBJECTS.items():
        tree = getattr(site, code)
        on = dict.fromkeys("abc", rivers) | dict.fromkeys("de", bridges)
        site.articles[code] = {
            name: (factories.publication if name == "b" else factories.post)(tree, f"{name} {words}", slug=f"on-{name}")
            for name, words in on.items()
        }
        for number in range(12):
            factories.post(tree, f"Something{number} else{number}", intro=f"–{number}")
    return site


def address(page, code: str, end: str = "list/") -> str:
    return f"{SEARCH[code]}{RELATED[code]}/{page.pk}/{end}"


def told(client, page, code: str) -> list[str]:
    """The first letters of the titles in the list that is brought below an article."""
    answer = client.get(address(page, code))
    assert answer.status_code == 200
    return [part.partition("</a>")[0].rpartition(">")[2][0] for part in answer.content.decode().split("<li>")[1:]]


@CODES
def test_an_article_leads_to_others_on_the_same(client, world, code) -> None:
    articles = world.articles[code]
    for name, others in (("a", ["b", "c"]), ("b", ["a", "c"]), ("d", ["e"])):
        assert sorted(told(client, articles[name], code)) == others


@CODES
def test_without_scripts_the_same_is_a_page(client, world, code) -> None:
    article, others = world.articles[code]["a"], [world.articles[code][name].get_url() for name in "bc"]
    [aside] = by_class(read(client, article.get_url()), "related")
    assert aside.get("data-list") == address(article, code)
    assert links(aside) == [address(article, code, "")]
    page = main(read(client, address(article, code, "")))
    assert sorted(links(page)) == sorted([article.get_url(), *others])
    lonely = factories.post(getattr(world, code), "Lonely", intro="–")
    assert by_class(main(read(client, address(lonely, code, ""))), "empty")


@CODES
@pytest.mark.parametrize("way", ["draft", "private", "deleted", "private above"])
def test_what_is_no_longer_public_is_named_no_more_at_once(client, world, code, way) -> None:
    articles = world.articles[code]
    assert "c" in told(client, articles["a"], code)
    if way == "draft":
        articles["c"].unpublish()
    elif way == "deleted":
        articles["c"].delete()
    else:
        page = articles["c"] if way == "private" else getattr(world, code).blog
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert "c" not in told(client, articles["b" if way == "private above" else "a"], code)


@CODES
@pytest.mark.parametrize("way", ["draft", "private"])
def test_what_a_hidden_article_is_about_is_told_to_nobody(client, world, code, way) -> None:
    article = world.articles[code]["a"]
    if way == "draft":
        article.unpublish()
    else:
        PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert told(client, article, code) == []
    assert client.get(address(article, code, "")).status_code == 404


@pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
def test_an_article_is_asked_for_in_its_own_language(client, world, code, other) -> None:
    article = world.articles[code]["a"]
    assert told(client, article, other) == []
    assert client.get(address(article, other, "")).status_code == 404


@CODES
def test_hidden_ones_that_are_more_alike_take_no_place(client, site, code) -> None:
    tree, words = getattr(site, code), OWN[code]
    shown = [factories.post(tree, f"{letter} {words}") for letter in "ab"]
    for number in range(6):
        factories.post(tree, f"{words} {words}", slug=f"hidden-{number}", live=False)
        factories.standard(tree, f"{words} {words}", slug=f"standing-{number}")
    for number in range(80):
        factories.post(tree, f"Something{number}", intro=f"–{number}")
    assert told(client, shown[0], code) == ["b"]


def test_lists_standing_pages_and_drafts_lead_to_none(client, world) -> None:
    about = factories.standard(world.en, "Rivers treaties water")
    for page in (world.en.home, world.en.blog, about):
        assert by_class(read(client, page.get_url()), "related") == []
        assert told(client, page, "en") == []


@CODES
def test_what_is_alike_costs_three_queries_among_ten_pages_as_among_a_hundred(client, site, code) -> None:
    tree, words = getattr(site, code), OWN[code]
    article = factories.post(tree, words)
    for number in range(100):
        factories.post(tree, f"{words} {number}" if number % 10 == 0 else f"Something{number}", intro=f"–{number}")
        if number in (9, 99):
            assert told(client, article, code)  # where the site stands is remembered for all of its pages
            with CaptureQueriesContext(connection) as queries:
                assert told(client, article, code)
            assert len(queries) <= 3, [each["sql"][:90] for each in queries]


@CODES
def test_the_words_of_a_long_article_that_are_asked_for_are_capped(client, site, code) -> None:
    tree, words = getattr(site, code), OWN[code]
    many = " ".join(f"word{number}" for number in range(2_000))
    articles = [
        factories.post(tree, f"{name} {words}", body=[("rich_text", f"<p>{many}</p>")], intro="–") for name in "ab"
    ]
    for number in range(12):
        factories.post(tree, f"Otherwise{number} more{number}", intro=f"–{number}")
    with CaptureQueriesContext(connection) as queries:
        assert told(client, articles[0], code) == ["b"]
    [statement] = [each["sql"] for each in queries if "search_posting" in each["sql"]]
    assert "LIMIT 64" in statement
    assert "LIMIT 12" in statement


@CODES
def test_an_article_says_which_kind_each_other_is(client, world, code) -> None:
    answer = client.get(address(world.articles[code]["a"], code)).content.decode()
    for kind in {"en": ("Post", "Publication"), "es": ("Entrada", "Publicación")}[code]:
        assert f">{kind}\n</span>" in answer

"""Filters of the results, with their counts; and what follows the results."""

import datetime

import pytest

from tests import factories
from tests.reading import by_class, main, read, text

PAGE = {"en": "/en/search/", "es": "/es/buscar/"}
BOTH = pytest.mark.parametrize("code", ["en", "es"])


def ask(client, code: str = "en", **parameters) -> dict:
    return client.get(f"{PAGE[code]}results.json", {"q": "peace", **parameters}).json()


def titles(answer: dict) -> list[str]:
    return [result["title"] for result in answer["results"]]


def offered(client, code: str = "en", **parameters) -> dict[str, list[str]]:
    """The filters of the page: name -> labels with their counts."""
    query = "&".join(f"{name}={value}" for name, value in {"q": "peace", **parameters}.items())
    page = main(read(client, f"{PAGE[code]}?{query}"))
    return {
        select.get("name"): [text(option) for option in select.iter("option") if option.get("value")]
        for select in page.iter("select")
        if select.get("name") != "sort"
    }


def built(site):
    for code in ("en", "es"):
        tree = getattr(site, code)
        law, war = (factories.topic(tree.locale, name, slug=f"{name.lower()}-{code}") for name in ("Law", "War"))
        ana, bo = (factories.person(tree.locale, name, slug=f"{name.lower()}-{code}") for name in ("Ana", "Bo"))
        for number, (topics, authors, year) in enumerate(
            [([law], [ana], 2019), ([law, war], [bo], 2019), ([war], [ana, bo], 2021), ([], [], 2022)]
        ):
            factories.post(
                tree, f"Peace {number}", topics=topics, authors=authors, date=datetime.date(year, 1, 1 + number)
            )
        outlet = factories.outlet(tree.locale, "Journal", slug=f"journal-{code}")
        work = factories.work("A work", authors=(ana,), outlet=outlet, date=datetime.date(2020, 1, 1))
        factories.publication(tree, "Peace summed up", work=work, topics=[law])
    return site


@BOTH
def test_each_filter_tells_how_many_results_it_leaves(client, world, code) -> None:
    found = offered(client, code)
    found.pop("language")
    names = {"en": ["Posts (4)", "Publications (1)"], "es": ["Entradas (4)", "Publicaciones (1)"]}
    assert found == {
        "kind": names[code],
        "topic": ["Law (3)", "War (2)"],
        "author": ["Ana (3)", "Bo (2)"],
        "outlet": ["Journal (1)"],
        "year": ["2022 (1)", "2021 (1)", "2020 (1)", "2019 (2)"],
    }


@BOTH
@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({"kind": "publication"}, {"Peace summed up"}),
        ({"kind": "post"}, {"Peace 0", "Peace 1", "Peace 2", "Peace 3"}),
        ({"topic": "law"}, {"Peace 0", "Peace 1", "Peace summed up"}),
        ({"author": "bo"}, {"Peace 1", "Peace 2"}),
        ({"outlet": "journal"}, {"Peace summed up"}),
        ({"year": "2019"}, {"Peace 0", "Peace 1"}),
        ({"topic": "law", "author": "ana"}, {"Peace 0", "Peace summed up"}),
        ({"topic": "war", "year": "2019", "author": "bo"}, {"Peace 1"}),
        ({"topic": "war", "kind": "publication"}, set()),
        ({"topic": "unheard-of"}, set()),
        ({"year": "x' OR 1=1"}, set()),
        ({"colour": "red"}, {"Peace 0", "Peace 1", "Peace 2", "Peace 3", "Peace summed up"}),
    ],
)
def test_results_meet_every_choice(client, world, code, chosen, expected) -> None:
    own = {"topic", "author", "outlet"}
    chosen = {name: f"{value}-{code}" if name in own else value for name, value in chosen.items()}
    answer = ask(client, code, **chosen)
    assert (set(titles(answer)), answer["count"]) == (expected, len(expected))


def test_counts_of_a_filter_heed_the_others_and_not_itself(client, world) -> None:
    found = offered(client, topic="law-en")
    assert found["topic"] == ["Law (3)", "War (2)"]
    assert found["author"] == ["Ana (2)", "Bo (1)"]
    assert found["year"] == ["2020 (1)", "2019 (2)"]


def test_a_choice_that_leaves_nothing_can_be_seen_and_cleared(client, world) -> None:
    page = main(read(client, "/en/search/?q=peace&topic=war-en&kind=publication"))
    [empty] = by_class(page, "empty")
    assert "clear the filters" in text(empty)
    [quiet] = by_class(page, "button--quiet")
    assert quiet.get("href") == "?q=peace"
    chosen = [text(option) for option in page.iter("option") if option.get("selected") is not None]
    assert "War (0)" in chosen or "War (2)" in chosen


@BOTH
def test_results_can_stand_by_date(client, world, code) -> None:
    assert titles(ask(client, code, sort="date")) == [
        "Peace 3",
        "Peace 2",
        "Peace summed up",
        "Peace 1",
        "Peace 0",
    ]


@pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
def test_the_same_search_in_the_other_language_keeps_what_is_chosen(client, site, here, there) -> None:
    own, other = getattr(site, here), getattr(site, there)
    made = {
        "topic": factories.topic(own.locale, "Water", slug=f"water-{here}"),
        "author": factories.person(own.locale, "Zoe", slug=f"zoe-{here}"),
    }
    twins = {name: factories.twin(row, other, slug=f"{name}-{there}") for name, row in made.items()}
    for tree, rows in ((own, made), (other, twins)):
        factories.post(tree, "Peace here", topics=[rows["topic"]], authors=[rows["author"]])
        factories.post(tree, "Peace there", topics=[factories.topic(tree.locale, "Land")])
    query = f"q=peace&kind=post&topic={made['topic'].slug}&author={made['author'].slug}&sort=date"
    page = read(client, f"{PAGE[here]}?{query}")
    [switch] = [each for each in page.iter("a") if each.get("hreflang") == there and each.get("rel") == "alternate"]
    assert switch.get("href") == f"{PAGE[there]}?{query}"
    followed = main(read(client, switch.get("href")))
    answer = client.get(switch.get("href").replace("?", "results.json?")).json()
    assert (titles(answer), answer["count"]) == (["Peace here"], 1)
    chosen = {option.get("value") for option in followed.iter("option") if option.get("selected") is not None}
    assert chosen >= {"post", "date", twins["topic"].slug, twins["author"].slug}


def test_a_value_of_this_language_is_meant_before_the_same_word_of_another(client, site) -> None:
    """“paz” names a Spanish topic and, by chance, another one in English."""
    other = factories.topic(site.en.locale, "Law", slug="law")
    meant = factories.topic(site.en.locale, "Pax", slug="paz")
    factories.twin(other, site.es, slug="paz")
    for topic in (meant, other):
        factories.post(site.en, f"Peace on {topic.name}", topics=[topic])
    assert titles(ask(client, "en", topic="paz")) == ["Peace on Pax"]


def test_a_topic_that_was_taken_back_is_no_filter(client, world) -> None:
    from articles.models import Topic

    Topic.objects.get(slug="law-en").unpublish()
    assert "topic" not in offered(client) or offered(client)["topic"] == ["War (2)"]


@pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
def test_another_language_that_is_chosen_is_shown_and_stays_whatever_else_is_chosen(client, site, here, there) -> None:
    factories.post(getattr(site, there), "Pandemia")
    page = client.get(PAGE[here], {"q": "pandemia", "language": there, "kind": "post"})
    facets = {facet.name: facet for facet in page.context["results"].facets}
    assert facets["language"].chosen.value == there
    assert {choice.value: choice.count for choice in facets["language"].choices} == {here: 0, there: 1}
    assert 'name="language"' in page.content.decode()

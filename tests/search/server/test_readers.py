"""Readers search a server and see what they saw before: the same results, and nothing that they may not see."""

import logging
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from search import answering
from search.engine import ranking
from search.engine.asked import question
from search.reading import Query
from search.server import asking
from tests import factories
from tests.reading import main, read, text
from tests.search.server.stand_in import Refused
from tests.search.test_hostile_queries import HOSTILE

CODES = pytest.mark.parametrize("code", ["en", "es"])
SEARCH = {"en": "/en/search/", "es": "/es/buscar/"}
WORLD = {
    "en": [
        ("Peace treaties", "On rivers and co-operation."),
        ("The law of the sea", "Treaties on fish, 1,000 of them."),
        ("Rivers", "Peace along the Sáhara; the UN was there."),
        ("Fishing", "A treaty on the sea of law."),
        ("Budget", "3,5 per cent for the U.N. and nothing else."),
    ],
    "es": [
        ("Tratados de paz", "Sobre ríos y co-operación."),
        ("El derecho del mar", "Tratados de pesca, 1.000 de ellos."),
        ("Ríos", "La paz en el Sáhara; la ONU estuvo allí."),
        ("Pesca", "Un tratado del mar del derecho."),
        ("Presupuesto", "3,5 por ciento para la UN y nada más."),
    ],
}
ASKED = {
    "en": ["peace", "treaty", "peace treaties", "sahara", "cooperation", '"law of the sea"', "treaties -fish", "1000",
           "3.5", "UN", "the", "peace zanzibar", "zanzibar", "rivers fish budget", "peace sea", "budget sea zanzibar",
           "co-operation rivers", '"sea law of"', "-peace", "onu", 'sea -"law of the sea"',
           'treaties -"peace treaties" -fish'],
    "es": ["paz", "tratado", "tratados paz", "sahara", "cooperacion", '"derecho del mar"', "tratados -pesca", "1000",
           "3,5", "UN", "el", "paz zanzibar", "zanzibar", "ríos pesca presupuesto", "paz mar",
           "presupuesto mar zanzibar",
           "co-operación ríos", '"mar derecho del"', "-paz", "un",
           'mar -"derecho del mar"', 'tratados -"tratados de paz"'],
}  # fmt: skip


def built(site):
    """A few posts in each language, that say the same."""
    for code, posts in WORLD.items():
        tree = getattr(site, code)
        topic = factories.topic(tree.locale, {"en": "Water", "es": "Agua"}[code])
        for number, (title, intro) in enumerate(posts):
            factories.post(tree, title, intro=intro, topics=[topic] if number % 2 else [])
    return site


def asked(code: str, typed: str):
    query = Query.read(typed)
    return question(code, query.wanted, query.phrases, query.excluded)


def told(rank, code: str, typed: str, related: int = 10) -> dict:
    """What one engine says, but for the order and the scores, which are each engine's own."""
    pages = Page.objects.live().public()
    _asked, found = rank(asked(code, typed), pages, ["en", "es"], related, code)
    return {
        language: {
            "hits": {
                (hit.object_id, hit.locale, hit.mask, hit.date, frozenset(hit.facets.split())) for hit in part.hits
            },
            "others": {(hit.object_id, hit.mask) for hit in part.others},
            "known": part.known,
            "nearly": part.nearly,
        }
        for language, part in found.items()
    }


def titles(client, code: str, words: str, **filters: str) -> list[str]:
    answer = client.get(f"{SEARCH[code]}results.json", {"q": words, **filters})
    assert answer.status_code == 200
    return [result["title"] for result in answer.json()["results"]]


# ---------------------------------------------------------------- the same surface
@pytest.mark.parametrize(("code", "typed"), [(code, typed) for code, all_of in ASKED.items() for typed in all_of])
def test_the_server_finds_what_the_database_finds(readers, code, typed) -> None:
    assert told(answering.rank, code, typed) == told(ranking.rank, code, typed)
    assert readers.searches or not asked(code, typed).words


@CODES
def test_a_search_is_one_request_and_brings_no_text(readers, client, code) -> None:
    readers.requests = 0
    assert titles(client, code, {"en": "treaties", "es": "tratados"}[code])
    assert readers.requests == 1
    assert {name for name, _body in readers.searches} == {"tandem_wagtailcore_page_en", "tandem_wagtailcore_page_es"}


@CODES
def test_a_search_by_a_server_costs_no_more_queries_than_one_by_the_database(readers, client, settings, code) -> None:
    words = {"en": "treaties sea fish", "es": "tratados mar pesca"}[code]
    titles(client, code, words)
    with CaptureQueriesContext(connection) as captured:
        titles(client, code, words)
    by_server = [query["sql"] for query in captured]
    settings.WAGTAILSEARCH_BACKENDS = {"default": settings.WAGTAILSEARCH_BACKENDS["default"]}
    titles(client, code, words)
    with CaptureQueriesContext(connection) as by_database:
        titles(client, code, words)
    assert len(by_server) <= len(by_database)
    assert not [query for query in by_server if "search_posting" in query]


@CODES
def test_filters_counts_extracts_and_dates_are_as_ever(readers, client, settings, code) -> None:
    words = {"en": "treaties", "es": "tratados"}[code]

    def page(**parameters: str) -> str:
        return text(main(read(client, f"{SEARCH[code]}?{urlencode({'q': words, **parameters})}")))

    ways = [{}, {"topic": {"en": "water", "es": "agua"}[code]}, {"kind": "post", "sort": "date"}, {"year": "1999"}]
    by_server = [page(**way) for way in ways]
    assert readers.searches
    settings.WAGTAILSEARCH_BACKENDS = {"default": settings.WAGTAILSEARCH_BACKENDS["default"]}
    by_database = [page(**way) for way in ways]
    assert [sorted(shown.split()) for shown in by_server] == [sorted(shown.split()) for shown in by_database]


def test_a_word_is_marked_and_markup_in_a_text_is_not(readers, world, client) -> None:
    factories.post(world.en, "Quokka", intro="<b>quokka</b> & “more”")
    [result] = client.get("/en/search/results.json", {"q": "quokka"}).json()["results"]
    assert "<mark>quokka</mark>" in result["highlight"]
    assert "<b>" not in result["highlight"]


@pytest.mark.parametrize(("code", "other", "typed"), [("en", "es", "ballenas"), ("es", "en", "whales")])
def test_what_only_the_other_language_has_is_offered(readers, world, client, code, other, typed) -> None:
    factories.post(getattr(world, other), typed.capitalize(), intro="–")
    found = client.get(f"{SEARCH[code]}results.json", {"q": typed}).json()
    assert found["count"] == 0
    assert [(each["title"], each["locale"]) for each in found["other_language"]] == [(typed.capitalize(), other)]


@pytest.mark.parametrize(("code", "typed", "meant"), [("en", "treatise", "treaties"), ("es", "tratadso", "tratados")])
def test_the_nearest_word_is_offered(readers, client, code, typed, meant) -> None:
    assert client.get(f"{SEARCH[code]}results.json", {"q": typed}).json()["suggestion"] == meant


@CODES
def test_the_newest_are_a_feed(readers, client, code) -> None:
    answer = client.get(f"{SEARCH[code]}feed.atom", {"q": {"en": "treaties", "es": "tratados"}[code]})
    assert answer.status_code == 200
    assert answer.content.decode().count("<entry>") == 3
    assert readers.searches


@CODES
def test_titles_are_offered_while_one_types(readers, client, settings, code) -> None:
    typed = {"en": "pea tr", "es": "trat pa"}[code]

    def offered() -> list[str]:
        return client.get(f"{SEARCH[code]}titles.json", {"q": typed}).json()[1]

    by_server = offered()
    [(_name, body)] = readers.searches
    assert body["query"]["bool"]["should"][0]["constant_score"]["filter"]["prefix"]["name"]["value"] == typed
    settings.WAGTAILSEARCH_BACKENDS = {"default": settings.WAGTAILSEARCH_BACKENDS["default"]}
    assert by_server == offered() == [WORLD[code][0][0]]


@CODES
def test_an_article_leads_to_others_on_the_same_and_to_no_hidden_one(readers, world, client, code) -> None:
    tree = getattr(world, code)
    first, second, hidden = (
        factories.post(tree, f"{name} lighthouses harbours tides", slug=f"on-{name}") for name in "abc"
    )
    Page.objects.filter(pk=hidden.pk).update(live=False)
    way = {"en": "related", "es": "relacionados"}[code]
    found = client.get(f"{SEARCH[code]}{way}/{first.pk}/list/").content.decode()
    assert second.title in found
    assert hidden.title not in found
    assert client.get(f"{SEARCH[code]}{way}/{hidden.pk}/list/").content.decode().strip() == ""


# ---------------------------------------------------------------- the gate
def hide(page: Page, how: str) -> None:
    """So that the server does not hear of it: no signal is sent."""
    if how == "unpublished":
        Page.objects.filter(pk=page.pk).update(live=False)
    elif how == "deleted":
        Page.objects.filter(pk=page.pk).update(path="zzzz", live=False)
    else:
        restriction = PageViewRestriction(
            page=page if how == "private" else page.get_parent(), restriction_type="login"
        )
        PageViewRestriction.objects.bulk_create([restriction])


@pytest.mark.parametrize("how", ["unpublished", "deleted", "private", "below a private page"])
@CODES
def test_what_may_no_longer_be_seen_is_not_found_whatever_the_server_says(readers, world, client, code, how) -> None:
    words = {"en": "lighthouses", "es": "faros"}[code]
    page = factories.post(getattr(world, code), words.capitalize(), intro=words)
    assert titles(client, code, words) == [words.capitalize()]
    hide(page, how)
    assert readers.index(f"tandem_wagtailcore_page_{code}").documents[str(page.pk)]  # the server has it still
    found = client.get(f"{SEARCH[code]}results.json", {"q": words}).json()
    assert (found["count"], found["results"], found["related"], found["suggestion"]) == (0, [], [], "")
    shown = text(main(read(client, f"{SEARCH[code]}?q={words[:-1]}+{words}")))
    assert words.capitalize() not in shown
    assert client.get(f"{SEARCH[code]}titles.json", {"q": words}).json()[1] == []
    assert answering.nearest(words, Page.objects.live().public(), code, 8) == []


@CODES
def test_a_word_that_only_a_hidden_page_holds_is_as_unknown_as_any_other(readers, world, client, code) -> None:
    words = {"en": "treaties", "es": "tratados"}[code]
    hide(factories.post(getattr(world, code), "x", intro="quokka"), "unpublished")
    answers = [client.get(f"{SEARCH[code]}results.json", {"q": f"{words} {other}"}) for other in ("quokka", "zanzibar")]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["count"] == len(titles(client, code, words))


@pytest.mark.parametrize(("code", "typed", "meant"), [("en", "treatise", "treaties"), ("es", "tratadso", "tratados")])
def test_a_slip_in_a_hidden_page_makes_no_word_known(readers, world, client, code, typed, meant) -> None:
    hide(factories.post(getattr(world, code), "x", intro=typed), "unpublished")
    assert client.get(f"{SEARCH[code]}results.json", {"q": typed}).json()["suggestion"] == meant


def test_counts_and_filters_are_of_what_may_be_seen(readers, world, client) -> None:
    topic = factories.topic(world.en.locale, "Whales")
    posts = [factories.post(world.en, f"Whale {n}", topics=[topic]) for n in range(25)]
    for page in posts[:13]:
        hide(page, "unpublished")
    found = client.get("/en/search/results.json", {"q": "whale", "topic": "whales"}).json()
    assert (found["count"], len(found["results"])) == (12, 12)


def test_related_pages_fill_up_with_what_may_be_seen(readers, world, client) -> None:
    posts = [factories.post(world.en, f"Whale {n}", intro="whale " * 9) for n in range(40)]
    factories.post(world.en, "Both", intro="peace whale")
    for page in posts[:35]:
        hide(page, "unpublished")
    found = client.get("/en/search/results.json", {"q": "whale peace"}).json()
    assert [each["title"] for each in found["results"]] == ["Both"]
    assert {"Whale 35", "Whale 36", "Whale 37", "Whale 38", "Whale 39"} <= {each["title"] for each in found["related"]}


def test_what_a_server_makes_up_is_not_shown(readers, world, client) -> None:
    index = readers.index("tandem_wagtailcore_page_en")
    index.documents["999999"] = dict(next(iter(index.documents.values())), pk="999999", body=["quokka"])
    assert titles(client, "en", "quokka") == []


# ---------------------------------------------------------------- whatever is typed, whatever the server does
@pytest.mark.parametrize("typed", HOSTILE)
def test_whatever_is_typed_is_answered(readers, client, typed) -> None:
    typed = typed.encode("utf-8", "replace").decode()
    for address in (SEARCH["en"], f"{SEARCH['es']}results.json", f"{SEARCH['en']}titles.json"):
        assert client.get(address, {"q": typed}).status_code == 200
    assert not asking.cache.get(asking.RESTING)


@CODES
def test_a_long_question_is_cut_to_its_rarest_words_by_a_request_more(readers, client, code) -> None:
    words = {"en": "peace treaties", "es": "paz tratados"}[code] + " " + " ".join(f"w{n}" for n in range(50))
    readers.requests = 0
    assert client.get(f"{SEARCH[code]}results.json", {"q": words}).json()["count"] > 0
    assert readers.requests <= 3


@CODES
def test_where_the_server_does_not_answer_the_database_does_and_nobody_waits_again(
    readers, client, caplog, code
) -> None:
    words = {"en": "treaties", "es": "tratados"}[code]
    expected = sorted(titles(client, code, words))
    readers.trouble, readers.requests = Refused("connection refused"), 0
    with caplog.at_level(logging.ERROR, "search"):
        assert sorted(titles(client, code, words)) == expected
    assert "connection refused" in caplog.text
    assert sorted(titles(client, code, words)) == expected
    assert readers.requests == 1
    readers.trouble = None
    asking.cache.delete(asking.RESTING)
    assert sorted(titles(client, code, words)) == expected
    assert readers.requests == 2


def test_an_index_that_is_not_there_is_no_answer(readers, client) -> None:
    expected = sorted(titles(client, "en", "treaties"))
    readers.aliases.clear()
    assert sorted(titles(client, "en", "treaties")) == expected
    assert asking.cache.get(asking.RESTING)


def test_a_library_that_is_missing_stops_no_search(readers, client, settings, caplog) -> None:
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": settings.WAGTAILSEARCH_BACKENDS["default"],
        "readers": {"BACKEND": "search.server.nowhere"},
    }
    assert titles(client, "en", "treaties")
    assert "search.server.nowhere" in caplog.text


def test_without_a_server_nothing_is_asked_of_one(world) -> None:
    assert not asking.is_configured()
    assert asking.server() is None

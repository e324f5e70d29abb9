"""What follows the results, and what of a search stays from page to page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests import factories
from tests.reading import by_class, main, read, text

PAGE = {"en": "/en/search/", "es": "/es/buscar/"}
BOTH = pytest.mark.parametrize("code", ["en", "es"])


def ask(client, code: str = "en", **parameters) -> dict:
    return client.get(f"{PAGE[code]}results.json", {"q": "peace", **parameters}).json()


def titles(answer: dict) -> list[str]:
    return [result["title"] for result in answer["results"]]


def test_pages_of_results_and_the_form_keep_the_choices(client, site) -> None:
    topic = factories.topic(site.en.locale, "Law")
    for number in range(21):
        factories.post(site.en, f"Peace {number}", topics=[topic])
    page = main(read(client, "/en/search/?q=peace&topic=law&sort=date"))
    links = [link.get("href") for link in page.iter("a") if "page=2" in (link.get("href") or "")]
    assert links
    assert all(link.startswith("?q=peace&topic=law&sort=date&") for link in links)
    [form] = [each for each in page.iter("form") if each.get("id") == "search"]
    [box] = [each for each in form.iter("input") if each.get("name") == "q"]
    assert box.get("value") == "peace"
    chosen = {select.get("name"): select for select in page.iter("select") if select.get("form") == "search"}
    assert {"topic", "sort"} <= chosen.keys()
    for name, value in (("topic", "law"), ("sort", "date")):
        assert [each.get("value") for each in chosen[name].iter("option") if "selected" in each.attrib] == [value]


def test_what_has_no_date_stands_last(client, site) -> None:
    factories.standard(site.en, "Peace undated")
    factories.post(site.en, "Peace dated")
    assert titles(ask(client, sort="date")) == ["Peace dated", "Peace undated"]


@pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
def test_results_in_another_language_can_be_chosen_and_are_marked(client, site, here, there) -> None:
    factories.post(getattr(site, here), "Peace here")
    factories.post(getattr(site, there), "Peace there")
    assert titles(ask(client, here)) == ["Peace here"]
    assert titles(ask(client, here, language=there)) == ["Peace there"]
    [result] = by_class(main(read(client, f"{PAGE[here]}?q=peace&language={there}")), "result")
    assert {link.get("lang") for link in result.iter("a")} == {there}


def test_filters_cost_the_same_queries_for_ten_and_for_thirty_results(client, site) -> None:
    costs = []
    for number in range(30):
        topic = factories.topic(site.en.locale)
        factories.post(site.en, f"Peace {number}", topics=[topic], authors=[factories.person(site.en.locale)])
        if number in (9, 29):
            ask(client)
            with CaptureQueriesContext(connection) as queries:
                ask(client)
            costs.append(len(queries))
    assert len(set(costs)) == 1, costs


@BOTH
def test_pages_with_some_of_the_words_follow_uncounted(client, site, code) -> None:
    tree = getattr(site, code)
    factories.post(tree, "Peace and war")
    factories.post(tree, "Peace alone")
    answer = client.get(f"{PAGE[code]}results.json", {"q": "peace war"}).json()
    assert (answer["count"], titles(answer)) == (1, ["Peace and war"])
    assert [result["title"] for result in answer["related"]] == ["Peace alone"]
    page = main(read(client, f"{PAGE[code]}?q=peace+war"))
    assert [text(title) for title in by_class(page, "result__title")] == ["Peace and war", "Peace alone"]
    assert len([each for each in page.iter("section") if each.get("aria-labelledby") == "related"]) == 1


def test_what_is_related_stands_on_the_first_page_only(client, site) -> None:
    for number in range(21):
        factories.post(site.en, f"Peace war {number}")
    factories.post(site.en, "Peace alone")
    assert len(client.get("/en/search/results.json", {"q": "peace war"}).json()["related"]) == 1
    assert client.get("/en/search/results.json", {"q": "peace war", "page": 2}).json()["related"] == []


def test_a_phrase_that_no_page_holds_is_sought_in_any_order_and_the_reader_is_told(client, site) -> None:
    factories.post(site.en, "South of the global")
    page = main(read(client, "/en/search/?q=%22global+south%22"))
    assert len(by_class(page, "result")) == 1
    assert "in any order" in text(by_class(page, "notice")[0])


def test_a_phrase_and_a_minus_are_heeded(client, site) -> None:
    for title in ("Global South peace", "South of global peace", "Global South war"):
        factories.post(site.en, title, intro="x")
    answer = client.get("/en/search/results.json", {"q": '"global south" -war'}).json()
    assert titles(answer) == ["Global South peace"]


def test_a_highlight_is_escaped_before_it_is_marked(client, site) -> None:
    factories.post(site.en, "Ours", intro="<script>peace</script>")
    [result] = ask(client)["results"]
    assert result["highlight"] == "&lt;script&gt;<mark>peace</mark>&lt;/script&gt;"
    html = client.get("/en/search/?q=peace").content.decode()
    assert "&lt;script&gt;<mark>peace</mark>&lt;/script&gt;" in html


# ---------------------------------------------------------------- for programs
@BOTH
def test_the_answer_for_programs_has_the_same_shape_whatever_was_asked(client, site, code) -> None:
    factories.post(getattr(site, code), "Peace and war", slug="a")
    factories.post(getattr(site, code), "Peace alone", slug="b")
    for typed in ("peace war", "peace", "unheardof", "peice", "", '"'):
        answer = client.get(f"{PAGE[code]}results.json", {"q": typed}).json()
        assert set(answer) == {"count", "promoted", "results", "related", "other_language", "suggestion"}, typed
        for result in (*answer["results"], *answer["related"], *answer["other_language"]):
            assert set(result) == {"id", "title", "url", "type", "locale", "date", "highlight", "through"}


def test_the_switcher_takes_the_words_and_what_is_chosen_along(client, site) -> None:
    factories.post(site.en, "Peace")
    page = read(client, "/en/search/?q=peace&kind=post&sort=date")
    assert "/es/buscar/?q=peace&kind=post&sort=date" in [
        link.get("href") for link in page.iter("a") if link.get("hreflang") == "es"
    ]


@BOTH
def test_an_empty_answer_says_what_else_could_be_done(client, site, code) -> None:
    factories.post(getattr(site, code), "Peace")
    [empty] = by_class(main(read(client, f"{PAGE[code]}?q=qqqqqq")), "empty")
    assert len(list(empty.iter("li"))) >= 2
    assert {"en": "/en/topics/", "es": "/es/temas/"}[code] in [link.get("href") for link in empty.iter("a")]


def test_a_word_typed_twice_is_asked_for_once(client, site) -> None:
    factories.post(site.en, "Peace")
    assert ask(client, q="peace Peace PEACES")["count"] == 1
    assert ask(client, q="peace Peace PEACES")["suggestion"] == ""

"""Where nothing is found, the page says what else there is."""

import pytest
from django.http import HttpRequest
from django.utils import translation

from core.readers import reader_of
from search import queries
from search.help import MOST_TOPICS, help_for
from search.queries import Query
from tests import factories

BOTH = pytest.mark.parametrize(
    ("code", "search", "other"), [("en", "/en/search/", "/es/buscar/"), ("es", "/es/buscar/", "/en/search/")]
)


@BOTH
def test_an_empty_result_leads_to_the_other_language_and_to_what_most_is_written_about(
    client, site, code, search, other
) -> None:
    tree = getattr(site, code)
    topics = [factories.topic(tree.locale, name) for name in ("Rare", "Often", "Never")]
    for number, chosen in enumerate(([topics[1]], topics[:2])):
        factories.post(tree, f"Page {number}", topics=chosen)
    page = client.get(search, {"q": "nowherefound"}).content.decode()
    assert f'href="{other}?q=nowherefound"' in page
    assert 0 < page.index(f">{topics[1].name}</a>") < page.index(f">{topics[0].name}</a>")
    assert f">{topics[2].name}</a>" not in page
    found = client.get(search, {"q": "page"}).content.decode()
    assert "empty__head" not in found


@BOTH
def test_fewer_words_are_advised_to_whoever_typed_several(client, site, code, search, other) -> None:
    advice = {"en": "Fewer words find more.", "es": "Con menos palabras se encuentra más."}[code]
    for typed, is_advised in (("nowherefound", False), ("nowherefound norhere", True)):
        assert (advice in client.get(search, {"q": typed}).content.decode()) == is_advised


@BOTH
def test_what_was_left_out_may_be_let_in_again(client, site, code, search, other) -> None:
    factories.post(getattr(site, code), "Rivers of law")
    page = client.get(search, {"q": '"rivers of law" -rivers'}).content.decode()
    assert 'href="?q=rivers+of+law"' in page


@BOTH
def test_who_says_only_what_to_leave_out_is_told_so(client, site, code, search, other) -> None:
    factories.post(getattr(site, code), "Peace")
    page = client.get(search, {"q": "-peace"}).content.decode()
    told = {"en": "and nothing that is looked for", "es": "y nada que buscar"}
    assert told[code] in page
    assert 'href="?q=peace"' in page
    advice = {"en": "Look for a slip", "es": "Comprobar que las palabras"}[code]
    assert advice not in page  # nothing was looked for
    assert advice in client.get(search, {"q": "nowherefound"}).content.decode()
    several = client.get(search, {"q": '-"open data"'}).content.decode()
    assert {"en": "Fewer words", "es": "Con menos palabras"}[code] not in several


@BOTH
@pytest.mark.parametrize("typed", ['"', "%", "- - -", "\U0001f54a"])
def test_who_types_no_word_is_told_so(client, site, code, search, other, typed) -> None:
    page = client.get(search, {"q": typed}).content.decode()
    assert {"en": "neither a word nor a number", "es": "ni una palabra ni un número"}[code] in page
    assert {"en": "Look for a slip", "es": "Comprobar que las palabras"}[code] not in page


@BOTH
def test_what_only_another_language_answers_is_said_to_be_nowhere_in_this_one(
    client, site, code, search, other
) -> None:
    there = "es" if code == "en" else "en"
    factories.post(getattr(site, there), "Zanahoria")
    page = client.get(search, {"q": "zanahoria"}).content.decode()
    assert {"en": "No page in this language holds any", "es": "Ninguna página en este idioma contiene"}[code] in page
    assert "Zanahoria</a>" in page


@BOTH
@pytest.mark.parametrize("number", [1, 20])
def test_help_costs_four_queries_at_most(site, django_assert_max_num_queries, code, search, other, number) -> None:
    tree = getattr(site, code)
    for each in range(number):
        factories.post(tree, f"Page {each}", topics=[factories.topic(tree.locale, f"Topic {each}")])
    with translation.override(code):
        reader = reader_of(HttpRequest())
        found = queries.search(Query.read("zzz"), reader)
        assert found.is_empty
        with django_assert_max_num_queries(4):
            assert len(help_for(found, reader).topics) == min(number, MOST_TOPICS)


@BOTH
def test_where_all_that_holds_the_words_is_left_out_that_is_said(client, site, code, search, other) -> None:
    factories.post(getattr(site, code), "Zanahoria")
    page = client.get(search, {"q": "Zanahoria -zanahoria"}).content.decode()
    assert {"en": "without what is to be left out", "es": "sin lo que debe excluirse"}[code] in page
    assert client.get(f"{search}results.json", {"q": "Zanahoria -zanahoria"}).json()["suggestion"] == ""

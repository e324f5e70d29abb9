"""“Did you mean”: offered, never forced, and only from what the public may read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction

from language.analysis import analyser
from search.models import Word
from search.spelling import is_one_slip, slips, suggestion
from tests import factories
from tests.reading import by_class, main, read, text

fixed = settings(derandomize=True, max_examples=200, deadline=None)
LETTERS = "abcdeiou"


def suggested(typed: str, code: str = "en") -> str:
    unknown = [group[0] for group in analyser(code).asked(typed)]
    return suggestion(typed, unknown, code, Page.objects.live().public())


# ---------------------------------------------------------------- how far two words are apart
@pytest.mark.parametrize(
    ("one", "other", "number"),
    [
        ("peace", "peace", 0),
        ("peace", "peac", 1),
        ("peace", "peaace", 1),
        ("peace", "peece", 1),
        ("peace", "paece", 1),
        ("peace", "epace", 1),
        ("peace", "peaec", 1),
        ("peace", "place", 1),
        ("peace", "plac", 2),
        ("peace", "p", 3),
        ("peace", "wars", 3),
        ("", "", 0),
        ("", "a", 1),
    ],
)
def test_slips_are_counted(one, other, number) -> None:
    assert slips(one, other, 2) == number
    assert slips(other, one, 2) == number


@fixed
@given(st.text(LETTERS, min_size=1, max_size=12), st.data())
def test_one_slip_is_one_slip(word, data) -> None:
    place = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from(LETTERS))
    for other in (
        word[:place] + word[place + 1 :],
        word[:place] + letter + word[place:],
        word[:place] + letter + word[place + 1 :],
        word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    ):
        assert slips(word, other, 1) <= 1
        assert is_one_slip(word, other)


# ---------------------------------------------------------------- what is offered
@pytest.mark.parametrize(
    ("code", "title", "typed", "offered"),
    [
        ("en", "Peacekeeping", "peacekeping", "peacekeeping"),
        ("en", "Peacekeeping", "peacekeeeping", "peacekeeping"),
        ("en", "Peacekeeping", "peacekaeping", "peacekeeping"),
        ("en", "Peacekeeping", "epacekeeping", "peacekeeping"),
        ("en", "Peacekeeping", "peacekeepign", "peacekeeping"),
        ("en", "Peacekeeping", "peacekepeing", "peacekeeping"),
        ("en", "Peacekeeping", "xeacekeeping", "peacekeeping"),
        ("en", "Peacekeeping", "peacekepeign", "peacekeeping"),
        ("en", "Peacekeeping", "pxxxekeeping", ""),
        ("en", "Peace", "paece", "peace"),
        ("en", "Peace", "pxxce", ""),
        ("en", "War", "wra", ""),
        ("es", "La cooperación", "coperacion", "cooperación"),
        ("es", "La cooperación", "cooperasión", "cooperación"),
        ("es", "El Sáhara", "sahhara", "sáhara"),
        ("es", "Las resoluciones", "resolucionse", "resoluciones"),
    ],
)
def test_the_nearest_word_is_offered_as_it_is_written(site, code, title, typed, offered) -> None:
    factories.post(getattr(site, code), title, intro="x")
    assert suggested(typed, code) == offered


def test_the_rest_of_the_query_stays_as_it_was_typed(site) -> None:
    factories.post(site.en, "Peacekeeping")
    assert suggested("About peacekeping, 2019?") == "About peacekeeping, 2019?"


def test_of_equally_near_words_the_one_that_begins_the_same_then_the_commonest_is_offered(site) -> None:
    factories.post(site.en, "Broad")
    for number in range(3):
        factories.post(site.en, f"Croad {number}")
    assert suggested("broat") == "broad"
    factories.post(site.en, "Treaty")
    for number in range(2):
        factories.post(site.en, f"Treats {number}")
    assert suggested("treatx") == "treats"


@pytest.mark.parametrize("hidden", ["draft", "private", "taken back", "other language"])
def test_nothing_is_offered_that_no_public_page_of_the_language_holds(site, hidden) -> None:
    page = factories.post(site.es if hidden == "other language" else site.en, "Secretword", live=hidden != "draft")
    if hidden == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    if hidden == "taken back":
        page.unpublish()
    assert Word.objects.filter(word="secretword").exists()
    assert suggested("secretwrd") == ""


def test_a_word_of_a_draft_is_not_offered_for_the_sake_of_its_stem(site) -> None:
    factories.post(site.en, "Confidential")
    factories.post(site.en, "Confidentially", live=False)
    assert suggested("confidentiallyy") != "confidentially"


# ---------------------------------------------------------------- on the page
@pytest.mark.parametrize(
    ("code", "address", "title", "typed", "offered"),
    [
        ("en", "/en/search/", "Peacekeeping", "peacekeping", "peacekeeping"),
        ("es", "/es/buscar/", "La cooperación", "coperacion", "cooperación"),
    ],
)
def test_a_reader_is_offered_the_word_and_sees_what_was_found_without_it(
    client, site, code, address, title, typed, offered
):
    factories.post(getattr(site, code), title)
    page = main(read(client, f"{address}?q={typed}"))
    [link] = by_class(page, "suggestion")
    assert text(link) == offered
    assert by_class(page, "result") == []
    followed = main(read(client, f"{address}{link.get('href')}"))
    assert len(by_class(followed, "result")) == 1
    assert by_class(followed, "suggestion") == []
    answer = client.get(f"{address}results.json", {"q": typed}).json()
    assert (answer["count"], answer["suggestion"]) == (0, offered)


def test_nothing_is_offered_for_a_word_that_another_language_holds(client, site) -> None:
    factories.post(site.en, "Peace")
    factories.post(site.es, "Peaca")
    assert client.get("/en/search/results.json", {"q": "peaca"}).json()["suggestion"] == ""


def test_a_word_is_learned_once(site) -> None:
    for number in range(3):
        factories.post(site.en, f"Peacekeeping {number}")
    assert Word.objects.filter(locale="en", word="peacekeeping").count() == 1

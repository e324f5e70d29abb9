"""Promoted results: what editors put before what a search finds, in each language its own."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import PageViewRestriction

from search.engine.asked import meaning
from search.models import Promotion
from search.promotions import MOST
from tests import factories
from tests.translations import story

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
SEARCH = {"en": "/en/search/", "es": "/es/buscar/"}
WORDS = {"en": "refugee camps", "es": "campos de refugiados"}
TYPED = {"en": "CAMP refugees", "es": "REFUGIADOS campo"}
SAID = {"en": "Recommended by the editors", "es": "Recomendado por la redacción"}


@pytest.fixture
def pages(site):
    """An article of each language that none of the words stands in."""
    return {code: factories.post(getattr(site, code), f"Sahara {code}") for code in WORDS}


@pytest.fixture
def people(site):
    return story.people(site)


def promote(page, words: str, place: int = 1) -> Promotion:
    row = Promotion(words=words, page=page, place=place)
    row.full_clean()
    row.save()
    return row


def asked(client, code: str, words: str, **more: str) -> dict:
    return client.get(f"{SEARCH[code]}results.json", {"q": words, **more}).json()


def titles(client, code: str, words: str, **more: str) -> list[str]:
    return [row["title"] for row in asked(client, code, words, **more)["promoted"]]


@BOTH
def test_a_promoted_page_stands_first_for_its_words_in_any_form_and_order(client, pages, code, other) -> None:
    promote(pages[code], WORDS[code])
    assert titles(client, code, WORDS[code]) == titles(client, code, TYPED[code]) == [f"Sahara {code}"]
    assert asked(client, code, WORDS[code])["count"] == 0
    html = client.get(SEARCH[code], {"q": TYPED[code]}).content.decode()
    assert SAID[code] in html
    assert html.index(SAID[code]) < html.index(f"Sahara {code}")
    assert pages[code].get_url() in html


@BOTH
def test_other_words_more_words_and_fewer_words_promote_nothing(client, pages, code, other) -> None:
    promote(pages[code], WORDS[code])
    for words in (WORDS[code].split()[0], f"{WORDS[code]} Sahara", "Sahara", WORDS[other]):
        assert titles(client, code, words) == []
    assert SAID[code] not in client.get(SEARCH[code], {"q": "Sahara"}).content.decode()


@BOTH
def test_each_language_has_its_own(client, pages, code, other) -> None:
    promote(pages[code], "agenda 2030")
    assert titles(client, other, "agenda 2030") == []
    promote(pages[other], "agenda 2030")
    assert titles(client, code, "agenda 2030") == [f"Sahara {code}"]
    assert titles(client, other, "agenda 2030") == [f"Sahara {other}"]


@BOTH
def test_what_is_not_public_is_not_promoted(client, pages, code, other) -> None:
    promote(pages[code], WORDS[code])
    restriction = PageViewRestriction.objects.create(page=pages[code], restriction_type=PageViewRestriction.LOGIN)
    assert titles(client, code, WORDS[code]) == []
    restriction.delete()
    assert titles(client, code, WORDS[code]) == [f"Sahara {code}"]
    pages[code].unpublish()
    assert titles(client, code, WORDS[code]) == []
    pages[code].delete()
    assert not Promotion.objects.exists()


@BOTH
def test_a_draft_title_of_a_promoted_page_is_not_told(client, pages, code, other) -> None:
    promote(pages[code], WORDS[code])
    pages[code].title = "A secret title"
    pages[code].save_revision()
    assert titles(client, code, WORDS[code]) == [f"Sahara {code}"]


@BOTH
def test_they_stand_in_the_editors_order_and_a_few_at_most(client, site, code, other) -> None:
    posts = [factories.post(getattr(site, code), f"Number {number}") for number in range(MOST + 2)]
    for number, post in enumerate(posts):
        promote(post, WORDS[code], place=MOST + 2 - number)
    assert titles(client, code, WORDS[code]) == [post.title for post in reversed(posts)][:MOST]


@BOTH
def test_they_stand_on_the_first_unfiltered_page_alone(client, pages, code, other) -> None:
    promote(pages[code], WORDS[code])
    for more in ({"page": "2"}, {"kind": "post"}, {"sort": "date"}, {"language": other}):
        expected = [f"Sahara {code}"] if more == {"page": "2"} else []  # of one page, the second is the first
        assert titles(client, code, WORDS[code], **more) == expected, more


@BOTH
def test_a_phrase_or_a_word_left_out_asks_for_something_of_its_own(client, pages, code, other) -> None:
    pages[code].title = WORDS[code]
    pages[code].save_revision().publish()
    promote(pages[code], WORDS[code])
    assert titles(client, code, f'"{WORDS[code]}"') == []
    assert titles(client, code, f"{WORDS[code]} -water") == []


@BOTH
def test_the_count_is_that_of_what_was_found(client, pages, code, other) -> None:
    promote(pages[code], "Sahara")
    found = asked(client, code, "Sahara")
    assert found["count"] == 1
    assert [row["title"] for row in found["results"]] == [row["title"] for row in found["promoted"]]


@BOTH
def test_100_promotions_cost_the_queries_of_none(client, pages, code, other) -> None:
    address = f"{SEARCH[code]}results.json?q=Sahara"
    counts = []
    for number in (0, 10, 100):
        for row in range(number):
            Promotion.objects.get_or_create(words=f"word{row} sahara{row}", page=pages[code])
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            client.get(address)
        counts.append(len(seen))
    assert len(set(counts)) == 1


@pytest.mark.parametrize("words", ["", " ", "\0", "\u200b", "''", "%"])
def test_words_that_no_search_asks_for_are_refused(pages, words) -> None:
    with pytest.raises(ValidationError) as refused:
        promote(pages["en"], words)
    assert "words" in refused.value.message_dict


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '" OR 1=1 --', "x" * 100, "🙂 peace", "שלום"])
def test_hostile_words_are_words(client, pages, words) -> None:
    promote(pages["en"], words)
    assert titles(client, "en", words) in ([], ["Sahara en"])
    assert client.get(SEARCH["en"], {"q": words}).status_code == 200


def test_the_same_page_is_promoted_once_for_the_same_words(pages) -> None:
    promote(pages["en"], "water  and peace")
    with pytest.raises(ValidationError):
        promote(pages["en"], "water and peace")
    assert meaning("en", "Peace, water") == meaning("en", "water and peace") != frozenset()


def test_an_editor_promotes_a_page_in_the_admin_and_a_translator_may_not(client, site, people, pages) -> None:
    add = reverse("promoted_results:add")
    client.force_login(people.editor)
    factories.post(site.en, "Of tomorrow", live=False)
    form = client.get(add).content.decode()
    assert "Of tomorrow" not in form  # a page is chosen, not listed
    given = {"words": "peace", "page": pages["en"].pk, "place": 1}
    assert client.post(add, given).status_code == 302
    row = Promotion.objects.get()
    listed = client.get(reverse("promoted_results:index")).content.decode()
    assert "Sahara en" in listed
    assert client.post(add, {**given, "words": "%"}).status_code == 200
    assert client.post(add, {**given, "words": "x" * 101}).status_code == 200
    assert client.post(add, {**given, "page": "999999"}).status_code == 200
    assert Promotion.objects.count() == 1
    client.force_login(people.translator_es)
    edit, delete = (reverse(f"promoted_results:{name}", args=[row.pk]) for name in ("edit", "delete"))
    for url in (add, edit, delete):
        assert client.get(url).status_code == client.post(url, given).status_code == 302
    assert Promotion.objects.count() == 1
    client.force_login(people.editor)
    client.post(delete)
    assert not Promotion.objects.exists()

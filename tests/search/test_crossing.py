"""A word of the reader's language finds what is in another language alone, through pages that are in both."""

import uuid

import pytest
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import translation
from wagtail.models import Page, PageViewRestriction

from core.readers import reader_of
from search.crossing import crossing
from search.engine.asked import question
from search.engine.ranking import rank
from tests import factories

WORDS = {"en": ["water", "peace", "bridge", "market", "forest"], "es": ["agua", "paz", "puente", "mercado", "bosque"]}
SEARCH = {"en": "/en/search/", "es": "/es/buscar/"}
LABEL = {"en": "by what translated pages say", "es": "por lo que dicen las páginas traducidas"}
BOTH = pytest.mark.parametrize(("code", "other"), [("es", "en"), ("en", "es")])


def pair(site, numbers, live=("en", "es")) -> dict:
    """A page in both languages that is on these subjects."""
    key, pages = uuid.uuid4(), {}
    for code, words in WORDS.items():
        said = " ".join(words[number] for number in numbers)
        pages[code] = factories.post(
            getattr(site, code), said, slug=str(key)[:8], translation_key=key, live=code in live, intro=f"{code} {said}"
        )
    return pages


def alone(site, code, title, **fields):
    return factories.post(getattr(site, code), title, intro="–", **fields)


def built(site):
    """Four pages in both languages, and one in each language alone on the first subject."""
    site.pairs = [pair(site, numbers) for numbers in ((0, 1), (0, 2), (1, 2), (2, 3))]
    site.alone = {code: alone(site, code, f"{words[0]} xyz") for code, words in WORDS.items()}
    return site


def offered(client, code, words, **more) -> list[tuple[int, str]]:
    answer = client.get(f"{SEARCH[code]}results.json", {"q": words, **more}).json()
    return [(result["id"], result["through"]) for result in answer["other_language"]]


@BOTH
def test_a_word_finds_an_article_that_is_in_the_other_language_alone(client, world, code, other) -> None:
    assert offered(client, code, WORDS[code][0]) == [(world.alone[other].pk, "pairs")]
    page = client.get(SEARCH[code], {"q": WORDS[code][0]}).content.decode()
    assert page.count(LABEL[code]) == 1
    assert f'lang="{other}"' in page


@BOTH
def test_what_translations_say_as_often_as_the_word_is_said_is_its_translation(client, world, code, other) -> None:
    """Not what stands beside it on each of them, in each title even."""
    beside = {"en": "meadow", "es": "pradera"}
    for number in (1, 3, 6):
        key = uuid.uuid4()
        for each, words in WORDS.items():
            said = f"{words[4]} " * number
            alone(world, each, f"{beside[each]} {number}", translation_key=key, body=[("rich_text", f"<p>{said}</p>")])
    meant = alone(world, other, f"{WORDS[other][4]} xyz")
    alone(world, other, f"{beside[other]} xyz")
    assert offered(client, code, WORDS[code][4]) == [(meant.pk, "pairs")]


@BOTH
def test_a_word_that_the_translations_hold_too_is_its_own_translation(client, world, code, other) -> None:
    """A name, or a number: what else those pages say is no guess of it."""
    beside = {"en": "meadow", "es": "pradera"}
    for number in (1, 2):
        key = uuid.uuid4()
        for each in WORDS:
            alone(world, each, f"Escazú {beside[each]} {number}", translation_key=key)
    alone(world, other, f"{beside[other]} xyz")
    assert offered(client, code, "Escazú") == []
    assert offered(client, code, beside[code]) != []


@BOTH
@pytest.mark.parametrize(("title", "guesses"), [("Something", 0), ("quartz", 1)], ids=["in its text", "in its title"])
def test_a_word_that_one_page_alone_says_teaches_something_where_its_title_says_it(
    client, world, code, other, title, guesses
) -> None:
    mineral, key = {"en": "quartz", "es": "cuarzo"}, uuid.uuid4()
    for each in WORDS:
        said = mineral[each] if title == "quartz" else f"{title} {each}"
        body = [("rich_text", f"<p>{mineral[each]}</p>")]
        alone(world, each, said, translation_key=key, slug=f"mineral-{each}", body=body)
    alone(world, other, f"{mineral[other]} xyz")
    assert len(offered(client, code, mineral[code])) == guesses


@BOTH
def test_a_page_that_is_in_both_languages_is_not_told_twice(client, world, code, other) -> None:
    found = client.get(f"{SEARCH[code]}results.json", {"q": WORDS[code][2]}).json()
    assert found["count"] == 3
    assert found["other_language"] == []


@BOTH
@pytest.mark.parametrize("hidden", ["draft", "private", "own language"])
def test_nothing_is_told_that_the_reader_may_not_see_or_has(client, world, code, other, hidden) -> None:
    page = world.alone[other]
    if hidden == "draft":
        page.unpublish()
    elif hidden == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    else:
        alone(world, code, "Otherwise", translation_key=page.translation_key)
    assert page.pk not in [pk for pk, _through in offered(client, code, WORDS[code][0])]


@BOTH
def test_drafts_teach_no_words(client, world, code, other) -> None:
    for number in range(3):
        pair(world, (4, number + 1), live=(code,))
    alone(world, other, WORDS[other][4])
    assert offered(client, code, WORDS[code][4]) == []
    pair(world, (4,))
    assert len(offered(client, code, WORDS[code][4])) == 1


@BOTH
def test_each_word_of_a_query_must_lead_there(client, world, code, other) -> None:
    peace = alone(world, other, f"{WORDS[other][0]} {WORDS[other][1]} abc")
    assert offered(client, code, " ".join(WORDS[code][:2])) == [(peace.pk, "pairs")]
    assert offered(client, code, f"{WORDS[code][0]} unheardof") == []


@BOTH
@pytest.mark.parametrize("asked", [{"page": "2"}, {"kind": "post"}, {"sort": "date"}])
def test_a_phrase_a_minus_or_another_language_guesses_nothing(client, world, code, other, asked) -> None:
    for words in (f'"{WORDS[code][0]}"', f"{WORDS[code][0]} -nothing"):
        assert offered(client, code, words, **asked) == []
    assert offered(client, code, WORDS[code][0], language=other) == []


def test_an_article_that_holds_the_very_word_is_no_guess(client, world) -> None:
    named = alone(world, "en", "El agua")
    assert (named.pk, "") in offered(client, "es", "agua")


@BOTH
def test_an_article_whose_own_page_is_private_is_told_in_the_language_it_is_public_in(
    client, world, code, other
) -> None:
    page = world.alone[other]
    own = alone(world, code, "Otherwise", translation_key=page.translation_key)
    assert offered(client, code, WORDS[code][0]) == []
    PageViewRestriction.objects.create(page=own, restriction_type=PageViewRestriction.LOGIN)
    assert offered(client, code, WORDS[code][0]) == [(page.pk, "pairs")]


@BOTH
def test_pages_without_a_translation_take_no_place_of_those_that_teach(client, world, code, other) -> None:
    for number in range(50):
        alone(world, code, f"{WORDS[code][4]} {WORDS[code][4]}", slug=f"untranslated-{number}")
    pair(world, (4, 3))
    page = alone(world, other, f"{WORDS[other][4]} xyz")
    assert (page.pk, "pairs") in offered(client, code, WORDS[code][4])


@BOTH
def test_better_articles_that_are_not_to_be_told_take_no_place_of_others(client, world, code, other) -> None:
    for number in range(3):
        key = uuid.uuid4()
        for each in (code, other):
            alone(world, each, f"{WORDS[each][4]} {each}{number}", translation_key=key)
    for number in range(40):
        alone(world, other, f"{WORDS[other][4]} {WORDS[other][4]}", slug=f"hidden-{number}", live=False)
    page = alone(world, other, f"{WORDS[other][4]} xyz")
    assert offered(client, code, WORDS[code][4]) == [(page.pk, "pairs")]


@BOTH
@pytest.mark.parametrize("number", [1, 2])
def test_it_costs_four_queries_for_two_words_as_for_one(world, django_assert_num_queries, code, other, number) -> None:
    page = alone(world, other, f"{WORDS[other][0]} {WORDS[other][1]} abc")
    with translation.override(code):
        reader = reader_of(HttpRequest())
        asked, ranked = rank(
            question(code, " ".join(WORDS[code][:number])), reader.public(Page.objects.all()), ["en", "es"]
        )
        assert reader.locale.language_code == code
        with django_assert_num_queries(4):
            assert page.pk in [hit.object_id for hit in crossing(asked, ranked, reader, set())]


@BOTH
def test_in_a_large_language_what_is_hidden_or_translated_since_is_told_to_nobody(
    client, world, monkeypatch, request, code, other
) -> None:
    request.addfinalizer(cache.clear)
    monkeypatch.setattr("search.crossing.MANY", 1)
    second = alone(world, other, f"{WORDS[other][0]} abc")
    first = world.alone[other]
    both = {(first.pk, "pairs"), (second.pk, "pairs")}
    assert set(offered(client, code, WORDS[code][0])) == both
    PageViewRestriction.objects.create(page=second, restriction_type=PageViewRestriction.LOGIN)
    assert offered(client, code, WORDS[code][0]) == [(first.pk, "pairs")]
    alone(world, code, "Otherwise", translation_key=first.translation_key)
    assert offered(client, code, WORDS[code][0]) == []


@BOTH
def test_many_articles_in_one_language_alone_are_told_of_as_few_are(client, world, monkeypatch, code, other) -> None:
    for number in range(5):
        alone(world, other, f"{WORDS[other][0]} {WORDS[other][1]} abc", slug=f"more-{number}")
    few = [offered(client, code, " ".join(WORDS[code][:number])) for number in (1, 2)]
    monkeypatch.setattr("search.crossing.FEW", 0)
    assert [offered(client, code, " ".join(WORDS[code][:number])) for number in (1, 2)] == few
    assert [len(some) for some in few] == [3, 3]


@BOTH
def test_where_every_article_is_in_both_languages_one_query_is_asked(
    world, django_assert_num_queries, code, other
) -> None:
    world.alone[other].unpublish()
    for page in Page.objects.filter(locale__language_code=other, live=True).exclude(depth=1):
        if not Page.objects.filter(translation_key=page.translation_key, locale__language_code=code).exists():
            page.unpublish()
    with translation.override(code):
        reader = reader_of(HttpRequest())
        asked, ranked = rank(question(code, WORDS[code][0]), reader.public(Page.objects.all()), ["en", "es"])
        assert reader.locale.language_code == code
        with django_assert_num_queries(1):
            assert crossing(asked, ranked, reader, set()) == []


@BOTH
def test_the_root_of_all_trees_is_no_result(client, world, code, other) -> None:
    found = client.get(f"{SEARCH[code]}results.json", {"q": "root"}).json()
    assert (found["results"], found["related"], found["other_language"]) == ([], [], [])

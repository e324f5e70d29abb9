"""What the other language has is offered below, and marked."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from tests import factories
from tests.reading import by_class, main, read, text

PAGE = {"en": "/en/search/", "es": "/es/buscar/"}
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])


def ask(client, code: str, words: str, **parameters) -> dict:
    return client.get(f"{PAGE[code]}results.json", {"q": words, **parameters}).json()


def beyond(client, code: str, words: str, **parameters) -> list[tuple[str, str]]:
    return [(row["title"], row["locale"]) for row in ask(client, code, words, **parameters)["other_language"]]


@BOTH_WAYS
def test_what_only_the_other_language_has_is_offered_in_it(client, site, here, there) -> None:
    factories.post(getattr(site, here), "Pandemia here")
    factories.post(getattr(site, there), "Pandemia there")
    assert [row["title"] for row in ask(client, here, "pandemia")["results"]] == ["Pandemia here"]
    assert beyond(client, here, "pandemia") == [("Pandemia there", there)]


@BOTH_WAYS
def test_an_article_that_is_in_both_languages_is_found_once(client, site, here, there) -> None:
    page = factories.post(getattr(site, here), "Pandemia")
    factories.twin(page, getattr(site, there))
    answer = ask(client, here, "pandemia")
    assert [row["id"] for row in answer["results"]] == [page.pk]
    assert answer["other_language"] == []


@BOTH_WAYS
def test_a_word_of_the_other_language_finds_the_readers_own_page(client, site, here, there) -> None:
    page = factories.post(getattr(site, there), "Umbrella")
    own = factories.twin(page, getattr(site, here), title="Something else", slug="else", intro="–")
    answer = ask(client, here, "umbrella")
    assert answer["results"] == []
    assert [(row["id"], row["locale"]) for row in answer["other_language"]] == [(own.pk, here)]


@BOTH_WAYS
@pytest.mark.parametrize("hidden", ["draft", "private"])
def test_what_the_public_may_not_see_there_is_not_offered(client, site, here, there, hidden) -> None:
    page = factories.post(getattr(site, there), "Pandemia", live=hidden != "draft")
    if hidden == "private":
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    assert beyond(client, here, "pandemia") == []


@BOTH_WAYS
def test_what_does_not_meet_the_choices_is_not_offered_either(client, site, here, there) -> None:
    for code in (here, there):
        factories.post(getattr(site, code), f"Pandemia {code}", date=datetime.date(2020, 1, 1))
    for number in range(6):  # more than are offered, and better ones
        factories.post(getattr(site, there), f"Pandemia pandemia {number}", date=datetime.date(1918, 1, 1))
    assert (f"Pandemia {there}", there) not in beyond(client, here, "pandemia")
    assert beyond(client, here, "pandemia", year="2020") == [(f"Pandemia {there}", there)]
    assert beyond(client, here, "pandemia", kind="publication") == []
    page = main(read(client, f"{PAGE[here]}?q=pandemia&year=2020"))
    [language] = [one for one in page.iter("select") if one.get("name") == "language"]
    assert sorted(text(one)[-3:] for one in language.iter("option")) == ["(1)", "(1)"]


@BOTH_WAYS
def test_the_readers_own_language_is_no_choice(client, site, here, there) -> None:
    for code in (here, there):
        factories.post(getattr(site, code), f"Pandemia {code}")
    assert ask(client, here, "pandemia", language=here) == ask(client, here, "pandemia")
    page = read(client, f"{PAGE[here]}?q=pandemia&kind=&topic=&year=&language={here}&sort=")
    assert not any("button--quiet" in (one.get("class") or "") for one in main(page).iter("a"))
    feed = client.get(f"{PAGE[here]}feed.atom", {"q": "pandemia", "language": there}).content.decode()
    assert f'xml:lang="{there}"' in feed


@BOTH_WAYS
def test_a_translation_that_is_a_draft_does_not_stand_in_for_the_original(client, site, here, there) -> None:
    page = factories.post(getattr(site, there), "Pandemia")
    factories.twin(page, getattr(site, here), live=False)
    assert beyond(client, here, "pandemia") == [("Pandemia", there)]


@BOTH_WAYS
def test_a_title_in_another_language_is_marked_and_named(client, site, here, there) -> None:
    factories.post(getattr(site, there), "Pandemia", intro="La pandemia")
    page = main(read(client, f"{PAGE[here]}?q=pandemia"))
    [result] = by_class(page, "result")
    assert {link.get("lang") for link in result.iter("a")} == {there}
    [extract] = by_class(result, "result__text")
    assert extract.get("lang") == there
    names = {"en": {"es": "Spanish"}, "es": {"en": "inglés"}}
    assert names[here][there] in text(by_class(result, "result__meta")[0])
    assert by_class(page, "empty") == []


@BOTH_WAYS
@pytest.mark.parametrize("form", ["work", "edition"])
def test_of_a_title_in_another_language_that_is_shown_for_a_page_of_ones_own_the_language_is_said(
    client, site, here, there, form
) -> None:
    title = "Umbrella over the rivers of the whole world and of all who live along them"
    own = {"title": "Own title", "language": here}
    edition = {"title": title, "language": there} if form == "edition" else {}
    work = factories.work(**(own if edition else {"title": title, "language": there}), editions=(edition or own,))
    page = factories.publication(getattr(site, here), "A summary", work=work, summary="<p>What it says.</p>")
    for words, language in (("umbrella", there), ("summary", None)):
        found = main(read(client, f"{PAGE[here]}?q={words}"))
        [result] = [one for one in by_class(found, "result") if page.title in text(one)]
        [extract] = by_class(result, "result__text")
        assert extract.get("lang") == language
        assert ("Umbrella over" in text(extract)) is (language == there)


def test_the_other_language_is_offered_on_the_first_page_and_where_none_was_chosen(client, site) -> None:
    factories.post(site.es, "Pandemia")
    for number in range(21):
        factories.post(site.en, f"Pandemia {number}")
    assert len(beyond(client, "en", "pandemia")) == 1
    assert beyond(client, "en", "pandemia", page="2") == []
    assert beyond(client, "en", "pandemia", language="es") == []


def test_a_few_are_offered_and_cost_the_same_however_many_there_are(client, site) -> None:
    costs = []
    for number in range(12):
        factories.post(site.es, f"Pandemia {number}")
        if number in (5, 11):
            ask(client, "en", "pandemia")
            with CaptureQueriesContext(connection) as queries:
                assert len(beyond(client, "en", "pandemia")) == 5
            costs.append(len(queries))
    assert len(set(costs)) == 1, costs


@BOTH_WAYS
def test_a_reader_is_told_that_a_word_is_of_the_other_language_only(client, site, here, there) -> None:
    factories.post(getattr(site, here), "Pandemia here")
    factories.post(getattr(site, there), "Umbrella there")
    page = main(read(client, f"{PAGE[here]}?q=pandemia+umbrella"))
    assert [text(title) for title in by_class(page, "result__title")] == ["Pandemia here", "Umbrella there"]
    assert len(by_class(page, "notice")) == 1
    assert by_class(page, "suggestion") == []

"""Search: what is found, for whom, and what readers are told."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.models import PageViewRestriction

from tests import factories
from tests.reading import by_class, links, main, read, text

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("here", "there"), [("en", "es"), ("es", "en")])
PAGE = {"en": "/en/search/", "es": "/es/buscar/"}


def ask(client, words: str, code: str = "en", **parameters) -> dict:
    """The answer as JSON."""
    response = client.get(f"{PAGE[code]}results.json", {"q": words, **parameters})
    assert response.status_code == 200
    return response.json()


def found(client, words: str, code: str = "en") -> list[str]:
    return [result["title"] for result in ask(client, words, code)["results"]]


# ---------------------------------------------------------------- what is found
@BOTH
def test_an_address_is_in_the_words_of_its_language(site, code) -> None:
    with translation.override(code):
        assert reverse("search") == PAGE[code]
        assert reverse("search_json") == f"{PAGE[code]}results.json"


@BOTH_WAYS
def test_pages_of_the_readers_language_alone_are_found(client, site, here, there) -> None:
    factories.post(getattr(site, here), "Global peace here")
    factories.post(getattr(site, there), "Global peace there")
    assert found(client, "global peace", here) == ["Global peace here"]


def test_drafts_and_pages_behind_a_restriction_are_never_found(client, site) -> None:
    factories.post(site.en, "Peace draft", live=False)
    members = factories.post(site.en, "Peace members")
    PageViewRestriction.objects.create(page=members, restriction_type=PageViewRestriction.LOGIN)
    taken_back = factories.post(site.en, "Peace taken back")
    taken_back.unpublish()
    nothing = {"count": 0, "promoted": [], "results": [], "related": [], "other_language": [], "suggestion": ""}
    assert ask(client, "peace") == nothing


@BOTH
def test_each_type_of_page_is_named_with_its_date(client, site, code) -> None:
    tree = getattr(site, code)
    day = datetime.date(2019, 5, 3)
    tree.home.lead = "peace"
    tree.home.save_revision().publish()
    tree.blog.intro = "peace"
    tree.blog.save_revision().publish()
    pages = {
        "post": factories.post(tree, "A peace", date=day),
        "publication": factories.publication(tree, "B peace", work=factories.work(date=day)),
        "page": factories.standard(tree, "C peace"),
        "home": tree.home,
        "list": tree.blog,
    }
    results = {result["type"]: result for result in ask(client, "peace", code)["results"]}
    dates = {"post": "2019-05-03", "publication": "2019-05-03"}
    highlights = {
        "post": "About A <mark>peace</mark>.",
        "publication": "On B <mark>peace</mark>.",
        "page": "",
        "home": "<mark>peace</mark>",
        "list": "<mark>peace</mark>",
    }
    assert results == {
        name: {
            "id": page.pk,
            "title": page.title,
            "url": page.get_url(),
            "type": name,
            "locale": code,
            "date": dates.get(name),
            "highlight": highlights[name],
            "through": "",
        }
        for name, page in pages.items()
    }


def test_the_date_of_an_undated_work_or_of_one_taken_back_is_none(client, site) -> None:
    factories.publication(site.en, "Peace", work=factories.work())
    gone = factories.publication(site.en, "Peace too", work=factories.work(date=datetime.date(2019, 5, 3)))
    gone.work.unpublish()
    assert [result["date"] for result in ask(client, "peace")["results"]] == [None, None]


@BOTH
def test_text_of_the_body_and_of_the_work_is_found(client, site, code) -> None:
    tree = getattr(site, code)
    factories.post(tree, "By its body", body=[("rich_text", "<p>About <b>multipolar</b> things.</p>")])
    factories.publication(tree, "By its work", work=factories.work("Cooperation of the South"))
    assert found(client, "multipolar", code) == ["By its body"]
    assert found(client, "cooperation south", code) == ["By its work"]


@pytest.mark.parametrize("words", ["cooperación", "COOPERACIÓN", "cooperacio\u0301n"])
def test_case_and_the_form_of_an_accent_do_not_matter(client, site, words) -> None:
    factories.post(site.es, "La cooperación Sur-Sur")
    assert found(client, words, "es") == ["La cooperación Sur-Sur"]


def test_spanish_is_found_without_its_accents(client, site) -> None:
    factories.post(site.es, "La cooperación Sur-Sur")
    assert found(client, "cooperacion", "es") == ["La cooperación Sur-Sur"]


@BOTH
def test_other_forms_of_a_word_are_found(client, site, code) -> None:
    titles = {"en": ("The resolutions", "resolution"), "es": ("Las resoluciones", "resolución")}
    factories.post(getattr(site, code), titles[code][0])
    assert found(client, titles[code][1], code) == [titles[code][0]]


# ---------------------------------------------------------------- all words, else any
def test_pages_with_all_words_are_found_and_no_others(client, site) -> None:
    factories.post(site.en, "Peace and war")
    factories.post(site.en, "Peace alone")
    assert found(client, "war peace") == ["Peace and war"]


@BOTH
def test_where_no_page_holds_all_words_those_with_some_are_found_and_the_reader_is_told(client, site, code) -> None:
    factories.post(getattr(site, code), "Peace alone")
    assert found(client, "peace unheardof", code) == ["Peace alone"]
    page = main(read(client, f"{PAGE[code]}?q=peace+unheardof"))
    assert len(by_class(page, "notice")) == 1
    assert by_class(main(read(client, f"{PAGE[code]}?q=peace")), "notice") == []


def test_nothing_found_is_said_in_words(client, site) -> None:
    assert "No page in this language holds any of these words." in text(main(read(client, "/en/search/?q=unheardof")))


# ---------------------------------------------------------------- the page
@BOTH
@pytest.mark.parametrize("query", ["", "?q=", "?q=%20%20", "?q=%00"])
def test_without_words_there_is_only_the_form(client, site, code, query) -> None:
    page = main(read(client, PAGE[code] + query))
    assert len(list(page.iter("form"))) == 1
    assert by_class(page, "results") == by_class(page, "empty") == by_class(page, "notice") == []


def test_the_page_shows_what_was_typed_and_what_was_found(client, site) -> None:
    post = factories.post(site.en, "Global peace", intro="An intro.", date=datetime.date(2019, 5, 3))
    page = read(client, "/en/search/?q=peace")
    [result] = by_class(page, "result")
    assert text(result) == "Post · 3 May 2019 Global peace An intro."
    assert post.get_url() in links(result)
    [field] = [each for each in main(page).iter("input") if each.get("name") == "q"]
    assert field.get("value") == "peace"
    assert text(next(page.iter("title"))).startswith("Search: peace")


def test_a_works_date_is_shown_in_the_precision_in_which_it_is_known(client, site) -> None:
    factories.publication(site.en, "Peace", work=factories.work(date=datetime.date(2019, 1, 1), date_precision="year"))
    [shown] = main(read(client, "/en/search/?q=peace")).iter("time")
    assert (text(shown), shown.get("datetime")) == ("2019", "2019")


def test_results_come_in_pages_that_keep_the_words(client, site) -> None:
    for number in range(25):
        factories.post(site.en, f"Peace & war {number}")
    first = main(read(client, "/en/search/?q=peace+%26+war"))
    assert len(by_class(first, "result")) == 20
    assert "?q=peace+%26+war&page=2" in links(first)
    assert len(by_class(read(client, "/en/search/?q=peace+%26+war&page=2"), "result")) == 5
    answer = ask(client, "peace war", page="2")
    assert (answer["count"], len(answer["results"])) == (25, 5)


def test_a_page_of_results_is_not_for_search_engines(client, site) -> None:
    robots = [
        each.get("content") for each in read(client, "/en/search/?q=x").iter("meta") if each.get("name") == "robots"
    ]
    assert robots == ["noindex, follow"]


@BOTH_WAYS
def test_the_switcher_leads_to_the_search_of_the_other_language(client, site, here, there) -> None:
    page = read(client, PAGE[here])
    assert PAGE[there] in [each.get("href") for each in page.iter("a") if each.get("hreflang") == there]


@BOTH_WAYS
def test_the_switcher_takes_the_words_along_and_not_the_page_of_results(client, site, here, there) -> None:
    page = read(client, f"{PAGE[here]}?q=peace+%26+war&page=2")
    assert f"{PAGE[there]}?q=peace+%26+war" in [each.get("href") for each in page.iter("a") if each.get("hreflang")]


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_search_only_reads(client, site, method) -> None:
    assert getattr(client, method)("/en/search/").status_code == 405
    assert getattr(client, method)("/en/search/results.json").status_code == 405

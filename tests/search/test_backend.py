"""Wagtail's own search, which the admin's lists and choosers use, on our index."""

import pytest
from modelsearch.backends.base import FilterFieldError
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, Boost, Fuzzy, Phrase, PlainText

from articles.models import Person, Topic, Work
from core.models import CreditedImage
from tests import factories
from tests.search.test_hostile_queries import HOSTILE


def titles(results) -> list[str]:
    return [str(row.title) for row in results]


@pytest.fixture
def pages(site):
    return {
        name: factories.post(site.en, name, slug=slug, intro="x")
        for name, slug in (("Peace and war", "a"), ("Peace alone", "b"), ("War alone", "c"))
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("peace war", {"Peace and war"}),
        ("peace unheardof", set()),
        (PlainText("peace war", operator="or"), {"Peace and war", "Peace alone", "War alone"}),
        (PlainText("peace") & PlainText("war"), {"Peace and war"}),
        (PlainText("peace") | PlainText("alone"), {"Peace and war", "Peace alone", "War alone"}),
        (PlainText("peace") & ~PlainText("war"), {"Peace alone"}),
        (Phrase("peace and"), {"Peace and war"}),
        (Phrase("and peace"), set()),
        (Fuzzy("peaces"), {"Peace and war", "Peace alone"}),
        (Boost(PlainText("alone"), 2), {"Peace alone", "War alone"}),
        (PlainText("peace") & MATCH_ALL, {"Peace and war", "Peace alone"}),
    ],
)
def test_wagtails_queries_are_answered(pages, query, expected) -> None:
    assert set(titles(Page.objects.filter(depth=4).search(query))) == expected


def test_everything_and_nothing_can_be_asked_for(pages) -> None:
    assert Page.objects.filter(depth=4).search(MATCH_ALL).count() == 3
    assert list(Page.objects.filter(depth=4).search(~MATCH_ALL)) == []
    assert set(titles(Page.objects.filter(depth=4).search(MATCH_ALL | PlainText("x")))) == set(pages)


def test_counts_slices_and_scores_agree_with_the_whole(pages) -> None:
    found = Page.objects.search("peace").annotate_score("how_well")
    assert (found.count(), len(found), len(found[:1]), found[1:].count(), found[5:].count()) == (2, 2, 1, 1, 0)
    assert [row.title for row in found] == [found[0].title, found[1].title]
    assert found[0].how_well >= found[1].how_well > 0


def test_results_can_stand_in_an_order_of_their_own(pages) -> None:
    found = Page.objects.order_by("title").search("peace", order_by_relevance=False)
    assert titles(found) == ["Peace alone", "Peace and war"]
    assert titles(Page.objects.order_by().search("peace", order_by_relevance=False)) == ["Peace alone", "Peace and war"]


def test_values_of_a_field_are_counted(pages, site) -> None:
    factories.post(site.es, "Peace")
    counts = Page.objects.search("peace").facet("locale_id")
    assert list(counts.items()) == [(site.en.locale.pk, 2), (site.es.locale.pk, 1)]
    with pytest.raises(FilterFieldError):
        Page.objects.search("peace").facet("seo_title")


def test_each_tree_is_read_in_its_language(site) -> None:
    factories.post(site.es, "Las resoluciones")
    factories.post(site.en, "The resolutions")
    assert titles(Page.objects.search("resolución")) == ["Las resoluciones"]
    assert titles(Page.objects.search("resolution")) == ["The resolutions"]


def test_drafts_are_found_by_those_who_write_them(site) -> None:
    factories.post(site.en, "Peace draft", live=False)
    assert titles(Page.objects.search("peace")) == ["Peace draft"]
    assert titles(Page.objects.filter(live=True).search("peace")) == []


def test_rows_that_are_no_pages_are_found_too(site) -> None:
    factories.topic(site.es.locale, "Cooperación")
    factories.person(site.en.locale, "Ana Zubiría")
    factories.work("Originaltitle")
    factories.picture("Sáhara")
    assert [row.name for row in Topic.objects.all() and get_search_backend().search("cooperacion", Topic)] == [
        "Cooperación"
    ]
    assert [row.name for row in get_search_backend().search("zubiria", Person)] == ["Ana Zubiría"]
    assert titles(get_search_backend().search("originaltitle", Work)) == ["Originaltitle"]
    assert titles(get_search_backend().search("sahara", CreditedImage)) == ["Sáhara"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("saha", ["Sáhara", "El Sáhara Occidental"]),
        ("sáh", ["Sáhara", "El Sáhara Occidental"]),
        ("occ sah", ["El Sáhara Occidental"]),
        ("hara", []),
        ('"', []),
    ],
)
def test_a_chooser_finds_names_by_how_their_words_begin(site, typed, expected) -> None:
    for title in ("El Sáhara Occidental", "Sáhara"):
        factories.post(site.es, title)
    assert titles(Page.objects.autocomplete(typed)) == expected


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_that_is_typed_fails(site, typed) -> None:
    typed = typed.encode("utf-8", "replace").decode()[:3000]
    for found in (Page.objects.search(typed), Page.objects.autocomplete(typed)):
        found.count()
        list(found[:5])


def test_the_admins_search_finds_without_accents_and_in_other_forms(client, site) -> None:
    factories.post(site.es, "Las resoluciones del Sáhara")
    client.force_login(factories.user(superuser=True))
    answer = client.get("/admin/pages/search/results/", {"q": "sahara resolucion"})
    assert "Las resoluciones del Sáhara" in answer.content.decode()
    assert client.get("/admin/pages/search/", {"q": '"'}).status_code == 200
    assert "Las resoluciones" in client.get("/admin/choose-page/search/", {"q": "saha"}).content.decode()

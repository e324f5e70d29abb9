"""From rows to items: what a work of each shape says in CSL-JSON's terms, and what a page of ours does."""

import datetime

import pytest

from articles.citing.cited import pages_as_items, works_of
from articles.citing.items import name_parts
from articles.models import Person, PublicationPage, Work
from tests import factories

DATE = datetime.date(2019, 5, 3)


@pytest.mark.parametrize(
    ("name", "sort_name", "parts"),
    [
        ("María José Núñez Gil", "Núñez Gil, María José", {"family": "Núñez Gil", "given": "María José"}),
        ("Jan van der Berg", " van der Berg ,  Jan ", {"family": "van der Berg", "given": "Jan"}),
        # What a program cannot know it does not guess.
        ("María José Núñez Gil", "", {"literal": "María José Núñez Gil"}),
        ("Naciones Unidas", "", {"literal": "Naciones Unidas"}),
        ("Plato", "Plato", {"literal": "Plato"}),
        ("Plato", "Plato,", {"literal": "Plato,"}),
        ("Plato", ", Plato", {"literal": ", Plato"}),
    ],
)
def test_a_name_is_in_parts_only_where_somebody_said_so(name, sort_name, parts) -> None:
    assert name_parts(Person(name=name, sort_name=sort_name)) == parts


def test_the_name_of_an_organisation_stays_in_one_piece() -> None:
    house = Person(name="Fish, Sons and Co.", sort_name="Fish, Sons and Co.", is_organisation=True)
    assert name_parts(house) == {"literal": "Fish, Sons and Co."}


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize(("precision", "parts"), [("year", [2019]), ("month", [2019, 5]), ("day", [2019, 5, 3])])
def test_a_date_is_as_precise_as_it_is_known(site, code, precision, parts) -> None:
    work = factories.work("A work", date=DATE, date_precision=precision)
    [item] = works_of([factories.publication(getattr(site, code), work=work)])
    assert item["issued"] == {"date-parts": [parts]}


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize(
    ("kind", "place"),
    [
        ("article", {"container-title": "Peace", "collection-title": "Studies", "issue": "2"}),
        ("opinion", {"container-title": "Peace", "collection-title": "Studies", "issue": "2"}),
        ("report", {"publisher": "Peace", "collection-title": "Studies", "number": "2"}),
        ("resolution", {"publisher": "Peace", "collection-title": "Studies", "number": "2"}),
        ("chapter", {"publisher": "Peace", "container-title": "Studies", "number": "2"}),
        ("talk", {"publisher": "Peace", "event-title": "Studies", "issue": "2"}),
    ],
)
def test_the_outlet_stands_where_the_kind_has_it(site, code, kind, place) -> None:
    tree = getattr(site, code)
    work = factories.work(
        "A work", kind=kind, outlet=factories.outlet(tree.locale, "Peace"), series="Studies", issue="2", language=code
    )
    [item] = works_of([factories.publication(tree, work=work)])
    assert {key: item[key] for key in place} == place
    assert item["language"] == code
    assert "author" not in item


def test_an_address_that_is_only_a_home_page_is_not_the_works(site) -> None:
    work = factories.work("A work", url="https://example.org/", url_is_home=True)
    [item] = works_of([factories.publication(site.en, work=work)])
    assert "URL" not in item


def test_a_work_of_two_pages_stands_once_and_one_without_a_public_row_not_at_all(site) -> None:
    work, hidden = factories.work("Of two"), factories.work("Hidden")
    pages = [factories.publication(site.en, f"Page {number}", work=work) for number in range(2)]
    pages.append(factories.publication(site.en, "Of a hidden one", work=hidden))
    Work.objects.filter(pk=hidden.pk).update(live=False)
    rows = [type(page).objects.select_related("work").get(pk=page.pk) for page in pages]
    assert [item["title"] for item in works_of(rows)] == ["Of two"]
    assert works_of([]) == []


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_page_of_ours_says_its_language_site_and_address(site, code, settings, rf) -> None:
    settings.WAGTAIL_SITE_NAME = "A site"
    tree = getattr(site, code)
    author = factories.person(tree.locale, "Ana Sol", sort_name="Sol, Ana")
    post, summary = factories.post(tree, "A post", date=DATE, authors=[author]), factories.publication(tree, "On it")
    [told] = pages_as_items([post], rf.get("/"))
    assert (told["type"], told["author"], told["issued"]) == (
        "post-weblog",
        [{"family": "Sol", "given": "Ana"}],
        {"date-parts": [[2019, 5, 3]]},
    )
    assert (told["language"], told["container-title"], told["URL"]) == (code, "A site", f"http://testserver{post.url}")
    [other] = pages_as_items([summary], rf.get("/"))
    assert (other["type"], other["id"]) == ("webpage", f"page-{summary.pk}")
    # Its work's authors did not write it.
    assert "author" not in other


@pytest.mark.parametrize(("language", "name"), [("en", "Peace"), ("es", "Paz"), ("pt", "Peace")])
def test_an_outlet_is_named_as_the_work_has_it_or_as_it_was_first_given(site, language, name) -> None:
    outlet = factories.outlet(site.en.locale, "Peace")
    factories.twin(outlet, site.es, name="Paz")
    work = factories.work("A work", outlet=outlet, language=language)
    for tree in (site.en, site.es):
        [item] = works_of([factories.publication(tree, f"In {tree.locale}", work=work)][:1])
        assert item["container-title"] == name
        work = factories.work("Another work", outlet=outlet, language=language)


def test_an_outlet_that_is_not_public_is_not_named(site) -> None:
    outlet = factories.outlet(site.en.locale, "Not yet", live=False)
    [item] = works_of([factories.publication(site.en, work=factories.work("A work", outlet=outlet))])
    assert "container-title" not in item


@pytest.mark.parametrize("code", ["en", "es"])
def test_authors_are_those_who_are_public_in_their_order(site, code) -> None:
    tree = getattr(site, code)
    people = [factories.person(tree.locale, name, live=name != "Second") for name in ("First", "Second", "Third")]
    work = factories.work("A work", authors=tuple(people))
    [item] = works_of([factories.publication(tree, work=work)])
    assert item["author"] == [{"literal": "First"}, {"literal": "Third"}]


def test_references_of_a_list_cost_the_same_for_10_works_as_for_100(site, django_assert_max_num_queries) -> None:
    outlet, person = factories.outlet(site.en.locale), factories.person(site.en.locale)
    for number in (10, 100):
        works = [factories.work(f"Work {number}.{row}", authors=(person,), outlet=outlet) for row in range(number)]
        pages = [PublicationPage(work=work) for work in works]
        with django_assert_max_num_queries(4):
            assert len(works_of(pages)) == number

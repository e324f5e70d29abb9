"""The forms in which DOIs and addresses are pasted: one normal form each, and one work however it is named."""

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.doi import normalise_doi
from articles.importing.plans import plans
from articles.models import Work
from articles.works.addresses import normalise_address
from articles.works.same import with_same_address
from tests import factories

FAST = settings(derandomize=True, max_examples=400, deadline=None)
ODD = st.text(st.sampled_from("aZ0./%?#&=25fF3 :\u200bñÑ\u0130.,doi"), max_size=20)
START = st.sampled_from(
    ["", "10.1000/", "doi:", "DOI ", "doi.org/10.1000/", "https://www.doi.org/10.1000/", "https://e.org/", "http://"]
)
PASTED = st.builds(str.__add__, START, st.one_of(ODD, st.text(max_size=20)))
WRITTEN = [
    "https://www.doi.org/10.1000/xyz", "doi.org/10.1000/xyz", "dx.doi.org/10.1000/xyz", "DOI 10.1000/xyz",
    "doi: https://doi.org/10.1000/xyz", "10.1000%2Fxyz", "https://doi.org/10.1000%2fXYZ", "10.1000/xyz.",
    "10.1000/xyz,", "10.1000/xyz., ", "\ufeff10.1000/x\u200byz\u2060", "10.1000/xyz%E2%80%8B.",
    "https://doi.org/10.1000/xyz?utm_source=a&b=c", "https://doi.org/10.1000/xyz#part",
]  # fmt: skip
PLACES = [
    "https://doi.org/10.1000/XYZ",
    "http://dx.doi.org/10.1000%2fxyz",
    "https://www.doi.org/10.1000/xyz?utm_source=a",
]


@pytest.mark.parametrize("typed", WRITTEN)
def test_a_doi_is_the_same_with_whatever_is_pasted_around_it(typed) -> None:
    assert normalise_doi(typed) == "10.1000/xyz"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("10.1002/(SICI)30)17:15<1661::AID-S>3.0.CO;2-2", "10.1002/(sici)30)17:15<1661::aid-s>3.0.co;2-2"),
        ("https://doi.org/10.1000/a%3Fb%23c", "10.1000/a?b#c"),
        ("10.1000/a?b", "10.1000/a?b"),  # a query belongs to an address
        ("10.1000/100%", "10.1000/100%"),
        ("10.1000/a%00b", "10.1000/a%00b"),  # no sign that is not written comes of it
    ],
)
def test_what_belongs_to_a_doi_stays(typed, kept) -> None:
    assert normalise_doi(typed) == kept


@FAST
@given(PASTED)
def test_a_doi_in_its_form_stays_as_it_is(typed) -> None:
    try:
        known = normalise_doi(typed)
    except ValueError:
        return
    assert normalise_doi(known) == known
    assert known.isprintable()


@FAST
@given(PASTED)
def test_an_address_in_its_form_stays_as_it_is(typed) -> None:
    for address in (typed, f"https://{typed}"):
        known = normalise_address(address)
        assert normalise_address(f"https://{known}") == known


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://e.org/a%c3%b1o", "https://e.org/a%C3%B1o"),
        ("https://e.org/año", "https://e.org/a%C3%B1o"),
        ("https://e.org/%61-b", "https://e.org/a-b"),
        ("https://e.org/a?q=año", "https://e.org/a?q=a%c3%b1o"),
        ("https://español.org/a", "https://xn--espaol-zwa.org/a"),
        ("https://e.org/a\u200b", "https://e.org/a"),
        ("https://e.org/a", "https://e.org/a?msclkid=1&igshid=2&mc_cid=3&mc_eid=4&gclid=5&fbclid=6&utm_x=7"),
        ("https://doi.org/10.1000/XYZ", "http://www.doi.org/10.1000%2Fxyz?utm_source=x"),
    ],
)
def test_addresses_that_lead_to_one_place_are_one(one, other) -> None:
    assert normalise_address(one) == normalise_address(other) != ""


@pytest.mark.parametrize("other", ["a%2Fb", "a/b%20", "A/b", "a/b?id=1"])
def test_what_leads_elsewhere_is_another(other) -> None:
    assert normalise_address(f"https://e.org/{other}") != normalise_address("https://e.org/a/b")


# ---------------------------------------------------------------- one work
@pytest.mark.parametrize("place", PLACES)
def test_the_address_of_a_doi_names_the_work_that_has_it(db, place) -> None:
    work = factories.work("First", doi="10.1000/xyz")
    factories.work("Another", doi="10.1000/xyz1", url="https://doi.org/10.1000/xyzz")
    assert with_same_address(place) == work
    assert with_same_address(place, but=work.pk) is None


@pytest.mark.parametrize("stored", ["https://español.org/año", "https://xn--espaol-zwa.org/a%c3%b1o"])
def test_an_address_in_letters_is_found_by_the_encoded_one_and_the_reverse(db, stored) -> None:
    work = factories.work(url=stored)
    assert with_same_address("https://ESPAÑOL.org/a%C3%B1o/") == work
    assert with_same_address("http://www.xn--espaol-zwa.org/año") == work


@pytest.mark.parametrize("place", PLACES)
def test_an_import_knows_a_work_by_its_doi_or_the_address_of_it(site, place) -> None:
    user, item = factories.user("edith", "Editors"), {"type": "book", "title": "T"}
    by_url, by_doi = item | {"URL": place}, item | {"DOI": "10.1000/xyz"}
    first, second = plans([by_url, by_doi], locale=site.en.locale, user=user)
    assert first.may_be_made
    assert not second.may_be_made  # twice in one file
    for stored, asked in (({"doi": "10.1000/xyz"}, by_url), ({"url": place}, by_doi)):
        work = factories.work(**stored)
        [plan] = plans([asked], locale=site.en.locale, user=user)
        assert plan.existing == work
        work.delete()


@pytest.mark.parametrize("place", PLACES)
def test_the_form_of_a_work_asks_whether_it_is_that_at_the_address_of_its_doi(client, site, place) -> None:
    client.force_login(factories.user("edith", "Editors"))
    create = reverse("wagtailsnippetchoosers_articles_work:create")
    facts = {"title": "New", "kind": "book", "language": "en", "date_precision": "day"}
    for stored, typed in (({"doi": "10.1000/xyz"}, {"url": place}), ({"url": place}, {"doi": "doi.org/10.1000/xyz"})):
        other = factories.work("Another", **stored)
        data = {f"new-work-{name}": value for name, value in (facts | typed).items()}
        assert "Another</a> stands at this address" in client.post(create, data).json()["htmlFragment"]
        assert client.post(create, data | {"new-work-is_another": "on"}).json()["step"] == "chosen"
        Work.objects.exclude(pk=other.pk).get().delete()
        other.delete()

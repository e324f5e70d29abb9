"""Whether two works are one: DOIs and addresses in one form, whoever typed them and however."""

from urllib.parse import quote

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.doi import normalise_doi
from articles.models import Work
from articles.works.addresses import normalise_address
from articles.works.same import with_same_address, with_same_doi
from tests import factories

FAST = settings(derandomize=True, max_examples=150, deadline=None)
SUFFIX = st.text(st.sampled_from("abcXYZ019./;()<>:_-%ñ"), min_size=1, max_size=20)
PLAIN = st.text(st.sampled_from("abcxyz019"), min_size=1, max_size=8)
# What a person may type instead of an address.
ANYTHING = st.one_of(st.text(max_size=40), st.builds(str.__add__, st.sampled_from(["http://", "https://["]), st.text()))


# ---------------------------------------------------------------- DOIs
@FAST
@given(number=st.integers(1000, 999_999_999), suffix=SUFFIX)
def test_however_a_doi_is_written_it_is_one(number, suffix) -> None:
    bare = f"10.{number}/{suffix}"
    known = normalise_doi(bare)
    for prefix in ("https://doi.org/", "http://dx.doi.org/", "HTTPS://DOI.ORG/", "doi:", "DOI: ", "  "):
        assert normalise_doi(f"{prefix}{bare} ") == known
    assert normalise_doi(bare.upper()) == known
    assert normalise_doi(known) == known


@pytest.mark.parametrize("blank", ["", "  ", "\n", "https://doi.org/", "doi:", "doi: "])
def test_without_a_doi_there_is_none(blank) -> None:
    assert normalise_doi(blank) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "10.123/abc",  # too short a number
        "10.1234567890/abc",  # too long a one
        "10.1000/",
        "10.1000",
        "11.1000/abc",
        "10.1000/a b",
        "10.1000/a\n10.1000/b",
        "https://example.org/10.1000/abc",
        "https://doi.org.evil.example/10.1000/abc",
        "see 10.1000/abc",
        "n/a",
    ],
)
def test_what_is_no_doi_is_refused_and_never_cut_down_to_one(typed) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        normalise_doi(typed)
    with pytest.raises(ValidationError) as refused:
        Work(title="A work", doi=typed).clean()
    assert set(refused.value.message_dict) == {"doi"}


def test_a_work_keeps_its_doi_in_one_form() -> None:
    work = Work(title="A work", doi=" https://doi.org/10.1000/ABC ")
    work.clean()
    assert work.doi == "10.1000/abc"


def test_only_another_work_with_this_very_doi_is_the_same(db) -> None:
    first = factories.work("First", doi="10.1000/abc")
    factories.work("Second", doi="10.1000/abcd")
    factories.work("Without")
    assert with_same_doi("10.1000/abc") == first
    assert with_same_doi("10.1000/abc", but=first.pk) is None
    assert with_same_doi("10.1000/ab") is None
    assert with_same_doi("") is None  # many works have none


def test_what_stands_in_a_draft_alone_is_known_too(db) -> None:
    first = factories.work("First")
    draft = first.get_latest_revision_as_object()
    draft.doi, draft.url = "10.5555/nine", "https://www.house.org/nine"
    draft.save_revision()
    factories.work("Another", live=False)
    assert with_same_doi("10.5555/nine") == first
    assert with_same_doi("10.5555/nine", but=first.pk) is None
    assert with_same_address("http://house.org/nine/") == first
    assert with_same_address("https://doi.org/10.5555/NINE") == first
    assert with_same_address("https://house.org/ten") is None
    draft.url_is_home = True
    draft.save_revision()
    assert with_same_address("https://house.org/nine") is None


# ---------------------------------------------------------------- addresses
@FAST
@given(host=PLAIN, path=st.lists(PLAIN, max_size=3), query=st.dictionaries(PLAIN, PLAIN, max_size=3))
def test_what_does_not_change_where_an_address_leads_does_not_change_it(host, path, query) -> None:
    address = "/".join([f"{host}.org", *path])
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    backwards = "&".join(f"{name}={value}" for name, value in reversed(query.items()))
    known = normalise_address(f"https://{address}?{asked}")
    assert known.startswith(f"{host}.org")
    for written in (
        f"http://{address}?{asked}",
        f"https://www.{address}?{asked}",
        f"https://{address}/?{backwards}",
        f"  https://{address}?{asked}#part ",
        f"https://{host.upper()}.ORG:443{address[len(host) + 4 :]}?{asked}",
        f"http://{host}.org:80{address[len(host) + 4 :]}?{asked}",
        f"https://{address}?{asked}&utm_source=x&UTM_Medium=y&fbclid=1&gclid=2&mc_cid=3&mc_eid=4&ref=5&source=6",
    ):
        assert normalise_address(written) == known, written
    for other in (
        f"https://{address}x?{asked}",
        f"https://{address}/more?{asked}",
        f"https://{address}?{asked}&page=2",
        f"https://{address}?{asked}&referrer=x",  # not one that only counts
        f"https://sub.{address}?{asked}",
        f"https://{host}.org:8080/?{asked}",
    ):
        assert normalise_address(other) != known, other


@FAST
@given(ANYTHING)
def test_whatever_is_typed_has_one_form_or_none_and_never_fails(typed) -> None:
    known = normalise_address(typed)
    assert normalise_address(f" {typed} ") == known
    assert known == "" or not known.startswith(("http", "www."))


@FAST
@given(value=st.text(max_size=12))
def test_a_parameter_says_the_same_again_whatever_stands_in_it(value) -> None:
    encoded = quote(value.encode("utf-8", "replace"), safe="")
    one = normalise_address(f"https://example.org/a?title={encoded}")
    assert normalise_address(f"https://{one}") == one
    assert one.startswith("example.org/a?title=")


def test_a_parameter_without_a_value_still_counts() -> None:
    assert normalise_address("https://e.org/a?print=") != normalise_address("https://e.org/a")


def test_of_several_works_at_an_address_the_oldest_is_shown_original_or_edition(db) -> None:
    edition = {"url": "https://www.example.org/a/"}
    first = factories.work("First", editions=(edition, edition))
    second = factories.work("Second", url="http://example.org/a")
    assert with_same_address("https://example.org/a#top") == first
    assert with_same_address("https://example.org/a", but=first.pk) == second
    assert with_same_address("https://example.org/b") is None
    assert with_same_address("https://example.com/a") is None


def test_an_edition_that_names_only_a_home_page_names_no_work(db) -> None:
    factories.work("First", editions=({"url": "https://example.org/", "url_is_home": True},))
    assert with_same_address("https://example.org/") is None


def test_asking_about_an_address_costs_two_queries_and_a_third_for_the_work_that_is_found(
    db, django_assert_num_queries
) -> None:
    for number in range(12):
        factories.work(url=f"https://example.org/{number}", editions=({"url": f"https://example.org/e{number}"},))
    with django_assert_num_queries(2):
        assert with_same_address("https://example.org/none") is None
    with django_assert_num_queries(3):
        assert with_same_address("https://example.org/e7") is not None
    with django_assert_num_queries(0):
        assert with_same_address("no address") is None

"""COinS and the head of a page, of works of each kind: parsed as reference managers do."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citing.formats import bibtex, ris
from articles.citing.items import TYPES
from articles.linked.coins import coins_of
from articles.linked.head import meta_of
from articles.models import Work

ANA = {"family": "Sol", "given": "Ana"}
LUZ = {"family": "Luz", "given": "Mar"}
UN = {"literal": "Naciones Unidas"}
BASE = {"id": "x", "title": "Of rivers", "language": "en", "issued": {"date-parts": [[2019, 5]]}}


def said(**facts) -> dict[str, list[str]]:
    return parse_qs(coins_of(BASE | facts))


@pytest.mark.parametrize(
    ("kind", "form", "genre", "title"),
    [
        ("article-journal", "journal", "article", "rft.atitle"),
        ("article-magazine", "journal", "article", "rft.atitle"),
        ("article-newspaper", "journal", "article", "rft.atitle"),
        ("book", "book", "book", "rft.btitle"),
        ("report", "book", "report", "rft.btitle"),
        ("chapter", "book", "bookitem", "rft.atitle"),
        ("webpage", "dc", None, "rft.title"),
        ("speech", "dc", None, "rft.title"),
    ],
)
def test_each_kind_is_said_in_the_format_that_has_a_place_for_it(kind, form, genre, title) -> None:
    found = said(type=kind)
    assert found["rft_val_fmt"] == [f"info:ofi/fmt:kev:mtx:{form}"]
    assert found.get("rft.genre") == (genre and [genre])
    assert found[title] == ["Of rivers"]
    assert (found["rft.date"], found["rft.language"]) == (["2019-05"], ["en"])


@pytest.mark.parametrize("kind", Work.Kind.values)
def test_every_kind_of_work_has_its_place_in_every_form(kind) -> None:
    item = BASE | {"type": TYPES[kind], "author": [ANA, UN]}
    assert "Of rivers" in bibtex([item])
    assert "TI  - Of rivers\r\n" in ris([item])
    assert b"Of+rivers" in coins_of(item).encode()


def test_the_first_author_is_told_in_parts_and_the_others_by_name() -> None:
    found = said(type="article-journal", author=[ANA, LUZ, UN])
    assert (found["rft.aulast"], found["rft.aufirst"]) == (["Sol"], ["Ana"])
    assert found["rft.au"] == ["Mar Luz", "Naciones Unidas"]


def test_an_organisation_that_wrote_a_work_is_told_as_one() -> None:
    found = said(type="report", author=[UN], publisher="Naciones Unidas")
    assert found["rft.aucorp"] == ["Naciones Unidas"]
    assert "rft.aulast" not in found
    assert said(type="speech", author=[UN, ANA])["rft.creator"] == ["Naciones Unidas", "Ana Sol"]


def test_a_chapter_stands_in_its_book() -> None:
    found = said(type="chapter", page="10–20", **{"container-title": "A book", "publisher": "A press"})
    assert (found["rft.atitle"], found["rft.btitle"], found["rft.pub"]) == (["Of rivers"], ["A book"], ["A press"])
    assert (found["rft.spage"], found["rft.epage"]) == (["10"], ["20"])


def test_what_is_not_known_is_not_said() -> None:
    bare = parse_qs(coins_of({"id": "x", "type": "book", "title": "A", "language": "es"}), keep_blank_values=True)
    assert set(bare) == {"ctx_ver", "rft_val_fmt", "rft.genre", "rft.btitle", "rft.language"}


# What each form has a place for, beside the title, the date, the language and where it stands.
EVERYTHING = {
    "DOI": "10.1000/abc", "URL": "https://example.org/o?a=1&b=2", "container-title": "Peace", "volume": "XII",
    "issue": "3", "collection-title": "Studies", "publisher": "A press", "page": "10-20", "event-title": "A day",
}  # fmt: skip
ALWAYS = {"ctx_ver", "rft_val_fmt", "rft.date", "rft.language", "rft_id"}


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (
            "article-journal",
            {"rft.genre": "article", "rft.atitle": "Of rivers", "rft.jtitle": "Peace", "rft.volume": "XII",
             "rft.issue": "3", "rft.spage": "10", "rft.epage": "20"},
        ),
        (
            "chapter",
            {"rft.genre": "bookitem", "rft.atitle": "Of rivers", "rft.btitle": "Peace", "rft.series": "Studies",
             "rft.pub": "A press", "rft.spage": "10", "rft.epage": "20"},
        ),
        (
            "book",
            {"rft.genre": "book", "rft.btitle": "Of rivers", "rft.series": "Studies", "rft.pub": "A press"},
        ),
        (
            "speech",
            {"rft.type": "presentation", "rft.title": "Of rivers", "rft.source": "Peace", "rft.publisher": "A press"},
        ),
        (
            "webpage",
            {"rft.type": "webpage", "rft.title": "Of rivers", "rft.source": "Peace", "rft.publisher": "A press"},
        ),
    ],
)  # fmt: skip
def test_each_fact_stands_under_its_key_and_no_other_is_there(kind, expected) -> None:
    found = said(type=kind, **EVERYTHING)
    assert {key: value for key, [value, *_] in found.items() if key not in ALWAYS} == expected
    assert found["rft_id"] == ["info:doi/10.1000/abc", "https://example.org/o?a=1&b=2"]
    assert found["ctx_ver"] == ["Z39.88-2004"]


def test_a_talk_stands_at_its_event_where_it_has_no_other_place() -> None:
    assert said(type="speech", **{"event-title": "Water Day"})["rft.source"] == ["Water Day"]


@pytest.mark.parametrize("kind", ["article-journal", "chapter", "book", "report", "speech", "webpage"])
def test_a_work_of_which_only_the_title_is_known_is_told_without_empty_keys(kind) -> None:
    bare = {"id": "x", "type": kind, "title": "A", "language": "es"}
    found = parse_qs(coins_of(bare), keep_blank_values=True)
    assert all(value for values in found.values() for value in values)
    assert not found.keys() & {"rft.date", "rft_id", "rft.au", "rft.aulast", "rft.aucorp", "rft.creator", "rft.spage"}


@pytest.mark.parametrize(
    ("page", "first", "last"), [("e7", ["e7"], None), ("3–9", ["3"], ["9"]), ("3-9", ["3"], ["9"])]
)
def test_pages_are_a_first_and_a_last_where_there_are_two(page, first, last) -> None:
    found = said(type="article-journal", page=page)
    assert (found["rft.spage"], found.get("rft.epage")) == (first, last)


def test_a_page_without_author_date_and_address_has_no_empty_meta() -> None:
    bare = {"id": "x", "type": "webpage", "title": "A", "language": "es", "container-title": "Tandem"}
    assert meta_of(bare) == [
        ("citation_title", "A"), ("citation_language", "es"), ("DC.title", "A"), ("DC.language", "es"),
        ("DC.publisher", "Tandem"), ("DC.type", "webpage"),
    ]  # fmt: skip


def test_each_author_of_a_page_is_a_meta_of_their_own_in_order() -> None:
    item = BASE | {"type": "post-weblog", "author": [ANA, UN, LUZ], "container-title": "Tandem"}
    for name in ("citation_author", "DC.creator"):
        assert [content for key, content in meta_of(item) if key == name] == ["Sol, Ana", "Naciones Unidas", "Luz, Mar"]


@settings(max_examples=100, deadline=None)
@given(title=st.text(min_size=1, max_size=40), name=st.text(min_size=1, max_size=20))
def test_any_title_and_name_are_read_back(title, name) -> None:
    item = BASE | {"type": "article-journal", "title": title, "author": [{"literal": name}]}
    found = parse_qs(coins_of(item).encode("utf-8", "surrogatepass").decode(), keep_blank_values=True)
    assert (found["rft.atitle"], found["rft.aucorp"]) == ([title], [name])


@pytest.mark.parametrize(("kind", "type_"), [("post-weblog", "blogPost"), ("webpage", "webpage")])
def test_our_page_is_told_as_what_it_is_and_on_which_site_it_stands(kind, type_) -> None:
    url = "https://www.example.org/en/blog/x/"
    item = BASE | {"type": kind, "author": [ANA], "URL": url, "container-title": "Tandem"}
    pairs = meta_of(item)
    for pair in (
        ("citation_title", "Of rivers"),
        ("citation_author", "Sol, Ana"),
        ("citation_public_url", url),
        ("citation_publication_date", "2019/05"),
        ("DC.date", "2019-05"),
        ("DC.identifier", url),
        ("DC.publisher", "Tandem"),
        ("DC.type", type_),
    ):
        assert pair in pairs
    assert all(content for _name, content in pairs)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.text(min_size=1, max_size=12), st.integers(1000, 9999)), min_size=2, max_size=8))
def test_no_two_entries_of_a_file_have_one_key(rows) -> None:
    items = [
        {"id": str(n), "type": "book", "title": title, "language": "en", "issued": {"date-parts": [[year]]}}
        for n, (title, year) in enumerate(rows)
    ]
    keys = [line.partition("{")[2] for line in bibtex(items).splitlines() if line.startswith("@book{")]
    assert len(set(keys)) == len(items)

"""RIS as programs and people write it: addresses with “;”, odd lines, names with more than one comma."""

import time

import pytest
import rispy

from articles.citing.formats import ris
from articles.importing.facts import facts_of
from articles.importing.likeness import sign_of
from articles.importing.plans import plans
from articles.importing.reading import read
from articles.works.addresses import normalise_address
from tests import factories
from tests.articles.test_import_left import left_of

BARE = {"id": "work-1", "type": "book", "title": "Of rivers", "language": "en"}
ADDRESSES = [
    "https://www.un.org/x?a=1;b=2",
    'https://h.example/a,b;c?x="1"',
    "https://h.example/a;http=1/b;;c",
    "https://h.example/a%3Bb;c",
]


def record(*lines: str) -> str:
    """A record that ends as it should, of a kind where its lines name none."""
    kind = [] if lines[0].startswith("TY") else ["TY  - JOUR"]
    return "\n".join([*kind, *lines, "ER  - ", ""])


# ---------------------------------------------------------------- addresses
@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_with_a_semicolon_is_taken_whole(address) -> None:
    file = record("TI  - T", f"UR  - {address}")
    assert (read(file).items[0]["URL"], left_of(file)) == (address, [])


@pytest.mark.parametrize("between", ["; ", ";", " ; "])
def test_of_two_addresses_in_one_line_the_first_is_taken_and_the_other_named(between) -> None:
    file = record("TI  - T", f"UR  - https://a.org/x;y{between}https://b.org/")
    assert (read(file).items[0]["URL"], left_of(file)) == ("https://a.org/x;y", [("UR", "https://b.org/")])


def test_spaces_in_an_address_are_passed_over_once() -> None:
    begun = time.perf_counter()
    read(record("TI  - T", f"UR  - https://a.org/x{' ' * 150_000}y;{' ' * 150_000}z"))
    assert time.perf_counter() - begun < 5


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_that_we_hand_out_is_one_address_to_others_and_leads_to_the_same_place(address) -> None:
    written = ris([BARE | {"URL": address}])
    [theirs] = rispy.loads(written)[0]["urls"]
    assert theirs == address.replace(";", "%3B")
    assert normalise_address(theirs) == normalise_address(address) != ""
    assert read(written).items[0]["URL"] == theirs


def test_a_work_whose_address_has_a_semicolon_is_found_again_in_the_file_that_we_hand_out(site) -> None:
    work = factories.work("Of rivers", url=ADDRESSES[0])
    factories.work("Of lakes", url="https://h.example/a;b")
    items = read(ris([BARE | {"URL": ADDRESSES[0]}, BARE | {"URL": "https://h.example/a;b"}])).items
    found = plans(items, locale=site.en.locale, user=factories.user("edith", "Editors"))
    assert [plan.existing and plan.existing.title for plan in found] == [work.title, "Of lakes"]


# ---------------------------------------------------------------- lines
def test_one_space_behind_a_tag_is_as_good_as_two() -> None:
    lines = ("TY - JOUR", "TI - Of rivers", "AU - Núñez, Ana", "XX - odd", "AB - On", "and on", "TY - BOOK", "TI - B")
    first, second = read("\n".join(lines)).items
    assert (first["title"], first["type"], second["title"]) == ("Of rivers", "article-journal", "B")
    assert first["author"] == [{"family": "Núñez", "given": "Ana"}]
    assert read("\n".join(lines)).left == [[("AB", "On and on"), ("XX", "odd")], []]


def test_one_space_behind_a_tag_among_others_with_two_is_read_and_words_that_are_no_tag_are_none() -> None:
    file = record("TI - Of rivers", "AB  - In", "UN - the first", "PY -", "TY  -BOOK")
    assert (read(file).items[0]["title"], read(file).items[0]["type"]) == ("Of rivers", "article-journal")
    assert left_of(record("TI - Of rivers", "AB  - In", "UN - the first", "PY - 2019")) == [("AB", "In UN - the first")]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"], ids=["CR", "CRLF", "LF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["bare", "BOM"])
def test_whatever_ends_its_lines_and_stands_before_it_a_file_is_read(end, mark) -> None:
    ris_file = f"{mark}\n" + record("TI  - A", "PY  - 2019") + mark + record("TI  - B", "PY  - 2020")
    bibtex_file = f"{mark}@book{{a, title = {{A}}, year = 2019}}\n{mark}@book{{b,\ntitle = {{B}}, year = 2020}}\n"
    json_file = f'{mark}[{{"title": "A"}},\n{{"title": "B"}}]\n'
    for file in (ris_file, bibtex_file, json_file):
        assert [item["title"] for item in read(file.replace("\n", end)).items] == ["A", "B"]
    broken = record("TI  - A") + record("AU  - B")
    assert read(broken.replace("\n", end)).lost == ["Entry 2, line 4: it has no title."]


def test_a_value_goes_on_in_the_next_line_and_a_list_with_one_more() -> None:
    file = record("TI  - Of rivers", "and lakes", "", "AU  - Núñez, Ana", "Sol, Luz", "KW  - one", "two")
    assert read(file).items[0]["title"] == "Of rivers and lakes"
    assert [name["family"] for name in read(file).items[0]["author"]] == ["Núñez", "Sol"]
    assert left_of(file) == [("KW", "one; two")]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (["TI  - T", "TI  - Another"], [("TI", "Another")]),
        (["TI  - T", "TI  - T"], []),
        (["TI  - T", "PY  - 2019", "PY  - 2020"], [("PY", "2020")]),
        (["TI  - T", "N2  - One", "N2  - Two", "more"], [("N2", "One"), ("N2", "Two more")]),
        (["TI  - T", "UK  - x", "XX  - y"], [("UK", "x"), ("XX", "y")]),
        (["", "no tag", "TI  - T"], [("N1", "no tag")]),
    ],
)
def test_a_line_that_is_not_taken_is_named(lines, left) -> None:
    file = record("TY  - JOUR", *lines)
    assert (read(file).items[0]["title"], left_of(file)) == ("T", left)


# ---------------------------------------------------------------- pages, books
@pytest.mark.parametrize(
    ("lines", "pages", "left"),
    [
        (["SP  - 1-20", "EP  - 20"], "1-20", []),
        (["SP  - 1–20", "EP  - 20"], "1-20", []),
        (["SP  - 1--20"], "1-20", []),
        (["SP  - e1 - e20", "EP  - e20"], "e1-e20", []),
        (["SP  - 1-20", "EP  - 30"], "1-20", [("EP", "30")]),
        (["SP  - 1", "EP  - 20"], "1-20", []),
        (["SP  - A-1", "EP  - A-20"], "A-1-A-20", []),
        (["SP  - e7"], "e7", []),
        (["EP  - 9"], "9", []),
    ],
)
def test_pages_are_told_once_in_whichever_field_they_stand(lines, pages, left) -> None:
    file = record("TI  - T", *lines)
    assert (read(file).items[0]["page"], left_of(file)) == (pages, left)


def test_of_a_chapter_bt_is_the_book_and_t3_the_series() -> None:
    file = record("TY  - CHAP", "TI  - T", "T3  - Studies", "BT  - All waters", "PB  - UN")
    [item] = read(file).items
    assert (item["container-title"], item["collection-title"]) == ("All waters", "Studies")
    assert facts_of(item, "en").fields["series"] == "All waters"
    assert left_of(file) == [("collection-title", "Studies")]
    assert left_of(record("TY  - CHAP", "TI  - T", "BT  - All waters", "T2  - More")) == [("T2", "More")]


def test_of_a_book_bt_is_its_title() -> None:
    [item] = read(record("TY  - BOOK", "BT  - All waters", "T3  - Studies")).items
    assert (item["title"], item.get("container-title"), item["collection-title"]) == ("All waters", None, "Studies")
    assert left_of(record("TY  - BOOK", "TI  - T", "BT  - All waters")) == [("BT", "All waters")]


# ---------------------------------------------------------------- names
KING = {"family": "King, Jr.", "given": "M. L."}
NAMES = {
    "King, M. L., Jr.": KING,
    "King, Jr., M. L.": KING,
    "King,M. L.,Jr.": KING,
    "Núñez, Ana": {"family": "Núñez", "given": "Ana"},
    "Davis, Sammy, III": {"family": "Davis, III", "given": "Sammy"},
    "Sammy Davis, Jr.": {"literal": "Sammy Davis, Jr."},
    "Ortega y Gasset, José": {"family": "Ortega y Gasset", "given": "José"},
    "Sol, Luz, Mar": {"family": "Sol", "given": "Luz, Mar"},
    "Naciones Unidas,": {"literal": "Naciones Unidas"},
    "University of California,, Irvine": {"literal": "University of California, Irvine"},
    "World, Health and Organization": {"literal": "World, Health and Organization"},
    "Paz, Justicia y Reparación": {"literal": "Paz, Justicia y Reparación"},
    "Smith and Sons, Ltd.": {"literal": "Smith and Sons, Ltd."},
    "Incau, Inca": {"family": "Incau", "given": "Inca"},
}


@pytest.mark.parametrize(("written", "name"), NAMES.items(), ids=NAMES)
@pytest.mark.parametrize("tag", ["AU", "A2"])
def test_a_name_with_commas_is_read_as_it_was_meant(tag, written, name) -> None:
    [item] = read(record("TI  - T", f"{tag}  - {written}")).items
    assert item["author" if tag == "AU" else "editor"] == [name]


@pytest.mark.parametrize("name", [KING, *NAMES.values()])
def test_a_name_with_commas_comes_back_as_it_was_handed_out(name) -> None:
    assert read(ris([BARE | {"author": [name]}])).items[0]["author"] == [name]


def test_a_suffix_stands_last_where_ris_has_it() -> None:
    [found] = rispy.loads(ris([BARE | {"author": [KING], "translator": [{"family": "Mar", "given": "Luz"}]}]))
    assert (found["authors"], found["subsidiary_authors"]) == (["King, M. L., Jr."], ["Mar, Luz"])


@pytest.mark.parametrize("name", ["King Jr., Martin Luther", "King, Jr., Martin Luther", "Martin Luther King Jr."])
def test_a_suffix_is_not_what_an_author_is_recognised_by(name) -> None:
    assert sign_of("T", 1963, name) == sign_of("T", 1963, "King, Martin Luther")

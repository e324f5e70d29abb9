"""What we hand out in any format and take back in says the same: any title, any name, any place, in any order."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.citing.formats import bibtex, csl_json, ris
from articles.citing.items import TYPES
from articles.importing.from_bibtex import SIGNS
from articles.importing.reading import read

FIXED = settings(derandomize=True, max_examples=120, deadline=None)
FORMATS = pytest.mark.parametrize("write", [bibtex, ris, csl_json], ids=lambda write: write.__name__)
BARE = {"id": "work-1", "type": "book", "title": "Of rivers", "language": "en"}
# Signs that one of the formats reads as its own. What LaTeX makes of two signs is not asked here: “--”, “``”, “?`”.
SIGNS_OF_FORMATS = '{}\\"@#%&$_^~,=;:()<>|/áñüÇ¿¡Å和ع '
TEXT = (
    st.text(st.sampled_from(list("abcXYZ019" + SIGNS_OF_FORMATS)), min_size=1, max_size=30)
    .map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()))
    .filter(bool)
)


# Where a work of the kind stands: in a book, on a site, at an event.
PLACES = pytest.mark.parametrize(
    ("kind", "where"), [("chapter", "container-title"), ("webpage", "container-title"), ("speech", "event-title")]
)


@FORMATS
@PLACES
@FIXED
@given(title=TEXT, place=TEXT, house=TEXT)
def test_texts_come_back_sign_for_sign(write, kind, where, title, place, house) -> None:
    found = read(write([BARE | {"type": kind, "title": title, where: place, "publisher": house}]))
    assert found.problems == []
    [again] = found.items
    assert (again["title"], again["publisher"]) == (title, house)
    assert (again.get(where) or again["container-title"]) == place


@FORMATS
@PLACES
@pytest.mark.parametrize(
    "name",
    ["Semana (Bogotá)", "El País, S.A.", "Tribuna & Co.", "[sic]", "<Foro>", "Paz {UN}", "Foro:", "Ya.com", "Online",
     "online.", "(Web)", "Sitio web", "En línea", "{Online}", "Available at", "."],
)  # fmt: skip
def test_an_outlet_or_an_event_keeps_its_name_whatever_it_is_called(write, kind, where, name) -> None:
    [again] = read(write([BARE | {"type": kind, where: name}])).items
    assert (again.get(where) or again.get("container-title")) == name


@FORMATS
@FIXED
@given(st.lists(TEXT.filter(lambda text: "," not in text and text.strip("{}")), min_size=1, max_size=3))
def test_as_many_authors_come_back_as_were_handed_out_in_their_order(write, names) -> None:
    [again] = read(write([BARE | {"author": [{"literal": name} for name in names]}])).items
    assert [author["literal"] for author in again["author"]] == names


@FORMATS
@pytest.mark.parametrize("kind", sorted({*TYPES.values()}))
def test_a_work_comes_back_as_what_it_is(write, kind) -> None:
    found = read(write([BARE | {"type": kind}]))
    assert (found.items[0]["type"], found.left) == (kind, [[]])


@FORMATS
@FIXED
@given(st.lists(TEXT, min_size=1, max_size=6))
def test_no_title_swallows_the_next_item_whatever_it_is(write, titles) -> None:
    found = read(write([BARE | {"id": str(number), "title": title} for number, title in enumerate(titles)]))
    assert [item["title"] for item in found.items] == titles


@FORMATS
@FIXED
@given(st.dates().filter(lambda date: date.year > 999), st.sampled_from([1, 2, 3]))
def test_a_date_comes_back_as_precise_as_it_was(write, date, parts) -> None:
    issued = {"date-parts": [[date.year, date.month, date.day][:parts]]}
    [again] = read(write([BARE | {"issued": issued}])).items
    assert again["issued"] == issued


@pytest.mark.parametrize(("name", "sign"), SIGNS.items())
@pytest.mark.parametrize("written", [r"A \%s{} b", r"A {\%s} b", r"A {\%s{}} b"])
def test_a_sign_that_is_named_is_read_in_each_way_of_naming_it(name, sign, written) -> None:
    [item] = read("@book{a, title = {%s}}" % (written % name)).items
    assert item["title"] == f"A {sign} b"

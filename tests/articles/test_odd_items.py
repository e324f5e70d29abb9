"""Items of odd shapes as files: whatever stands in a title or a name, each file holds what was meant and no more."""

import json
import re

import bibtexparser
import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from articles.citing.formats import FORMATS, RIS_TYPES, bibtex, csl_json, ris

BARE = {"id": "work-1", "type": "book", "title": "Of rivers", "language": "en"}
ANA = {"family": "Núñez Gil", "given": "Ana"}
# What may stand in a title: signs that one of the formats reads as its own, accents, other scripts, ends of lines.
TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from(list("{}\\\"@#%&$_^~,=;:-–'´`áñüÇ¿¡\n\r\t\u2028ÅØ和ع")),
        st.characters(exclude_categories=["Cc", "Cs"]),
    ),
    min_size=1,
    max_size=30,
)
FAST = settings(derandomize=True, max_examples=80, deadline=None)


def fields(item: dict) -> dict[str, str]:
    """The fields of an item's BibTeX entry, as they are written: between the outer braces of each."""
    written = bibtex([BARE | item])
    return dict(re.findall(r"^  (\w+) = \{(.*)\},$", written, re.MULTILINE))


def tags(item: dict) -> list[tuple[str, str]]:
    """The lines of an item's RIS record, in order."""
    written = ris([BARE | item])
    assert written.endswith("ER  - \r\n")
    return [(line[:2], line[6:]) for line in written.split("\r\n")[:-1]]


def depths(written: str) -> list[int]:
    """How deep each line ends in braces, as BibTeX counts them: a backslash before one changes nothing."""
    depth, found = 0, []
    for line in written.splitlines():
        depth += line.count("{") - line.count("}")
        found.append(depth)
    return found


# ---------------------------------------------------------------- BibTeX
@FAST
@given(title=TRICKY, family=TRICKY, house=TRICKY)
def test_braces_of_a_title_are_none_of_the_files(title, family, house) -> None:
    author = [{"family": family, "given": "Ana"}, {"literal": title}]
    written = bibtex([BARE | {"title": title, "author": author, "publisher": house}] * 2)
    lines = written.splitlines()
    # Inside an entry each field closes what it opened; only the last line of an entry leads out of it.
    for line, depth in zip(lines, depths(written), strict=True):
        assert depth == (0 if line in ("}", "") else 1), line
    assert lines.count("}") == 2


@FAST
@given(title=TRICKY)
def test_a_title_with_signs_of_latex_is_read_back_by_latex(title) -> None:
    meant = " ".join(title.split())
    if not meant:
        return
    written = fields({"title": title})["title"]
    assert (written[0], written[-1]) == ("{", "}")
    bare = re.sub(r"``|''|--|<<|>>|[?!]`|\s", "", meant)  # what LaTeX takes for one sign is no matter of files
    if bare == re.sub(r"\s", "", meant):
        # pylatexenc knows these two only by their short names.
        short = written.replace(r"\textbraceleft{}", r"\{").replace(r"\textbraceright{}", r"\}")
        read = LatexNodes2Text(keep_braced_groups=False).latex_to_text(short).replace("ˆ", "^")
        assert read.split() == meant.split()


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Of {sets}", r"{Of \{sets\}}"),
        ("One { alone", r"{One \textbraceleft{} alone}"),
        ("}{", r"{\textbraceright{}\textbraceleft{}}"),
        ("a{b}}", r"{a\textbraceleft{}b\textbraceright{}\textbraceright{}}"),
    ],
)
def test_braces_that_do_not_pair_are_named_and_those_that_do_are_signs(title, written) -> None:
    assert fields({"title": title})["title"] == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (ANA, "Núñez Gil, Ana"),
        ({"literal": "Smith and Sons"}, "{Smith and Sons}"),
        ({"family": "King, Jr.", "given": "Martin"}, "{King, Jr.}, Martin"),
        ({"family": "Bed and Board", "given": "Luz"}, "{Bed and Board}, Luz"),
        ({"family": "Sol", "given": "Mar AND Luz"}, "Sol, {Mar AND Luz}"),
        ({"family": "Hernández", "given": "Sandra"}, "Hernández, Sandra"),  # “and” within a word parts nothing
        ({"family": "A & B", "given": "C_d"}, r"A \& B, C\_d"),
    ],
)
def test_a_name_is_in_braces_only_where_it_would_be_taken_for_two(name, written) -> None:
    assert fields({"author": [name]})["author"] == written
    assert fields({"author": [name, ANA]})["author"] == f"{written} and Núñez Gil, Ana"


def test_a_work_without_author_date_or_place_has_only_what_is_known() -> None:
    assert bibtex([BARE]) == "@book{rivers,\n  title = {{Of rivers}},\n  language = {en},\n}\n"


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"issued": {"date-parts": [[1992]]}}, {"year": "1992"}),
        ({"issued": {"date-parts": [[2019, 5]]}}, {"year": "2019", "month": "5"}),
        ({"issued": {"date-parts": [[2019, 5, 3]]}}, {"year": "2019", "month": "5", "day": "3"}),
        ({"type": "speech", "event-title": "World Water Day"}, {"howpublished": "World Water Day"}),
        ({"type": "webpage", "container-title": "Tandem"}, {"howpublished": "Tandem"}),
        ({"type": "chapter", "container-title": "A book"}, {"booktitle": "A book"}),
        (
            {"type": "article-newspaper", "container-title": "El Día"},
            {"entrysubtype": "newspaper", "journal": "El Día"},
        ),
        ({"type": "report", "publisher": "UN", "number": "7"}, {"institution": "UN", "number": "7"}),
        ({"type": "article-journal", "issue": "2"}, {"number": "2"}),
        ({"page": "10–20"}, {"pages": "10--20"}),
        ({"page": "10-20"}, {"pages": "10--20"}),
        ({"page": "e7"}, {"pages": "e7"}),
        ({"URL": "https://example.org/a_b%20c?d={e}&f"}, {"url": "https://example.org/a_b%20c?d=%7Be%7D&f"}),
        ({"DOI": '10.1000/a<b>"c'}, {"doi": "10.1000/a%3Cb%3E%22c"}),
    ],
)
def test_each_fact_stands_in_the_field_that_bibtex_has_for_it(facts, expected) -> None:
    assert fields(facts) == {"title": "{Of rivers}", "language": "en"} | expected


# ---------------------------------------------------------------- keys
@pytest.mark.parametrize(
    ("facts", "key"),
    [
        ({"author": [ANA], "title": "El agua", "issued": {"date-parts": [[2024, 3]]}}, "nunezgil2024agua"),
        ({"author": [{"literal": "Naciones Unidas"}], "title": "Una agenda"}, "nacionesunidasagenda"),
        ({"author": [ANA, {"family": "Zoe", "given": "B"}], "title": "Paz y más"}, "nunezgilpazymas"),
        ({"title": "La paz sin más", "issued": {"date-parts": [[1992]]}}, "1992lapazsinmas"),
        ({"title": "Así es la paz", "language": "es"}, "asieslapaz"),
        ({"title": "和平"}, "item"),
        ({"title": "¿?"}, "item"),
        ({"author": [{"family": "Ørsted-Çelik", "given": "Å"}], "title": "Über-Leben"}, "rstedcelikuberleben"),
        ({"author": [{"literal": "x" * 90}], "title": "y" * 90}, "x" * 24 + "y" * 24),
    ],
)
def test_a_key_is_the_name_the_year_and_a_word_in_plain_letters(facts, key) -> None:
    assert bibtex([BARE | facts]).startswith(f"@book{{{key},\n")


def test_the_same_key_is_numbered_from_the_second_on_and_each_file_begins_anew() -> None:
    for _file in range(2):
        keys = re.findall(r"@book\{([^,]*),", bibtex([BARE] * 3))
        assert keys == ["rivers", "rivers-2", "rivers-3"]
    # A number is passed over that a title of its own has taken.
    titles = ["Rivers", "Rivers-2", "Rivers", "Rivers"]
    keys = re.findall(r"@book\{([^,]*),", bibtex([BARE | {"title": title} for title in titles]))
    assert keys == ["rivers", "rivers2", "rivers-2", "rivers-3"]


@FAST
@given(st.lists(st.tuples(TRICKY, TRICKY), min_size=1, max_size=5))
def test_keys_are_letters_and_figures_and_a_reader_finds_as_many_entries_as_there_are(rows) -> None:
    items = [BARE | {"title": title, "author": [{"literal": name}]} for title, name in rows]
    keys = re.findall(r"^@book\{(.*),$", bibtex(items), re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(items)
    assert all(re.fullmatch(r"[a-z0-9-]+", key) for key in keys)
    library = bibtexparser.parse_string(bibtex(items))
    assert ([entry.key for entry in library.entries], library.failed_blocks) == (keys, [])


# ---------------------------------------------------------------- RIS
@FAST
@given(title=TRICKY, name=TRICKY, place=TRICKY)
def test_a_record_has_one_line_a_value_and_each_ends_as_the_format_has_it(title, name, place) -> None:
    facts = {"title": title, "author": [{"literal": name}, ANA], "container-title": place, "type": "webpage"}
    written = ris([BARE | facts] * 2)
    lines = written.split("\r\n")
    assert lines.pop() == ""
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines)
    assert not any(sign in line for line in lines for sign in "\r\n\u2028\x85")
    assert [line[:2] for line in lines].count("ER") == 2
    assert [entry.get("id") for entry in rispy.loads(written)] == ["work-1", "work-1"]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"author": [ANA, {"literal": "Naciones Unidas"}]}, [("AU", "Núñez Gil, Ana"), ("AU", "Naciones Unidas")]),
        ({"issued": {"date-parts": [[1992]]}}, [("PY", "1992")]),
        ({"issued": {"date-parts": [[2019, 5]]}}, [("PY", "2019"), ("DA", "2019/05/")]),
        ({"issued": {"date-parts": [[2019, 11, 3]]}}, [("PY", "2019"), ("DA", "2019/11/03")]),
        ({"page": "10–20"}, [("SP", "10"), ("EP", "20")]),
        ({"page": "10-20"}, [("SP", "10"), ("EP", "20")]),
        ({"page": "e7"}, [("SP", "e7")]),
        ({"number": "A/RES/1"}, [("IS", "A/RES/1")]),
        ({"issue": "3-4", "volume": "XII"}, [("VL", "XII"), ("IS", "3-4")]),
        ({"event-title": "A day", "publisher": "UN"}, [("T2", "A day"), ("PB", "UN")]),
        ({"container-title": "Peace", "collection-title": "Studies"}, [("T2", "Peace"), ("T3", "Studies")]),
        ({"DOI": "10.1/a", "URL": "https://e.org/?a=1&b={c}"}, [("DO", "10.1/a"), ("UR", "https://e.org/?a=1&b={c}")]),
    ],
)
def test_each_fact_stands_under_its_tag_in_the_order_of_the_format(facts, expected) -> None:
    always = {"TY", "TI", "LA", "ID", "ER"}
    found = tags(facts)
    assert [pair for pair in found if pair[0] not in always] == expected
    assert (found[0], found[-2], found[-1]) == (("TY", "BOOK"), ("ID", "work-1"), ("ER", ""))
    assert [pair for pair in found if pair[0] in ("TI", "LA")] == [("TI", "Of rivers"), ("LA", "en")]


@pytest.mark.parametrize(("kind", "type_"), RIS_TYPES.items())
def test_ris_names_the_type_of_each_kind_once(kind, type_) -> None:
    assert [value for tag, value in tags({"type": kind}) if tag == "TY"] == [type_]


# ---------------------------------------------------------------- all of them
@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_two_languages_in_one_file_each_keep_their_own(write) -> None:
    items = [
        BARE | {"title": "The right to water", "id": "work-1"},
        BARE | {"title": "El derecho al agua – ¿de quién?", "id": "work-2", "language": "es"},
    ]
    written = write(items)
    assert "El derecho al agua – ¿de quién?" in written  # as it is, not as an escape
    found = {
        bibtex: lambda: [entry["language"] for entry in bibtexparser.parse_string(written).entries],
        ris: lambda: [entry["language"] for entry in rispy.loads(written)],
        csl_json: lambda: [item["language"] for item in json.loads(written)],
    }[write]()
    assert found == ["en", "es"]


@pytest.mark.parametrize("kind", FORMATS.values(), ids=FORMATS)
def test_no_items_are_an_empty_file_and_the_order_is_kept(kind) -> None:
    assert json.loads(kind.write([]) or "[]") == []
    titles = ["Of lakes", "Of rivers", "Of the sea", "Of air"]
    written = kind.write(BARE | {"title": title} for title in titles)  # any iterable will do
    places = [written.index(title) for title in titles]
    assert places == sorted(places)


def test_csl_json_is_laid_out_for_people_to_read() -> None:
    assert csl_json([BARE]).splitlines()[:3] == ["[", "  {", '    "id": "work-1",']
    assert csl_json([BARE]).endswith("]\n")

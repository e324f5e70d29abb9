"""Files of reference managers are read as they were meant, and what is no such file is refused in a sentence."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from articles.citing.formats import bibtex, csl_json, ris
from articles.importing import from_bibtex, from_csl, from_ris
from articles.importing.bounds import MOST_ENTRIES, MOST_PEOPLE, MOST_TEX, TEXT
from articles.importing.dates import parts_of, written
from articles.importing.facts import facts_of
from articles.importing.reading import MAX_BYTES, MOST, Unreadable, one_line, read, text_of
from articles.models import Work
from tests.articles.test_reference_files import ITEMS

NUNEZ = {"family": "Núñez", "given": "Ana"}
# What a format has no place for, or writes in one way only.
LOST = {
    csl_json: {"id"},
    ris: {"id"},
    bibtex: {"id", "type", "URL"},
}


@pytest.mark.parametrize("write", LOST, ids=lambda write: write.__name__)
def test_what_we_hand_out_we_take_back_in_field_by_field(write) -> None:
    """For 36 works of all kinds and odd shapes."""
    found = read(write(ITEMS))
    assert found.problems == []
    assert len(found.items) == len(ITEMS) == 36
    for item, ours in zip(found.items, ITEMS, strict=True):
        plain = {name: value for name, value in ours.items() if name not in LOST[write]}
        assert {name: value for name, value in item.items() if name not in LOST[write]} == plain


NAMED = [
    ("family", [{"family": "García Márquez", "given": "Gabriel"}]),
    ("house", [{"literal": "Naciones Unidas"}]),
    ("both", [{"family": "van der Berg", "given": "Jan"}, {"literal": "UN & Co."}]),
    ("none", []),
]


@pytest.mark.parametrize(("name", "authors"), NAMED, ids=[name for name, _authors in NAMED])
@pytest.mark.parametrize("write", LOST, ids=lambda write: write.__name__)
def test_people_and_houses_are_told_apart(write, name, authors) -> None:
    [item] = read(write([{"id": "x", "type": "book", "title": "T", "language": "es", "author": authors}])).items
    assert item.get("author", []) == authors


def test_what_other_programs_write_is_understood() -> None:
    biblatex = r"""
        @comment{of somebody}
        @string{un = "United Nations"}
        @online{a, title = {Caf{\'e} \& {NATO}}, subtitle = {An essay}, author = {Ib{\'a}{\~n}ez, Luis and {The House}},
          date = {2019-05-04}, langid = {spanish}, organization = un, url = {https://example.org/a_b}}
        @inproceedings(b, title = "In one piece", booktitle = "Proceedings", year = 1999, month = mar, pages = {1--3})
    """
    first, second = read(biblatex).items
    assert first == {
        "type": "webpage", "title": "Café & NATO: An essay", "language": "spanish", "publisher": "United Nations",
        "author": [{"family": "Ibáñez", "given": "Luis"}, {"literal": "The House"}],
        "issued": {"date-parts": [[2019, 5, 4]]}, "URL": "https://example.org/a_b",
    }  # fmt: skip
    assert (second["container-title"], second["page"]) == ("Proceedings", "1-3")
    assert second["issued"] == {"date-parts": [[1999, 3]]}
    berg = {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}
    zotero = {"items": [{"type": "book", "title": "A", "issued": {"raw": "2001-02"}, "volume": 3, "author": [berg]}]}
    [item] = read(json.dumps(zotero)).items
    assert item["author"] == [{"family": "van der Berg", "given": "Jan"}]
    assert (item["issued"], item["volume"]) == ({"date-parts": [[2001, 2]]}, "3")
    lines = ("TY  - JOUR", "T1  - An old tag", "A1  - Núñez, Ana", "JO  - Paz", "Y1  - 2004/06//", "ER  -", "")
    [item] = read("\n".join(lines)).items
    assert (item["title"], item["container-title"]) == ("An old tag", "Paz")
    assert item["issued"] == {"date-parts": [[2004, 6]]}


# Entries as people and programs write them: field by field, what is to be read of them.
WRITTEN = {
    "and others": (r"author = {N{\'u}ñez, Ana and others}", {"author": [NUNEZ], "and-others": True}),
    "et al.": ("author = {Núñez, Ana and et al.}", {"author": [NUNEZ], "and-others": True}),
    "et al. behind a comma": ("author = {Núñez, Ana, et al.}", {"author": [NUNEZ], "and-others": True}),
    "nobody but others": ("author = {others}", {"and-others": True}),
    "editors": ("editor = {Núñez, Ana}", {"editor": [NUNEZ]}),
    "editors beside authors": ("author = {Núñez, Ana}, editor = {Sol, Luz}", {"author": [NUNEZ]}),
    "url": (r"howpublished = {\url{https://e.org/a_b}}", {"URL": "https://e.org/a_b"}),
    "url in a sentence": (r"howpublished = {Available at \url{https://e.org/~a}.}", {"URL": "https://e.org/~a"}),
    "url in Spanish": (r"howpublished = {Disponible en: \url{https://e.org/a}}", {"URL": "https://e.org/a"}),
    "href": (r"howpublished = {\href{https://e.org/a}{here}}", {"URL": "https://e.org/a"}),
    "bare url": ("howpublished = {https://e.org/a}", {"URL": "https://e.org/a"}),
    "url and place": (
        r"howpublished = {Peace Blog, \url{https://e.org/a}}",
        {"URL": "https://e.org/a", "container-title": "Peace Blog"},
    ),
    "url and place with signs of its own": (
        r"howpublished = {Semana (Bogotá) (\url{https://e.org/a})}",
        {"URL": "https://e.org/a", "container-title": "Semana (Bogotá)"},
    ),
    "url and place in braces": (
        r"howpublished = {{Peace Blog: \url{https://e.org/a}}}",
        {"URL": "https://e.org/a", "container-title": "Peace Blog"},
    ),
    "place with signs of its own": ("howpublished = {El País, S.A.}", {"container-title": "El País, S.A."}),
    "empty url": (r"howpublished = {\url {}}, url = {\url{}}", {}),
    "no place": ("howpublished = {Online}", {}),
    "no place with a point": ("howpublished = {[Available online].}", {}),
    "a place that is called so": ("howpublished = {{Online}}", {"container-title": "Online"}),
    "url within url": (r"url = {\url{https://e.org/a\_b{\%}20}}", {"URL": "https://e.org/a_b%20"}),
    "url in a note": (r"note = {\url{https://e.org/a}}", {"URL": "https://e.org/a"}),
    "url of something else": ("note = {Replies to https://e.org/a}", {}),
    "own url before that in words": (
        r"howpublished = {\url{https://e.org/b}}, url = {https://e.org/a}", {"URL": "https://e.org/a"},
    ),
    "doi": (r"doi = {10.1000/a{\_}b}", {"DOI": "10.1000/a_b"}),
    "month and day": ('year = 2019, month = mar # "~4"', {"issued": {"date-parts": [[2019, 3, 4]]}}),
    "month in Spanish": ("year = 2019, month = {ago.}", {"issued": {"date-parts": [[2019, 8]]}}),
    "language before langid": ("language = {spanish}, langid = {english}", {"language": "spanish"}),
    "langid alone": ("langid = {british}", {"language": "british"}),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "read_of_it"), WRITTEN.values(), ids=WRITTEN)
def test_bibtex_is_read_as_people_write_it(fields, read_of_it) -> None:
    [item] = read(f"@misc{{a, title = {{T}}, {fields}}}").items
    assert item == {"type": "webpage", "title": "T"} | read_of_it


QUOTED = {
    "`peace'": "‘peace’",
    "``peace''": "“peace”",
    "On `peace' and ``war''": "On ‘peace’ and “war”",
    "``the `right' way''": "“the ‘right’ way”",
    "```right' way''": "“‘right’ way”",
    "``the way `right'''": "“the way ‘right’”",
    "`it's peace', it's": "‘it's peace’, it's",
    r"{`caff\`e \'{a}'}": "‘caffè á’",
    r"\`a la carte'": "à la carte'",
    "?`Qu\\'e?": "¿Qué?",
    "it's {NATO}'s": "it's NATO's",
    "one ` alone": "one ` alone",
    "O`Neill's": "O`Neill's",
}


@pytest.mark.parametrize(("written", "words"), QUOTED.items(), ids=QUOTED)
def test_quotation_marks_of_tex_are_those_that_it_sets(written, words) -> None:
    [item] = read(f"@book{{a, title = {{{written}}}, publisher = {{{written}}}}}").items
    assert (item["title"], item["publisher"]) == (words, words)


def test_marks_that_are_no_quotation_marks_of_tex_come_back_as_they_were() -> None:
    title = "`a' it's `b"
    [item] = read(bibtex([{"id": "x", "type": "book", "title": title, "language": "en"}])).items
    assert item["title"] == title


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["JF  - Journal of Peace", "JO  - J. Peace"], "Journal of Peace"),
        (["JO  - J. Peace", "JF  - Journal of Peace"], "Journal of Peace"),
        (["T2  - Peace", "JF  - Journal of Peace"], "Peace"),
        (["JA  - J. Peace"], "J. Peace"),
        (["J2  - J. Peace", "JO  - Journal of Peace"], "Journal of Peace"),
    ],
)
def test_ris_names_a_periodical_by_its_whole_name_wherever_that_stands(lines, name) -> None:
    [item] = read("\n".join(["TY  - JOUR", "TI  - T", *lines, "ER  - ", ""])).items
    assert item["container-title"] == name


@pytest.mark.parametrize("tag", ["A2", "ED"])
def test_ris_editors_stand_in_for_authors(tag) -> None:
    [item] = read("\n".join(["TY  - BOOK", "TI  - T", f"{tag}  - Núñez, Ana", "AU  - et al.", "ER  - ", ""])).items
    assert (item.get("author"), item["editor"], item["and-others"]) == (None, [NUNEZ], True)


def test_csl_editors_stand_in_for_authors_and_lists_of_one_are_texts() -> None:
    entry = {"title": ["T"], "container-title": ["J"], "type": "book", "issued": "2019-05", "editor": [NUNEZ]}
    [item] = read(json.dumps([entry])).items
    assert item == entry | {"title": "T", "container-title": "J", "issued": {"date-parts": [[2019, 5]]}}


BROKEN = {
    "nothing": ("", "neither BibTeX nor RIS"),
    "prose": ("Dear Sir, please find my list.", "neither BibTeX nor RIS"),
    "markup": ("<html><script>alert(1)</script>", "neither BibTeX nor RIS"),
    "half JSON": ('[{"title": "A', "is broken"),
    "deep JSON": ("[" * 100_000, "is broken"),
    "other JSON": ('{"title": 3}', None),
    "numbers": ("[1, 2, null, []]", "No work was found"),
    "no title": ("TY  - JOUR\nAU  - A, B\nER  - \n", "No work was found"),
    "open BibTeX": ("@article{a, title = {Never closed", "No work was found"),
    "deep BibTeX": ("@article{a, title = " + "{" * 5000 + "}" * 5000 + "}", None),
    "NUL": ("@article{a, title = {A\x00}}", "is not text"),
    "too large": ("@article{a, title = {" + "x" * MAX_BYTES + "}}", "is larger than"),
}


@pytest.mark.parametrize(("text", "told"), BROKEN.values(), ids=BROKEN)
def test_what_is_no_such_file_is_refused_in_a_sentence(text, told) -> None:
    if told is None:  # there is something in it
        assert all(item["title"] for item in read_if_any(text))
    else:
        with pytest.raises(Unreadable, match=told):
            read(text)


def read_if_any(text: str) -> list[dict]:
    try:
        return read(text).items
    except Unreadable:
        return []


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"\xff\xfe\x00", "not UTF-8"), ("¿Qué?".encode("latin-1"), "not UTF-8"), (b"x" * (MAX_BYTES + 1), "larger than")],
)
def test_a_file_of_another_encoding_or_too_large_is_refused(data, told) -> None:
    with pytest.raises(Unreadable, match=told):
        text_of(data)
    assert text_of("\ufeff¿Qué?".encode()) == "¿Qué?"


def test_of_a_file_with_one_broken_entry_the_others_are_read_and_it_is_counted() -> None:
    found = read("@book{a, title = {A}}\n@book{b, title = {B}, title = {B}}\n@book{c, title = {C}}")
    assert [item["title"] for item in found.items] == ["A", "C"]
    assert found.problems == ["1 entry could not be read."]


def test_of_a_file_with_too_many_the_first_are_shown_and_that_is_said() -> None:
    found = read(csl_json({"title": f"T {number}"} for number in range(MOST + 1)))
    assert len(found.items) == MOST
    assert found.problems == [f"Only the first {MOST} works are shown: import the rest afterwards."]


# ------------------------------------------------------------------ what takes long is counted first
ENTRY = "@book{{a{0}, title = {{T {0}}}}}\n"
RECORD = "TY  - BOOK\nTI  - T {0}\nER  - \n"
TOO_MUCH = {
    "blocks that never end": ("@a{" * 166_000, "more than 1000 entries"),
    "blocks on lines": ("\n@a {" * 100_000, "more than 1000 entries"),
    "blocks in brackets": ("@a( " * 100_000, "more than 1000 entries"),
    "texts with a name": ("@string{a = {x}}\n" * 20_000, "more than 1000 entries"),
    "BibTeX, one too many": ("".join(map(ENTRY.format, range(MOST_ENTRIES + 1))), "more than 1000 entries"),
    "RIS, one too many": ("".join(map(RECORD.format, range(MOST_ENTRIES + 1))), "more than 1000 entries"),
    "RIS without ends": ("TY  - JOUR\n" * 45_000, "more than 1000 entries"),
    "RIS of blank lines": ("TY  - JOUR\nTI  - T\n" + "\n" * 400_000, "more than 50000 lines"),
    "names without end": ("@book{a, title = {T}, author = {" + "{and} and " * 48_000 + "x}}", "more than 2000 people"),
    "names on lines": ("@book{a, title = {T}, editor = {" + "x\nand\n" * 70_000 + "x}}", "more than 2000 people"),
    "RIS of odd line ends": ("TY  - JOUR\nTI  - T\n" + "\r" * 400_000, "more than 50000 lines"),
}


@pytest.mark.parametrize(("text", "told"), TOO_MUCH.values(), ids=TOO_MUCH)
def test_what_would_take_long_is_refused_before_a_parser_sees_it(text, told, monkeypatch) -> None:
    for module, name in ((from_bibtex.bibtexparser, "parse_string"), (from_ris.rispy, "loads")):
        monkeypatch.setattr(module, name, lambda *args, **kwargs: pytest.fail("It was parsed."))
    assert len(text.encode()) <= MAX_BYTES
    with pytest.raises(Unreadable, match=told):
        read(text)


@pytest.mark.parametrize("write", [bibtex, ris, csl_json], ids=["BibTeX", "RIS", "JSON"])
@pytest.mark.parametrize("number", [MOST_ENTRIES, MOST_ENTRIES + 1])
def test_a_thousand_entries_are_read_and_of_one_more_none(write, number) -> None:
    text = write([{"id": str(n), "title": f"T {n}", "type": "book", "language": "en"} for n in range(number)])
    if number > MOST_ENTRIES:
        with pytest.raises(Unreadable, match="Import it in parts"):
            read(text)
    else:
        assert [item["title"] for item in read(text).items] == [f"T {n}" for n in range(MOST)]


@pytest.mark.parametrize("entry", ["{}", "1", "null", '{"title": "T"}'])
def test_of_json_each_row_counts_whatever_it_is(entry, monkeypatch) -> None:
    monkeypatch.setattr(from_csl, "_entry", lambda *_given: pytest.fail("It was read."))
    with pytest.raises(Unreadable, match="more than 1000 entries"):
        read(f"[{','.join([entry] * (MOST_ENTRIES + 1))}]")


TEX = {
    "commands": "\\emph{a}" * 240,
    "accents": "\\'e" * 600,
    "groups": "{a}" * 600,
    "letters": "\\'e" + "x" * 1900,
    "quotation marks": "\\'e" + "``" * 900,
    "paragraphs": "\\'e" + "x\n\n" * 600,
    "formulas": "$a$" * 600,
}


@pytest.fixture
def decoded(monkeypatch) -> list[str]:
    """The texts that were decoded."""
    seen: list[str] = []
    known = LatexNodes2Text.latex_to_text

    def counted(self, text: str, *rest, **more) -> str:
        seen.append(text)
        return known(self, text, *rest, **more)

    monkeypatch.setattr(LatexNodes2Text, "latex_to_text", counted)
    return seen


@pytest.mark.parametrize("where", ["title = {{{}}}", "author = {{{}}}, title = {{T}}"])
@pytest.mark.parametrize("tex", TEX.values(), ids=TEX)
def test_a_file_of_tex_is_decoded_as_far_as_a_file_may_hold_it_and_then_refused(tex, where, decoded) -> None:
    field = where.format(tex)
    text = "".join(f"@book{{a{number}, {field}}}\n" for number in range(480_000 // (len(field) + 20)))
    with pytest.raises(Unreadable, match="too many TeX commands"):
        read(text)
    assert 0 < sum(map(len, decoded)) <= MOST_TEX


def test_many_short_texts_are_counted_as_what_they_take(decoded) -> None:
    """Names and fields of three letters: none is long, and each is decoded."""
    given = ["journal", "volume", "number", "pages", "language", "series", "publisher", "year", "month", "day"]
    fields = ", ".join(f"{name} = {{{{xyz}}}}" for name in given)
    names = " and ".join(["{abc}, {def}"] * 10)
    fields += f", author = {{{names}}}, editor = {{{names}}}"
    text = "".join(f"@article{{a{n}, title = {{{{T}}}}, {fields}}}\n" for n in range(MOST))
    with pytest.raises(Unreadable, match="too many TeX commands"):
        read(text)
    assert 0 < len(decoded) <= MOST_TEX / TEXT


def test_what_one_text_says_of_itself_is_nothing_to_the_next() -> None:
    _first, second = read("@book{a, title = {\\title{One} T}}\n@book{b, title = {\\maketitle U}}").items
    assert "One" not in second["title"]


def test_the_tex_of_a_long_list_as_people_have_it_is_no_trouble() -> None:
    authors = " and ".join(["Ib{\\'a}{\\~n}ez, Mar{\\'\\i}a"] * 8)
    title = "The {N}ew {I}nformation {O}rder, from {B}elgrade to {T}unis: a history of ideas -- in four parts"
    text = "".join(f"@book{{a{n}, title = {{{title} {n}}}, author = {{{authors}}}}}\n" for n in range(MOST))
    items = read(text).items
    assert len(items) == MOST
    assert items[-1]["author"][0] == {"family": "Ibáñez", "given": "María"}


def test_only_what_is_shown_is_decoded(decoded) -> None:
    read("".join(f"@book{{a{number}, title = {{{{T}}}}}}\n" for number in range(3 * MOST)))
    assert len(decoded) == MOST


PEOPLE = {
    "BibTeX": "@book{a, title = {T}, author = {" + " and ".join(["A"] * (MOST_PEOPLE + 1)) + "}}",
    "RIS": "TY  - BOOK\nTI  - T\n" + "AU  - A\n" * (MOST_PEOPLE + 1) + "ER  - \n",
    "JSON": json.dumps([{"title": "T", "author": [{"family": "A"}] * 500}] * 5),
}


@pytest.mark.parametrize("text", PEOPLE.values(), ids=PEOPLE)
def test_a_file_that_names_thousands_of_people_is_refused(text) -> None:
    with pytest.raises(Unreadable, match="more than 2000 people"):
        read(text)


@pytest.mark.parametrize(
    "text",
    [
        "@a{" * 900,
        "\n@a{" * 900,
        "@book{a, title = {T}, title = {U}}\n" * 900,
        "@book{a, title = {T}}\n" * 900,
        "@book{a, author = {A, B, C, D, E}, title = {\\begin{x} \\unknown{T} $}}",
        "@book{a, title = " + "{" * 400 + "T" + "}" * 400 + "}",
        "@string{x = y}\n@book{a, title = x # y # z}",
    ],
)
def test_no_file_writes_into_the_log(text, caplog, capfd) -> None:
    read_if_any(text)
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=6,
)
keys = st.sampled_from(["title", "author", "issued", "DOI", "URL", "language", "type", "page", "container-title"])
people = st.lists(
    st.dictionaries(st.sampled_from(["family", "given", "literal"]), values, max_size=3) | values, max_size=3
)
dated = st.dictionaries(st.sampled_from(["date-parts", "raw", "literal"]), values, max_size=2)


@given(st.lists(st.dictionaries(keys, values | people | dated, max_size=8) | values, max_size=4))
def test_whatever_json_holds_the_facts_are_such_as_the_catalogue_takes(entries) -> None:
    for item in read_if_any(json.dumps(entries)):
        facts = facts_of(item, "en")
        if not facts.refusal:
            Work(**facts.fields).clean_fields(exclude=["outlet"])


@given(st.text())
def test_whatever_is_typed_is_read_or_refused(text) -> None:
    for written_so in (text, f"@book{{{text}", f"TY  - BOOK\n{text}", f"@book{{a, title = {{{text}}}}}"):
        assert all(one_line(item["title"]) == item["title"] != "" for item in read_if_any(written_so))


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        (("2019", "5", "4"), [2019, 5, 4]), (("2019", "March", ""), [2019, 3]), (("2019", "mar", "31"), [2019, 3, 31]),
        (("2019", "Mar."), [2019, 3]), (("2019", "Sept."), [2019, 9]), (("2019", "enero"), [2019, 1]),
        (("2019", "de agosto"), [2019, 8]), (("2019", 'mar # "~4"'), [2019, 3, 4]), (("2019", "May--June"), [2019, 5]),
        (("2019", "1--15 May"), [2019, 5]), (("2019", "01--02"), [2019, 1]), (("2019", "Spring"), [2019]),
        (("2019", "ma"), [2019]),
        (("2019", "2", "30"), [2019, 2]), (("2019", "13"), [2019]), (("0",), []), (("10000",), []), (("",), []),
        (("in press",), []), ((True, 1), []), ((None, 2), []), (("٢٠١٩",), []), ((2019, 0, 4), [2019]),
    ],
)  # fmt: skip
def test_a_date_is_believed_as_far_as_it_is_one(given, parts) -> None:
    assert parts_of(*given) == parts


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2019", [2019]), ("2019/05//", [2019, 5]), ("2019-05-04T00:00", [2019, 5, 4]), ("May 2019", [2019, 5]),
        ("4 May 2019", [2019, 5, 4]), ("May 4th, 2019", [2019, 5, 4]), ("4 de mayo de 2019", [2019, 5, 4]),
        ("2019~", [2019]), ("2019-05-04/2019-06-01", [2019, 5, 4]), ("2019 may be", [2019]), ("in May", []),
        ("May 2018 or 2019", []), ("c. 1900", []), (None, []),
    ],
)  # fmt: skip
def test_a_written_date_is_believed_as_far_as_it_is_one(text, parts) -> None:
    assert written(text) == parts

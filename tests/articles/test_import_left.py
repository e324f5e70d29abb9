"""What a file says and a work has no place for is named before anything is made, and so is what could not be read."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale
from wagtail.users.models import UserProfile

from articles.citing.formats import bibtex, csl_json, ris
from articles.importing.facts import facts_of
from articles.importing.reading import NAMED, Unreadable, read
from articles.models import Work
from tests import factories
from tests.articles.test_reference_files import ITEMS
from tests.reading import parse, text

SAID = ("Luz Mar", "Eva Sol", "978-1", "2nd", "A note", "rivers")
FILES = {
    "BibTeX": """@book{water, title = {Of rivers}, author = {Núñez, Ana}, editor = {Mar, Luz}, translator = {Sol, Eva},
        isbn = {978-1}, edition = {2nd}, note = {A note}, keywords = {rivers}, year = 2019, language = {en}}""",
    "RIS": "\n".join(
        ["TY  - BOOK", "TI  - Of rivers", "AU  - Núñez, Ana", "A2  - Mar, Luz", "A4  - Eva Sol", "SN  - 978-1",
         "ET  - 2nd", "N1  - A note", "KW  - rivers", "PY  - 2019", "LA  - en", "ER  - ", ""]
    ),
    "CSL-JSON": json.dumps([{
        "id": "water", "type": "book", "title": "Of rivers", "author": [{"family": "Núñez", "given": "Ana"}],
        "editor": [{"family": "Mar", "given": "Luz"}], "translator": [{"family": "Sol", "given": "Eva"}],
        "ISBN": "978-1", "edition": "2nd", "note": "A note", "keyword": "rivers", "language": "en",
        "issued": {"date-parts": [[2019]]},
    }]),
}  # fmt: skip
LABELS = {
    "en": ("Editor", "Translator", "ISBN", "Edition", "Note", "Keywords"),
    "es": ("Editor", "Traductor", "ISBN", "Edición", "Nota", "Palabras clave"),
}


def left_of(text: str) -> list[tuple[str, str]]:
    """What is left of the one entry of a file, in the reading and on a work of its kind."""
    found = read(text)
    [item], [left] = found.items, found.left
    return [*left, *facts_of(item, "en").left]


@pytest.fixture
def sent(client, site):
    """Sends a file in a language of the interface; returns the page."""
    editor = factories.user("edith", "Editors")
    client.force_login(editor)

    def send(text: str, code: str):
        UserProfile.objects.update_or_create(user=editor, defaults={"preferred_language": code})
        locale = Locale.objects.get(language_code=code).pk
        file = SimpleUploadedFile("works", text.encode())
        return parse(client.post(reverse("import_works"), {"file": file, "locale": locale}).content.decode())

    return send


@pytest.mark.parametrize("code", ["en", "es"])
@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_what_a_work_has_no_place_for_is_named_before_anything_is_made(sent, file, code) -> None:
    [section] = sent(file, code).findall(".//section[@aria-labelledby]")
    told = [text(line) for line in section.iter("li")]
    assert [said for said in SAID if not any(line.endswith(f": {said}") for line in told)] == []
    assert [label for label in LABELS[code] if not any(line.startswith(label) for line in told)] == []
    assert not Work.objects.exists()


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_book_of_a_chapter_is_called_so_and_no_series(sent, code) -> None:
    chapter = "@incollection{a, title = {Of rivers}, booktitle = {All waters}, year = 2019, language = {en}}"
    [section] = sent(chapter, code).findall(".//section[@aria-labelledby]")
    rows = [text(row) for row in section.iter("tr")]
    assert {"en": "In the book All waters", "es": "En el libro All waters"}[code] in rows


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_of_what_we_hand_out_everything_is_taken(write) -> None:
    assert [left for left in read(write(ITEMS)).left if left] == []


@pytest.mark.parametrize(
    ("fields", "left"),
    [
        ("year = {in press}", [("year", "in press")]),
        ("year = {c. 1900}", [("year", "c. 1900")]),
        ("year = 2019, month = {May--June}", [("month", "May--June")]),
        ("year = 2019, month = {Spring}", [("month", "Spring")]),
        ("year = 2019, month = mar # {~4}", []),
        ("date = {2019-05-04/2019-06-01}", [("date", "2019-05-04/2019-06-01")]),
        ("date = {2019-05-04T10:00:00Z}, year = 2019", []),
        ("date = {2019-05}, year = 2018", [("year", "2018")]),
        ("date = {1900~}", [("date", "1900~")]),
        ("date = {1900-05?}", [("date", "1900-05?")]),
        ("date = {1900~/1910}", [("date", "1900~/1910")]),
        ("year = {1900%}", [("year", "1900%")]),
        ("year = {circa 1900}", [("year", "circa 1900")]),
        ("langid = {english}, language = {english}", []),
        ("langid = {english}, language = {spanish}", [("langid", "english")]),
        ("booktitle = {A book}", [("booktitle", "A book")]),
        ("journal = {J}, publisher = {P}", [("publisher", "P")]),
        ("number = 3, issue = 4", [("issue", "4")]),
        (r"note = {\url{https://e.org/a}}", []),
        (r"note = {Replies to https://e.org/b}, url = {https://e.org/a}", [("note", "Replies to https://e.org/b")]),
        (r"howpublished = {\url{https://e.org/b}}, url = {https://e.org/a}", [("howpublished", "https://e.org/b")]),
        (r"howpublished = {\url{https://e.org/a}}, url = {https://e.org/a}", []),
        ("file = {a.pdf}, abstract = {" + "x" * 500 + "}", [("file", "a.pdf"), ("abstract", "x" * 200 + " …")]),
    ],
)
def test_a_date_and_whatever_else_is_left_of_bibtex_is_named(fields, left) -> None:
    assert left_of(f"@misc{{a, title = {{T}}, {fields}}}") == left


@pytest.mark.parametrize(
    ("value", "place", "left"),
    [
        ('jn # " of X"', "", [("journal", 'jn # " of X"')]),
        ("jn", "", [("journal", "jn")]),
        ("pj", "Peace Journal", []),
        ('pj # " of " # {X}', "Peace Journal of X", []),
        ('"A" # "B"', "AB", []),
        ("pj #", "Peace Journal", []),
        ("2", "2", []),
        ("# pj", "", [("journal", "# pj")]),
    ],
)
def test_an_abbreviation_that_the_file_does_not_explain_becomes_no_outlet_and_is_named(value, place, left) -> None:
    file = f'@string{{pj = "Peace Journal"}}\n@article{{a, title = {{T}}, journal = {value}}}'
    assert (read(file).items[0].get("container-title", ""), left_of(file)) == (place, left)


@pytest.mark.parametrize(
    ("year", "told"), [(timezone.localdate().year + 1, True), (1066, True), (1992, False), (1450, False)]
)
def test_an_odd_year_is_said(year, told) -> None:
    [item] = read(f"@misc{{a, title = {{T}}, year = {year}, language = {{en}}}}").items
    unclear = facts_of(item, "en").unclear
    assert (f"Its year is {year}: check it." in unclear) is told


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ({"issued": {"date-parts": [[2019], [2020]]}}, [("issued", "date-parts 2019; 2020")]),
        ({"issued": {"date-parts": [[2019, 5]]}}, []),
        ({"issued": {"date-parts": [[1900]], "circa": True}}, [("issued", "date-parts 1900; circa true")]),
        ({"issued": {"date-parts": [["1900"]], "circa": 1}}, [("issued", "date-parts 1900; circa 1")]),
        ({"issued": {"date-parts": [[1900]], "circa": False}}, []),
        ({"issued": {"raw": "1900~"}}, [("issued", "raw 1900~")]),
        ({"issued": {"raw": "sometime"}}, [("issued", "raw sometime")]),
        ({"title": ["T", "Short"]}, [("title", "Short")]),
        ({"custom": {"a": {"b": 1}}}, [("custom", "a b 1")]),
        ({"number": "7", "issue": "2"}, [("number", "7")]),
        ({"custom": True, "other": None, "empty": []}, []),
    ],
)
def test_whatever_json_holds_is_named_as_a_text(entry, left) -> None:
    assert left_of(json.dumps({"id": "a", "type": "article-journal", "title": "T", "language": "en"} | entry)) == left


def test_of_ris_what_has_no_place_is_named_by_its_tag() -> None:
    lines = ["TY  - JOUR", "TI  - T", "T2  - Peace", "JO  - P.", "UR  - https://a.org", "UR  - https://b.org",
             "C1  - c", "XX  - odd", "PY  - c. 1900", "ER  - ", ""]  # fmt: skip
    assert left_of("\n".join(lines)) == [
        ("JO", "P."), ("UR", "https://b.org"), ("C1", "c"), ("PY", "c. 1900"), ("XX", "odd")
    ]  # fmt: skip


@pytest.mark.parametrize("code", ["en", "es"])
def test_a_second_title_is_told_in_the_preview(sent, code) -> None:
    told = text(sent("TY  - JOUR\nTI  - Of rivers\nTI  - Of lakes\nLA  - en\nER  - \n", code))
    assert {"en": "Title (TI): Of lakes", "es": "Título (TI): Of lakes"}[code] in told


@pytest.mark.parametrize("code", ["en", "es"])
def test_markup_in_a_title_is_shown_as_signs_and_what_is_not_taken_of_a_name_is_told(sent, code) -> None:
    hostile = "&lt;img src=x onerror=alert(1)&gt; <i>Homo</i>"
    author = {"family": "Núñez", "given": "Ana", "ORCID": "<img src=x>"}
    page = sent(json.dumps([{"title": hostile, "container-title": hostile, "author": [author]}]), code)
    [section] = page.findall(".//section[@aria-labelledby]")
    assert list(section.iter("img")) == []
    assert text(section).count("<img src=x onerror=alert(1)> Homo") >= 2
    assert {"en": "Author: Ana Núñez: ORCID <img src=x>", "es": "Autoría (author): Ana Núñez: ORCID <img src=x>"}[
        code
    ] in text(section)


# ---------------------------------------------------------------- what could not be read
LOST = {
    "BibTeX": (
        "@book{a, title = {A}}\n\n@book{b, title = {B}, title = {C}}\n@book{a, title = {D}}\n@book{c, year = 2019}\n"
        "@book{d, title = {D}, author = {A, B, C, D, E}}\n@book{e, title = {Never closed\n",
        [
            "Entry 2, line 3, “b”: it says “title” twice.",
            "Entry 3, line 4, “a”: another entry of the file has its key.",
            "Entry 4, line 5, “c”: it has no title.",
            "Entry 5, line 6, “d”: its names are not in the form “Family, Given and Family, Given”.",
            "Entry 6, line 7, “e”: a brace, a comma or a quotation mark is missing or too much.",
        ],
    ),
    "RIS": (
        "TY  - BOOK\nTI  - A\nER  - \n\nTY  - BOOK\nAU  - X, Y\nER  - \n",
        ["Entry 2, line 5: it has no title."],
    ),
    "CSL-JSON": (
        json.dumps([{"title": "A"}, 3, {"id": "b", "type": "book"}]),
        ["Entry 2: it is no object with fields.", "Entry 3, “b”: it has no title."],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("file", "named"), LOST.values(), ids=LOST)
def test_each_entry_that_could_not_be_read_is_named_with_its_place_and_the_reason(file, named) -> None:
    found = read(file)
    assert [item["title"] for item in found.items] == ["A"]
    assert found.lost == named


@pytest.mark.parametrize("code", ["en", "es"])
def test_the_preview_names_what_could_not_be_read(sent, code) -> None:
    told = text(sent("@book{a, title = {A}}\n@book{<b>, title = {B}, title = {C}}", code))
    assert {"en": "Entry 2, line 2, “<b>”: it says “title” twice.",
            "es": "Entrada 2, línea 2, «<b>»: dice «title» dos veces."}[code] in told  # fmt: skip


def test_of_a_file_in_which_nothing_could_be_read_the_first_are_named() -> None:
    with pytest.raises(Unreadable, match=r"No work was found in this file\. Entry 1, line 1, “a”: it has no title\."):
        read("@book{a, year = 2019}")


def test_of_many_that_could_not_be_read_the_first_are_named_and_that_is_said() -> None:
    found = read("".join(f"@book{{k{number}, year = 2019}}\n" for number in range(NAMED + 5)) + "@book{a, title={A}}")
    assert len(found.lost) == NAMED
    assert found.problems == [
        f"{NAMED + 5} entries could not be read.",
        f"Only the first {NAMED} of those are named.",
    ]


def test_a_record_of_ris_that_does_not_say_where_it_ends_is_read_all_the_same() -> None:
    assert [item["title"] for item in read("TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\n").items] == ["A", "B"]

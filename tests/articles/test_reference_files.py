"""BibTeX, RIS and CSL-JSON: programs that others wrote read back, field by field, what stands in our files."""

import json

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text

from articles.citing.formats import BIBTEX_TYPES, RIS_TYPES, bibtex, csl_json, ris

NAMES = [
    [{"family": "Núñez Gil", "given": "María José"}, {"family": "Ibáñez", "given": "Luis"}],
    [{"literal": "Smith and Sons, Ltd. & Co."}],
    [],
    [{"family": "O’Neill, Jr.", "given": "Bo"}, {"literal": "Organización de los Estados Americanos"}],
    [{"family": "van der Berg", "given": "Jan"}],
]
TITLES = [
    "¿De quién es el agua?",
    "50 % of {braces} & \\backs, $x_1$ #2 ~",
    "Über „Frieden“ – 和平",
    "A title: with parts",
]
DATES = [[2024, 3, 4], [1992], [2019, 11], None]


def _items() -> list[dict]:
    """Works of all kinds and odd shapes."""
    found = []
    for number in range(36):
        date = DATES[number % 4]
        item = {
            "id": f"work-{number}",
            "type": list(RIS_TYPES)[number % len(RIS_TYPES)],
            "title": f"{TITLES[number % 4]} {number}",
            "language": ["en", "es", "pt"][number % 3],
            "author": NAMES[number % 5],
            "issued": date and {"date-parts": [date]},
            "volume": ["", "XII"][number % 2],
            "issue": ["3-4", "", ""][number % 3],
            "page": ["", "10-20", "e7"][number % 3],
            "DOI": ["", "10.1000/a_b(c)%3c"][number % 2],
            "URL": ["https://example.org/a_b?c=1&d=~%20{x}#y", ""][number % 2],
            "container-title": ["Revista de Paz & Clima", ""][number % 2],
            "publisher": ["", "Naciones Unidas"][number % 2],
            "collection-title": ["", "Cuadernos #1"][number % 2],
        }
        found.append({key: value for key, value in item.items() if value})
    return found


ITEMS = _items()


def _shape(item: dict) -> dict:
    """What a file is to say of an item: field -> text."""
    year, month, day = ([str(part) for part in item.get("issued", {}).get("date-parts", [[]])[0]] + [""] * 3)[:3]
    names = [
        (name["literal"], "") if "literal" in name else (name["family"], name["given"])
        for name in item.get("author", [])
    ]
    same = ("title", "language", "volume", "issue", "page", "DOI", "container-title", "publisher", "collection-title")
    return {
        "names": names,
        "date": (year, month, day),
        "url": item.get("URL", "").replace("{", "%7B").replace("}", "%7D"),
        **{key: item.get(key, "") for key in same},
    }


def test_bibtex_is_read_back_as_it_was_meant() -> None:
    plain = ("url", "doi")
    library = bibtexparser.parse_string(
        bibtex(ITEMS), append_middleware=[middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    )
    assert library.failed_blocks == []
    assert len({entry.key for entry in library.entries}) == len(ITEMS)
    for entry, item in zip(library.entries, ITEMS, strict=True):
        kind = BIBTEX_TYPES.get(item["type"], "misc")
        fields = {field.key: field.value for field in entry.fields}
        said = {key: value if key in plain or key == "author" else _decoded(value) for key, value in fields.items()}
        container = {"article": "journal", "incollection": "booktitle"}.get(kind, "howpublished")
        names = [
            (_decoded(" ".join([*one.von, *one.last])), _decoded(" ".join(one.first)))
            for one in fields.get("author", [])
        ]
        assert entry.entry_type == kind
        assert {
            "names": names,
            "date": tuple(said.get(part, "") for part in ("year", "month", "day")),
            "url": said.get("url", ""),
            "title": said["title"],
            "language": said["language"],
            "volume": said.get("volume", ""),
            "issue": said.get("number", ""),
            "page": said.get("pages", "").replace("–", "-"),
            "DOI": said.get("doi", ""),
            "container-title": said.get(container, ""),
            "publisher": said.get({"techreport": "institution"}.get(kind, "publisher"), ""),
            "collection-title": said.get("series", ""),
        } == _shape(item)


def _decoded(text: str) -> str:
    return LatexNodes2Text(keep_braced_groups=False).latex_to_text(text)


def test_ris_is_read_back_as_it_was_meant() -> None:
    for entry, item in zip(rispy.loads(ris(ITEMS)), ITEMS, strict=True):
        assert entry["type_of_reference"] == RIS_TYPES[item["type"]]
        shape = _shape(item) | {"url": item.get("URL", "")}
        first, _dash, last = shape["page"].partition("-")
        year, month, day = shape["date"]
        assert {
            "names": entry.get("authors", []),
            "date": (entry.get("year", ""), entry.get("date", "")),
            "url": "".join(entry.get("urls", [])),
            "page": (entry.get("start_page", ""), entry.get("end_page", "")),
            **{ours: entry.get(theirs, "") for ours, theirs in RIS_NAMES.items()},
        } == {
            "names": [SUFFIXED.get(name) or ", ".join(filter(None, name)) for name in shape["names"]],
            "date": (year, f"{year}/{month.zfill(2)}/{day.zfill(2) if day else ''}" if month else ""),
            "url": shape["url"],
            "page": (first, last),
            **{ours: shape[ours] for ours in RIS_NAMES},
        }


# RIS has a suffix behind the given name.
SUFFIXED = {("O’Neill, Jr.", "Bo"): "O’Neill, Bo, Jr."}
RIS_NAMES = {
    "title": "title",
    "language": "language",
    "volume": "volume",
    "issue": "number",
    "DOI": "doi",
    "container-title": "secondary_title",
    "publisher": "publisher",
    "collection-title": "tertiary_title",
}


def test_csl_json_is_what_citation_processors_take() -> None:
    written = json.loads(csl_json(ITEMS))
    assert written == ITEMS
    assert set(CiteProcJSON(written)) == {item["id"] for item in ITEMS}


@pytest.mark.parametrize("write", [bibtex, ris])
def test_no_value_breaks_out_of_its_line(write) -> None:
    hostile = {"id": "x", "type": "book", "title": "a\r\nER  - \r\nTY  - BOOK\n}\n@book{b,", "language": "en"}
    text = write([hostile])
    assert len(rispy.loads(text)) == 1 if write is ris else len(bibtexparser.parse_string(text).entries) == 1

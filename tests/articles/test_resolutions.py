"""A resolution is a report to others, with a word on it: by that it comes back as what it was, and is cited as one."""

import datetime
import json

import bibtexparser
import pytest
import rispy
from django.utils import translation

from articles.citing.formats import bibtex, csl_json, ris
from articles.citing.items import edition_item, work_item
from articles.citing.references import reference
from articles.importing.facts import facts_of
from articles.importing.reading import read
from articles.models import Edition, Work

BOTH = pytest.mark.parametrize("code", ["en", "es"])
FORMATS = pytest.mark.parametrize("write", [bibtex, ris, csl_json], ids=lambda write: write.__name__)
WORD = {"en": "Resolution", "es": "Resolución"}


def item_of(code: str, **fields) -> dict:
    facts = {"kind": "resolution", "title": "Women and peace", "language": "en", "date": datetime.date(2000, 1, 1),
             "date_precision": "year", "issue": "1325"}  # fmt: skip
    with translation.override(code):
        return work_item(Work(pk=1, **facts | fields), [], "United Nations")


@FORMATS
@BOTH
def test_a_resolution_comes_back_as_one_from_files_of_ours(write, code) -> None:
    found = read(write([item_of(code)]))
    [again] = found.items
    facts = facts_of(again, "en")
    assert (facts.fields["kind"], facts.fields["issue"], facts.outlet) == ("resolution", "1325", "United Nations")
    assert (facts.unclear, found.left, facts.left) == ([], [[]], [])


@FORMATS
@BOTH
def test_a_report_stays_a_report(write, code) -> None:
    assert facts_of(read(write([item_of(code, kind="report")])).items[0], "en").fields["kind"] == "report"


@BOTH
def test_other_programs_find_the_word_where_they_look_for_the_kind_of_a_report(code) -> None:
    item = item_of(code)
    assert json.loads(csl_json([item]))[0]["genre"] == WORD[code]
    assert rispy.loads(ris([item]))[0]["type_of_work"] == WORD[code]
    [entry] = bibtexparser.parse_string(bibtex([item])).entries
    assert (entry.entry_type, entry["type"]) == ("techreport", WORD[code])


@pytest.mark.parametrize(
    "text",
    [
        "@techreport{a, title = {T}, type = {Resolution}}",
        r"@report{a, title = {T}, type = {Resoluci{\'o}n}}",
        "TY  - RPRT\nTI  - T\nM3  - resolution\nER  - ",
        '[{"type": "report", "title": "T", "genre": "RESOLUCIÓN"}]',
    ],
)
def test_so_it_does_from_files_of_others(text) -> None:
    found = read(text)
    assert facts_of(found.items[0], "en").fields["kind"] == "resolution"
    assert found.left == [[]]


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        ("@techreport{a, title = {T}, type = {Working paper}}", "report", [("type", "Working paper")]),
        ("@book{a, title = {T}, type = {Resolution}}", "book", [("type", "Resolution")]),
        ("TY  - RPRT\nTI  - T\nM3  - Draft\nER  - ", "report", [("M3", "Draft")]),
        ('[{"type": "book", "title": "T", "genre": "Resolution"}]', "book", [("genre", "Resolution")]),
        ('[{"type": "report", "title": "T", "genre": {"a": 1}}]', "report", [("genre", "a 1")]),
        ('[{"type": "report", "title": "T", "genre": 7}]', "report", [("genre", "7")]),
    ],
)
def test_what_is_said_of_another_kind_is_not_taken_and_is_shown(text, kind, left) -> None:
    found = read(text)
    assert facts_of(found.items[0], "en").fields["kind"] == kind
    assert found.left == [left]


@pytest.mark.parametrize(
    ("manner", "told"),
    [
        ("apa en", "UN. (2000). Women and peace (Resolution No. 1325). United Nations."),
        ("apa es", "UN. (2000). Women and peace (Resolución N.º 1325). United Nations."),
        ("chicago en", "UN. 2000. Women and Peace. Resolution 1325. United Nations."),
        ("chicago es", "UN. 2000. Women and peace. Resolución 1325. United Nations."),
    ],
)
def test_a_reference_says_that_it_is_one(manner, told) -> None:
    style, code = manner.split()
    item = item_of(code) | {"author": [{"literal": "UN"}]}
    assert reference(item, style, code).text.replace("\u00a0", " ") == told


@BOTH
def test_an_abridged_edition_says_that_it_is_abridged(code) -> None:
    with translation.override(code):
        edition = Edition(pk=2, kind="abridged", title="T", language="es")
        item = edition_item(Work(pk=1, kind="resolution", title="T", language="en"), edition, [], "")
    assert item["genre"] == {"en": "Abridged version", "es": "Versión abreviada"}[code]

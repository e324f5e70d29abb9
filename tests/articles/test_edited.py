"""A work that was edited is its editors', to readers, in references, in files and to programs: they are no authors."""

import datetime
import json

import pytest
import rispy

from articles.citing.formats import bibtex, csl_json, ris
from articles.citing.items import TYPES, work_item
from articles.citing.references import reference
from articles.importing.facts import facts_of
from articles.importing.reading import read
from articles.models import Person, Work
from articles.roles import edited_as
from tests import factories
from tests.articles.test_coins import said
from tests.articles.test_linked import ld
from tests.articles.test_schema_terms import faults
from tests.reading import by_class, every, main, text
from tests.reading import read as read_page

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
FORMATS = pytest.mark.parametrize("write", [bibtex, ris, csl_json], ids=lambda write: write.__name__)
CITE = {"en": "/en/cite/", "es": "/es/citar/"}
EDITORS = [
    {"family": "Núñez Gil", "given": "Ana"},
    {"family": "Ibarra", "given": "Luis"},
    {"literal": "La Casa, y otros"},
]


@pytest.fixture
def told(site, code, other):
    """A page on a book of two editors, which is in the page's language, with an edition there in translation."""
    tree = getattr(site, code)
    people = [
        factories.person(tree.locale, name, sort_name=sort_name)
        for name, sort_name in (("Ana Núñez", "Núñez, Ana"), ("Luis Ibarra", "Ibarra, Luis"))
    ]
    edition = {"language": code, "title": "De ríos", "translator": "Luz Mar", "date": datetime.date(2021, 3, 4)}
    work = factories.work(
        "Of rivers", authors=tuple({"person": one, "role": "ed."} for one in people), language=other, kind="book",
        date=datetime.date(2011, 1, 1), date_precision="year", url="https://e.org/", editions=(edition,),
    )  # fmt: skip
    return factories.publication(tree, "On rivers", work=work)


@pytest.mark.parametrize(
    ("kind", "roles", "edited"),
    [
        ("book", ["ed."], True), ("book", ["Eds."], True), ("article", ["(eds.)", "ed"], True),
        ("chapter", ["ed."], True),
        ("book", ["Editora", "editor"], True), ("report", ["edited by"], True), ("report", ["Editado  por"], True),
        ("book", ["coord."], True), ("book", ["Coordinadoras"], True), ("book", ["comp.", "Compiler"], True),
        # Who wrote it with them did not edit it; and the editor of a review may write in it.
        ("book", ["ed.", ""], False), ("book", [""], False), ("book", [], False), ("opinion", ["Editor"], False),
        ("article", ["editora"], False), ("book", ["Editorial adviser"], False), ("book", ["educator"], False),
    ],
)  # fmt: skip
def test_a_work_is_edited_where_all_who_are_named_did_that(kind, roles, edited) -> None:
    assert bool(edited_as(kind, roles)) is edited


@pytest.mark.parametrize(
    ("roles", "called"),
    [
        (["coord."], "coordinator"), (["Coordinadora", "coords."], "coordinator"), (["comp."], "compiler"),
        (["Compilación"], "compiler"), (["ed.", "coord."], "editor"), (["comp.", "coord."], "editor"),
        (["coord.", ""], ""), (["eds."], "editor"), ([], ""),
    ],
)  # fmt: skip
def test_it_is_known_what_they_did_where_all_did_the_same(roles, called) -> None:
    assert edited_as("book", roles) == called


@pytest.mark.parametrize(
    ("role", "language", "apa", "chicago"),
    [
        ("coord.", "es", "Coord", "coord"),
        ("comp.", "es", "Comp", "comp"),
        ("ed.", "es", "Ed", "ed"),
        ("coord.", "en", "Ed", "ed"),
        ("comp.", "en", "Comp", "comp"),
    ],
)
def test_a_reference_calls_them_as_the_language_does_one_and_more(role, language, apa, chicago) -> None:
    people = [Person(name="Ana Núñez", sort_name="Núñez, Ana"), Person(name="Luis Ibarra", sort_name="Ibarra, Luis")]
    work, edited = Work(pk=1, kind="book", title="De ríos"), edited_as("book", [role])
    for number, many in ((1, ""), (2, "s")):
        item = work_item(work, people[:number], "", edited=edited)
        assert f"({apa}{many}.). " in reference(item, "apa", language).text
        assert f", {chicago}{many}. " in reference(item, "chicago", language).text


@BOTH
def test_the_page_that_cites_a_book_says_what_they_were(client, site, code, other) -> None:
    tree = getattr(site, code)
    ana = factories.person(tree.locale, "Ana Núñez", sort_name="Núñez, Ana")
    work = factories.work("Of rivers", authors=({"person": ana, "role": "coord."},), kind="book")
    page = factories.publication(tree, work=work)
    found = [text(each) for each in by_class(main(read_page(client, f"{CITE[code]}{page.pk}/")), "reference__text")]
    assert found[0].startswith({"en": "Núñez, A. (Ed.).", "es": "Núñez, A. (Coord.)."}[code])
    [item] = json.loads(client.get(f"{CITE[code]}{page.pk}/works.json").content)
    assert set(item) <= {"id", "type", "title", "language", "editor", "URL", "issued", "publisher"}


@BOTH
def test_references_name_editors_once_and_as_editors(client, told, code, other) -> None:
    found = [text(each) for each in by_class(main(read_page(client, f"{CITE[code]}{told.pk}/")), "reference__text")]
    apa, chicago = {
        "en": (
            "Núñez, A., & Ibarra, L. (Eds.). (2021). De ríos (Luz Mar, Trans.).",
            "Núñez, Ana, and Luis Ibarra, eds.",
        ),
        "es": ("Núñez, A., e Ibarra, L. (Eds.). (2021). De ríos (Luz Mar, Trad.).", "Núñez, Ana, y Luis Ibarra, eds."),
    }[code]
    assert found[0].startswith(apa)
    assert found[2].startswith(f"{apa.partition(' (2021')[0]} (2011). Of rivers.")
    assert all(each.startswith(chicago) for each in found[1:4:2])
    assert all(each.count("Núñez") == 1 for each in found[:4])


@BOTH
def test_files_name_editors_as_editors(client, told, code, other) -> None:
    for part in ("works", "editions"):
        bib, lines, items = (
            client.get(f"{CITE[code]}{told.pk}/{part}.{ending}").content.decode() for ending in ("bib", "ris", "json")
        )
        assert "  editor = {Núñez, Ana and Ibarra, Luis}," in bib
        assert lines.count("ED  - Núñez, Ana\r\nED  - Ibarra, Luis\r\n") == 1
        assert [one["family"] for one in json.loads(items)[0]["editor"]] == ["Núñez", "Ibarra"]
        assert ("author = " in bib, "AU  - " in lines, "author" in json.loads(items)[0]) == (False, False, False)
        assert "@book{nunez20" in bib


@FORMATS
@pytest.mark.parametrize("kind", sorted({*TYPES.values()}))
def test_editors_come_back_as_editors_from_files_of_ours(write, kind) -> None:
    item = {"id": "work-1", "type": kind, "title": "Of rivers", "language": "es", "editor": EDITORS,
            "issued": {"date-parts": [[2011]]}}  # fmt: skip
    found = read(write([item]))
    [again] = found.items
    assert (again["editor"], again.get("author"), found.left) == (EDITORS, None, [[]])
    facts = facts_of(again, "en")
    assert facts.role == "ed."
    kinds = ["It is taken for an opinion piece: check its kind."] if kind == "article-newspaper" else []
    assert facts.unclear == [*kinds, "It names no author: its editors are taken, as “ed.”. Check them."]


def test_other_programs_find_editors_in_ris_and_no_author() -> None:
    item = {"id": "work-1", "type": "book", "title": "Of rivers", "language": "es", "editor": EDITORS[:1]}
    [record] = rispy.loads(ris([item]))
    assert record["unknown_tag"]["ED"] == ["Núñez Gil, Ana"]
    assert "authors" not in record


@BOTH
def test_programs_are_told_of_editors_on_the_page_of_the_work(client, told, code, other) -> None:
    [work] = ld(client, told)["isBasedOn"]
    assert [one["name"] for one in work["editor"]] == ["Ana Núñez", "Luis Ibarra"]
    assert "author" not in work
    assert faults(work) == []
    [span] = by_class(read_page(client, told.url), "Z3988")
    assert not {"rft.au", "rft.aulast", "rft.aucorp"} & {key.partition("=")[0] for key in span.get("title").split("&")}


@BOTH
def test_an_organisation_that_edited_a_work_is_told_as_one_and_no_author(client, site, code, other) -> None:
    house = factories.person(getattr(site, code).locale, "La Casa", is_organisation=True)
    work = factories.work(authors=({"person": house, "role": "eds."},), kind="book")
    [node] = ld(client, factories.publication(getattr(site, code), work=work))["isBasedOn"]
    assert [(one["@type"], one["name"]) for one in node["contributor"]] == [("Organization", "La Casa")]
    assert not {"author", "editor"} & node.keys()
    assert faults(node) == []


@pytest.mark.parametrize("kind", ["webpage", "speech"])
def test_a_context_object_has_editors_where_its_format_has_a_place_for_them(kind) -> None:
    found = said(type=kind, editor=EDITORS)
    assert found["rft.contributor"] == ["Ana Núñez Gil", "Luis Ibarra", "La Casa, y otros"]
    assert "rft.creator" not in found


@BOTH
def test_the_page_of_a_work_calls_editors_editors(client, told, code, other) -> None:
    terms = [text(each) for each in every(main(read_page(client, told.url)), "dt")]
    editors, authors = {"en": ("Editors", "Authors"), "es": ("Edición a cargo de", "Autoría")}[code]
    assert editors in terms
    assert authors not in terms

"""What is made of an item: the facts of a work, and a sentence on each that is not what it should be."""

import datetime
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import translation

from articles.citing.items import work_item
from articles.importing.facts import KINDS, facts_of
from articles.importing.languages import language_of
from articles.importing.making import AlreadyMade, make
from articles.importing.reading import read
from articles.models import Work
from core.languages import LANGUAGE_NAMES
from tests import factories

BOOK = {"type": "book", "title": "T", "language": "en", "issued": {"date-parts": [[2019]]}}


def told(**changes) -> list[str]:
    """The sentences on an item that is clear but for these changes."""
    return facts_of(BOOK | changes, "es").unclear


def fields(**changes) -> dict:
    return facts_of(BOOK | changes, "es").fields


# ---------------------------------------------------------------- what goes out comes back
@pytest.mark.parametrize("kind", Work.Kind.values)
@pytest.mark.parametrize("precision", Work.Precision.values)
def test_a_work_that_is_handed_out_and_brought_back_is_the_same_work(kind, precision) -> None:
    """And an outlet keeps its name. Of what stands in a newspaper it is said that it may be none of ours."""
    given = {
        "kind": kind, "title": "Of rivers", "language": "es", "date": datetime.date(2019, 1, 1), "volume": "4",
        "date_precision": precision, "issue": "2", "pages": "1–9", "doi": "10.1000/a", "url": "https://a.org/",
        "series": "Papers",
    }  # fmt: skip
    facts = facts_of(work_item(Work(**given), [], "The House"), "en")
    again = {name: value for name, value in facts.fields.items() if value}
    assert again == given
    assert facts.outlet == "The House"
    assert facts.unclear == (["It is taken for an opinion piece: check its kind."] if kind == "opinion" else [])
    assert facts.refusal == ""


def test_every_kind_of_ours_has_a_kind_of_theirs_and_one_of_theirs_leads_back() -> None:
    assert set(KINDS.values()) == set(Work.Kind.values)


UNKNOWN = {
    "en": "Its kind is not known here: it is taken for a web article.",
    "es": "Su tipo no se conoce aquí: se toma por un artículo web.",
}
OPINION = {
    "en": "It is taken for an opinion piece: check its kind.",
    "es": "Se toma por un artículo de opinión: conviene comprobar su tipo.",
}
BIBTEX = "@%s{a, title = {T}, year = 2019, language = {en}}"
IN_A_NEWSPAPER = "@%s{a, title = {T}, year = 2019, language = {en}, entrysubtype = {newspaper}}"
RIS = "TY  - %s\nTI  - T\nPY  - 2019\nLA  - en\nER  - \n"
CSL = '[{"type": "%s", "title": "T", "issued": "2019", "language": "en"}]'


@pytest.mark.parametrize("reader", ["en", "es"])
@pytest.mark.parametrize(
    ("form", "types", "kind", "said"),
    [
        (BIBTEX, ("patent", "video", "dataset"), "web", UNKNOWN),
        (BIBTEX, ("misc", "Online", "electronic", "www"), "web", None),
        (IN_A_NEWSPAPER, ("article",), "opinion", OPINION),
        (RIS, ("PAT", "VIDEO", "GEN"), "web", UNKNOWN),
        (RIS, ("ELEC", "WEB", "BLOG"), "web", None),
        (RIS, ("NEWS",), "opinion", OPINION),
        (CSL, ("patent", "", "song"), "web", UNKNOWN),
        (CSL, ("webpage", "post"), "web", None),
        (CSL, ("article-newspaper",), "opinion", OPINION),
    ],
)
def test_a_kind_that_is_taken_for_another_is_said(form, types, kind, said, reader) -> None:
    for name in types:
        [item] = read(form % name).items
        with translation.override(reader):
            facts = facts_of(item, "en")
        assert (facts.fields["kind"], facts.unclear) == (kind, [said[reader]] if said else [])


@pytest.mark.parametrize(
    ("item", "outlet", "series"),
    [
        ({"type": "book", "publisher": "House"}, "House", ""),
        ({"type": "book", "container-title": "Set"}, "Set", ""),
        ({"type": "report", "publisher": "UN", "collection-title": "Papers"}, "UN", "Papers"),
        ({"type": "chapter", "publisher": "House", "container-title": "The book"}, "House", "The book"),
        ({"type": "paper-conference", "container-title": "Proceedings"}, "", "Proceedings"),
        ({"type": "article-journal", "container-title": "Peace", "publisher": "House"}, "Peace", ""),
        ({"type": "webpage", "publisher": "House"}, "House", ""),
        ({"type": "speech", "event-title": "A conference"}, "A conference", ""),
        ({"type": "speech", "event-title": "A conference", "publisher": "UN"}, "UN", "A conference"),
        ({"type": "speech", "container-title": "A conference"}, "A conference", ""),
    ],
)
def test_where_it_appeared_is_the_outlet_and_what_it_is_a_part_of_the_series(item, outlet, series) -> None:
    facts = facts_of({"title": "T"} | item, "en")
    assert (facts.outlet, facts.fields["series"]) == (outlet, series)


# ---------------------------------------------------------------- languages
@pytest.mark.parametrize("code", LANGUAGE_NAMES)
def test_a_language_is_known_by_its_code_its_region_and_its_english_name(code) -> None:
    with translation.override("en"):
        name = str(LANGUAGE_NAMES[code])
    for written in (code, code.upper(), f"{code}-XX", f"{code}_XX", name, name.lower()):
        assert fields(language=written)["language"] == code
        assert told(language=written) == []


@pytest.mark.parametrize("reader", ["en", "es"])
def test_the_name_of_a_language_is_read_alike_whoever_imports_it(reader) -> None:
    with translation.override(reader):
        assert fields(language="spanish")["language"] == "es"
        assert fields(language="klingon")["language"] == "es"  # unknown: that of the site's tree is taken
        assert len(told(language="klingon")) == 1


@pytest.mark.parametrize("reader", ["en", "es"])
@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("british", "en"), ("USenglish", "en"), ("eng", "en"), ("en_GB", "en"), ("Inglés", "en"), ("english", "en"),
        ("castellano", "es"), ("Español", "es"), ("spa", "es"), ("Spanish; Castilian", "es"), ("es-MX", "es"),
        ("Spanish (Mexico)", "es"), ("ngerman", "de"), ("fre", "fr"), ("brazilian", "pt"), ("tlh", ""), ("", ""),
        ("e", ""), ("inglesa", ""),
    ],
)  # fmt: skip
def test_a_language_is_known_however_programs_write_it(reader, said, code) -> None:
    with translation.override(reader):
        assert language_of(said) == code


def test_editors_stand_in_for_authors_and_that_is_said() -> None:
    [item] = read("@book{a, title = {T}, year = 2019, language = {en}, editor = {Sol, Ana and others}}").items
    facts = facts_of(item, "en")
    assert facts.role == "ed."
    assert facts.unclear == [
        "It names no author: its editors are taken, as “ed.”. Check them.",
        "It has more authors than it names: add them on the work’s own screen.",
    ]
    [item] = read("@book{a, title = {T}, year = 2019, language = {en}, editor = {Sol, Ana}, author = {Mar, Luz}}").items
    assert (facts_of(item, "en").role, facts_of(item, "en").unclear) == ("", [])


# ---------------------------------------------------------------- what is not what it should be
@pytest.mark.parametrize(
    "doi", ["10.1000/ABC", "doi:10.1000/abc", "https://doi.org/10.1000/abc", "http://dx.doi.org/10.1000/Abc"]
)
def test_a_doi_is_one_however_it_is_written(doi) -> None:
    assert fields(DOI=doi)["doi"] == "10.1000/abc"


@pytest.mark.parametrize("doi", ["10.1/x", "abc", "10.1000/", "10.1000/a b"])
def test_what_is_no_doi_is_left_out_and_named(doi) -> None:
    assert "doi" not in fields(DOI=doi)
    assert told(DOI=doi) == [f"“{doi}” is no DOI: it is left out."]


@pytest.mark.parametrize(
    "url", ["ftp://a.org/", "//a.org/", "a.org", "mailto:a@b.org", "data:text/html,x", "https://a b"]
)
def test_what_is_no_address_is_left_out_and_named(url) -> None:
    assert "url" not in fields(URL=url)
    assert told(URL=url) == [f"“{url}” is no address on the web: it is left out."]


def test_what_does_not_fit_is_left_out_whole_and_not_cut() -> None:
    assert fields(volume="x" * 30)["volume"] == "x" * 30
    assert "volume" not in fields(volume="x" * 31)
    assert told(volume="x" * 31, page="y" * 31) == [
        "“volume” is too long for the catalogue: it is left out.",
        "“pages” is too long for the catalogue: it is left out.",
    ]
    assert told(URL=f"https://a.org/{'x' * 500}") == [
        "“address of the original” is too long for the catalogue: it is left out."
    ]


def test_a_title_that_is_too_long_is_no_work_and_one_that_just_fits_is() -> None:
    assert facts_of(BOOK | {"title": "x" * 255}, "en").refusal == ""
    assert facts_of(BOOK | {"title": "x" * 256}, "en").refusal == "Its title is longer than 255 characters."


def test_an_issue_number_is_taken_from_where_others_put_it() -> None:
    assert fields(number="7")["issue"] == fields(issue="7")["issue"] == "7"
    [item] = read("@techreport{a, title = {T}, number = {7}}").items
    assert facts_of(item, "en").fields["issue"] == "7"


# ---------------------------------------------------------------- at once
@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_of_four_who_import_the_same_file_at_the_same_moment_one_makes_it(site) -> None:
    """With connections of their own, as in four processes."""
    user, start, made, failed = factories.user("edith", "Editors"), Barrier(4), [], []
    item = BOOK | {"author": [{"literal": "The House"}], "URL": "https://a.org/w", "publisher": "Press"}

    def race() -> None:
        start.wait()
        try:
            made.extend(make([item], chosen={0}, locale=site.en.locale, user=user).works)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=race) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert [work.title for work in made] == ["T"]
    work = Work.objects.get()
    assert work.outlet.name == "Press"
    assert [row.person.name for row in work.authors.all()] == ["The House"]


@pytest.mark.any_database
@pytest.mark.django_db(transaction=True)
def test_a_preview_that_is_sent_four_times_at_once_makes_once_what_has_neither_doi_nor_address(site) -> None:
    user, start, made, told = factories.user("edith", "Editors"), Barrier(4), [], []
    preview = uuid4()

    def race() -> None:
        start.wait()
        try:
            made.extend(make([BOOK], chosen={0}, locale=site.es.locale, user=user, preview=preview).works)
        except Exception as error:
            told.append(type(error))
        finally:
            connection.close()

    threads = [Thread(target=race) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == [AlreadyMade] * 3
    assert [work.title for work in made] == ["T"]
    assert Work.objects.count() == 1

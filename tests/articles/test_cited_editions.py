"""An edition in the reader's language is cited and taken along by itself, beside the original that it was made from."""

import datetime
import json

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from citeproc.source.json import CiteProcJSON
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.citing.cited import editions_of, works_of
from articles.citing.formats import bibtex, csl_json, ris
from articles.citing.items import edition_item
from articles.citing.references import reference
from articles.importing.reading import read
from articles.models import Edition, PublicationPage, Work
from tests import factories
from tests.reading import by_class, every, main, text
from tests.reading import read as read_page

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
CITE = {"en": "/en/cite/", "es": "/es/citar/"}
ENDINGS = ("bib", "ris", "json")
HEADINGS = {
    "en": ["The edition in English", "The work that it is about", "This page"],
    "es": ["La edición en español", "La obra de la que trata", "Esta página"],
}


@pytest.fixture
def told(site, code, other):
    """A publication in a language about a work in the other, of which there is an edition in it."""
    tree, foreign = getattr(site, code), getattr(site, other)
    outlet = factories.outlet(foreign.locale, "Peace Quarterly")
    house = factories.outlet(foreign.locale, "The House")
    factories.twin(house, tree, name="La Casa")
    edition = {
        "language": code, "title": "De ríos – own", "url": "https://e.org/own", "outlet": house,
        "translator": "Luz Mar", "date": datetime.date(2021, 3, 4),
    }  # fmt: skip
    work = factories.work(
        "Of rivers", authors=(factories.person(foreign.locale, "Ana Sol", sort_name="Sol, Ana"),), outlet=outlet,
        language=other, url="https://e.org/first", date=datetime.date(2018, 5, 6), volume="3", pages="1-9",
        doi="10.1000/abc", editions=(edition, {"language": "fr", "title": "Des rivières"}),
    )  # fmt: skip
    return factories.publication(tree, "On rivers", work=work)


@BOTH
def test_a_reader_cites_the_edition_to_which_the_page_leads_first(client, told, code, other) -> None:
    screen = main(read_page(client, f"{CITE[code]}{told.pk}/"))
    assert [text(each) for each in every(screen, "h2")] == HEADINGS[code]
    references = by_class(screen, "reference__text")
    assert [each.get("lang") for each in references] == [code, code, other, other, code, code]
    name = {"en": "The House", "es": "La Casa"} if other == "en" else {"en": "La Casa", "es": "The House"}
    for each in references[:2]:
        assert text(each).startswith("Sol, A")
        for said in ("De ríos – own", "Luz Mar", name[code], "https://e.org/own"):
            assert said.casefold() in text(each).casefold()
        assert "10.1000" not in text(each)
    for each in references[2:4]:
        assert "Of rivers" in text(each) or "Of Rivers" in text(each)
        assert "Luz Mar" not in text(each)
    ids = [each.get("id") for each in screen.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    for button in (each for each in every(screen, "button") if each.get("aria-describedby")):
        assert button.get("aria-describedby") in ids


@BOTH
def test_the_edition_is_a_file_of_its_own_and_no_other_language_is_told_of_it(client, told, code, other) -> None:
    [item] = json.loads(client.get(f"{CITE[code]}{told.pk}/editions.json").content)
    assert {key: item[key] for key in item if key not in ("id", "author")} == {
        "type": "webpage", "title": "De ríos – own", "language": code, "translator": [{"literal": "Luz Mar"}],
        "issued": {"date-parts": [[2021, 3, 4]]}, "URL": "https://e.org/own", "original-title": "Of rivers",
        "original-date": {"date-parts": [[2018]]}, "container-title": item["container-title"],
    }  # fmt: skip
    [own] = json.loads(client.get(f"{CITE[code]}{told.pk}/works.json").content)
    assert own["title"] == "Of rivers"
    assert editions_of([told], other) == []


@BOTH
def test_a_page_without_an_edition_in_its_language_offers_none(client, site, code, other) -> None:
    work = factories.work("Of rivers", language=code, editions=({"language": other},))
    page = factories.publication(getattr(site, code), "On rivers", work=work)
    assert client.get(f"{CITE[code]}{page.pk}/editions.bib").status_code == 404
    assert len(by_class(read_page(client, f"{CITE[code]}{page.pk}/"), "reference__text")) == 4
    work.unpublish()
    assert client.get(f"{CITE[code]}{page.pk}/editions.bib").status_code == 404


@BOTH
def test_a_list_takes_along_each_work_with_its_edition_in_the_readers_language(client, told, site, code, other) -> None:
    tree = getattr(site, code)
    factories.publication(tree, "Another", work=factories.work("Of lakes", date="2010-01-01"))
    [author] = [row.person for row in told.work.authors.all()]
    lists = [f"{CITE[code]}{tree.publications.pk}/works/list"]
    lists += [f"/{'en/authors' if code == 'en' else 'es/autores'}/{author.slug}/list"]
    for address in lists:
        titles = [item["title"] for item in json.loads(client.get(f"{address}.json").content)]
        assert titles[:2] == ["Of rivers", "De ríos – own"]
        assert len(rispy.loads(client.get(f"{address}.ris").content.decode())) == len(titles)
        library = bibtexparser.parse_string(client.get(f"{address}.bib").content.decode())
        assert (len(library.entries), library.failed_blocks) == (len(titles), [])


@pytest.mark.parametrize(
    ("original", "kinds", "cited"),
    [
        ("en", ["pdf"], ["pdf"]), ("en", ["audio", "translation"], ["translation"]),
        ("en", ["extract", "abridged", "translation"], ["translation", "abridged", "extract"]),
        ("en", ["audio", "pdf"], ["pdf", "audio"]), ("es", ["pdf"], []), ("es", ["pdf", "reprint"], ["reprint"]),
        ("en", ["extract", "pdf"], ["pdf", "extract"]), ("es", ["extract", "reprint"], ["reprint", "extract"]),
    ],
)  # fmt: skip
def test_a_file_or_a_recording_is_cited_only_where_there_is_no_whole_text(site, original, kinds, cited) -> None:
    """In the language of the reader, here Spanish; whole texts before parts of them."""
    work = factories.work(
        language=original, editions=tuple({"kind": kind, "title": kind, "language": "es"} for kind in kinds)
    )
    page = factories.publication(site.es, work=work)
    assert [item["title"] for item in editions_of([page], "es")] == cited


@BOTH
@pytest.mark.parametrize("of", ["own", "other"], ids=["an own original", "a foreign original"])
def test_what_the_page_leads_to_first_is_cited_first(client, site, of, code, other) -> None:
    kinds = ("extract", "abridged", "reprint")
    work = factories.work(
        "First", language=code if of == "own" else other, url="https://e.org/first",
        editions=tuple(
            {"kind": kind, "language": code, "title": f"Its {kind}", "url": f"https://e.org/{kind}"} for kind in kinds
        ),
    )  # fmt: skip
    page = factories.publication(getattr(site, code), work=work)
    titles = [text(each) for each in by_class(main(read_page(client, page.url)), "edition__link")]
    assert titles.index("First") == (0 if of == "own" else 3)
    screen = main(read_page(client, f"{CITE[code]}{page.pk}/"))
    cited = [text(each).casefold() for each in by_class(screen, "reference__text")][: 2 * len(titles)]
    assert [title.casefold() in each for title, each in zip(titles, cited[::2], strict=True)] == [True] * 4
    editions, original, own = HEADINGS[code]
    editions = {"en": "The editions in English", "es": "Las ediciones en español"}[code]
    headings = [original, editions, own] if of == "own" else [editions, original, own]
    assert [text(each) for each in every(screen, "h2")] == headings


@BOTH
@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("extract", {"en": "Extract", "es": "Extracto"}),
        ("abridged", {"en": "Abridged version", "es": "Versión abreviada"}),
        ("translation", None), ("reprint", None),
    ],
)  # fmt: skip
def test_a_reference_and_a_file_say_of_an_edition_that_it_is_no_whole_text(
    client, site, kind, words, code, other
) -> None:
    work = factories.work(language=other, editions=({"kind": kind, "language": code, "title": "Of lakes"},))
    page = factories.publication(getattr(site, code), work=work)
    found = by_class(main(read_page(client, f"{CITE[code]}{page.pk}/")), "reference__text")
    files = {name: client.get(f"{CITE[code]}{page.pk}/editions.{name}").content.decode() for name in ENDINGS}
    word = words[code] if words else ""
    if word:
        assert f"[{word}]" in text(found[0])
        assert f" {word}." in text(found[1])
        assert json.loads(files["json"])[0]["genre"] == word
        for written in files.values():
            assert word in [value for _name, value in read(written).left[0]]
    else:
        assert "genre" not in json.loads(files["json"])[0]
        assert not any("note = " in written or "N1  - " in written for written in files.values())
    assert not any(word and word in text(each) for each in found[2:])


@pytest.mark.parametrize("kind", Work.Kind.values)
def test_an_edition_at_the_same_outlet_is_of_the_kind_of_its_work_and_elsewhere_an_article_is_on_a_site(
    db, kind
) -> None:
    work = Work(pk=1, kind=kind, title="T", language="en", outlet_id=7, series="S", volume="3", issue="2", pages="1-9")
    facts = {"pk": 1, "title": "U", "language": "es", "url": "https://e.org/u"}
    same, other = (edition_item(work, Edition(outlet_id=pk, **facts), [], "Foro") for pk in (7, 8))
    articles = {"article", "magazine", "opinion", "web"}
    assert other["type"] == ("webpage" if kind in articles else same["type"])
    for item in (same, other):
        assert not {"volume", "issue", "number", "page", "DOI"} & item.keys()
        assert "Foro" in item.values()


# ---------------------------------------------------------------- files
def _items() -> list[dict]:
    """Editions of all kinds and odd shapes: no date, no translator, the same title, accents, signs of the formats."""
    found = []
    for number, kind in enumerate(list(Work.Kind.values) * 3):
        work = Work(pk=number, kind=kind, title="Of {rivers} & “lakes”", language="en", date=datetime.date(2018, 5, 6))
        edition = Edition(
            pk=number, language=["es", "pt", "en"][number % 3],
            title=["¿De quién es el agua?", "Of {rivers} & “lakes”", "50 % of #1_a ~ ñandú"][number % 3],
            translator=["", "Luz Mar y Ana Núñez", "Pax, Ltd. and Sons"][number // 2 % 3],
            date=[datetime.date(2021, 3, 4), None, datetime.date(2018, 7, 1)][number // 3 % 3],
            url=["https://e.org/a_b?c=1&d=~%20", ""][number % 2],
        )  # fmt: skip
        found.append(edition_item(work, edition, [], ["Revista de Paz & Clima", ""][number // 2 % 2]))
    return found


ITEMS = _items()


def test_bibtex_of_an_edition_is_read_back_with_its_translator_and_its_original() -> None:
    names = [middlewares.SeparateCoAuthors(), middlewares.SplitNameParts()]
    library = bibtexparser.parse_string(bibtex(ITEMS), append_middleware=names)
    assert library.failed_blocks == []
    for entry, item, again in zip(library.entries, ITEMS, read(bibtex(ITEMS)).items, strict=True):
        fields = {field.key: field.value for field in entry.fields}
        translators = [" ".join([*one.first, *one.von, *one.last]) for one in fields.get("translator", [])]
        assert [name.strip("{}") for name in translators] == [one["literal"] for one in item.get("translator", [])]
        first = item.get("original-date", {}).get("date-parts", [[""]])[0][0]
        assert fields.get("origdate", "") == str(first)
        assert bool(fields.get("origtitle")) == bool(item.get("original-title"))
        for name in ("title", "language", "issued", "container-title", "publisher", "URL"):
            assert again.get(name, "") == item.get(name, "") or (item["type"], name) == ("speech", "container-title")


def test_ris_of_an_edition_is_read_back_with_its_translator_and_its_original() -> None:
    for entry, item in zip(rispy.loads(ris(ITEMS)), ITEMS, strict=True):
        assert entry.get("subsidiary_authors", []) == [one["literal"] for one in item.get("translator", [])]
        assert entry.get("original_publication", "") == item.get("original-title", "")
        assert (entry["title"], entry["language"]) == (item["title"], item["language"])
        assert "".join(entry.get("urls", [])) == item.get("URL", "")
        assert entry.get("secondary_title", "") == item.get("container-title", item.get("event-title", ""))


def test_csl_json_of_an_edition_is_what_citation_processors_take() -> None:
    assert json.loads(csl_json(ITEMS)) == ITEMS
    assert set(CiteProcJSON(ITEMS)) == {item["id"] for item in ITEMS}


@pytest.mark.parametrize("write", [bibtex, ris, csl_json])
def test_what_an_import_does_not_take_of_an_edition_it_names(write) -> None:
    for item, left in zip(ITEMS, read(write(ITEMS)).left, strict=True):
        said = " ".join(value for _name, value in left)
        assert [one["literal"] for one in item.get("translator", []) if one["literal"][-4:] not in said] == []


# ---------------------------------------------------------------- in words
EDITION = {
    "id": "e", "type": "webpage", "title": "De ríos", "language": "es", "translator": [{"literal": "Luz Mar"}],
    "author": [{"family": "Sol", "given": "Ana"}], "issued": {"date-parts": [[2021, 3, 4]]}, "container-title": "Foro",
    "URL": "https://a.org/", "original-title": "Of rivers", "original-date": {"date-parts": [[2018]]},
}  # fmt: skip
NOBODYS = {key: value for key, value in EDITION.items() if key != "author"}


@pytest.mark.parametrize(
    ("item", "manner", "told"),
    [
        (EDITION, "apa en", "Sol, A. (2021, March 4). De ríos (Luz Mar, Trans.). Foro. https://a.org/ "
         "(Original work published as Of rivers, 2018)"),
        (EDITION, "apa es", "Sol, A. (2021, 4 de marzo). De ríos (Luz Mar, Trad.). Foro. https://a.org/ "
         "(Obra original publicada como Of rivers, 2018)"),
        (EDITION, "chicago en", "Sol, Ana. (2018) 2021. “De ríos.” Translated by Luz Mar. Foro. March 4. https://a.org/."),
        (EDITION, "chicago es", "Sol, Ana. (2018) 2021. «De ríos». Traducido por Luz Mar. Foro. 4 de marzo. https://a.org/."),
        (NOBODYS, "chicago en", "“De ríos.” (2018) 2021. Translated by Luz Mar. Foro. March 4. https://a.org/."),
        (NOBODYS, "chicago es", "«De ríos». (2018) 2021. Traducido por Luz Mar. Foro. 4 de marzo. https://a.org/."),
    ],
)  # fmt: skip
def test_a_reference_to_an_edition_names_its_translator_once_and_its_original(item, manner, told) -> None:
    assert reference(item, *manner.split()).text == told


def test_works_with_their_editions_cost_the_same_for_10_as_for_100(site) -> None:
    outlet, person = factories.outlet(site.en.locale), factories.person(site.en.locale)
    counts = []
    for number in (10, 100):
        works = [
            factories.work(
                f"Work {number}.{row}", authors=(person,), outlet=outlet, language="en",
                editions=({"language": "es", "outlet": outlet}, {"language": "fr"}),
            )
            for row in range(number)
        ]  # fmt: skip
        pages = [PublicationPage(work=work) for work in works]
        with CaptureQueriesContext(connection) as queries:
            assert len(works_of(pages, "es")) == 2 * number
        counts.append(len(queries))
    assert counts == [5, 5]

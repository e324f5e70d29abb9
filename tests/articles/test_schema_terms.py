"""What pages tell programs, against the terms of schema.org: each kind of work and of page, in each language."""

import datetime
import itertools
import json
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.editions import editions_for
from articles.linked.schema import TYPES, person_node, work_node
from articles.models import Edition, Outlet, Person, Work
from articles.reading import Credit, WorkFacts
from articles.templatetags.linked_tags import coins, json_ld
from core.families import Resolved
from tests import factories
from tests.reading import every, read

BOTH = pytest.mark.parametrize("code", ["en", "es"])
BOTH_WAYS = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])

# Of schema.org 29: what a type is a kind of, and which properties stand first at which type.
PARENTS = {
    "BlogPosting": "SocialMediaPosting", "SocialMediaPosting": "Article", "ScholarlyArticle": "Article",
    "OpinionNewsArticle": "NewsArticle", "NewsArticle": "Article", "Report": "Article", "Article": "CreativeWork",
    "Chapter": "CreativeWork", "Book": "CreativeWork", "CreativeWork": "Thing", "Person": "Thing",
    "Organization": "Thing", "Comment": "CreativeWork", "CorrectionComment": "Comment",
    "AudioObject": "MediaObject", "MediaObject": "CreativeWork", "Periodical": "CreativeWorkSeries",
    "CreativeWorkSeries": "CreativeWork", "PublicationIssue": "CreativeWork", "PublicationVolume": "CreativeWork",
}  # fmt: skip
PROPERTIES = {
    "Thing": {"name", "url", "sameAs", "description", "mainEntityOfPage"},
    "CreativeWork": {
        "headline", "inLanguage", "datePublished", "dateModified", "author", "publisher", "isBasedOn", "citation",
        "translationOfWork", "workTranslation", "workExample", "isAccessibleForFree", "translator", "license",
        "encodingFormat", "correction", "text", "editor", "contributor", "isPartOf",
    },
    "Article": {"pagination"},
    "Chapter": {"pagination"},
    "PublicationIssue": {"issueNumber", "pagination"},
    "PublicationVolume": {"volumeNumber", "pagination"},
}  # fmt: skip
# What a property may hold: a node of such a type, an address, a date, a language, yes or no, a text.
RANGES = {
    "author": "Person", "translator": "Person", "publisher": "Organization", "isBasedOn": "CreativeWork",
    "citation": "CreativeWork", "translationOfWork": "CreativeWork", "workTranslation": "CreativeWork",
    "workExample": "CreativeWork", "url": "address", "sameAs": "address", "mainEntityOfPage": "address",
    "datePublished": "date", "dateModified": "date", "inLanguage": "language", "isAccessibleForFree": bool,
    "name": str, "headline": str, "description": str, "license": "address", "encodingFormat": "media type",
    "correction": "CorrectionComment", "text": str, "editor": "Person", "contributor": "Organization",
    "isPartOf": "CreativeWork", "pagination": str, "issueNumber": str, "volumeNumber": str,
}  # fmt: skip
FORMS = {
    "address": re.compile(r"https?://[^\s<>\"]+"),
    "date": re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z))?)?)?"),
    "media type": re.compile(r"[a-z]+/[a-z0-9.+-]+"),
    "language": re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*"),
}


def ancestry(type_: str) -> list[str]:
    """A type and all that it is a kind of."""
    found = [type_]
    while found[-1] in PARENTS:
        found.append(PARENTS[found[-1]])
    assert found[-1] == "Thing", f"{type_} is no type of schema.org that stands here"
    return found


def faults(node: dict[str, Any], place: str = "") -> list[str]:
    """What schema.org does not know of a node and of all that it holds."""
    if set(node) == {"@id"}:
        return []
    types = ancestry(node["@type"])
    known = set().union(*(PROPERTIES.get(type_, set()) for type_ in types))
    found = [f"{place}{types[0]} has no {name}" for name in node if not name.startswith("@") and name not in known]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        for one in value if isinstance(value, list) else [value]:
            found += _faults_of_value(name, one, f"{place}{types[0]}.{name} ")
    return found


def _faults_of_value(name: str, value: Any, place: str) -> list[str]:
    wanted = RANGES.get(name)
    if wanted in FORMS:
        return (
            [] if isinstance(value, str) and FORMS[wanted].fullmatch(value) else [f"{place}is no {wanted}: {value!r}"]
        )
    if isinstance(wanted, type):
        return [] if isinstance(value, wanted) and value != "" else [f"{place}is no {wanted.__name__}: {value!r}"]
    if not isinstance(value, dict):
        return [f"{place}is no node: {value!r}"]
    own = [] if set(value) == {"@id"} or wanted in ancestry(value["@type"]) else [f"{place}is a {value['@type']}"]
    return own + faults(value, place)


def facts_of(
    reader: str, editions: tuple[Edition, ...] = (), authors: tuple[Person, ...] = (), **fields: Any
) -> WorkFacts:
    """A work as a reader sees it, without a database."""
    outlet = fields.pop("outlet", None)
    work = Work(**{"title": "Of rivers", "language": "en", "kind": "article", **fields})
    credits = [Credit(Resolved(person, ""), "", "") for person in authors]
    shown, name = (Resolved(outlet, ""), outlet.name) if outlet else (None, "")
    return WorkFacts(work, shown, credits, editions_for(work, editions, reader, {}), name)


def node_of(facts: WorkFacts) -> dict[str, Any]:
    return work_node(facts, RequestFactory().get("/"))


FULL = {
    "doi": "10.1000/abc", "url": "https://example.org/o", "date": datetime.date(2019, 5, 3), "date_precision": "day",
    "access": "open",
}  # fmt: skip
ANA = Person(name="Ana Sol", slug="ana-sol", orcid="0000-0002-1825-0097")
TRANSLATION = {"language": "es", "title": "De ríos", "url": "https://example.org/t", "translator": "Luz Mar"}


# ---------------------------------------------------------------- works
@BOTH
@pytest.mark.parametrize("kind", Work.Kind.values)
def test_a_work_of_any_kind_full_or_bare_is_told_in_terms_of_schema_org(code, kind) -> None:
    editions = tuple(
        Edition(**TRANSLATION | {"kind": each}, date=datetime.date(2020, 1, 2)) for each in Edition.Kind.values
    )
    outlet = Outlet(name="Peace")
    with translation.override(code):
        full = node_of(facts_of(code, editions, (ANA,), kind=kind, outlet=outlet, **FULL))
        bare = node_of(facts_of(code, kind=kind))
    assert faults(full) == faults(bare) == []
    assert full["@type"] == bare["@type"] == TYPES[kind]
    assert {"author", "publisher", "datePublished", "url", "sameAs", "workTranslation", "workExample"} <= full.keys()
    assert bare == {"@type": TYPES[kind], "name": "Of rivers", "inLanguage": "en"}


PERIODICAL = {"@type": "Periodical", "@id": "http://testserver/#work-7-periodical", "name": "Peace"}
VOLUME = {"@type": "PublicationVolume", "@id": "http://testserver/#work-7-volume", "volumeNumber": "12"}
ISSUE = {"@type": "PublicationIssue", "@id": "http://testserver/#work-7-issue", "issueNumber": "3-4"}
BOOK = {"@type": "Book", "@id": "http://testserver/#work-7-book", "name": "Rivers of the World"}


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("article", {"volume": "12", "issue": "3-4"}, ISSUE | {"isPartOf": VOLUME | {"isPartOf": PERIODICAL}}),
        ("magazine", {"issue": "3-4"}, ISSUE | {"isPartOf": PERIODICAL}),
        ("opinion", {"volume": "12"}, VOLUME | {"isPartOf": PERIODICAL}),
        ("article", {"volume": "12", "outlet": None}, VOLUME),
        ("article", {"series": "Notebooks"}, None),
        ("chapter", {"series": "Rivers of the World", "volume": "2"}, BOOK),
        ("chapter", {"issue": "3-4"}, None),
        ("book", {"volume": "12", "series": "Notebooks"}, None),
        ("web", {"volume": "12"}, None),
    ],
)
def test_the_issue_or_book_in_which_a_work_stands_is_told(kind, fields, told) -> None:
    node = node_of(facts_of("en", kind=kind, id=7, pages="3–9", **{"outlet": Outlet(name="Peace")} | fields))
    assert node.get("isPartOf") == told
    assert node.get("pagination") == (None if kind == "book" else "3–9")
    assert faults(node) == []


@pytest.mark.parametrize(("precision", "told"), [("year", "2019"), ("month", "2019-05"), ("day", "2019-05-03")])
def test_the_date_of_a_work_is_told_as_precisely_as_it_is_known(precision, told) -> None:
    assert node_of(facts_of("en", **FULL | {"date_precision": precision}))["datePublished"] == told


@pytest.mark.parametrize("access", ["open", "registration", "paywall"])
def test_only_what_is_open_is_free_to_read_and_what_is_not_says_so(access) -> None:
    assert node_of(facts_of("en", access=access))["isAccessibleForFree"] is (access == "open")


@BOTH
def test_of_what_nobody_looked_up_it_is_not_said_whether_it_is_free_to_read(code) -> None:
    editions = (Edition(**TRANSLATION), Edition(**TRANSLATION | {"kind": "reprint"}))
    with translation.override(code):
        told = node_of(facts_of(code, editions))
    assert "isAccessibleForFree" not in json.dumps(told)


@pytest.mark.parametrize(
    ("fields", "identity", "url"),
    [
        ({}, "https://doi.org/10.1000/abc", "https://example.org/o"),
        ({"doi": ""}, "https://example.org/o", "https://example.org/o"),
        ({"url_is_home": True}, "https://doi.org/10.1000/abc", None),
        ({"doi": "", "url_is_home": True}, None, None),
        ({"doi": "", "url": ""}, None, None),
    ],
)
def test_a_work_is_known_by_its_doi_else_by_an_address_of_its_own_never_by_a_home_page(fields, identity, url) -> None:
    node = node_of(facts_of("en", **FULL | fields))
    assert (node.get("@id"), node.get("url")) == (identity, url)


@pytest.mark.parametrize(
    ("kind", "place"),
    [("translation", "workTranslation"), ("reprint", "workExample"), ("extract", None), ("abridged", None)],
)
def test_an_edition_stands_where_its_kind_belongs_and_a_part_is_not_the_work(kind, place) -> None:
    form = Edition(**TRANSLATION, kind=kind)
    node = node_of(facts_of("en", (form,)))
    found = {name for name in ("workTranslation", "workExample") if name in node}
    assert found == ({place} if place else set())
    if place:
        known = f"http://testserver/#edition-{form.uid}"
        assert node[place] == [
            {"@type": "CreativeWork", "@id": known, "name": "De ríos", "inLanguage": "es",
             "url": "https://example.org/t",
             "translator": {"@type": "Person", "@id": f"{known}-translator", "name": "Luz Mar"}}
        ]  # fmt: skip


@pytest.mark.parametrize(("language", "place"), [("es", "workTranslation"), ("en", "workExample")])
def test_a_file_or_a_recording_is_a_translation_where_it_speaks_another_language(language, place) -> None:
    forms = tuple(
        Edition(**TRANSLATION | {"language": language}, kind=kind, access="open") for kind in ("pdf", "audio")
    )
    node = node_of(facts_of("en", forms))
    assert [(each["@type"], each.get("encodingFormat")) for each in node[place]] == [
        ("CreativeWork", "application/pdf"),
        ("AudioObject", None),
    ]
    assert all(each["isAccessibleForFree"] for each in node[place])
    assert faults(node) == []


@pytest.mark.parametrize(
    ("licence", "address"),
    [("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"), ("All rights reserved", None), ("", None)],
)
def test_a_licence_is_told_by_its_address_where_it_has_one(licence, address) -> None:
    assert node_of(facts_of("en", licence=licence)).get("license") == address


@BOTH
def test_a_person_is_told_with_the_page_that_we_have_in_the_readers_language(code) -> None:
    with translation.override(code):
        node = person_node(ANA, RequestFactory().get("/"))
        bare = person_node(Person(name="Luz", slug="luz"), RequestFactory().get("/"))
    page = {"en": "/en/authors/", "es": "/es/autores/"}[code]
    assert node["url"] == f"http://testserver{page}ana-sol/"
    assert node["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    assert faults(node) == faults(bare) == []
    assert "sameAs" not in bare


@BOTH
def test_an_organisation_that_wrote_a_work_is_told_as_one(code) -> None:
    house = Person(name="La Casa, y otros", slug="la-casa", is_organisation=True, sort_name="Casa, La")
    with translation.override(code):
        node = node_of(facts_of(code, authors=(house, ANA)))
    assert [one["@type"] for one in node["author"]] == ["Organization", "Person"]


# ---------------------------------------------------------------- the element
HOSTILE = st.text(st.sampled_from(list("<>&'\"/!-\\ \u2028scriptab]")), max_size=40)


@settings(derandomize=True, max_examples=150, deadline=None)
@given(HOSTILE, HOSTILE)
def test_no_text_ends_the_data_block_or_opens_another_element(title, name) -> None:
    node = {"name": title, "author": [{"name": name}]}
    html = json_ld(node)
    inside = html.removeprefix('<script type="application/ld+json">').removesuffix("</script>")
    assert not re.search(r"[<>&]", inside)
    assert json.loads(inside) == node


@settings(derandomize=True, max_examples=80, deadline=None)
@given(HOSTILE)
def test_no_title_leaves_the_attribute_of_a_context_object(title) -> None:
    html = coins(facts_of("en", title=f"x{title}"))
    assert re.fullmatch(r'<span class="Z3988" title="[^"<>]*"></span>', html)


# ---------------------------------------------------------------- pages
def built(site) -> SimpleNamespace:
    """In each language a post and a publication with all there is to tell, and one of each with next to nothing."""
    pages: dict[str, list] = {"en": [], "es": []}
    for code, other in (("en", "es"), ("es", "en")):
        tree = getattr(site, code)
        author = factories.person(tree.locale, f"Ana {code}", orcid="0000-0002-1825-0097")
        work = factories.work(
            "Of rivers", authors=(author,), language=code, outlet=factories.outlet(tree.locale),
            editions=(TRANSLATION | {"language": other},), **FULL | {"doi": f"10.1000/{code}"},
        )  # fmt: skip
        note = ("correction", {"date": "2026-05-06", "text": "It said “15” </script>."})
        full = factories.publication(
            tree, f"Full {code}", work=work, search_description="About it.", corrections=[note]
        )
        pages[code] += [full, factories.publication(tree, f"Bare {code}", work=factories.work())]
        pages[code] += [factories.post(tree, f"Full post {code}", publications=[full], authors=[author])]
        pages[code] += [factories.post(tree, f"Bare post {code}")]
    for code, other in (("en", "es"), ("es", "en")):
        pages[code] += [factories.twin(page, getattr(site, code), title="A twin") for page in pages[other][:3:2]]
    return SimpleNamespace(pages=pages)


@BOTH
def test_every_page_tells_of_itself_in_terms_of_schema_org_and_in_its_language(world, client, code) -> None:
    types = []
    for page in world.pages[code]:
        document = read(client, page.url)
        [block] = [each for each in every(document, "script") if each.get("type") == "application/ld+json"]
        node = json.loads(block.text)
        assert node["@context"] == "https://schema.org"
        assert faults(node) == [], page
        assert (node["headline"], node["inLanguage"]) == (page.title, code)
        assert node["@id"] == node["url"] == f"http://testserver{page.url}"
        assert ("isBasedOn" in node) == (node["@type"] == "Article")
        types.append(node["@type"])
    assert types == ["Article", "Article", "BlogPosting", "BlogPosting", "Article", "BlogPosting"]


@BOTH_WAYS
def test_two_pages_of_a_family_name_each_other_by_the_same_addresses(world, client, code, other) -> None:
    for original, twin in zip(world.pages[code][:3:2], world.pages[other][4:], strict=True):
        nodes = []
        for page in (original, twin):
            document = read(client, page.url)
            [block] = [each for each in every(document, "script") if each.get("type") == "application/ld+json"]
            nodes.append(json.loads(block.text))
        assert [one["@id"] for one in nodes[0]["workTranslation"]] == [nodes[1]["@id"]]
        assert nodes[0]["workTranslation"][0]["inLanguage"] == other
        assert "translationOfWork" not in nodes[0]


def test_the_table_knows_every_type_that_a_work_may_be() -> None:
    assert all("CreativeWork" in ancestry(type_) for type_ in TYPES.values())
    assert set(TYPES) == set(Work.Kind.values)
    assert set(itertools.chain(*PROPERTIES.values())) == set(RANGES)

"""What pages tell programs: read back by those who read such things, in each language."""

import json
from urllib.parse import parse_qs

import extruct
import pytest

from tests import factories
from tests.reading import by_class, every, main, read, text

BOTH = pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
# Of schema.org's vocabulary, what stands on our pages: type or property.
TERMS = {
    "BlogPosting", "Article", "ScholarlyArticle", "OpinionNewsArticle", "Report", "Chapter", "Book", "CreativeWork",
    "Person", "Organization", "url", "mainEntityOfPage", "headline", "description", "inLanguage", "datePublished",
    "dateModified", "author", "publisher", "isBasedOn", "citation", "translationOfWork", "workTranslation",
    "workExample", "name", "sameAs", "isAccessibleForFree", "translator", "correction", "CorrectionComment", "text",
    "license", "encodingFormat", "AudioObject", "isPartOf", "pagination", "Periodical", "PublicationVolume",
    "volumeNumber",
}  # fmt: skip


@pytest.fixture
def told(site, code, other):
    """A publication and a post that lists it, public in both languages, about a work with an edition in each."""
    tree, foreign = getattr(site, code), getattr(site, other)
    outlet = factories.outlet(tree.locale, "Peace & Co. <quarterly>")
    author = factories.person(tree.locale, "Ana Sol", sort_name="Sol, Ana", orcid="0000-0002-1825-0097")
    edition = {"language": other, "title": "Translated", "url": "https://example.org/t", "translator": "Luz Mar"}
    work = factories.work(
        'A "work" </script><b>', authors=(author,), editions=(edition,), outlet=outlet, language=code,
        doi="10.1000/abc", url="https://example.org/o", volume="3", pages="1-9", access="paywall",
    )  # fmt: skip
    notes = [("correction", {"date": "2026-05-06", "text": "It said 15."})]
    publication = factories.publication(tree, "On the work", work=work, corrections=notes)
    post = factories.post(tree, "Two works", publications=[publication], authors=[author])
    twins = [factories.twin(page, foreign, title="Elsewhere") for page in (publication, post)]
    return publication, post, *twins


def ld(client, page) -> dict:
    html = client.get(page.url).content.decode()
    [node] = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return node


def terms(node) -> set[str]:
    """Each type and property of a node and of what it holds."""
    if isinstance(node, list):
        return set().union(*map(terms, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = {key for key in node if not key.startswith("@")} | {node["@type"] for _ in [1] if "@type" in node}
    return own.union(*map(terms, node.values()))


@BOTH
def test_a_publication_is_based_on_its_work_and_names_its_translation_elsewhere(client, told, code, other) -> None:
    node = ld(client, told[0])
    assert (node["@type"], node["headline"], node["inLanguage"]) == ("Article", "On the work", code)
    [work] = node["isBasedOn"]
    assert work == node["citation"][0]
    assert (work["@type"], work["name"]) == ("ScholarlyArticle", 'A "work" </script><b>')
    assert (work["@id"], work["url"], work["inLanguage"]) == (
        "https://doi.org/10.1000/abc",
        "https://example.org/o",
        code,
    )
    assert work["isAccessibleForFree"] is False
    assert work["author"][0]["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    [translation] = work["workTranslation"]
    assert (translation["inLanguage"], translation["url"]) == (other, "https://example.org/t")
    assert translation["translator"]["name"] == "Luz Mar"


@BOTH
def test_a_post_cites_the_works_that_it_lists_and_is_based_on_none(client, told, code, other) -> None:
    node = ld(client, told[1])
    assert node["@type"] == "BlogPosting"
    assert "isBasedOn" not in node
    assert [work["@id"] for work in node["citation"]] == ["https://doi.org/10.1000/abc"]
    assert [author["name"] for author in node["author"]] == ["Ana Sol"]


@BOTH
def test_only_terms_of_schema_org_are_used(client, told, code, other) -> None:
    for page in told:
        assert terms(ld(client, page)) <= TERMS


@BOTH
def test_an_original_names_its_translation(client, told, code, other) -> None:
    [pair] = ld(client, told[0])["workTranslation"]
    assert (pair["inLanguage"], pair["@id"]) == (other, f"http://testserver{told[2].url}")


@BOTH
def test_reference_managers_are_offered_our_page_and_never_as_the_paper(client, told, code, other) -> None:
    document = read(client, told[1].url)
    said = [(meta.get("name"), meta.get("content")) for meta in every(document, "meta") if meta.get("name")]
    assert ("citation_title", "Two works") in said
    assert ("citation_author", "Sol, Ana") in said
    assert ("citation_language", code) in said
    assert ("DC.type", "blogPost") in said
    names = {name for page in told for name in _names(client, page)}
    assert not {name for name in names if "journal" in name or "doi" in name.lower()}


def _names(client, page) -> set[str]:
    return {meta.get("name") or "" for meta in every(read(client, page.url), "meta")}


@BOTH
def test_reference_managers_are_offered_the_original_too(client, told, code, other) -> None:
    for page in told[:2]:
        [span] = by_class(read(client, page.url), "Z3988")
        said = parse_qs(span.get("title"))
        assert said["ctx_ver"] == ["Z39.88-2004"]
        assert said["rft.atitle"] == ['A "work" </script><b>']
        assert said["rft.jtitle"] == ["Peace & Co. <quarterly>"]
        assert (said["rft.aulast"], said["rft.aufirst"]) == (["Sol"], ["Ana"])
        assert (said["rft.spage"], said["rft.epage"], said["rft.volume"]) == (["1"], ["9"], ["3"])
        assert said["rft_id"] == ["info:doi/10.1000/abc", "https://example.org/o"]


@BOTH
def test_no_title_ends_the_data_block(client, told, code, other) -> None:
    document = read(client, told[0].url)
    [block] = [each for each in every(document, "script") if each.get("type") == "application/ld+json"]
    assert json.loads(block.text)["isBasedOn"][0]["name"] == 'A "work" </script><b>'
    assert not every(document, "b")


@BOTH
def test_the_original_names_its_outlet_as_the_work_does_in_every_language(client, site, code, other) -> None:
    tree, foreign = getattr(site, code), getattr(site, other)
    outlet = factories.outlet(tree.locale, "Peace")
    factories.twin(outlet, foreign, name="Paz")
    for language, name in ((code, "Peace"), (other, "Paz"), ("fr", "Peace")):
        work = factories.work(f"A work in {language}", outlet=outlet, language=language, doi=f"10.1000/{language}")
        page = factories.publication(tree, f"On {language}", work=work)
        post = factories.post(tree, f"News in {language}", publications=[page])
        for each in (page, post, factories.twin(page, foreign), factories.twin(post, foreign)):
            [span] = by_class(read(client, each.url), "Z3988")
            assert parse_qs(span.get("title"))["rft.jtitle"] == [name]
            [told] = ld(client, each)["citation"]
            assert told["publisher"]["name"] == name
    # What readers see is in their own language.
    assert "Paz" in text(main(read(client, foreign.publications.get_url())))
    assert "Peace" not in text(main(read(client, foreign.publications.get_url())))


@BOTH
def test_an_outlet_whose_row_in_the_works_language_is_no_longer_public_is_named_by_another(
    client, site, code, other
) -> None:
    tree, foreign = getattr(site, code), getattr(site, other)
    outlet = factories.outlet(tree.locale, "Peace")
    twin = factories.twin(outlet, foreign, name="Paz")
    page = factories.publication(tree, work=factories.work("A work", outlet=outlet, language=other))
    twin.unpublish()
    [span] = by_class(read(client, page.url), "Z3988")
    assert parse_qs(span.get("title"))["rft.jtitle"] == ["Peace"]
    outlet.unpublish()
    [span] = by_class(read(client, page.url), "Z3988")
    assert "rft.jtitle" not in parse_qs(span.get("title"))


@pytest.mark.parametrize(("code", "other"), [("en", "es"), ("es", "en")])
def test_an_outlet_is_named_to_programs_as_it_stands_on_each_edition(client, site, code, other) -> None:
    """In the language of the edition, whatever the reader's; where it has no name in that, as it was first given."""
    names = {code: "The House", other: "La Casa"}
    outlet = factories.outlet(getattr(site, code).locale, names[code])
    factories.twin(outlet, getattr(site, other), name=names[other])
    editions = [{"language": each, "outlet": outlet, "url": f"https://e.org/{each}"} for each in (code, other, "fr")]
    work = factories.work(language=other, outlet=outlet, editions=tuple(editions))
    page = factories.publication(getattr(site, code), work=work)
    for tree in (page, factories.twin(page, getattr(site, other), slug="t")):
        [block] = [
            each for each in every(read(client, tree.get_url()), "script") if each.get("type", "").endswith("ld+json")
        ]
        [told] = json.loads(block.text)["isBasedOn"]
        assert told["publisher"]["name"] == names[other]
        found = {each["inLanguage"]: each["publisher"]["name"] for each in told["workTranslation"]}
        assert found == {code: names[code], other: names[other], "fr": names[code]}

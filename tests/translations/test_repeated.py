"""A page that repeats a published translation word for word is credited to those whose words it has, and no others."""

import extruct
import pytest
from django.contrib.auth import get_user_model
from django.utils import translation

from tests import factories
from tests.reading import by_class, every, main, parse, text

EDITION, ORIGINAL = "https://example.com/translated", "https://example.org/original"
CITE = {"en": "/en/cite/", "es": "/es/citar/"}


@pytest.fixture
def opened(scene):
    """The item of a page that repeats a work in the language of its source, to be translated by people with names."""
    for user, first in ((scene.translator, "Teo"), (scene.reviewer, "Rita")):
        get_user_model().objects.filter(pk=user.pk).update(first_name=first, last_name="Mar")

    def made(edition=None, **fields):
        ana = factories.person(scene.source.locale, "Ana Sol", sort_name="Sol, Ana")
        facts = {"language": scene.source.locale.language_code, "url": ORIGINAL, "verbatim": True} | fields
        authors = ({"person": ana, "role": facts.pop("role", "")},)
        work = factories.work("First", authors=authors, editions=(edition,) if edition else (), **facts)
        return scene.start(factories.publication(scene.source, "Repeated", work=work))

    return made


def edition_in(scene, **fields) -> dict[str, str]:
    code = scene.target.locale.language_code
    return {"language": code, "title": "Elsewhere", "url": EDITION, "translator": "Luz Mar"} | fields


def read(client, url: str) -> str:
    return client.get(url).content.decode()


def node_of(html: str) -> dict:
    [node] = extruct.extract(html, syntaxes=["json-ld"])["json-ld"]
    return node


def meta(html: str, name: str) -> list[str]:
    return [each.get("content") for each in every(parse(html), "meta", name=name)]


def cited(client, page) -> str:
    """What the page itself is cited as, in APA."""
    code = page.locale.language_code
    return text(by_class(main(parse(read(client, f"{CITE[code]}{page.pk}/"))), "reference__text")[-2])


def test_the_page_its_citation_and_what_programs_are_told_name_the_same_people(client, scene, opened) -> None:
    page = scene.publish(opened(edition_in(scene)))
    code = page.locale.language_code
    with translation.override(code):
        html = read(client, page.get_url())
    shown = text(main(parse(html)))
    credit, label = {"en": ("Translation: Luz Mar", "Trans."), "es": ("Traducción: Luz Mar", "Trad.")}[code]
    assert credit in shown
    assert "Ana Sol" in shown
    # Neither who typed it here nor that it was made from another page of ours.
    from_ours = {"en": "Translated from", "es": "Traducido de"}[code]
    assert [said for said in ("Teo", "Rita", from_ours) if said in html] == []
    assert cited(client, page).startswith("Sol, A. (")
    assert f"(Luz Mar, {label})" in cited(client, page)
    node = node_of(html)
    assert [one["name"] for one in (*node["author"], *node["translator"])] == ["Ana Sol", "Luz Mar"]
    assert "translationOfWork" not in node
    assert (meta(html, "citation_author"), meta(html, "DC.creator")) == (["Sol, Ana"], ["Sol, Ana"])
    assert meta(html, "DC.contributor") == ["Luz Mar"]


def test_where_nobody_said_who_translated_it_nobody_is_named(client, scene, opened) -> None:
    page = scene.publish(opened(edition_in(scene, translator="")))
    with translation.override(page.locale.language_code):
        html = read(client, page.get_url())
    assert [said for said in ("Teo", "Rita", "Luz Mar") if said in html] == []
    assert len(by_class(main(parse(html)), "byline")) == 1
    assert "translator" not in node_of(html)


def test_a_translation_of_our_own_names_who_made_it_here(client, scene, opened) -> None:
    page = scene.publish(opened())
    with translation.override(page.locale.language_code):
        html = read(client, page.get_url())
    assert "Teo Mar" in html
    assert "Rita Mar" in html
    assert [one["name"] for one in node_of(html)["translator"]] == ["Teo Mar"]
    assert "translationOfWork" in node_of(html)
    assert not meta(html, "citation_author")
    assert "Sol" not in cited(client, page)


def test_a_correction_of_the_original_is_told_where_its_translation_elsewhere_is_repeated(
    client, scene, opened
) -> None:
    item = opened(edition_in(scene))
    page = scene.publish(item)
    source = type(page).objects.get(translation_key=page.translation_key, locale=scene.source.locale)
    source.corrections = [("correction", {"date": "2026-05-06", "text": "It said 15."})]
    source.save_revision().publish()
    with translation.override(page.locale.language_code):
        [notice] = by_class(main(parse(read(client, page.get_url()))), "notice--warning")
    told = {"en": "The original was corrected on 6 May 2026.", "es": "El original se corrigió el 6 de mayo de 2026."}
    assert text(notice) == told[page.locale.language_code]


def test_what_was_edited_is_repeated_under_its_editors(client, scene, opened) -> None:
    page = scene.publish(opened(edition_in(scene), kind="book", role="ed."))
    with translation.override(page.locale.language_code):
        html = read(client, page.get_url())
    assert [one["name"] for one in node_of(html)["editor"]] == ["Ana Sol"]
    assert cited(client, page).startswith("Sol, A. (Ed.). (")
    assert (meta(html, "citation_editor"), meta(html, "DC.contributor")) == (["Sol, Ana"], ["Sol, Ana", "Luz Mar"])
    assert not meta(html, "citation_author") + meta(html, "DC.creator")


def alternates(html: str) -> set[str]:
    return {each.get("hreflang") for each in every(parse(html), "link", rel="alternate") if each.get("hreflang")}


def test_search_engines_are_shown_no_copy_as_a_page_in_another_language(client, scene, opened) -> None:
    """The page in the source's language repeats the original; the one in the target's is a translation of ours."""
    page = scene.publish(opened())
    source = type(page).objects.get(translation_key=page.translation_key, locale=scene.source.locale)
    code = page.locale.language_code
    found = {}
    for each in (source, page):
        with translation.override(each.locale.language_code):
            found[each.pk] = alternates(read(client, each.get_url()))
    assert found == {source.pk: set(), page.pk: {code, "x-default"}}
    work = source.work
    work.verbatim = False
    work.save_revision().publish()
    assert alternates(read(client, page.get_url())) == {"en", "es", "x-default"}

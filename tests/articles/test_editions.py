"""The order in which a reader meets the forms of a work, whichever language the reader has."""

import random

import pytest
from wagtail.models import Locale

from articles.editions import OF_ORIGINAL, OTHER, OWN, editions_for, own_name, same_language
from articles.models import Edition, Outlet, Work
from core.families import Resolved
from tests import factories

FRENCH = Work(title="L’original", language="fr")


def edition(language: str, title: str, kind: str = "translation", **fields) -> Edition:
    return Edition(language=language, title=title, kind=kind, **fields)


def order(work: Work, editions: list[Edition], reader: str) -> list[tuple[str, str]]:
    return [(link.title, link.place) for link in editions_for(work, editions, reader, {})]


def test_the_readers_language_stands_first_then_the_original_then_the_rest_as_the_editor_put_them() -> None:
    editions = [edition("ru", "R"), edition("en", "E"), edition("es", "S"), edition("ar", "A")]
    rest = {"en": ["R", "S", "A"], "es": ["R", "E", "A"]}
    for reader, own in (("en", "E"), ("es", "S")):
        expected = [(own, OWN), ("L’original", OF_ORIGINAL), *((title, OTHER) for title in rest[reader])]
        assert order(FRENCH, editions, reader) == expected


def test_without_an_edition_in_the_readers_language_the_original_stands_first() -> None:
    assert order(FRENCH, [edition("ru", "R")], "en") == [("L’original", OF_ORIGINAL), ("R", OTHER)]


def test_within_the_readers_language_the_whole_stands_before_its_parts() -> None:
    editions = [edition("fr", kind, kind) for kind in ("extract", "reprint", "translation")]
    titles = [title for title, _place in order(FRENCH, editions, "fr")]
    assert titles == ["L’original", "translation", "reprint", "extract"]


def test_two_of_a_kind_keep_the_editors_order() -> None:
    editions = [edition("en", "First"), edition("en", "Second")]
    assert [title for title, _place in order(FRENCH, editions, "en")][:2] == ["First", "Second"]


def test_nothing_is_lost_and_nothing_doubled_in_any_mix() -> None:
    chance = random.Random(40)
    for _ in range(200):
        languages = [chance.choice(["en", "es", "fr", "ar"]) for _ in range(chance.randint(0, 8))]
        kinds = [chance.choice(list(Edition.Kind.values)) for _ in languages]
        editions = [edition(*each) for each in zip(languages, map(str, range(len(languages))), kinds, strict=True)]
        reader = chance.choice(["en", "es", "fr", "pt"])
        links = editions_for(FRENCH, editions, reader, {})
        assert sorted(link.title for link in links) == sorted(["L’original", *(each.title for each in editions)])
        places = [link.place for link in links]
        assert places == sorted(places, key=[OWN, OF_ORIGINAL, OTHER].index)
        assert all((link.place == OWN) == (link.language == reader) for link in links)
        assert all(bool(link.lang) == (link.language != reader) for link in links)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("es", "es", True), ("es", "es-mx", True), ("pt-BR", "pt", True), ("en", "es", False), ("e", "es", False)],
)
def test_variants_of_a_language_are_one_language(one, other, same) -> None:
    assert same_language(one, other) is same


@pytest.mark.parametrize(
    ("language", "name"), [("en", "Peace"), ("es", "Paz"), ("es-ar", "Paz"), ("pt", "Peace"), ("", "Peace")]
)
def test_an_outlet_is_called_as_in_the_works_language_or_as_it_was_first_given(language, name) -> None:
    rows = [Outlet(name=each, locale=Locale(language_code=code)) for code, each in (("en", "Peace"), ("es-mx", "Paz"))]
    assert own_name(rows, language) == own_name(iter(rows), language) == name
    assert own_name([], language) == ""


def test_an_edition_names_its_outlet_only_where_readers_may_see_it(site) -> None:
    outlet = factories.outlet(site.en.locale)
    work = Work(title="W", language="en", outlet=outlet)
    shown = {outlet.translation_key: Resolved(outlet, "")}
    assert editions_for(work, [], "en", shown)[0].outlet.obj == outlet
    assert editions_for(work, [], "en", {})[0].outlet is None

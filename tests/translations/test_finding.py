"""Whoever looks for an item types what they remember: some words, without accents, of either title."""

import importlib
from copy import deepcopy

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests import factories
from tests.translations.conftest import republish
from tests.translations.queued import queued
from tests.translations.test_listing import asked
from translations import finding, listing, rebuild, services
from translations.models import Standing
from translations.states import Tab

TITLES = {"en": "Water and São Tomé’s borders", "es": "Sáhara: el agua y sus pequeñas fronteras"}


@pytest.fixture(scope="module")
def kept_item(kept_scene):
    """A translation that nobody has handed in, with a title of its own."""
    source, target = (one.locale.language_code for one in (kept_scene.source, kept_scene.target))
    item = kept_scene.start(kept_scene.post(TITLES[source]))
    kept_scene.save(item, title=TITLES[target])
    return item


@pytest.fixture
def item(kept_item, scene):
    return deepcopy(kept_item)


def found(user, question: str) -> list[int]:
    return [one.pk for one in listing.matching(user, asked(tab="all", q=question))]


# ------------------------------------------------------------------ words
@pytest.mark.parametrize(
    "question",
    [
        "sahara",
        "SÁHARA",
        "agua sahara",
        "fronteras pequenas",
        "front sahar",
        "«agua», fronteras",
        "water",
        "borders water",
        "sao tome",
        "Tomé borders São",
        "Sa\u0301hara",
        "water sahara",
    ],
)
def test_words_of_either_title_find_it_in_any_order_and_without_accents(scene, item, question) -> None:
    for user in (scene.translator, scene.reviewer, scene.editor):
        assert found(user, question) == [item.pk]


@pytest.mark.parametrize("question", ["sahara desert", "agua marina", "watery", "order", "ahara", "% %", "_", "¿?"])
def test_a_word_that_is_in_neither_finds_nothing(scene, item, question) -> None:
    assert found(scene.translator, question) == []


@pytest.mark.parametrize(
    ("title", "questions"),
    [
        ("Co-operation after BAPA+40", ["cooperation", "co-operation", "operation bapa", "BAPA+40", "bapa40", "40"]),
        ("Investigación y R&D en EE. UU.", ["r&d", "eeuu", "investigacion eeuu", "EE.UU."]),
        ("Un título de la ONU: 1.000 días", ["ONU", "titulo 1000", "1,000 dias"]),
        ("100 % water_level", ["100 water", "level"]),
        ("¿?", ["¿?"]),
    ],
)
def test_compounds_abbreviations_and_numbers_are_found_in_each_form(scene, title, questions) -> None:
    one = queued(scene.source, scene.target, Tab.STALE, title=title)[0]
    queued(scene.source, scene.target, Tab.STALE, title="Another")
    for question in questions:
        assert found(scene.translator, question) == [one.pk], question


def test_the_list_its_counts_and_its_files_agree(scene, item, client) -> None:
    queued(scene.source, scene.target, number=3)
    client.force_login(scene.translator)
    page = client.get(reverse("translations:index"), {"q": "fronteras sahara"})
    assert [row.pk for row in page.context["table"].data] == [item.pk]
    assert page.context["paginator"].count == 1
    text = b"".join(client.get(reverse("translations:index"), {"q": "fronteras sahara", "export": "csv"})).decode()
    assert len(text.strip().splitlines()) == 2


# ------------------------------------------------------------------ it is what the titles say now
def test_it_is_found_by_what_the_titles_say_and_no_more_by_what_they_said(scene, item) -> None:
    scene.save(item, title="Zeitgeist")
    assert found(scene.translator, "zeitgeist") == [item.pk]
    old = TITLES[scene.target.locale.language_code].split()[0].strip(":")
    assert found(scene.translator, old) == []
    republish(services.source_of(item), title="Quite another")
    assert found(scene.translator, "another quite") == [item.pk]
    assert list(rebuild.check()) == []


def test_a_public_translation_is_found_by_the_title_that_readers_know(scene, item) -> None:
    scene.publish(item, title="Known & loved")
    assert found(scene.translator, "loved known") == [item.pk]
    republish(services.source_of(item), title="Changed at the source")
    assert found(scene.translator, "loved known") == [item.pk]
    assert found(scene.translator, "source changed") == [item.pk]
    assert list(rebuild.check()) == []


def test_the_name_of_a_snippet_finds_it_too(scene) -> None:
    item = scene.start(factories.topic(scene.source.locale, "Peace"))
    scene.save(item, name="Ñandú")
    assert found(scene.translator, "nandu") == [item.pk]


def test_a_title_that_nobody_may_know_finds_nothing_for_them(scene, item) -> None:
    assert found(scene.other_translator, "sahara") == []


# ------------------------------------------------------------------ cost, and what was there before
def test_words_cost_no_query_more_for_a_few_items_or_many(scene, client) -> None:
    client.force_login(scene.editor)
    address = reverse("translations:index") + "?tab=stale&q=item+borders+a+b+c+d"
    counts = []
    for number in (3, 300):
        queued(scene.source, scene.target, Tab.STALE, number=number, found_by=" item borders a b c d")
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert len(client.get(address).context["table"].data) == min(50, number)
        counts.append(len(captured))
    assert counts[0] == counts[1] <= 15


def test_a_question_of_a_hundred_words_is_one_of_the_first(scene, item) -> None:
    assert found(scene.translator, " ".join(["sahara"] * finding.MOST + ["nowhere"])) == []
    words = [f"w{number}" for number in range(finding.MOST)]
    one = queued(scene.source, scene.target, Tab.STALE, title=" ".join(words))[0]
    assert found(scene.translator, " ".join([*words, "nowhere"])) == [one.pk]


def test_what_was_in_the_queue_before_is_found_by_the_original_at_once(scene, item) -> None:
    Standing.objects.update(found_by="")
    importlib.import_module("translations.migrations.0016_words_of_titles").fill(apps, None)
    source = TITLES[scene.source.locale.language_code]
    assert found(scene.translator, source.split()[-1]) == [item.pk]
    assert rebuild.rebuild() == 1
    assert found(scene.translator, "water sahara") == [item.pk]
    assert list(rebuild.check()) == []

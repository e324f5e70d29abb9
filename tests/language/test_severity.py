"""What kind of change a person sees between two versions of a sentence, and how serious it is."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from language.severity import KINDS, Severity, kinds_of, severity_of
from tests.language.changes import CASES, ENGLISH, SPANISH, TOO_SERIOUS
from tests.language.texts import any_text, nasty_texts

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(("old", "new", "language", "kinds"), CASES)
def test_a_change_is_told_as_a_person_sees_it(old, new, language, kinds):
    assert kinds_of(old, new, language) == kinds


def test_the_table_is_large_enough_and_speaks_both_languages_alike():
    assert len(CASES) >= 140
    assert min(len(ENGLISH), len(SPANISH)) / len(CASES) > 0.4
    assert len({case[:3] for case in CASES}) == len(CASES)
    assert set().union(*(case[3] for case in CASES)) == set(KINDS)


@pytest.mark.parametrize(("old", "new", "language", "kinds"), CASES)
def test_a_change_taken_back_is_as_serious_as_the_change(old, new, language, kinds):
    assert severity_of(kinds_of(new, old, language)) == severity_of(kinds)


@pytest.mark.parametrize(("old", "new", "language", "kinds"), TOO_SERIOUS)
def test_what_the_rules_do_not_know_is_told_as_too_serious_and_not_overlooked(old, new, language, kinds):
    assert severity_of(kinds_of(old, new, language)) > severity_of(kinds)


@pytest.mark.parametrize("kind", ["number", "date", "name", "negation", "link"])
def test_a_fact_weighs_more_than_any_wording(kind):
    assert severity_of([kind, "wording", "form"]) == Severity.FACT


def test_no_kinds_are_no_severity_and_an_unknown_kind_is_not_overlooked():
    assert severity_of([]) == Severity.NONE
    assert severity_of(["form"]) == Severity.FORM
    assert severity_of(["form", "wording"]) == Severity.WORDING
    assert severity_of(["tone"]) == Severity.WORDING


@pytest.mark.parametrize("new", ["", "A fact of 2019 about Peru, not told before."])
def test_a_sentence_that_is_new_or_gone_is_wording_whatever_it_says(new):
    old = "" if new else "It was signed in Oslo in 1998."
    assert kinds_of(old, new, "en") == {"wording"}


def test_a_language_without_lists_still_tells_figures_names_and_links():
    assert kinds_of("Le traité compte 150 parties.", "Le traité compte 160 parties.", "fr") == {"number"}
    assert kinds_of("Le traité de Lyon est clair.", "Le traité de Nice est clair.", "fr") == {"name"}
    assert kinds_of("Le traité est clair.", "Le traité est net.", "fr") == {"wording"}
    assert kinds_of("Le traité est clair.", "Le traité  est clair.", "fr") == {"form"}


@pytest.mark.parametrize("tag", ["es-MX", "es_AR", "ES"])
def test_a_regional_tag_reads_as_its_language(tag):
    assert kinds_of("Ganó sin votos.", "Ganó con votos.", tag) == {"negation"}


def test_space_between_sentences_is_form():
    assert kinds_of("One left. Two stayed.", "One left.  Two stayed.", "en") == {"form"}


@given(any_text(), st.sampled_from(["en", "es", "fr", ""]))
def test_equal_texts_have_no_change(text, language):
    assert kinds_of(text, text, language) == frozenset()


@given(any_text(), any_text(), st.sampled_from(["en", "es", "pt-BR"]))
@settings(deadline=None)
def test_any_two_texts_have_kinds_that_are_known(old, new, language):
    kinds = kinds_of(old, new, language)
    assert kinds <= set(KINDS)
    assert bool(kinds) == (old != new)


@pytest.mark.parametrize("text", nasty_texts(), ids=lambda text: repr(text[:8]))
def test_a_huge_or_broken_text_is_told_too(text):
    started = time.process_time()
    assert kinds_of(text, text + " 7", "es")
    assert time.process_time() - started < 10


def test_a_thousand_pairs_take_well_under_a_second():
    pairs = [case[:3] for case in CASES if "form" not in case[3]]
    pairs = (pairs * (1000 // len(pairs) + 1))[:1000]
    kinds_of(*pairs[0])  # patterns are built once
    started = time.process_time()
    for old, new, language in pairs:
        kinds_of(old, new, language)
    assert time.process_time() - started < 1

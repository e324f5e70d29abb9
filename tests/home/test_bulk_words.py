"""What generated pages say, and what each is: the same on every site. Without a database."""

import datetime
from collections import Counter

import pytest

from home.bulk.plan import CYCLE, PUBLIC, STARTED, Plan, Stage
from home.bulk.words import EDITS, LANGUAGES, PARAGRAPHS, edited, half, words

FORTY = [Plan(number) for number in range(40)]
TODAY = datetime.date(2026, 3, 1)
NOW = datetime.datetime(2026, 3, 1, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_pages_have_the_same_title_or_address(language):
    said = [words(number, language) for number in range(500)]
    assert len({one.title for one in said}) == len({one.slug for one in said}) == 500


def test_both_languages_say_the_same_numbers_in_the_same_places():
    for number in range(100):
        digits = [
            [[part for part in text.split() if part.isdecimal()] for text in (one.intro, *one.paragraphs)]
            for one in (words(number, language) for language in LANGUAGES)
        ]
        assert digits[0] == digits[1]
        assert all(digits[0])


def test_the_languages_differ_in_every_text():
    english, spanish = (words(7, language) for language in LANGUAGES)
    assert not set(english.paragraphs) & set(spanish.paragraphs)
    assert english.intro != spanish.intro


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", range(EDITS))
def test_each_edit_changes_one_paragraph_and_leaves_the_rest(kind, language):
    before = words(3, language)
    after = edited(before, kind, language)
    changed = set(after.paragraphs) - set(before.paragraphs)
    assert len(changed) == 1
    assert (after.title, after.slug, after.intro) == (before.title, before.slug, before.intro)
    assert len(after.paragraphs) == PARAGRAPHS + (kind == 2)


def test_an_edit_of_a_number_changes_nothing_else():
    before, after = words(3, "en").paragraphs[0].split(), edited(words(3, "en"), 0, "en").paragraphs[0].split()
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed
    assert all(int(new) == int(old) + 1 for old, new in changed)


def test_half_a_translation_has_a_title_of_its_own_and_the_sources_paragraphs():
    source, target = words(5, "en"), words(5, "es")
    mixed = half(target, source)
    assert (mixed.title, mixed.paragraphs) == (target.title, source.paragraphs)


def test_forty_pages_have_every_stage_in_both_directions():
    found = Counter((plan.stage, plan.source, plan.target) for plan in FORTY)
    assert found.keys() == {(stage, *way) for stage in Stage for way in (LANGUAGES, LANGUAGES[::-1])}
    assert found[Stage.CURRENT, "en", "es"] == CYCLE.count(Stage.CURRENT)


def test_every_stage_has_posts_and_publications():
    found = {(plan.stage, plan.is_post) for plan in map(Plan, range(80))}
    assert found == {(stage, is_post) for stage in Stage for is_post in (True, False)}


def test_only_what_is_begun_has_a_date_or_somebody():
    for plan in FORTY:
        has_work = plan.due(TODAY) is not None or plan.assignee(3) is not None
        assert plan.is_started or not has_work
        assert plan.is_started == (plan.stage in STARTED)
        assert plan.is_public == (plan.stage in PUBLIC)


def test_dates_lie_behind_and_ahead():
    dates = [due for plan in FORTY if (due := plan.due(TODAY))]
    assert min(dates) < TODAY < max(dates)
    assert {plan.priority for plan in FORTY} == {-1, 0, 1, 2}


def test_a_page_has_topics_that_exist_and_was_published_before_now():
    for plan in FORTY:
        assert all(0 <= topic < 11 for topic in plan.topics(11))
        assert len(plan.topics(11)) == len(set(plan.topics(11))) == 2
        assert plan.published_at(NOW) < NOW - datetime.timedelta(days=1)


def test_a_page_is_of_the_same_family_on_every_site():
    assert Plan(3).translation_key == Plan(3).translation_key != Plan(4).translation_key

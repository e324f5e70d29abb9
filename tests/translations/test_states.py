"""The state of an item, from what the database says: one, always the same one."""

import itertools

import pytest
from django.utils import translation

from translations.states import OPEN, WITH_REVIEWER, Flag, State, Tab, derive_state, tab_of

REVIEWS = ("", "in_progress", "needs_changes")


def state(done=0, total=4, live=False, review="", complete=False, machine=0) -> State:
    return derive_state(done=done, total=total, live=live, review=review, complete_in_public=complete, machine=machine)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"done": 0}, State.TO_TRANSLATE),
        ({"done": 1}, State.IN_PROGRESS),
        ({"done": 3, "live": True}, State.IN_PROGRESS),
        ({"done": 4}, State.READY),
        ({"done": 4, "machine": 1}, State.MACHINE),
        ({"done": 3, "machine": 1}, State.IN_PROGRESS),
        ({"done": 4, "machine": 1, "review": "in_progress"}, State.IN_REVIEW),
        ({"done": 4, "live": True}, State.READY),
        ({"done": 4, "live": True, "complete": True}, State.CURRENT),
        ({"done": 4, "review": "in_progress"}, State.IN_REVIEW),
        ({"done": 4, "live": True, "complete": True, "review": "in_progress"}, State.IN_REVIEW),
        ({"done": 2, "review": "needs_changes"}, State.CHANGES_REQUESTED),
        ({"done": 0, "total": 0}, State.READY),
        ({"done": 0, "total": 0, "live": True, "complete": True}, State.CURRENT),
    ],
)
def test_the_first_match_wins(facts, expected) -> None:
    assert state(**facts) == expected


@pytest.mark.parametrize("review", REVIEWS)
def test_every_combination_has_exactly_one_state(review) -> None:
    """A thing never public is never current; a thing in review is never offered to a translator."""
    for total, live, complete in itertools.product((0, 1, 4), (True, False), (True, False)):
        for done in range(total + 1):
            found = state(done, total, live, review, complete)
            assert found in State
            if not live:
                assert found != State.CURRENT
            if review == "in_progress":
                assert found == State.IN_REVIEW


def test_each_state_is_open_with_the_reviewer_or_current() -> None:
    named = [*OPEN, *WITH_REVIEWER, State.CURRENT]
    assert len(named) == len(set(named))
    assert set(State) == set(named)


@pytest.mark.parametrize(
    ("standing", "flags", "tab"),
    [
        (State.MISSING, [], Tab.TO_TRANSLATE),
        (State.MISSING, [Flag.NOT_WANTED], Tab.NONE),
        (State.MISSING, [Flag.SOURCE_UNPUBLISHED], Tab.NONE),
        (State.TO_TRANSLATE, [], Tab.TO_TRANSLATE),
        (State.IN_PROGRESS, [], Tab.IN_PROGRESS),
        (State.READY, [Flag.BEHIND], Tab.IN_PROGRESS),
        (State.MACHINE, [Flag.MACHINE], Tab.IN_PROGRESS),
        (State.READY, [Flag.WAITS], Tab.DONE),
        (State.MACHINE, [Flag.WAITS, Flag.MACHINE], Tab.DONE),
        (State.READY, [Flag.WAITS, Flag.BEHIND], Tab.IN_PROGRESS),
        (State.IN_PROGRESS, [Flag.WAITS], Tab.IN_PROGRESS),
        (State.IN_REVIEW, [Flag.WAITS], Tab.TO_REVIEW),
        (State.READY, [Flag.WAITS, Flag.SOURCE_UNPUBLISHED], Tab.TO_DECIDE),
        (State.READY, [Flag.STALE], Tab.STALE),
        (State.IN_REVIEW, [Flag.STALE, Flag.SOURCE_DELETED], Tab.TO_REVIEW),
        (State.CHANGES_REQUESTED, [Flag.STALE], Tab.CHANGES_REQUESTED),
        (State.CURRENT, [], Tab.DONE),
        (State.CURRENT, [Flag.SOURCE_MOVED], Tab.TO_DECIDE),
        (State.CURRENT, [Flag.STALE, Flag.SOURCE_UNPUBLISHED], Tab.TO_DECIDE),
    ],
)
def test_each_item_is_in_one_tab(standing, flags, tab) -> None:
    assert tab_of(standing, flags, exists=standing != State.MISSING) == tab


def test_what_somebody_decided_about_an_original_waits_no_more() -> None:
    flags = [Flag.SOURCE_UNPUBLISHED]
    assert tab_of(State.CURRENT, flags, exists=True, live=True, decided=["source_unpublished"]) == Tab.DONE
    assert tab_of(State.CURRENT, flags, exists=True, decided=["source_moved"]) == Tab.TO_DECIDE


@pytest.mark.parametrize("gone", [Flag.SOURCE_UNPUBLISHED, Flag.SOURCE_DELETED])
def test_without_original_and_translation_in_public_nobody_has_anything_to_do(gone) -> None:
    for state in (State.TO_TRANSLATE, State.IN_PROGRESS, State.MACHINE, State.READY):
        assert tab_of(state, [gone], exists=True, live=False, decided=[gone]) == Tab.NONE
        assert tab_of(state, [gone, Flag.BEHIND], exists=True, live=True, decided=[gone]) != Tab.NONE
    assert tab_of(State.IN_REVIEW, [gone], exists=True, live=False, decided=[gone]) == Tab.TO_REVIEW
    moved = [Flag.SOURCE_MOVED]
    assert tab_of(State.READY, moved, exists=True, live=False, decided=moved) == Tab.IN_PROGRESS


@pytest.mark.parametrize("names", [State, Flag, Tab])
def test_each_name_is_said_in_both_languages(names) -> None:
    said = {}
    for code in ("en", "es"):
        with translation.override(code):
            said[code] = [str(one.label) for one in names]
    assert len(set(said["en"])) == len(names)
    assert all(english != spanish for english, spanish in zip(said["en"], said["es"], strict=True))

"""The states, flags and tabs of a queue item, named once. Each is computed (truth.py); none is stored as a fact."""

from collections.abc import Collection

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where an item stands; exactly one holds."""

    MISSING = "missing", _("Not translated")
    TO_TRANSLATE = "to_translate", _("To translate")
    IN_PROGRESS = "in_progress", _("In progress")
    MACHINE = "machine", _("Machine text, to check")
    READY = "ready", _("Ready to submit")
    IN_REVIEW = "in_review", _("In review")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    CURRENT = "current", _("Published, up to date")


class Flag(models.TextChoices):
    """What else is true of an item; any number at once."""

    STALE = "stale", _("Original changed")
    BEHIND = "behind", _("Saved text not yet public")
    MACHINE = "machine", _("Unchecked machine text")
    WAITS = "waits", _("Approved, waits to be published")
    ERROR = "error", _("A text was refused")
    OVERDUE = "overdue", _("Overdue")
    DETACHED = "detached", _("Edited apart from the original")
    SOURCE_UNPUBLISHED = "source_unpublished", _("Original not published")
    SOURCE_MOVED = "source_moved", _("Original moved")
    TARGET_MOVED = "target_moved", _("Translation moved")
    SOURCE_DELETED = "source_deleted", _("Original deleted")
    TARGET_DELETED = "target_deleted", _("Translation deleted")
    NOT_WANTED = "not_wanted", _("Not to be translated")


class Tab(models.TextChoices):
    """Where the queue lists an item: in exactly one of these, so that their counts add up."""

    TO_TRANSLATE = "to_translate", _("To translate")
    STALE = "stale", _("Stale")
    IN_PROGRESS = "in_progress", _("In progress")
    TO_REVIEW = "to_review", _("To review")
    CHANGES_REQUESTED = "changes_requested", _("Changes requested")
    TO_DECIDE = "to_decide", _("To decide")
    DONE = "done", _("Done")
    NONE = "", _("In no list")


# What waits for a translator, and for a reviewer; for nobody does what is current.
OPEN = (
    State.CHANGES_REQUESTED,
    State.MISSING,
    State.TO_TRANSLATE,
    State.IN_PROGRESS,
    State.MACHINE,
    State.READY,
)
WITH_REVIEWER = (State.IN_REVIEW,)
# Where nothing waits for anybody, and where nothing waits for a translator.
AT_REST = (Tab.DONE, Tab.NONE)
WITH_OTHERS = (*AT_REST, Tab.TO_REVIEW, Tab.TO_DECIDE)
# What became of an original that somebody must decide about while its translation is public.
TO_DECIDE = (Flag.SOURCE_UNPUBLISHED, Flag.SOURCE_MOVED, Flag.SOURCE_DELETED)
# Of two that stand apart in the tree one of these is said: somebody must decide, or has by moving the translation.
OF_PLACE = (Flag.SOURCE_MOVED, Flag.TARGET_MOVED)

# The original of these is not public: without a public translation nobody has anything to do.
GONE = (Flag.SOURCE_UNPUBLISHED, Flag.SOURCE_DELETED)


def derive_state(
    *, done: int, total: int, live: bool, review: str, complete_in_public: bool, machine: int = 0
) -> State:
    """The state of a started item from what the database says; first match wins.

    `review` is Wagtail's workflow status of the target or "", `done` and `total` count segments, `machine`
    those of them whose machine text nobody checked, `complete_in_public` says that the public target holds
    all that is translated.
    """
    if review == "in_progress":
        return State.IN_REVIEW
    if review == "needs_changes":
        return State.CHANGES_REQUESTED
    if live and done == total and complete_in_public:
        return State.CURRENT
    if done == total:
        return State.MACHINE if machine else State.READY
    return State.IN_PROGRESS if done else State.TO_TRANSLATE


def only_waits(state: str, flags: Collection[str]) -> bool:
    """Whether all that is written is approved, and is going to be public: nobody is asked for anything.

    It waits for its original, or for its time. What was written since the approval is work as any other.
    """
    return Flag.WAITS in flags and Flag.BEHIND not in flags and state in (State.READY, State.MACHINE)


def is_for_translators(state: str, flags: Collection[str]) -> bool:
    """Whether an item is for somebody to take: neither with a reviewer nor done, nor all approved."""
    return state in OPEN and not only_waits(state, flags)


def is_undecided(flags: Collection[str], decided: Collection[str]) -> bool:
    """Whether something became of an original about which nobody has decided."""
    return any(flag in flags and flag not in decided for flag in TO_DECIDE)


def rests(state: State, flags: Collection[Flag], *, asks: bool = True) -> bool:
    """Whether nobody is to translate what nobody translated: it is not wanted, or nothing in it `asks` for that."""
    return state == State.MISSING and (Flag.NOT_WANTED in flags or not asks)


def tab_of(
    state: State,
    flags: Collection[Flag],
    *,
    exists: bool,
    live: bool = False,
    decided: Collection[str] = (),
    asks: bool = True,
) -> Tab:
    """The tab of an item; first match wins.

    `exists` says that there is a target row, `live` that it is public, `decided` names the flags of TO_DECIDE that
    somebody has decided to live with, `asks` as in `rests`. What rests, what has neither a public original nor a
    target, and what was taken down with its original, is in none. What is public without an original is no
    translator's any more.
    """
    if rests(state, flags, asks=asks):
        return Tab.NONE
    if state == State.CHANGES_REQUESTED:
        return Tab.CHANGES_REQUESTED
    if state == State.IN_REVIEW:
        return Tab.TO_REVIEW
    if is_undecided(flags, decided):
        return Tab.TO_DECIDE if exists else Tab.NONE
    if not live and any(flag in flags for flag in GONE):
        return Tab.NONE
    if Flag.SOURCE_DELETED in flags:
        return Tab.DONE
    if Flag.STALE in flags:
        return Tab.STALE
    if state == State.CURRENT or only_waits(state, flags):
        return Tab.DONE
    if state in (State.MISSING, State.TO_TRANSLATE):
        return Tab.TO_TRANSLATE
    return Tab.IN_PROGRESS

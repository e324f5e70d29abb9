"""The passages of an item as its form shows them: each with its state, its checks, its marks and its comments."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django import forms
from django.db import models
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy, ngettext

from translations import accepted, marks, phrases, reviewing, sides
from translations.forms.rows import FormRow
from translations.forms.translation import TranslationForm
from translations.localize import TextSegment
from translations.models import QueueItem, ReviewTaskState, SegmentEdit
from translations.pairs import Pair
from translations.permissions import reviews_into
from translations.queue import Row
from translations.reviewing import Read
from translations.states import State

from . import talk
from .checks import Check
from .leads import Leads, NamedMark, named_marks
from .reading import Reading, words_of
from .saving import Progress, checks_of
from .words import words

MEDIA = forms.Media(js=[Script("js/desk/main.js", type="module")])


class PassageState(models.TextChoices):
    """Where one passage stands; the first that holds."""

    ACCEPTED = "accepted", gettext_lazy("Accepted")
    SENT_BACK = "sent_back", gettext_lazy("Sent back")
    CHANGED = "changed", gettext_lazy("Original changed")
    TO_DO = "to_do", gettext_lazy("To do")
    MACHINE = "machine", gettext_lazy("Machine text")
    DONE = "done", gettext_lazy("Written")


# Each state with its icon: what a script shows when a passage moves on.
ICONS = {
    PassageState.ACCEPTED: "lock",
    PassageState.SENT_BACK: "comment",
    PassageState.CHANGED: "rotate",
    PassageState.TO_DO: "edit",
    PassageState.MACHINE: "cogs",
    PassageState.DONE: "check",
}
SETTLED = (PassageState.DONE, PassageState.ACCEPTED)


@dataclass(frozen=True)
class Card:
    """One row of the form. `folded` says that only its first line shows until somebody opens it; `comments` counts
    those that wait for an answer. `closed` says why a translator cannot write here, `pair` what is public now, beside
    what a reviewer decides, `reads` how many words they have to read here, `typed` what they ask for and have not sent.
    """

    row: FormRow
    state: PassageState = PassageState.DONE
    checks: list[Check] = field(default_factory=list)
    marks: list[NamedMark] = field(default_factory=list)
    folded: bool = False
    comments: int = 0
    closed: str = ""
    pair: Pair | None = None
    reads: int = 0
    typed: str = ""

    @property
    def icon(self) -> str:
        return ICONS[self.state]

    @property
    def blank_state(self) -> PassageState:
        """What the state is once its text is taken away."""
        return PassageState.CHANGED if self.row.older else PassageState.TO_DO

    @property
    def is_changed(self) -> bool:
        """Whether a reviewer decides about a change of what readers see here."""
        return self.pair is not None and self.pair.is_changed

    @property
    def is_news(self) -> bool:
        """Whether it says something else than when its reviewer read it before."""
        return self.pair is not None and self.pair.is_news

    @property
    def is_decided(self) -> bool:
        """Whether a reviewer decides about what it says."""
        return self.is_changed or self.is_news

    @property
    def asks(self) -> bool:
        """Whether it needs work although it is written: a comment without an answer, a change nobody accepted yet."""
        return self.comments > 0 or (self.is_decided and self.state != PassageState.ACCEPTED)

    @property
    def waits(self) -> bool:
        """Whether there is something to do: for a reviewer, to read what changes and is not accepted. The keys go by
        the same rule (static/js/desk/places.js)."""
        return self.state not in SETTLED or self.asks


@dataclass(frozen=True)
class Beside:
    """What stands beside the passages: what was said of them, since when they are sent back, which are accepted (by
    their pk), and for a reviewer the pairs of what is public and what is to be, by the same; `gone` are those that no
    passage of today shows. `since` marks those that are others than when they were read before."""

    said: list[tuple[str, str, str]] = field(default_factory=list)
    sent_back_at: datetime | None = None
    accepted: dict[str, SegmentEdit] = field(default_factory=dict)
    pairs: dict[str, Pair] = field(default_factory=dict)
    gone: list[Pair] = field(default_factory=list)
    since: str = ""


def beside(
    item: QueueItem, user: Any, row: Row, form: TranslationForm, reviews: list[ReviewTaskState], read: Read | None
) -> Beside:
    """Read it: one query for the comments and what is accepted.

    `row` with the baselines of its drafts: what a reviewer compares comes out of them. `read` is what they read before.
    """
    pairs: list[Pair] = []
    if row.state == State.IN_REVIEW and reviews_into(user, item.target_locale_id):
        seen = sides.Seen(row.seen.baselines, form.texts)
        draft, before = reviewing.newest_draft(row.target, reviews), read.revision if read else None
        pairs = sides.pairs_of(draft, row.target, seen, before)
    request = reviewing.request_for_changes(reviews)
    said, closed = talk.waiting_and_accepted(item, form.texts)
    return Beside(
        said=said,
        sent_back_at=request.finished_at if request else None,
        accepted=closed,
        pairs={one.key: one for one in pairs if one.key},
        gone=[one for one in pairs if not one.key],
        since=read.mark if read else "",
    )


def cards(item: QueueItem, form: TranslationForm, *, show_all: bool, seen: Beside | None = None) -> list[Card]:
    """The rows of a form, dressed; for a reviewer what changes comes first. What is done folds while something else
    is to do, unless all is asked for.

    A form that comes back with a refusal hides nothing. No query but those of `Leads.of`.
    """
    seen = seen or Beside(said=talk.waiting(item, form.texts))
    segments = {one.pk: one for one in form.texts}
    said = Counter((path, source) for path, source, _text in seen.said)
    leads = Leads.of(form.texts, form.values)
    dressed = [_dressed(item, row, segments.get(row.pk), said, seen, leads) for row in form.rows()]
    if seen.pairs or seen.sent_back_at:
        dressed = _changed_first(dressed)
    if show_all or form.is_bound or not any(card.waits for card in dressed):
        return dressed
    return [replace(card, folded=not card.waits) for card in dressed]


def _changed_first(dressed: list[Card]) -> list[Card]:
    """What a reviewer has not read, then what else changes; for a translator what a reviewer has sent back. The address
    of a link stays with its passage."""
    rank = {card.row.pk: (not card.is_news, not card.is_changed, not card.row.comments) for card in dressed}
    return sorted(dressed, key=lambda card: rank[card.row.holder or card.row.pk])


def desk(item: QueueItem, form: TranslationForm, row: Any, show: str, seen: Beside) -> dict[str, Any]:
    """What the template of the form needs; `show` is what the address asks for, work or all."""
    dressed = cards(item, form, show_all=show == "all", seen=seen)
    places = {(one.path, one.source) for one in form.texts}
    return {
        "cards": dressed,
        "folded": any(card.folded for card in dressed),
        "show_all": show == "all",
        "in_order": not (seen.pairs or seen.sent_back_at),
        "said": said(Progress(row.done, row.total, row.words_to_do, row.percent)),
        "reading": Reading.of((one.state == PassageState.ACCEPTED, one.reads) for one in dressed if one.is_decided),
        "words": words(),
        "icons": list(ICONS.items()),
        "is_decided": bool(seen.pairs),
        "gone": seen.gone,
        "since": seen.since,
        "without_place": [
            {"source": marks.to_text(source), "text": text}
            for path, source, text in seen.said
            if (path, source) not in places
        ],
    }


def said(progress: Progress) -> str:
    """How far an item is, in one sentence: “18 of 22 passages · 41 words left”."""
    done = ngettext("%(done)s of %(total)s passage", "%(done)s of %(total)s passages", progress.total)
    done %= {"done": phrases.number(progress.done), "total": phrases.number(progress.total)}
    left = ngettext("%(count)s word left", "%(count)s words left", progress.words_to_do)
    return f"{done} · {left % {'count': phrases.number(progress.words_to_do)}}"


def _dressed(
    item: QueueItem, row: FormRow, segment: TextSegment | None, comments: Counter, seen: Beside, leads: Leads
) -> Card:
    if segment is None:
        return Card(row, PassageState.TO_DO if row.error else PassageState.DONE)
    checks = [one for one in checks_of(item, segment) if one.kind != "empty"]
    edit, pair = seen.accepted.get(segment.pk), seen.pairs.get(segment.pk)
    return Card(
        row,
        PassageState.ACCEPTED if edit else _state(row, segment, seen.sent_back_at),
        checks,
        named_marks(segment, leads),
        comments=comments[segment.path, segment.source],
        closed=accepted.why_closed(edit) if edit else "",
        pair=pair,
        reads=words_of(pair, item.source_locale.language_code) if pair else 0,
    )


def _state(row: FormRow, segment: TextSegment, sent_back_at: datetime | None) -> PassageState:
    """A passage is sent back until somebody wrote another text after that."""
    written = segment.updated_at and sent_back_at and segment.target and segment.updated_at > sent_back_at
    if row.comments and not written:
        return PassageState.SENT_BACK
    if not segment.target or segment.error:
        return PassageState.CHANGED if row.older else PassageState.TO_DO
    return PassageState.MACHINE if segment.machine else PassageState.DONE

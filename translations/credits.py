"""Credits: whose work a public translation is. Stored when it becomes public, shown beside what readers read.

Readers are told first and last names, of those who have given them and do not mind; never the name of an account.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Revision

from .models import Baseline, Credit, ReviewTaskState, SegmentEdit, Translator

Part = Credit.Part
LONGEST = 310
TOLD = ("credits__part", "credits__name", "credits__hidden")  # seen from a baseline


@dataclass(frozen=True)
class Credits:
    """The names that readers are told."""

    translators: list[str]
    reviewers: list[str]

    def __bool__(self) -> bool:
        return bool(self.translators or self.reviewers)


def told(rows: Iterable[tuple[str | None, str | None, bool | None]]) -> Credits:
    """Those whom readers are told, of rows of TOLD; a baseline without any has one row of nothing."""
    names: dict[str, list[str]] = {part: [] for part in Part.values}
    for part, name, hidden in rows:
        if part and name and not hidden:
            names[part].append(name)
    return Credits(names[Part.TRANSLATION], names[Part.REVIEW])


def store(revision: Revision) -> None:
    """Note whose work a revision is that was approved, or has become public without; nothing for an original. Nothing
    twice.

    What counts is what was written when it was approved, and by which name: between that and the day on which it is
    public, or a revision that differs in its time alone, somebody may have gone on writing, or changed their name,
    which nobody has read then. Whoever was not to be named then was shown to no reviewer: no name is kept of them.
    """
    baseline = Baseline.objects.filter(target_revision=revision).select_related("item").first()
    if baseline is None:
        return
    review = ReviewTaskState.objects.filter(revision=revision, status=ReviewTaskState.STATUS_APPROVED).order_by("-pk")
    reviewer, approved_at = review.values_list("finished_by_id", "finished_at").first() or (None, revision.created_at)
    hands = _hands(baseline, approved_at)
    parts = {Part.TRANSLATION: [pk for pk in hands if pk != reviewer] or hands, Part.REVIEW: [reviewer]}
    people = _people([*hands, *filter(None, [reviewer])])
    Credit.objects.bulk_create(
        [
            Credit(baseline=baseline, part=part, user_id=pk, name=_shown(*people[pk]), hidden=people[pk][1])
            for part, pks in parts.items()
            for pk in pks
            if pk in people
        ],
        ignore_conflicts=True,
    )


def copy(old: Baseline, new: Baseline) -> None:
    """A revision that differs in its time alone is the work of the same people, by the same names."""
    rows = [(credit.part, credit.user_id, credit.name, credit.hidden) for credit in old.credits.order_by("pk")]
    Credit.objects.bulk_create(
        Credit(baseline=new, part=part, user_id=user, name=name, hidden=hidden) for part, user, name, hidden in rows
    )


def translators_of(drafts: Iterable[Any]) -> list[list[str]]:
    """The names that readers would be told as translators of each draft, in their order: a reviewer is shown them, and
    approves them too. Three queries where one is a translation, and two for each."""
    newest = [pk for draft in drafts if (pk := getattr(draft, "latest_revision_id", None))]
    baselines = {
        one.target_revision_id: one
        for one in Baseline.objects.filter(target_revision_id__in=newest).select_related("item")
    }
    return [_names(baselines[pk]) for pk in newest if pk in baselines]


def _names(baseline: Baseline) -> list[str]:
    hands = _hands(baseline, timezone.now())
    people = _people(hands)
    return [people[pk][0] for pk in hands if pk in people and not people[pk][1]]


def _people(pks: list[int]) -> dict[int, tuple[str, bool]]:
    """(name, whether readers are not told it) of those who have given one. Two queries."""
    unnamed = set(Translator.objects.filter(user__in=pks, is_named=False).values_list("user_id", flat=True))
    users = get_user_model().objects.in_bulk(pks)
    return {pk: (name, pk in unnamed) for pk, one in users.items() if (name := one.get_full_name().strip()[:LONGEST])}


def _shown(name: str, is_hidden: bool) -> str:
    return "" if is_hidden else name


def _hands(baseline: Baseline, until: datetime) -> list[int]:
    """Who wrote the passages as they stood at a moment, who wrote most of them first; no machine."""
    newest: dict[tuple[str, str], SegmentEdit] = {}
    for edit in baseline.item.segment_edits.filter(created_at__lte=until).order_by("pk"):
        newest[edit.path, edit.source] = edit
    places = {(row["path"], row["text"]) for row in baseline.segments}
    present = [edit for place, edit in newest.items() if place in places and edit.target and edit.user_id]
    counted = Counter(edit.user_id for edit in present if edit.origin != SegmentEdit.Origin.MACHINE)
    return [pk for pk, _count in counted.most_common()]


def consent_changed(user: Any, *, is_named: bool) -> None:
    """Name somebody to readers, or no more: on all that is public, too, by the names that its reviewers were shown."""
    Credit.objects.filter(user=user).update(hidden=not is_named)

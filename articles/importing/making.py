"""Works of an import as drafts, with the people and outlets that they lack."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale, ModelLogEntry

from articles.citing.items import Item
from articles.models import Outlet, Person, Work, WorkAuthor
from articles.works.drafts import Rows
from articles.works.once import wait_for_others
from core.ordering import in_order

from .plans import Plan, plans
from .since import changes


@dataclass(frozen=True)
class Made:
    """The works that were made, and what was chosen and not made: what is in the catalogue, or cannot be."""

    works: list[Work]
    left: list[Plan]


class AlreadyMade(Exception):
    """All that was chosen of a preview was made from it before: it was sent once more."""


class Changed(Exception):
    """What was chosen is no longer as it was shown: `told` says how, by number. `done` was made from it before."""

    def __init__(self, told: dict[int, list[str]], done: set[int]) -> None:
        super().__init__(told)
        self.told, self.done = told, done


@transaction.atomic
def make(
    items: Iterable[Item],
    *,
    chosen: Collection[int],
    locale: Locale,
    user: Any,
    preview: UUID | None = None,
    shown: Mapping[int, str] = MappingProxyType({}),
) -> Made:
    """Make the works of the items whose numbers are chosen, all of them or none; what is there by now is left out.

    All are drafts: a reviewer makes works, people and outlets public. A preview that is sent once more makes nothing
    twice. `shown` is what was shown of each, where that is known (see since.py). Raises PermissionDenied for who may
    not add works, AlreadyMade, Changed, and ValidationError where a row is not what its model takes.
    """
    if not user.has_perm("articles.add_work"):
        raise PermissionDenied
    wait_for_others()
    wanted = [one for one in plans(items, locale=locale, user=user) if one.number in chosen]
    acts = {one.number: uuid5(preview, str(one.number)) if preview else uuid4() for one in wanted}
    done = _done(acts.values(), user)
    if done and done.issuperset(acts.values()):
        raise AlreadyMade
    rest = [one for one in wanted if acts[one.number] not in done]
    if told := {one.number: sentences for one in rest if (sentences := changes(shown.get(one.number, ""), one))}:
        raise Changed(told, {one.number for one in wanted} - {one.number for one in rest})
    rows = Rows(locale, user)
    works = [_work(plan, rows, acts[plan.number]) for plan in rest if plan.may_be_made]
    return Made(works, [one for one in rest if not one.may_be_made])


def _done(acts: Collection[UUID], user: Any) -> set[UUID]:
    """Those of a user's acts that stand in the log: each item of a preview is one, wherever it is made from."""
    return set(ModelLogEntry.objects.filter(user=user, uuid__in=acts).values_list("uuid", flat=True))


def _work(plan: Plan, rows: Rows, act: UUID) -> Work:
    outlet = rows.of(Outlet, plan.outlet) if plan.outlet else None
    work = Work(live=False, outlet=outlet, **plan.facts.fields)
    people = dict.fromkeys(rows.of(Person, named) for named in plan.authors)
    work.authors = in_order(WorkAuthor(person=person, role=plan.facts.role) for person in people)
    return rows.draft(work, act)

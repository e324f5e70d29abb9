"""Works of an import as drafts, with the people and outlets that they lack."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale, ModelLogEntry

from articles.citing.items import Item
from articles.models import Outlet, Person, Work, WorkAuthor
from articles.works.drafts import Rows

from .plans import Plan, plans


class AlreadyMade(Exception):
    """All that was chosen of a preview was made from it before: it was sent once more."""


@transaction.atomic
def make(
    items: Iterable[Item], *, chosen: Collection[int], locale: Locale, user: Any, preview: UUID | None = None
) -> list[Work]:
    """Make the works of the items whose numbers are chosen, all of them or none; what is there by now is left out.

    All are drafts: a reviewer makes works, people and outlets public. A preview that is sent once more makes nothing
    twice. Raises PermissionDenied for who may not add works, AlreadyMade, and ValidationError where a row is not what
    its model takes.
    """
    if not user.has_perm("articles.add_work"):
        raise PermissionDenied
    list(Locale.objects.select_for_update().order_by("pk"))  # of two at once, the second finds what the first made
    wanted = [one for one in plans(items, locale=locale, user=user) if one.number in chosen and one.may_be_made]
    acts = {one.number: uuid5(preview, str(one.number)) if preview else uuid4() for one in wanted}
    done = _done(acts.values(), user)
    if done and done.issuperset(acts.values()):
        raise AlreadyMade
    rows = Rows(locale, user)
    return [_work(plan, rows, acts[plan.number]) for plan in wanted if acts[plan.number] not in done]


def _done(acts: Collection[UUID], user: Any) -> set[UUID]:
    """Those of a user's acts that stand in the log: each item of a preview is one, wherever it is made from."""
    return set(ModelLogEntry.objects.filter(user=user, uuid__in=acts).values_list("uuid", flat=True))


def _work(plan: Plan, rows: Rows, act: UUID) -> Work:
    outlet = rows.of(Outlet, plan.outlet) if plan.outlet else None
    work = Work(live=False, outlet=outlet, **plan.facts.fields)
    people = dict.fromkeys(rows.of(Person, named) for named in plan.authors)
    work.authors = [
        WorkAuthor(person=person, role=plan.facts.role, sort_order=place) for place, person in enumerate(people)
    ]
    return rows.draft(work, act)

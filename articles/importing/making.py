"""Works of an import as drafts, with the people and outlets that they lack."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.models import Locale

from articles.citing.items import Item
from articles.models import Outlet, Person, Work, WorkAuthor
from articles.works.drafts import Rows

from .plans import Plan, plans


@transaction.atomic
def make(items: Iterable[Item], *, chosen: Collection[int], locale: Locale, user: Any) -> list[Work]:
    """Make the works of the items whose numbers are chosen, all of them or none; what is there by now is left out.

    All are drafts: a reviewer makes works, people and outlets public. Raises PermissionDenied for who may not add
    works, ValidationError where a row is not what its model takes.
    """
    if not user.has_perm("articles.add_work"):
        raise PermissionDenied
    Locale.objects.select_for_update().get(pk=locale.pk)  # of two at once, the second finds what the first made
    wanted = [one for one in plans(items, locale=locale, user=user) if one.number in chosen and one.may_be_made]
    rows = Rows(locale, user)
    return [_work(plan, rows) for plan in wanted]


def _work(plan: Plan, rows: Rows) -> Work:
    outlet = rows.of(Outlet, plan.outlet) if plan.outlet else None
    work = Work(live=False, outlet=outlet, **plan.facts.fields)
    people = dict.fromkeys(rows.of(Person, named) for named in plan.authors)
    work.authors = [WorkAuthor(person=person, sort_order=place) for place, person in enumerate(people)]
    return rows.draft(work)

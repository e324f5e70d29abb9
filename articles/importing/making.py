"""Works of an import as drafts, with the people and outlets that they lack."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Locale

from articles.citing.items import Item
from articles.models import Outlet, Person, Work, WorkAuthor

from .plans import Named, Plan, plans


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


class Rows:
    """Rows of an import; what two works name is made once."""

    def __init__(self, locale: Locale, user: Any) -> None:
        self.locale, self.user = locale, user
        self.made: dict[tuple[type[Model], str], Model] = {}

    def of(self, model: type[Model], named: Named) -> Any:
        """The row there is, or a new draft."""
        if named.row:
            return named.row
        key = (model, (named.sort_name or named.name).casefold())
        if key not in self.made:
            more = {"sort_name": named.sort_name} if model is Person else {}
            slug = self._free(model, named.name)
            self.made[key] = self.draft(model(name=named.name, slug=slug, locale=self.locale, live=False, **more))
        return self.made[key]

    def _free(self, model: type[Model], name: str) -> str:
        """A slug that nobody has in the locale."""
        start = slugify(name)[:100] or model._meta.model_name
        rows = model.objects.filter(locale=self.locale, slug__startswith=start)
        taken = set(rows.values_list("slug", flat=True))
        numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
        return next(slug for slug in (start, *numbered) if slug not in taken)

    def draft(self, row: Any) -> Any:
        """Store a new row, with its first revision and an entry in the log."""
        row.full_clean()
        row.save()
        revision = row.save_revision(user=self.user)
        log(instance=row, action="wagtail.create", user=self.user, revision=revision, content_changed=True)
        return row


def _work(plan: Plan, rows: Rows) -> Work:
    outlet = rows.of(Outlet, plan.outlet) if plan.outlet else None
    work = Work(live=False, outlet=outlet, **plan.facts.fields)
    people = dict.fromkeys(rows.of(Person, named) for named in plan.authors)
    work.authors = [WorkAuthor(person=person, sort_order=place) for place, person in enumerate(people)]
    return rows.draft(work)

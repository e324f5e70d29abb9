"""Rows of the catalogue by their names: those that there are, and new drafts of those that there are not."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model
from django.utils.text import slugify
from wagtail.log_actions import LogContext, log
from wagtail.models import Locale

from articles.models import Person
from core.choosing import nameable_rows


@dataclass(frozen=True)
class Named:
    """A person or an outlet: the row that there is, or what is needed to make one."""

    name: str
    sort_name: str = ""
    is_organisation: bool = False
    row: Model | None = None


def by_name(model: type[Model], names: tuple[str, ...], locale: Locale, user: Any) -> dict[str, list[Any]]:
    """Name in lower case -> a row for each family called so, that of the locale where there is one. One query.

    Rows that may be named to the user: who may not see drafts does not learn of them by asking for their names.
    """
    found: dict[str, dict[Any, Any]] = {}
    rows = nameable_rows(model.objects.only("locale", "translation_key", *names), user)
    for row in sorted(rows, key=lambda row: row.locale_id == locale.pk):
        for name in filter(None, (getattr(row, column) for column in names)):
            found.setdefault(name.casefold(), {})[row.translation_key] = row
    return {name: list(family.values()) for name, family in found.items()}


def vars_of(named: Named) -> dict[str, Any]:
    """What is known of a new person beside the name."""
    return {"sort_name": named.sort_name, "is_organisation": named.is_organisation}


class Rows:
    """Rows for new works; what two works name is made once."""

    def __init__(self, locale: Locale, user: Any) -> None:
        self.locale, self.user = locale, user
        self.made: dict[tuple[type[Model], str], Model] = {}

    def of(self, model: type[Model], named: Named) -> Any:
        """The row there is, or a new draft."""
        if named.row:
            return named.row
        key = (model, (named.sort_name or named.name).casefold())
        if key not in self.made:
            more = vars_of(named) if model is Person else {}
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

    def draft(self, row: Any, act: UUID | None = None) -> Any:
        """Store a new row, with its first revision and an entry in the log, under the number of the `act`.

        Each is an act of its own: of one act on many rows, Wagtail's histories show the entry of the last alone.
        """
        with LogContext(user=self.user) as context:
            context.uuid = act or context.uuid
            row.full_clean()
            row.save()
            revision = row.save_revision(user=self.user)
            log(instance=row, action="wagtail.create", user=self.user, revision=revision, content_changed=True)
        return row

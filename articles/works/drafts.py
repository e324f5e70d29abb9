"""Rows of the catalogue by their names: those that there are, and new drafts of those that there are not."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.text import slugify
from wagtail.log_actions import log
from wagtail.models import Locale

from articles.models import Person


@dataclass(frozen=True)
class Named:
    """A person or an outlet: the row that there is, or what is needed to make one."""

    name: str
    sort_name: str = ""
    row: Model | None = None


def by_name(model: type[Model], names: tuple[str, ...], locale: Locale) -> dict[str, list[Any]]:
    """Name in lower case -> a row for each family called so, that of the locale where there is one. One query."""
    found: dict[str, dict[Any, Any]] = {}
    rows = model.objects.only("locale", "translation_key", *names)
    for row in sorted(rows, key=lambda row: row.locale_id == locale.pk):
        for name in filter(None, (getattr(row, column) for column in names)):
            found.setdefault(name.casefold(), {})[row.translation_key] = row
    return {name: list(family.values()) for name, family in found.items()}


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

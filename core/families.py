"""Families of translations: from any row of a family to the row that a reader of a locale should see.

Relations are synchronised between translations, so they may point at the row of any locale, live or
not. Templates never follow them; they get what `resolve` made of them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db import models
from wagtail.models import Locale, Page

from .restricted import private_q

T = TypeVar("T", bound=models.Model)


@dataclass(frozen=True)
class Resolved(Generic[T]):
    """A live row, and the language to mark it with where it is not the one asked for."""

    obj: T
    lang: str

    def __getattr__(self, name: str):
        if name.startswith("__") or name == "obj":  # copying asks before `obj` is set
            raise AttributeError(name)
        return getattr(self.obj, name)

    def __str__(self) -> str:
        return str(self.obj)


def resolve(objects: Iterable[T], locale: Locale, rows: models.QuerySet[T] | None = None) -> list[Resolved[T]]:
    """The live rows of `locale` for these objects, in their order; else a live row of the family.

    Takes rows of one translatable model that drafts, in any locale, saved and distinct or not. A row
    without any live member is left out: a draft is never shown. The fallback prefers the row given.
    `rows` is a queryset of that model that brings more along, as `select_related` does.
    One query (two for pages, with their restrictions); none for an empty list.
    """
    objects = [obj for obj in objects if obj is not None]
    if not objects:
        return []
    rows = live_rows(type(objects[0])) if rows is None else rows.filter(live=True)
    families = _rows_of(rows, {obj.translation_key for obj in objects})
    found = (_pick(families.get(obj.translation_key, []), locale, obj) for obj in objects)
    return [_mark(row, locale) for row in found if row]


def resolve_keys(
    rows: models.QuerySet[T], keys: Iterable[UUID] | models.QuerySet, locale: Locale
) -> dict[UUID, Resolved[T]]:
    """As `resolve`, for families known by their keys alone (or by a query for them): key -> row. One query."""
    return resolved(live_families(rows, keys), locale)


def names_of(
    rows: models.QuerySet, keys: Iterable[UUID], locale: Locale, *fields: str
) -> dict[UUID, tuple[tuple, str]]:
    """As `resolve_keys`, where a few values of each row will do: key -> (values, language to mark them with)."""
    told = rows.filter(live=True, translation_key__in=keys).order_by("pk")
    found: dict[UUID, tuple[tuple, str]] = {}
    for key, own, code, *values in told.values_list("translation_key", "locale", "locale__language_code", *fields):
        if own == locale.pk or key not in found:
            found[key] = (tuple(values), "" if own == locale.pk else code)
    return found


def live_families(rows: models.QuerySet[T], keys: Iterable[UUID] | models.QuerySet) -> dict[UUID, list[T]]:
    """The live rows of each of these families, the oldest first, which is the source as a rule. One query."""
    return _rows_of(rows.filter(live=True), keys)


def resolved(families: dict[UUID, list[T]], locale: Locale) -> dict[UUID, Resolved[T]]:
    """Of each family the row that a reader of a locale should see. No query."""
    return {key: _mark(_pick(family, locale), locale) for key, family in families.items()}


def one_of_each(rows: models.QuerySet[T], locale: Locale) -> list[T]:
    """Of each family that has one of these rows, one row: that of the locale, else the oldest. One query.

    Drafts too, so this is for editors alone.
    """
    keys = rows.order_by().values("translation_key")
    return [_pick(family, locale) for family in _rows_of(rows.model._default_manager.all(), keys).values()]


def live_rows(model: type[T]) -> models.QuerySet[T]:
    """Rows of a model that a reader may see: live, and for pages not behind a restriction."""
    rows = model._default_manager.filter(live=True)
    return rows.exclude(private_q()) if issubclass(model, Page) else rows


def _rows_of(rows: models.QuerySet[T], keys: Iterable[UUID] | models.QuerySet) -> dict[UUID, list[T]]:
    families: dict[UUID, list[T]] = {}
    for row in rows.filter(translation_key__in=keys).select_related("locale").order_by("pk"):
        families.setdefault(row.translation_key, []).append(row)
    return families


def _pick(rows: list[T], locale: Locale, given: T | None = None) -> T | None:
    """The locale's row, else that of the row given, else the oldest, which is the source as a rule."""
    by_locale = {row.locale_id: row for row in rows}
    return by_locale.get(locale.pk) or by_locale.get(given and given.locale_id) or next(iter(rows), None)


def _mark(row: T, locale: Locale) -> Resolved[T]:
    return Resolved(row, "" if row.locale_id == locale.pk else row.locale.language_code)

"""Which originals the queue offers for translation by itself, and the items that it makes for them."""

from collections.abc import Collection

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import DraftStateMixin, Locale, LockableMixin, Page, TranslatableMixin, WorkflowMixin

from .models import QueueItem

# What a model must be made of: drafts that a live row does not show, review, locks.
NEEDED = (TranslatableMixin, DraftStateMixin, WorkflowMixin, LockableMixin)


# The fields of a snippet, any of which asks for a translation once it holds something; none where a model has no such
# list. A name that is the same everywhere asks for none: such a snippet follows the pages that need it.
ASKED = "asks_for_translation"


def is_kept(model: type[models.Model]) -> bool:
    """Whether the queue offers rows of a model by itself."""
    return all(issubclass(model, part) for part in NEEDED) and (issubclass(model, Page) or bool(_asked(model)))


def public_originals(model: type[models.Model]) -> models.QuerySet:
    """The rows of a kept model that the queue offers, translations among them.

    Public pages below the home pages are, those that mirror another are not; public snippets are that have a text which
    asks for it.
    """
    rows = model._base_manager.filter(live=True)
    if issubclass(model, Page):
        return rows.filter(depth__gt=2, alias_of=None)
    holds_some = models.Q()
    for name in _asked(model):
        holds_some |= ~models.Q(**{name: ""})
    return rows.filter(holds_some)


def may_be_original(row: models.Model) -> bool:
    """The same of one row that is no translation, without a query."""
    if not is_kept(type(row)) or not row.live:
        return False
    if isinstance(row, Page):
        return row.depth > 2 and row.alias_of_id is None
    return any(getattr(row, name) for name in _asked(type(row)))


def asks(model: type[models.Model], fields: Collection[str]) -> bool:
    """Whether a row of which these fields hold text asks for a translation: a page does, a snippet by its fields."""
    named = _asked(model)
    return not named or any(name in fields for name in named)


def _asked(model: type[models.Model]) -> tuple[str, ...]:
    return getattr(model, ASKED, ())


def ensure_items(row: models.Model) -> int:
    """Make the items that a public original lacks: one for each locale in which it has no row; returns how many."""
    family = type(row)._base_manager.filter(translation_key=row.translation_key).values("locale_id")
    held = QueueItem.objects.filter(translation_key=row.translation_key).values("target_locale_id")
    lacking = Locale.objects.exclude(pk__in=family).exclude(pk__in=held)
    kind = ContentType.objects.get_for_model(row)
    items = [
        QueueItem(
            translation_key=row.translation_key,
            content_type=kind,
            source_locale_id=row.locale_id,
            target_locale=locale,
        )
        for locale in lacking
    ]
    return len(QueueItem.objects.bulk_create(items, ignore_conflicts=True)) if items else 0

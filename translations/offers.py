"""Which originals the queue offers for translation by itself, and the items that it makes for them."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import DraftStateMixin, Locale, LockableMixin, Page, TranslatableMixin, WorkflowMixin

from .models import QueueItem

# What a model must be made of: drafts that a live row does not show, review, locks.
NEEDED = (TranslatableMixin, DraftStateMixin, WorkflowMixin, LockableMixin)


def may_be_original(row: models.Model) -> bool:
    """Whether a public row that is no translation is one that the queue offers for translation by itself.

    Pages below the home pages are, those that mirror another are not; snippets follow the pages that need them.
    """
    if not isinstance(row, Page) or row.depth <= 2 or not all(isinstance(row, part) for part in NEEDED):
        return False
    return row.live and row.alias_of_id is None


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

"""When the queue looks again at an item: whatever changes a source, a target or its text, in the same request."""

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import Locale, Page, Revision, TranslatableMixin
from wagtail.signals import (
    post_page_move,
    task_submitted,
    unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
    workflow_submitted,
)

from . import localize, provenance, rebuild, signals, standings
from .models import QueueItem


def row_changed(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """A row was taken down or moved."""
    if isinstance(instance, TranslatableMixin):
        standings.refresh_row(instance)


def row_deleted(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """A source or target is gone. Of a page, only the row of its own class is asked: its base row goes too."""
    if isinstance(instance, TranslatableMixin) and sender is not Page:
        standings.source_deleted(instance)


def row_made(sender: type, instance: models.Model, created: bool = False, **kwargs: Any) -> None:
    """A row was made by hand, or by `setup_site`, in a language in which nobody began: nothing is missing there."""
    if created and isinstance(instance, TranslatableMixin) and sender is not Page:
        items = QueueItem.objects.filter(translation_key=instance.translation_key, target_locale_id=instance.locale_id)
        items.filter(started_at=None).delete()


def review_moved(sender: type, instance: Any, **kwargs: Any) -> None:
    """A workflow began, ended, or came to its next task."""
    state = getattr(instance, "workflow_state", instance)
    if isinstance(state.content_object, TranslatableMixin):
        standings.refresh_row(state.content_object)


def schedule_changed(sender: type, instance: Revision, update_fields: Any = None, **kwargs: Any) -> None:
    """A revision was put on Wagtail's schedule, or taken off it: what is approved waits for its time, or no more."""
    off = update_fields is not None and "approved_go_live_at" in update_fields
    if kwargs.get("raw") or (instance.approved_go_live_at is None and not off):
        return
    if isinstance(instance.content_object, TranslatableMixin):
        standings.refresh_row(instance.content_object)


def text_changed(sender: type, instance: Any, **kwargs: Any) -> None:
    """A string or value of a translation was stored or taken away, by whatever screen."""
    if not kwargs.get("raw") and (item_id := provenance.item_of(instance)):
        standings.look_again([item_id])


def pairing_changed(sender: type, instance: localize.Translation, **kwargs: Any) -> None:
    """wagtail-localize paired, detached or parted two languages."""
    if not kwargs.get("raw"):
        key = instance.source.object_id
        standings.refresh(QueueItem.objects.filter(translation_key=key, target_locale_id=instance.target_locale_id))


def item_changed(sender: type, item: QueueItem, **kwargs: Any) -> None:
    """Somebody decided something about an item that is not in any text."""
    standings.refresh([item])


def locale_added(sender: type, instance: Locale, created: bool = False, **kwargs: Any) -> None:
    """Every public original lacks the new language."""
    if created and not kwargs.get("raw"):
        rebuild.offer_all()


def connect() -> None:
    """Called once from `TranslationsConfig.ready`, after the receivers that keep text and guard rows."""
    unpublished.connect(row_changed, dispatch_uid="translations.standing.unpublished")
    post_page_move.connect(row_changed, dispatch_uid="translations.standing.moved")
    post_save.connect(row_made, dispatch_uid="translations.standing.made")
    post_delete.connect(row_deleted, dispatch_uid="translations.standing.deleted")
    for signal in (workflow_submitted, workflow_approved, workflow_rejected, workflow_cancelled, task_submitted):
        signal.connect(review_moved, dispatch_uid="translations.standing.review")
    for model in (localize.StringTranslation, localize.SegmentOverride):
        post_save.connect(text_changed, sender=model, dispatch_uid="translations.standing.text")
        post_delete.connect(text_changed, sender=model, dispatch_uid="translations.standing.text_gone")
    for signal in (post_save, post_delete):
        signal.connect(pairing_changed, sender=localize.Translation, dispatch_uid="translations.standing.pairing")
    post_save.connect(schedule_changed, sender=Revision, dispatch_uid="translations.standing.schedule")
    signals.item_changed.connect(item_changed, dispatch_uid="translations.standing.item")
    post_save.connect(locale_added, sender=Locale, dispatch_uid="translations.standing.locale")

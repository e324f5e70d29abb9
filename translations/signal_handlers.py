"""What follows from a save, a publication, the end of a review."""

from functools import partial
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Revision, TranslatableMixin
from wagtail.signals import (
    post_page_move,
    pre_page_move,
    published,
    task_rejected,
    unpublished,
    workflow_approved,
    workflow_cancelled,
    workflow_rejected,
)

from . import (
    companions,
    direct,
    embargo,
    gate,
    guard,
    lengths,
    localize,
    overwriting,
    privacy,
    said,
    services,
    standing_handlers,
    standings,
    withdrawal,
)
from .desk import acceptance
from .models import QueueItem, ReviewTaskState
from .overrides import override_problems
from .states import Flag
from .tasks import take_over_source

# No field that is translated is shorter: below this, nobody asks the database how long a text may be.
SHORTEST_FIELD = 50


def check_string(sender: type, instance: localize.StringTranslation, **kwargs: Any) -> None:
    """Mark a string that the gate refuses, however it is saved: it then reaches neither page nor preview.

    wagtail-localize's editor, PO files and machine translation save strings without us. What is not
    refused is stored in NFC.
    """
    if kwargs.get("raw") or not _changes("data", kwargs):
        return
    instance.data = gate.normalised_fragment(instance.data)
    limit = lengths.max_length_at(instance.context) if len(instance.data) > SHORTEST_FIELD else None
    _mark(instance, gate.fragment_problems(instance.data, instance.translation_of.data, limit))
    instance.data = instance.data.replace("\x00", "\ufffd")  # refused, and yet kept: PostgreSQL stores no NUL


def check_override(sender: type, instance: localize.SegmentOverride, **kwargs: Any) -> None:
    """The same for a value that a translation has instead of the source's: an address, or a row's number."""
    if not kwargs.get("raw") and _changes("data_json", kwargs):
        _mark(instance, override_problems(instance))


def keep_mark(sender: type, instance: Any, **kwargs: Any) -> None:
    """Store a mark that a save of some columns leaves out: wagtail-localize's editor saves an override so."""
    update_fields = kwargs.get("update_fields")
    if kwargs.get("raw") or update_fields is None or not instance.has_error or "has_error" in update_fields:
        return
    sender.objects.filter(pk=instance.pk).update(has_error=True, field_error=instance.field_error)


def _changes(name: str, kwargs: dict[str, Any]) -> bool:
    return kwargs.get("update_fields") is None or name in kwargs["update_fields"]


def _mark(instance: Any, found: list[str]) -> None:
    if found:
        instance.has_error = True
        instance.field_error = found[0]


def ensure_item(sender: type, instance: localize.Translation, created: bool = False, **kwargs: Any) -> None:
    """A translation made by wagtail-localize itself gets an item, so that the guard holds for it too.

    What is public at that moment stays public as it is.
    """
    if kwargs.get("raw") or not created:
        return
    source = instance.source
    item, _made = QueueItem.objects.get_or_create(
        translation_key=source.object_id,
        target_locale_id=instance.target_locale_id,
        defaults={"content_type": source.specific_content_type, "source_locale_id": source.locale_id},
    )
    made = item.started_at is None
    if made:
        item.started_at = timezone.now()
        item.save(update_fields=["started_at"])
    target = services.target_of(item)
    if made and target is not None and target.live and not getattr(target, "alias_of_id", None):
        item.accepted_digest = guard.row_digest(target)
        item.save(update_fields=["accepted_digest"])
    if made and (origin := services.source_of(item)) is not None and origin.live:
        standings.record(origin)


def row_published(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """Note what a source says now, in the same request; take its text over after the commit."""
    if not isinstance(instance, TranslatableMixin) or not instance.live or not standings.row_published(instance):
        return
    items = QueueItem.objects.filter(translation_key=instance.translation_key, source_locale_id=instance.locale_id)
    item = items.exclude(started_at=None).filter(alone_since=None).first()
    if item is not None:
        _take_over_later(item)


def fate_changed(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """An original was published or taken down: what was decided about that before does not hold any more."""
    if isinstance(instance, TranslatableMixin):
        withdrawal.forget(instance, Flag.SOURCE_UNPUBLISHED)


def page_moved(sender: type, instance: Page, parent_page_before: Any, parent_page_after: Any, **kwargs: Any) -> None:
    """A page stands below another: what was decided about its place as an original holds no more, and whoever moved a
    translation has decided about it. To sort pages is no move."""
    if parent_page_before.pk != parent_page_after.pk:
        withdrawal.forget(instance, Flag.SOURCE_MOVED)
        withdrawal.moved_by_itself(instance)


def public_changed(sender: type, instance: models.Model, revision: Revision | None = None, **kwargs: Any) -> None:
    """A row became public or was taken down; what waits for it follows. Scheduling sends `published` too."""
    if isinstance(instance, TranslatableMixin):
        embargo.row_changed(instance, revision)


def privacy_changed(sender: type, signal: Any = None, **kwargs: Any) -> None:
    """Who may read some pages was changed by a restriction, or by a move."""
    if signal is not post_delete or not privacy.goes_with_its_page(kwargs["instance"], kwargs.get("origin")):
        embargo.privacy_changed()


def review_ended(sender: type, instance: Any, **kwargs: Any) -> None:
    """What the source gained while its translation was in review is taken over now."""
    target = instance.content_object
    item = guard.item_of(target) if isinstance(target, TranslatableMixin) else None
    if item is not None:
        _take_over_later(item)


def sent_back(sender: type, instance: ReviewTaskState, user: Any = None, **kwargs: Any) -> None:
    """What a reviewer asks to be changed is not accepted any more: its translator could not write there."""
    target = instance.workflow_state.content_object if instance.segment_comments else None
    item = guard.item_of(target) if isinstance(target, TranslatableMixin) else None
    if item is not None:
        acceptance.lift_asked(item=item, user=user, review=instance)


def _take_over_later(item: QueueItem) -> None:
    transaction.on_commit(partial(take_over_source.enqueue, item.pk), robust=True)


def connect() -> None:
    """Called once from `TranslationsConfig.ready`."""
    localize.leave_draft_titles_alone()
    pre_save.connect(guard.guard_row, dispatch_uid="translations.guard_row")
    pre_save.connect(guard.guard_lock, dispatch_uid="translations.guard_lock")
    pre_save.connect(guard.guard_rules, dispatch_uid="translations.guard_rules")
    pre_save.connect(direct.guard_language, dispatch_uid="translations.guard_language")
    pre_save.connect(direct.guard_own_words, dispatch_uid="translations.guard_own_words")
    pre_save.connect(said.keep, dispatch_uid="translations.keep_said")
    pre_save.connect(companions.publish_with, dispatch_uid="translations.publish_with")
    post_save.connect(companions.pin_scheduled, sender=Revision, dispatch_uid="translations.pin_scheduled")
    pre_save.connect(guard.guard_schedule, sender=Revision, dispatch_uid="translations.guard_schedule")
    pre_save.connect(overwriting.guard_kept, sender=Revision, dispatch_uid="translations.guard_kept")
    pre_delete.connect(overwriting.guard_purge, sender=Revision, dispatch_uid="translations.guard_purge")
    pre_save.connect(check_string, sender=localize.StringTranslation, dispatch_uid="translations.check_string")
    pre_save.connect(check_override, sender=localize.SegmentOverride, dispatch_uid="translations.check_override")
    for model in (localize.StringTranslation, localize.SegmentOverride):
        post_save.connect(keep_mark, sender=model, dispatch_uid="translations.keep_mark")
    post_save.connect(ensure_item, sender=localize.Translation, dispatch_uid="translations.ensure_item")
    published.connect(row_published, dispatch_uid="translations.row_published")
    for signal in (published, unpublished):
        signal.connect(fate_changed, dispatch_uid="translations.fate_changed")
    post_page_move.connect(page_moved, dispatch_uid="translations.page_moved")
    pre_save.connect(privacy.guard_restriction, sender=PageViewRestriction, dispatch_uid="translations.privacy")
    pre_delete.connect(privacy.guard_removal, sender=PageViewRestriction, dispatch_uid="translations.privacy_removed")
    privacy.guard_copies()
    pre_page_move.connect(privacy.guard_move, dispatch_uid="translations.guard_move")
    pre_save.connect(privacy.guard_slug, dispatch_uid="translations.guard_slug")
    for signal in (post_save, post_delete):
        signal.connect(privacy_changed, sender=PageViewRestriction, dispatch_uid="translations.privacy_changed")
    post_page_move.connect(privacy_changed, dispatch_uid="translations.privacy_moved")
    for signal in (published, unpublished):
        signal.connect(public_changed, dispatch_uid="translations.public_changed")
    for signal in (workflow_approved, workflow_rejected, workflow_cancelled):
        signal.connect(review_ended, dispatch_uid="translations.review_ended")
    task_rejected.connect(sent_back, sender=ReviewTaskState, dispatch_uid="translations.open_asked")
    standing_handlers.connect()

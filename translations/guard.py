"""Nothing public unreviewed: the guard where all ways to publish meet, the row's `save()`.

Wagtail's edit view, its API, bulk actions and wagtail-localize go past `publish()`; none goes past the
row. What a reviewer approved is proved from the database, by digest, so the guard holds in every
process. `QuerySet.update()` and SQL pass: they are for those who run the server.
"""

from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import DraftStateMixin, Page, Revision, TranslatableMixin

from . import locks, privacy, rules
from .digests import BOOKKEEPING, content_digest
from .exceptions import CannotPublish, CannotTranslate, NotApproved, UnderEmbargo
from .models import QueueItem, ReviewTaskState
from .said import content_of

# Columns that may change on a live translation without a review: they are not what a reader is shown.
HARMLESS = BOOKKEEPING - {"live", "live_revision", "alias_of"}


def item_of(row: models.Model, *related: str) -> QueueItem | None:
    """The started queue item whose target `row` is; None for an original. One query, which can fetch more of it."""
    items = QueueItem.objects.select_related("source_locale", "content_type", *related).exclude(started_at=None)
    return items.filter(translation_key=row.translation_key, target_locale_id=row.locale_id).first()


def is_translation(row: models.Model) -> bool:
    """Whether a row has an original, of which it is a translation; what stands alone has none. One query."""
    item = item_of(row)
    return item is not None and not item.alone_since


def check_not_alone(item: QueueItem) -> None:
    """Raise CannotTranslate where the original of an item is gone: it is written to on the desk no more."""
    if item.alone_since:
        raise CannotTranslate(_("The original was deleted: this is edited by itself now, as an original is."))


def row_digest(row: models.Model) -> str:
    """`content_digest` of a row as it stands in memory."""
    return content_digest(content_of(row))


def is_approved(revision: Revision | None) -> bool:
    """Whether the newest approval of this revision holds for the content that it has now."""
    if revision is None or revision.pk is None:
        return False
    approval = (
        ReviewTaskState.objects.filter(revision=revision, status=ReviewTaskState.STATUS_APPROVED)
        .order_by("-pk")
        .first()
    )
    return approval is not None and approval.content_digest == content_digest(revision.content)


def guard_row(
    sender: type[models.Model], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise NotApproved where a save would make content of a translation public that nobody approved, UnderEmbargo
    where it would be public before its original.

    A receiver of `pre_save`. Lets through what is already public as it is, and, once, what was public
    when its item was made.
    """
    if raw or not isinstance(instance, TranslatableMixin) or not isinstance(instance, DraftStateMixin):
        return
    if not instance.live or (update_fields is not None and set(update_fields) <= HARMLESS):
        return
    item = item_of(instance)
    if item is None:
        return
    if not _content_may_be_public(instance, item):
        raise NotApproved(_("This translation has not been approved. Submit it for review; then it becomes public."))
    if breaks_embargo(instance, item):
        raise UnderEmbargo(_("It is approved. It becomes public when its original does."))


def guard_lock(
    sender: type[models.Model], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise InReview where somebody publishes other content of a row that another has locked.

    A receiver of `pre_save`: Wagtail publishes in bulk, with descendants and by its API without asking. What
    commands publish is asked in `embargo.publish`.
    """
    user = get_active_log_context().user
    if raw or user is None or not isinstance(instance, DraftStateMixin) or not instance.live:
        return
    if (update_fields is not None and set(update_fields) <= HARMLESS) or not locks.is_locked_for(instance, user):
        return
    if not _says_what_is_public(instance):
        locks.check_may_be_public(instance, user)


def guard_rules(
    sender: type[models.Model], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise CannotPublish where something becomes public, or public with other content, and says itself that it must
    not: now, or at a time that a revision is given.

    A receiver of `pre_save`.
    """
    if raw:
        return
    if isinstance(instance, Revision):
        if instance.approved_go_live_at is not None and instance.content_object is not None:
            rules.check(instance.as_object())
        return
    if not getattr(instance, "live", False) or (update_fields is not None and set(update_fields) <= HARMLESS):
        return
    reason = rules.reason(instance.specific_deferred if type(instance) is Page else instance)
    if reason and not _says_what_is_public(instance):
        raise CannotPublish(reason)


def _says_what_is_public(instance: Any) -> bool:
    stored = type(instance)._base_manager.filter(pk=instance.pk, live=True).first()
    return stored is not None and row_digest(stored) == row_digest(instance)


def breaks_embargo(target: models.Model, item: QueueItem) -> bool:
    """Whether a target that is not public would become so before its original, and nobody with the right said it may.

    An original behind a restriction is public for nobody else than who may pass it (privacy.py), one that is gone for
    nobody. At most 2 queries.
    """
    model = item.content_type.model_class()
    if item.embargo_lifted_at or model._base_manager.filter(pk=target.pk, live=True).exists():
        return False
    if item.alone_since:
        return True
    family = model._base_manager.filter(translation_key=item.translation_key, locale_id=item.source_locale_id)
    return not family.filter(privacy.as_open_as(target), live=True).exists()


def _content_may_be_public(instance: Any, item: QueueItem) -> bool:
    if type(instance) is Page:
        return _base_row_may_be_public(instance)
    if getattr(instance, "alias_of_id", None):
        return _mirrored_before(instance)
    digest = row_digest(instance)
    if item.accepted_digest == digest:
        return True
    revision = instance.live_revision
    if is_approved(revision) and content_digest(revision.content) == digest:
        return True
    stored = type(instance)._base_manager.filter(pk=instance.pk, live=True).first()
    return stored is not None and not getattr(stored, "alias_of_id", None) and row_digest(stored) == digest


def _mirrored_before(alias: Page) -> bool:
    """A public alias follows its original, as it did before its item was made; a translation never becomes one."""
    return Page.objects.filter(pk=alias.pk, live=True, alias_of_id=alias.alias_of_id).exists()


def _base_row_may_be_public(page: Page) -> bool:
    """For a `Page` that is not its specific class: only its own columns are saved, so only they are compared."""
    stored = Page.objects.filter(pk=page.pk, live=True).first()
    if stored is None:
        return is_approved(page.live_revision)
    names = [field.attname for field in Page._meta.concrete_fields if field.name not in BOOKKEEPING - {"alias_of"}]
    return all(getattr(stored, name) == getattr(page, name) for name in names)


def guard_schedule(sender: type[Revision], instance: Revision, raw: bool = False, **kwargs: Any) -> None:
    """Raise NotApproved where a revision of a translation is scheduled without approval.

    A receiver of `pre_save` on Revision: scheduling saves no row of the page, the release later does.
    """
    if raw or instance.approved_go_live_at is None:
        return
    target = instance.content_object
    if isinstance(target, TranslatableMixin) and item_of(target) and not is_approved(instance):
        raise NotApproved(_("This translation has not been approved. Submit it for review; then it becomes public."))

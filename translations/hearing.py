"""What happens to an item is told to its people; whoever loses a role loses what they had taken."""

from functools import partial
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import TranslatableMixin
from wagtail.signals import published, task_rejected, task_submitted, workflow_approved, workflow_cancelled

from . import guard, notifications, people
from .models import LocaleRole, Notification, QueueItem, ReviewTaskState
from .permissions import reviewers_of

Kind = Notification.Kind


def review_began(sender: type, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """Reviewers of the locale are told; not again where the open review is pointed at a correction of the text."""
    item = _item(instance.workflow_state)
    if item is None:
        return
    earlier = ReviewTaskState.objects.filter(workflow_state_id=instance.workflow_state_id, pk__lt=instance.pk)
    last = earlier.order_by("-pk").first()
    if last is not None and last.status == ReviewTaskState.STATUS_CANCELLED:
        return
    notifications.settle([item], [Kind.RETURNED, Kind.DUE, Kind.STALE])
    notifications.tell(reviewers_of(item.target_locale_id), item, Kind.TO_REVIEW, by=user)


def sent_back(sender: type, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """Whoever has the item, and whoever handed it in, are told that changes are wanted; with nobody it does not
    stay."""
    item = _decided(instance.workflow_state, Kind.RETURNED, user)
    if item is not None:
        people.give_back(item=item, to=_handed_in_by(instance.workflow_state), user=user)


def approved(sender: type, instance: Any, user: Any = None, **kwargs: Any) -> None:
    """The same of an approval; with the work, its due date and priority are over."""
    item = _decided(instance, Kind.APPROVED, user)
    if item is not None:
        people.end_terms(item)


def review_ended(sender: type, instance: Any, **kwargs: Any) -> None:
    """Nobody needs to review it any more."""
    item = _item(instance)
    if item is not None:
        notifications.settle([item], [Kind.TO_REVIEW])


def source_published(sender: type, instance: models.Model, **kwargs: Any) -> None:
    """Whoever has a translation of it hears that the original changed, once the queue knows."""
    if isinstance(instance, TranslatableMixin):
        family = {"translation_key": instance.translation_key, "source_locale_id": instance.locale_id}
        transaction.on_commit(partial(_tell_stale, family), robust=True)


def _tell_stale(family: dict[str, Any]) -> None:
    notifications.tell_stale(QueueItem.objects.filter(**family).exclude(assignee=None))


def rights_changed(sender: type, **kwargs: Any) -> None:
    """A role, a membership or an account changed: look once, when it is stored, whether somebody lost an item."""
    only = kwargs.get("update_fields")
    if kwargs.get("raw") or kwargs.get("created") or (only and not {"is_active", "is_superuser"} & set(only)):
        return
    if kwargs.get("action", "post_remove") in ("post_remove", "post_clear"):
        transaction.on_commit(people.release_lost, robust=True)


def _item(state: Any) -> QueueItem | None:
    target = state.content_object
    return guard.item_of(target) if isinstance(target, TranslatableMixin) else None


def _handed_in_by(state: Any) -> Any:
    """Who handed in last: one that was sent back may be handed in again by another than at first."""
    return people.handed_in_by(state.content_object) or state.requested_by


def _decided(state: Any, kind: Kind, user: Any) -> QueueItem | None:
    item = _item(state)
    if item is None:
        return None
    people.touch(item)
    notifications.settle([item], [Kind.TO_REVIEW])
    notifications.tell([item.assignee, state.requested_by, _handed_in_by(state)], item, kind, by=user)
    return item


def connect() -> None:
    """Called once from `TranslationsConfig.ready`, after the receivers that keep the queue."""
    user = get_user_model()
    task_submitted.connect(review_began, sender=ReviewTaskState, dispatch_uid="translations.review_began")
    task_rejected.connect(sent_back, sender=ReviewTaskState, dispatch_uid="translations.sent_back")
    workflow_approved.connect(approved, dispatch_uid="translations.approved")
    workflow_cancelled.connect(review_ended, dispatch_uid="translations.review_cancelled")
    published.connect(source_published, dispatch_uid="translations.tell_stale")
    for signal, sender in (
        (post_save, user),
        (m2m_changed, user.groups.through),
        (post_save, LocaleRole),
        (post_delete, LocaleRole),
    ):
        signal.connect(rights_changed, sender=sender, dispatch_uid="translations.rights_changed")

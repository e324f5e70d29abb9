"""Who may read a file is said by the collection that it stands in: what changes that is logged. Wagtail logs none of it
but what is done in a file's own form."""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from django.utils.encoding import force_str
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter, log
from wagtail.models import Collection, CollectionViewRestriction

MOVED = "core.move_file"


class MoveFormatter(LogFormatter):
    """From which collection to which."""

    label = _("Move to another collection")

    def format_message(self, log_entry: Any) -> str:
        told = {"old": "", "new": ""} | (log_entry.data or {})
        return gettext("Moved from the collection “%(old)s” to “%(new)s”") % told


def log_moves(files: Iterable[models.Model], collection: Collection, user: Any) -> None:
    """Log each file that stands in another collection now. As they were read before they were moved: that says where
    they stood. One query beside what is logged."""
    moved = [file for file in files if file.collection_id != collection.pk]
    names = Collection.objects.in_bulk({file.collection_id for file in moved})
    for file in moved:
        told = {"old": str(names.get(file.collection_id, "")), "new": str(collection)}
        log(instance=file, action=MOVED, user=user, data=told)


def place_of(pk: int) -> Collection | None:
    """The collection that another stands in."""
    collection = Collection.objects.filter(pk=pk).first()
    return collection.get_parent() if collection else None


def log_new_place(pk: int, before: Collection, user: Any) -> None:
    """Log a collection that stands in another than before: its documents are for whoever reads those there."""
    after = place_of(pk)
    if after is not None and after != before:
        told = {"old": str(before), "new": str(after)}
        log(instance=Collection.objects.get(pk=pk), action=MOVED, user=user, data=told)


def log_restriction(
    sender: type[models.Model], instance: CollectionViewRestriction, created: bool, raw: bool = False, **kwargs: Any
) -> None:
    """A collection is private, or for others than before: as Wagtail logs it of pages. A receiver of `post_save`."""
    if not raw:
        title = dict(instance.RESTRICTION_CHOICES).get(instance.restriction_type)
        told = {"restriction": {"type": instance.restriction_type, "title": force_str(title)}}
        action = f"wagtail.view_restriction.{'create' if created else 'edit'}"
        log(instance=instance.collection, action=action, data=told)


def log_opening(
    sender: type[models.Model], instance: CollectionViewRestriction, origin: Any = None, **kwargs: Any
) -> None:
    """A collection is private no longer; one that is deleted is empty. A receiver of `post_delete`."""
    if origin is instance or getattr(origin, "model", None) is CollectionViewRestriction:
        log(instance=instance.collection, action="wagtail.view_restriction.delete")


def connect() -> None:
    """Called once from `CoreConfig.ready`."""
    post_save.connect(log_restriction, sender=CollectionViewRestriction, dispatch_uid="core.log_restriction")
    post_delete.connect(log_opening, sender=CollectionViewRestriction, dispatch_uid="core.log_opening")

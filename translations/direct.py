"""What somebody does to a row at once, by right and without a review: in whose language, and of whose words.

Receivers of `pre_save`, where all ways meet. Whoever acts is the user of Wagtail's log context; commands have none,
and what a review has approved is not asked about.
"""

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _
from wagtail.log_actions import get_active_log_context
from wagtail.models import DraftStateMixin, Page, Revision, TranslatableMixin

from . import guard, hands
from .exceptions import NotTheirLanguage, OwnWords
from .permissions import may_publish, reviews_into

LOCK = frozenset({"locked", "locked_by", "locked_at"})
PUBLISH, UNPUBLISH = "action-publish", "action-unpublish"


def guard_language(
    sender: type[models.Model], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise NotTheirLanguage where somebody publishes, schedules, takes down, locks or unlocks a snippet in whose
    language they do not review. The rights on pages are those of their tree.

    What follows from another's act is let through: a translation that becomes public with its original is approved.
    """
    user = get_active_log_context().user
    if raw or user is None or _is_harmless(update_fields):
        return
    row = _scheduled_row(instance, update_fields) if isinstance(instance, Revision) else instance
    if not _has_a_language_of_its_own(row) or reviews_into(user, row.locale_id):
        return
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    if _is_released(row, stored, user) if row is instance else guard.item_of(row) is not None:
        return
    raise _not_theirs()


def check_form(user: Any, row: models.Model, sent: Any) -> None:
    """Raise NotTheirLanguage before anything is saved of what somebody wants to publish from a snippet's form. Who may
    publish nothing at all saves a draft by it."""
    if PUBLISH in sent and may_publish(user, row, anywhere=True) and not may_publish(user, row):
        raise _not_theirs()


def _not_theirs() -> NotTheirLanguage:
    return NotTheirLanguage(_("Only reviewers of its language publish this, take it down, lock or unlock it."))


def _is_harmless(update_fields: Any) -> bool:
    return update_fields is not None and set(update_fields) <= guard.HARMLESS - LOCK


def _scheduled_row(revision: Revision, update_fields: Any) -> Any:
    """The row of a revision that is scheduled, or taken off the schedule."""
    is_meant = revision.approved_go_live_at is not None or set(update_fields or ()) == {"approved_go_live_at"}
    return revision.content_object if is_meant else None


def _has_a_language_of_its_own(row: Any) -> bool:
    known = isinstance(row, TranslatableMixin) and isinstance(row, DraftStateMixin)
    return known and not isinstance(row, Page)


def _is_released(row: Any, stored: Any, user: Any) -> bool:
    """Whether a save does nothing that is for reviewers of the language."""
    if stored is None:
        return not row.live
    if stored.locked != row.locked and not (stored.locked and stored.locked_by_id == user.pk):
        return False
    if stored.live and not row.live:
        return False
    if not row.live or guard.item_of(row) is not None:
        return True
    return stored.live and guard.row_digest(stored) == guard.row_digest(row)


def guard_own_words(
    sender: type[models.Model], instance: Any, raw: bool = False, update_fields: Any = None, **kwargs: Any
) -> None:
    """Raise OwnWords where, under the rule of four eyes, somebody publishes or schedules an original without a review
    in which there are words of theirs. Superusers are under the rule as well."""
    user = get_active_log_context().user
    if raw or user is None or not settings.REVIEW_FOUR_EYES:
        return
    if isinstance(instance, Revision):
        row, revision = (instance.content_object, instance) if instance.approved_go_live_at else (None, None)
    else:
        row, revision = instance, getattr(instance, "live_revision", None)
        if _is_harmless(update_fields) or not getattr(instance, "live", False):
            return
    if not isinstance(row, DraftStateMixin) or guard.is_approved(revision):
        return
    stored = type(row)._base_manager.filter(pk=row.pk).first()
    if stored is None or (isinstance(row, TranslatableMixin) and guard.item_of(row)):
        return
    if row is instance and stored.live and guard.row_digest(stored) == guard.row_digest(row):
        return
    if not hands.may_publish(stored, user, revision):
        raise OwnWords(_("You wrote some of this text yourself. Somebody else must publish it."))


def offered(menu_items: list[Any], user: Any, row: models.Model | None) -> None:
    """Take from a form's menu what would be refused; `row` is None for what is not saved yet. What was a translation
    needs a review, alone as well."""
    is_saved, hidden = row is not None and row.pk is not None, set()
    if is_saved and not isinstance(row, Page) and not may_publish(user, row):
        hidden = {PUBLISH, UNPUBLISH}
    if settings.REVIEW_FOUR_EYES and not (is_saved and hands.may_publish(row, user)):
        hidden.add(PUBLISH)
    if is_saved and isinstance(row, TranslatableMixin) and guard.item_of(row) is not None:
        hidden.add(PUBLISH)
    menu_items[:] = [item for item in menu_items if item.name not in hidden]

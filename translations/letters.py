"""Wagtail's letters about reviews: who gets one of them, and who is told by a notice of ours instead.

Of a translation that was approved or sent back its people hear by a notice, as often as they chose: Wagtail's
letter would tell them the same a second time. Of an original that is submitted Wagtail tells superusers and
the members of its own kind of task; reviewers of the language are told here. Nobody is written of a draft who may not
see it any more, whoever subscribed or handed in when they might.
"""

from collections.abc import Callable, Iterable
from typing import Any

from wagtail.admin import mail
from wagtail.admin.views.pages import edit
from wagtail.models import TranslatableMixin
from wagtail.signals import task_submitted

from . import guard
from .models import LocaleRole, ReviewTaskState
from .permissions import may_edit, may_review, reviewers_of


def is_translation(row: Any) -> bool:
    """Whether a row is the target of an item."""
    return isinstance(row, TranslatableMixin) and guard.item_of(row) is not None


class OriginalSubmitted(mail.BaseGroupApprovalTaskStateEmailNotifier):
    """Wagtail's letter “submitted for approval in …”, to the reviewers of an original."""

    notification = "submitted"

    def can_handle(self, instance: Any, **kwargs: Any) -> bool:
        """A review of ours, of something that is no translation."""
        return isinstance(instance, ReviewTaskState) and not is_translation(instance.workflow_state.content_object)

    def get_template_base_prefix(self, instance: Any, **kwargs: Any) -> str:
        return "task_state_"

    def get_recipient_users(self, task_state: Any, **kwargs: Any) -> set[Any]:
        """Reviewers of its locale; of any, for what has none."""
        locales = [task_state.locale_id] if task_state.locale_id else _reviewed_locales()
        found = {user for locale_id in locales for user in reviewers_of(locale_id)}
        # Superusers have Wagtail's letter about the workflow.
        return {user for user in found if user != kwargs.get("user") and not user.is_superuser}


def _reviewed_locales() -> set[int]:
    return set(LocaleRole.objects.filter(role=LocaleRole.Role.REVIEW).values_list("locale_id", flat=True))


def _of_originals_only(can_handle: Callable[..., bool]) -> Callable[..., bool]:
    def asked(self: Any, instance: Any, **kwargs: Any) -> bool:
        return can_handle(self, instance, **kwargs) and not is_translation(instance.content_object)

    return asked


def _may_hear(user: Any, row: Any) -> bool:
    return user.is_active and (may_edit(user, row) or may_review(user, row))


def _to_whom_may_hear(get_recipient_users: Callable[..., Iterable[Any]]) -> Callable[..., set[Any]]:
    def found(self: Any, instance: Any, **kwargs: Any) -> set[Any]:
        row = instance.content_object
        return {user for user in get_recipient_users(self, instance, **kwargs) if _may_hear(user, row)}

    return found


def _of_comments(send: Callable[..., Any]) -> Callable[..., Any]:
    def sent(recipient_users: Iterable[Any], notification: str, extra_context: dict[str, Any]) -> Any:
        page = extra_context["page"]
        return send([user for user in recipient_users if _may_hear(user, page)], notification, extra_context)

    return sent


original_submitted = OriginalSubmitted()


def connect() -> None:
    """Called once from `TranslationsConfig.ready`."""
    for notifier in (mail.WorkflowStateApprovalEmailNotifier, mail.WorkflowStateRejectionEmailNotifier):
        notifier.can_handle = _of_originals_only(notifier.can_handle)
        notifier.get_recipient_users = _to_whom_may_hear(notifier.get_recipient_users)
    edit.send_notification = _of_comments(edit.send_notification)
    task_submitted.connect(original_submitted, sender=ReviewTaskState, dispatch_uid="translations.original_submitted")

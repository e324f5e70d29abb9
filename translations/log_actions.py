"""What the acts of the queue’s people are called in Wagtail’s log, each with its reason."""

import datetime
from collections.abc import Callable
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .models import Priority

Data = dict[str, Any]


def _handed_back(data: Data) -> str:
    return gettext("Put back for others; was with %(name)s") % {"name": data.get("name", "")}


def _assigned(data: Data) -> str:
    return gettext("Assigned to %(name)s") % {"name": data.get("name", "")}


def _given_back(data: Data) -> str:
    return gettext("With %(name)s again, who had handed it in") % {"name": data.get("name", "")}


def _due(data: Data) -> str:
    if not data.get("due"):
        return gettext("Due date taken away")
    return gettext("Due on %(date)s") % {"date": date_format(datetime.date.fromisoformat(data["due"]))}


def _priority(data: Data) -> str:
    return gettext("Priority: %(priority)s") % {"priority": Priority(data.get("priority", 0)).label}


def _idle(data: Data) -> str:
    days = int(data.get("days", 0))
    return ngettext(
        "Put back for others: nothing was done for %(days)d day; was with %(name)s",
        "Put back for others: nothing was done for %(days)d days; was with %(name)s",
        days,
    ) % {"days": days, "name": data.get("name", "")}


def _released(data: Data) -> str:
    words = gettext("Put back for others: %(name)s does not translate between these languages any more")
    return words % {"name": data.get("name", "")}


def _acknowledged(data: Data) -> str:
    if data.get("kind") == "minor":
        return gettext("Called a minor edit: the translation is still right")
    return gettext("Called still right after a change of the original")


def _revoked(data: Data) -> str:
    return gettext("Taken back: the translation is not called right any more")


# Action, its name in filters, and what a log entry of it says.
ACTS: list[tuple[str, Any, Callable[[Data], str]]] = [
    ("translations.take", _("Take translation"), lambda data: gettext("Taken")),
    ("translations.hand_back", _("Put translation back"), _handed_back),
    ("translations.assign", _("Assign translation"), _assigned),
    ("translations.give_back", _("Give back what was sent back"), _given_back),
    ("translations.set_due", _("Set due date of translation"), _due),
    ("translations.set_priority", _("Set priority of translation"), _priority),
    ("translations.return_idle", _("Put back what stands still"), _idle),
    ("translations.acknowledge", _("Still right"), _acknowledged),
    (
        "translations.revoke",
        _("No longer called right"),
        lambda data: gettext("Taken back: the translation is not called right any more"),
    ),
    (
        "translations.newer_draft",
        _("Take over a newer draft of the original"),
        lambda data: gettext("Newer draft of the original taken over"),
    ),
    ("translations.accept_passage", _("Accept a passage"), lambda data: gettext("A passage accepted as it stands")),
    ("translations.open_passage", _("Open a passage again"), lambda data: gettext("An accepted passage opened again")),
    (
        "translations.give_up",
        _("Not to be translated"),
        lambda data: gettext("Not to be translated into this language"),
    ),
    (
        "translations.want",
        _("To be translated after all"),
        lambda data: gettext("To be translated into this language after all"),
    ),
    ("translations.release", _("Put back for want of the role"), _released),
]


def _formatter(name: Any, words: Callable[[Data], str]) -> type[LogFormatter]:
    class Formatter(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            return words(log_entry.data or {})

        def format_comment(self, log_entry: Any) -> str:
            data = log_entry.data or {}
            return data.get("note") or data.get("reason") or ""

    return Formatter


def register_people(actions: LogActionRegistry) -> None:
    """For Wagtail’s hook `register_log_actions`."""
    for action, name, words in ACTS:
        actions.register_action(action)(_formatter(name, words))

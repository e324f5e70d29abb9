"""What people do with a page or a snippet, in the way in which the product does it: write, hand in, approve."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from wagtail.log_actions import log
from wagtail.models import Locale

from translations.digests import shown_digest


@dataclass(frozen=True)
class Cast:
    """Who acts in the demo. Each part is played by the account of that name."""

    @cached_property
    def _users(self) -> dict[str, Any]:
        names = ("editor", "translator", "traductora", "reviewer")
        return {user.username: user for user in get_user_model().objects.filter(username__in=names)}

    @property
    def editor(self) -> Any:
        return self._users["editor"]

    @property
    def reviewer(self) -> Any:
        return self._users["reviewer"]

    def translator_into(self, locale: Locale) -> Any:
        """Who translates into a locale."""
        return self._users["traductora" if locale.language_code == "en" else "translator"]


def write(obj: models.Model, editor: Any) -> None:
    """Keep a new object as a draft of the editor. Pages are in their tree already."""
    if obj._state.adding:
        obj.live = False
        obj.has_unpublished_changes = True
        obj.save()
        log(instance=obj, action="wagtail.create", user=editor, content_changed=True)
    obj.save_revision(user=editor, log_action=True)


def hand_in(obj: models.Model, editor: Any) -> None:
    """Submit the latest draft for review."""
    obj.get_workflow().start(obj, editor)


def decide(obj: models.Model, reviewer: Any, action: str = "approve", comment: str = "") -> models.Model:
    """Approve or reject what lies before the reviewer, having seen it as it is; returns the row as it is then."""
    obj = type(obj).objects.get(pk=obj.pk)
    state = obj.current_workflow_task_state.specific
    seen = shown_digest(obj.get_latest_revision())
    state.task.specific.on_action(state, reviewer, action, seen=seen, comment=comment)
    return type(obj).objects.get(pk=obj.pk)


def publish(obj: models.Model, cast: Cast) -> models.Model:
    """From an object in the editor's hands to the public row."""
    write(obj, cast.editor)
    hand_in(obj, cast.editor)
    return decide(obj, cast.reviewer)

"""What Wagtail's bulk screens say of rows that somebody may not touch: how many there are, and no name of them.

They list whatever numbers stand in the address, with the titles of drafts, to all who may sign in.
"""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page
from wagtail.permissions import policy_registry

from .models import QueueItem

REFUSED = "items_with_no_access"


class Unnamed:
    """Stands in a list of rows for those that are not named."""

    def __init__(self, count: int) -> None:
        text = ngettext("%(count)d that cannot be named here", "%(count)d that cannot be named here", count)
        self.title = text % {"count": count}

    def __str__(self) -> str:
        return self.title

    def get_admin_display_title(self) -> str:
        return self.title

    get_full_name = get_username = get_admin_display_title


def may_know(user: Any, row: Any) -> bool:
    """Whether a screen that refuses something about a row may name it: to those who may read its draft."""
    if isinstance(row, Page):
        held = row.permissions_for_user(user)
        return held.can_edit() or held.can_publish()
    if isinstance(row, QueueItem):
        return True  # what the list of the queue does not show is not looked up
    policy = policy_registry.get_by_type(type(row)) if isinstance(row, models.Model) else None
    return policy is not None and policy.user_has_permission_for_instance(user, "change", row)


def hide(request: HttpRequest, context: dict[str, Any]) -> int:
    """Take the names that the user may not know out of a bulk screen; returns how many rows were refused."""
    refused = context.get(REFUSED) or []
    known = [one for one in refused if may_know(request.user, one["item"] if isinstance(one, dict) else one)]
    hidden = len(refused) - len(known)
    if hidden:
        stand_in: Any = Unnamed(hidden)
        context[REFUSED] = [*known, {"item": stand_in, "can_edit": False} if isinstance(refused[0], dict) else stand_in]
    return len(refused)

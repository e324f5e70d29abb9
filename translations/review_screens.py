"""Wagtail's screens of a review, closed to whom they are not for before they say a title.

Each of them names what is not in review to all who may sign in, and asks who is asking only after that.
"""

from typing import Any

from django.contrib.admin.utils import unquote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin
from wagtail.admin.auth import permission_denied
from wagtail.models import Page

from .bulk_titles import may_know
from .permissions import may_review

SCREENS = {"workflow_action", "collect_workflow_action_data", "workflow_preview"}


class ReviewScreensMiddleware(MiddlewareMixin):
    """Asks whether somebody may know of the draft, review it, or do anything in the task that it is in."""

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        match = request.resolver_match
        if match is None or match.url_name not in SCREENS or not request.user.is_authenticated:
            return None  # of the last the admin asks who they are
        row = _row(view, kwargs)
        if row is None or _is_for(request.user, row):
            return None
        return permission_denied(request)


def _row(view: Any, kwargs: dict[str, Any]) -> models.Model | None:
    if "page_id" in kwargs:
        return Page.objects.filter(pk=kwargs["page_id"]).first()
    model = getattr(view, "view_initkwargs", {}).get("model")
    return model._default_manager.filter(pk=unquote(str(kwargs["pk"]))).first() if model else None


def _is_for(user: Any, row: Any) -> bool:
    if may_know(user, row) or may_review(user, row):
        return True
    task = row.current_workflow_task
    return task is not None and bool(task.get_actions(row, user))

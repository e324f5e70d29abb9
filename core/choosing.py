"""What choosers of the admin may name to whom: what readers see, and what somebody works on.

Wagtail 8.0 names every draft and every private page and snippet there to all who may sign in.
"""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from .readers import reader_of

# Whoever holds one of these on a kind of snippet is shown all of its rows in Wagtail's list of them.
LISTING = {"add", "change", "delete", "view"}


class Known:
    """The pages that Wagtail's explorer shows to a user, drafts too: those on which they hold a right, all below, and
    those between. One query a user at most."""

    def __init__(self, user: Any) -> None:
        held = PagePermissionPolicy().instances_with_direct_explore_permission(user)
        self._below = tuple(page.path for page in held)
        top, last = min(self._below, default=""), max(self._below, default="")
        while not last.startswith(top):
            top = top[: -Page.steplen]
        self._between = {path[:end] for path in self._below for end in range(len(top), len(path), Page.steplen)}

    def __contains__(self, page: Page) -> bool:
        return page.path.startswith(self._below) or page.path in self._between

    @property
    def is_everything(self) -> bool:
        """Whether a right is held at the root."""
        return any(len(path) == Page.steplen for path in self._below)

    def among(self, pages: QuerySet) -> QuerySet:
        """Those of `pages` that are known."""
        found = Q(path__in=self._between)
        for path in self._below:
            found |= Q(path__startswith=path)
        return pages.filter(found)


def known_to(request: HttpRequest) -> Known:
    """The pages that whoever asks may know of; found once a request."""
    return reader_of(request).once("known pages", lambda: Known(request.user))


def nameable_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Those of `pages` that a chooser may name to whoever asks. Two queries a request, whatever their number."""
    known = known_to(request)
    return pages if known.is_everything else reader_of(request).public(pages) | known.among(pages)


def name_publicly(page: Page, request: HttpRequest) -> None:
    """Give a page that is public the name that readers see, where its draft is not known to whoever asks."""
    if page not in known_to(request):
        page.draft_title = page.title


def nameable_rows(rows: QuerySet, user: Any) -> QuerySet:
    """Those of a kind of snippet with drafts that a chooser may name to a user."""
    listed = policy_registry.get_by_type(rows.model).user_has_any_permission(user, LISTING)
    return rows if listed else rows.filter(live=True)

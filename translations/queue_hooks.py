"""What the queue hangs into Wagtail: its panel, its bulk actions, the explorer's column and the editor's panel."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest

from .reach import reach_of
from .views.bulk import ACTIONS
from .views.bulk_pages import TranslatePagesAction
from .views.explorer import TranslatedPageViewSet, pages
from .views.panels import QueuePanel


def add_home_panel(request: HttpRequest, panels: list[Any]) -> None:
    """For those who have something to see in the queue."""
    if reach_of(request.user):
        panels.append(QueuePanel())


def page_viewset() -> TranslatedPageViewSet:
    """In the place of Wagtail's own, which is registered first."""
    return pages


HOOKS: list[tuple[str, Callable[..., Any]]] = [
    ("construct_homepage_panels", add_home_panel),
    ("register_admin_viewset", page_viewset),
    *(("register_bulk_action", action) for action in (*ACTIONS, TranslatePagesAction)),
]

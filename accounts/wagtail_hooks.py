"""Where the admin points at second factors, and what its log calls them."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogActionRegistry

from . import factors, signal_handlers, superusers
from .models import User
from .views import ResetFactorsView


@hooks.register("register_account_menu_item")
def point_at_factors(request: HttpRequest) -> dict[str, Any]:
    """A row on the page of one's own account."""
    return {
        "url": reverse("mfa_index"),
        "label": _("Two-factor sign-in"),
        "help_text": _("Protect the account with an authenticator app or a security key."),
    }


@hooks.register("register_user_listing_buttons")
def offer_reset(user: User, request_user: User) -> Iterator[Button]:
    """A button in the list of users, for superusers."""
    if request_user.is_superuser and user != request_user:
        yield Button(_("Reset two-factor sign-in"), reverse("reset_factors", args=[user.pk]), priority=90)


@hooks.register("register_admin_urls")
def reset_address() -> list[URLPattern]:
    return [path("users/<key:pk>/reset-two-factor/", ResetFactorsView.as_view(), name="reset_factors")]


@hooks.register("before_create_user")
def make_no_superuser(request: HttpRequest) -> None:
    """Unless one does it."""
    superusers.check_makes_none(request)


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def leave_superusers_alone(request: HttpRequest, person: User) -> None:
    """Whoever is none changes none, and makes none of anybody."""
    superusers.check_may_change(request.user, person)
    superusers.check_makes_none(request)


@hooks.register("before_bulk_action")
def leave_many_superusers_alone(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same for many at once: their groups, whether they are active, and deletion."""
    superusers.check_may_change(request.user, *objects)


@hooks.register("register_log_actions")
def name_actions(actions: LogActionRegistry) -> None:
    for name, words in (
        (factors.RESET, _("Two-factor sign-in reset")),
        (signal_handlers.ADDED, _("Second factor added")),
        (signal_handlers.REMOVED, _("Second factor removed")),
        (signal_handlers.RENEWED, _("Recovery codes renewed")),
    ):
        actions.register_action(name, words, words)

"""Hooks of publication and withdrawal; registered by wagtail_hooks.py. They register, they decide nothing."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import Permission
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import Page

from . import guard
from .views import still_right_links
from .views.decide import Act, answered, ask
from .views.release import may_open
from .withdrawal import Choice


def ask_before_unpublishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What becomes of the translations of a page, and of those below it where they go too."""
    rows = page.get_descendants(inclusive=True) if request.POST.get("include_descendants") else [page]
    return ask(request, rows, Act.DOWN)


def ask_before_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    return ask(request, page.get_descendants(inclusive=True), Act.DELETE) if request.method == "POST" else None


def ask_before_moving(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    return ask(request, [page], Act.MOVE, place=destination)


def ask_before_unpublishing_a_snippet(request: HttpRequest, row: models.Model) -> HttpResponse | None:
    return ask(request, [row], Act.DOWN)


def ask_before_deleting_snippets(request: HttpRequest, rows: list[Any]) -> HttpResponse | None:
    return ask(request, rows, Act.DELETE)


def carry_out(request: HttpRequest, *rows: Any) -> None:
    """After the act: what was chosen for the translations."""
    answered(request)


def carry_out_after_move(request: HttpRequest, page: Page) -> None:
    answered(request, place=page.get_parent())


# Wagtail’s form of a group asks for the words of these in the reader’s language, and no catalogue has them.
PERMISSIONS_OF_WAGTAIL = (
    gettext_noop("Can lock"),
    gettext_noop("Can publish"),
    gettext_noop("Can submit translations"),
    gettext_noop("Can unlock"),
)


def permissions_to_give() -> models.QuerySet[Permission]:
    """What a site administrator may give a group in Wagtail’s form, beside what Wagtail offers there itself."""
    return Permission.objects.filter(content_type__app_label="translations", codename="lift_embargo")


def offer_still_right(request: HttpRequest, row: models.Model) -> None:
    """After a publication, whether its translations are still right."""
    still_right_links.offer(request, row)


def together_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """“Publish together …” on an original, for those who may edit or publish it."""
    if page.depth > 2 and may_open(user, page) and not guard.is_translation(page):
        row = page.specific_deferred
        url = reverse("translations:together", args=[row._meta.app_label, row._meta.model_name, row.pk])
        yield Button(_("Publish together …"), url, icon_name="upload", priority=65)


class ReasonFormatter(LogFormatter):
    """An act with the reason that somebody gave."""

    message: Any = ""

    def format_message(self, log_entry: Any) -> str:
        return self.message

    def format_comment(self, log_entry: Any) -> str:
        return (log_entry.data or {}).get("reason", "")


class SubmitAndApproveFormatter(ReasonFormatter):
    label = _("Submit and approve")
    message = _("Submitted and approved by one person")


class DecideFormatter(ReasonFormatter):
    label = _("Decide about a translation")

    def format_message(self, log_entry: Any) -> str:
        choice = (log_entry.data or {}).get("choice", "")
        return _("Original gone or moved: “%(choice)s”") % {"choice": dict(Choice.choices).get(choice, choice)}


class CommentsFormatter(LogFormatter):
    label = _("Comment on passages")

    def format_message(self, log_entry: Any) -> str:
        return _("Passages commented in a review")

    def format_comment(self, log_entry: Any) -> str:
        return " · ".join((log_entry.data or {}).get("comments", []))


class LiftFormatter(ReasonFormatter):
    label = _("Publish before the original")
    message = _("May be public before its original")


class TogetherFormatter(ReasonFormatter):
    label = _("Publish together")

    def format_message(self, log_entry: Any) -> str:
        when = parse_datetime((log_entry.data or {}).get("when") or "")
        if when is None:
            return gettext("Published together with others")
        told = {"when": date_format(localtime(when), "DATETIME_FORMAT")}
        return gettext("Scheduled to be published together with others: %(when)s") % told


def register_log_actions(actions: Any) -> None:
    """Acts as the history shows them."""
    actions.register_action("translations.hold", _("Wait for the original"), _("Approved; waits for its original"))
    actions.register_action(
        "translations.unhold", _("No longer approved"), _("Not published: the original had changed by its publication")
    )
    actions.register_action("translations.lift_embargo")(LiftFormatter)
    actions.register_action("translations.together")(TogetherFormatter)
    actions.register_action("translations.submit_and_approve")(SubmitAndApproveFormatter)
    actions.register_action("translations.comments")(CommentsFormatter)
    actions.register_action("translations.decide")(DecideFormatter)


def register() -> None:
    """Called once from wagtail_hooks.py. The question comes after the locks and rights that hooks there ask for."""
    hooks.register("register_log_actions", register_log_actions)
    hooks.register("before_unpublish_page", ask_before_unpublishing, order=10)
    hooks.register("before_delete_page", ask_before_deleting, order=10)
    hooks.register("before_move_page", ask_before_moving, order=10)
    hooks.register("before_unpublish", ask_before_unpublishing_a_snippet, order=10)
    hooks.register("before_delete_snippet", ask_before_deleting_snippets, order=10)
    hooks.register("register_page_header_buttons", together_button)
    hooks.register("after_move_page", carry_out_after_move)
    hooks.register("register_permissions", permissions_to_give)
    hooks.register("after_publish_page", offer_still_right)
    hooks.register("after_publish", offer_still_right)
    for name in ("after_unpublish_page", "after_delete_page", "after_unpublish", "after_delete_snippet"):
        hooks.register(name, carry_out)

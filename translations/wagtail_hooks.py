"""Registers; decides nothing."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter
from wagtail.models import LockableMixin, Page, TranslatableMixin

from . import (
    acts,
    admin_panels,
    direct,
    guard,
    locks,
    log_actions,
    outside,
    overwriting,
    queue_hooks,
    refused_saves,
    release_hooks,
    urls,
)
from .forms.roles import RoleFormSet
from .listing import waiting_for
from .permissions import may_edit
from .phrases import number
from .views.acts import may_read
from .views.base import start_url, visible_locales


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLResolver]:
    return [path("translations/", include(urls))]


class TranslationsMenuItem(MenuItem):
    """Shown to those who have something to see there."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(visible_locales(request.user))

    def render_component(self, request: HttpRequest) -> Any:
        """With the number of items that wait for the user."""
        component = super().render_component(request)
        waiting = waiting_for(request.user)
        if waiting:
            component.label = _("%(label)s (%(count)s)") % {"label": component.label, "count": number(waiting)}
        return component


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    return TranslationsMenuItem(
        _("Translations"),
        reverse("translations:index"),
        name="translations",
        icon_name="wagtail-localize-language",
        order=150,
    )


class ActsMenuItem(MenuItem):
    """Shown to those who may read the report."""

    def is_shown(self, request: HttpRequest) -> bool:
        return may_read(request.user)


@hooks.register("register_reports_menu_item")
def register_acts_menu_item() -> MenuItem:
    url = reverse("translations:acts")
    return ActsMenuItem(_("Publications and refusals"), url, name="acts", icon_name="history", order=1000)


@hooks.register("construct_reports_menu")
def hide_localize_report(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """wagtail-localize's report shows every translation to everybody: its address is for superusers only."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.url != reverse("wagtail_localize:translations_report")]


@hooks.register("before_edit_page", order=-100)
@hooks.register("before_edit_snippet", order=-100)
def edit_targets_in_our_form(request: HttpRequest, obj: models.Model) -> HttpResponse | None:
    """A translation is edited as one, not as a page: its text has one door; one whose original is gone by itself.

    A superuser may look at it in wagtail-localize's own editor; what is sent from there to this address leads here.
    """
    if request.user.is_superuser and request.method in ("GET", "HEAD") and outside.OWN_EDITOR in request.GET:
        return None
    item = guard.item_of(obj) if isinstance(obj, TranslatableMixin) else None
    if item is None or item.alone_since:
        return None
    if request.method == "POST":
        refused_saves.note_translation(request)
    return redirect("translations:edit", item.pk)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def keep_what_was_decided(request: HttpRequest, obj: models.Model) -> None:
    """An autosave writes over no revision that is public, approved or scheduled."""
    overwriting.save_beside(request, obj)


@hooks.register("before_edit_snippet")
def leave_to_reviewers(request: HttpRequest, row: models.Model) -> None:
    """Nothing is saved of what somebody would publish in a language that is not theirs."""
    direct.check_form(request.user, row, request.POST)


@hooks.register("before_edit_page")
@hooks.register("before_edit_snippet")
def keep_what_a_form_turns_down(request: HttpRequest, row: models.Model) -> None:
    """Whom Wagtail’s form refuses a save or a publication stands in the report."""
    refused_saves.note_edit(request, row)


@hooks.register("before_create_page")
def keep_what_a_form_for_a_page_turns_down(request: HttpRequest, parent: Page, page_class: type[Page]) -> None:
    """The same of what begins as a draft."""
    refused_saves.note_new_page(request, parent)


@hooks.register("before_create_snippet")
def keep_what_a_form_for_a_snippet_turns_down(request: HttpRequest, model: type[models.Model]) -> None:
    refused_saves.note_new_snippet(request, model)


@hooks.register("before_delete_page")
def keep_locked_page(request: HttpRequest, page: Page) -> None:
    """What somebody else has locked, or a reviewer has, is not deleted; Wagtail asks for no lock here."""
    locks.check_may_be_deleted(page, request.user)


@hooks.register("before_delete_snippet")
def keep_locked_snippets(request: HttpRequest, rows: list[Any]) -> None:
    """The same for snippets."""
    for row in rows:
        if isinstance(row, LockableMixin):
            locks.check_may_be_deleted(row, request.user)


@hooks.register("before_unpublish")
def keep_locked_snippet_public(request: HttpRequest, row: models.Model) -> None:
    """Nor is it taken down: Wagtail asks for the lock of pages only."""
    if isinstance(row, LockableMixin):
        locks.check_lock(row, request.user)


@hooks.register("construct_page_action_menu")
def offer_for_pages(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """What would be refused is not offered."""
    direct.offered(menu_items, request.user, context.get("page"))


@hooks.register("construct_snippet_action_menu")
def offer_for_snippets(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """The same for snippets."""
    direct.offered(menu_items, request.user, context.get("instance"))


@hooks.register("before_move_page")
def keep_titles_from_strangers(request: HttpRequest, page: Page, destination: Page) -> None:
    """Wagtail asks for the permission when a move is confirmed, and shows any page's title before that."""
    may = page.permissions_for_user(request.user)
    if not may.can_move() or (request.method == "POST" and not may.can_move_to(destination.specific)):
        raise PermissionDenied


@hooks.register("before_bulk_action", order=-100)
def keep_what_was_refused(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Wagtail does it to those that it may be done to, and says nothing of the others."""
    if action.get_actionable_objects()[1].get("items_with_no_access"):
        acts.record_denial(request)


@hooks.register("before_bulk_action")
def keep_locked_pages(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """The same for many at once."""
    for row in objects:
        if action_type == "delete" and isinstance(row, LockableMixin):
            locks.check_may_be_deleted(row, request.user)


def _start_buttons(row: models.Model, user: Any, attrs: dict[str, Any] | None = None) -> Iterator[Button]:
    is_root = isinstance(row, Page) and row.depth <= 1
    if isinstance(row, TranslatableMixin) and not is_root and may_edit(user, row):
        yield Button(_("Translate to …"), start_url(row), icon_name="wagtail-localize-language", priority=60)


@hooks.register("register_page_header_buttons")
def page_header_buttons(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    yield from _start_buttons(page, user)


@hooks.register("register_page_listing_more_buttons")
def page_listing_buttons(page: Page, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from _start_buttons(page, user)


@hooks.register("register_snippet_listing_buttons")
def snippet_listing_buttons(snippet: models.Model, user: Any, next_url: str | None = None) -> Iterator[Button]:
    yield from _start_buttons(snippet, user)


@hooks.register("insert_global_admin_css")
def admin_css() -> str:
    sheets = [(static(f"css/admin-{name}.css"),) for name in ("translations", "queue", "desk")]
    return format_html_join("", '<link rel="stylesheet" href="{}">', sheets)


hooks.register("register_log_actions", log_actions.register_people)
hooks.register("register_account_settings_panel", admin_panels.NoticesSettingsPanel)
hooks.register("register_admin_menu_item", admin_panels.notices_menu_item)
hooks.register("construct_homepage_panels", admin_panels.add_notices_panel)
hooks.register("register_group_permission_panel", lambda: RoleFormSet)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """The acts of the translation path, as the history shows them."""
    actions.register_action("translations.start", _("Start translation"), _("Translation started"))
    actions.register_action("translations.write_draft", _("Save translation"), _("Translation saved as a draft"))
    actions.register_action("translations.take_over", _("Take over the original"), _("Changed original taken over"))

    @actions.register_action("translations.submit")
    class SubmitFormatter(LogFormatter):
        label = _("Submit translation")

        def format_message(self, log_entry: Any) -> str:
            return _("Translation submitted for review")

        def format_comment(self, log_entry: Any) -> str:
            return (log_entry.data or {}).get("note", "")


release_hooks.register()


for name, registered in queue_hooks.HOOKS:
    hooks.register(name, registered)

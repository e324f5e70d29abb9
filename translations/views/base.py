"""What the screens share."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, TranslatableMixin

from core.numbers import is_key
from translations import listing
from translations.accepted import any_accepted
from translations.models import QueueItem
from translations.permissions import sees_by_role
from translations.reach import reach_of
from translations.sight import may_see
from translations.unsent import words_of

LANGUAGES = ("source_locale", "target_locale", "content_type")
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}
QUEUE = {"url": reverse_lazy("translations:index"), "label": _("Translations")}


class TranslationView(WagtailAdminTemplateMixin, View):
    """A screen with the admin's furniture and a path back to the list."""

    header_icon = "wagtail-localize-language"
    breadcrumbs_items = [HOME, QUEUE]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [*self.breadcrumbs_items, {"url": "", "label": self.get_page_title()}]


def way_back(request: HttpRequest) -> str:
    """Where `next` leads, within this site; “” for any other.

    A word without a slash is none: Django would take it for the name of a view, and fail where there is no such view.
    """
    found = get_valid_next_url_from_request(request) or ""
    return found if "/" in found else ""


def visible_locales(user: Any) -> set[int]:
    """Target locales of which a user sees items (see reach.py)."""
    return reach_of(user).targets


def get_item(request: HttpRequest, pk: int, *, for_page: bool = False) -> QueueItem:
    """An item that the user may see; `for_page` of the admin, whose menu says what waits. Raises Http404,
    PermissionDenied."""
    items = QueueItem.objects.select_related(*LANGUAGES, "assignee").annotate(
        has_accepted=any_accepted(), unsent=words_of(request.user)
    )
    item = get_object_or_404(listing.counting(items, request.user) if for_page else items, pk=pk)
    if for_page:
        listing.keep_count(item, request.user)
    if not reach_of(request.user).sees(item) or not may_see(request.user, item):
        raise PermissionDenied
    return item


def lock_item(request: HttpRequest, pk: int) -> QueueItem:
    """The same, and nobody else's until the transaction ends: of two at once, the second sees what the first stored.
    Where a role lets the user see it, nothing else is asked. Raises Http404, PermissionDenied."""
    items = QueueItem.objects.select_for_update(of=("self",)).select_related(*LANGUAGES)
    item = get_object_or_404(items, pk=pk)
    is_seen = sees_by_role(request.user, item) or reach_of(request.user).sees(item)
    if not is_seen or not may_see(request.user, item):
        raise PermissionDenied
    return item


def get_source(app_label: str, model_name: str, pk: str) -> models.Model:
    """A row that could be translated, by the address of the start screen. Raises Http404."""
    try:
        model = ContentType.objects.get_by_natural_key(app_label, model_name).model_class()
    except ContentType.DoesNotExist as error:
        raise Http404 from error
    if model is None or not issubclass(model, TranslatableMixin):
        raise Http404
    if not is_key(pk):
        raise Http404
    row = get_object_or_404(model, pk=pk)
    return row.specific if isinstance(row, Page) else row


def start_url(row: models.Model) -> str:
    """The address of the start screen for a row."""
    if isinstance(row, Page):
        row = row.specific_deferred
    return reverse("translations:start", args=[row._meta.app_label, row._meta.model_name, row.pk])

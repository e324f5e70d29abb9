"""The history of an item, and what follows from it."""

from typing import Any

from django.contrib.admin.utils import quote
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from translations import drafts, history, newer, vouching
from translations.forms.still_right import RevokeForm
from translations.permissions import may_publish
from translations.states import Flag

from .base import TranslationView, get_item
from .people import item_url


class HistoryView(TranslationView):
    """All that happened to an item, newest first, for those who see the item."""

    template_name = "translations/history.html"
    header_icon = "history"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = get_item(request, self.pk)
        self.source = drafts.find_source(self.item)
        self.target = drafts.find_target(self.item)
        self.row = self.source or self.target
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("History")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        page, events = history.page_of(self.item, request.GET.get("page"), self.source, self.target)
        back = item_url(self.item) if self.item.started_at else ""
        said = vouching.holding(self.item, self.target)
        revoke = RevokeForm() if said and vouching.may_revoke(request.user, said) else None
        return self.render_to_response(
            self.get_context_data(
                item=self.item,
                row=self.row,
                page_obj=page,
                events=events,
                back_url=back,
                said=said,
                revoke=revoke,
                newer=newer.offer_to(request.user, self.item, self.source, self.target),
                still_right_url=self._still_right_url(),
                unschedule_url=unschedule_url(request.user, self.target),
            )
        )

    def _still_right_url(self) -> str:
        """Where it is said that the translation is still right; "" where it is not stale, or not for this user."""
        standing = getattr(self.item, "standing", None)
        if standing is None or Flag.STALE not in standing.flags or not vouching.kind_for(self.request.user, self.item):
            return ""
        row = self.source
        return reverse("translations:still_right", args=[row._meta.app_label, row._meta.model_name, row.pk])


def unschedule_url(user: Any, target: models.Model | None) -> str:
    """Wagtail's own screen that takes a translation off the schedule; "" where it is on none, or not for this user."""
    found = target.revisions.exclude(approved_go_live_at=None) if target is not None else Revision.objects.none()
    revision = found.order_by("approved_go_live_at").first()
    if revision is None or not may_publish(user, target):
        return ""
    if isinstance(target, Page):
        return reverse("wagtailadmin_pages:revisions_unschedule", args=[target.pk, revision.pk])
    name = target.snippet_viewset.get_url_name("revisions_unschedule")
    return reverse(name, args=[quote(target.pk), revision.pk])

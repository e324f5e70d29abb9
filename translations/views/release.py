"""“Publish together …”, and “Publish before the original …”."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from translations import acts, embargo, guard, releases, services
from translations.drafts import open_review
from translations.exceptions import CannotPublish, CannotTranslate, NotReady, StaleReview
from translations.forms.release import TogetherForm
from translations.models import Release, ReviewTaskState
from translations.permissions import may_edit, may_publish, may_review
from translations.releases import Candidate

from .base import TranslationView, get_item, get_source, way_back

SEEN = "seen-"


def may_open(user: Any, source: models.Model) -> bool:
    """Whoever may edit or publish an original; a translation goes with its own."""
    return may_edit(user, source) or may_publish(user, source)


class TogetherView(TranslationView):
    """Proposes the family and what it lists, names what is lacking, publishes or schedules all of it or nothing."""

    template_name = "translations/together.html"
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.address = (kwargs["app_label"], kwargs["model_name"], kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.source = get_source(*self.address)
        if not may_open(request.user, self.source):
            raise PermissionDenied
        if guard.is_translation(self.source) or not hasattr(self.source, "latest_revision"):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Publish “%(title)s” together") % {"title": self.source}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._render(TogetherForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = TogetherForm(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        chosen = set(request.POST.getlist("member"))
        seen = {key: request.POST.get(f"{SEEN}{key}", "") for key in chosen}
        try:
            release = releases.publish_together(source=self.source, user=request.user, seen=seen, **form.cleaned_data)
        except (NotReady, StaleReview, CannotPublish) as refusal:
            acts.record(request, type(refusal).__name__, refusal.message)
            messages.error(request, f"{refusal.title}. {refusal.message}")
            return self._render(form, status=refusal.status, chosen=chosen)
        if release.when:
            when = localize(timezone.localtime(release.when))
            messages.success(
                request, _("Scheduled: all of it becomes public on %(when)s, or nothing.") % {"when": when}
            )
        else:
            messages.success(request, _("Published, all of it."))
        return redirect(way_back(request) or self._address())

    def _address(self) -> str:
        return reverse("translations:together", args=self.address)

    def _render(self, form: TogetherForm, status: int = 200, chosen: set[str] | None = None) -> HttpResponse:
        found = releases.proposed(self.source, self.request.user)
        context = self.get_context_data(
            form=form,
            media=form.media,
            source=self.source,
            rows=[self._row(one, chosen) for one in found],
            scheduled=releases.scheduled_of(self.source),
            something=any(not one.is_public for one in found),
        )
        return self.render_to_response(context, status=status)

    def _row(self, one: Candidate, chosen: set[str] | None) -> dict[str, Any]:
        """A candidate, where to go for it, and whether it is ticked: what is ready is, and its translations must be."""
        return {
            "one": one,
            "url": link_to(self.request.user, one),
            "is_fixed": not one.lacks and not one.is_public and (one.item is not None or one.row.pk == self.source.pk),
            "is_chosen": one.key in chosen if chosen is not None else not one.lacks,
        }


def link_to(user: Any, one: Candidate) -> str:
    """Where somebody reads, reviews or writes what a row of the list is; "" where the user may not."""
    review = open_review(one.row)
    if isinstance(review, ReviewTaskState) and may_review(user, one.row):
        return reverse("translations:review", args=[review.pk])
    if one.item is not None:
        return reverse("translations:edit", args=[one.item.pk])
    if isinstance(one.row, Page) and may_edit(user, one.row):
        return reverse("wagtailadmin_pages:edit", args=[one.row.pk])
    return ""


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a release off the schedule."""
    release = get_object_or_404(Release, pk=pk)
    if request.method != "POST":
        return HttpResponse(status=405, headers={"Allow": "POST"})
    try:
        releases.cancel(release=release, user=request.user)
    except CannotPublish as refusal:
        acts.record(request, type(refusal).__name__, refusal.message)
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("Taken off the schedule. Nothing of it becomes public by itself."))
    return redirect(way_back(request) or "translations:index")


class LiftView(TranslationView):
    """A reason, and the translation may be public before its original."""

    template_name = "translations/lift.html"
    header_icon = "upload"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item = get_item(request, self.pk)
        self.target = services.target_of(self.item)
        if not embargo.may_lift(request.user, self.target):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Publish “%(title)s” before its original") % {"title": self.target.latest_revision.object_str}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._render()

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            embargo.lift(item=self.item, user=request.user, reason=request.POST.get("translations-reason", ""))
        except CannotTranslate as refusal:
            acts.record(request, type(refusal).__name__, refusal.message)
            messages.error(request, refusal.message)
            return self._render(status=422)
        if services.target_of(self.item).live:
            messages.success(request, _("Published before its original."))
        else:
            messages.success(request, _("It becomes public as soon as it is approved."))
        return redirect("translations:edit", self.item.pk)

    def _render(self, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            item=self.item,
            target=self.target,
            is_barred=guard.breaks_embargo(self.target, self.item),
            is_private=getattr(services.source_of(self.item), "live", False),
            is_approved=embargo.approval_of(self.target) is not None,
            scheduled=embargo.scheduled_for(services.source_of(self.item)),
        )
        return self.render_to_response(context, status=status)

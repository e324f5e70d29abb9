"""What a reviewer reads, and the decision that holds for exactly that."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin import messages
from wagtail.log_actions import registry as log_registry
from wagtail.models import Revision, TranslatableMixin
from wagtail.utils.decorators import xframe_options_sameorigin_override

from translations import (
    acts,
    approving,
    credits,
    fact_changes,
    guard,
    hands,
    labels,
    rules,
    services,
    sides,
    unread,
)
from translations.digests import shown_digest
from translations.drafts import open_review, write_draft
from translations.exceptions import Refusal, StaleReview
from translations.forms.review import ReviewForm
from translations.models import QueueItem, ReviewTaskState
from translations.permissions import may_edit, may_review, may_translate
from translations.reviewing import request_for_changes, reviews_of
from translations.sight import may_see

from . import said, still_right_links
from .base import TranslationView


class ReviewView(TranslationView):
    """Source and new text side by side, the page as it would be, and Approve or Request changes."""

    template_name = "translations/review.html"
    header_icon = "clipboard-list"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        states = ReviewTaskState.objects.select_related(
            "task", "workflow_state", "revision", "workflow_state__requested_by"
        )
        self.state = get_object_or_404(states, pk=self.pk)
        self.obj = self.state.workflow_state.content_object
        if self.obj is None or not may_review(request.user, self.obj):
            raise PermissionDenied
        current = open_review(self.obj)
        if isinstance(current, ReviewTaskState) and current.pk != self.state.pk:
            # The text was rewritten since: what was read is decided nowhere, what is written now is shown.
            if request.method != "POST":
                return redirect("translations:review", current.pk)
            self.state = current
        if self.state.status != self.state.STATUS_IN_PROGRESS:
            messages.warning(request, _("This review has ended already."))
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Review of “%(title)s”") % {"title": self.obj.latest_revision.object_str}

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._render(ReviewForm(initial=self._said()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Decide; what was said is given back where the answer is no."""
        form = ReviewForm(request.POST)
        try:
            return self._decide(request, form)
        except Refusal as refusal:
            refusal.typed = form.given_back()
            raise

    def _decide(self, request: HttpRequest, form: ReviewForm) -> HttpResponse:
        if "take_in" in request.POST:
            return self._take_in(form)
        action = "approve" if "approve" in request.POST else "reject"
        if not is_said(form, action):
            return self._render(form, status=422)
        places = {pair.key: pair.path for pair in self._pairs()}
        segments = [row | {"path": places.get(row["segment"], "")} for row in form.segments()]
        try:
            self.state.task.specific.on_action(self.state, request.user, action, segments=segments, **form.cleaned_data)
        except StaleReview as refusal:
            acts.record(request, type(refusal).__name__, refusal.message)
            messages.error(request, f"{refusal.title}. {refusal.message}")
            return self._render(form, status=409)
        if item := self._item():
            said.remember(request.session, item, [], {})
        conclude(request, type(self.obj)._base_manager.get(pk=self.obj.pk), action)
        return redirect("wagtailadmin_home")

    def _take_in(self, form: ReviewForm) -> HttpResponse:
        """Write the draft anew with what reviewers saved since, and show it: what was typed here stays."""
        item = self._item()
        if item is None:
            raise PermissionDenied
        services.check_writable(item, self.request.user, self.obj)
        write_draft(item, self.request.user)
        self.obj = type(self.obj)._base_manager.get(pk=self.obj.pk)
        self.state = open_review(self.obj)
        return self._render(form) if self.state else redirect("translations:edit", item.pk)

    def _item(self) -> QueueItem | None:
        return guard.item_of(self.obj) if isinstance(self.obj, TranslatableMixin) else None

    def _said(self) -> dict[str, str]:
        """What was said on the desk, where the form had both screens' boxes."""
        item = self._item()
        return said.remembered(self.request.session, item, reviews_of(self.obj)) if item else {}

    def _render(self, form: ReviewForm, status: int = 200) -> HttpResponse:
        revision = Revision.objects.get(pk=self.obj.latest_revision_id)
        seen, draft = shown_digest(revision), revision.as_object()
        preview = reverse("translations:preview", args=[revision.pk])
        context = self.get_context_data(
            form=form,
            left_over=[],
            obj=self.obj,
            state=self.state,
            revision=revision,
            seen=seen,
            preview_url=f"{preview}?seen={seen}",
            previews=_previews(draft, f"{preview}?seen={seen}"),
            changes=rules.changes(draft),
            note=note_of(self.obj, self.state),
            request_for_changes=request_for_changes(reviews_of(self.obj)),
            hindrance=rules.hindrance(self.obj, draft),
            notes=rules.notes(draft),
            beside=_beside(draft, self.request.user),
            translators=translators_of(draft, self.request.user),
            may_approve=hands.may_approve(self.obj, self.request.user),
        )
        context |= self._sides(form)
        return self.render_to_response(context, status=status)

    def _pairs(self) -> list[sides.Pair]:
        item = guard.item_of(self.obj) if isinstance(self.obj, TranslatableMixin) else None
        return sides.pairs_of(self.obj.latest_revision) if item else []

    def _sides(self, form: ReviewForm) -> dict[str, Any]:
        """Source and target texts of a translation, in page order; nothing for an original.

        `?show=all` adds what the approval does not change, `?show=target` leaves the source out.
        """
        item = guard.item_of(self.obj) if isinstance(self.obj, TranslatableMixin) else None
        if item is None:
            return {"item": None}
        revision, pairs = self.obj.latest_revision, self._pairs()
        show = self.request.GET.get("show", "")
        typed = form.typed()
        asked = sides.comments_by_passage(request_for_changes(reviews_of(self.obj)))
        draft, public = revision.as_object(), type(revision.as_object())._base_manager.get(pk=self.obj.pk)
        types = labels.block_types(public) | labels.block_types(draft)
        rows = [
            {
                "pair": pair,
                "label": labels.path_label(type(draft), pair.path, types),
                "typed": typed.pop(pair.key, "") if pair.key else "",
                "asked": asked.get(pair.key, []) if pair.key else [],
            }
            for pair in pairs
            if _is_shown(pair, show) or typed.get(pair.key)
        ]
        return {
            "item": item,
            "pairs": pairs,
            "rows": rows,
            "show": show if show in ("all", "target") else "",
            "columns": 1 if show == "target" else 2 + self.obj.live,
            "changed": sum(pair.is_changed for pair in pairs),
            "left_over": [text for text in typed.values() if text],
            "facts": fact_changes.changes_of(revision),
            "source": services.source_of(item),
            "is_update": self.obj.live,
            "edit_url": reverse("translations:edit", args=[item.pk]),
            "is_ahead": unread.is_ahead(self.obj),
            "original_changed": sides.original_changed(item, revision.pk),
        }


def is_said(form: ReviewForm, action: str) -> bool:
    """Whether a decision can be taken as it was sent; what is missing is put on the form."""
    if form.is_valid() and action == "reject" and not (form.cleaned_data["comment"].strip() or form.segments()):
        form.add_error("comment", _("Say what is to be changed: the translator or editor has only this."))
    return form.is_valid()


def conclude(request: HttpRequest, row: Any, action: str) -> None:
    """Tell a reviewer what came of the decision; `row` as it is stored by now."""
    if action == "approve":
        messages.success(request, approving.outcome(row))
        still_right_links.offer(request, row)
    else:
        messages.success(request, _("Sent back with your comment."))


def note_of(obj: Any, state: ReviewTaskState) -> str:
    """What was said to the reviewer when it was handed in."""
    entry = (
        log_registry.get_logs_for_instance(obj)
        .filter(action="translations.submit", timestamp__gte=state.workflow_state.created_at)
        .order_by("-timestamp")
        .first()
    )
    return (entry.data or {}).get("note", "") if entry else ""


def translators_of(draft: Any, reviewer: Any) -> list[str]:
    """Whom readers are told of as its translators, once this reviewer has approved it: not of the reviewer beside
    others (credits.store)."""
    names = [name for found in credits.translators_of([draft]) for name in found]
    return [name for name in names if name != reviewer.get_full_name().strip()] or names


def _previews(draft: Any, url: str) -> list[tuple[str, str]]:
    """(what it is, address) of each way in which readers would see a draft; "" where there is but one."""
    modes = draft.preview_modes
    return [(str(name), f"{url}&mode={mode}") for mode, name in modes] if len(modes) > 1 else [("", url)]


def _beside(draft: Any, user: Any) -> list[tuple[str, str, str]]:
    """(name, kind, address of its review) of what is in review along with a draft, as far as the user decides on it."""
    found = []
    for row in rules.beside(draft):
        state = open_review(row) if may_review(user, row) else None
        if isinstance(state, ReviewTaskState):
            url = reverse("translations:review", args=[state.pk])
            found.append((row.latest_revision.object_str, str(row._meta.verbose_name), url))
    return found


def _is_shown(pair: sides.Pair, show: str) -> bool:
    return not pair.removed if show == "target" else show == "all" or pair.is_changed


@require_safe
@xframe_options_sameorigin_override
def preview(request: HttpRequest, revision_id: int) -> HttpResponse:
    """A revision as readers would see it, for those who may edit, translate or review the object.

    With `seen`, answers 409 if the content is no longer what that digest names: a frame never shows
    something else than the form beside it approves.
    """
    revision = get_object_or_404(Revision, pk=revision_id)
    obj = revision.content_object
    if obj is None or not may_preview(request.user, obj):
        raise PermissionDenied
    if request.GET.get("seen") and request.GET["seen"] != shown_digest(revision):
        raise StaleReview(_("Open the review again to read the text as it is now."))
    draft = revision.as_object()
    asked = request.GET.get("mode", "")
    known = {mode for mode, _name in draft.preview_modes}
    return draft.make_preview_request(request, asked if asked in known else draft.default_preview_mode)


def may_preview(user: Any, obj: Any, item: QueueItem | None = None) -> bool:
    """Whether a user may see an object as it would be: who may edit, translate or review it.

    `item` is that of a target, where it has just been read.
    """
    if may_review(user, obj) or may_edit(user, obj):
        return True
    if item is None and isinstance(obj, TranslatableMixin):
        item = guard.item_of(obj)
    if item is None or not may_translate(user, item.target_locale_id, item.source_locale_id):
        return False
    return may_see(user, item)

"""What a reviewer reads, and the decision that holds for exactly that."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Revision, TranslatableMixin

from translations import (
    acts,
    fact_changes,
    guard,
    hands,
    labels,
    rules,
    services,
    sides,
    unread,
    unsent,
)
from translations.digests import shown_digest
from translations.drafts import open_review, write_draft
from translations.exceptions import Refusal, StaleReview
from translations.forms.review import ReviewForm
from translations.models import QueueItem, ReviewTaskState
from translations.pairs import Pair
from translations.permissions import may_review
from translations.reviewing import Read, opened, request_for_changes, reviews_of, sent_back

from .base import TranslationView
from .deciding import conclude, handed_in, is_said, translators_of
from .preview import previews_of


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
            if request.method == "POST":
                raise _ended(request)
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
            self.state.refresh_from_db(fields=["status"])
            if self.state.status != self.state.STATUS_IN_PROGRESS:
                raise _ended(request) from refusal
            acts.record(request, type(refusal).__name__, refusal.message)
            messages.error(request, f"{refusal.title}. {refusal.message}")
            return self._render(form, status=409)
        if self.item:
            unsent.keep_said(unsent.read(self.item, request.user), request.user, [], {})
        conclude(request, type(self.obj)._base_manager.get(pk=self.obj.pk), action)
        return redirect("wagtailadmin_home")

    def _take_in(self, form: ReviewForm) -> HttpResponse:
        """Write the draft anew with what reviewers saved since, and show it: what was typed here stays."""
        if self.item is None:
            raise PermissionDenied
        services.check_writable(self.item, self.request.user, self.obj)
        write_draft(self.item, self.request.user)
        self.obj = type(self.obj)._base_manager.get(pk=self.obj.pk)
        self.state = open_review(self.obj)
        return self._render(form) if self.state else redirect("translations:edit", self.item.pk)

    @cached_property
    def item(self) -> QueueItem | None:
        """Of a translation, its item in the queue."""
        return guard.item_of(self.obj) if isinstance(self.obj, TranslatableMixin) else None

    @cached_property
    def _reviews(self) -> list[ReviewTaskState]:
        return reviews_of(self.obj)

    def _said(self) -> dict[str, str]:
        """What was said on the desk, where the form had both screens' boxes."""
        return unsent.said(unsent.read(self.item, self.request.user), self._reviews) if self.item else {}

    def _render(self, form: ReviewForm, status: int = 200) -> HttpResponse:
        revision = Revision.objects.get(pk=self.obj.latest_revision_id)
        self.obj.latest_revision = revision  # read once, with the row as its own class, for all that follows
        draft = revision.as_object()
        seen = shown_digest(revision, draft)
        preview = reverse("translations:preview", args=[revision.pk])
        when, note = handed_in(self.obj, self.state)
        context = self.get_context_data(
            form=form,
            left_over=[],
            obj=self.obj,
            state=self.state,
            revision=revision,
            seen=seen,
            preview_url=f"{preview}?seen={seen}",
            previews=previews_of(draft, f"{preview}?seen={seen}"),
            changes=rules.changes(draft),
            handed_in_at=when,
            note=note,
            request_for_changes=request_for_changes(self._reviews),
            hindrance=rules.hindrance(self.obj, draft),
            notes=rules.notes(draft),
            beside=_beside(draft, self.request.user),
            shown_on=rules.shown_on(draft),
            schedule=[] if self.item else _schedule(draft),
            translators=translators_of(draft, self.request.user),
            may_approve=hands.may_approve(self.obj, self.request.user),
        )
        read = opened(self.obj, form.data.get("seen", "")) if status == StaleReview.status else None
        context |= self._sides(form, draft, read)
        return self.render_to_response(context, status=status)

    def _pairs(self, read: Read | None = None) -> list[Pair]:
        before = read.revision if read else None
        return sides.pairs_of(self.obj.latest_revision, read=before) if self.item else []

    def _rows(
        self, pairs: Sequence[Pair], draft: Any, typed: dict[str, str], asked: dict[str, list[str]]
    ) -> list[dict[str, Any]]:
        """The lines of the table; takes out of `typed` what stands in one."""
        types = labels.block_types(self.obj.latest_revision.content_object) | labels.block_types(draft)
        return [
            {
                "pair": pair,
                "label": labels.path_label(type(draft), pair.path, types),
                "typed": typed.pop(pair.key, "") if pair.key else "",
                "asked": asked.get(pair.key, []) if pair.key else [],
            }
            for pair in pairs
        ]

    def _sides(self, form: ReviewForm, draft: Any, read: Read | None) -> dict[str, Any]:
        """Source and target texts of a translation, in page order; nothing for an original, nor for what was edited as
        one since its own is gone.

        `?show=all` adds what the approval does not change, `?show=target` leaves the source out. First stands what is
        another than when it was `read`, or sent back.
        """
        read = read or sent_back(self._reviews)
        item, revision, pairs = self.item, self.obj.latest_revision, self._pairs(read)
        alone = bool(item and item.alone_since)
        if item is None or (alone and not pairs):
            return {"item": None, "alone": alone}
        pairs.sort(key=lambda pair: not pair.is_news)
        show = self.request.GET.get("show", "")
        typed = form.typed()
        asked = sides.comments_by_passage(request_for_changes(self._reviews))
        wanted = [pair for pair in pairs if _is_shown(pair, show) or typed.get(pair.key)]
        rows = self._rows(wanted, draft, typed, asked)
        return {
            "item": item,
            "alone": alone,
            "pairs": pairs,
            "since": read.mark if read else "",
            "rows": rows,
            "show": show if show in ("all", "target") else "",
            "columns": 1 if show == "target" else 2 + self.obj.live,
            "changed": sum(pair.is_changed for pair in pairs),
            "left_over": [text for text in typed.values() if text],
            "facts": fact_changes.changes_of(revision, draft),
            "source": services.source_of(item),
            "is_update": self.obj.live,
            "edit_url": reverse("translations:edit", args=[item.pk]),
            "is_ahead": unread.is_ahead(self.obj),
            "original_changed": sides.original_changed(item, revision.pk),
        }


def _schedule(draft: Any) -> list[str]:
    """What an approval decides of times: when it is going to be public, and until when."""
    told = ((draft.go_live_at, _("It becomes public: %(when)s")), (draft.expire_at, _("It is public until: %(when)s")))
    moments = ((localize(timezone.localtime(when)), sentence) for when, sentence in told if when)
    return [sentence % {"when": moment} for moment, sentence in moments]


def _ended(request: HttpRequest) -> Refusal:
    """Somebody else was faster: what was said is given back."""
    refusal = StaleReview(_("This review has ended already."))
    refusal.typed = ReviewForm(request.POST).given_back()
    return refusal


def _beside(draft: Any, user: Any) -> list[tuple[str, str, str]]:
    """(name, kind, address of its review) of what is in review along with a draft, as far as the user decides on it."""
    found = []
    for row in rules.beside(draft):
        state = open_review(row) if may_review(user, row) else None
        if isinstance(state, ReviewTaskState):
            url = reverse("translations:review", args=[state.pk])
            found.append((row.latest_revision.object_str, str(row._meta.verbose_name), url))
    return found


def _is_shown(pair: Pair, show: str) -> bool:
    return not pair.removed if show == "target" else show == "all" or pair.is_changed or pair.is_news

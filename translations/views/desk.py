"""The desk: the form of an item, at the end of which a reviewer decides about what they read in it."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translations import (
    acts,
    approving,
    companions,
    fact_changes,
    hands,
    labels,
    localize,
    reviewing,
    rules,
    services,
    sides,
    unread,
    unsent,
)
from translations.carrying import SLUG
from translations.digests import shown_digest
from translations.drafts import open_review
from translations.exceptions import Refusal, StaleReview
from translations.forms.review import ReviewForm
from translations.forms.translation import TranslationForm
from translations.localize import TextSegment
from translations.pairs import Pair
from translations.permissions import reviews_into

from .deciding import conclude, handed_in, is_said, translators_of
from .handing_in import HandingInView


class DeskView(HandingInView):
    """Takes the texts of a form like any other, and with `decision` (approve or reject) the decision about them."""

    is_stale = False  # whether what is decided about is another by now than what was shown

    def _posted(self, request: HttpRequest) -> HttpResponse:
        if reviews_into(request.user, self.item.target_locale_id):
            waits = unsent.said(self.item, self.reviews)
            left = {name: text for name, text in waits.items() if name not in request.POST}
            self._keep_said(left | ReviewForm(request.POST).said())
        if "decision" not in request.POST:
            return super()._posted(request)
        with transaction.atomic():  # what was shown stays as it is until it is decided
            self.draft = approving.as_shown(self.item, request.POST.get("seen", ""))
            return super()._posted(request)

    def _saved(self, form: TranslationForm, kept: str) -> HttpResponse:
        if "decision" not in self.request.POST:
            return super()._saved(form, kept)
        review = ReviewForm(self.request.POST)
        action = "approve" if self.request.POST["decision"] == "approve" else "reject"
        try:
            if form.overtaken or self.draft is None or self._has_another_address():
                raise StaleReview(_("Read the text as it is now, then decide: what has changed stands first."))
            if not is_said(review, action):
                messages.error(self.request, " ".join(one for found in review.errors.values() for one in found))
                return self._shown_again(review, 422)
            self._decide(form, review, action)
        except Refusal as refusal:
            self.is_stale = isinstance(refusal, StaleReview)
            acts.record(self.request, type(refusal).__name__, refusal.message)
            messages.error(self.request, f"{refusal.title}. {refusal.message}")
            return self._shown_again(review, refusal.status)
        self._keep_said({})
        conclude(self.request, services.target_of(self.item), action)
        return redirect("translations:index")

    def _read_before(self) -> reviewing.Read | None:
        """What was shown to whoever decides, where that is another by now; else what was sent back."""
        asked = self.request.POST
        is_late = "decision" in asked and (self.draft is None or self.is_stale)
        opened = reviewing.opened(self.row.target, asked.get("seen", "")) if is_late else None
        return opened or super()._read_before()

    def _has_another_address(self) -> bool:
        """Whether the page would have an address that was neither shown nor typed: one of that name came meanwhile, or
        another was made of what was typed."""
        known = (self.draft.content.get(SLUG), *(self.request.POST.get(f"text-{one.pk}") for one in self._slugs()))
        return services.target_of(self.item).latest_revision.content.get(SLUG) not in known

    def _slugs(self) -> list[TextSegment]:
        return [one for one in localize.text_segments(self.translation) if one.path == SLUG]

    def _decide(self, form: TranslationForm, review: ReviewForm, action: str) -> None:
        places = {one.pk: one.path for one in form.texts}
        approving.decide(
            item=self.item,
            user=self.request.user,
            action=action,
            comment=review.cleaned_data["comment"],
            segments=[row | {"path": places.get(row["segment"], "")} for row in review.segments()],
        )

    def _not_stored(self) -> list[tuple[str, str]]:
        return super()._not_stored() + ReviewForm(self.request.POST).given_back()

    def _shown_again(self, review: ReviewForm, status: int) -> HttpResponse:
        """The texts are stored; what was said of them waits, and stands where it was typed."""
        self._look()
        return self.render_to_response(self.get_context_data(form=self._form(), review=review), status=status)

    def _keep_said(self, found: dict[str, str]) -> None:
        unsent.keep_said(self.item, self.request.user, self.reviews, found)

    def get_context_data(self, review: ReviewForm | None = None, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["never_sent"] = unsent.left_over(self.item, self.reviews)
        if self.closed_because or not context["desk"]["is_decided"]:
            return context
        waits = unsent.said(self.item, self.reviews)
        typed = ReviewForm(initial=waits).typed()
        dressed = [replace(card, typed=typed.pop(card.row.pk, "")) for card in context["desk"]["cards"]]
        context |= {"desk": context["desk"] | {"cards": dressed}, "left_over": list(typed.values())}
        if not self._is_decided():
            return context
        review, texts = review or ReviewForm(initial=waits), context["form"].texts
        return context | self._decision(review, context["desk"]["gone"], texts)

    def _is_decided(self) -> bool:
        """Whether the decision is asked for, and the draft says all that the boxes show: else it is written first, by
        the button that leads here."""
        asked = "decision" in self.request.GET or {"decision", "seen"} & self.request.POST.keys()
        return bool(asked) and not unread.is_ahead(self.row.target)

    def _gone(self, pairs: list[Pair]) -> list[tuple[str, Pair]]:
        """What readers will have no more, each with what it is called where it stands for them now."""
        known = labels.block_types(self.row.target) if pairs else {}
        return [(labels.path_label(type(self.row.target), one.path, known), one) for one in pairs]

    def _decision(self, review: ReviewForm, gone: list[Pair], texts: list[TextSegment]) -> dict[str, Any]:
        """What stands under the passages once a reviewer has come to their end: asked for, since it costs queries."""
        review.fields["comment"].widget.attrs["data-onward"] = True  # where the keys lead on to
        target, revision = self.row.target, reviewing.newest_draft(self.row.target, self.reviews)
        revision.content_object = target  # as it has just been read
        draft = revision.as_object()
        return {
            "review": review,
            "seen": shown_digest(revision, draft),
            "handed_in_with": handed_in(target, open_review(target))[1],
            "translators": translators_of(draft, self.request.user),
            "gone": self._gone(gone),
            "facts": fact_changes.changes_of(revision, draft),
            "is_update": target.live,
            "notes": rules.notes(draft),
            "hindrance": rules.hindrance(target, draft, texts),
            "with_it": companions.named_by(revision, draft),
            "may_decide_for": hands.may_approve(target, self.request.user),
            "original_changed": sides.original_changed(self.item, revision.pk),
        }

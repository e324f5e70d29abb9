"""The desk: the form of an item, at the end of which a reviewer decides about what they read in it."""

from dataclasses import replace
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translations import acts, approving, companions, fact_changes, hands, rules, services, sides
from translations.digests import shown_digest
from translations.drafts import open_review
from translations.exceptions import Refusal, StaleReview
from translations.forms.review import ReviewForm
from translations.forms.translation import TranslationForm
from translations.permissions import reviews_into

from .handing_in import HandingInView
from .review import conclude, is_said, note_of, translators_of


class DeskView(HandingInView):
    """Takes the texts of a form like any other, and with `decision` (approve or reject) the decision about them."""

    def _posted(self, request: HttpRequest) -> HttpResponse:
        if "decision" not in request.POST:
            if not reviews_into(request.user, self.item.target_locale_id):
                return super()._posted(request)
            left = {name: text for name, text in self._remembered().items() if name not in request.POST}
            self._keep_said(left | ReviewForm(request.POST).said())
            return super()._posted(request)
        with transaction.atomic():  # what was shown stays as it is until it is decided
            self.is_as_shown = approving.is_as_shown(self.item, request.POST.get("seen", ""))
            return super()._posted(request)

    def _saved(self, form: TranslationForm, kept: str) -> HttpResponse:
        if "decision" not in self.request.POST:
            return super()._saved(form, kept)
        review = ReviewForm(self.request.POST)
        action = "approve" if self.request.POST["decision"] == "approve" else "reject"
        if not is_said(review, action):
            return self._shown_again(review, 422)
        try:
            if form.overtaken or not self.is_as_shown:
                raise StaleReview(_("Read the text as it is now, then decide."))
            self._decide(form, review, action)
        except Refusal as refusal:
            acts.record(self.request, type(refusal).__name__, refusal.message)
            messages.error(self.request, f"{refusal.title}. {refusal.message}")
            return self._shown_again(review, refusal.status)
        self._keep_said({})
        conclude(self.request, services.target_of(self.item), action)
        return redirect("translations:index")

    def _decide(self, form: TranslationForm, review: ReviewForm, action: str) -> None:
        places = {one.pk: one.path for one in form.texts}
        approving.decide(
            item=self.item,
            user=self.request.user,
            action=action,
            segments=[row | {"path": places.get(row["segment"], "")} for row in review.segments()],
            **review.cleaned_data,
        )

    def _not_stored(self) -> list[tuple[str, str]]:
        return super()._not_stored() + ReviewForm(self.request.POST).given_back()

    def _shown_again(self, review: ReviewForm, status: int) -> HttpResponse:
        """The texts are stored; what was said of them is not yet, and stands where it was typed."""
        self._keep_said(review.said())
        self._look()
        return self.render_to_response(self.get_context_data(form=self._form(), review=review), status=status)

    @property
    def _said(self) -> str:
        """Where what a reviewer says waits for the decision: only then is it stored."""
        return f"translations:said:{self.item.pk}"

    def _keep_said(self, said: dict[str, str]) -> None:
        if said:
            self.request.session[self._said] = said
        else:
            self.request.session.pop(self._said, None)

    def _remembered(self) -> dict[str, str]:
        return self.request.session.get(self._said, {})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.closed_because or not context["desk"]["is_decided"]:
            return context
        typed = ReviewForm(self._remembered()).typed()
        dressed = [replace(card, typed=typed.pop(card.row.pk, "")) for card in context["desk"]["cards"]]
        context |= {"desk": context["desk"] | {"cards": dressed}, "left_over": list(typed.values())}
        if "decision" not in self.request.GET and "decision" not in self.request.POST:
            return context
        return context | self._decision(kwargs.get("review"))

    def _decision(self, review: ReviewForm | None) -> dict[str, Any]:
        """What stands under the passages once a reviewer has come to their end: asked for, since it costs queries."""
        review = review or ReviewForm(initial=self._remembered())
        review.fields["comment"].widget.attrs["data-onward"] = True  # where the keys lead on to
        target, revision = self.row.target, self.row.target.latest_revision
        draft = revision.as_object()
        return {
            "review": review,
            "seen": shown_digest(revision),
            "handed_in_with": note_of(target, open_review(target)),
            "translators": translators_of(draft),
            "facts": fact_changes.changes_of(revision),
            "is_update": target.live,
            "notes": rules.notes(draft),
            "hindrance": rules.reason(draft),
            "with_it": companions.named_by(revision),
            "may_decide_for": hands.may_approve(target, self.request.user),
            "original_changed": sides.original_changed(self.item, revision.pk),
        }

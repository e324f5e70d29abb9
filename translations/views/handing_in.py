"""What the other buttons of an item's form do, once what was typed is stored: accept, hand in, go on to the review."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.numbers import is_key
from translations import acts, approving, drafts, newer, services, unsent
from translations.desk import acceptance, talk
from translations.exceptions import CannotTranslate, Refusal, StaleReview
from translations.forms.translation import TranslationForm

from .edit import EditView
from .people import newer_taken_over


class HandingInView(EditView):
    """The form with all that it can be sent with, but for the decision of a reviewer."""

    def _saved(self, form: TranslationForm, kept: str) -> HttpResponse:
        asked = self.request.POST
        if "settle" in asked:
            talk.settle(item=self.item, user=self.request.user, segments=form.texts)
            return redirect("translations:edit", self.item.pk)
        if "accept" in asked or "lift" in asked:
            return self._accept(form)
        if "decide" in asked:
            return self._to_decision()
        if "review" in asked:
            return redirect("translations:item_review", self.item.pk)
        if is_key(asked.get("pictures", "")):
            return redirect("translations:pictures", self.item.pk, asked["pictures"])
        if "newer" in asked:
            return self._take_newer_over()
        if "submit" in asked:
            return self._submit(form)
        return self._submit_and_approve(form) if "approve" in asked else super()._saved(form, kept)

    def _to_decision(self) -> HttpResponse:
        """To the end of the form, where its reviewer decides; with a word where somebody else has done so meanwhile."""
        address = reverse("translations:edit", args=[self.item.pk])
        if drafts.open_review(services.target_of(self.item)):
            return redirect(f"{address}?decision=1#decision")
        messages.warning(
            self.request,
            _(
                "The review ended meanwhile: there is nothing to decide any more. What you wrote is stored; as far as "
                "it is not public yet, it can be submitted."
            ),
        )
        return redirect(address)

    def _accept(self, form: TranslationForm) -> HttpResponse:
        """Accept a passage as its box says, or open it again; back to its box."""
        pk = self.request.POST.get("accept") or self.request.POST.get("lift", "")
        try:
            if "accept" in self.request.POST:
                acceptance.accept(item=self.item, user=self.request.user, segment_pk=pk, seen=form.shown_version(pk))
            else:
                acceptance.lift(item=self.item, user=self.request.user, segment_pk=pk)
        except Refusal as refusal:
            acts.record(self.request, type(refusal).__name__, refusal.message)
            messages.error(self.request, refusal.message)
        return redirect(f"{self._address}#passage-{pk}")

    def _take_newer_over(self) -> HttpResponse:
        """What was typed is stored by now."""
        newer.take_over_draft(item=self.item, user=self.request.user)
        messages.success(self.request, newer_taken_over())
        return redirect("translations:edit", self.item.pk)

    def _submit(self, form: TranslationForm) -> HttpResponse:
        try:
            services.submit_translation(item=self.item, user=self.request.user, note=form.cleaned_data["note"])
        except CannotTranslate as refusal:
            return self._not_yet(refusal)
        unsent.keep_note(self.item, self.request.user, "")
        messages.success(self.request, _("Submitted for review. Nothing is public until a reviewer approves it."))
        return redirect("translations:index")

    def _submit_and_approve(self, form: TranslationForm) -> HttpResponse:
        if form.overtaken:
            refusal = StaleReview(_("Read the text as it is now, then decide."))
            acts.record(self.request, type(refusal).__name__, refusal.message)
            messages.error(self.request, f"{refusal.title}. {refusal.message}")
            return self.render_to_response(self.get_context_data(form=self._form()), status=409)
        try:
            approving.submit_and_approve(item=self.item, user=self.request.user, note=form.cleaned_data["note"])
        except CannotTranslate as refusal:
            return self._not_yet(refusal)
        unsent.keep_note(self.item, self.request.user, "")
        messages.success(self.request, approving.outcome(services.target_of(self.item)))
        return redirect("translations:index")

    def _not_yet(self, refusal: CannotTranslate) -> HttpResponse:
        """Back to the form, at the first passage that is missing."""
        messages.error(self.request, refusal.message)
        missing = services.what_is_missing(self.item)
        address = reverse("translations:edit", args=[self.item.pk])
        return redirect(f"{address}?missing=1#id_text-{missing[0].pk}" if missing else address)

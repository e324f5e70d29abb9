"""The plain form of one item."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translations import acts, approving, drafts, embargo, queue, services, sides, withdrawal
from translations.exceptions import CannotTranslate, InReview, StaleReview
from translations.forms.translation import TranslationForm
from translations.models import QueueItem

from .base import TranslationView, get_item
from .people import acts_for


class EditView(TranslationView):
    """Shows an item to all who may see it, and takes text from those who may write it now."""

    template_name = "translations/edit.html"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item: QueueItem = get_item(request, self.pk)
        self.row = queue.rows([self.item])[0]
        services.translation_of(self.item)
        self.closed_because = self._why_closed()
        return super().dispatch(request, *args, **kwargs)

    def _why_closed(self) -> str:
        """Why the user cannot write now; "" for one who can."""
        try:
            services.check_writable(self.item, self.request.user)
        except PermissionDenied:
            return _("You can read this translation. To change it takes the role of translator for its language.")
        except (InReview, CannotTranslate) as refusal:
            return refusal.message
        return ""

    def get_page_title(self) -> str:
        return self.row.title

    def _form(self, data: Any = None) -> TranslationForm:
        return TranslationForm(
            data,
            item=self.item,
            source=self.row.source,
            texts=services.segments(self.item),
            values=services.values(self.item),
        )

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self._form()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        services.check_writable(self.item, request.user)
        form = self._form(request.POST)
        valid = form.is_valid()
        if not self._save(form):
            valid = False
        if form.vanished() or not valid:
            status = 409 if form.conflicts or form.vanished() else 422
            messages.error(request, _("Not everything could be saved. What you typed is still here."))
            return self.render_to_response(self.get_context_data(form=form), status=status)
        if "submit" in request.POST:
            return self._submit(form)
        if "approve" in request.POST:
            return self._submit_and_approve(form)
        messages.success(request, _("Saved as a draft. Nothing is public yet."))
        return redirect("translations:edit", self.item.pk)

    def _save(self, form: TranslationForm) -> bool:
        """Store what is valid; put what the gate or the model refuses on the form. False if anything was refused."""
        if not hasattr(form, "cleaned_data"):
            return False
        try:
            refused = services.save_translation(
                item=self.item, user=self.request.user, texts=form.changed_texts(), overrides=form.changed_values()
            )
        except ValidationError as error:
            refused = {}
            for path, sentences in drafts.map_errors(self.item, error).items():
                names = [f"text-{segment.pk}" for segment in form.texts if segment.path == path]
                form.add_error(names[0] if names else None, sentences)
        if refused:
            acts.record(self.request, acts.GATE, " ".join(sentence for found in refused.values() for sentence in found))
        for pk, sentences in refused.items():
            name = f"text-{pk}" if f"text-{pk}" in form.fields else f"value-{pk}"
            form.add_error(name if name in form.fields else None, sentences)
        return form.is_valid()

    def _submit(self, form: TranslationForm) -> HttpResponse:
        try:
            services.submit_translation(item=self.item, user=self.request.user, note=form.cleaned_data["note"])
        except CannotTranslate as refusal:
            return self._not_yet(refusal)
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
        messages.success(self.request, approving.outcome(services.target_of(self.item)))
        return redirect("translations:index")

    def _not_yet(self, refusal: CannotTranslate) -> HttpResponse:
        """Back to the form, at the first passage that is missing."""
        messages.error(self.request, refusal.message)
        missing = services.what_is_missing(self.item)
        address = reverse("translations:edit", args=[self.item.pk])
        return redirect(f"{address}?missing=1#id_text-{missing[0].pk}" if missing else address)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.row = queue.rows([self.item])[0]
        form: TranslationForm = kwargs["form"]
        target = self.row.target
        request_for_changes = sides.request_for_changes(target) if target else None
        comments = sides.comments_by_passage(request_for_changes, form.texts)
        form.show_comments(comments)
        return super().get_context_data(
            **kwargs,
            item=self.item,
            people=acts_for(self.item, self.request.user),
            row=self.row,
            rows=list(form.rows()),
            request_for_changes=request_for_changes,
            waits=bool(target) and embargo.held(target) is not None,
            may_lift=embargo.may_lift(self.request.user, target),
            may_decide=withdrawal.may_decide(self.request.user, target) and (target.live or bool(self.item.decided)),
            comments_without_place=comments.get("", []),
            may_approve=bool(target) and approving.may_submit_and_approve(self.request.user, target),
            show_missing="missing" in self.request.GET,
            media=form.media,
            closed_because=self.closed_because,
            vanished=form.vanished() if form.is_bound else [],
            preview_url=reverse("translations:preview", args=[target.latest_revision_id])
            if target and target.latest_revision_id
            else "",
        )

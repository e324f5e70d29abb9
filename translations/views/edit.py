"""The plain form of one item."""

from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import PreviewableMixin

from translations import (
    acknowledge,
    acts,
    approving,
    drafts,
    embargo,
    fact_changes,
    gate,
    guard,
    labels,
    marks,
    newer,
    older,
    outside,
    passages,
    phrases,
    queue,
    reporting,
    reviewing,
    services,
    sides,
    unsent,
    withdrawal,
)
from translations.desk import also, cards
from translations.desk.saving import in_their_places, said_before
from translations.exceptions import CannotTranslate, InReview
from translations.forms.older import was_left_as_shown
from translations.forms.translation import TranslationForm
from translations.models import QueueItem
from translations.passages import Passages
from translations.permissions import reviews_into
from translations.reach import may_start, reach_of
from translations.states import Flag, State
from translations.storing import version

from .base import TranslationView, get_item
from .people import acts_for
from .preview import may_preview
from .still_right_links import url_where_it_works


class EditView(TranslationView):
    """Shows an item to all who may see it, and takes text from those who may write it now."""

    template_name = "translations/edit.html"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item: QueueItem = get_item(request, self.pk, for_page=request.method == "GET")
        self._look()
        self.closed_because = self._why_closed()
        return super().dispatch(request, *args, **kwargs)

    def _look(self) -> None:
        """Read what there is of the item: once for a page, and again after something was stored."""
        self.row, self.passages = queue.row_with_passages(self.item)
        self.reviews = reviewing.reviews_of(self.row.target)
        self.translation = services.translation_of(self.item, self.row.seen)

    def _why_closed(self) -> str:
        """Why the user cannot write now; "" for one who can. What nobody writes to any more is said to all."""
        if self.row.target is None:
            return _("The translation was deleted.")
        try:
            guard.check_not_alone(self.item)
            services.check_writable(self.item, self.request.user, self.row.target)
        except PermissionDenied:
            return _("You can read this translation. To change it takes the role of translator for its language.")
        except (InReview, CannotTranslate) as refusal:
            return refusal.message
        return ""

    def get_page_title(self) -> str:
        return self.row.title

    def _form(self, data: Any = None, read: Passages | None = None) -> TranslationForm:
        """Of the passages as they are stored now; `read` where that has just been read."""
        read = read or passages.read(self.translation)
        return TranslationForm(
            data,
            item=self.item,
            source=self.row.source,
            texts=read.texts,
            values=read.values,
            user=self.request.user,
            reflects=self.translation.source.last_updated_at.isoformat(),
            initial={"note": unsent.note(self.item)},
        )

    @property
    def _address(self) -> str:
        """Of this form, as it is shown: with what a reviewer decides about, where it was sent along."""
        address = reverse("translations:edit", args=[self.item.pk])
        return f"{address}?decision=1" if "seen" in self.request.POST else address

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=self._form(read=self.passages)))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Store what was typed, then do what was asked. What comes too late, when the item is closed, is given back."""
        try:
            return self._posted(request)
        except (InReview, CannotTranslate) as refusal:
            refusal.typed = self._not_stored()
            raise

    def _not_stored(self) -> list[tuple[str, str]]:
        """(original, text) of each text that was sent and is another than the one that is stored."""
        self._look()
        form = self._form(self.request.POST)
        found = []
        for one in form.texts:
            typed = "" if one.pk in form.untouched else self.request.POST.get(f"text-{one.pk}", "")
            if typed.strip() and gate.normalised(typed) != marks.to_text(one.target, one.source):
                found.append((marks.to_text(one.source), typed))
        note = self.request.POST.get("note", "")
        notes = [(str(form.fields["note"].label), note)] if note.strip() else []
        return [*found, *(("", text) for text in form.vanished()), *notes]

    def _posted(self, request: HttpRequest) -> HttpResponse:
        services.check_writable(self.item, request.user)
        kept = self._keep(request.POST["keep"]) if "keep" in request.POST else ""
        form = self._form(request.POST)
        gone = form.gone()
        form.go_on(in_their_places(form.texts, gone, form.boxes()), said_before(gone))
        valid = form.is_valid()
        valid = self._save(form) and valid
        if form.vanished() or not valid:
            status = 409 if form.conflicts or form.moved or form.vanished() else 422
            messages.error(request, _("Not everything could be saved. What you typed is still here."))
            return self.render_to_response(self.get_context_data(form=form), status=status)
        unsent.keep_note(self.item, self.request.user, form.cleaned_data["note"])
        return self._saved(form, kept)

    def _saved(self, form: TranslationForm, kept: str) -> HttpResponse:
        """Back to the form, to the box of the passage whose older text was kept or used as it was, if one was."""
        address = self._address
        used = next((one.pk for one in form.texts if one.pk == self.request.POST.get("use")), "")
        if kept:
            messages.success(self.request, _("Called still right: the old text is kept for this passage."))
        elif used and not self.request.POST.get(f"text-{used}", "").strip():
            messages.warning(self.request, _("The box is empty: nothing was stored for this passage."))
        else:
            messages.success(self.request, _("Saved as a draft. Nothing is public yet."))
        return redirect(f"{address}#id_text-{kept or used}" if kept or used else address)

    def _keep(self, pk: str) -> str:
        """Call the old translation of one passage still right; its pk, or "" where that was refused, with a word.

        Comes before what was typed elsewhere is stored, which it does not touch.
        """
        try:
            if self.request.POST.get(f"text-{pk}", "").strip() and not was_left_as_shown(self.request.POST, pk):
                raise CannotTranslate(
                    _("You have written another text for this passage. Empty the box to keep the old.")
                )
            acknowledge.acknowledge_segment(item=self.item, user=self.request.user, segment_pk=pk)
        except (CannotTranslate, InReview) as refusal:
            acts.record(self.request, type(refusal).__name__, refusal.message)
            messages.error(self.request, refusal.message)
            return ""
        return pk

    def _save(self, form: TranslationForm) -> bool:
        """Store what is valid; put what the gate or the model refuses on the form. False if anything was refused."""
        if not hasattr(form, "cleaned_data"):
            return False
        try:
            refused = services.save_translation(
                item=self.item,
                user=self.request.user,
                texts=form.changed_texts(),
                overrides=form.changed_values(),
                made_from={one.pk: version(one) for one in form.texts},
            )
        except ValidationError as error:  # nothing was stored
            for path, sentences in drafts.map_errors(self.item, error).items():
                names = [f"text-{segment.pk}" for segment in form.texts if segment.path == path]
                form.add_error(names[0] if names else None, sentences)
            return form.is_valid()
        if refused:
            acts.record(self.request, acts.GATE, " ".join(sentence for found in refused.values() for sentence in found))
        for pk, sentences in refused.items():
            name = f"text-{pk}" if f"text-{pk}" in form.fields else f"value-{pk}"
            form.add_error(name if name in form.fields else None, sentences)
        for sentence in form.made(lambda: services.segments(self.item)):
            messages.info(self.request, sentence)
        if form.vanished() or not form.is_valid():
            form.note_stored(services.segments(self.item), services.values(self.item))
        return form.is_valid()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form: TranslationForm = kwargs["form"]
        if form.is_bound or self.request.method != "GET":
            self._look()
        target = self.row.target
        request_for_changes = reviewing.request_for_changes(self.reviews)
        comments = sides.comments_by_passage(request_for_changes, form.texts)
        form.show_comments(comments)
        beside = cards.beside(self.item, self.request.user, self.row, form, self.reviews, self._read_before())
        if not reviews_into(self.request.user, self.item.target_locale_id):
            form.close(beside.accepted)
        known = older.versions(self.item, target, form.texts, self.row.seen)
        form.reworded = older.reworded(self.item, target, form.texts, self.row.seen)
        if not self.closed_because:
            form.show_older(known)
        return super().get_context_data(
            **kwargs,
            item=self.item,
            people=acts_for(self.row, self.request.user),
            row=self.row,
            desk=cards.desk(self.item, form, self.row, self.request.GET.get("show", ""), beside),
            changed=phrases.sentence(phrases.Changes.of(self.row.standing)) if Flag.STALE in self.row.flags else "",
            without_words=self._without_words(),
            reviews=reviews_into(self.request.user, self.item.target_locale_id),
            request_for_changes=request_for_changes,
            newer=self._newer(target),
            still_right_url=url_where_it_works(self.request.user, self.row, form.texts, known),
            waits=Flag.WAITS in self.row.flags and not self.item.alone_since and self.row.seen.is_held(target),
            may_lift=embargo.may_lift(self.request.user, target),
            may_decide=withdrawal.may_decide(self.request.user, target) and (target.live or bool(self.item.decided)),
            comments_without_place=comments.get("", []),
            may_approve=bool(target) and approving.may_submit_and_approve(self.request.user, target),
            show_missing="missing" in self.request.GET,
            own_editor="" if self.item.alone_since else outside.own_editor(self.request.user, target),
            edited_alone=outside.editor_alone(self.request.user, self.item, target),
            open_again=self._open_again(),
            media=form.media + cards.MEDIA,
            closed_because=self.closed_because,
            limit=settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
            vanished=form.vanished() if form.is_bound else [],
            page_url=self._page_url(target),
            also=also.for_translator(self.row.source, self.item, self.request.user),
        )

    def _newer(self, target: Any) -> newer.Offer | None:
        seen = self.row.seen
        known = (self.row.source, target, seen.original(self.item))
        return newer.offer_to(self.request.user, self.item, *known, is_pair=seen.is_pair(self.item))

    def _without_words(self) -> fact_changes.WithoutWords | None:
        """What else the original has changed, for whoever takes it over; a reviewer compares the pages themselves."""
        before, now, source = self.row.seen.reflected(self.item), self.row.seen.said(self.item), self.row.source
        is_theirs = Flag.STALE in self.row.flags and self.row.state != State.IN_REVIEW and not self.closed_because
        if not (is_theirs and before and now and source):
            return None
        types, has_removed = labels.block_types(source), bool(self.row.standing.segments_removed)
        return fact_changes.without_words(type(source), types, before, now, has_removed=has_removed)

    def _read_before(self) -> reviewing.Read | None:
        """The draft that a reviewer has read before this one."""
        return reviewing.sent_back(self.reviews)

    def _open_again(self) -> str:
        """Where a translation that was deleted is opened again, for those who may; "" for all else."""
        user = self.request.user
        may = self.row.target is None and may_start(user, reach_of(user), self.item)
        return reporting.address_of(self.item) if may else ""

    def _page_url(self, target: Any) -> str:
        """The address of the page with all that is saved, the draft or not; "" where there is none to see."""
        has_page = isinstance(target, PreviewableMixin) and target.preview_modes
        is_shown = has_page and may_preview(self.request.user, target, self.item)
        return reverse("translations:page", args=[self.item.pk]) if is_shown else ""

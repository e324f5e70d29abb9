"""What people say of one passage, on a page of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translations import acts, marks, services
from translations.desk import calling, talk
from translations.exceptions import CannotTranslate
from translations.forms.talk import CommentForm
from translations.people import name_of

from .passage import PassageView


class TalkView(PassageView):
    """Reads, writes and resolves comments; for all who see the item."""

    template_name = "translations/talk.html"
    part_name = "translations/talk_part.html"
    header_icon = "comment"

    def get_page_title(self) -> str:
        return _("Comments on a passage")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=CommentForm()))

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "resolve" in request.POST:
            talk.resolve(item=self.item, user=request.user, segment=self.segment, segments=services.segments(self.item))
            return self._done(_("Resolved."))
        form = CommentForm(request.POST)
        if form.is_valid():
            try:
                said = talk.say(item=self.item, user=request.user, segment=self.segment, **form.cleaned_data)
            except CannotTranslate as refusal:
                acts.record(request, acts.GATE, refusal.message)
                form.add_error("text", refusal.message)
            else:
                return self._done(_("Your comment stands."), self._called_in_vain(said.text))
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def _done(self, done: str, warning: str = "") -> HttpResponse:
        """Say what was done, and what of it in vain: on the page that follows, or beside the box at once."""
        if self.is_part():
            notes = [note for note in (done, warning) if note]
            return self.render_to_response(self.get_context_data(form=CommentForm(), notes=notes))
        messages.success(self.request, done)
        if warning:
            messages.warning(self.request, warning)
        return redirect(self._here())

    def _called_in_vain(self, text: str) -> str:
        """A sentence that names those who were called and do not see the item; "" where there are none."""
        unseen = calling.unseen(self.item, text)
        if not unseen:
            return ""
        names = ", ".join(f"@{name}" for name in unseen[: calling.MOST_CALLED])
        return _("Nobody who sees this translation is called %(names)s.") % {"names": names}

    def _here(self) -> str:
        return reverse("translations:talk", args=[self.item.pk, self.segment.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        comments = list(talk.of_passage(self.item, self.segment, services.segments(self.item)))
        return super().get_context_data(
            **kwargs,
            target=marks.to_text(self.segment.target, self.segment.source) if self.segment.target else "",
            comments=[
                {
                    "said": one,
                    "who": name_of(one.user),
                    "resolver": name_of(one.resolved_by),
                    "elsewhere": one.item.target_locale.language_code if one.item_id != self.item.pk else "",
                }
                for one in comments
            ],
            called=[
                {"name": f"@{one.get_username()}", "who": one.get_full_name()}
                for one in calling.to_call(self.item, self.request.user)
            ],
            open=sum(one.resolved_at is None for one in comments),
        )

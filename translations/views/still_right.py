"""“The translations are still right”: said of a changed original when it is published or later; and taken back."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin import messages

from translations import acknowledge, acts, older, phrases, vouching
from translations.exceptions import Refusal, StaleReview
from translations.forms.still_right import RevokeForm, StillRightForm
from translations.models import Acknowledgement, QueueItem
from translations.permissions import may_edit
from translations.states import WITH_REVIEWER

from .base import TranslationView, get_source
from .people import ActView
from .still_right_links import home_of


@dataclass(frozen=True)
class Choice:
    """A stale translation as the screen lists it."""

    item: QueueItem
    is_ticked: bool = True
    refused: str = ""

    @property
    def sentence(self) -> str:
        """What changed since it was made."""
        return phrases.sentence(phrases.Changes.of(self.item.standing))

    @property
    def in_the_way(self) -> str:
        """Why it cannot be said of this one now; "" where it can be tried."""
        if self.item.standing.state in WITH_REVIEWER:
            return _("It is being reviewed. It can be said when the review has ended.")
        return vouching.what_is_urgent(self.item)


class StillRightView(TranslationView):
    """The stale translations of one original of which this user may say it, to be ticked, with a reason."""

    template_name = "translations/still_right.html"
    page_title = gettext_lazy("The translations are still right")

    def setup(self, request: HttpRequest, *args: Any, app_label: str, model_name: str, pk: str, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.named = (app_label, model_name, pk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.row = get_source(*self.named)
        if not self.stale and not may_edit(request.user, self.row):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def stale(self) -> list[tuple[QueueItem, str]]:
        return vouching.stale_of(self.request.user, self.row)

    @cached_property
    def seen(self) -> str:
        """The state of the original that is called harmless."""
        now = older.original_of(self.stale[0][0]) if self.stale else None
        return now.digest if now else ""

    def get_page_title(self) -> str:
        return str(self.page_title)

    def _form(self, data: Any = None) -> StillRightForm:
        return StillRightForm(data, pks=[item.pk for item, _kind in self.stale], initial={"seen": self.seen})

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._render(self._form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self._form(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        if form.cleaned_data["seen"] != self.seen:
            refusal = StaleReview(_("The original has changed since. Read what changed, then say it again."))
            acts.record(request, type(refusal).__name__, refusal.message)
            messages.error(request, refusal.message)
            return self._render(self._form(), status=409)
        chosen = [one for one in self.stale if one[0].pk in form.cleaned_data["items"]]
        refused = {item.pk: self._refusal(item, kind, form.cleaned_data["reason"]) for item, kind in chosen}
        refused = {pk: sentence for pk, sentence in refused.items() if sentence}
        done = len(chosen) - len(refused)
        if done:
            messages.success(request, _done(done))
        if not refused:
            return redirect(home_of(self.row, request.user))
        del self.stale
        messages.error(request, _("Not all of them could be called up to date. Each says why."))
        return self._render(form, status=409, refused=refused)

    def _refusal(self, item: QueueItem, kind: str, reason: str) -> str:
        """Say it of one; the sentence with which that was refused, or ""."""
        try:
            acknowledge.acknowledge_item(item=item, user=self.request.user, kind=kind, reason=reason)
        except Refusal as refusal:
            acts.record(self.request, type(refusal).__name__, refusal.message)
            return refusal.message
        return ""

    def _render(self, form: StillRightForm, status: int = 200, refused: dict[int, str] | None = None) -> HttpResponse:
        ticked = form.data.getlist("items") if form.is_bound else None
        choices = [
            Choice(item, ticked is None or str(item.pk) in ticked, (refused or {}).get(item.pk, ""))
            for item, _kind in self.stale
        ]
        back = home_of(self.row, self.request.user)
        context = self.get_context_data(form=form, row=self.row, choices=choices, seen=self.seen, back_url=back)
        return self.render_to_response(context, status=status)


def _done(count: int) -> str:
    text = ngettext(
        "%(count)d translation is called up to date. Nothing public has changed.",
        "%(count)d translations are called up to date. Nothing public has changed.",
        count,
    )
    return text % {"count": count}


class RevokeView(ActView):
    """Takes back what was said of an item; leads to the item's history."""

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        self.said = get_object_or_404(Acknowledgement.objects.select_related("item", "baseline"), pk=pk)
        super().post(request, self.said.item_id)
        return redirect("translations:history", self.said.item_id)

    def get_form(self) -> RevokeForm:
        return RevokeForm(self.request.POST)

    def act(self, data: dict[str, Any]) -> str:
        acknowledge.revoke(acknowledgement=self.said, user=self.request.user, reason=data["reason"])
        return _("Taken back. The translation waits for its translator again.")

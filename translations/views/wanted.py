"""Whether an original is to be translated into a language: asked with a reason, answered again later."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from core.languages import language_name
from translations import acts, people, services, unwanted
from translations.exceptions import CannotTranslate
from translations.forms.wanted import GiveUpForm
from translations.models import QueueItem
from translations.sight import may_see

from .base import TranslationView, way_back


class WantedView(TranslationView):
    """A reason, and nobody is asked for a translation; or the word that it is wanted after all.

    Who edits the original says so for languages, too, whose translations they do not see.
    """

    template_name = "translations/wanted.html"

    def setup(self, request: HttpRequest, *args: Any, pk: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk = pk

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        related = ("source_locale", "target_locale", "content_type", "assignee", "not_wanted_by", "standing")
        self.item = get_object_or_404(QueueItem.objects.select_related(*related), pk=self.pk)
        if not unwanted.may_say(request.user, self.item) or not may_see(request.user, self.item):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        told = {"title": self.item.standing.title, "language": language_name(self.item.target_locale.language_code)}
        return _("Translate “%(title)s” into %(language)s?") % told

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._render(GiveUpForm())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if "want" in request.POST:
            unwanted.want(item=self.item, user=request.user)
            messages.success(request, _("It waits for a translator again."))
            return redirect(self._back())
        form = GiveUpForm(request.POST)
        if not form.is_valid():
            return self._render(form, status=422)
        try:
            unwanted.give_up(item=self.item, user=request.user, reason=form.cleaned_data["reason"])
        except CannotTranslate as refusal:
            acts.record(request, type(refusal).__name__, refusal.message)
            messages.error(request, refusal.message)
            return self._render(form, status=refusal.status)
        messages.success(request, _("It is not to be translated: nobody is asked for it any more."))
        return redirect(self._back())

    def _back(self) -> str:
        return way_back(self.request) or reverse("translations:index")

    def _render(self, form: GiveUpForm, status: int = 200) -> HttpResponse:
        context = self.get_context_data(
            item=self.item,
            form=form,
            who=people.name_of(self.item.not_wanted_by) or _("Somebody"),
            exists=services.target_of(self.item) is not None,
            back_url=self._back(),
        )
        return self.render_to_response(context, status=status)

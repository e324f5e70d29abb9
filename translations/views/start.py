"""“Translate to …”: an editor opens a page or snippet for translation."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Locale, Page

from core.languages import language_name
from translations import acts, services, unwanted
from translations.exceptions import CannotTranslate
from translations.permissions import may_edit

from .base import TranslationView, get_source


class StartView(TranslationView):
    """Lists the languages with what stands in the way of each; starts those that are ticked."""

    template_name = "translations/start.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.address = (kwargs["app_label"], kwargs["model_name"], kwargs["pk"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.source = get_source(*self.address)
        if not may_edit(request.user, self.source):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Translate “%(title)s”") % {"title": self.source}

    def _locales(self) -> list[dict[str, Any]]:
        others = Locale.objects.exclude(pk=self.source.locale_id).order_by("pk")
        return [self._offer(locale) for locale in others]

    def _offer(self, locale: Locale) -> dict[str, Any]:
        """A language, why it cannot be chosen, and what is opened along with the source, above and beside it."""
        parents = services.missing_parents(self.source, locale)
        with_parents = all(may_edit(self.request.user, parent) for parent in parents)
        item = unwanted.item_of(self.source, locale)
        return {
            "locale": locale,
            "reason": services.why_not(self.source, locale, with_parents=with_parents),
            "item": item if item and unwanted.may_be_said(item) else None,
            "parents": parents,
            "needs": [str(needed) for needed in services.missing_dependencies(self.source, locale)],
        }

    def _listed(self) -> list[Page]:
        """Pages that the source lists, such as a post's publications, which can be started along with it."""
        return list(getattr(self.source, "listed_pages", list)())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        locales = self._locales()
        return self.render_to_response(
            self.get_context_data(
                source=self.source,
                locales=locales,
                listed=self._listed(),
                can_start=any(not one["reason"] for one in locales),
            )
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = Locale.objects.filter(language_code__in=request.POST.getlist("locale"))
        if not wanted:
            messages.error(request, _("Choose at least one language."))
            return self.get(request)
        sources = [self.source]
        if request.POST.get("listed"):
            sources += [page for page in self._listed() if may_edit(request.user, page)]
        for locale in wanted:
            self._start(sources, locale)
        return redirect("translations:index")

    def _start(self, sources: list[Any], locale: Locale) -> None:
        user = self.request.user
        for source in sources:
            along = all(may_edit(user, parent) for parent in services.missing_parents(source, locale))
            try:
                services.start_translation(source=source, locale=locale, user=user, with_parents=along)
            except CannotTranslate as refusal:
                if source is self.source:
                    acts.record(self.request, type(refusal).__name__, refusal.message)
                    messages.error(self.request, refusal.message)
            else:
                messages.success(
                    self.request,
                    _("“%(title)s” is open for translation into %(language)s.")
                    % {"title": source, "language": language_name(locale.language_code)},
                )

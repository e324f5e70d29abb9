"""Another picture for one language, chosen on a page of its own: what Wagtail's chooser does, without a script."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.images import get_image_model

from core.numbers import is_key
from translations import acts, labels, localize, queue, services
from translations.desk.saving import Overtaken, Refused
from translations.desk.values import save_value
from translations.models import QueueItem
from translations.overrides import choosable
from translations.storing import version_of_value

from .base import TranslationView, get_item

PER_PAGE = 24
LONGEST, MOST_WORDS = 100, 8


class PicturesView(TranslationView):
    """The pictures that the user may choose, newest first, found by words of their titles; POST `picture` takes one,
    "" goes back to the original's. For whoever may write to the item now."""

    template_name = "translations/pictures.html"
    header_icon = "image"

    def setup(self, request: HttpRequest, *args: Any, pk: int, value: int, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk, self.value_pk = pk, str(value)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item: QueueItem = get_item(request, self.pk)
        services.check_writable(self.item, request.user)
        found = next((one for one in services.values(self.item) if str(one.pk) == self.value_pk), None)
        if found is None or not isinstance(found.source, int):
            messages.warning(request, _("The original has changed: this picture is no longer there."))
            return redirect("translations:edit", self.item.pk)
        self.value: localize.ValueSegment = found
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Another picture for this language")

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        typed, made_from = request.POST.get("picture", ""), request.POST.get("version", "")
        if typed and not is_key(typed):
            raise Http404
        try:
            save_value(item=self.item, user=request.user, pk=self.value_pk, typed=typed, made_from=made_from)
        except Overtaken:
            messages.error(request, _("Someone else changed this meanwhile. Choose again."))
            return redirect(request.get_full_path())
        except Refused as refusal:
            acts.record(request, acts.GATE, str(refusal))
            messages.error(request, str(refusal))
            return redirect(request.get_full_path())
        messages.success(request, _("The picture is stored. Nothing is public yet."))
        return redirect(self._back())

    def _back(self) -> str:
        """The picture's place in the form."""
        return f"{reverse('translations:edit', args=[self.item.pk])}#value-{self.value_pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
        found = choosable(self.request.user).order_by("-created_at", "-pk").prefetch_renditions("max-165x165")
        for word in words.split()[:MOST_WORDS]:
            found = found.filter(title__icontains=word)
        shown = get_image_model().objects.in_bulk([pk for pk in (self.value.source, self.value.target) if pk])
        source = services.source_of(self.item)
        return super().get_context_data(
            **kwargs,
            item=self.item,
            row=queue.rows([self.item])[0],
            label=labels.path_label(self.item.content_type.model_class(), self.value.path, labels.block_types(source)),
            original=shown.get(self.value.source),
            own=shown.get(self.value.target),
            version=version_of_value(self.value.target),
            words=words,
            query=urlencode({"q": words}) if words else "",
            page_obj=Paginator(found, PER_PAGE).get_page(self.request.GET.get("page")),
            back_url=self._back(),
        )

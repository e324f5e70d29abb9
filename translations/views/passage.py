"""What the pages of one passage share: the item, the passage, and the way back to it in the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from translations import labels, localize, marks, queue, services
from translations.models import QueueItem

from .base import TranslationView, get_item


class PassageView(TranslationView):
    """A page about one passage, for those who see its item; where the original has it no more, the form.

    Asked with `?part`, it answers with what it says alone, for the place beside the passage's box.
    """

    part_name: str

    def get_template_names(self) -> list[str]:
        return [self.part_name] if self.is_part() else super().get_template_names()

    def is_part(self) -> bool:
        return "part" in self.request.GET

    def setup(self, request: HttpRequest, *args: Any, pk: int, segment: str, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.pk, self.segment_pk = pk, segment

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.item: QueueItem = get_item(request, self.pk)
        self.segment = self.passage()
        if self.segment is None:
            messages.warning(request, _("The original has changed: this passage is no longer there."))
            return redirect("translations:edit", self.item.pk)
        return super().dispatch(request, *args, **kwargs)

    def passage(self) -> localize.TextSegment | None:
        """The passage as it is stored now."""
        return services.segment(self.item, self.segment_pk)

    def back_url(self) -> str:
        """The passage's box in the form."""
        return f"{reverse('translations:edit', args=[self.item.pk])}#id_text-{self.segment.pk}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if self.is_part():
            return {**kwargs, "item": self.item, "segment": self.segment}
        row = queue.rows([self.item])[0]
        return super().get_context_data(
            **kwargs,
            item=self.item,
            row=row,
            label=labels.path_label(type(row.source or row.target), self.segment.path, labels.block_types(row.source)),
            source=marks.to_text(self.segment.source),
            back_url=self.back_url(),
        )

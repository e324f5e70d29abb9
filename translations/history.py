"""What happened to an item: Wagtail's log of its two rows, in the reader's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from . import drafts
from .log_actions import ACTS
from .models import QueueItem

PER_PAGE = 50
# What is told of the original, in words that name no other page and quote no draft of it.
OF_THE_ORIGINAL = {
    "wagtail.publish": _("Original published"),
    "wagtail.unpublish": _("Original taken down"),
    "wagtail.delete": _("Original deleted"),
    "wagtail.move": _("Original moved"),
}

# Wagtail’s words for these name other pages, which the reader may not know of, or the one step of the one workflow.
OWN_WORDS = {
    "wagtail.move": _("Moved"),
    "wagtail.reorder": _("Moved"),
    "wagtail.workflow.approve": _("Approved"),
    "wagtail.workflow.reject": _("Changes requested"),
}


# What Wagtail notes beside an act of ours: the same once more, with the title of another page or the workflow's name.
TOLD_ALREADY = ("wagtail.create", "wagtail.copy_for_translation", "wagtail.workflow.start", "wagtail.workflow.resume")


@dataclass(frozen=True)
class Event:
    """One act: `who` is “” for the machine."""

    when: datetime
    who: str
    what: str
    why: str


def page_of(
    item: QueueItem, number: Any = 1, original: models.Model | None = None, translated: models.Model | None = None
) -> tuple[Page, list[Event]]:
    """A page of an item's history, newest first: at most 4 queries, however much happened. `original` and `translated`
    are its rows, where they have just been read."""
    model = registry.get_log_model_for_model(item.content_type.model_class())
    target, source = (
        _row_pk(translated or drafts.find_target(item)),
        _row_pk(original or drafts.find_source(item)),
    )
    of_people = Q(action__in=[action for action, *_rest in ACTS], data__item=item.pk)
    about_source = Q(action__in=OF_THE_ORIGINAL) | Q(data__item=item.pk)
    # Of a row that is gone, what its people did names the item; by no more is it known.
    of_target = _of(model, item, target) if target else of_people
    wanted = of_target | (_of(model, item, source) & about_source if source else of_people)
    entries = (
        model.objects.filter(wanted)
        .exclude(action__in=TOLD_ALREADY)
        .select_related("user")
        .order_by("-timestamp", "-pk")
    )
    page = Paginator(entries, PER_PAGE).get_page(number)
    return page, [_event(entry, source=source) for entry in page.object_list]


def _row_pk(row: models.Model | None) -> str:
    return "" if row is None else str(row.pk)


def _of(model: type[models.Model], item: QueueItem, pk: str) -> Q:
    if model is PageLogEntry:
        return Q(page_id=int(pk))
    return Q(content_type=ContentType.objects.get_for_model(item.content_type.model_class()), object_id=pk)


def _event(entry: Any, *, source: str) -> Event:
    of_the_original = OF_THE_ORIGINAL if str(entry.object_id) == source else {}
    user = entry.user
    return Event(
        when=entry.timestamp,
        who=str(user.get_full_name() or user) if user else "",
        what=str((OWN_WORDS | of_the_original).get(entry.action) or entry.message),
        why=str(entry.comment),
    )

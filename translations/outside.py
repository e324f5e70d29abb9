"""What superusers may do through wagtail-localize's own screens: locks and reviews hold there too."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, TranslatableMixin

from . import localize, po, provenance, standings
from .desk import record
from .drafts import find_target, lock, open_review
from .exceptions import CannotTranslate, InReview
from .guard import item_of
from .locks import check_lock
from .models import QueueItem, SegmentEdit
from .overrides import override_problems
from .storing import is_news

# What the address of an edit view holds where a superuser asks for wagtail-localize's editor.
OWN_EDITOR = "localize"


def own_editor(user: Any, target: models.Model | None) -> str:
    """The address of wagtail-localize's editor of a translation; "" for all but superusers, and where there is none."""
    if target is None or not user.is_superuser:
        return ""
    url = AdminURLFinder(user).get_edit_url(target)
    return f"{url}?{OWN_EDITOR}=1" if url else ""


def editor_alone(user: Any, item: QueueItem, target: models.Model | None) -> str:
    """The address of Wagtail's editor of what stands alone, for those who may edit it there; "" for all else."""
    if target is None or not item.alone_since:
        return ""
    return AdminURLFinder(user).get_edit_url(target) or ""


def check_unlocked(user: Any, named: dict[str, Any]) -> None:
    """Raise InReview where a target that an address names is locked for the user, or in review.

    `named` holds the numbers in the address. Those screens write strings past the draft under review and know
    no lock; who may decide a review corrects the text in our form, which points the review at it.
    """
    for target in _targets(named):
        if open_review(target):
            raise InReview(_("The translation is being reviewed. It can be changed again when the review has ended."))
        check_lock(target, user)


def check_target(named: dict[str, Any]) -> None:
    """Raise CannotTranslate where the row of a translation that an address names is gone: those screens answer 500."""
    pair = localize.Translation.objects.filter(pk=named.get("translation_id")).select_related("source").first()
    try:
        if pair is not None:
            pair.get_target_instance()
    except ObjectDoesNotExist as error:
        raise CannotTranslate(_("The translation was deleted.")) from error


def _targets(named: dict[str, Any]) -> Iterator[models.Model]:
    if "page_id" in named:
        page = Page.objects.filter(pk=named["page_id"]).first()
        items = [item_of(page)] if page else []
    else:
        key = {"source": named["translation_source_id"]} if "translation_source_id" in named else {}
        key |= {"pk": named["translation_id"]} if "translation_id" in named else {}
        pairs = localize.Translation.objects.filter(**key).select_related("source") if key else []
        items = [item_between(pair) for pair in pairs]
    for item in filter(None, items):
        target = find_target(item)
        if isinstance(target, TranslatableMixin):
            yield target


def refused_of(screen: str, named: dict[str, Any], answer: dict[str, Any]) -> str:
    """Why the gate refused what a screen has just stored with its mark; "" where it did not.

    The answer to an override tells of the one before it too: upstream never takes a mark away.
    """
    if screen != "edit_override" or not answer.get("error"):
        return str(answer.get("error") or "")
    context_id = localize.OverridableSegment.objects.values_list("context_id", flat=True).get(
        pk=named["overridable_segment_id"]
    )
    stored = localize.SegmentOverride(context_id=context_id, data_json=json.dumps(answer["data"]))
    return " ".join(override_problems(stored))


@dataclass(frozen=True)
class Imported:
    """What became of a file: entries stored, refused by the gate, unknown here, and not finished."""

    stored: int
    refused: int
    unknown: int
    unfinished: int


@transaction.atomic
def import_file(*, translation: localize.Translation, user: Any, data: bytes) -> Imported:
    """Store the finished entries of a PO file. Raises po.Unreadable.

    What the gate refuses is stored with its mark, as it is however it comes (signal_handlers.check_string).
    """
    file = po.read(data, str(translation.uuid))
    if item := item_between(translation):
        lock(item)
    known = {(one.path, one.source): one for one in localize.text_segments(translation)}
    news: dict[str, tuple[localize.TextSegment, str]] = {}
    unknown = 0
    for entry in file.entries:
        segment = known.get((entry.path, entry.source))
        if segment is None:
            unknown += 1
        else:
            news[segment.pk] = (segment, entry.text)
    changed = [(segment, text) for segment, text in news.values() if is_news(segment, text)]
    with standings.deferred(), provenance.comes(SegmentEdit.Origin.FILE, user, item), record.together():
        stored = localize.save_texts(translation, changed, user)
    refused = sum(bool(one.error) for one in stored)
    return Imported(len(stored) - refused, refused, unknown, file.unfinished)


def item_between(pair: localize.Translation) -> QueueItem | None:
    """The item of wagtail-localize's pairing of two languages."""
    items = QueueItem.objects.select_related("content_type")
    return items.filter(translation_key=pair.source.object_id, target_locale_id=pair.target_locale_id).first()

"""A newer draft of an original that no reader has seen yet: handed in since its translation was opened (Basis.DRAFT).

Nothing is taken over by itself: a translation of a draft stays one of the draft that it was opened at.
"""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Revision

from . import carrying, localize, people, services, sides, sight, standings
from .drafts import find_source, find_target, lock, open_review, write_draft
from .exceptions import CannotTranslate, InReview, Refusal
from .models import Basis, Original, QueueItem
from .permissions import may_translate


def newer_draft(item: QueueItem, source: models.Model | None = None, now: Original | None = None) -> Revision | None:
    """The draft that may be translated by now, where it says something else than the one that is translated.

    That is the one which is in review, or has its time: what an editor still writes is nobody's to read. `source` is
    the item's, and `now` what is translated of it, where they have just been read. Two queries where there is none;
    where there is one, those that it takes to read it.
    """
    source = (source or find_source(item)) if item.basis == Basis.DRAFT else None
    draft = services.draft_to_translate(source) if source is not None else None
    if draft is None or draft.pk == item.basis_revision_id:
        return None
    now = now or Original.objects.filter(translation_key=item.translation_key, locale_id=item.source_locale_id).first()
    return draft if now is not None and now.digest != _says(draft, source) else None


def _says(draft: Revision, source: models.Model) -> str:
    """The digest of what a draft says. Wagtail would read all that it points at; that matters only where it is gone."""
    try:
        return localize.reflection(sides.draft_of(draft, type(source))).digest
    except ObjectDoesNotExist:
        return localize.reflection(draft.as_object()).digest


@dataclass(frozen=True)
class Offer:
    """That there is a newer draft; `is_open` says whether it can be taken over now."""

    is_open: bool


def offer_to(
    user: Any,
    item: QueueItem,
    source: models.Model | None = None,
    target: models.Model | None = None,
    now: Original | None = None,
    *,
    is_pair: bool = False,
) -> Offer | None:
    """The offer of a newer draft to whoever may see it and writes the translation; `source`, `target` and what is
    translated `now` are those of the item, where they have just been read; `is_pair` says that there is no other
    language."""
    translates = may_translate(user, item.target_locale_id, item.source_locale_id)
    if not translates or not sight.may_see(user, item) or newer_draft(item, source, now) is None:
        return None
    target = target or find_target(item)
    try:
        services.check_writable(item, user, target)
        _check_not_in_review(item, item, target)
        for one in () if is_pair else _of_the_same_draft(item).exclude(pk=item.pk):
            _check_not_in_review(one, item, target)
    except Refusal:
        return Offer(is_open=False)
    return Offer(is_open=True)


@transaction.atomic
def take_over_draft(*, item: QueueItem, user: Any) -> None:
    """Translate from now on what the newest draft that was handed in says. Texts of passages that it kept stay.

    The languages of an original share what is translated, so all of them go along, and what
    it needs is opened in each. Raises what `check_writable` does,
    InReview while one of them is reviewed, CannotTranslate where there is no newer draft.
    """
    family = _of_the_same_draft(item)
    item, target = lock(item, *family)
    services.check_writable(item, user, target)
    for one in family.all():
        _check_not_in_review(one, item, target)
    draft = newer_draft(item)
    if draft is None:
        raise CannotTranslate(_("There is no newer draft of the original."))
    said = draft.as_object()
    for one in family.select_related("target_locale"):
        for needed in services.missing_dependencies(said, one.target_locale):
            services.start_translation(source=needed, locale=one.target_locale, user=user)
    before = localize.frozen_reflection(services.translation_of(item).source)
    with standings.deferred():
        standings.record(said)
        frozen = localize.create_translation(said, item.target_locale).source
        carrying.carry_unchanged(frozen, before)
        family.update(basis_revision=draft)
        item.basis_revision = draft
        write_draft(item, user)
        standings.refresh(family)
    people.touch(item)
    log(instance=find_target(item), action="translations.newer_draft", user=user, data={"item": item.pk})


def _of_the_same_draft(item: QueueItem) -> models.QuerySet[QueueItem]:
    """The translations of one original that are made of a draft of it."""
    family = QueueItem.objects.filter(translation_key=item.translation_key, source_locale_id=item.source_locale_id)
    return family.filter(basis=Basis.DRAFT, alone_since=None).exclude(started_at=None).order_by("pk")


def _check_not_in_review(one: QueueItem, item: QueueItem, target: models.Model | None) -> None:
    """`target` is that of `item`."""
    theirs = target if one.pk == item.pk else find_target(one)
    if theirs is None or not open_review(theirs):
        return
    if one.pk == item.pk:
        raise InReview(_("The translation is being reviewed. It can be changed again when the review has ended."))
    raise InReview(_("Another translation of this original is being reviewed. Try again when that has ended."))

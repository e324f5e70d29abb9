"""One image or address of an item is saved by itself, as a passage is (see saving.py)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images import get_image_model

from core.numbers import is_key
from translations import drafts, evidence, localize, people, services, standings
from translations.models import QueueItem
from translations.overrides import value_problems
from translations.storing import version_of_value

from .saving import Overtaken, Refused, Saved, is_long_ago, progress_of


class ValueOvertaken(Overtaken):
    """Somebody else changed the image or address meanwhile, or the original has it no more: then `segment_pk` is "".

    `theirs` is the address, or the title of the image.
    """

    def __init__(self, value: localize.ValueSegment | None) -> None:
        super().__init__(None)
        if value is None:
            return
        self.segment_pk, self.version = value.pk, version_of_value(value.target)
        if isinstance(value.target, int):
            self.picture = get_image_model().objects.filter(pk=value.target).first()
        self.theirs = self.picture.title if self.picture else str(value.target or "")


@transaction.atomic
def save_value(*, item: QueueItem, user: Any, pk: str, typed: str, made_from: str) -> Saved:
    """Store an address as it is typed, or an image by its key; blank goes back to the original's.

    `made_from` is the version that the writer saw. Writes no draft, but where a value is taken away: of that nothing
    else would remain, and readers would keep it. Raises what `save_segment` raises.
    """
    item, target = drafts.lock(item)
    seen = evidence.gather([item])
    services.check_writable(item, user, target)
    translation = services.translation_of(item, seen)
    value = next((one for one in localize.value_segments(translation) if one.pk == pk), None)
    if value is None:
        raise ValueOvertaken(None)
    wanted = _read(value, typed)
    if made_from != version_of_value(value.target) and wanted != value.target:
        raise ValueOvertaken(value)
    if found := value_problems(value.source, wanted):
        raise Refused(found)
    if wanted != value.target or value.error:
        with standings.deferred():
            localize.save_override(translation, value, wanted, user)
            if wanted is None:
                _write_draft(item, user)
    if is_long_ago(item.last_act_at):
        people.touch(item)
    return Saved(version_of_value(wanted), [], progress_of(_as_it_stands(item)))


def _write_draft(item: QueueItem, user: Any) -> None:
    try:
        drafts.write_draft(item, user)
    except ValidationError as error:
        raise Refused(error.messages) from error


def _read(value: localize.ValueSegment, typed: str) -> Any:
    typed = typed.strip()
    return int(typed) if isinstance(value.source, int) and is_key(typed) else typed or None


def _as_it_stands(item: QueueItem) -> QueueItem:
    return QueueItem.objects.select_related("standing").get(pk=item.pk)

"""One image or address of an item is saved by itself, as a passage is (see saving.py)."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.images import get_image_model

from core.numbers import is_key
from translations import drafts, evidence, localize, passages, people, provenance, services, standings
from translations.models import QueueItem
from translations.overrides import choice_problems
from translations.storing import version_of_value

from .saving import Overtaken, Refused, Saved, is_long_ago, locked, progress_of


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


def save_value(*, item: QueueItem, typed: str, **given: Any) -> Saved:
    """Store an address as it is typed, or an image by its key, under the lock of its item; blank goes back to the
    original's.

    Writes no draft, but where a value is taken away: of that nothing else would remain, and readers would keep it. The
    draft takes the lock of the row too, which comes first (drafts.lock). Raises what `save_segment` raises.
    """
    with transaction.atomic():
        if not typed.strip():
            return _take_away(item=drafts.lock(item)[0], **given)
        return store_value(item=locked(item), typed=typed, **given)


def store_value(*, item: QueueItem, user: Any, pk: str, typed: str, made_from: str) -> Saved:
    """Store another value of a locked item. `made_from` is the version that the writer saw.

    Read as for a passage (see `store_segment`); one query more, and one or two for an image: whether the user may
    choose it.
    """
    value, stood, seen = _standing_there(item, user, pk)
    wanted = _read(value, typed)
    _check(value, wanted, made_from, user)
    if wanted != value.target or value.error:
        with standings.known_of(item, seen), provenance.comes(user=user, item=item):
            stored = localize.save_override(stood.translation, value, wanted, user, was_found=True)
            if stored.has_error:
                raise Refused([stored.field_error])
            stood.note_value(stored)
            seen.saved = stood.saved
    if is_long_ago(item.last_act_at):
        people.touch(item)
    return Saved(version_of_value(wanted), [], progress_of(item))


def _take_away(*, item: QueueItem, user: Any, pk: str, made_from: str) -> Saved:
    value, stood, _seen = _standing_there(item, user, pk)
    _check(value, None, made_from, user)
    if value.target is not None or value.error:
        with standings.deferred(), provenance.comes(user=user, item=item):
            localize.save_override(stood.translation, value, None, user)
            _write_draft(item, user)
    if is_long_ago(item.last_act_at):
        people.touch(item)
    return Saved(version_of_value(None), [], progress_of(_as_it_stands(item)))


def _standing_there(
    item: QueueItem, user: Any, pk: str
) -> tuple[localize.ValueSegment, passages.Passages, evidence.Evidence]:
    """The value by its key, and all that was read for it. Raises what `services.check_writable` raises."""
    stood = passages.read_to_save(item, pk)
    seen = evidence.gather([item], pairings=passages.pairings(item, stood))
    services.check_writable(item, user, seen.target(item))
    services.translation_of(item, seen)
    value = next((one for one in stood.values if one.pk == pk), None)
    if value is None:
        raise ValueOvertaken(None)
    return value, stood, seen


def _check(value: localize.ValueSegment, wanted: Any, made_from: str, user: Any) -> None:
    """What stands there already is nobody's choice anew."""
    if made_from != version_of_value(value.target) and wanted != value.target:
        raise ValueOvertaken(value)
    if (wanted != value.target or value.error) and (found := choice_problems(user, value.source, wanted)):
        raise Refused(found)


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

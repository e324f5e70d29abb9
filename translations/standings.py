"""The queue's two caches, kept within the request that changes something: Original and Standing.

What is true is concluded anew each time (truth.py); only what differs from what was remembered is written.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from . import evidence, localize, notifications, offers, said, truth, undecided
from .digests import content_digest
from .models import Notification, Original, QueueItem, Standing
from .states import Flag, Tab, is_undecided

Kind = Notification.Kind

COLUMNS = [field.attname for field in Standing._meta.concrete_fields if field.name != "item"]

_waiting: ContextVar[set[int] | None] = ContextVar("waiting", default=None)


@contextmanager
def deferred() -> Iterator[None]:
    """Each item that changes inside is concluded once, at the end; not where it ends in an error."""
    if _waiting.get() is not None:
        yield
        return
    with _collected() as changed:
        yield
    look_again(changed)


@contextmanager
def _collected() -> Iterator[set[int]]:
    found: set[int] = set()
    token = _waiting.set(found)
    try:
        yield found
    finally:
        _waiting.reset(token)


@contextmanager
def known_of(item: QueueItem, seen: evidence.Evidence) -> Iterator[None]:
    """As `deferred`, for the texts of one item that is locked and of which all else has been read under that lock.
    Where `seen.saved` was read before they were stored, whoever stores them says what it is now."""
    with _collected():
        yield
    _write([truth.conclude(item, seen)])


def refresh(items: Iterable[QueueItem]) -> int:
    """Conclude where items stand and store what changed; returns how many rows were written.

    The items are locked, so that of two requests the later one sees what the earlier did.
    """
    return look_again(item.pk for item in items)


def look_again(items: Iterable[int]) -> int:
    """The same by primary keys."""
    pks = list(items)
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(pks)
        return 0
    if not pks:
        return 0
    with transaction.atomic():
        return _store(list(_locked(pk__in=pks)))


def _locked(**wanted: Any) -> models.QuerySet[QueueItem]:
    """Items for the rest of the transaction. What is joined to them may be older than the wait for them."""
    items = QueueItem.objects.filter(**wanted).order_by("pk")
    return items.select_for_update(of=("self",)).select_related("source_locale", "content_type")


def _store(items: Sequence[QueueItem], known: dict[int, Standing] | None = None, originals: Any = None) -> int:
    """Conclude locked items; `known` and `originals` are what is remembered of them, where it has just been read."""
    waiting = _waiting.get()
    if waiting is not None:
        waiting.update(item.pk for item in items)
        return 0
    seen = evidence.gather(items, originals)
    known = Standing.objects.in_bulk([item.pk for item in items]) if known is None else known
    found = [truth.conclude(item, seen) for item in items]
    changed = [one for one in found if differs(one, known.get(one.item_id))]
    _settle([(one, known[one.item_id]) for one in changed if one.item_id in known])
    undecided.ask([one for one in changed if _came_up(one, known.get(one.item_id))], seen)
    return _write(changed)


def _settle(changed: Sequence[tuple[Standing, Standing]]) -> None:
    """What people were told of items and is so no more, each as it is now and as it was."""
    current = [one.item for one, was in changed if Flag.STALE in was.flags and Flag.STALE not in one.flags]
    decided = [one.item for one, was in changed if is_undecided(was.flags, ()) and not undecided.is_asked(one)]
    notifications.settle(current, [Kind.STALE])
    notifications.settle(decided, [Kind.TO_DECIDE])


def _came_up(one: Standing, was: Standing | None) -> bool:
    """Whether somebody must decide about a public translation, of which nobody had to until now."""
    waits = one.tab == Tab.TO_DECIDE and one.is_public
    return waits and was is not None and not (was.tab == Tab.TO_DECIDE and was.is_public)


def _write(changed: Sequence[Standing]) -> int:
    Standing.objects.bulk_create(changed, update_conflicts=True, unique_fields=["item"], update_fields=COLUMNS)
    return len(changed)


def differs(one: Standing, other: Standing | None) -> list[str]:
    """The columns in which two standings differ."""
    if other is None:
        return ["item"]
    return [name for name in COLUMNS if getattr(one, name) != getattr(other, name)]


def refresh_family(translation_key: Any, source_locale_id: int) -> int:
    """Conclude all items of one source anew."""
    return refresh(QueueItem.objects.filter(translation_key=translation_key, source_locale_id=source_locale_id))


def refresh_row(row: models.Model) -> int:
    """Conclude the items whose source or target a row is."""
    mine = models.Q(source_locale_id=row.locale_id) | models.Q(target_locale_id=row.locale_id)
    return refresh(QueueItem.objects.filter(mine, translation_key=row.translation_key))


@transaction.atomic
def row_published(row: models.Model) -> bool:
    """What follows for the items of a row that was published; says whether it is a source that says something new.

    One that is published again as it was costs a look at it and four queries, and writes nothing.
    """
    family = list(_locked(translation_key=row.translation_key))
    targets = [item for item in family if item.started_at and item.target_locale_id == row.locale_id]
    if targets:
        refresh_row(row)
    if any(not item.alone_since for item in targets):
        return False
    offered = offers.may_be_original(row)
    mine = [item for item in family if item.source_locale_id == row.locale_id and not item.alone_since]
    if not mine and not offered:
        return False
    original, changed = _recorded(row)
    known = Standing.objects.in_bulk([item.pk for item in mine])
    if offered and offers.ensure_items(row):
        refresh_family(row.translation_key, row.locale_id)
    elif changed or any(_must_look(known.get(item.pk), row) for item in mine):
        _store(mine, known, {(row.translation_key, row.locale_id): original})
    return changed


def _must_look(standing: Standing | None, row: models.Model) -> bool:
    """Whether the queue remembers of an item that its source is not public, or another title, or nothing."""
    if standing is None or standing.title != str(row)[:255]:
        return True
    return any(flag.startswith("source_") for flag in standing.flags)


def record(row: models.Model, *, anew: bool = False) -> bool:
    """Note what a published row says (Original); says whether that is something else than before.

    With `anew` what is remembered is not believed.
    """
    return _recorded(row, anew=anew)[1]


def _recorded(row: models.Model, *, anew: bool = False) -> tuple[Original, bool]:
    original = Original.objects.filter(translation_key=row.translation_key, locale_id=row.locale_id).first()
    content = said.content_of(row) if anew else said.saved_content(row)
    digest = content_digest(content)
    if original is not None and original.content_digest == digest and not anew:
        return original, False
    now = localize.reflection(row, content)
    changed = original is None or original.digest != now.digest
    original = original or Original(translation_key=row.translation_key, locale_id=row.locale_id)
    original.content_digest, original.digest = digest, now.digest
    original.segments, original.facts = now.segments, now.facts
    if changed:
        original.changed_at = getattr(row, "last_published_at", None) or timezone.now()
    original.save()
    return original, changed


def source_deleted(row: models.Model) -> None:
    """What becomes of the items of a row that is gone: those that nobody began go with it, the others stand alone.

    Where it was written by hand beside another, that is missing in its language now.
    """
    items = QueueItem.objects.filter(translation_key=row.translation_key, source_locale_id=row.locale_id)
    items.filter(started_at=None).delete()
    items.filter(alone_since=None).update(alone_since=timezone.now())
    refresh_row(row)
    for left in type(row)._base_manager.filter(translation_key=row.translation_key).exclude(pk=row.pk):
        if offers.may_be_original(left):
            row_published(left)

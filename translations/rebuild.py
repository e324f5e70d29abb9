"""The queue's caches made anew, and compared with the truth, for the whole site in batches."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from modelcluster.models import get_all_child_relations
from wagtail.models import Locale, Page

from . import evidence, localize, offers, remembered, standings, truth
from .comparison import Reflection
from .digests import content_digest
from .models import Original, QueueItem, Standing
from .said import content_of
from .states import Flag

BATCH = 1_000


@dataclass(frozen=True)
class Fault:
    """One thing that the queue remembers wrongly: what, and in which respect."""

    what: str
    why: str


def _children(model: type[models.Model]) -> list[str]:
    """Names of the relations whose rows are part of what a row says."""
    return [one.get_accessor_name() for one in get_all_child_relations(model)]


def _offered_models() -> list[type[models.Model]]:
    """The site's own kinds of page and snippet; the row of `Page` below each page says less."""
    return [model for model in apps.get_models() if offers.is_kept(model) and model is not Page]


def offer_all() -> int:
    """Make the items that public originals lack, for all locales; returns how many. Queries per model, not per page."""
    targets = set(QueueItem.objects.exclude(started_at=None).values_list("translation_key", "target_locale_id"))
    held = set(QueueItem.objects.values_list("translation_key", "target_locale_id"))
    locales = list(Locale.objects.order_by("pk"))
    made: list[QueueItem] = []
    for model in _offered_models():
        kind = ContentType.objects.get_for_model(model)
        held.update(model._base_manager.values_list("translation_key", "locale_id"))
        public = offers.public_originals(model).order_by("pk").values_list("translation_key", "locale_id")
        for key, locale_id in public.iterator():
            if (key, locale_id) in targets:
                continue
            for locale in locales:
                if (key, locale.pk) not in held:
                    held.add((key, locale.pk))
                    made.append(
                        QueueItem(
                            translation_key=key,
                            content_type=kind,
                            source_locale_id=locale_id,
                            target_locale=locale,
                        )
                    )
    QueueItem.objects.bulk_create(made, batch_size=BATCH)
    fresh = QueueItem.objects.filter(standing=None).order_by("pk")
    while batch := list(fresh[:BATCH]):
        _ensure_originals(batch)
        standings.refresh(batch)
    return len(made)


def _ensure_originals(items: Sequence[QueueItem]) -> None:
    known = set(Original.objects.values_list("translation_key", "locale_id"))
    for row in _sources(items):
        if row.live and (row.translation_key, row.locale_id) not in known:
            standings.record(row)


def _sources(items: Sequence[QueueItem]) -> Iterator[Any]:
    """The source rows of items with the rows that belong to them: one query a kind and relation."""
    wanted: dict[type[models.Model], set[tuple[Any, int]]] = {}
    for item in items:
        if item.alone_since:
            continue
        model = item.content_type.model_class()
        wanted.setdefault(model, set()).add((item.translation_key, item.source_locale_id))
    for model, sides in wanted.items():
        rows = model._base_manager.filter(translation_key__in={key for key, _locale in sides})
        for row in rows.prefetch_related(*_children(model)):
            if (row.translation_key, row.locale_id) in sides:
                yield row


def batches(size: int = BATCH) -> Iterator[list[QueueItem]]:
    """All items, by key, so that a family is together as far as it can be."""
    items = QueueItem.objects.select_related("source_locale", "content_type").order_by("pk")
    last = 0
    while batch := list(items.filter(pk__gt=last)[:size]):
        last = batch[-1].pk
        yield batch


@transaction.atomic
def rebuild() -> int:
    """Make both caches anew; returns how many rows of them were wrong."""
    wrong = len(list(check()))
    offer_all()
    for batch in batches():
        for row in _sources(batch):
            if row.live:
                standings.record(row, anew=True)
        standings.refresh(batch)
    _drop_pointless()
    return wrong


def _drop_pointless() -> None:
    """Items that nobody began and whose source is gone."""
    unstarted = Standing.objects.filter(item__started_at=None).values_list("item_id", "flags")
    gone = [pk for pk, flags in unstarted if Flag.SOURCE_DELETED in flags]
    QueueItem.objects.filter(pk__in=gone).delete()


def check() -> Iterator[Fault]:
    """What the caches remember wrongly. Reads only."""
    yield from _lacking()
    for batch in batches():
        originals = remembered.originals_of(batch)
        for row in _sources(batch):
            if row.live:
                yield from _check_original(row, originals)
        seen = evidence.gather(batch, originals)
        known = Standing.objects.in_bulk([item.pk for item in batch])
        for item in batch:
            stored, true = known.get(item.pk), truth.conclude(item, seen)
            if columns := standings.differs(true, stored):
                yield Fault(str(item), "; ".join(_told(name, stored, true) for name in columns))


def _told(column: str, stored: Standing | None, true: Standing) -> str:
    return f"{column}: {getattr(stored, column)!r}, is {getattr(true, column)!r}" if stored else "nothing is remembered"


def _check_original(row: Any, originals: dict[evidence.Side, Original]) -> Iterator[Fault]:
    """Compare what is remembered of a source with its row; puts the truth in its place, in memory."""
    side = (row.translation_key, row.locale_id)
    known = originals.get(side)
    is_sound = known is not None and Reflection(known.segments, known.facts).digest == known.digest
    content = content_of(row)
    if is_sound and known.content_digest == content_digest(content):
        return
    said = localize.reflection(row, content)
    if not is_sound or known.digest != said.digest:
        yield Fault(str(row), "original")
        originals[side] = Original(
            translation_key=row.translation_key,
            locale_id=row.locale_id,
            digest=said.digest,
            segments=said.segments,
            facts=said.facts,
            changed_at=known.changed_at if known else row.last_published_at,
        )


def _lacking() -> Iterator[Fault]:
    """Public originals without an item in a language in which they have no row."""
    locales = set(Locale.objects.values_list("pk", flat=True))
    held: dict[Any, set[int]] = {}
    targets = set()
    for key, locale_id, started in QueueItem.objects.values_list("translation_key", "target_locale_id", "started_at"):
        held.setdefault(key, set()).add(locale_id)
        if started:
            targets.add((key, locale_id))
    for model in _offered_models():
        for key, locale_id in model._base_manager.values_list("translation_key", "locale_id"):
            held.setdefault(key, set()).add(locale_id)
        for key, locale_id in offers.public_originals(model).values_list("translation_key", "locale_id"):
            if (key, locale_id) not in targets and locales - held[key]:
                yield Fault(f"{key}", "item")

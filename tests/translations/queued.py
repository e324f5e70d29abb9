"""Items of the queue with a standing as it might have been computed, without a page behind them: thousands a second."""

import datetime
import itertools
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from wagtail.models import Locale

from articles.models import BlogPostPage
from translations.finding import words_of
from translations.models import QueueItem, Standing
from translations.states import Flag, State, Tab

_serial = itertools.count(1)

# One of each tab, as a standing says it.
KINDS: dict[str, dict[str, Any]] = {
    Tab.TO_TRANSLATE: {"state": State.MISSING, "words_to_do": 100, "words_total": 100},
    Tab.STALE: {
        "state": State.READY,
        "flags": [Flag.STALE.value],
        "is_public": True,
        "severity": 3,
        "kinds": {"number": 1, "wording": 1},
        "sentences_changed": 2,
        "words_to_do": 41,
        "segments_total": 5,
        "segments_done": 4,
    },
    Tab.IN_PROGRESS: {"state": State.IN_PROGRESS, "words_to_do": 30, "segments_total": 4, "segments_done": 2},
    Tab.TO_REVIEW: {"state": State.IN_REVIEW, "segments_total": 4, "segments_done": 4},
    Tab.CHANGES_REQUESTED: {"state": State.CHANGES_REQUESTED, "words_to_do": 7},
    Tab.TO_DECIDE: {"state": State.CURRENT, "flags": [Flag.SOURCE_UNPUBLISHED.value], "is_public": True},
    Tab.DONE: {"state": State.CURRENT, "is_public": True, "segments_total": 3, "segments_done": 3},
}


def queued(
    source: Any, target: Any, tab: str = Tab.TO_TRANSLATE, *, number: int = 1, item: Any = None, **fields: Any
) -> list[QueueItem]:
    """Items from one tree or locale into another. `item` holds fields of the item (a function of its index too)."""
    source, target = getattr(source, "locale", source), getattr(target, "locale", target)
    kind = fields.pop("model", BlogPostPage)
    content_type = ContentType.objects.get_for_model(kind)
    of_item: Callable[[int], dict[str, Any]] = item if callable(item) else lambda _index: item or {}
    started = None if tab == Tab.TO_TRANSLATE else timezone.now()
    keys = {found["translation_key"] for index in range(number) if "translation_key" in (found := of_item(index))}
    QueueItem.objects.filter(translation_key__in=keys, target_locale=target).delete()  # that of a real original
    rows = QueueItem.objects.bulk_create(
        QueueItem(
            **{
                "translation_key": uuid.uuid4(),
                "content_type": content_type,
                "source_locale": source,
                "target_locale": target,
                "started_at": started,
                **of_item(index),
            }
        )
        for index in range(number)
    )
    moment = timezone.now() - datetime.timedelta(days=3)
    standings = [
        Standing(
            **{
                "item": row,
                "tab": tab,
                "title": f"Item {next(_serial):05d}",
                "source_pk": str(row.pk),
                "target_pk": str(row.pk) if started else "",
                "since": moment + datetime.timedelta(minutes=index),
                **KINDS.get(tab, {}),
                **fields,
            }
        )
        for index, row in enumerate(rows)
    ]
    for one in standings:
        one.found_by = one.found_by or words_of(one.title)
    Standing.objects.bulk_create(standings)
    return list(QueueItem.objects.select_related("standing").filter(pk__in=[row.pk for row in rows]).order_by("pk"))


def one_of_each(source: Any, target: Any, **fields: Any) -> dict[str, QueueItem]:
    """An item in each tab."""
    return {tab: queued(source, target, tab, **fields)[0] for tab in KINDS}


def not_started(source: models.Model, locale: Locale) -> QueueItem:
    """The item of a public original that nobody has begun to translate."""
    item, _made = QueueItem.objects.get_or_create(
        translation_key=source.translation_key,
        target_locale=locale,
        defaults={"content_type": ContentType.objects.get_for_model(source), "source_locale_id": source.locale_id},
    )
    return item


def stand(item: QueueItem, state: State = State.IN_PROGRESS, tab: Tab = Tab.IN_PROGRESS, **fields: Any) -> Standing:
    """Say where an item stands."""
    values = {"state": state, "tab": tab, **fields}
    return Standing.objects.update_or_create(item=item, defaults=values)[0]

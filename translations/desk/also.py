"""What else has words on the page of an item: the topics, people and outlets that it uses, with their own items."""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.text import capfirst

from translations import listing
from translations.families import Cell
from translations.models import QueueItem
from translations.permissions import reviews_into


@dataclass(frozen=True)
class Used:
    """One of them: of what kind, what it is called in its original, and where its translation stands."""

    kind: str
    title: str
    lang: str
    cell: Cell


def for_translator(source: models.Model | None, item: QueueItem, user: Any) -> list[Used]:
    """What the original of an item uses, as far as the user sees its translation into the language of the item, by kind
    and title. One query; none for what uses nothing, nor for who reviews: reviews name what becomes public together.
    """
    named = list(getattr(source, "dependency_keys", tuple)())
    if not named or reviews_into(user, item.target_locale_id):
        return []
    known = models.Q()
    for keys in named:
        known |= models.Q(translation_key__in=keys)
    found = listing.visible_items(user).filter(known, target_locale=item.target_locale_id)
    rows = [Used(_kind(one), one.standing.title, one.source_locale.language_code, Cell.of(one, user)) for one in found]
    return sorted(rows, key=lambda row: (row.kind, row.title))


def _kind(item: QueueItem) -> str:
    model = item.content_type.model_class()
    return capfirst(str(model._meta.verbose_name)) if model else ""

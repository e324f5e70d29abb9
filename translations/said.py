"""What a row says, as its revision would keep it: written out once a publication.

Until a save its child rows are in memory; after it each relation would have to be read out of the database again.
"""

import json
from typing import Any

from django.db import models
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.models import TranslatableMixin

from .digests import BOOKKEEPING

KEPT = "_said_at_last_save"


def content_of(row: models.Model) -> dict[str, Any]:
    """The content of a row as it stands in memory, as JSON gives it back."""
    return json.loads(row.to_json() if hasattr(row, "to_json") else json.dumps(row.serializable_data(), default=str))


def keep(sender: type[models.Model], instance: Any, raw: bool = False, **kwargs: Any) -> None:
    """Keep what a public row says while all its child rows are in memory, as those of a revision are.

    A receiver of `pre_save`. What an earlier save kept goes, whatever this one knows.
    """
    instance.__dict__.pop(KEPT, None)
    if raw or instance.pk is None or not isinstance(instance, ClusterableModel):
        return
    if isinstance(instance, TranslatableMixin) and getattr(instance, "live", False) and _holds_all(instance):
        instance.__dict__[KEPT] = content_of(instance)


def _holds_all(row: Any) -> bool:
    held = getattr(row, "_cluster_related_objects", {})
    names = (relation.get_accessor_name() for relation in get_all_child_relations(row))
    return all(name in held for name in names if name not in BOOKKEEPING)


def saved_content(row: models.Model) -> dict[str, Any]:
    """What a row said when it was saved; asked for once, right after it."""
    kept = row.__dict__.pop(KEPT, None)
    return content_of(row) if kept is None else kept

"""What the queue remembers of sources: what they say now, and what drafts of their translations were made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import FilteredRelation, OuterRef, Q, Subquery, Value

from . import comparison
from .models import Baseline, Original, QueueItem

# A family in a locale.
Side = tuple[Any, int]
# What both tables have, in the order in which they are read together.
SAID = ("id", "digest", "segments", "facts")
BASELINE = (*SAID, "created_at", "item_id", "target_revision_id", "source_revision_id")
NOTHING = Value(None, models.TextField(null=True))


@dataclass(frozen=True)
class Drafts:
    """The revisions of which the baselines are wanted; with `families` also the last baseline that reflects another
    state of the source than now."""

    revisions: frozenset[int]
    families: frozenset[Any] = frozenset()

    @classmethod
    def of(cls, targets: Sequence[Any], *, whole: bool) -> "Drafts":
        """Those of the public targets; `whole` those of the newest drafts too, with the others."""
        found = {row.live_revision_id for row in targets if row.live and row.live_revision_id}
        found |= {row.latest_revision_id for row in targets if whole and row.latest_revision_id}
        return cls(frozenset(found), frozenset(row.translation_key for row in targets if whole))

    @property
    def wanted(self) -> Q:
        """As a condition on baselines."""
        found = Q(target_revision_id__in=self.revisions)
        if self.families:
            found |= Q(item__translation_key__in=self.families, pk=_last_of_another_state())
        return found


def originals_of(items: Iterable[QueueItem]) -> dict[Side, Original]:
    """What is remembered of the sources of items. One query."""
    return {(one.translation_key, one.locale_id): one for one in _originals(items)}


def baselines(drafts: Drafts) -> dict[int, Baseline]:
    """By the revision of the target, each with the `states` that it reflects: its own, then those that were vouched
    for. One query; none where no draft is asked for."""
    return _baselines(_columns(drafts)) if drafts.revisions else {}


def both(items: Iterable[QueueItem], drafts: Drafts) -> tuple[dict[Side, Original], dict[int, Baseline]]:
    """The sources of items, and the baselines, as above. One query for the two."""
    if not drafts.revisions:
        return originals_of(items), {}
    originals = _originals(items).values_list(
        *(*SAID, "changed_at", Value(None, models.IntegerField()), Value(None, models.IntegerField())),
        *(Value(None, models.IntegerField()), NOTHING, NOTHING, Value(None, models.IntegerField())),
        *("translation_key", "locale_id", "content_digest"),
    )
    rows = list(_columns(drafts).union(originals, all=True))
    found = {(row[11], row[12]): _original(row) for row in rows if row[5] is None}
    return found, _baselines(row for row in rows if row[5] is not None)


def _originals(items: Iterable[QueueItem]) -> models.QuerySet[Original]:
    return Original.objects.filter(translation_key__in={item.translation_key for item in items})


def _original(row: Sequence[Any]) -> Original:
    names = (*SAID, "changed_at", "translation_key", "locale_id", "content_digest")
    return as_read(Original, **dict(zip(names, (*row[:5], *row[11:14]), strict=True)))


def _columns(drafts: Drafts) -> models.QuerySet[Baseline]:
    """Baselines as rows, one more for each state that was vouched for."""
    holds = Q(acknowledgements__revoked_at=None)
    found = Baseline.objects.filter(drafts.wanted).order_by()
    found = found.annotate(vouched=FilteredRelation("acknowledgements", condition=holds))
    return found.values_list(
        *BASELINE,
        *("vouched__segments", "vouched__facts", "vouched__pk"),
        *("item__translation_key", "item__source_locale_id", Value("")),
    )


def _baselines(rows: Iterable[Sequence[Any]]) -> dict[int, Baseline]:
    known: dict[int, Baseline] = {}
    for row in sorted(rows, key=lambda row: row[10] or 0):
        one = as_read(Baseline, **dict(zip(BASELINE, row[:8], strict=True)))
        if one.target_revision_id not in known:
            one.states = [comparison.Reflection(one.segments, one.facts)]
        one, vouched_segments, vouched_facts = known.setdefault(one.target_revision_id, one), *row[8:10]
        if vouched_segments is not None:
            one.states.append(comparison.Reflection(vouched_segments, vouched_facts))
    return known


def as_read(model: type[models.Model], **columns: Any) -> Any:
    """A row of some of its columns, as if the database had given no others: each of those is asked for when needed."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    return model.from_db(DEFAULT_DB_ALIAS, names, [columns[name] for name in names])


def _last_of_another_state() -> Subquery:
    """The number of the last baseline of an item that reflects another state of its source than the present one."""
    present = Original.objects.filter(
        translation_key=OuterRef("item__translation_key"), locale_id=OuterRef("item__source_locale_id")
    )
    others = Baseline.objects.filter(item=OuterRef("item")).exclude(digest__in=present.values("digest"))
    return Subquery(others.order_by("-pk").values("pk")[:1])

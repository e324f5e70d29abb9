"""What the database says of items, read for many at once: the queries do not grow with the rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Subquery
from wagtail.models import Page, WorkflowState

from . import comparison, localize, pairing
from .models import Acknowledgement, Baseline, Original, QueueItem

# A family in a locale; a family between two locales.
Side = tuple[Any, int]


@dataclass
class Saved:
    """The stored translations of one family in one locale: by (field, source text), and when one was last written."""

    usable: dict[tuple[str, str], bool] = field(default_factory=dict)
    refused: set[tuple[str, str]] = field(default_factory=set)
    written_at: datetime | None = None

    def note(self, at: datetime) -> None:
        """Remember the newest moment."""
        self.written_at = max(at, self.written_at or at)


@dataclass(frozen=True)
class Review:
    """The open workflow of a target: its status, and since when."""

    status: str = ""
    since: datetime | None = None


@dataclass
class Evidence:
    """All that truth.py needs of some items."""

    rows: dict[Side, models.Model]
    originals: dict[Side, Original]
    saved: dict[Side, Saved]
    pairings: dict[tuple[Any, int, int], tuple[bool, datetime | None]]
    reviews: dict[tuple[str, str], Review]
    baselines: dict[int, Baseline]
    acknowledged: dict[int, Acknowledgement]
    parents: dict[str, Any]

    def source(self, item: QueueItem) -> Any:
        """The source row, or None."""
        return self.rows.get((item.translation_key, item.source_locale_id))

    def target(self, item: QueueItem) -> Any:
        """The target row, or None."""
        return self.rows.get((item.translation_key, item.target_locale_id))

    def pairing(self, item: QueueItem) -> tuple[bool, datetime | None]:
        """Whether wagtail-localize holds the two together, and when a draft was last made of what is saved."""
        return self.pairings.get((item.translation_key, item.source_locale_id, item.target_locale_id), (False, None))

    def reflected(self, item: QueueItem) -> comparison.Reflection | None:
        """What of its source the public target reflects, acknowledgements laid over; None where nobody knows."""
        target = self.target(item)
        baseline = self.baselines.get(target.live_revision_id) if target is not None and target.live else None
        state = self.acknowledged.get(baseline.pk, baseline) if baseline else None
        return comparison.Reflection(state.segments, state.facts) if state else None


def gather(items: Sequence[QueueItem], originals: dict[Side, Original] | None = None) -> Evidence:
    """Read what there is: at most 8 queries and 1 for each kind of content, whatever the number of items.

    `originals` stands in for those stored, where they have just been made anew.
    """
    rows = _rows(items)
    targets = [row for item in items if (row := rows.get((item.translation_key, item.target_locale_id))) is not None]
    keys = {item.translation_key for item in items}
    baselines = _baselines(targets)
    known = originals if originals is not None else originals_of(items)
    return Evidence(
        rows=rows,
        originals=known,
        saved=_saved(keys),
        pairings=_pairings(keys),
        reviews=_reviews(targets),
        baselines=baselines,
        acknowledged=_acknowledged(baselines.values()),
        parents=_parents(rows.values()),
    )


def _rows(items: Sequence[QueueItem]) -> dict[Side, models.Model]:
    keys: dict[int, set[Any]] = defaultdict(set)
    for item in items:
        keys[item.content_type_id].add(item.translation_key)
    found = {}
    for content_type_id, wanted in keys.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is None:
            continue
        for row in model._base_manager.filter(translation_key__in=wanted).defer(*long_texts(model)):
            found[(row.translation_key, row.locale_id)] = row
    return found


def long_texts(model: type[models.Model]) -> list[str]:
    """Columns that a list does not show."""
    return [f.name for f in model._meta.concrete_fields if isinstance(f, models.TextField)]


def originals_of(items: Sequence[QueueItem]) -> dict[Side, Original]:
    """What is remembered of the sources of items. One query."""
    wanted = Original.objects.filter(translation_key__in={item.translation_key for item in items})
    return {(one.translation_key, one.locale_id): one for one in wanted}


def _saved(keys: set[Any]) -> dict[Side, Saved]:
    """Two queries: strings, and values that a translation has instead of the source's."""
    found: dict[Side, Saved] = defaultdict(Saved)
    machine = localize.StringTranslation.TRANSLATION_TYPE_MACHINE
    strings = localize.StringTranslation.objects.filter(context__object_id__in=keys).values_list(
        "context__object_id",
        "locale_id",
        "context__path",
        "translation_of__data",
        "translation_type",
        "has_error",
        "updated_at",
    )
    for key, locale, path, text, kind, has_error, at in strings:
        saved, said = found[(key, locale)], (pairing.field_of(path), text)
        if has_error:
            saved.refused.add(said)
            continue
        saved.usable[said] = saved.usable.get(said, True) and kind == machine
        saved.note(at)
    overrides = localize.SegmentOverride.objects.filter(context__object_id__in=keys)
    for key, locale, path, has_error, at in overrides.values_list(
        "context__object_id", "locale_id", "context__path", "has_error", "updated_at"
    ):
        if has_error:
            found[(key, locale)].refused.add((path, ""))
        else:
            found[(key, locale)].note(at)
    return found


def _pairings(keys: set[Any]) -> dict[tuple[Any, int, int], tuple[bool, datetime | None]]:
    """Whether wagtail-localize holds two languages together, and when a draft was last made of what is saved."""
    logs = localize.TranslationLog.objects.filter(source=OuterRef("source"), locale=OuterRef("target_locale"))
    newest = logs.order_by("-created_at").values("created_at")[:1]
    found = localize.Translation.objects.filter(source__object_id__in=keys).values_list(
        "source__object_id", "source__locale_id", "target_locale_id", "enabled", Subquery(newest)
    )
    return {(key, source, target): (enabled, at) for key, source, target, enabled, at in found}


def _reviews(targets: Sequence[models.Model]) -> dict[tuple[str, str], Review]:
    types = {ContentType.objects.get_for_model(type(row)).pk: type(row)._meta.label_lower for row in targets}
    open_states = WorkflowState.objects.filter(
        status__in=(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES),
        content_type__in=types,
        object_id__in=[str(row.pk) for row in targets],
    )
    columns = ("content_type_id", "object_id", "status", "created_at", "current_task_state__finished_at")
    return {
        (types[kind], pk): Review(status, finished or created)
        for kind, pk, status, created, finished in open_states.values_list(*columns)
    }


def _baselines(targets: Iterable[models.Model]) -> dict[int, Baseline]:
    revisions = [row.live_revision_id for row in targets if row.live_revision_id]
    return {one.target_revision_id: one for one in Baseline.objects.filter(target_revision_id__in=revisions)}


def _acknowledged(baselines: Iterable[Baseline]) -> dict[int, Acknowledgement]:
    """The newest that holds, by baseline."""
    holding = Acknowledgement.objects.filter(baseline__in=list(baselines), revoked_at=None, covers_all=True)
    return {one.baseline_id: one for one in holding.order_by("pk")}


def _parents(rows: Iterable[models.Model]) -> dict[str, Any]:
    """Translation keys of the pages above, by their path."""
    paths = {parent_path(row) for row in rows if isinstance(row, Page)}
    return dict(Page.objects.filter(path__in=paths).values_list("path", "translation_key")) if paths else {}


def parent_path(page: Page) -> str:
    """Where the page above stands in the tree."""
    return page.path[: -page.steplen]

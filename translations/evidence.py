"""What the database says of items, read for many at once: the queries do not grow with the rows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery, Value
from django.db.models.functions import Length, Substr
from wagtail.models import Page, WorkflowState
from wagtail.query import PageQuerySet

from . import comparison, localize, pairing
from .digests import content_digest
from .models import Baseline, Original, QueueItem, ReviewTaskState

# A family in a locale; a family between two locales.
Side = tuple[Any, int]
OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
MACHINE = localize.StringTranslation.TRANSLATION_TYPE_MACHINE


@dataclass
class Saved:
    """The stored translations of one family in one locale: by (field, source text), and when one was last written.

    `usable` says which are a machine's, `texts` has the newest of each, what was written last at the end; `paths` where
    each stood then.
    """

    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    paths: dict[tuple[str, str], str] = field(default_factory=dict)
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

    @property
    def is_open(self) -> bool:
        """Whether somebody is to decide it now."""
        return self.status == WorkflowState.STATUS_IN_PROGRESS


@dataclass
class Evidence:
    """All that truth.py needs of some items."""

    rows: dict[Side, models.Model]
    originals: dict[Side, Original]
    pairings: dict[tuple[Any, int, int], localize.Translation]
    baselines: dict[int, Baseline]
    waiting: dict[tuple[str, str], int]

    @cached_property
    def saved(self) -> dict[Side, Saved]:
        """What is stored of all families; read when it is asked for first, so that what is stored until then counts."""
        return _saved({key for key, _locale in self.rows})

    def source(self, item: QueueItem) -> Any:
        """The source row, or None."""
        return None if item.alone_since else self.rows.get((item.translation_key, item.source_locale_id))

    def target(self, item: QueueItem) -> Any:
        """The target row, or None."""
        return self.rows.get((item.translation_key, item.target_locale_id))

    def pairing(self, item: QueueItem) -> localize.Translation | None:
        """wagtail-localize's pairing of the two, with `drafted_at`: when a draft was last made of what is saved."""
        return self.pairings.get((item.translation_key, item.source_locale_id, item.target_locale_id))

    def review(self, item: QueueItem) -> Review:
        """The open workflow of the target."""
        target = self.target(item)
        found = target.current_workflow_state if target is not None else None
        if found is None:
            return Review()
        task = found.current_task_state
        return Review(found.status, (task.finished_at if task else None) or found.created_at)

    def baseline(self, item: QueueItem) -> Baseline | None:
        """What the public target was written with."""
        target = self.target(item)
        return self.baselines.get(target.live_revision_id) if target is not None and target.live else None

    def approved(self, target: Any) -> int | None:
        """The approved revision of a target that is not public yet: it waits for its original, or for its time."""
        return None if target is None else self.waiting.get((type(target)._meta.label_lower, str(target.pk)))

    def texts(self, item: QueueItem) -> dict[tuple[str, str], str]:
        """The newest usable translation of each passage that ever had one, as in `Saved`."""
        found = self.saved.get((item.translation_key, item.target_locale_id))
        return found.texts if found else {}

    def places(self, item: QueueItem) -> dict[tuple[str, str], str]:
        """Where each of those stood when it was written last."""
        found = self.saved.get((item.translation_key, item.target_locale_id))
        return found.paths if found else {}

    def said(self, item: QueueItem) -> comparison.Reflection | None:
        """What the source says now, as the queue remembers it."""
        found = self.originals.get((item.translation_key, item.source_locale_id))
        return comparison.Reflection(found.segments, found.facts) if found else None

    def reflected(self, item: QueueItem) -> comparison.Reflection | None:
        """What of its source the public target reflects, acknowledgements laid over; None where nobody knows."""
        found = self.baseline(item)
        return comparison.closest(found.states, self.said(item) or found.states[-1]) if found else None


def gather(
    items: Sequence[QueueItem], originals: dict[Side, Original] | None = None, *, whole: bool = False
) -> Evidence:
    """Read what there is: at most 6 queries and 1 for each kind of content, whatever the number of items.

    `originals` stands in for those stored, where they have just been made anew; with `whole` the long texts of the
    rows and the baselines of their newest drafts are read too.
    """
    rows = _rows(items, whole)
    targets = [row for item in items if (row := rows.get((item.translation_key, item.target_locale_id))) is not None]
    reviewed = _review(list(rows.values()))
    return Evidence(
        rows=rows,
        originals=originals if originals is not None else originals_of(items),
        pairings=_pairings({item.translation_key for item in items}),
        baselines=_baselines(targets, whole),
        waiting=_waiting([row for row in targets if not row.live and (row.translation_key, row.locale_id) in reviewed]),
    )


def _rows(items: Sequence[QueueItem], whole: bool) -> dict[Side, models.Model]:
    keys: dict[int, set[Any]] = defaultdict(set)
    for item in items:
        keys[item.content_type_id].add(item.translation_key)
    found = {}
    for content_type_id, wanted in keys.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        if model is None:
            continue
        all_rows = PageQuerySet(model) if issubclass(model, Page) else model._base_manager.all()
        rows = all_rows.filter(translation_key__in=wanted).defer(*([] if whole else long_texts(model)))
        if isinstance(rows, PageQuerySet):
            rows = rows.annotate(family_above=_family_above()).annotate_approved_schedule()
        for row in rows:
            found[(row.translation_key, row.locale_id)] = row
    return found


def _family_above() -> Subquery:
    """The translation key of the page above."""
    end = Length(OuterRef("path")) - Value(Page.steplen)
    return Subquery(Page.objects.filter(path=Substr(OuterRef("path"), 1, end)).values("translation_key")[:1])


def long_texts(model: type[models.Model]) -> list[str]:
    """Columns that a list does not show."""
    return [f.name for f in model._meta.concrete_fields if isinstance(f, models.TextField)]


def originals_of(items: Sequence[QueueItem]) -> dict[Side, Original]:
    """What is remembered of the sources of items. One query."""
    wanted = Original.objects.filter(translation_key__in={item.translation_key for item in items})
    return {(one.translation_key, one.locale_id): one for one in wanted}


def _saved(keys: set[Any]) -> dict[Side, Saved]:
    """One query: strings, and values that a translation has instead of the source's."""
    found: dict[Side, Saved] = defaultdict(Saved)
    columns = ("context__object_id", "locale_id", "context__path", "has_error", "updated_at")
    strings = localize.StringTranslation.objects.filter(context__object_id__in=keys).order_by()
    values = localize.SegmentOverride.objects.filter(context__object_id__in=keys).order_by()
    nothing = Value(None, models.TextField(null=True))
    both = strings.values_list(*columns, "translation_of__data", "translation_type", "data").union(
        values.values_list(*columns, nothing, Value(""), Value("")), all=True
    )
    for key, locale, path, has_error, at, text, kind, translated in both.order_by("updated_at"):
        saved, said = found[(key, locale)], (path, "") if text is None else (pairing.field_of(path), text)
        if has_error:
            saved.refused.add(said)
            continue
        saved.note(at)
        if text is not None:
            saved.usable[said] = saved.usable.get(said, True) and kind == MACHINE
            saved.texts.pop(said, None)
            saved.texts[said] = translated
            saved.paths[said] = path
    return found


def _pairings(keys: set[Any]) -> dict[tuple[Any, int, int], localize.Translation]:
    """What wagtail-localize holds together, without the long texts of the sources."""
    logs = localize.TranslationLog.objects.filter(source=OuterRef("source"), locale=OuterRef("target_locale"))
    newest = logs.order_by("-created_at").values("created_at")[:1]
    found = localize.Translation.objects.filter(source__object_id__in=keys).annotate(drafted_at=Subquery(newest))
    found = found.select_related("source__locale", "target_locale").defer("source__content_json")
    return {(one.source.object_id, one.source.locale_id, one.target_locale_id): one for one in found}


def _types(targets: Sequence[models.Model]) -> dict[int, str]:
    return {ContentType.objects.get_for_model(type(row)).pk: type(row)._meta.label_lower for row in targets}


def _review(rows: Sequence[models.Model]) -> set[Side]:
    """Give each row the workflow it is in, where Wagtail looks for it; returns those that were ever approved."""
    types = _types(rows)
    found = WorkflowState.objects.filter(
        status__in=(*OPEN, WorkflowState.STATUS_APPROVED),
        content_type__in=types,
        object_id__in=[str(row.pk) for row in rows],
    )
    states: dict[tuple[str, str], list[WorkflowState]] = defaultdict(list)
    for state in found.select_related("current_task_state__task").order_by("pk"):
        states[(types[state.content_type_id], state.object_id)].append(state)
    approved = set()
    for row in rows:
        mine = states[(type(row)._meta.label_lower, str(row.pk))]
        row._current_workflow_states = [state for state in mine if state.status in OPEN]
        if len(row._current_workflow_states) < len(mine):
            approved.add((row.translation_key, row.locale_id))
    return approved


def _waiting(targets: Sequence[models.Model]) -> dict[tuple[str, str], int]:
    """The newest approval of each target that is held or scheduled, where it holds for what it was given for."""
    if not targets:
        return {}
    types = _types(targets)
    approved = ReviewTaskState.objects.filter(status=ReviewTaskState.STATUS_APPROVED)
    newest = approved.filter(revision=OuterRef("revision")).order_by("-pk").values("content_digest")[:1]
    states = approved.filter(
        Q(held=True) | Q(revision__approved_go_live_at__isnull=False),
        revision__content_type__in=types,
        revision__object_id__in=[str(row.pk) for row in targets],
    )
    states = states.select_related("revision").annotate(digest=Subquery(newest)).order_by("pk")
    found = {(types[one.revision.content_type_id], one.revision.object_id): one for one in states}
    return {key: one.revision_id for key, one in found.items() if one.digest == content_digest(one.revision.content)}


def _last_of_another_state() -> Subquery:
    """The number of the last baseline of an item that reflects another state of its source than the present one."""
    present = Original.objects.filter(
        translation_key=OuterRef("item__translation_key"), locale_id=OuterRef("item__source_locale_id")
    )
    others = Baseline.objects.filter(item=OuterRef("item")).exclude(digest__in=present.values("digest"))
    return Subquery(others.order_by("-pk").values("pk")[:1])


def _baselines(targets: Sequence[models.Model], whole: bool) -> dict[int, Baseline]:
    """Those of the public targets, each with the `states` that it reflects: its own, then those that were vouched for.

    With `whole` those of the newest drafts too, and the last that reflects another state of the source than now.
    """
    revisions = {row.live_revision_id for row in targets if row.live and row.live_revision_id}
    revisions |= {row.latest_revision_id for row in targets if whole and row.latest_revision_id}
    if not revisions:
        return {}
    holds = Q(acknowledgements__revoked_at=None)
    wanted = Q(target_revision_id__in=revisions)
    if whole:
        wanted |= Q(item__translation_key__in={row.translation_key for row in targets}, pk=_last_of_another_state())
    found = Baseline.objects.filter(wanted).annotate(vouched=FilteredRelation("acknowledgements", condition=holds))
    found = found.annotate(vouched_segments=F("vouched__segments"), vouched_facts=F("vouched__facts"))
    known: dict[int, Baseline] = {}
    for row in found.order_by("vouched__pk"):
        one = known.setdefault(row.target_revision_id, row)
        if one is row:
            one.states = [comparison.Reflection(one.segments, one.facts)]
        if row.vouched_segments is not None:
            one.states.append(comparison.Reflection(row.vouched_segments, row.vouched_facts))
    return known

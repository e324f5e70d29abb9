"""What the database says of items, read for many at once: the queries do not grow with the rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Length, Substr
from wagtail.models import Page, WorkflowState
from wagtail.query import PageQuerySet

from . import comparison, localize, pairing, remembered
from .digests import content_digest
from .models import Baseline, Original, QueueItem, ReviewTaskState
from .remembered import Side
from .segments import MACHINE

# A family between two locales.
Pair = tuple[Any, int, int]
# What an open workflow waits for.
TASK = ("current_task_state__reviewtaskstate", "current_task_state__task__reviewtask")
OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


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
    pairings: dict[Pair, localize.Translation]
    baselines: dict[int, Baseline]
    waiting: dict[tuple[str, str], ReviewTaskState]

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

    def is_pair(self, item: QueueItem) -> bool:
        """Whether what it translates stands in no third language."""
        return sum(key == item.translation_key for key, _locale in self.rows) <= 2

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
        found = self._waiting_of(target)
        return found.revision_id if found else None

    def is_held(self, target: Any) -> bool:
        """Whether an approved target waits for its original."""
        found = self._waiting_of(target)
        return found is not None and found.held

    def _waiting_of(self, target: Any) -> ReviewTaskState | None:
        return None if target is None else self.waiting.get((type(target)._meta.label_lower, str(target.pk)))

    def texts(self, item: QueueItem) -> dict[tuple[str, str], str]:
        """The newest usable translation of each passage that ever had one, as in `Saved`."""
        found = self.saved.get((item.translation_key, item.target_locale_id))
        return found.texts if found else {}

    def places(self, item: QueueItem) -> dict[tuple[str, str], str]:
        """Where each of those stood when it was written last."""
        found = self.saved.get((item.translation_key, item.target_locale_id))
        return found.paths if found else {}

    def original(self, item: QueueItem) -> Original | None:
        """What is remembered of the source."""
        return self.originals.get((item.translation_key, item.source_locale_id))

    def said(self, item: QueueItem) -> comparison.Reflection | None:
        """What the source says now, as the queue remembers it."""
        found = self.original(item)
        return comparison.Reflection(found.segments, found.facts) if found else None

    def reflected(self, item: QueueItem) -> comparison.Reflection | None:
        """What of its source the public target reflects, acknowledgements laid over; None where nobody knows."""
        found = self.baseline(item)
        return comparison.closest(found.states, self.said(item) or found.states[-1]) if found else None


def gather(
    items: Sequence[QueueItem],
    originals: dict[Side, Original] | None = None,
    *,
    whole: bool = False,
    pairings: dict[Pair, localize.Translation] | None = None,
) -> Evidence:
    """Read what there is: at most 5 queries and 1 for each kind of content, whatever the number of items.

    `originals` stands in for those stored, where they have just been made anew, and so do `pairings`; with
    `whole` the long texts of the rows and the baselines of their newest drafts are read too.
    """
    rows = _rows(items, whole)
    targets = [row for item in items if (row := rows.get((item.translation_key, item.target_locale_id))) is not None]
    reviewed = _review(list(rows.values()))
    drafts = remembered.Drafts.of(targets, whole=whole)
    if originals is None:
        originals, baselines = remembered.both(items, drafts)
    else:
        baselines = remembered.baselines(drafts)
    return Evidence(
        rows=rows,
        originals=originals,
        pairings=_pairings({item.translation_key for item in items}) if pairings is None else pairings,
        baselines=baselines,
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


def _saved(keys: set[Any]) -> dict[Side, Saved]:
    """One query: strings, and values that a translation has instead of the source's."""
    columns = ("context__object_id", "locale_id", "context__path", "has_error", "updated_at")
    strings = localize.StringTranslation.objects.filter(context__object_id__in=keys).order_by()
    values = localize.SegmentOverride.objects.filter(context__object_id__in=keys).order_by()
    nothing = Value(None, models.TextField(null=True))
    both = strings.values_list(*columns, "translation_of__data", "translation_type", "data").union(
        values.values_list(*columns, nothing, Value(""), Value("")), all=True
    )
    return collect(both.order_by("updated_at"))


def collect(rows: Iterable[Sequence[Any]]) -> dict[Side, Saved]:
    """The same of rows, what was written last at the end: (family, locale, path, refused, when, original, kind, text).
    Values have no original."""
    found: dict[Side, Saved] = defaultdict(Saved)
    for key, locale, path, has_error, at, text, kind, translated in rows:
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


def _pairings(keys: set[Any]) -> dict[Pair, localize.Translation]:
    """What wagtail-localize holds together, without the long texts of the sources."""
    found = localize.Translation.objects.filter(source__object_id__in=keys).annotate(drafted_at=newest_draft())
    found = found.select_related("source__locale", "target_locale").defer("source__content_json")
    return {(one.source.object_id, one.source.locale_id, one.target_locale_id): one for one in found}


def newest_draft() -> Subquery:
    """When a draft was last made of what is saved, as part of the query that reads a pairing."""
    logs = localize.TranslationLog.objects.filter(source=OuterRef("source"), locale=OuterRef("target_locale"))
    return Subquery(logs.order_by("-created_at").values("created_at")[:1])


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
    for state in found.select_related(*TASK).order_by("pk"):
        _know_the_task(state)
        states[(types[state.content_type_id], state.object_id)].append(state)
    approved = set()
    for row in rows:
        mine = states[(type(row)._meta.label_lower, str(row.pk))]
        row._current_workflow_states = [state for state in mine if state.status in OPEN]
        if len(row._current_workflow_states) < len(mine):
            approved.add((row.translation_key, row.locale_id))
    return approved


def _know_the_task(state: WorkflowState) -> None:
    """A task of ours, and where it stands, as Wagtail asks for them: it would read each in three queries."""
    task_state = state.current_task_state
    ours = getattr(task_state, "reviewtaskstate", None)
    if ours is not None:
        ours.task = task_state.task
        task_state.specific = ours
        task_state.task.specific = getattr(task_state.task, "reviewtask", task_state.task)


def with_newest_digest(states: models.QuerySet[ReviewTaskState]) -> models.QuerySet[ReviewTaskState]:
    """Each with its revision, and as `digest` what that one's newest approval was given for."""
    approved = ReviewTaskState.objects.filter(status=ReviewTaskState.STATUS_APPROVED, revision=OuterRef("revision"))
    newest = approved.order_by("-pk").values("content_digest")[:1]
    return states.select_related("revision").annotate(digest=Subquery(newest))


def _waiting(targets: Sequence[models.Model]) -> dict[tuple[str, str], ReviewTaskState]:
    """The newest approval of each target that is held or scheduled, where it holds for what it was given for."""
    if not targets:
        return {}
    types = _types(targets)
    states = ReviewTaskState.objects.filter(
        Q(held=True) | Q(revision__approved_go_live_at__isnull=False),
        status=ReviewTaskState.STATUS_APPROVED,
        revision__content_type__in=types,
        revision__object_id__in=[str(row.pk) for row in targets],
    )
    states = with_newest_digest(states).order_by("pk")
    found = {(types[one.revision.content_type_id], one.revision.object_id): one for one in states}
    return {key: one for key, one in found.items() if one.digest == content_digest(one.revision.content)}

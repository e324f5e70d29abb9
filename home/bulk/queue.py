"""What the queue knows of generated pages: items, what originals say, what translations reflect, reviews."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import OuterRef, Subquery
from wagtail.models import Page, TaskState, WorkflowState

from translations import guard, localize
from translations.digests import content_digest
from translations.models import Baseline, Original, QueueItem, ReviewTaskState

from . import pages
from .desk import Desk
from .drafts import Draft, translated_at, translator
from .plan import Stage


def items(drafts: Sequence[Draft], desk: Desk, now: datetime) -> None:
    """Items, and what the queue remembers of the sources."""
    originals, items = [], []
    for draft in drafts:
        plan, started = draft.plan, draft.plan.is_started
        people = desk.translators[plan.target]
        chosen = plan.assignee(len(people))
        at = translated_at(draft)
        draft.item = QueueItem(
            translation_key=plan.translation_key,
            content_type=draft.source.content_type,
            source_locale=desk.locales[plan.source],
            target_locale=desk.locales[plan.target],
            created_by=desk.editor if started else None,
            started_at=at if started else None,
            last_act_at=at if started else None,
            assignee=None if chosen is None else people[chosen],
            assigned_at=None if chosen is None else at,
            due=plan.due(now.date()),
            priority=plan.priority,
        )
        items.append(draft.item)
        originals.append(_original(draft))
    QueueItem.objects.bulk_create(items)
    Original.objects.bulk_create(originals)


def _original(draft: Draft) -> Original:
    said = draft.reflection
    return Original(
        translation_key=draft.plan.translation_key,
        locale=draft.source.locale,
        content_digest=guard.row_digest(draft.source),
        changed_at=draft.source.last_published_at,
        digest=said.digest,
        segments=said.segments,
        facts=said.facts,
    )


def baselines(drafts: Sequence[Draft]) -> None:
    """What each draft reflects of its source: of one that was edited since, what it said before."""
    rows = []
    for draft in drafts:
        said = localize.reflection(draft.before) if draft.before else draft.reflection
        rows.append(
            Baseline(
                item=draft.item,
                target_revision=draft.revisions["target"],
                source_revision=draft.revisions.get("before", draft.revisions["source"]),
                segments=said.segments,
                facts=said.facts,
                digest=said.digest,
            )
        )
    Baseline.objects.bulk_create(rows)


def reviews(drafts: Sequence[Draft], desk: Desk) -> None:
    """Reviews: decided where readers have the translation, or where changes were asked for; else open."""
    statuses = {
        Stage.IN_REVIEW: (WorkflowState.STATUS_IN_PROGRESS, TaskState.STATUS_IN_PROGRESS),
        Stage.CHANGES_REQUESTED: (WorkflowState.STATUS_NEEDS_CHANGES, TaskState.STATUS_REJECTED),
    }
    decided = (WorkflowState.STATUS_APPROVED, TaskState.STATUS_APPROVED)
    kinds = {"content_type": ContentType.objects.get_for_model(ReviewTaskState), "task_id": desk.task.pk}
    flows, states = [], []
    for draft in drafts:
        status, task_status = statuses.get(draft.plan.stage, decided)
        at, revision = translated_at(draft), draft.revisions["target"]
        flow = WorkflowState(
            content_type=draft.target.content_type,
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id=str(draft.target.pk),
            workflow=desk.workflow,
            status=status,
            requested_by=translator(draft.plan, desk),
        )
        flows.append(flow)
        is_open = task_status == TaskState.STATUS_IN_PROGRESS
        states.append(
            ReviewTaskState(
                **kinds,
                workflow_state=flow,
                revision=revision,
                status=task_status,
                finished_at=None if is_open else at,
                finished_by=None if is_open else desk.reviewer,
                locale=draft.target.locale,
                content_digest=content_digest(revision.content) if task_status == TaskState.STATUS_APPROVED else "",
            )
        )
    WorkflowState.objects.bulk_create(flows)
    for state, flow in zip(states, flows, strict=True):
        state.workflow_state_id = flow.pk
    pages.insert_with_parent(TaskState, states)
    newest = TaskState.objects.filter(workflow_state=OuterRef("pk")).values("pk")[:1]
    WorkflowState.objects.filter(pk__in=[flow.pk for flow in flows]).update(current_task_state=Subquery(newest))

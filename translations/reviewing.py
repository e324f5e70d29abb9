"""The reviews of a row's present workflow, read once: Wagtail, asked later, finds them in memory."""

from django.db import models
from wagtail.models import Revision

from .models import ReviewTaskState


def reviews_of(row: models.Model | None) -> list[ReviewTaskState]:
    """The oldest first, each with its revision, its task and who ended it. One query; none where nothing is open.

    The one in progress takes the place in which Wagtail would look it up, its task and the task's own model, one after
    the other, for each lock that it is asked for.
    """
    workflow = row.current_workflow_state if row is not None else None
    if workflow is None:
        return []
    found = ReviewTaskState.objects.filter(workflow_state=workflow).order_by("pk")
    reviews = list(found.select_related("revision", "finished_by", "task__reviewtask"))
    for review in reviews:
        review.task = review.task.reviewtask
        if review.pk == workflow.current_task_state_id:
            workflow.current_task_state = review
    return reviews


def request_for_changes(reviews: list[ReviewTaskState]) -> ReviewTaskState | None:
    """The last of them that was sent back with comments."""
    sent_back = (one for one in reversed(reviews) if one.status == ReviewTaskState.STATUS_REJECTED)
    return next((one for one in sent_back if one.comment or one.segment_comments), None)


def newest_draft(row: models.Model, reviews: list[ReviewTaskState]) -> Revision | None:
    """The latest revision of a row; out of the reviews, where it is one that is reviewed."""
    mine = (one.revision for one in reversed(reviews) if one.revision_id == row.latest_revision_id)
    return next(mine, None) or row.latest_revision

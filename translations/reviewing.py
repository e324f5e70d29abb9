"""The reviews of a row's present workflow, read once: Wagtail, asked later, finds them in memory."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _
from wagtail.models import Revision

from .digests import TEXTS, shown_digest
from .models import ReviewTaskState

MOST_DRAFTS = 10  # that are looked through


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


@dataclass(frozen=True)
class Read:
    """A draft that whoever decides has read before, and how a passage is marked that says something else by now."""

    revision: Revision
    mark: str


def sent_back(reviews: list[ReviewTaskState]) -> Read | None:
    """What was read when changes were requested, in a later round of the same review."""
    request = request_for_changes(reviews)
    return Read(request.revision, _("Changed since it was sent back")) if request and request.revision else None


def opened(row: models.Model, seen: str) -> Read | None:
    """What somebody was shown by this digest, where it is another by now; None where no draft is known that it names.

    Of what stands beside the texts, such as the names of who wrote them, a draft tells what is so now, and not what
    was when it was shown: it is known by its texts. The newest drafts are looked through: some queries each, so this
    is for a refusal.
    """
    drafts = row.revisions.order_by("-pk")[:MOST_DRAFTS] if seen else ()
    draft = next((one for one in drafts if shown_digest(one)[TEXTS] == seen[TEXTS]), None)
    return Read(draft, _("Changed since you opened it")) if draft and draft.pk != row.latest_revision_id else None


def newest_draft(row: models.Model, reviews: list[ReviewTaskState]) -> Revision | None:
    """The latest revision of a row; out of the reviews, where it is one that is reviewed."""
    mine = (one.revision for one in reversed(reviews) if one.revision_id == row.latest_revision_id)
    return next(mine, None) or row.latest_revision

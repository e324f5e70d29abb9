"""How an approval becomes public (the setting WAGTAIL_FINISH_WORKFLOW_ACTION names this).

Wagtail reads the setting while its own models load, so nothing here imports a model at the top.
"""

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from .exceptions import NotApproved

if TYPE_CHECKING:
    from wagtail.models import WorkflowState


def publish_approved_state(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Publish the revision that was approved; Wagtail's own action publishes whatever is latest.

    A reviewer needs no publish permission: the review is the right. A translation of what is not public yet is
    held, or scheduled with it (embargo.py). A workflow without a review task
    of ours goes Wagtail's way, permission check included. Raises NotApproved where a review of ours was
    ended without a decision: deactivating a task finishes, and would publish, all that waits in it.
    """
    from . import embargo
    from .models import ReviewTaskState

    reviews = ReviewTaskState.objects.filter(workflow_state=workflow_state).select_related("revision")
    newest = reviews.order_by("-pk").first()
    if newest is None:
        workflow_state.content_object.get_latest_revision().publish(user=user)
    elif newest.status == ReviewTaskState.STATUS_APPROVED:
        embargo.finish(newest, user)
    else:
        raise NotApproved(_("Reviews are open that nobody has decided. Decide them, or cancel their workflows, first."))

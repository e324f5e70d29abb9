"""What a new Wagtail brings along and this site does without."""

from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission, Page, Workflow, WorkflowState

from .groups import EDITORS

MODERATORS = "Moderators"
MODERATORS_APPROVAL = "Moderators approval"


def remove_defaults(made: list[str]) -> None:
    """Take away Wagtail's own group, workflow and rights on the root of all trees; only on a fresh site.

    They would let an editor add a tree beside ours, and offer a second review that knows no languages.
    What somebody uses already stays.
    """
    _remove_workflow(made)
    if Group.objects.filter(name=MODERATORS, user=None).delete()[0]:
        made.append(f"removed group {MODERATORS}")
    root = Page.get_first_root_node()
    for group in Group.objects.filter(name=EDITORS, user=None):
        GroupPagePermission.objects.filter(page_id=root.pk, group=group).delete()
        # Translations start through our own guarded view only (docs/decisions/0003).
        group.permissions.remove(*group.permissions.filter(codename="submit_translation"))


def _remove_workflow(made: list[str]) -> None:
    workflow = Workflow.objects.filter(name=MODERATORS_APPROVAL).first()
    if workflow is None or WorkflowState.objects.filter(workflow=workflow).exists():
        return
    for task in workflow.tasks:
        if not task.workflow_tasks.exclude(workflow=workflow).exists():
            task.delete()
    workflow.delete()
    made.append(f"removed workflow {MODERATORS_APPROVAL}")

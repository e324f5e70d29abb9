"""The one workflow, with the one review task, on every tree and every snippet that has drafts."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from wagtail.models import Workflow, WorkflowContentType, WorkflowPage, WorkflowTask

from articles.models import Outlet, Person, Topic, Work
from home.models import HomePage
from translations.models import ReviewTask

REVIEWED_SNIPPETS = (Topic, Person, Outlet, Work)


def review_name() -> str:
    """“Review”, in each language of the site: Wagtail stores one name, and shows it to all."""
    names = []
    for code in settings.SITE_LANGUAGES:
        with translation.override(code):
            names.append(capfirst(gettext("review")))
    return " · ".join(dict.fromkeys(names))


def ensure_review(homes: list[HomePage], made: list[str]) -> Workflow:
    """Make the workflow and attach it where no other stands: a workflow chosen by hand is kept."""
    task = ReviewTask.objects.filter(active=True).first() or ReviewTask.objects.create(name=review_name())
    workflow = Workflow.objects.filter(active=True, workflow_tasks__task=task).first()
    if workflow is None:
        workflow = Workflow.objects.create(name=review_name())
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        made.append("made review workflow")
    for home in homes:
        WorkflowPage.objects.get_or_create(page_id=home.pk, defaults={"workflow": workflow})
    for content_type in ContentType.objects.get_for_models(*REVIEWED_SNIPPETS).values():
        WorkflowContentType.objects.get_or_create(content_type=content_type, defaults={"workflow": workflow})
    return workflow

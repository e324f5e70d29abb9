"""What every snippet of ours is made of."""

from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin


class EditorialMixin(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin):
    """Drafts, revisions, locks, review and preview: what a page has, for a snippet.

    A snippet without drafts cannot be translated safely: its translation would be public at once.
    """

    class Meta:
        abstract = True

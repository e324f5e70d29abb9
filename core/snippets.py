"""What every snippet of ours is made of."""

from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from .unseen import refuse_unseen


class EditorialMixin(WorkflowMixin, DraftStateMixin, LockableMixin, RevisionMixin, PreviewableMixin):
    """Drafts, revisions, locks, review and preview: what a page has, for a snippet.

    A snippet without drafts cannot be translated safely: its translation would be public at once.
    """

    # The field with what it is called.
    named_by = "name"

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a name that nobody can see."""
        super().clean()
        refuse_unseen(self, self.named_by)

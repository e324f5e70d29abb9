"""Whether a draft that is handed in would change anything: readers may have it already."""

from django.db import models
from wagtail.models import Revision

from . import companions, comparison, older
from .digests import content_digest
from .models import Baseline


def changes_nothing(target: models.Model, draft: Revision) -> bool:
    """Whether the public translation says what the draft says, of the same original, and nothing comes along with it.

    An original that changed without words asks for an approval all the same, unless somebody has called the public
    translation still right. Of what was sent back, a reviewer waits for an answer. At most 5 queries.
    """
    state = target.current_workflow_state
    if not target.live or target.live_revision is None or (state and state.status == state.STATUS_NEEDS_CHANGES):
        return False
    if content_digest(draft.content) != content_digest(target.live_revision.content):
        return False
    baselines = Baseline.objects.filter(target_revision__in=[draft, target.live_revision_id]).order_by("pk")
    known = {one.target_revision_id: one for one in baselines}
    public, new = known.get(target.live_revision_id), known.get(draft.pk)
    if public is None or new is None:
        return False
    if older.reflected(public, comparison.Reflection(new.segments, new.facts)).digest != new.digest:
        return False
    return not companions.named_by(draft)


def step_back(target: models.Model, draft: Revision) -> Revision:
    """The newest revision of a target, once a draft was written that says what readers have: the public one again. The
    draft stays in the history. At most 6 queries, where it says so."""
    if draft.pk == target.live_revision_id or not changes_nothing(target, draft):
        return draft
    public = target.live_revision
    newest = {"latest_revision": public, "latest_revision_created_at": public.created_at}
    if hasattr(target, "draft_title"):
        newest["draft_title"] = target.title
    type(target)._base_manager.filter(pk=target.pk).update(has_unpublished_changes=False, **newest)
    return public

"""People and outlets that are new with a work: handed in for review along with it, each for a review of its own.

Nobody becomes public by that. What is approved is each row, by a reviewer of its language. It is handed the work, since
works ask it.
"""

from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Min
from wagtail.models import WorkflowState


def new_with(work: Any) -> list[Any]:
    """Those that a work as it stands in its draft names and that were never public, in any language: the first row of
    their family, which is nobody's translation. Four queries at most."""
    forms = [work, *work.editions.all()]
    named = {
        "Person": {row.person_id for row in work.authors.all()},
        "Outlet": {form.outlet_id for form in forms if form.outlet_id},
    }
    return [row for name, pks in named.items() if pks for row in _never_public(apps.get_model("articles", name), pks)]


def _never_public(model: Any, pks: set[int]) -> list[Any]:
    public = model.objects.filter(live=True).values("translation_key")
    firsts = model.objects.order_by().values("translation_key").annotate(first=Min("pk")).values("first")
    rows = model.objects.filter(pk__in=pks, live=False, first_published_at=None, latest_revision__isnull=False)
    return list(rows.filter(pk__in=firsts).exclude(translation_key__in=public).order_by("pk"))


def to_be_handed_in(work: Any, user: Any) -> list[Any]:
    """Those of them that a user may hand in: whom they may edit, that no lock keeps, and that no review has yet."""
    return [row for row in new_with(work) if _may_be_handed_in(row, user)]


def _may_be_handed_in(row: Any, user: Any) -> bool:
    if not user.has_perm(f"articles.change_{row._meta.model_name}"):
        return False
    lock = row.get_lock()
    return not (lock and lock.for_user(user)) and not row.workflow_in_progress and row.get_workflow() is not None


@transaction.atomic
def hand_in_along(work: Any, user: Any) -> list[Any]:
    """Hand them in, each to its own review; nothing unless the work itself is in review. Returns what was handed in."""
    stored = type(work)._base_manager.select_for_update().get(pk=work.pk)  # of two at once the second finds them there
    if not stored.workflow_in_progress:
        return []
    found = to_be_handed_in(work, user)
    for row in found:
        state = row.current_workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(user=user)
        else:
            row.get_workflow().start(row, user)
    return found

"""Something became of an original while its translation is public: whoever can decide what becomes of that is asked.

Whoever has the item, if they can; else the reviewers of its language who publish there. Not whoever did it: they were
asked in the act, or see it where the queue counts what waits for a decision.
"""

from collections.abc import Sequence
from functools import cache

from django.contrib.auth import get_user_model
from wagtail.log_actions import get_active_log_context

from . import notifications
from .evidence import Evidence
from .models import Notification, Standing
from .permissions import may_decide, reviewers_of
from .states import TO_DECIDE, is_undecided

Kind = Notification.Kind


def is_asked(one: Standing) -> bool:
    """Whether a decision about a public translation is open, in whichever tab it is."""
    return one.is_public and is_undecided(one.flags, one.item.decided)


def ask(standings: Sequence[Standing], seen: Evidence) -> None:
    """Tell of each whoever can decide, unless they were told and have not read it yet. The queries grow with the people
    who may be asked, not with the items."""
    if not standings:
        return
    holders = get_user_model().objects.in_bulk({one.item.assignee_id for one in standings if one.item.assignee_id})
    reviewers = cache(lambda locale_id: list(reviewers_of(locale_id)))
    items = [one.item_id for one in standings]
    open_ = Notification.objects.filter(item__in=items, kind=Kind.TO_DECIDE, read_at=None)
    told = set(open_.values_list("user_id", "item_id"))
    news = []
    for one in standings:
        target = seen.target(one.item)
        holder = holders.get(one.item.assignee_id)
        asked = [holder] if holder and may_decide(holder, target) else reviewers(one.item.target_locale_id)
        about = {"flag": next(flag for flag in TO_DECIDE if flag in one.flags and flag not in one.item.decided)}
        news += [
            (user, one.item, about) for user in asked if may_decide(user, target) and (user.pk, one.item_id) not in told
        ]
    notifications.tell_each(news, Kind.TO_DECIDE, by=get_active_log_context().user)

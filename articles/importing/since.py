"""What was shown of an item, and what has changed since: nobody confirms what they have not seen.

What was shown goes with the form and comes back with it. It is compared with what stands now and nothing else: of a
text that is none of ours no more is known than that it is another.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from .plans import Plan

NOBODY = "0"


def shown(plan: Plan) -> str:
    """Which rows an item was told to be, to be like, and to take: “existing.like.outlet.author.author”."""
    rows = [plan.existing, plan.like, plan.outlet and plan.outlet.row, *(named.row for named in plan.authors)]
    return ".".join(str(row.pk) if row else NOBODY for row in rows)


def changes(before: str, plan: Plan) -> list[str]:
    """What is no longer as it was shown, in sentences; none where nothing is known of what was.

    Only what can be made is shown with what it is compared by.
    """
    if not before or (before == shown(plan) and plan.may_be_made):
        return []
    return list(_told(before.split("."), plan)) or [_("Something has changed since it was shown: look at it again.")]


def _told(before: list[str], plan: Plan) -> Iterator[str]:
    then, now = before, shown(plan).split(".")
    if len(then) != len(now):
        return
    if now[0] not in (NOBODY, then[0]):
        yield _("It has come into the catalogue since it was shown.")
    elif now[1] not in (NOBODY, then[1]):
        yield _("A work like it has come into the catalogue since it was shown.")
    names = [plan.outlet.name if plan.outlet else "", *(named.name for named in plan.authors)]
    for name, was, is_now in zip(names, then[2:], now[2:], strict=True):
        if was != is_now:
            yield _row_told(was, is_now) % {"value": name}


def _row_told(was: str, is_now: str) -> str:
    if is_now == NOBODY:
        return _("“%(value)s” is no longer in the catalogue: as it stands now, a new draft would be made.")
    if was == NOBODY:
        return _("“%(value)s” has come into the catalogue, and would be taken.")
    return _("“%(value)s” is another entry of the catalogue than the one that was shown.")

"""People who are called by name in a comment: who can be, and who is."""

import re
from typing import Any

from django.contrib.auth import get_user_model

from translations import people
from translations.drafts import find_source
from translations.models import Basis, QueueItem
from translations.permissions import may_edit, reviewers_of, translators_of
from translations.reach import reach_of
from translations.sight import may_see

# Of one comment: nobody calls a crowd. So many are offered, of those who hold a role.
MOST_CALLED, MOST_OFFERED = 10, 20
CALL = re.compile(r"(?<![\w@.])@([\w.@+-]+)")


def sees(user: Any, item: QueueItem) -> bool:
    """Whether a user sees an item, and so reads and writes what is said of it."""
    return user.is_active and reach_of(user).sees(item) and may_see(user, item)


def called_in(text: str) -> list[Any]:
    """The active people whom a text calls by `@name`, a full stop or comma behind the name aside."""
    names = [name.rstrip(".@+-") for name in CALL.findall(text)]
    wanted = dict.fromkeys([*CALL.findall(text), *names])
    model = get_user_model()
    found = model.objects.filter(**{f"{model.USERNAME_FIELD}__in": list(wanted)}, is_active=True)
    return list(found.order_by("pk")[:MOST_CALLED])


def to_call(item: QueueItem, user: Any) -> list[Any]:
    """The colleagues of a user who are at hand for an item and see it, by name: whoever may have it or reviews it, at
    most twenty, whoever has it, and the editors of its original. Two queries, and those for the editors.

    Of what no reader has seen yet translators see none but their own (translations/sight.py).
    """
    held = reviewers_of(item.target_locale_id) if item.basis == Basis.DRAFT else translators_of(item)
    by_name = held.exclude(pk=user.pk).order_by("first_name", "last_name", get_user_model().USERNAME_FIELD)
    found = {one.pk: one for one in by_name[:MOST_OFFERED]}
    others = {one.pk: one for one in [item.assignee, *editors(item)] if one and one.pk not in {*found, user.pk}}
    found |= {pk: one for pk, one in others.items() if sees(one, item)}
    return sorted(found.values(), key=lambda one: people.name_of(one).casefold())


def unseen(item: QueueItem, text: str) -> list[str]:
    """The names that a text calls in vain: nobody has them, or whoever has does not see the item."""
    called = {one.get_username() for one in called_in(text) if sees(one, item)}
    return [name for name in dict.fromkeys(one.rstrip(".@+-") for one in CALL.findall(text)) if name not in called]


def editors(item: QueueItem) -> list[Any]:
    """Who wrote the original last, and whose it is, of those who may still edit it."""
    source: Any = find_source(item)
    if source is None:
        return []
    latest = source.latest_revision
    hands = [getattr(source, "owner", None), latest.user if latest else None]
    return [one for one in hands if one is not None and may_edit(one, source)]

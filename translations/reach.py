"""Who sees which items of the queue: one rule for lists, counts, forms and exports."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import IntegerField, Q, Value
from django.db.models.functions import Cast
from wagtail.models import Locale
from wagtail.permission_policies.pages import PagePermissionPolicy

from .models import LocaleRole, Notification, QueueItem
from .permissions import remember_roles

EDITING = ("add_page", "change_page", "publish_page")


@dataclass(frozen=True)
class Reach:
    """The pairs of languages of which somebody sees items; a source of None stands for any language.

    `edits` are the locales in whose trees they hold a right of an editor, `starts` those of whose pages they
    may open translations, `reviews` those whose translations they decide, `publishes` those in whose trees they
    publish and take down; `codes` names all locales there are, `unread` counts their new notices.
    """

    pairs: frozenset[tuple[int | None, int]] = frozenset()
    edits: frozenset[int] = frozenset()
    starts: frozenset[int] = frozenset()
    reviews: frozenset[int] = frozenset()
    codes: tuple[tuple[int, str], ...] = ()
    unread: int = 0
    publishes: frozenset[int] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.pairs)

    @property
    def targets(self) -> set[int]:
        """The locales into which they see translations."""
        return {target for _source, target in self.pairs}

    @property
    def is_for_editors(self) -> bool:
        """Whether they look after what is translated, rather than translate or review."""
        return bool(self.starts)

    def manages(self, item: QueueItem) -> bool:
        """Whether they are offered what permissions.may_assign allows: by tree, so that rows cost nothing."""
        return self.is_for_editors or item.target_locale_id in self.reviews

    def sees(self, item: QueueItem) -> bool:
        """Whether an item is theirs to see."""
        return bool({(None, item.target_locale_id), (item.source_locale_id, item.target_locale_id)} & self.pairs)

    def items(self) -> Q:
        """The same as a condition on items; none for those who see every language, whom it would cost half a list."""
        whole = {target for source, target in self.pairs if source is None}
        if self.codes and whole.issuperset(pk for pk, _code in self.codes):
            return Q()
        found = Q(target_locale__in=whole)
        for source, target in self.pairs:
            if source is not None:
                found |= Q(source_locale=source, target_locale=target)
        return found


def reach_of(user: Any) -> Reach:
    """What a user sees. One query a user object, beside Wagtail's own for their rights on pages.

    A right on the pages of a locale's tree lets its holder see what is translated into it, as the explorer
    does; a role lets translators and reviewers see its locale, or its one pair of languages. One who is not
    active sees nothing.
    """
    if not hasattr(user, "_queue_reach"):
        user._queue_reach = _find(user) if user.is_active else Reach()
    return user._queue_reach


def _find(user: Any) -> Reach:
    codes, roles, notices = _locales_roles_notices(user)
    remember_roles(user, roles)
    every = frozenset(codes)
    if user.is_superuser:
        pairs = frozenset((None, pk) for pk in every)
        return Reach(pairs, every, every, every, tuple(codes.items()), len(notices), every)
    held = PagePermissionPolicy().get_cached_permissions_for_user(user)
    edits, starts, publishes = (_trees(held, names, every) for names in (EDITING, EDITING[:1], EDITING[2:]))
    pairs = {(source, target) for _role, source, target in roles} | {(None, pk) for pk in edits}
    reviews = frozenset(target for role, _source, target in roles if role == LocaleRole.Role.REVIEW)
    unread = sum(bool({(None, target), (source, target)} & pairs) for _kind, source, target in notices)
    return Reach(frozenset(pairs), edits, starts, reviews, tuple(codes.items()), unread, publishes)


def may_start(user: Any, reach: Reach, item: QueueItem) -> bool:
    """Whether somebody is offered to open a translation; the screen that does it asks about the row itself."""
    model = item.content_type.model_class()
    if model is None or not item.standing.source_pk:
        return False
    if hasattr(model, "permissions_for_user"):
        return item.source_locale_id in reach.starts
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


LOCALE, ROLE, NOTICE = 0, 1, 2
Found = list[tuple[str, int | None, int]]


def _locales_roles_notices(user: Any) -> tuple[dict[int, str], Found, Found]:
    """The codes of all locales, the user's roles and new notices. One query: it is made for each page of the admin."""
    none = Cast(Value(None), IntegerField())
    locales = Locale.objects.order_by().values_list(Value(LOCALE), "language_code", none, "pk")
    roles = LocaleRole.objects.filter(group__user=user)
    notices = Notification.objects.filter(user=user, read_at=None)
    found = list(
        locales.union(
            roles.values_list(Value(ROLE), "role", "source_locale_id", "locale_id"),
            notices.values_list(Value(NOTICE), "kind", "item__source_locale_id", "item__target_locale_id"),
            all=True,
        )
    )
    codes = {pk: code for what, code, _source, pk in sorted(found, key=lambda row: row[3]) if what == LOCALE}
    held, told = ([row[1:] for row in found if row[0] == what] for what in (ROLE, NOTICE))
    return codes, held, told


def _trees(held: Iterable[Any], codenames: tuple[str, ...], every: frozenset[int]) -> frozenset[int]:
    """The locales of the trees in which one of the rights is held; the root holds all trees."""
    found: set[int] = set()
    for one in held:
        if one.permission.codename in codenames:
            found |= every if one.page.depth == 1 else {one.page.locale_id}
    return frozenset(found)

"""Who may translate between which languages, who may review in one, who says whose an item is."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Exists, OuterRef, Q
from wagtail.models import Page, TranslatableMixin

from .models.items import QueueItem
from .models.roles import LocaleRole

Role = LocaleRole.Role


def _roles(user: Any) -> set[tuple[str, int, int | None]]:
    """Role, locale and source locale (None for any) of all that the user holds, through groups."""
    if not hasattr(user, "_locale_roles"):
        held = LocaleRole.objects.filter(group__user=user)
        user._locale_roles = set(held.values_list("role", "locale_id", "source_locale_id"))
    return user._locale_roles


def remember_roles(user: Any, held: Iterable[tuple[str, int | None, int]]) -> None:
    """The roles of a user as (role, source, target), where they have just been read: nobody asks for them again."""
    user._locale_roles = {(role, target, source) for role, source, target in held}


def locales_with_role(user: Any, *roles: str) -> set[int]:
    """Primary keys of the locales in which the user holds one of the roles, from whichever language.

    One query a user object; superusers are not special here (see `may_translate`, `may_review`).
    """
    return {locale_id for role, locale_id, _source in _roles(user) if role in roles}


def sees_by_role(user: Any, item: QueueItem) -> bool:
    """Whether a role for the languages of an item lets a user see it; without one a right on pages may (see reach.py).
    None for superusers, who need no role."""
    if user.is_superuser or not user.is_active:
        return False
    pair = (item.target_locale_id, item.source_locale_id)
    return any((locale, source or pair[1]) == pair for _role, locale, source in _roles(user))


def may_translate(user: Any, locale_id: int, source_locale_id: int | None = None) -> bool:
    """Translators of the pair; reviewers of the target locale too, who correct small things in place.

    Without a source locale: whether there is any language from which they may.
    """
    if not user.is_active:
        return False
    if user.is_superuser or locale_id in locales_with_role(user, Role.REVIEW):
        return True
    sources = {source for role, locale, source in _roles(user) if locale == locale_id}
    return bool(sources) if source_locale_id is None else bool(sources & {None, source_locale_id})


def reviews_into(user: Any, locale_id: int) -> bool:
    """Whether a user reviews what is written in a locale."""
    return user.is_active and (user.is_superuser or locale_id in locales_with_role(user, Role.REVIEW))


def may_review(user: Any, obj: models.Model) -> bool:
    """Reviewers of the object's locale; for what has no locale (a work), reviewers of any."""
    if isinstance(obj, TranslatableMixin):
        return reviews_into(user, obj.locale_id)
    return user.is_active and (user.is_superuser or bool(locales_with_role(user, Role.REVIEW)))


def may_edit(user: Any, row: models.Model) -> bool:
    """Whether the user may edit a page, or a snippet of its model."""
    if isinstance(row, Page):
        return row.permissions_for_user(user).can_edit()
    return user.has_perm(f"{row._meta.app_label}.change_{row._meta.model_name}")


def may_publish(user: Any, row: models.Model, *, anywhere: bool = False) -> bool:
    """Whether the user may publish a row directly, take it down or lock it: a page by the rights on its tree, a snippet
    by that on its model, and in its own language; `anywhere`: whatever its language."""
    if not user.is_active:
        return False
    if isinstance(row, Page):
        return row.permissions_for_user(user).can_publish()
    if not user.has_perm(f"{row._meta.app_label}.publish_{row._meta.model_name}"):
        return False
    return anywhere or not isinstance(row, TranslatableMixin) or reviews_into(user, row.locale_id)


def may_decide(user: Any, target: models.Model | None) -> bool:
    """Whether the user decides what becomes of a translation whose original went: whoever may publish it, for what was
    public by their right ends by it. A review is no bar."""
    if target is None or not user.is_active:
        return False
    if isinstance(target, Page):
        return user.is_superuser or "publish" in target.permissions_for_user(user).permissions
    return may_publish(user, target)


def may_assign(user: Any, item: QueueItem, source: models.Model | None) -> bool:
    """Who says whose an item is, until when and how urgent: who edits its source, and reviewers of its locale."""
    if not user.is_active:
        return False
    if user.is_superuser or item.target_locale_id in locales_with_role(user, Role.REVIEW):
        return True
    return source is not None and may_edit(user, source)


def of_own_pairs(user: Any) -> Q:
    """The items whose languages are those of the user’s roles."""
    found = Q(pk=None)
    for role, locale, source in _roles(user):
        pair = Q(target_locale=locale)
        found |= pair if source is None or role == Role.REVIEW else pair & Q(source_locale=source)
    return found


def _held_for_pair(target: Any, source: Any) -> Q:
    any_source = Q(role=Role.REVIEW) | Q(source_locale=None)
    return Q(locale=target) & (any_source | Q(source_locale=source))


def translators_of(item: QueueItem) -> models.QuerySet:
    """The people to whom an item can be given: active ones whose groups hold its pair."""
    held = LocaleRole.objects.filter(_held_for_pair(item.target_locale_id, item.source_locale_id))
    people = get_user_model().objects.filter(is_active=True, groups__in=held.values("group"))
    return people.distinct().order_by("first_name", "last_name", "username")


def reviewers_of(locale_id: int) -> models.QuerySet:
    """Active people whose groups review in a locale; superusers hold no group’s role."""
    held = LocaleRole.objects.filter(role=Role.REVIEW, locale=locale_id)
    return get_user_model().objects.filter(is_active=True, groups__in=held.values("group")).distinct()


def held_by_none() -> models.QuerySet[QueueItem]:
    """Items that are assigned to somebody who may not translate them any more. One query."""
    pair = _held_for_pair(OuterRef("target_locale_id"), OuterRef("source_locale_id"))
    role = LocaleRole.objects.filter(pair, group__user=OuterRef("assignee_id"))
    may = Q(assignee__is_active=True) & (Q(assignee__is_superuser=True) | Exists(role))
    return QueueItem.objects.exclude(assignee=None).exclude(may)

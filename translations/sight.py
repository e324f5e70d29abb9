"""Who may see an item whose original no reader has seen yet: who may see one of its drafts, and whom it is assigned to.

To open a draft for translation shows it to nobody new; to assign it to a translator does, and that is its purpose.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models
from wagtail.models import Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.snippets.models import get_snippet_models

from .models import Basis, LocaleRole, QueueItem
from .permissions import locales_with_role
from .reach import reach_of


def may_see(user: Any, item: QueueItem) -> bool:
    """Whether a screen may show an item to a user who sees its language. No query for what is made of public text."""
    return item.basis != Basis.DRAFT or not hidden_from(user, [item])


def items_of(user: Any) -> models.Q:
    """The items that the user sees, as a condition: those in reach, without what they may not see the draft of.

    The same rule as `hidden_from`, as part of the list's own query.
    """
    reach = reach_of(user)
    if user.is_superuser:
        return reach.items()
    sides = models.Q(locale=models.OuterRef("source_locale")) | models.Q(locale=models.OuterRef("target_locale"))
    pages = _editable(user).filter(sides, translation_key=models.OuterRef("translation_key"))
    snippets = [model for model in get_snippet_models() if _may_change(user, model)]
    seen = ~models.Q(basis=Basis.DRAFT) | models.Q(assignee=user) | models.Exists(pages)
    seen |= models.Q(source_locale__in=reach.reviews) | models.Q(target_locale__in=reach.reviews)
    seen |= models.Q(content_type__in=ContentType.objects.get_for_models(*snippets).values())
    return reach.items() & seen


def hidden_from(user: Any, items: Iterable[QueueItem] | None = None) -> set[int]:
    """Primary keys of the items, of all there are by default, that a user may not see. At most 3 queries."""
    if user.is_superuser:
        return set()
    if items is None:
        items = QueueItem.objects.filter(basis=Basis.DRAFT).select_related("content_type")
    reviews = locales_with_role(user, LocaleRole.Role.REVIEW) if user.is_active else set()
    doubtful = [
        item
        for item in items
        if item.basis == Basis.DRAFT
        and item.assignee_id != user.pk
        and not {item.source_locale_id, item.target_locale_id} & reviews
    ]
    pages = [item for item in doubtful if issubclass(item.content_type.model_class(), Page)]
    hidden = {
        item.pk for item in doubtful if item not in pages and not _may_change(user, item.content_type.model_class())
    }
    if pages:
        seen = set(
            _editable(user)
            .filter(translation_key__in=[one.translation_key for one in pages])
            .values_list("translation_key", "locale_id")
        )
        for item in pages:
            both = {(item.translation_key, item.source_locale_id), (item.translation_key, item.target_locale_id)}
            if not both & seen:
                hidden.add(item.pk)
    return hidden


def _may_change(user: Any, model: type[models.Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.change_{model._meta.model_name}")


def _editable(user: Any) -> models.QuerySet[Page]:
    policy = PagePermissionPolicy()
    own = policy.instances_user_has_permission_for(user, "add").filter(owner=user)
    return Page.objects.filter(
        models.Q(pk__in=policy.instances_user_has_permission_for(user, "change").values("pk"))
        | models.Q(pk__in=own.values("pk"))
    )

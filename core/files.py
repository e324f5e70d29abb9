"""Pictures and documents have no drafts: who may not publish leaves alone what readers are shown, or are about to be.

Wagtail's “change” lets its holder edit and delete every file of a collection at once. Here it ends at a file that
a public page, a snippet, a draft in review or one that waits for its time uses; “delete”, which Wagtail does not
ask for, is the right to go further.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, ReferenceIndex, Revision, TaskState
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from .references import files_of

WRITES = frozenset({"change", "delete"})
KNOWN = "_files_of_awaited_drafts"

# What else is about to become public: each returns revisions. Apps of higher layers add theirs.
awaited: list[Callable[[], Iterable[Revision]]] = []


class PublicFilePolicy(CollectionOwnershipPermissionPolicy):
    """Wagtail's policy, which asks of a file in use for the right to delete."""

    def user_has_any_permission_for_instance(self, user: Any, actions: Iterable[str], instance: models.Model) -> bool:
        """Whether the user may do any of this with the file. At most 3 queries more than Wagtail's; once a request
        it reads each draft that is in review, at about eight."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        if not allowed or not WRITES & set(actions):
            return allowed
        others = set(actions) - WRITES
        if others and super().user_has_any_permission_for_instance(user, others, instance):
            return True
        return self._check_perm(user, ["delete"], collection=instance.collection) or not is_in_use(instance, user)


def know_at_once(sender: type[models.Model], instance: Any, **kwargs: Any) -> None:
    """What a row uses is kept from the moment when it is public, however late a worker notes it: a receiver of
    `published`. Where tasks are done at once, Wagtail has noted it."""
    if not settings.TASKS["default"]["BACKEND"].endswith(".ImmediateBackend"):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(instance)


def may_be_moved(file: models.Model, collection: Collection, user: Any) -> bool:
    """Whether the user may put a file into this collection: out of one that is private, to where more may read it, only
    who may delete it. Without a user it is a command. The answer is the same for all files of a collection."""
    kept = set(file.collection.get_view_restrictions().values_list("pk", flat=True))
    if user is None or kept <= set(collection.get_view_restrictions().values_list("pk", flat=True)):
        return True
    return policy_registry.get_by_type(type(file))._check_perm(user, ["delete"], collection=file.collection)


def is_in_use(file: models.Model, user: Any) -> bool:
    """Whether readers are shown the file, or are about to be; `user` remembers for one request what waits."""
    references = ReferenceIndex.get_references_to(file).values_list("base_content_type", "object_id")
    pages = ContentType.objects.get_for_model(Page).pk
    used_by = set(references)
    if any(kind != pages for kind, _number in used_by):
        return True
    if used_by and Page.objects.filter(pk__in=[int(number) for _kind, number in used_by], live=True).exists():
        return True
    if not hasattr(user, KNOWN):
        setattr(user, KNOWN, _files_of_awaited_drafts())
    return _key(file) in getattr(user, KNOWN)


def _key(file: models.Model) -> tuple[int, str]:
    return ContentType.objects.get_for_model(file).pk, str(file.pk)


def _files_of_awaited_drafts() -> set[tuple[int, str]]:
    open_reviews = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS).select_related("workflow_state")
    objects = [state.workflow_state.content_object for state in open_reviews]
    revisions = [row.latest_revision for row in objects if row is not None and row.latest_revision]
    revisions += Revision.objects.exclude(approved_go_live_at=None)
    revisions += [revision for find in awaited for revision in find()]
    found = set()
    for revision in {one.pk: one for one in revisions}.values():
        found |= {(ContentType.objects.get_for_model(model).pk, pk) for model, pk in files_of(revision.as_object())}
    return found


def register_policies() -> None:
    """Called once from `CoreConfig.ready`; an exact class goes before what Wagtail registers."""
    for model, auth_model in ((get_image_model(), "wagtailimages.Image"), (get_document_model(), None)):
        policy = PublicFilePolicy(model, auth_model=auth_model or model, owner_field_name="uploaded_by_user")
        register_permission_policy(model, policy, exact_class=True)

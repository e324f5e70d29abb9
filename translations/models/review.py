"""The one review task of the one workflow, for originals and translations alike."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import get_active_log_context, log
from wagtail.log_actions import registry as log_registry
from wagtail.models import Locale, Task, TaskState, TranslatableMixin

from translations import hands, rules, unread
from translations.digests import Shown, content_digest, only_files_differ, shown, shown_digest
from translations.exceptions import CannotPublish, OwnWords, StaleReview
from translations.forms.review import LONGEST_COMMENT, MOST_COMMENTS, ReviewForm
from translations.locks import check_may_be_public
from translations.permissions import Role, locales_with_role, may_review

from . import companion
from .items import QueueItem


class ReviewTaskState(TaskState):
    """One review. `locale` is that of the object (none for a work); `content_digest` is what was approved.

    `segment_comments` is a list of {"segment", "path", "comment"}: the pk of a passage (localize.TextSegment),
    where it stands, and what the reviewer says of it. `held` says that the approval waits for its original.
    """

    locale = models.ForeignKey(Locale, null=True, on_delete=models.CASCADE, related_name="+")
    content_digest = models.CharField(max_length=64, blank=True)
    segment_comments = models.JSONField(default=list, blank=True)
    held = models.BooleanField(default=False)

    # A revision that says the same and differs in its time alone takes the whole approval along (embargo.py).
    exclude_fields_in_copy: list[str] = []

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; a new state remembers its object's locale, by which reviewers find their work."""
        if self._state.adding and self.locale_id is None:
            self.locale_id = getattr(self.workflow_state.content_object, "locale_id", None)
        super().save(*args, **kwargs)


class ReviewTask(Task):
    """Approve what you saw: an approval holds for the content that the reviewer was shown, and no other."""

    task_state_class = ReviewTaskState

    class Meta:
        verbose_name = gettext_lazy("review")
        verbose_name_plural = gettext_lazy("reviews")

    @classmethod
    def get_description(cls) -> str:
        return _("A reviewer of the page’s language approves it, or asks for changes.")

    def get_actions(self, obj: models.Model, user: Any) -> list[tuple[str, str, bool]]:
        """Both actions need the form: without it there is no proof of what was shown."""
        if not may_review(user, obj):
            return []
        reject = ("reject", _("Request changes"), True)
        return [reject, ("approve", _("Approve"), True)] if hands.may_approve(obj, user) else [reject]

    def get_form_for_action(self, action: str) -> type:
        return ReviewForm

    def get_template_for_action(self, action: str) -> str:
        return "translations/review_modal.html"

    def locked_for_user(self, obj: models.Model, user: Any) -> bool:
        return not may_review(user, obj)

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> models.QuerySet[TaskState]:
        """Open reviews of the user's locales; those without a locale for reviewers of any."""
        states = TaskState.objects.filter(task=self, status=TaskState.STATUS_IN_PROGRESS)
        if user.is_superuser:
            return states
        locales = locales_with_role(user, Role.REVIEW)
        if not locales:
            return TaskState.objects.none()
        in_reach = models.Q(locale_id__in=locales) | models.Q(locale_id=None)
        return states.filter(pk__in=ReviewTaskState.objects.filter(in_reach).values("pk"))

    @transaction.atomic
    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Approve or reject; takes `seen`, the digest the reviewer's form carried, `comment`, `segments`: comments on
        passages, [{"segment", "path", "comment"}], and `alone`, whether they were told that its original is gone.

        Raises PermissionDenied for one who may not review this object (Wagtail's view never checks that
        the task state belongs to the page in the address), StaleReview where the review has ended, the latest content
        is not what was shown, or its original is gone and nothing said so. A reviewer who edits and approves in one act
        was shown their own text, and nothing of what becomes public together with it.
        """
        given = task_state.workflow_state.content_object
        obj = type(given)._base_manager.select_for_update().get(pk=given.pk)
        state = ReviewTaskState.objects.select_related("workflow_state").get(pk=task_state.pk)
        if state.task_id != self.pk or not may_review(user, obj):
            raise PermissionDenied
        if state.status != state.STATUS_IN_PROGRESS:
            raise StaleReview(_("This review has ended already."))
        latest, now, seen = obj.latest_revision, shown(obj.latest_revision), kwargs.get("seen")
        if action_name == "approve" and unread.is_ahead(obj):
            raise StaleReview(_("Corrections were saved that this draft does not hold."), url=review_url(state))
        if seen != now.digest and (now.companions or not _is_own_act(obj, user, seen)):
            raise StaleReview(_what_to_read(seen, now), url=review_url(state))
        state.revision = latest
        if action_name == "approve":
            if not kwargs.get("alone") and stands_alone(obj):
                raise StaleReview(_("Its original was deleted meanwhile."), url=review_url(state))
            _check_approvable(obj, user, now)
            state.content_digest = content_digest(latest.content)
            companion.pin(latest, now)
        state.segment_comments = comments_of(kwargs.get("segments"))
        if state.segment_comments:
            said = [one["comment"] for one in state.segment_comments]
            log(instance=obj, action="translations.comments", user=user, data={"comments": said}, revision=latest)
        super().on_action(state, user, action_name, comment=str(kwargs.get("comment") or ""))


def _is_own_act(obj: models.Model, user: Any, seen: Any) -> bool:
    """Whether the newest draft was saved by the user in the act in which they decide, from one that they were shown and
    of which nothing is another by now: neither its text nor a picture. At most 3 queries, and what `shown` asks."""
    act = get_active_log_context().uuid
    saved = log_registry.get_logs_for_instance(obj).filter(revision=obj.latest_revision_id, user=user, uuid=act)
    before = obj.latest_revision.get_previous() if act and saved.exists() else None
    return before is not None and shown_digest(before) == seen


def stands_alone(obj: models.Model) -> bool:
    """Whether an approval makes public what had an original that is gone: readers would see it for the first time."""
    return isinstance(obj, TranslatableMixin) and not obj.live and QueueItem.standing_alone(obj).exists()


def comments_of(given: Any) -> list[dict[str, str]]:
    """Comments on passages in their own shape, whatever was sent: Wagtail's edit view passes unchecked JSON on."""
    rows = [row for row in given if isinstance(row, dict)] if isinstance(given, list | tuple) else []
    names = ("segment", "path", "comment")
    found = [{name: str(row.get(name) or "").replace("\x00", "")[:LONGEST_COMMENT] for name in names} for row in rows]
    return [row for row in found if row["comment"].strip()][:MOST_COMMENTS]


def _what_to_read(seen: Any, now: Shown) -> str:
    if only_files_differ(seen, now.digest):
        return _(
            "A picture or document in it, its credit, or the name of a translator is another one now. Look at it "
            "again, then decide."
        )
    return _("Read the text as it is now, then decide.")


def _check_approvable(obj: models.Model, user: Any, now: Shown) -> None:
    check_may_be_public(obj, user)
    companion.check(now, user)
    if hindrance := rules.hindrance(obj, obj.latest_revision.as_object()):
        raise CannotPublish(hindrance)
    if not hands.may_approve(obj, user):
        raise OwnWords(_("You wrote some of this text yourself. Another reviewer must approve it."))


def review_url(state: TaskState) -> str:
    """Where a reviewer reads what a task state is about."""
    return reverse("translations:review", args=[state.pk])

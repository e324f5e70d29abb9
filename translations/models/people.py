"""What the people of the queue want to hear of, and what they were told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .items import QueueItem


class Translator(models.Model):
    """How a person of the queue wants to be told, and whether readers are told their name.

    `muted` lists kinds of Notification.Kind that are neither shown nor mailed.
    """

    class Digest(models.TextChoices):
        AT_ONCE = "at_once", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("No mail")

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translator")
    digest = models.CharField(_("mail"), max_length=10, choices=Digest, default=Digest.DAILY)
    muted = models.JSONField(default=list, blank=True)
    last_digest_at = models.DateTimeField(null=True, blank=True)
    is_named = models.BooleanField(
        _("Name me to readers"),
        default=True,
        help_text=_("As translator or reviewer, by first and last name, on the translations that you worked on."),
    )

    def __str__(self) -> str:
        return str(self.user)


class Notification(models.Model):
    """One thing that a person is told about an item: in the admin at once, by mail in their next digest.

    `data` holds what the sentence needs (see notifications.py), never a text of a draft. `due` of it makes
    a notice of one deadline one notice.
    """

    class Kind(models.TextChoices):
        ASSIGNED = "assigned", _("Assigned to you")
        RETURNED = "returned", _("Sent back with comments")
        DUE = "due", _("Due soon")
        STALE = "stale", _("Original changed")
        APPROVED = "approved", _("Approved")
        TO_REVIEW = "to_review", _("Waiting for review")
        TO_DECIDE = "to_decide", _("Waiting for a decision")
        POOL = "pool", _("Back in the pool")
        CALLED = "called", _("Called by name in a comment")
        COMMENT = "comment", _("Comments")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="translation_notices")
    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=10, choices=Kind)
    data = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.item_id} → {self.user_id}"

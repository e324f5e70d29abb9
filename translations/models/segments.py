"""What the translation of a passage said before: wagtail-localize keeps its present text alone."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .items import QueueItem


class SegmentEdit(models.Model):
    """One text that a passage had in one language, from `created_at` until the next one of the same passage.

    A passage is `path` and `source`, the original's fragment; `target` is the translated fragment, "" where it
    was taken away. Small steps of one person within some minutes are one edit (desk/record.py).
    `accepted_at` says that a reviewer accepted it: it closes the passage to translators for as long as it is the
    newest text of its passage (desk/acceptance.py).
    """

    class Origin(models.TextChoices):
        TYPED = "typed", _("Typed")
        CARRIED = "carried", _("Taken along from the same text")
        STILL_RIGHT = "still_right", _("Still right")
        RESTORED = "restored", _("Restored")
        MACHINE = "machine", _("Machine translation")
        FILE = "file", _("From a file")

    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="segment_edits")
    path = models.TextField()
    source = models.TextField()
    target = models.TextField(blank=True)
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.TYPED)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["item", "-id"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.path} {self.get_origin_display()}"


class Comment(models.Model):
    """What somebody says of a passage, or asks about its original: then it is seen in every language.

    A passage is `path` and `source`, as in SegmentEdit. Comments of a passage stand below one another; all of
    them are resolved together, each with its own date.
    """

    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="comments")
    path = models.TextField()
    source = models.TextField()
    about_original = models.BooleanField(default=False)
    text = models.TextField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["item", "resolved_at"])]

    def __str__(self) -> str:
        return f"{self.item_id} {self.path}"


class Presence(models.Model):
    """Who has an item open; one row for each person and item, moved on for as long as the page is open."""

    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="one_presence_per_item")]

    def __str__(self) -> str:
        return f"{self.user_id} @ {self.item_id}"

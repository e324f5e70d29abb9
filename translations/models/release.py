"""What is to become public together, as one act: now, or at one time."""

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision


class Release(models.Model):
    """One act of publication: who, when, what (its members, in this order), and what became of it.

    `when` is None for what was published at once. `problem` says why nothing became public.
    """

    class Status(models.TextChoices):
        SCHEDULED = "scheduled", _("Scheduled")
        DONE = "done", _("Published")
        FAILED = "failed", _("Not published")
        CANCELLED = "cancelled", _("Cancelled")

    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    when = models.DateTimeField(_("when"), null=True, blank=True, db_index=True)
    note = models.TextField(_("note"), blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.SCHEDULED, db_index=True)
    released_at = models.DateTimeField(null=True, blank=True)
    problem = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.get_status_display()} {self.when or self.released_at}"


class ReleaseMember(models.Model):
    """A revision that becomes public with a release; `position` orders: listed first, sources before translations."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="members")
    position = models.PositiveSmallIntegerField()
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=255)
    content_object = GenericForeignKey("content_type", "object_id")
    revision = models.ForeignKey(Revision, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self) -> str:
        return f"{self.release_id}.{self.position} {self.content_type_id}/{self.object_id}"

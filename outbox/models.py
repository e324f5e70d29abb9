"""A letter as it waits, and what became of it."""

from django.db import models
from django.utils import timezone


class Letter(models.Model):
    """One letter. `content` (see letters.py) is emptied once it is sent: what people were told is not kept here.

    `claimed_until` says that somebody is sending it now; when that moment is past, whoever it was has died.
    """

    class Status(models.TextChoices):
        WAITING = "waiting"
        SENT = "sent"
        SET_ASIDE = "set_aside"

    created_at = models.DateTimeField(default=timezone.now)
    recipients = models.TextField()
    subject = models.TextField()
    content = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    claimed_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["status", "next_try_at"])]

    def __str__(self) -> str:
        return f"{self.subject} → {self.recipients}"

"""What was refused, for the report of administrators; what was done stands in Wagtail's own log."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class RefusedAct(models.Model):
    """One refusal: whom, what (an action of LABELS in acts.py), at which address, and the sentence they were given.

    The user is kept by number when the account is gone, as in Wagtail's log.
    """

    timestamp = models.DateTimeField(default=timezone.now, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    action = models.CharField(max_length=255)
    label = models.TextField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.action} {self.label}"

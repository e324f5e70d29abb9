"""What somebody typed beside the texts of an item and has not sent yet."""

from django.conf import settings
from django.db import models

from .items import QueueItem


class Unsent(models.Model):
    """A note, and what a reviewer says: stored with an act only, and until then for whoever typed it alone.

    `words` has `note`, `said` (texts by the names of their fields, forms/review.py) and `round`, the review of which
    it is said; what is not there was not typed.
    """

    item = models.ForeignKey(QueueItem, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["item", "user"], name="unsent_words_once_a_user")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.user_id}"

"""Who translated and who reviewed what readers have, as it was published."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .items import Baseline


class Credit(models.Model):
    """One person's part in one published version of a translation, by the name that they had then.

    `hidden` says that they do not want to be named to readers: it stays when their account goes.
    """

    class Part(models.TextChoices):
        TRANSLATION = "translation", _("Translation")
        REVIEW = "review", _("Review")

    baseline = models.ForeignKey(Baseline, on_delete=models.CASCADE, related_name="credits")
    part = models.CharField(max_length=12, choices=Part)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    name = models.CharField(max_length=310)
    hidden = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["baseline", "part", "user"], name="credited_once")]

    def __str__(self) -> str:
        return f"{self.get_part_display()}: {self.name}"

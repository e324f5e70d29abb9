"""Who may translate into, or review in, which locale."""

from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class LocaleRole(models.Model):
    """A group's role in one locale. Translators hold no page permission: this is all they need.

    Wagtail's page permissions cannot tell a translation from an original, since one tree holds both.
    """

    class Role(models.TextChoices):
        TRANSLATE = "translate", _("translate into")
        REVIEW = "review", _("review in")

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="locale_roles")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    # The one language that the group translates from; none means any. A reviewer's role is for any.
    source_locale = models.ForeignKey(Locale, null=True, blank=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "locale", "role"], condition=models.Q(source_locale=None), name="locale_role_any"
            ),
            models.UniqueConstraint(fields=["group", "locale", "role", "source_locale"], name="locale_role_pair"),
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_role_display()} {self.locale.language_code}"

"""What may be done with a work of somebody else: its licence, and the permission to tell of it at length."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel


class Rights(models.Model):
    """The rights of a work. Who gave a permission, and when, is for the house: no reader is shown it."""

    class Need(models.TextChoices):
        UNNEEDED = "unneeded", _("no permission needed")
        NEEDED = "needed", _("permission needed")

    licence = models.CharField(
        _("licence"),
        max_length=100,
        blank=True,
        help_text=_("As “CC BY 4.0”; readers are shown it. Empty: not stated."),
    )
    rights = models.CharField(
        _("permission"),
        max_length=10,
        choices=Need.choices,
        default=Need.UNNEEDED,
        help_text=_("A work that needs permission becomes public, and its summary too, only with its record below."),
    )
    permission_by = models.CharField(_("permission given by"), max_length=200, blank=True)
    permission_date = models.DateField(_("given on"), null=True, blank=True)
    permission = models.TextField(
        _("what was permitted"), null=True, blank=True, help_text=_("Its scope, and where the letter is kept.")
    )
    verbatim = models.BooleanField(
        _("our page repeats it word for word"),
        default=False,
        help_text=_(
            "Readers are told where it first appeared, and search engines are led there instead of to our page: in "
            "each language in which the whole work has an https address of its own. A summary is no such page."
        ),
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a permission that is still to come."""
        super().clean()
        if self.permission_date and self.permission_date > timezone.localdate():
            raise ValidationError({"permission_date": _("A permission that is still to come is none.")})

    def why_not_public(self) -> str:
        """A sentence, where the work needs a permission that nobody has noted; "" otherwise."""
        names = ("rights", "permission_by", "permission_date")
        return missing_permission({name: getattr(self, name) for name in names}, str(self))


def missing_permission(facts: Mapping[str, Any], title: str) -> str:
    """The same of a work's facts, as a row or its revision has them."""
    if facts.get("rights") != Rights.Need.NEEDED:
        return ""
    if (facts.get("permission_by") or "").strip() and facts.get("permission_date"):
        return ""
    return gettext(
        "“%(title)s” needs permission. Note on the work who gave it, and when; then this can become public."
    ) % {"title": title}


RIGHTS_PANEL = MultiFieldPanel(
    [
        FieldPanel("licence"),
        FieldPanel("rights"),
        FieldRowPanel([FieldPanel("permission_by"), FieldPanel("permission_date")]),
        FieldPanel("permission"),
        FieldPanel("verbatim"),
    ],
    heading=_("Rights"),
    help_text=_("Readers are shown the licence, never who gave a permission, when, or what for."),
)

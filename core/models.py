"""The image model, with what a publication must know about a picture before it shows it."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition
from wagtail.images.models import Image as WagtailImage


class CreditedImage(AbstractImage):
    """A picture with its credit, licence and whether others may reuse it."""

    credit = models.CharField(_("credit"), max_length=255, blank=True)
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("For example “CC BY 4.0”. Empty: not stated.")
    )
    reuse = models.BooleanField(_("others may reuse it"), default=False)

    admin_form_fields = (*WagtailImage.admin_form_fields, "credit", "licence", "reuse")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class Rendition(AbstractRendition):
    """A resized copy of an image."""

    image = models.ForeignKey(CreditedImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="unique_rendition")
        ]

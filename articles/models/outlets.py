"""Outlets: who published a work."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.snippets import EditorialMixin


class Outlet(EditorialMixin, TranslatableMixin, index.Indexed, models.Model):
    """A journal, magazine, press or institution that publishes."""

    name = models.CharField(_("name"), max_length=150)
    slug = models.SlugField(_("slug"), max_length=150, help_text=_("The last part of the outlet’s address."))
    url = models.URLField(_("home page"), blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True, help_text=_("Two letters, as in “HK” or “IT”."))
    logo = models.ForeignKey(
        "core.CreditedImage", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    disclaimer = models.TextField(
        _("non-endorsement line"),
        max_length=500,
        blank=True,
        help_text=_("Stands on each summary of a work that appeared here, as “The outlet has not read this summary.”"),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("slug"),
        FieldPanel("url"),
        FieldPanel("country"),
        FieldPanel("logo"),
        FieldPanel("disclaimer"),
    ]
    override_translatable_fields = [
        TranslatableField("name"),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("url", overridable=False),
        SynchronizedField("country", overridable=False),
        SynchronizedField("logo", overridable=False),
        TranslatableField("disclaimer"),
    ]
    asks_for_translation = ("disclaimer",)  # most are called the same in each language
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("outlet")
        verbose_name_plural = _("outlets")
        ordering = ["name"]
        constraints = [
            *getattr(TranslatableMixin.Meta, "constraints", []),
            models.UniqueConstraint(fields=["locale", "slug"], name="outlet_slug_per_locale"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The outlet's public page, under the active language."""
        return reverse("outlet", args=[self.slug])

    def get_preview_template(self, request, mode_name: str) -> str:
        return "articles/outlet_detail.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        return {**super().get_preview_context(request, mode_name), "outlet": self}

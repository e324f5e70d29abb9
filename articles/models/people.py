"""People: who wrote a post or a work."""

from django.core.validators import RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from core.snippets import EditorialMixin

ORCID = RegexValidator(r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$", _("An ORCID looks like 0000-0002-1825-0097."))


class Person(EditorialMixin, TranslatableMixin, index.Indexed, ClusterableModel):
    """An author. Who they are is the same in every language; what they do is told in each."""

    name = models.CharField(_("name"), max_length=150)
    sort_name = models.CharField(
        _("name in lists of references"),
        max_length=150,
        blank=True,
        help_text=_("“García Márquez, Gabriel”: family name, comma, given names. Leave it empty for an organisation."),
    )
    is_organisation = models.BooleanField(
        _("it is an organisation"),
        default=False,
        help_text=_("References keep its name in one piece, and programs are told what it is."),
    )
    slug = models.SlugField(_("slug"), max_length=150, help_text=_("The last part of the author’s address."))
    role = models.CharField(_("role"), max_length=200, blank=True, help_text=_("What they do now, in a few words."))
    bio = models.TextField(_("about"), blank=True)
    orcid = models.CharField("ORCID", max_length=19, blank=True, validators=[ORCID])
    photo = models.ForeignKey(
        "core.CreditedImage",
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("sort_name"),
        FieldPanel("is_organisation"),
        FieldPanel("slug"),
        FieldPanel("role"),
        FieldPanel("bio"),
        FieldPanel("orcid"),
        FieldPanel("photo"),
        InlinePanel("links", label=_("link"), heading=_("Links")),
    ]
    override_translatable_fields = [
        SynchronizedField("name", overridable=False),
        SynchronizedField("sort_name", overridable=False),
        SynchronizedField("is_organisation", overridable=False),
        SynchronizedField("slug", overridable=False),
        TranslatableField("role"),
        TranslatableField("bio"),
        SynchronizedField("orcid", overridable=False),
        SynchronizedField("photo", overridable=False),
        SynchronizedField("links", overridable=False),
    ]
    asks_for_translation = ("role", "bio")
    # It came after the first translations: while it is empty, it says nothing (see translations.localize.reflection).
    silent_while_empty = ("is_organisation",)
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("bio"),
        index.FilterField("locale"),
        index.FilterField("live"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]
        constraints = [
            *getattr(TranslatableMixin.Meta, "constraints", []),
            models.UniqueConstraint(fields=["locale", "slug"], name="person_slug_per_locale"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The author's public page, under the active language."""
        return reverse("author", args=[self.slug])

    def get_preview_template(self, request, mode_name: str) -> str:
        return "articles/person_detail.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        return {**super().get_preview_context(request, mode_name), "person": self}


class PersonLink(Orderable):
    """A place on the web where a person can be found."""

    person = ParentalKey(Person, on_delete=models.CASCADE, related_name="links")
    label = models.CharField(_("label"), max_length=100)
    url = models.URLField(_("address"))

    panels = [FieldPanel("label"), FieldPanel("url")]

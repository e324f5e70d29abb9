"""The home page of a locale, and standing pages such as “About”."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import TranslatableField

from core.blocks import ProseBlock
from core.pages import EditorialPageMixin

TITLE_FIELDS = [
    TranslatableField("title"),
    TranslatableField("slug"),
    TranslatableField("seo_title"),
    TranslatableField("search_description"),
]


class HomePage(EditorialPageMixin, Page):
    """The first page of a locale: a lead, then the newest posts and publications."""

    lead = models.TextField(_("lead"), blank=True, help_text=_("Who we are and what is here, in two sentences."))

    content_panels = [*Page.content_panels, FieldPanel("lead")]
    override_translatable_fields = [*TITLE_FIELDS, TranslatableField("lead")]
    search_fields = [*Page.search_fields, index.SearchField("lead")]
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")


class StandardPage(EditorialPageMixin, Page):
    """A page that stands by itself: about, contact, licence."""

    intro = models.TextField(_("introduction"), blank=True)
    body = StreamField(ProseBlock(), verbose_name=_("text"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    override_translatable_fields = [*TITLE_FIELDS, TranslatableField("intro"), TranslatableField("body")]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")

"""Blog posts."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, MultipleChooserPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles.listings import ListingPageMixin
from core.blocks import ProseBlock
from core.pages import EditorialPageMixin

from .corrections import DatedNotesMixin


class PublicationListBlock(blocks.StaticBlock):
    """Where the numbered list of the post's publications stands; which they are is chosen beside the body."""

    class Meta:
        icon = "list-ol"
        label = _("Numbered list of publications")
        admin_text = _("The publications chosen under “Publications” appear here, numbered.")
        template = "articles/blocks/publication_list.html"


class PostBlock(ProseBlock):
    """The body of a post."""

    publications = PublicationListBlock()


class BlogIndexPage(ListingPageMixin, EditorialPageMixin, Page):
    """The list of posts of one locale."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.BlogPostPage"]
    template = "articles/blog_index_page.html"
    listing_kind = "posts"

    class Meta:
        verbose_name = _("blog")
        verbose_name_plural = _("blogs")


class BlogPostPage(DatedNotesMixin, EditorialPageMixin, Page):
    """A post: prose of ours, and where it announces publications, a numbered list of them."""

    date = models.DateField(_("date"), default=timezone.localdate)
    intro = models.TextField(_("introduction"), max_length=500, help_text=_("One or two sentences; lists show them."))
    hero_image = models.ForeignKey(
        "core.CreditedImage",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    hero_alt = models.CharField(
        _("picture in words"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it."),
    )
    hero_decorative = models.BooleanField(_("the picture is decoration only"), default=False)
    body = StreamField(PostBlock(), verbose_name=_("text"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("intro"),
        FieldPanel("date"),
        MultiFieldPanel(
            [FieldPanel("hero_image"), FieldPanel("hero_alt"), FieldPanel("hero_decorative")], heading=_("Picture")
        ),
        FieldPanel("body"),
        MultipleChooserPanel(
            "publications", chooser_field_name="publication", label=_("publication"), heading=_("Publications")
        ),
        MultipleChooserPanel("authors", chooser_field_name="person", label=_("author"), heading=_("Authors")),
        MultipleChooserPanel("topics", chooser_field_name="topic", label=_("topic"), heading=_("Topics")),
        DatedNotesMixin.notes_panel,
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("date", overridable=False),
        TranslatableField("intro"),
        SynchronizedField("hero_image"),
        TranslatableField("hero_alt"),
        SynchronizedField("hero_decorative", overridable=False),
        TranslatableField("body"),
        TranslatableField("corrections"),
        SynchronizedField("publications", overridable=False),
        SynchronizedField("authors", overridable=False),
        SynchronizedField("topics", overridable=False),
    ]
    search_fields = [*Page.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["articles.BlogIndexPage"]
    subpage_types: list[str] = []
    template = "articles/blog_post_page.html"
    has_byline = True

    class Meta:
        verbose_name = _("post")
        verbose_name_plural = _("posts")

    def clean(self) -> None:
        """Refuse a picture that is neither described nor declared decoration."""
        super().clean()
        if self.hero_image_id and not self.hero_alt and not self.hero_decorative:
            raise ValidationError({"hero_alt": _("Describe the picture, or say that it is decoration only.")})

    def translation_dependencies(self) -> Iterable[models.Model]:
        """Its topics and authors."""
        yield from (row.topic for row in self.topics.select_related("topic"))
        yield from (row.person for row in self.authors.select_related("person"))

    def dependency_keys(self) -> Iterable[models.QuerySet]:
        yield PostTopic.objects.filter(page=self.pk).values("topic__translation_key")
        yield PostAuthor.objects.filter(page=self.pk).values("person__translation_key")

    def listed_pages(self) -> Iterable[Page]:
        """The publications it lists, which may be translated along with it."""
        return [row.publication for row in self.publications.select_related("publication")]


class PostAuthor(Orderable):
    """An author of a post: any row of the person's family."""

    page = ParentalKey(BlogPostPage, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey("articles.Person", verbose_name=_("author"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("person")]


class PostTopic(Orderable):
    """A topic of a post: any row of the topic's family."""

    page = ParentalKey(BlogPostPage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey("articles.Topic", verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("topic")]


class PostPublication(Orderable):
    """A publication that a post lists: any row of the page's family."""

    page = ParentalKey(BlogPostPage, on_delete=models.CASCADE, related_name="publications")
    publication = models.ForeignKey(
        "articles.PublicationPage", verbose_name=_("publication"), on_delete=models.CASCADE, related_name="+"
    )

    panels = [PageChooserPanel("publication")]

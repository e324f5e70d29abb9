"""Publication pages: our summary, in our readers' languages, of a work that appeared elsewhere."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from articles import quoting
from articles.listings import ListingPageMixin
from core.blocks import RICH_TEXT_FEATURES, ProseBlock
from core.dates import latest
from core.pages import EditorialPageMixin

from .announced import check_work
from .corrections import DatedNotesMixin
from .rights import missing_permission
from .works import Edition, Work, WorkAuthor


class PublicationIndexPage(ListingPageMixin, EditorialPageMixin, Page):
    """The list of publications of one locale."""

    intro = models.TextField(_("introduction"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro")]
    search_fields = [*Page.search_fields, index.SearchField("intro")]
    max_count_per_parent = 1
    parent_page_types = ["home.HomePage"]
    subpage_types = ["articles.PublicationPage"]
    template = "articles/publication_index_page.html"
    listing_kind = "publications"

    class Meta:
        verbose_name = _("list of publications")
        verbose_name_plural = _("lists of publications")


class PublicationPage(DatedNotesMixin, EditorialPageMixin, Page):
    """A summary of a work. Holds only what is translated; the facts stand on the work."""

    work = models.ForeignKey(
        "articles.Work", verbose_name=_("work"), on_delete=models.PROTECT, related_name="publication_pages"
    )
    summary = RichTextField(
        _("summary"),
        features=RICH_TEXT_FEATURES,
        help_text=_("What the work says, in our own words; two or three sentences."),
    )
    body = StreamField(ProseBlock(), verbose_name=_("more"), blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("work"),
        FieldPanel("summary"),
        FieldPanel("body"),
        MultipleChooserPanel("topics", chooser_field_name="topic", label=_("topic"), heading=_("Topics")),
        DatedNotesMixin.notes_panel,
    ]
    override_translatable_fields = [
        TranslatableField("title"),
        TranslatableField("slug"),
        TranslatableField("seo_title"),
        TranslatableField("search_description"),
        SynchronizedField("work", overridable=False),
        TranslatableField("summary"),
        TranslatableField("body"),
        TranslatableField("corrections"),
        SynchronizedField("topics", overridable=False),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.RelatedFields("work", [index.SearchField("title")]),
    ]
    parent_page_types = ["articles.PublicationIndexPage"]
    subpage_types: list[str] = []
    template = "articles/publication_page.html"
    has_byline = True

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")

    def clean(self) -> None:
        """Refuse a family of translations that tells of two works, and another work than public posts tell of."""
        super().clean()
        check_work(self)
        family = PublicationPage.objects.filter(translation_key=self.translation_key).exclude(pk=self.pk)
        if self.work_id and family.exclude(work_id=self.work_id).exists():
            raise ValidationError({"work": _("The translations of this page are about another work.")})

    def save(self, *args, **kwargs) -> None:
        """Save; the first time the page goes live, its never-live work goes live with it, or neither does.

        All ways to publish end here; which text of the work becomes public is decided by translations.companions.
        Raises what `check_work` raises, whoever saves.
        """
        with transaction.atomic():
            check_work(self)
            super().save(*args, **kwargs)

    def published_together(self) -> Iterable[models.Model]:
        """The work, as long as it was never public."""
        if self.work_id and not self.work.live and self.work.first_published_at is None:
            return [self.work]
        return []

    def why_not_public(self) -> str:
        """What its work lacks, in the work's newest draft: what is marked there is not told of meanwhile. One query."""
        work = Work.objects.select_related("latest_revision").filter(pk=self.work_id).first()
        if work is None:
            return ""
        draft = work.latest_revision
        return missing_permission(draft.content, draft.object_str) if draft else work.why_not_public()

    def notes_for_review(self) -> Iterable[str]:
        """How much of it is quoted, where that is much; what is noted of a work that becomes public with it."""
        yield from filter(None, [quoting.note(self)])
        for work in self.published_together():
            yield from work.get_latest_revision_as_object().notes_for_review()

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict]:
        """None for a page that repeats a work word for word: search engines are led to that.

        Elsewhere a page has changed when the facts of its work have.
        """
        work = self.work
        if work.live and work.verbatim and work.whole_form(self.locale.language_code):
            return []
        facts = work.last_published_at if work.live else None
        return [{**url, "lastmod": latest(url["lastmod"], facts)} for url in super().get_sitemap_urls(request)]

    def translation_dependencies(self) -> Iterable[models.Model]:
        """Its topics, and the outlets and people of its work."""
        work = self.work
        yield from (row.topic for row in self.topics.select_related("topic"))
        yield from (row.person for row in work.authors.select_related("person"))
        outlets = [work.outlet, *(edition.outlet for edition in work.editions.select_related("outlet"))]
        yield from (outlet for outlet in outlets if outlet)

    def dependency_keys(self) -> Iterable[models.QuerySet]:
        yield PublicationTopic.objects.filter(page=self.pk).values("topic__translation_key")
        yield WorkAuthor.objects.filter(work=self.work_id).values("person__translation_key")
        yield Edition.objects.filter(work=self.work_id).values("outlet__translation_key")
        yield Work.objects.filter(pk=self.work_id).values("outlet__translation_key")


class PublicationTopic(Orderable):
    """A topic of a publication: any row of the topic's family."""

    page = ParentalKey(PublicationPage, on_delete=models.CASCADE, related_name="topics")
    topic = models.ForeignKey("articles.Topic", verbose_name=_("topic"), on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("topic")]

"""Works: publications that appeared elsewhere, with their editions in one or more languages.

A work is not a page and is not translated: its facts are the same in every locale, so they stand
once, change everywhere at once, and after a review of their own (docs/decisions/0001).
"""

import uuid
from collections.abc import Iterable
from urllib.parse import quote

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpResponse
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable
from wagtail.search import index

from articles import unnamed
from articles.doi import normalise_doi
from articles.works.addresses import is_https
from articles.works.along import new_with
from articles.works.changes import changes_of
from articles.years import impossible
from core.dates import in_words
from core.languages import language_name, same_language
from core.snippets import EditorialMixin
from core.unseen import refuse_unseen

from .languages import work_languages
from .rights import RIGHTS_PANEL, Rights


def _found_by(name: str) -> list[index.BaseField]:
    """A field by the words of which lists and choosers of the admin search, whole and begun."""
    return [index.SearchField(name), index.AutocompleteField(name)]


class Work(Rights, EditorialMixin, index.Indexed, ClusterableModel):
    """A publication that appeared on someone else's site or in print."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("journal article")
        MAGAZINE = "magazine", _("magazine article")
        WEB = "web", _("web article")
        OPINION = "opinion", _("opinion piece")
        REPORT = "report", _("report")
        CHAPTER = "chapter", _("book chapter")
        BOOK = "book", _("book")
        RESOLUTION = "resolution", _("resolution")
        TALK = "talk", _("talk")

    class Precision(models.TextChoices):
        YEAR = "year", _("year only")
        MONTH = "month", _("month and year")
        DAY = "day", _("day, month and year")

    class Access(models.TextChoices):
        OPEN = "open", _("free to read")
        REGISTRATION = "registration", _("free after registration")
        PAYWALL = "paywall", _("paid")

        __empty__ = _("not stated")

    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ARTICLE)
    title = models.CharField(_("original title"), max_length=255)
    language = models.CharField(_("original language"), max_length=12, choices=work_languages, default="en")
    url = models.URLField(_("address of the original"), max_length=500, blank=True)
    url_is_home = models.BooleanField(
        _("the address is only the outlet’s home page"),
        default=False,
        help_text=_("Tick it where the exact address is not known; readers are told so."),
    )
    doi = models.CharField("DOI", max_length=255, blank=True, help_text=_("As “10.1000/182” or as an address."))
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("For a year only, put 1 January."))
    date_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Precision.choices, default=Precision.DAY
    )
    outlet = models.ForeignKey(
        "articles.Outlet",
        verbose_name=_("outlet"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="works",
    )
    series = models.CharField(_("series"), max_length=150, blank=True)
    volume = models.CharField(_("volume"), max_length=30, blank=True)
    issue = models.CharField(_("issue"), max_length=30, blank=True)
    pages = models.CharField(_("pages"), max_length=30, blank=True)
    access = models.CharField(
        _("access"),
        max_length=12,
        choices=Access.choices,
        blank=True,
        help_text=_("Readers are told of it where it is stated; what nobody looked up stays “not stated”."),
    )

    named_by = "title"

    panels = [
        MultiFieldPanel([FieldPanel("kind"), FieldPanel("title"), FieldPanel("language")], heading=_("Original")),
        MultiFieldPanel(
            [FieldPanel("outlet"), FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")])],
            heading=_("Where and when it appeared"),
        ),
        InlinePanel("authors", label=_("author"), heading=_("Authors")),
        MultiFieldPanel(
            [FieldPanel("url"), FieldPanel("url_is_home"), FieldPanel("doi"), FieldPanel("access")],
            heading=_("Address"),
        ),
        InlinePanel(
            "editions",
            label=_("edition"),
            heading=_("Editions"),
            help_text=_("Each form of the work in one language at one address; the original is the work itself."),
        ),
        RIGHTS_PANEL,
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("series"), FieldPanel("volume"), FieldPanel("issue"), FieldPanel("pages")])],
            heading=_("Details"),
            classname="collapsed",
        ),
    ]
    search_fields = [
        *_found_by("title"),
        *_found_by("doi"),
        index.RelatedFields("outlet", _found_by("name")),
        index.RelatedFields("editions", [*_found_by("title"), index.RelatedFields("outlet", _found_by("name"))]),
        index.RelatedFields("authors", [index.RelatedFields("person", _found_by("name"))]),
        index.FilterField("kind"),
        index.FilterField("live"),
        index.FilterField("language"),
    ]

    class Meta:
        verbose_name = _("work")
        verbose_name_plural = _("works")
        ordering = ["-date", "title"]
        constraints = [
            models.UniqueConstraint(fields=["doi"], condition=~models.Q(doi=""), name="work_doi_unique_if_set")
        ]

    def __str__(self) -> str:
        return self.title or gettext("Work without a title")

    def clean(self) -> None:
        """Normalise the DOI; raise ValidationError for one that is not a DOI, and for a year that cannot be."""
        super().clean()
        refused = impossible(self.date)
        try:
            self.doi = normalise_doi(self.doi)
        except ValueError:
            refused["doi"] = ValidationError(_("This is not a DOI: it should look like 10.1000/182."))
        if refused:
            raise ValidationError(refused)

    def whole_form(self, language: str) -> "Work | Edition | None":
        """The whole work in a language at an https address of its own: the original, else a translation, a reprint."""
        whole = (Edition.Kind.TRANSLATION, Edition.Kind.REPRINT)
        rows = [row for kind in whole for row in self.editions.all() if row.kind == kind]
        own = (row for row in (self, *rows) if same_language(row.language, language))
        return next((row for row in own if not row.url_is_home and is_https(row.url)), None)

    def notes_for_review(self) -> Iterable[str]:
        """Who gave the permission, for the reviewer's eyes; whom of those it names readers are not told of yet."""
        if self.permission_by and self.permission_date:
            given = {"name": self.permission_by, "date": in_words(self.permission_date)}
            yield gettext("Permission: %(name)s, %(date)s. Readers are not shown this.") % given
        yield from unnamed.notes(self)

    def reviewed_beside(self) -> list[models.Model]:
        """The people and outlets that are new with it: each has a review of its own."""
        return new_with(self)

    @property
    def doi_url(self) -> str:
        """The address that its DOI leads by; "" without one."""
        return f"https://doi.org/{quote(self.doi)}" if self.doi else ""

    def shown_on(self) -> list[models.Model]:
        """The public pages that show its facts, in each language: those about it, and the posts that list those. Four
        queries, two of them for what is private."""
        about = self.publication_pages.live().public()
        listing = apps.get_model("articles.BlogPostPage").objects.live().public()
        families = self.publication_pages.values("translation_key")
        listing = listing.filter(publications__publication__translation_key__in=families).distinct()
        return [row for pages in (about, listing) for row in pages.select_related("locale").order_by("locale", "title")]

    def changes_for_review(self) -> list[tuple[str, str, str]]:
        """(label, as it is public, as it would be) of what this draft changes."""
        public = type(self)._base_manager.select_related("outlet").filter(pk=self.pk, live=True).first()
        return changes_of(public, self)

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        """A work is the same in each language, and told in each."""
        return [(code, capfirst(language_name(code))) for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]

    def serve_preview(self, request, mode_name: str) -> HttpResponse:
        """As it is told in the language `mode_name`."""
        with translation.override(mode_name):
            return super().serve_preview(request, mode_name).render()

    def get_preview_template(self, request, mode_name: str) -> str:
        return "articles/work_preview.html"

    def get_preview_context(self, request, mode_name: str) -> dict:
        others = {code: f"?mode={code}" for code, _name in self.preview_modes}
        return {**super().get_preview_context(request, mode_name), "work": self, "alternates": others}


class WorkAuthor(Orderable):
    """Who wrote a work, and where they worked then."""

    work = ParentalKey(Work, on_delete=models.CASCADE, related_name="authors")
    person = models.ForeignKey(
        "articles.Person", verbose_name=_("person"), on_delete=models.PROTECT, related_name="authorships"
    )
    role = models.CharField(_("role then"), max_length=200, blank=True)
    affiliation = models.CharField(_("affiliation then"), max_length=200, blank=True)

    panels = [
        FieldPanel("person"),
        FieldPanel("role", help_text=_("“ed.” for who edited it: where all did, references name them as its editors.")),
        FieldPanel("affiliation"),
    ]


class Edition(Orderable):
    """One form of a work, in one language, at one address. `uid` stays the same over revisions."""

    class Kind(models.TextChoices):
        TRANSLATION = "translation", _("translation")
        REPRINT = "reprint", _("reprint")
        EXTRACT = "extract", _("extract")
        ABRIDGED = "abridged", _("abridged version")
        PDF = "pdf", _("PDF")
        AUDIO = "audio", _("audio")

    work = ParentalKey(Work, on_delete=models.CASCADE, related_name="editions")
    uid = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.TRANSLATION)
    language = models.CharField(_("language"), max_length=12, choices=work_languages)
    title = models.CharField(_("title"), max_length=255)
    url = models.URLField(_("address"), max_length=500, blank=True)
    url_is_home = models.BooleanField(_("the address is only the outlet’s home page"), default=False)
    outlet = models.ForeignKey(
        "articles.Outlet",
        verbose_name=_("outlet"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="editions",
    )
    translator = models.CharField(_("translator"), max_length=150, blank=True)
    date = models.DateField(_("date"), null=True, blank=True, help_text=_("For a year only, put 1 January."))
    date_precision = models.CharField(
        _("precision of the date"), max_length=5, choices=Work.Precision.choices, default=Work.Precision.DAY
    )
    access = models.CharField(_("access"), max_length=12, choices=Work.Access.choices, blank=True)

    panels = [
        FieldPanel("kind"),
        FieldPanel("language"),
        FieldPanel("title"),
        FieldPanel("url"),
        FieldPanel("url_is_home"),
        FieldPanel("access"),
        FieldPanel("outlet"),
        FieldPanel("translator"),
        FieldRowPanel([FieldPanel("date"), FieldPanel("date_precision")]),
    ]

    def clean(self) -> None:
        """Refuse what a work refuses: a title that nobody can see, a year that cannot be."""
        super().clean()
        refuse_unseen(self, "title")
        if refused := impossible(self.date):
            raise ValidationError(refused)

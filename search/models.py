"""What the index holds. All of it can be made anew from the site: `manage.py update_index`.

The postings themselves (which word stands in which document, how often) are a table without a model:
they are written and read in SQL alone (engine/postings.py), and its layout differs by database.
"""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from language.folding import clean

from .engine.asked import meaning


class Document(models.Model):
    """One row of the site in the index: a page, a picture, a topic. Narrow, for it is scanned."""

    id = models.AutoField(primary_key=True)  # four bytes, for each posting holds one
    model = models.CharField(max_length=100)  # the root model, as in "wagtailcore.page"
    object_id = models.BigIntegerField()
    locale = models.CharField(max_length=12, blank=True)
    length = models.IntegerField(default=0)
    terms = models.IntegerField(default=0)
    digest = models.CharField(max_length=32, blank=True)
    date = models.DateField(null=True)
    facets = models.TextField(blank=True)
    autocomplete = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["model", "object_id"], name="search_document_once")]
        indexes = [models.Index(fields=["model", "locale", "length"], name="search_document_space")]

    def __str__(self) -> str:
        return f"{self.model} {self.object_id}"


class DocumentText(models.Model):
    """The text of a document: as written, for extracts, and as folded words in their order, for phrases."""

    document = models.OneToOneField(Document, on_delete=models.CASCADE, primary_key=True, related_name="full")
    text = models.TextField(blank=True)
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.text[:80]


class Word(models.Model):
    """A word of some page, drafts included: it is offered only if a public page holds it.

    Only ever added, never counted: a counter would make all who publish wait for each other.
    """

    pk = models.CompositePrimaryKey("locale", "word")
    locale = models.CharField(max_length=12)
    word = models.CharField(max_length=60)
    backwards = models.CharField(max_length=60)
    written = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.written


class Promotion(models.Model):
    """A page that stands before what a search for these words finds, in the page's own language.

    It says nothing of its own: what readers see is the page's title and text, which were reviewed.
    """

    words = models.CharField(
        _("words"),
        max_length=100,
        help_text=_("What readers type. Accents, capitals, endings and the order of the words do not matter."),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("page"),
        on_delete=models.CASCADE,
        related_name="+",
        help_text=_("Shown to those who search in its language, for as long as it is public."),
    )
    place = models.PositiveSmallIntegerField(
        _("place"), default=1, help_text=_("Of several pages for the same words, the lowest number comes first.")
    )

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ["words", "place", "pk"]
        constraints = [models.UniqueConstraint(fields=["words", "page"], name="search_promotion_once")]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """Refuse what no search asks for: signs without a word."""
        super().clean()
        self.words = " ".join(clean(self.words).split())
        if self.page_id and not meaning(self.page.locale.language_code, self.words):
            raise ValidationError({"words": _("Write at least one word.")})


class Asked(models.Model):
    """What was searched for on one day in one language: words and numbers, nothing of who asked."""

    locale = models.CharField(max_length=12)
    day = models.DateField(db_index=True)
    words = models.CharField(max_length=100)
    times = models.PositiveIntegerField(default=0)
    nothing = models.PositiveIntegerField(default=0)  # of those times, so many found no page with all words
    clicks = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("search of readers")
        verbose_name_plural = _("searches of readers")
        constraints = [models.UniqueConstraint(fields=["locale", "day", "words"], name="search_asked_once")]

    def __str__(self) -> str:
        return self.words

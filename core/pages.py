"""What every page type of ours shares."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from .addresses import reserved_slugs
from .publishing import SaysWhyNotPublic

HOME_DEPTH = 2


def check_slug_is_free(slug: str, parent: Page | None) -> None:
    """Raise ValidationError for a slug under a home page where one of the site's URL patterns stands."""
    if parent is None or parent.depth != HOME_DEPTH:
        return
    if slug in reserved_slugs(parent.locale.language_code):
        raise ValidationError({"slug": _("This address belongs to a part of the site. Choose another slug.")})


class EditorialPageForm(SaysWhyNotPublic, WagtailAdminPageForm):
    """Says at the form what `EditorialPageMixin.clean` would refuse: a new page has no parent there yet."""

    def clean(self) -> dict:
        cleaned_data = super().clean()
        try:
            check_slug_is_free(cleaned_data.get("slug", ""), self.parent_page)
        except ValidationError as error:
            self.add_error(None, error)
        return cleaned_data


class EditorialPageMixin(models.Model):
    """Rules that hold for each page type; mixed into concrete subclasses of `wagtail.models.Page`."""

    base_form_class = EditorialPageForm
    # Whether its template has a line that says who wrote it, and so who translated it.
    has_byline = False

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse a slug that a URL pattern of the site owns."""
        super().clean()
        check_slug_is_free(self.slug, self.get_parent() if self.path else None)

    def translation_dependencies(self) -> Iterable[models.Model]:
        """Snippets that must be translated for this page to read whole in another language."""
        return ()

    def published_together(self) -> Iterable[models.Model]:
        """Objects with drafts that become public with this page's first publication."""
        return ()

    def why_not_public(self) -> str:
        """A sentence that says what must be done before this page, as it stands, becomes public; "" for nothing."""
        return ""

    def notes_for_review(self) -> Iterable[str]:
        """Sentences that whoever decides about this page should read, and no reader."""
        return ()

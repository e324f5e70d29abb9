"""Columns of the list of works: where each stands, the summaries that there are of it, and what uses it."""

from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import pgettext
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn

from articles.models import PublicationPage, Work
from core.dates import in_words
from core.languages import language_name


class StateColumn(LiveStatusTagColumn):
    """Wagtail's column, for rows of `listing.listed`.

    Wagtail asks for each row whether it is scheduled; here that is known of all rows.
    """

    def get_value(self, instance: Work) -> str:
        instance.scheduled_revision = instance.scheduled
        return super().get_value(instance)


class OutletColumn(Column):
    """The outlet of a work, of rows of `listing.listed`, called as in the language of whoever asks."""

    def get_value(self, instance: Work) -> str:
        return instance.outlet_here or ""


class DateColumn(Column):
    """When a work appeared, as precisely as that is known."""

    def get_value(self, instance: Work) -> str:
        return in_words(instance.date, instance.date_precision) if instance.date else ""


class SummariesColumn(Column):
    """The pages that tell of a work, each by its language and state, with a link for who may edit it."""

    cell_template_name = "articles/works/summaries_cell.html"

    def get_cell_context_data(self, instance: Work, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        shown = [(page, _told(page), _edit_url(page, user)) for page in instance.publication_pages.all()]
        return {**super().get_cell_context_data(instance, parent_context), "summaries": shown}


class UsageColumn(Column):
    """How many pages tell of a work, with a link to the screen that lists them."""

    cell_template_name = "articles/works/usage_cell.html"

    def get_cell_context_data(self, instance: Work, parent_context: Any) -> dict[str, Any]:
        found = super().get_cell_context_data(instance, parent_context)
        url = reverse(instance.snippet_viewset.get_url_name("usage"), args=[instance.pk])
        return {**found, "number": len(instance.publication_pages.all()), "url": url}


def _told(page: PublicationPage) -> str:
    """“Spanish: public”."""
    if not page.live:
        state = pgettext("summary", "draft")
    elif page.has_unpublished_changes:
        state = pgettext("summary", "public, with a newer draft")
    else:
        state = pgettext("summary", "public")
    return f"{capfirst(language_name(page.locale.language_code))}: {state}"


def _edit_url(page: PublicationPage, user: Any) -> str:
    """Where the page is edited, for who may; asks nothing of the database for each page."""
    may = user.is_superuser or "change" in page.permissions_for_user(user).permissions
    return reverse("wagtailadmin_pages:edit", args=[page.pk]) if may else ""

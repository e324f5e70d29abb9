"""Registers the articles' snippets; they decide nothing here."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from core.choosers import KeyChoiceField, LocalisedPageChooser, LocalisedSnippetChooserViewSet

from . import announced, saving
from .models import Outlet, Person, PublicationPage, Topic, Work
from .views.importing import import_works
from .views.works import write_summary
from .works.along import hand_in_along
from .works.chooser import WorkChooserViewSet
from .works.columns import DateColumn, OutletColumn, StateColumn, SummariesColumn, UsageColumn
from .works.form import WorkForm
from .works.listing import WorkFilterSet, listed
from .works.menu import WITH_NEW, SubmitWithNewMenuItem, summary_buttons
from .works.screens import (
    CatalogueIndexView,
    CopyFormView,
    WorkCopyView,
    WorkCreateView,
    WorkDeleteView,
    WorkEditView,
    WorkIndexView,
    WorkUnpublishView,
)


class CatalogueViewSet(SnippetViewSet):
    """What the four have in common."""

    copy_view_class = CopyFormView
    index_view_class = CatalogueIndexView
    chooser_viewset_class = LocalisedSnippetChooserViewSet
    # Wagtail's own is worded once, at start, in the language of then.
    breadcrumbs_items = [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}]


class WorkViewSet(CatalogueViewSet):
    model = Work
    add_view_class = WorkCreateView
    edit_view_class = WorkEditView
    copy_view_class = WorkCopyView
    delete_view_class = WorkDeleteView
    index_view_class = WorkIndexView
    unpublish_view_class = WorkUnpublishView
    edit_handler = ObjectList([*Work.panels, FieldPanel("is_another")], base_form_class=WorkForm)
    icon = "doc-full-inverse"
    chooser_viewset_class = WorkChooserViewSet
    filterset_class = WorkFilterSet
    list_display = (
        *("title", "kind"),
        OutletColumn("outlet", label=_("Outlet"), sort_key="outlet_here"),
        DateColumn("date", label=_("Date"), sort_key="date"),
        StateColumn(label=_("Status")),
        SummariesColumn("summaries", label=_("Summaries")),
        UsageColumn("usage", label=_("Usage")),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With all that the list shows."""
        return listed()


@hooks.register("register_snippet_listing_buttons")
def write_summary_button(snippet: Model, user: AbstractUser, _next_url: str | None = None) -> Iterator[Button]:
    """To the summary of a work, or to the screen that begins it."""
    if isinstance(snippet, Work):
        yield from summary_buttons(snippet, user)


@hooks.register("register_admin_urls")
def register_admin_urls() -> list[URLPattern]:
    return [
        path("works/<key:pk>/summary/", write_summary, name="write_summary"),
        path("works/import/", import_works, name="import_works"),
    ]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def say_what_to_mind(request: HttpRequest, row: Model) -> None:
    """What keeps something that was just saved from becoming public, and what to mind about its quotations."""
    if isinstance(row, PublicationPage | Work) and request.accepts("text/html"):  # not each time that it saves itself
        for sentence in saving.warnings(row):
            messages.warning(request, sentence)


@hooks.register("before_delete_page")
def keep_what_is_announced(request: HttpRequest, page: Page) -> HttpResponse | None:
    """What a public post lists goes with nobody who may not change that post."""
    post = announced.kept_by([page], request.user)
    if post is None:
        return None
    messages.error(request, _says_who_keeps(post))
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def keep_many_that_are_announced(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """The same for many at once."""
    pages = [row for row in objects if action_type == "delete" and isinstance(row, Page)]
    post = announced.kept_by(pages, request.user) if pages else None
    if post is None:
        return None
    messages.error(request, _says_who_keeps(post))
    return redirect(action.next_url)


def _says_who_keeps(post: Page) -> str:
    return gettext("The public post “%(title)s” lists it: whoever may publish that post deletes it.") % {
        "title": post.title
    }


@hooks.register("register_snippet_action_menu_item")
def offer_to_hand_in_along(model: type[Model]) -> SubmitWithNewMenuItem | None:
    """In the form of a work, who and what is new with it can go into review along with it."""
    return SubmitWithNewMenuItem() if model is Work else None


@hooks.register("after_create_snippet")
@hooks.register("after_edit_snippet")
def hand_in_what_is_new(request: HttpRequest, row: Model) -> None:
    """After the work itself was handed in by that button."""
    if isinstance(row, Work) and request.POST.get("action-submit") == WITH_NEW:
        along = hand_in_along(row.get_latest_revision_as_object(), request.user)
        for each in along:
            messages.success(request, _("In review too: %(name)s") % {"name": each})


class OutletViewSet(CatalogueViewSet):
    model = Outlet
    icon = "globe"


class PersonViewSet(CatalogueViewSet):
    model = Person
    icon = "user"


class TopicViewSet(CatalogueViewSet):
    model = Topic
    icon = "tag"


class CatalogueViewSetGroup(SnippetViewSetGroup):
    """What articles refer to, under one menu item."""

    items = (WorkViewSet, OutletViewSet, PersonViewSet, TopicViewSet)
    menu_label = _("Catalogue")
    menu_icon = "folder-open-inverse"
    menu_name = "catalogue"
    menu_order = 200


register_snippet(CatalogueViewSetGroup)
register_form_field_override(
    ForeignKey,
    to=PublicationPage,
    override=lambda field: {"widget": LocalisedPageChooser(PublicationPage), "form_class": KeyChoiceField},
)

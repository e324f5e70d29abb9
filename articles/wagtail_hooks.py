"""Registers the articles' snippets; they decide nothing here."""

from collections.abc import Iterator

from django.contrib.auth.models import AbstractUser
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.widgets.button import Button
from wagtail.models import Locale
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CopyView, CreateView, IndexView, SnippetViewSet, SnippetViewSetGroup

from core.choosers import LocalisedPageChooser, LocalisedSnippetChooserViewSet

from . import saving
from .models import Outlet, Person, PublicationPage, Topic, Work
from .views.importing import import_works
from .views.works import write_summary
from .works.along import hand_in_along
from .works.chooser import WorkChooserViewSet
from .works.columns import DateColumn, StateColumn, SummariesColumn, UsageColumn
from .works.form import WorkForm
from .works.listing import WorkFilterSet, listed
from .works.menu import WITH_NEW, SubmitWithNewMenuItem
from .works.new import language_for


class CopyFormView(CopyView):
    """Shows the form for a copy, which is sent to the address for new rows; nothing is sent here.

    Wagtail 8.0.1 saves what is posted here over the row that was to be copied, as a draft, and so takes it
    off the site; the right to add suffices. Delete when Wagtail saves a new row.
    """

    http_method_names = ["get", "head", "options"]


class CatalogueViewSet(SnippetViewSet):
    """What the four have in common."""

    copy_view_class = CopyFormView
    chooser_viewset_class = LocalisedSnippetChooserViewSet


class WorkIndexView(IndexView):
    """The list of works, with the way to bring more of them in."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        bring_in = Button(_("Import…"), reverse("import_works"), icon_name="upload", priority=20)
        return [*super().header_more_buttons, *([bring_in] if self.add_url else [])]

    def get_list_more_buttons(self, instance: Work) -> list:
        """What is done with a work, and what was."""
        history = reverse(instance.snippet_viewset.get_url_name("history"), args=[instance.pk])
        return [
            *super().get_list_more_buttons(instance),
            Button(_("History"), history, icon_name="history", priority=50),
        ]


class WorkCreateView(CreateView):
    """A new work in the language of whoever makes it, until another is chosen."""

    def get_initial_form_instance(self) -> Work:
        language = language_for(Locale.get_active().language_code)
        return Work(language=language) if language else Work()


class WorkViewSet(CatalogueViewSet):
    model = Work
    add_view_class = WorkCreateView
    index_view_class = WorkIndexView
    edit_handler = ObjectList([*Work.panels, FieldPanel("is_another")], base_form_class=WorkForm)
    icon = "doc-full-inverse"
    chooser_viewset_class = WorkChooserViewSet
    filterset_class = WorkFilterSet
    list_display = (
        *("title", "kind", "outlet"),
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
    if isinstance(snippet, Work) and user.has_perm("articles.change_work"):
        yield Button(_("Write a summary"), reverse("write_summary", args=[snippet.pk]), icon_name="edit", priority=40)


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
    ForeignKey, to=PublicationPage, override=lambda field: {"widget": LocalisedPageChooser(PublicationPage)}
)

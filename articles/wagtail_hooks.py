"""Registers the articles' snippets; they decide nothing here."""

from django.db.models import ForeignKey
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import CopyView, SnippetViewSet, SnippetViewSetGroup

from core.choosers import LocalisedPageChooser, LocalisedSnippetChooserViewSet

from .models import Outlet, Person, PublicationPage, Topic, Work


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


class WorkViewSet(CatalogueViewSet):
    model = Work
    icon = "doc-full-inverse"
    list_display = ("title", "kind", "outlet", "date")
    list_filter = ("kind", "language")


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

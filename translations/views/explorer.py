"""Wagtail's explorer with a column of translations, and its page editor with a panel of them.

Wagtail has no hook for a column: a viewset of ours takes the place of its own for all pages that have none.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import BaseSidePanel
from wagtail.admin.ui.tables import BaseColumn
from wagtail.admin.views.pages.edit import EditView
from wagtail.admin.views.pages.listing import ExplorableIndexView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Locale, Page

from translations import families, services, vouching
from translations.permissions import may_edit
from translations.states import Flag

from .base import start_url
from .still_right_links import still_right_url


class TranslationsColumn(BaseColumn):
    """How far the translations of each page are. One query a table, two for a user whose reach is not known yet."""

    cell_template_name = "translations/queue/cells/explorer.html"

    def get_cell_context_data(self, instance: Page, parent_context: Any) -> dict[str, Any]:
        table = parent_context["table"]
        if not hasattr(table, "translation_cells"):
            table.translation_cells = families.cells_of(table.data, parent_context["request"].user)
        cells = table.translation_cells.get((instance.translation_key, instance.locale_id), [])
        return {"cells": cells, "column": self, "page": instance}


class ExplorerView(ExplorableIndexView):
    """Wagtail's, with the column before the page's own status."""

    base_columns = [
        *ExplorableIndexView.base_columns[:-1],
        TranslationsColumn(
            "translations", label=_("Translations"), width="18%", classname="translation-explorer__name"
        ),
        ExplorableIndexView.base_columns[-1],
    ]


class TranslationsSidePanel(BaseSidePanel):
    """Each other language of an original: where it stands, with a link."""

    class SidePanelToggle(BaseSidePanel.SidePanelToggle):
        aria_label = _("Toggle translations")
        icon_name = "wagtail-localize-language"
        has_counter = False

    name = "translations"
    title = _("Translations")
    template_name = "translations/queue/side_panel.html"
    order = 150

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user, page = self.request.user, self.object
        cells = families.cells_of([page], user).get((page.translation_key, page.locale_id), [])
        may_start = page.live or services.draft_to_translate(page) is not None
        left = Locale.objects.exclude(pk__in=page.get_translations(inclusive=True).values("locale")).exists()
        url = start_url(page) if may_start and left and may_edit(user, page) else ""
        stale = any(cell.name == Flag.STALE for cell in cells) and vouching.stale_of(user, page)
        return super().get_context_data(parent_context) | {
            "cells": cells,
            "may_start": may_start,
            "start_url": url,
            "still_right_url": still_right_url(page) if stale else "",
        }


class SourceEditView(EditView):
    """Wagtail's editor, with the panel. A translation never gets here: it is edited in a form of ours."""

    def get_side_panels(self) -> MediaContainer:
        panels = super().get_side_panels()
        if not self.expects_json_response and not self.hydrate_create_view:
            panels.append(TranslationsSidePanel(self.page, self.request))
        return panels


class TranslatedPageViewSet(PageViewSet):
    """For all pages."""

    model = Page
    index_view_class = ExplorerView
    edit_view_class = SourceEditView


pages = TranslatedPageViewSet()

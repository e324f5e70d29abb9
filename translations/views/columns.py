"""The columns of the list, as Wagtail's tables take them."""

from typing import Any

from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, BulkActionsCheckboxColumn

CELLS = "translations/queue/cells"


class CheckboxColumn(BulkActionsCheckboxColumn):
    """Wagtail's, whose boxes are sent by the form below the table where no script gathers them."""

    cell_template_name = f"{CELLS}/checkbox.html"

    def __init__(self) -> None:
        super().__init__("bulk_actions", obj_type="queueitem")


class CellColumn(BaseColumn):
    """A cell with a template of its own, that finds its row under `row`."""

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(name, **kwargs)
        self.cell_template_name = f"{CELLS}/{name}.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        return {"row": instance, "column": self}


class AssigneeColumn(CellColumn):
    """Whose it is, with the button that takes it or puts it back; which leads to the list as it was."""

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        request = parent_context["request"]
        back = f"{reverse('translations:index')}?{request.GET.urlencode()}"
        context = super().get_cell_context_data(instance, parent_context)
        return context | {"back_url": back, "csrf_token": get_token(request)}


def columns() -> list[BaseColumn]:
    """All of them, in their order. A sort key is a name of criteria.ORDERINGS."""
    return [
        CheckboxColumn(),
        CellColumn("title", label=_("Title"), sort_key="title", classname="title"),
        CellColumn("what", label=_("What to do"), sort_key="words"),
        CellColumn("progress", label=_("Progress")),
        AssigneeColumn("assignee", label=_("Assignee")),
        CellColumn("due", label=_("Due"), sort_key="due"),
        CellColumn("since", label=_("Since"), sort_key="since"),
        CellColumn("state", label=_("Translation")),
        CellColumn("action", label=_("Next step")),
    ]

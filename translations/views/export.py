"""Items of the list as a file: for spreadsheets, and as JSON for other programs."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponseBase, JsonResponse
from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

from core.spreadsheets import harmless
from translations import reporting
from translations.models import QueueItem


class QueueExport(SpreadsheetExportMixin):
    """Rows as `reporting.FIELDS` names them, the same in each format."""

    list_export = list(reporting.FIELDS)
    FORMAT_JSON = "json"
    KNOWN = (*SpreadsheetExportMixin.FORMATS, FORMAT_JSON)

    def to_row_dict(self, item: QueueItem) -> dict[str, Any]:
        return reporting.row(item, timezone.localdate())

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        return value if isinstance(value, int) else harmless(value)

    def get_heading(self, queryset: Any, field: str) -> str:
        return field

    def get_filename(self) -> str:
        return f"translations-{timezone.localdate().isoformat()}"

    def as_file(self, items: Iterable[QueueItem], how: str) -> HttpResponseBase:
        """Items, read with their standings, as a download in one of KNOWN."""
        if how != self.FORMAT_JSON:
            return self.as_spreadsheet(items, how)
        found = JsonResponse(reporting.rows(items), safe=False, json_dumps_params={"indent": 2})
        found["Content-Disposition"] = f'attachment; filename="{self.get_filename()}.json"'
        return found

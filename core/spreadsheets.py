"""Cells of spreadsheets that nobody takes for a formula, whatever somebody wrote into a title or a name.

Wagtail leaves that to whoever opens its tables. All of them, its reports' and those of lists, pass each value through
one method of one mixin, which `quote_all` wraps; Wagtail's own hooks go by field and by type and cover no table whole.
Delete it when Wagtail quotes; tests/core/test_spreadsheets.py notices when a value goes another way.
"""

import functools
import re
from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A spreadsheet takes a cell that begins so for a formula, and runs it; some take the wide forms too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BREAKS = re.compile(r"[\t\r\n]+")
# Where a semicolon parts cells, as in Spanish, one within a text begins another cell.
NEXT_CELL = re.compile(r";(?=\s*[=+\-@＝＋－＠])")


def harmless(value: Any) -> Any:
    """A cell that is text to every spreadsheet; other values as text, None as none."""
    text = "" if value is None else " ".join(value) if isinstance(value, list) else str(value)
    mark = "'" if text.startswith(FORMULA) and not isinstance(value, int) else ""
    return mark + NEXT_CELL.sub(";'", BREAKS.sub(" ", text))


def quote_all() -> None:
    """Have Wagtail quote too. Called once, when the app is ready."""
    given = SpreadsheetExportMixin.preprocess_field_value

    @functools.wraps(given)
    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        """Wagtail's; text comes out harmless, numbers and dates as they are."""
        found = given(self, field, value, export_format)
        return harmless(found) if isinstance(found, str) else found

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value

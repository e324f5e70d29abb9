"""Forms that choose a row, sent something that is no number: Wagtail 8.0 answers 500 where it shows the form again.

Delete when `BaseChooser.get_instance` and `ChooserBlock.value_from_form` know of it.
"""

import functools
from collections.abc import Callable
from typing import Any

from wagtail.admin.widgets import BaseChooser
from wagtail.blocks import ChooserBlock


def choose_nothing_by_nonsense() -> None:
    """Once, at start. The field says that there is no such choice, as for the number of a row that is gone."""
    BaseChooser.get_instance = _or_none(BaseChooser.get_instance)
    ChooserBlock.value_from_form = _or_none(ChooserBlock.value_from_form)


def _or_none(given: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    @functools.wraps(given)
    def found(chooser: Any, value: Any) -> Any:
        """Wagtail's; nothing for what names no row in any database."""
        try:
            return given(chooser, value)
        except (ValueError, TypeError, OverflowError):
            return None

    return found

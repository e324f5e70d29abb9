"""What somebody is offered to do next with an item of the list."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from translations.states import Tab


@dataclass(frozen=True)
class Action:
    """What somebody can do with an item now."""

    label: str
    url: str


def words_of(standing: Any) -> str:
    """What the step is called where the item is open."""
    by_tab = {
        Tab.TO_TRANSLATE: _("Translate"),
        Tab.STALE: _("Update"),
        Tab.IN_PROGRESS: _("Continue"),
        Tab.CHANGES_REQUESTED: _("Revise"),
        Tab.TO_DECIDE: _("Decide"),
    }
    return by_tab.get(standing.tab, _("Read"))

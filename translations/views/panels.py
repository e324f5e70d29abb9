"""What waits for somebody, on the admin's first screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.components import Component

from translations import criteria, listing, phrases
from translations.criteria import Criteria
from translations.reach import reach_of
from translations.states import Tab

from .rows import Row, rows_of

SHOWN = 5


class QueuePanel(Component):
    """Their own items, what is overdue, what waits for their review; for editors, what wants a decision. 5 queries."""

    name = "translations"
    template_name = "translations/queue/home_panel.html"
    order = 205

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        reach = reach_of(user)
        found = listing.counts(user, Criteria())
        late = listing.counts(user, Criteria(assignee=criteria.ME, due=criteria.OVERDUE))[criteria.MINE]
        sections = [self._section(user, criteria.MINE, _("My translations"), found)]
        if reach.reviews:
            sections.append(self._section(user, Tab.TO_REVIEW, _("Waiting for review"), found))
        if reach.is_for_editors:
            sections.append(self._section(user, Tab.STALE, _("Behind their original"), found))
        return {"sections": sections, "late": late.items, "decide": self._to_decide(reach, found)}

    @staticmethod
    def _section(user: Any, tab: str, title: Any, found: dict[str, listing.Tally]) -> dict[str, Any]:
        rows: list[Row] = []
        if found[tab].items:
            rows = rows_of(listing.matching(user, Criteria(tab=tab))[:SHOWN], user)
        return {
            "name": str(tab),
            "title": title,
            "rows": rows,
            "items": phrases.items(found[tab].items),
            "url": f"?{Criteria(tab=str(tab)).address()}",
        }

    @staticmethod
    def _to_decide(reach: Any, found: dict[str, listing.Tally]) -> int:
        return found[Tab.TO_DECIDE].items if reach.is_for_editors else 0

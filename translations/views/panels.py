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
    """Their own items, what is overdue, what waits for their review; what they may decide. 5 queries."""

    name = "translations"
    template_name = "translations/queue/home_panel.html"
    order = 205

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        user = parent_context["request"].user
        reach = reach_of(user)
        found = listing.counts(user, Criteria())
        late = listing.counts(user, Criteria(assignee=criteria.ME, due=criteria.OVERDUE))[criteria.MINE]
        sections = []
        if found[criteria.MINE].items or not (reach.reviews or reach.is_for_editors):
            mine = found[criteria.MINE].items
            sections.append(self._section(user, criteria.MINE, _("My translations"), mine))
        if reach.reviews:
            sections.append(self._section(user, Tab.TO_REVIEW, _("Waiting for review"), found[Tab.TO_REVIEW].theirs))
        if reach.is_for_editors:
            sections.append(self._section(user, Tab.STALE, _("Behind their original"), found[Tab.STALE].items))
        return {"sections": sections, "late": late.items, "decide": found[Tab.TO_DECIDE].theirs}

    @staticmethod
    def _section(user: Any, tab: str, title: Any, number: int) -> dict[str, Any]:
        rows: list[Row] = []
        if number:
            wanted = listing.matching(user, Criteria(tab=tab))
            wanted = wanted.filter(listing.to_review(user)) if tab == Tab.TO_REVIEW else wanted
            rows = rows_of(wanted[:SHOWN], user)
        return {
            "name": str(tab),
            "title": title,
            "rows": rows,
            "items": phrases.items(number),
            "url": f"?{Criteria(tab=str(tab)).address()}",
        }

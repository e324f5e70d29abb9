"""The tabs over the list, and what each says when it is empty."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from translations import criteria, phrases
from translations.criteria import Criteria
from translations.listing import Tally
from translations.states import Tab


@dataclass(frozen=True)
class TabLink:
    """One tab: what it is called, how much it holds, where it leads."""

    name: str
    label: str
    items: str
    words: str
    url: str
    is_current: bool


def tabs(wanted: Criteria, found: Mapping[str, Tally]) -> list[TabLink]:
    """All tabs, empty ones too, under the filters of `wanted`."""
    return [
        TabLink(
            name,
            label_of(name),
            phrases.number(found[name].items),
            _words(name, found[name].words),
            f"?{wanted.address(tab=name)}",
            name == wanted.tab,
        )
        for name in criteria.TABS
    ]


def _words(name: str, count: int) -> str:
    return phrases.words_to_read(count) if name == Tab.TO_REVIEW else phrases.words(count)


def label_of(name: str) -> str:
    """What a tab is called."""
    own = {
        criteria.ALL: _("All"),
        criteria.MINE: _("Mine"),
        Tab.CHANGES_REQUESTED: pgettext("translations", "Changes requested"),
    }
    return own.get(name) or str(Tab(name).label)


def empty_words(wanted: Criteria) -> str:
    """What an empty list says: whether there is nothing to do, or nothing that was asked for."""
    if wanted.is_narrowed:
        return _("Nothing in this list matches. Take a filter away, or look in another tab.")
    told = {
        criteria.MINE: _("Nothing is assigned to you."),
        Tab.TO_REVIEW: _("Nothing waits for review."),
        Tab.STALE: _("No translation is behind its original."),
        Tab.CHANGES_REQUESTED: _("No reviewer waits for changes."),
        Tab.TO_DECIDE: _("There is nothing to decide."),
        Tab.IN_PROGRESS: _("Nobody is in the middle of a translation."),
        Tab.DONE: _("No translation is finished yet."),
    }
    return told.get(wanted.tab, _("Nothing waits to be translated. The queue is up to date."))

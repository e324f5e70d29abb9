"""What the results can be narrowed by, as readers see it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.languages import language_name

TITLES: dict[str, Promise] = {
    "kind": _("Kind"),
    "topic": _("Topic"),
    "author": _("Author"),
    "outlet": _("Outlet"),
    "year": _("Year"),
    "language": _("Language"),
}


@dataclass(frozen=True)
class Choice:
    """One value of a filter; `lang` marks a label that is not in the reader's language."""

    value: str
    label: str
    count: int
    chosen: bool
    lang: str = ""


@dataclass(frozen=True)
class Facet:
    """A filter with the values that the results have."""

    name: str
    label: Promise
    choices: list[Choice]

    @property
    def chosen(self) -> Choice | None:
        return next((choice for choice in self.choices if choice.chosen), None)


def languages(counts: dict[str, int], chosen: str, own: str) -> Facet | None:
    """The filter by language, where there is something to choose, or another than one's `own` is chosen."""
    held = {code: number for code, number in counts.items() if number or code in (chosen, own)}
    if len(held) < 2:
        return None
    choices = [Choice(code, language_name(code), number, code == chosen) for code, number in held.items()]
    return Facet("language", TITLES["language"], choices)

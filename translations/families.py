"""Originals with their translations side by side: the matrix, the explorer’s column and the editor’s panel.

Each function states its queries; none grows with the rows.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from wagtail.models import Locale

from . import listing, phrases, reporting
from .finding import found_by
from .models import QueueItem
from .reach import may_start, reach_of
from .states import Flag, State, Tab

# Drawn beside the word, never alone.
SYMBOLS = {
    State.MISSING: "○",
    State.TO_TRANSLATE: "○",
    State.IN_PROGRESS: "◔",
    State.MACHINE: "◔",
    State.READY: "◕",
    State.IN_REVIEW: "◑",
    State.CHANGES_REQUESTED: "◒",
    State.CURRENT: "●",
}


@dataclass(frozen=True)
class Cell:
    """Where one translation stands: a symbol, a word, and a link for one who may follow it."""

    locale: Locale
    symbol: str
    word: str
    url: str = ""
    name: str = ""  # of its state, for style sheets
    origin: Locale | None = None  # the language of its original, where the cell stands beside the translation itself

    @classmethod
    def of(cls, item: QueueItem, user: Any) -> "Cell":
        """The cell of an item, as a user sees it. No query, beside the user's reach."""
        standing = item.standing
        state = State(standing.state)
        symbol, word, name = SYMBOLS[state], str(state.label), state.value
        if Flag.NOT_WANTED in standing.flags and state == State.MISSING:
            symbol, word, name = "–", str(Flag.NOT_WANTED.label), Flag.NOT_WANTED.value
        elif standing.tab == Tab.TO_DECIDE:
            symbol, word, name = "!", str(Tab.TO_DECIDE.label), Tab.TO_DECIDE.value
        elif state == State.IN_REVIEW:
            word = " · ".join(part for part in (word, _to_read(standing.words_to_read)) if part)
        elif Flag.STALE in standing.flags:
            symbol, word, name = "◐", f"{Flag.STALE.label} · {phrases.words(standing.words_to_do)}", Flag.STALE.value
        elif standing.waits:
            symbol, word, name = "◉", str(Flag.WAITS.label), Flag.WAITS.value
        elif state == State.IN_PROGRESS:
            word = _("In progress, %(share)s") % {"share": f"{standing.percent}{phrases.HARD}%"}
        reach = reach_of(user)
        may_follow = may_start(user, reach, item) if state == State.MISSING else reach.sees(item)
        return cls(item.target_locale, symbol, word, reporting.address_of(item) if may_follow else "", name)


def _to_read(count: int) -> str:
    """What waits for a reviewer; nothing where only the translation was changed."""
    return phrases.words_to_read(count) if count else ""


@dataclass(frozen=True)
class Family:
    """One original and its cells by locale, in the order of the locales; None where there is no item."""

    title: str
    source: Locale
    kind: str
    cells: list[Cell | None]


def originals(user: Any, *, title: str = "", source: str = "") -> models.QuerySet:
    """The originals of which a user sees translations, by title; one query for a page of them, one for their number.
    `title` is looked for as in the list (finding.py).

    Each is found by the first of its items: grouping them would read all of them for each page.
    """
    items = listing.visible_items(user).exclude(standing__source_pk="").select_related(None).order_by()
    if title:
        items = items.filter(found_by(title))
    if source:
        items = items.filter(source_locale__language_code=source)
    family = {name: OuterRef(name) for name in ("translation_key", "source_locale")}
    first = ~Exists(items.filter(**family, target_locale__lt=OuterRef("target_locale")))
    return items.filter(first).order_by("standing__title", "pk").values("translation_key", "source_locale_id")


def families(rows: Iterable[dict[str, Any]], locales: list[Locale], user: Any) -> list[Family]:
    """The originals of a page with their cells. One query."""
    rows = list(rows)
    by_key: dict[Any, dict[int, QueueItem]] = defaultdict(dict)
    keys = {row["translation_key"] for row in rows}
    for item in listing.visible_items(user).filter(translation_key__in=keys):
        by_key[item.translation_key, item.source_locale_id][item.target_locale_id] = item
    by_pk = {locale.pk: locale for locale in locales}
    return [
        _family(by_pk[row["source_locale_id"]], by_key[row["translation_key"], row["source_locale_id"]], locales, user)
        for row in rows
    ]


def _family(source: Locale, items: dict[int, QueueItem], locales: list[Locale], user: Any) -> Family:
    first = next(iter(items.values()))
    model = first.content_type.model_class()
    cells = [
        Cell(locale, "■", _("Original"), name="original")
        if locale.pk == source.pk
        else Cell.of(items[locale.pk], user)
        if locale.pk in items
        else None
        for locale in locales
    ]
    return Family(first.standing.title, source, str(model._meta.verbose_name) if model else "", cells)


def cells_of(rows: Iterable[models.Model], user: Any) -> dict[Any, list[Cell]]:
    """The cells of rows that somebody may see as such, by (translation key, locale): of an original those of its
    translations, of a translation its own. One query.

    Where a translation stands is no draft: who sees an original sees how far its translations are.
    """
    keys = {row.translation_key for row in rows}
    found: dict[Any, list[Cell]] = defaultdict(list)
    for item in listing.all_items().filter(translation_key__in=keys).order_by("target_locale"):
        cell = Cell.of(item, user)
        found[item.translation_key, item.source_locale_id].append(cell)
        if item.started_at is not None:
            found[item.translation_key, item.target_locale_id].append(replace(cell, origin=item.source_locale))
    return found

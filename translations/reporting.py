"""The queue as plain facts, for `translation_queue`, for other programs and for spreadsheets."""

import csv
import datetime
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale

from core.spreadsheets import harmless

from . import listing
from .models import QueueItem, Standing
from .states import AT_REST, Flag, State, Tab, only_waits

# The contract with other programs: these names, in this order.
FIELDS = (
    "id",
    "source_id",
    "target_id",
    "type",
    "title",
    "source_locale",
    "target_locale",
    "state",
    "flags",
    "segments_total",
    "segments_done",
    "segments_new",
    "segments_changed",
    "words_to_do",
    "severity",
    "assignee",
    "due",
    "since",
    "url",
    "sentences_new",
    "sentences_changed",
    "sentences_removed",
)
# What of a standing is told under its own name.
_OWN = (
    "state",
    "segments_total",
    "segments_done",
    "segments_new",
    "segments_changed",
    "words_to_do",
    "severity",
    "sentences_new",
    "sentences_changed",
    "sentences_removed",
)
FORMATS = ("table", "json", "csv")
SHOWN = ("id", "source_locale", "target_locale", "state", "words_to_do", "assignee", "due", "title")


def is_overdue(item: QueueItem, today: datetime.date, standing: Standing | None = None) -> bool:
    """Whether an item that waits for somebody is past its date; by its stored standing where none is given."""
    return item.due is not None and item.due < today and (standing or item.standing).tab not in AT_REST


def address_of(item: QueueItem) -> str:
    """Where an item is worked on; before it was started, or once its translation was deleted, where that is done."""
    if item.standing.state == State.MISSING and item.standing.source_pk:
        kind = item.content_type
        return reverse("translations:start", args=[kind.app_label, kind.model, item.standing.source_pk])
    return reverse("translations:edit", args=[item.pk])


def row(item: QueueItem, today: datetime.date | None = None) -> dict[str, Any]:
    """The facts of an item that was read with its standing. No query."""
    standing = item.standing
    late = [Flag.OVERDUE.value] if is_overdue(item, today or timezone.localdate()) else []
    found = {name: getattr(standing, name) for name in _OWN} | {
        "id": item.pk,
        "source_id": _number(standing.source_pk),
        "target_id": _number(standing.target_pk),
        "type": f"{item.content_type.app_label}.{item.content_type.model}",
        "title": standing.title,
        "source_locale": item.source_locale.language_code,
        "target_locale": item.target_locale.language_code,
        "flags": [*standing.flags, *late],
        "assignee": item.assignee.get_username() if item.assignee else None,
        "due": item.due.isoformat() if item.due else None,
        "since": standing.since.isoformat() if standing.since else None,
        "url": f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{address_of(item)}",
    }
    return {name: found[name] for name in FIELDS}


def _number(pk: str) -> int | str | None:
    return int(pk) if pk.isdecimal() else pk or None


def rows(items: Iterable[QueueItem]) -> list[dict[str, Any]]:
    """The facts of items. No query but theirs."""
    today = timezone.localdate()
    return [row(item, today) for item in items]


def select(*, locale: str = "", user: Any = None, state: str = "") -> list[QueueItem]:
    """Items in a target language, of a person, in a state, a tab or with a flag. One query, two with a locale.

    Of a person are those assigned to them that they may see. Raises ValidationError for a language or a
    state that there is none of.
    """
    items = listing.visible_items(user).filter(assignee=user) if user else listing.all_items()
    if locale:
        if not Locale.objects.filter(language_code=locale).exists():
            raise ValidationError(f"There is no locale {locale!r}.")
        items = items.filter(target_locale__language_code=locale)
    if state:
        items = items.filter(pk__in=_in_state(state))
    return list(items.order_by(*listing.order_of("")))


def _in_state(state: str) -> Any:
    known = dict.fromkeys([*State.values, *(tab.value for tab in Tab if tab), *Flag.values])
    if state not in known:
        raise ValidationError(f"There is no state {state!r}: one of {', '.join(known)}.")
    items = QueueItem.objects.annotate(flag_words=Cast("standing__flags", TextField()))
    late = listing.LATE & Q(due__lt=timezone.localdate()) if state == Flag.OVERDUE else Q()
    told = Q(flag_words__contains=f'"{state}"') | Q(standing__state=state) | Q(standing__tab=state)
    return items.filter(late or told).values("pk")


def written(found: Sequence[dict[str, Any]], how: str) -> str:
    """Rows as text in one of FORMATS."""
    if how == "json":
        return json.dumps(list(found), ensure_ascii=False, indent=2)
    if how == "csv":
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(FIELDS)
        writer.writerows([harmless(one[name]) for name in FIELDS] for one in found)
        return out.getvalue().rstrip("\n")
    return _table([SHOWN, *([_shown(one[name]) for name in SHOWN] for one in map(_told, found))])


def _told(one: dict[str, Any]) -> dict[str, Any]:
    """Of what is approved and waits to be public the state alone would say that it is to be handed in."""
    return one | {"state": Flag.WAITS.value} if only_waits(one["state"], one["flags"]) else one


def _shown(value: Any) -> str:
    return "–" if value is None or value == "" else " ".join(str(value).split())


def _table(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(len(line[column]) for line in lines) for column in range(len(SHOWN))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)

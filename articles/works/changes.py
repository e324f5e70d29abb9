"""What a draft of a work changes, field by field, in words; it is handed the rows, and knows no model."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from core.dates import in_words

Told = tuple[str, str, str]
NOT_TOLD = {"date_precision"}  # is told with the date
OF_AN_EDITION = ("url", "outlet", "translator", "date", "access")


def changes_of(public: Any | None, draft: Any) -> list[Told]:
    """(label, as it is public, as it would be) of each field that differs; all that is set, of what was never public.

    Authors stand in their order; editions are told one by one, each known by its `uid`.
    """
    told = [*_fields(public, draft), (_("Authors"), _authors(public), _authors(draft)), *_editions(public, draft)]
    return [(label, before, after) for label, before, after in told if before != after]


def _fields(public: Any | None, draft: Any) -> Iterator[Told]:
    names = [name for panel in draft.panels for name in _named(panel)]
    for name in names:
        if name not in NOT_TOLD:
            label = capfirst(draft._meta.get_field(name).verbose_name)
            yield label, _value(public, name), _value(draft, name)


def _named(panel: Any) -> list[str]:
    """The fields of a panel and of those within it; rows of other models have none of ours."""
    inner = [name for child in getattr(panel, "children", ()) for name in _named(child)]
    return inner or ([panel.field_name] if hasattr(panel, "field_name") else [])


def _value(row: Any | None, name: str) -> str:
    value = getattr(row, name) if row is not None else None
    if isinstance(value, bool):
        return _("yes") if value else ""
    if isinstance(value, datetime.date):
        return in_words(value, row.date_precision if name == "date" and hasattr(row, "date_precision") else "day")
    shown = getattr(row, f"get_{name}_display", None)
    return str(shown() if shown and value else value or "")


def _authors(row: Any | None) -> str:
    rows = row.authors.all() if row is not None else ()
    return "; ".join(", ".join(filter(None, (one.person.name, one.role, one.affiliation))) for one in rows)


def _editions(public: Any | None, draft: Any) -> Iterator[Told]:
    before = {row.uid: row for row in public.editions.all()} if public is not None else {}
    after = {row.uid: row for row in draft.editions.all()}
    for uid in dict.fromkeys([*before, *after]):
        row = after.get(uid) or before[uid]
        label = _("Edition, %(language)s") % {"language": row.get_language_display()}
        yield label, _edition(before.get(uid)), _edition(after.get(uid))


def _edition(row: Any | None) -> str:
    if row is None:
        return ""
    facts = [row.title, row.get_kind_display(), *(_value(row, name) for name in OF_AN_EDITION)]
    home = row._meta.get_field("url_is_home").verbose_name if row.url_is_home else ""
    return "; ".join(filter(None, (*facts, str(home))))

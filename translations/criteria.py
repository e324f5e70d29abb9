"""What somebody wants to see of the queue, as it stands in the address; what makes no sense there is left out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any
from urllib.parse import urlencode

from core.numbers import is_key

from .queue_filters import registered
from .states import Flag, State, Tab

ALL, MINE = "all", "mine"
TABS = (*(tab.value for tab in Tab if tab), ALL, MINE)
ME, NOBODY = "me", "nobody"
OVERDUE, WEEK, NO_DATE = "overdue", "week", "none"
ORDERINGS = ("title", "words", "due", "since", "priority", "severity")
CODE = r"[a-zA-Z]{2,3}(?:-[a-zA-Z0-9]{1,8})*"
PAIR = re.compile(rf"({CODE}):({CODE})")
KIND = re.compile(r"[a-z0-9_]{1,100}\.[a-z0-9_]{1,100}")
LONGEST = 200
# The values of language.severity.Severity.
URGENT, FACT, WORDING, FORM = 4, 3, 2, 1


def _one_of(*allowed: Any) -> Callable[[str], bool]:
    known = {str(one) for one in allowed}
    return lambda value: value in known


def _is_assignee(value: str) -> bool:
    return value in (ME, NOBODY) or is_key(value)


def _is_like(pattern: re.Pattern) -> Callable[[str], bool]:
    return lambda value: bool(pattern.fullmatch(value))


# What each may be; the names are those in the address.
ALLOWED: dict[str, Callable[[str], bool]] = {
    "tab": _one_of(*TABS),
    "q": bool,
    "pair": _is_like(PAIR),
    "kind": _is_like(KIND),
    "assignee": _is_assignee,
    "due": _one_of(OVERDUE, WEEK, NO_DATE),
    "state": _one_of(*State.values),
    "flag": _one_of(*Flag.values),
    "severity": _one_of(URGENT, FACT, WORDING, FORM),
    "ordering": _one_of(*ORDERINGS, *(f"-{name}" for name in ORDERINGS)),
}


@dataclass(frozen=True)
class Criteria:
    """A question to the queue; "" everywhere asks for all that somebody sees. `more` is of registered filters."""

    tab: str = ""
    q: str = ""
    pair: str = ""
    kind: str = ""
    assignee: str = ""
    due: str = ""
    state: str = ""
    flag: str = ""
    severity: str = ""
    ordering: str = ""
    more: tuple[tuple[str, str], ...] = field(default=())

    @classmethod
    def from_query(cls, query: Mapping[str, Any]) -> "Criteria":
        """From the parameters of an address, whoever wrote them."""
        found = {name: _clean(query.get(name)) for name in ALLOWED}
        more = ((one.name, _clean(query.get(one.name))) for one in registered())
        kept = {name: value for name, value in found.items() if value and ALLOWED[name](value)}
        return cls(**kept, more=tuple((name, value) for name, value in more if value))

    def within(self, tab: str) -> "Criteria":
        """The same question in another tab."""
        return replace(self, tab=tab)

    @property
    def parameters(self) -> dict[str, str]:
        """As the parameters of an address, empty ones left out."""
        named = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "more"}
        return {name: value for name, value in {**named, **dict(self.more)}.items() if value}

    @property
    def is_narrowed(self) -> bool:
        """Whether more than a tab and an order was asked for."""
        return bool(self.parameters.keys() - {"tab", "ordering"})

    def address(self, **changed: str) -> str:
        """The question as the rest of an address, with some parameters changed."""
        return urlencode({name: value for name, value in {**self.parameters, **changed}.items() if value})


def _clean(value: Any) -> str:
    return str(value or "").replace("\x00", "").strip()[:LONGEST]

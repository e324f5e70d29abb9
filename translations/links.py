"""Where the links of a passage lead, as wagtail-localize keeps it beside the passage's text. Pure."""

import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """One link: `mark` is its id in the passage (marks.Mark). It leads to an `address`, or to the row `pk` of a `kind`:
    a page or a document."""

    mark: str
    address: str = ""
    kind: str = ""
    pk: str = ""


def links_of(attrs: str) -> tuple[Link, ...]:
    """The links of a passage from the attributes of its tags, as they are stored: JSON by the id of each tag."""
    found = json.loads(attrs or "null") or {}
    links = (_link(mark, said) for mark, said in found.items() if isinstance(said, dict))
    return tuple(link for link in links if link.address or link.kind)


def _link(mark: str, said: dict[str, str]) -> Link:
    if "href" in said:
        return Link(mark, address=str(said["href"]))
    return Link(mark, kind=str(said.get("linktype", "")), pk=str(said.get("id", "")))

"""What every node of JSON-LD is made by. Pure."""

from typing import Any

Node = dict[str, Any]


def known(node: Node) -> Node:
    """A node without what is not known; that something is not so, is."""
    return {name: value for name, value in node.items() if value or value is False}


def part(type_: str, whose: str, role: str, **facts: Any) -> Node | None:
    """What has no address of its own and is known by that of which it is a part, "" for what is not known either; None
    where nothing is known of it."""
    told = known(facts)
    return known({"@type": type_, "@id": f"{whose}-{role}" if whose else ""}) | told if told else None

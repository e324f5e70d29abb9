"""Names of CSL-JSON: all their parts as the two that an item has, and what has no place in them. Pure."""

from typing import Any

from articles.citing.rich_text import words_of

OF_PEOPLE = ("family", "given", "suffix", "dropping-particle", "non-dropping-particle")
# “name” is what Crossref calls a group.
OF_GROUPS = ("literal", "name")
# How programs set a name, and whether it is the first: nothing about who it is.
UNSAID = ("comma-suffix", "static-ordering", "parse-names", "multi", "sequence")


def name_of(name: dict[str, Any]) -> dict[str, str]:
    """{family, given} or {literal}, as far as it is told; {} for nobody.

    “van der Berg, Jan”, “Humboldt, Alexander von”, “King Jr., Martin Luther”: the particle that lists put last stands
    with the given name, the other one and the suffix with the family name.
    """
    told = {part: _text(name.get(part)) for part in (*OF_PEOPLE, *OF_GROUPS)}
    used = _used(told)
    if used[0] in OF_GROUPS:
        return {"literal": told[used[0]]}
    comma = "," if told["suffix"] and name.get("comma-suffix") is True else ""
    family = _behind(told["non-dropping-particle"], told["family"]) + comma
    family = " ".join(filter(None, (family, told["suffix"])))
    if told["family"] and told["given"]:
        return {"family": family, "given": " ".join(filter(None, (told["given"], told["dropping-particle"])))}
    whole = " ".join(filter(None, (told["given"], _behind(told["dropping-particle"], family))))
    return {"literal": whole} if whole else {}


def rest_of(name: dict[str, Any]) -> dict[str, Any]:
    """What a name says beside that."""
    told = {part: text for part in (*OF_PEOPLE, *OF_GROUPS) if (text := _text(name.get(part)))}
    taken = {told[part] for part in _used(told) if part in told}
    return {part: value for part, value in name.items() if part not in UNSAID and _text(value) not in taken}


def _used(told: dict[str, str]) -> tuple[str, ...]:
    """The parts that make the name: those of a person where it has both, else what a group is called, else any."""
    whole = next(((part,) for part in OF_GROUPS if told.get(part)), OF_PEOPLE)
    return OF_PEOPLE if told.get("family") and told.get("given") else whole


def _text(value: Any) -> str:
    """A text, or a number as one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return words_of(str(value)).strip()


def _behind(particle: str, family: str) -> str:
    """“de Gaulle”, but “d’Alembert”."""
    return f"{particle}{family}" if particle.endswith(("’", "'", "-")) else f"{particle} {family}".strip()

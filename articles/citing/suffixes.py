"""What stands behind a name and is no part of it, as “Jr.”: by it “King, Jr.” is told from “Family, Given”. Pure."""

import re

SUFFIX = re.compile(r"(?:jr|sr|jnr|snr|junior|senior|hijo|ii|iii|iv|2nd|3rd|4th)\.?", re.IGNORECASE)


def is_suffix(text: str) -> bool:
    """Whether a part of a name is one."""
    return bool(SUFFIX.fullmatch(text.strip()))


def suffix_last(family: str, given: str) -> str:
    """A name as RIS has it: “Family, Given, Suffix” of “Family, Suffix” and “Given”; of any other “Family, Given”."""
    name, comma, suffix = family.rpartition(",")
    return f"{name}, {given},{suffix}" if comma and is_suffix(suffix) else f"{family}, {given}"


def suffix_first(parts: list[str]) -> tuple[str, str]:
    """(family, given) of the parts of a name between commas: the suffix, be it second or last, behind the family."""
    family, *rest = parts
    at = next((place for place in (-1, 0) if len(rest) > 1 and is_suffix(rest[place])), None)
    suffix = f", {rest.pop(at)}" if at is not None else ""
    return f"{family}{suffix}", ", ".join(rest)


def apart(family: str) -> tuple[str, str]:
    """(family, suffix) of “King Jr.” and of “King, Jr.”; the suffix is "" where there is none."""
    name, _space, suffix = family.rpartition(" ")
    return (name.rstrip(", "), suffix) if name.rstrip(", ") and is_suffix(suffix) else (family, "")

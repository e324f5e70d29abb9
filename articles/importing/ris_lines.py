"""The lines of a RIS record as rispy reads them: two spaces behind each tag, one line a value. Pure."""

import re
from collections.abc import Container

WIDE = re.compile(r"([A-Z][A-Z0-9])  -(.*)")
NARROW = re.compile(r"([A-Z][A-Z0-9]) -(?: (.*)|$)|(TY) -(.*)")
UNTAGGED = "N1"  # a line that belongs to no tag is a note


def whole_lines(record: str, known: Container[str], listed: Container[str]) -> str:
    """The record with each tag as the format has it, and a value that goes on in the next line in one.

    Where its first line has one space behind the tag, so may all others; else only those behind a `known` tag.
    What goes on behind a tag that is `listed` is one more of them.
    """
    narrow = record.startswith("TY -")
    tag, lines = "", []
    for line in record.split("\n"):
        found, value = _parts(line, known, narrow)
        if found:
            tag = found
            lines.append([f"{tag}  -", value])
        elif value and tag != "TY" and tag not in listed:
            lines[-1].append(value)
        elif value:
            tag = UNTAGGED if tag == "TY" else tag
            lines.append([f"{tag}  -", value])
    return "\n".join(" ".join(parts) for parts in lines)


def _parts(line: str, known: Container[str], narrow: bool) -> tuple[str, str]:
    """(tag, value) of a line; no tag where it has none."""
    if wide := WIDE.match(line):
        return wide[1], wide[2].strip()
    found = NARROW.match(line)
    tag = found and (found[1] or found[3])
    if not tag or not (narrow or tag in known):
        return "", line.strip()
    return tag, (found[2] or found[4] or "").strip()

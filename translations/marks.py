"""Inline marks as a translator sees them: `{1}…{/1}` instead of tags. Pure.

wagtail-localize keeps a string as a fragment of HTML in which only inline tags stand, links as
`<a id="a1">`. People type text; tags exist only where a numbered mark of the source stands, so markup
can be neither typed nor broken. A literal brace is written `{{`; a line break is a line break.
"""

import re
from dataclasses import dataclass
from html import escape, unescape

TAGS = ("a", "abbr", "acronym", "b", "code", "em", "i", "strong")
TAG = re.compile(
    rf'<(?P<close>/)?(?P<name>{"|".join(TAGS)})(?: id="(?P<id>[a-z]+\d+)")?>|<(?P<br>br) ?/?>',
)
MARK = re.compile(r"\{\{|\{(?P<close>/)?(?P<number>\d{1,4})\}")
MARK_OR_BROKEN = re.compile(MARK.pattern + r"|\{\s*/?\s*(?P<broken>\d{1,4})(?!\d)")


class MarkupError(ValueError):
    """A fragment that is not text with inline tags."""


@dataclass(frozen=True)
class Mark:
    """One pair of tags of a source string. `id` is set for links, whose address stands elsewhere."""

    number: int
    name: str
    id: str = ""

    @property
    def is_link(self) -> bool:
        return self.name == "a"

    @property
    def opening(self) -> str:
        return f'<{self.name} id="{self.id}">' if self.id else f"<{self.name}>"

    @property
    def closing(self) -> str:
        return f"</{self.name}>"


def tokens(data: str) -> list[re.Match[str] | str]:
    """Text runs and tags of a fragment. Raises MarkupError for anything else that starts with `<`.

    This is an allow list: comments, CDATA, processing instructions, declarations and foreign tags or
    attributes are all "anything else", whatever a browser would make of them.
    """
    found: list[re.Match[str] | str] = []
    end = 0
    for match in TAG.finditer(data):
        found.append(data[end : match.start()])
        found.append(match)
        end = match.end()
    found.append(data[end:])
    for token in found:
        if isinstance(token, str) and "<" in token:
            raise MarkupError(token)
    return [token for token in found if token != ""]


def marks_of(data: str) -> list[Mark]:
    """The marks of a source string, numbered in the order of their opening tags."""
    opened = [t for t in tokens(data) if not isinstance(t, str) and not t["br"] and not t["close"]]
    return [Mark(number, tag["name"], tag["id"] or "") for number, tag in enumerate(opened, start=1)]


def to_text(data: str, source: str | None = None) -> str:
    """What a person reads and edits. `source` is the string whose marks give the numbers; `data` itself if None.

    A tag of `data` that the source lacks is dropped with its closing tag; its text stays.
    """
    free = marks_of(data if source is None else source)
    open_marks: list[Mark | None] = []
    parts: list[str] = []
    for token in tokens(data):
        if isinstance(token, str):
            parts.append(unescape(token.replace("\n", " ")).replace("{", "{{"))
        elif token["br"]:
            parts.append("\n")
        elif token["close"]:
            mark = open_marks.pop() if open_marks else None
            parts.append(f"{{/{mark.number}}}" if mark else "")
        else:
            mark = _take(free, token["name"], token["id"] or "")
            open_marks.append(mark)
            parts.append(f"{{{mark.number}}}" if mark else "")
    return "".join(parts)


def _take(free: list[Mark], name: str, id_: str) -> Mark | None:
    for mark in free:
        if (mark.name, mark.id) == (name, id_):
            free.remove(mark)
            return mark
    return None


@dataclass(frozen=True)
class MarkProblem:
    """What is wrong with a mark of a text: `kind` is broken, foreign, doubled, nested, unopened, unclosed, crossed or
    missing.

    Broken is what is no mark, and begins as one of the source's: `{1`, `{ 1}`, `{1/}`. Nested is a link inside a link:
    a browser would make two links of it, side by side.
    """

    kind: str
    number: int


def problems(text: str, source: str) -> list[MarkProblem]:
    """What keeps `text` from being put back into tags; a dropped emphasis is no problem, a dropped link is.

    One for each mark, the first that is wrong with it: of `{1a{/1}` only that it is broken, not that it is missing too.
    """
    known = {mark.number: mark for mark in marks_of(source)}
    seen: set[int] = set()
    stack: list[int] = []
    found: list[MarkProblem] = []
    for match in MARK_OR_BROKEN.finditer(text):
        if match[0] == "{{":
            continue
        number = int(match["number"] or match["broken"])
        if match["broken"]:
            found.extend([MarkProblem("broken", number)] if number in known else [])
        elif number not in known:
            found.append(MarkProblem("foreign", number))
        elif match["close"]:
            if stack and stack[-1] == number:
                stack.pop()
            else:
                found.append(MarkProblem("crossed" if number in seen else "unopened", number))
        elif number in seen:
            found.append(MarkProblem("doubled", number))
        elif known[number].is_link and any(known[outer].is_link for outer in stack):
            found.append(MarkProblem("nested", number))
        else:
            seen.add(number)
            stack.append(number)
    found.extend(MarkProblem("unclosed", number) for number in stack)
    found.extend(MarkProblem("missing", mark.number) for mark in known.values() if mark.id and mark.number not in seen)
    return list({one.number: one for one in reversed(found)}.values())[::-1]


def insides(text: str) -> list[tuple[int, str]]:
    """What stands between each mark of a text and its end, with the marks within; what never ends is left out."""
    opened: dict[int, int] = {}
    found: list[tuple[int, str]] = []
    for match in MARK.finditer(text):
        if match["number"] is None:
            continue
        number = int(match["number"])
        if not match["close"]:
            opened[number] = match.end()
        elif number in opened:
            found.append((number, text[opened.pop(number) : match.start()]))
    return sorted(found)


def from_text(text: str, source: str) -> str:
    """The fragment for a text whose marks have no `problems`. Raises MarkupError where they have."""
    if problems(text, source):
        raise MarkupError(text)
    known = {mark.number: mark for mark in marks_of(source)}
    parts: list[str] = []
    end = 0
    for match in MARK.finditer(text):
        parts.append(_escaped(text[end : match.start()]))
        end = match.end()
        if match[0] == "{{":
            parts.append("{")
        else:
            mark = known[int(match["number"])]
            parts.append(mark.closing if match["close"] else mark.opening)
    parts.append(_escaped(text[end:]))
    return "".join(parts)


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")

"""The passage of a text that says most about a query, with the words that were found in it marked. Pure."""

import html
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from language.analysis import Token, analyser

LENGTH = 240  # characters, about
LONGEST_LOOK = 20_000  # characters of a text that are looked through


class Part(NamedTuple):
    """A piece of an extract; `marked` where it is a word that was sought."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Extract:
    """A passage, in parts."""

    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)

    def as_html(self) -> str:
        """Escaped, then marked."""
        return "".join(
            f"<mark>{html.escape(part.text)}</mark>" if part.marked else html.escape(part.text) for part in self.parts
        )


def extract(text: str, language: str, stems: Collection[str]) -> Extract:
    """The passage of `text` that holds most of the stems, the first of equals; its beginning where none is held."""
    text = text[:LONGEST_LOOK]
    found = [token for token in analyser(language).held(text, stems) if not token.compound]
    start, end = _passage(text, _best(found))
    inside = [token for token in found if start <= token.start and token.end <= end]
    parts = list(_parts(text, start, end, inside))
    before = [Part("… ", False)] if start > 0 and text[start - 1] != "\n" else []
    after = [Part(" …", False)] if end < len(text) and text[end - 1 : end] not in (".", "!", "?", "") else []
    return Extract(tuple(before + parts + after))


def _best(found: list[Token]) -> int:
    """Where the passage with most different stems begins."""
    best, place = 0, 0
    for number, first in enumerate(found):
        held = {token.stem for token in found[number : number + 40] if token.end - first.start <= LENGTH}
        if len(held) > best:
            best, place = len(held), first.start
    return place


def _passage(text: str, place: int) -> tuple[int, int]:
    """A stretch of whole words around a place that begins with a sentence where one begins near."""
    line = text.rfind("\n", 0, place) + 1
    start = max(
        line, *(text.rfind(mark, line, place) + 2 for mark in (". ", "? ", "! ") if mark in text[line:place]), 0
    )
    if place - start > LENGTH // 2:
        start = text.rfind(" ", 0, place - LENGTH // 4) + 1
    end = text.find("\n", max(place, start))
    end = len(text) if end < 0 else end
    if end - start > LENGTH:
        end = max(text.rfind(" ", start, start + LENGTH), place + 1)
        end = start + LENGTH if end <= start else end
    return start, end


def _parts(text: str, start: int, end: int, found: list[Token]) -> Iterator[Part]:
    place = start
    for token in found:
        if token.start < place:
            continue
        if token.start > place:
            yield Part(text[place : token.start], False)
        yield Part(text[token.start : token.end], True)
        place = token.end
    if place < end:
        yield Part(text[place:end], False)

"""The passage of a text that says most about a query, with the words that were found in it marked. Pure."""

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from language.analysis import Token, analyser

from .engine.terms import LANGUAGE_MARK

LENGTH = 240  # characters, about
LONGEST_LOOK = 20_000  # characters of a text that are looked through
MARK = re.compile(rf"^{LANGUAGE_MARK}(?P<code>[A-Za-z-]+){LANGUAGE_MARK}", re.MULTILINE)
LONG_LINE = re.compile(r"^.{60,}$", re.MULTILINE)  # what is shorter is a name, or a heading


class Part(NamedTuple):
    """A piece of an extract; `marked` where it is a word that was sought."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Extract:
    """A passage, in parts; `lang` where it is in another language than its page."""

    parts: tuple[Part, ...] = ()
    lang: str = ""

    def __str__(self) -> str:
        return "".join(part.text for part in self.parts)

    def as_html(self) -> str:
        """Escaped, then marked."""
        return "".join(
            f"<mark>{html.escape(part.text)}</mark>" if part.marked else html.escape(part.text) for part in self.parts
        )


def extract(text: str, language: str, stems: Collection[str], title: str = "") -> Extract:
    """The passage of `text` that holds most of the stems, the first of equals; its beginning where none is held.

    Names of topics, people and outlets stand on short lines: they are shown for what neither a sentence nor the title,
    above it, holds; so is a line of another language.
    """
    text, languages = _without_marks(text[:LONGEST_LOOK])
    reader = analyser(language)
    found = [token for token in reader.held(text, stems) if not token.compound]
    start, end = _passage(text, _place(text, found, {token.stem for token in reader.held(title, stems)}, languages))
    inside = [token for token in found if start <= token.start and token.end <= end]
    parts = list(_parts(text, start, end, inside))
    before = [Part("… ", False)] if start > 0 and text[start - 1] != "\n" else []
    after = [Part(" …", False)] if end < len(text) and text[end - 1 : end] not in (".", "!", "?", "") else []
    return Extract(tuple(before + parts + after), languages.get(text.rfind("\n", 0, start) + 1, ""))


def _without_marks(text: str) -> tuple[str, dict[int, str]]:
    """The text alone, and the languages of its lines by where they begin: of those that are not in the page's."""
    parts, languages, end, length = [], {}, 0, 0
    for mark in MARK.finditer(text):
        parts.append(text[end : mark.start()])
        length += len(parts[-1])
        languages[length] = mark["code"]
        end = mark.end()
    return "".join([*parts, text[end:]]), languages


def _place(text: str, found: list[Token], told: Collection[str], foreign: Collection[int]) -> int:
    """Where the passage begins; `told` are stems that need not be shown, `foreign` lines of another language begin."""
    sentences = {line.start() for line in LONG_LINE.finditer(text)} - set(foreign)
    inside = [token for token in found if text.rfind("\n", 0, token.start) + 1 in sentences]
    (most, place), (held, sentence) = _best(found), _best(inside)
    if held >= most and inside:
        return sentence
    is_told = sentences and all(token.stem in told for token in found)
    return min(sentences) if is_told else place


def _best(found: list[Token]) -> tuple[int, int]:
    """How many different stems the passage with most of them holds, and where it begins."""
    best, place = 0, 0
    for number, first in enumerate(found):
        held = {token.stem for token in found[number : number + 40] if token.end - first.start <= LENGTH}
        if len(held) > best:
            best, place = len(held), first.start
    return best, place


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

"""In which order the passages and values of an item stand: that of the page, each link's address at its passage."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from . import marks
from .links import Link
from .localize import TextSegment, ValueSegment, path_of_link


@dataclass(frozen=True)
class Held:
    """The place of a link's address: the passage that holds the link first, by its pk and order, and the numbers of the
    marks there that lead to it."""

    passage: str
    order: int
    numbers: tuple[int, ...]


def held(texts: Iterable[TextSegment]) -> dict[str, Held]:
    """Where the addresses of links belong, by the path of each: wagtail-localize puts those of a whole text after its
    last paragraph, in the order of their letters."""
    found: dict[str, Held] = {}
    for text in sorted(texts, key=lambda one: one.order):
        if text.links:
            for address, numbers in _numbers(text).items():
                found.setdefault(path_of_link(text.path, address), Held(text.pk, text.order, numbers))
    return found


def _numbers(text: TextSegment) -> dict[str, tuple[int, ...]]:
    """The numbers of the marks that lead to each address of a passage."""
    found: dict[str, tuple[int, ...]] = {}
    for number, links in links_by_number(text).items():
        for link in links:
            if link.address:
                found[link.address] = (*found.get(link.address, ()), number)
    return found


def links_by_number(text: TextSegment) -> dict[int, list[Link]]:
    """The links of a passage by the number of their mark; more than one where the passage stands at more places."""
    named = {mark.id: mark.number for mark in marks.marks_of(text.source) if mark.is_link}
    found: dict[int, list[Link]] = {}
    for link in text.links:
        if link.mark in named:
            found.setdefault(named[link.mark], []).append(link)
    return dict(sorted(found.items()))


def in_page_order(
    texts: Sequence[TextSegment], values: Sequence[ValueSegment], places: Mapping[str, Held]
) -> list[TextSegment | ValueSegment]:
    """All of them; the address of a link directly below the first passage that holds it, in the order of its marks."""

    def place(one: TextSegment | ValueSegment) -> tuple[int, tuple[int, ...]]:
        at = places.get(one.path) if isinstance(one, ValueSegment) else None
        return (at.order, at.numbers) if at else (one.order, ())

    return sorted([*texts, *values], key=place)
